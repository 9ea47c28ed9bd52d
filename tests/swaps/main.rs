//! Random sentences with one value swapped for another of the ledger: the verifier refuses them, unless an oracle that shares no
//! code with it, computed straight from the rows, says that they are true all the same.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a test"
)]

#[path = "../common/mod.rs"]
mod common;
mod oracle;
mod walk;

use std::collections::BTreeMap;
use std::sync::Mutex;
use stringer::english::Profile;
use stringer::grammar::mix;
use stringer::pipeline::{Desk, Proof, batch};
use stringer::plan::Plan;
use stringer::verify::{Copy, Severity};
use walk::{Line, Swap, Walked};

/// Sentences with a swapped value; `STRINGER_SWAPS` asks for more or fewer, `STRINGER_SWAP_CASES` for the cases whose path holds a text.
const SENTENCES: usize = 10_000;
/// Distinct kinds of facts whose values were swapped; it only rises.
const KINDS: usize = 40;

#[test]
fn a_swapped_value_is_refused_unless_the_sentence_is_still_true() {
    let asked = std::env::var("STRINGER_SWAPS").ok().and_then(|text| text.parse().ok());
    let sentences = asked.unwrap_or(SENTENCES);
    let wanted = std::env::var("STRINGER_SWAP_CASES").unwrap_or_default();
    let desk = common::desk();
    let mut plans = Vec::new();
    for case in common::cases().into_iter().filter(|case| case.to_string_lossy().contains(&wanted)) {
        for (event, style) in common::events(&case).into_iter().flat_map(|event| [(event.clone(), Profile::Ap), (event, Profile::Uk)]) {
            plans.extend(common::plan(&desk, event, &common::settings(style)));
        }
    }
    let report: Mutex<Report> = Mutex::default();
    let threads = std::thread::available_parallelism().unwrap();
    let mut from = 0;
    while report.lock().unwrap().swapped < sentences {
        // Whole rounds, so that the sample does not depend on which thread is faster.
        let seeds: Vec<(u64, &Plan)> = plans.iter().enumerate().map(|(at, plan)| (from + at as u64, plan)).collect();
        from += plans.len() as u64;
        let work = |(): &mut (), (seed, plan): (u64, &Plan)| article(&desk, plan, seed);
        let done = |_, found: Report| -> Result<(), ()> {
            report.lock().unwrap().add(found);
            Ok(())
        };
        batch::each(seeds, threads, || (), work, done).unwrap();
    }
    report.into_inner().unwrap().conclude(asked.is_none() && wanted.is_empty());
}

/// Walks a random article and swaps a value in each of its sentences.
fn article(desk: &Desk, plan: &Plan, seed: u64) -> Report {
    let mut report = Report::default();
    let walked = Walked::of(desk, plan, seed);
    let proof = Proof::new(desk, plan);
    let copy = proof.copy(&walked.draft);
    for (number, line) in walked.lines.iter().enumerate() {
        let Some(swap) = line.swap(desk, plan, mix(seed ^ mix(number as u64))) else {
            report.without += 1;
            continue;
        };
        let changed = replaced(&copy, line, &swap.text);
        let errors = proof
            .verify(&changed)
            .findings
            .into_iter()
            .filter(|finding| finding.severity == Severity::Error && finding.place == line.place);
        // A sentence that is false and refused for its style alone would not have been found.
        let refused = errors.map(|error| error.rule).any(|rule| rule.starts_with('F') || rule == "C7");
        report.count(line, &swap, refused, oracle::is_true(&plan.event, &line.facts(plan), &swap));
    }
    report
}

/// The copy with another text in a line's place.
fn replaced(copy: &Copy, line: &Line, text: &str) -> Copy {
    use stringer::verify::Place;
    let mut copy = copy.clone();
    match line.place {
        Place::Headline => copy.headline = Some(text.to_owned()),
        Place::Standfirst => copy.standfirst = Some(text.to_owned()),
        Place::Body { paragraph, sentence } => text.clone_into(&mut copy.sentences[paragraph][sentence].text),
        Place::Dateline | Place::Table { .. } | Place::Whole => unreachable!("no line of prose"),
    }
    copy
}

#[derive(Debug, Default)]
struct Report {
    swapped: usize,
    without: usize,
    refused: usize,
    true_anyway: usize,
    kinds: BTreeMap<String, usize>,
    accepted: BTreeMap<String, (usize, String)>,
}

impl Report {
    fn count(&mut self, line: &Line, swap: &Swap, refused: bool, is_true: bool) {
        self.swapped += 1;
        for kind in &swap.kinds {
            *self.kinds.entry(kind.clone()).or_default() += 1;
        }
        match (refused, is_true) {
            (true, _) => self.refused += 1,
            (false, true) => self.true_anyway += 1,
            (false, false) => {
                let example = format!("{:?} -> {:?}\n        {}", swap.from, swap.to, swap.text);
                self.accepted.entry(format!("{:?} of {}", swap.kinds, line.role)).or_insert((0, example)).0 += 1;
            }
        }
    }

    fn add(&mut self, other: Self) {
        self.swapped += other.swapped;
        self.without += other.without;
        self.refused += other.refused;
        self.true_anyway += other.true_anyway;
        for (kind, count) in other.kinds {
            *self.kinds.entry(kind).or_default() += count;
        }
        for (sort, (count, example)) in other.accepted {
            self.accepted.entry(sort).or_insert((0, example)).0 += count;
        }
    }

    fn conclude(self, whole: bool) {
        let wrong: usize = self.accepted.values().map(|(count, _)| count).sum();
        for (sort, (count, example)) in &self.accepted {
            println!("{count:5} {sort}: {example}");
        }
        println!(
            "{} sentences with a swapped value of {} kinds of facts: {} refused, {} true all the same, {wrong} accepted and false; {} sentences have nothing to swap",
            self.swapped,
            self.kinds.len(),
            self.refused,
            self.true_anyway,
            self.without
        );
        assert!(self.accepted.is_empty(), "{wrong} swapped sentences were accepted");
        assert!(!whole || self.kinds.len() >= KINDS, "only {} kinds of facts were swapped", self.kinds.len());
        assert!(self.true_anyway * 20 < self.swapped, "the oracle calls too much true: {}", self.true_anyway);
    }
}
