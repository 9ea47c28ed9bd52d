//! Bugs planted in the phrase files, one at a time: a wrong `when`, swapped roles, a lost "not", a dropped fact, a wrong ordinal,
//! a wrong predicate. The verifier catches each of them.
//!
//! The planted form is the only one that its kind has for its line of the recap, so every sentence there that lists the fact uses
//! it. A bug counts where it was used of a fact of which it is false (that follows from the slip), and where the sound form, alone
//! in the same place, has no error: so it is the slip that is found.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test"
)]

#[path = "../common/mod.rs"]
mod common;
mod phrase_files;
mod slips;
mod trial;

use slips::{Bug, Slip};
use std::collections::BTreeMap;
use std::sync::Mutex;
use stringer::pipeline::batch;
use trial::{Outcome, Stage};

/// Bugs that must have been caught; it only rises.
const FLOOR: usize = 270;
/// Forms in which a slip of one sort (the same words of a kind at a position) is tried, until one is used.
const TRIES: usize = 4;

#[test]
fn every_planted_bug_is_caught() {
    let stage = Stage::open();
    let wanted = std::env::var("STRINGER_PLANTED").unwrap_or_default();
    let mut sorts: BTreeMap<String, Vec<Bug>> = BTreeMap::new();
    for bug in stage.forms().iter().flat_map(Bug::all_of).filter(|bug| bug.name().contains(&wanted)) {
        sorts.entry(bug.sort()).or_default().push(bug);
    }
    let bugs: Vec<Vec<Bug>> = sorts.into_values().collect();
    let report: Mutex<Report> = Mutex::default();
    let threads = std::thread::available_parallelism().unwrap();
    let done = |_, tried: Option<(Bug, Outcome)>| -> Result<(), ()> {
        for (bug, outcome) in &tried {
            report.lock().unwrap().add(bug, outcome);
        }
        Ok(())
    };
    batch::each(bugs, threads, || (), |(), sort| first_used(&stage, sort), done).unwrap();
    report.into_inner().unwrap().conclude(wanted.is_empty());
}

/// The first bug of a sort that could be used, and what became of it.
fn first_used(stage: &Stage, sort: Vec<Bug>) -> Option<(Bug, Outcome)> {
    let mut tried = sort.into_iter().take(TRIES).map(|bug| (stage.plant(&bug), bug));
    tried.find(|(outcome, _)| *outcome != Outcome::Unused).map(|(outcome, bug)| (bug, outcome))
}

#[derive(Debug, Default)]
struct Report {
    caught: BTreeMap<Slip, usize>,
    missed: Vec<String>,
    unsound: Vec<String>,
}

impl Report {
    fn add(&mut self, bug: &Bug, outcome: &Outcome) {
        match outcome {
            Outcome::Caught => *self.caught.entry(bug.slip).or_default() += 1,
            Outcome::Missed(sentence) => self.missed.push(format!("{}\n        {sentence}", bug.name())),
            Outcome::Unsound(finding) => self.unsound.push(format!("{}\n        {finding}", bug.name())),
            Outcome::Unused => {}
        }
    }

    fn conclude(self, whole: bool) {
        let caught: usize = self.caught.values().sum();
        println!("{caught} of {} planted bugs were caught: {:?}", caught + self.missed.len(), self.caught);
        println!("{} could not be told from errors of the sound form", self.unsound.len());
        self.unsound.iter().for_each(|line| println!("  unsound: {line}"));
        assert!(self.missed.is_empty(), "missed:\n{}", self.missed.join("\n"));
        assert!(caught >= FLOOR || !whole, "only {caught} bugs could be planted");
    }
}
