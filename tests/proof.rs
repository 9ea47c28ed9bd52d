//! Random sentences and articles through the lattices of all fixtures: the verifier finds no error in any of them.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;

use std::collections::BTreeMap;
use stringer::draft::{Draft, Judge, RandomForms, Refusal, Tools, Wishes, draft};
use stringer::english::Profile;
use stringer::pipeline::Proof;
use stringer::verify::{Copy, Place, Severity};

/// A judge that lets everything pass, so that every random path stands in the article and is proven at the end.
struct Anything;

impl Judge for Anything {
    fn judge(&self, _draft: &Draft, _part: &str) -> Vec<Refusal> {
        Vec::new()
    }
}

/// Random articles over all fixtures and both styles; `STRINGER_PROOF_ARTICLES` asks for more or fewer, `STRINGER_PROOF_CASES`
/// for the cases whose path holds a text.
const ARTICLES: u64 = 1_860;
/// Sentences that the articles must add up to.
const SENTENCES: usize = 10_000;

/// The sentence before, of which a pronoun or a surname may be.
fn before(copy: &Copy, place: Place) -> String {
    let Place::Body { paragraph, sentence } = place else { return String::new() };
    let place = match sentence.checked_sub(1) {
        Some(sentence) => Place::Body { paragraph, sentence },
        None => Place::Body { paragraph: paragraph.wrapping_sub(1), sentence: 0 },
    };
    copy.text(place).map(|text| format!("({text}) ")).unwrap_or_default()
}

#[test]
fn no_random_path_of_any_fixture_has_an_error() {
    let articles = std::env::var("STRINGER_PROOF_ARTICLES").ok().and_then(|text| text.parse().ok()).unwrap_or(ARTICLES);
    let desk = common::desk();
    let mut plans = Vec::new();
    let wanted = std::env::var("STRINGER_PROOF_CASES").unwrap_or_default();
    for case in common::cases().into_iter().filter(|case| case.to_string_lossy().contains(&wanted)) {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        for event in common::events(&case) {
            for style in [Profile::Ap, Profile::Uk] {
                plans.extend(common::plan(&desk, event.clone(), &common::settings(style)).map(|plan| (name.clone(), plan)));
            }
        }
    }
    assert!(plans.len() >= 20 || !wanted.is_empty(), "only {} plans: the fixtures are missing", plans.len());
    let mut found: BTreeMap<String, (usize, String)> = BTreeMap::new();
    let (mut sentences, mut bad) = (0, 0);
    for number in 0..articles {
        let (name, plan) = &plans[usize::try_from(number).unwrap() % plans.len()];
        let surface = desk.surface(plan).unwrap();
        let proof = Proof::new(&desk, plan);
        let conditions = proof.conditions();
        let grammar = desk.grammar(plan.event.sport).unwrap();
        let tools = Tools { grammar, conditions: &conditions, surface: &surface, judge: &Anything, wishes: &Wishes::default() };
        let article = draft(plan, &tools, &mut RandomForms { seed: number }).unwrap_or_else(|error| panic!("{name}: {error}"));
        sentences += article.paragraphs.iter().map(|paragraph| paragraph.sentences.len()).sum::<usize>();
        let copy = proof.copy(&article);
        let verdict = proof.verify(&copy);
        let errors = verdict.findings.iter().filter(|finding| finding.severity == Severity::Error && finding.place != Place::Whole);
        let mut any = false;
        for finding in errors {
            any = true;
            let text = copy.text(finding.place).unwrap_or_default();
            let entry = found.entry(format!("{}: {}", finding.rule, finding.message)).or_insert((0, String::new()));
            entry.0 += 1;
            if entry.1.is_empty() {
                entry.1 = format!("[{name}] {}{text}", before(&copy, finding.place));
            }
        }
        bad += usize::from(any);
    }
    let mut worst: Vec<_> = found.iter().collect();
    worst.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    for (finding, (count, example)) in worst.iter().take(120) {
        println!("{count:5} {finding}\n        {example}");
    }
    println!("{articles} articles, {sentences} sentences, {bad} articles with an error, {} distinct findings", found.len());
    assert!(found.is_empty(), "{bad} of {articles} random articles have an error");
    assert!(articles < ARTICLES || !wanted.is_empty() || sentences >= SENTENCES, "only {sentences} sentences");
}
