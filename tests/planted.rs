//! Bugs planted in the phrase files, one at a time: a swapped role, a false word, a lost "not". The verifier catches each of them.
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

mod common;

use stringer::draft::{Draft, Judge, RandomForms, Refusal, Tools, Wishes, draft};
use stringer::english::Profile;
use stringer::pipeline::{Desk, Proof, Templates};
use stringer::plan::Plan;
use stringer::verify::{Place, Severity};

struct Anything;

impl Judge for Anything {
    fn judge(&self, _draft: &Draft, _part: &str) -> Vec<Refusal> {
        Vec::new()
    }
}

/// What is written, and what a careless editor makes of it; errors in other sentences of the same article do not count as a catch of
/// their own, for the phrases without the slip have none (`tests/proof.rs`); the second is planted for every place of the first in turn.
const SLIPS: [(&str, &str); 14] = [
    ("{winner} won the {event}", "{winner} lost the {event}"),
    ("ahead of {second}", "behind {second}"),
    ("{gap} ahead of {second}", "{gap} ahead of {winner}"),
    ("finished third", "finished second"),
    ("was third", "was fourth"),
    ("behind the winner", "ahead of the winner"),
    ("did not finish", "did finish"),
    ("failed to finish", "finished"),
    ("did not start", "started"),
    ("fastest lap", "slowest lap"),
    ("{starters} starters", "{starters} finishers"),
    ("a world record", "an Olympic record"),
    ("beat {second}", "held off {second}"),
    ("tied for", "won outright"),
];

/// Bugs that must have been caught; it only rises.
const FLOOR: usize = 40;

#[test]
fn every_planted_bug_is_caught() {
    let whole = Templates::embedded();
    let sound = common::desk();
    let mut plans: Vec<Plan> = Vec::new();
    for case in common::cases() {
        plans.extend(common::events(&case).into_iter().filter_map(|event| common::plan(&sound, event, &common::settings(Profile::Ap))));
    }
    let (mut planted, mut caught, mut missed) = (0, 0, Vec::new());
    for (name, text) in whole.below("grammar/").filter(|(name, _)| !name.ends_with("conditions.toml")) {
        for (from, to) in SLIPS {
            for (at, _) in text.match_indices(from).filter(|(at, _)| in_form(text, *at)) {
                let bad = format!("{}{to}{}", &text[..at], &text[at + from.len()..]);
                let folder = tempfile::tempdir().unwrap();
                std::fs::create_dir(folder.path().join("grammar")).unwrap();
                std::fs::write(folder.path().join(name), &bad).unwrap();
                // A form that drops a fact is refused when the file is read: caught, too.
                let desk = Desk::open(Templates::embedded().overlay(folder.path()).unwrap());
                match desk.map_or(Some(true), |desk| finds(&desk, &plans, &planted_form(&bad, at))) {
                    None => {}
                    Some(true) => (planted, caught) = (planted + 1, caught + 1),
                    Some(false) => {
                        planted += 1;
                        missed.push(format!("{name}: {from} -> {to} at byte {at}"));
                    }
                }
            }
        }
    }
    println!("{caught} of {planted} planted bugs were caught");
    assert!(missed.is_empty(), "missed:\n{}", missed.join("\n"));
    assert!(caught >= FLOOR, "only {caught} bugs could be planted");
}

/// Whether a place of a phrase file is inside a form, and not in a comment.
fn in_form(text: &str, at: usize) -> bool {
    let line = text[..at].rsplit('\n').next().unwrap_or_default();
    !line.trim_start().starts_with('#') && line.contains('"')
}

/// The words of the planted form, in order, without its slots and alternatives.
fn planted_form(text: &str, at: usize) -> Vec<String> {
    let from = text[..at].rfind('"').map_or(0, |quote| quote + 1);
    let form = text[from..].split('"').next().unwrap_or_default();
    let (mut words, mut depth, mut run) = (Vec::new(), 0, String::new());
    for c in form.chars() {
        match c {
            '{' | '(' => {
                depth += 1;
                words.push(std::mem::take(&mut run).trim().to_owned());
            }
            '}' | ')' => depth -= 1,
            _ if depth == 0 => run.push(c),
            _ => {}
        }
    }
    words.push(run.trim().to_owned());
    words.retain(|word| !word.is_empty());
    // A slip among alternatives, or in a form of few words, cannot be recognised in the article: it is not counted.
    let inside = text[from..at].matches('(').count() > text[from..at].matches(')').count();
    let few = words.iter().flat_map(|part| part.split_whitespace()).count() < 3;
    if inside || few { Vec::new() } else { words }
}

/// Whether a sentence holds these words in this order.
fn holds(sentence: &str, words: &[String]) -> bool {
    let mut rest = sentence;
    !words.is_empty()
        && words.iter().all(|word| {
            rest.split_once(word.as_str()).is_some_and(|(_, after)| {
                rest = after;
                true
            })
        })
}

/// Whether the verifier finds an error; `None` where no random article wrote the planted form, so that there was nothing to find.
fn finds(desk: &Desk, plans: &[Plan], form: &[String]) -> Option<bool> {
    let mut written = false;
    for (number, plan) in plans.iter().enumerate().flat_map(|(index, plan)| (0..4).map(move |round| (index * 4 + round, plan))) {
        let surface = desk.surface(plan).unwrap();
        let proof = Proof::new(desk, plan);
        let conditions = proof.conditions();
        let Some(grammar) = desk.grammar(plan.event.sport) else { continue };
        let tools = Tools { grammar, conditions: &conditions, surface: &surface, judge: &Anything, wishes: &Wishes::default() };
        let Ok(article) = draft(plan, &tools, &mut RandomForms { seed: number as u64 }) else { continue };
        let copy = proof.copy(&article);
        let errors = proof.verify(&copy).findings;
        if errors.iter().any(|finding| finding.severity == Severity::Error && finding.place != Place::Whole) {
            return Some(true);
        }
        written |= article.paragraphs.iter().flat_map(|p| &p.sentences).any(|sentence| holds(&sentence.text, form));
    }
    written.then_some(false)
}
