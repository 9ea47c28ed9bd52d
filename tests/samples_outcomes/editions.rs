//! How much two editions of one final have in common: `cargo test --test samples_outcomes editions -- --nocapture` prints it.

use crate::common;
use std::collections::BTreeSet;
use stringer::draft::FirstForms;
use stringer::english::Profile;
use stringer::event::{Event, UnitKind};
use stringer::facts::Angle;
use stringer::feed::{self, Input};
use stringer::pipeline::{self, Artefact, Body, Desk, Kind};

/// Pairs of editions of finals that may have more than a third of their 4-grams in common, in thousandths of all pairs; it only gets stricter.
const MOST_OVER: usize = 17;

/// The 4-grams of the text of a nation's edition, in small letters and without punctuation.
fn four_grams(desk: &Desk, event: &Event, nation: &str) -> BTreeSet<Vec<String>> {
    let settings = pipeline::Settings { angle: Angle::Nation(nation.to_owned()), ..common::settings(Profile::Ap) };
    let start = Artefact::new(Body::Event(event.clone()), &[]);
    let made = pipeline::run(desk, start, Kind::Article, &settings, &mut FirstForms).unwrap();
    let text = made.iter().find_map(|artefact| if let Body::Article(article) = &artefact.body { Some(article.body_text()) } else { None });
    let words: Vec<String> = text
        .unwrap()
        .split_whitespace()
        .map(|word| word.to_lowercase().trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned())
        .filter(|word| !word.is_empty())
        .collect();
    words.windows(4).map(<[String]>::to_vec).collect()
}

/// The shares of common 4-grams of all pairs, in thousandths of those of the shorter edition.
fn shares(editions: &[BTreeSet<Vec<String>>]) -> Vec<usize> {
    let pairs = editions.iter().enumerate().flat_map(|(at, one)| editions.iter().skip(at + 1).map(move |other| (one, other)));
    pairs.map(|(one, other)| one.intersection(other).count() * 1000 / one.len().min(other.len()).max(1)).collect()
}

#[test]
fn editions_of_a_final_share_little() {
    let path = common::root().join("../shared/feeds/tilastopaja/rio_athletics_results.xml");
    let Ok(bytes) = std::fs::read(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return;
    };
    let events = feed::decode(&Input::new(&bytes, "rio_athletics_results.xml"), &[]).unwrap().events;
    let desk = common::desk();
    let mut all = Vec::new();
    for event in events.iter().filter(|event| event.kind == UnitKind::Race) {
        let nations: BTreeSet<&str> = event.rows.iter().filter_map(|row| Some(row.nation.as_ref()?.code.as_str())).collect();
        let editions: Vec<_> = nations.iter().map(|nation| four_grams(&desk, event, nation)).collect();
        let found = shares(&editions);
        println!("{}: {} editions, the most in common {}‰", event.name, editions.len(), found.iter().max().unwrap_or(&0));
        all.extend(found);
    }
    all.sort_unstable();
    let over = all.iter().filter(|share| **share > 333).count() * 1000 / all.len();
    println!("{} pairs: median {}‰, over a third {over}‰", all.len(), all.get(all.len() / 2).unwrap_or(&0));
    assert!(over <= MOST_OVER, "over a third in {over}‰ of the pairs, {MOST_OVER}‰ before");
}
