//! The beam against exhaustive search.

use super::automaton::TokenLattice;
use super::lattice::{WordLattice, row_lattice};
use super::mock::HashModel;
use super::search::{Lattices, Settings, search};
use super::{LanguageModel, Vocabulary};
use std::collections::BTreeMap;

const ROWS: &[&str] = &[
    "~Alan Brooks|~Brooks|The leader",
    " won| took| grabbed",
    " the| a",
    " race| title|",
    ",| easily,|",
    " ahead of| beating| edging",
    "~ Cole",
    "| by a lap| by a second",
    ".",
];

/// Every string of a lattice, with its tokens and whether each counts.
pub(super) fn all_strings(lattice: &WordLattice, vocabulary: &Vocabulary) -> BTreeMap<String, Vec<(u32, bool)>> {
    let mut out: BTreeMap<String, Vec<(u32, bool)>> = BTreeMap::new();
    let mut open = vec![(lattice.start, String::new(), Vec::new())];
    while let Some((at, text, pieces)) = open.pop() {
        if at == lattice.end {
            let mut begin = 0;
            let tokens = vocabulary.encode(&text).unwrap().into_iter().map(|token| {
                let end = begin + vocabulary.byte_len(token);
                let overlaps = |p: &(usize, usize, bool)| p.2 && p.0 < end && begin < p.1;
                let counted = pieces.iter().any(overlaps);
                begin = end;
                (token, counted)
            });
            let tokens: Vec<(u32, bool)> = tokens.collect();
            let merged = out.entry(text).or_insert_with(|| tokens.clone());
            merged.iter_mut().zip(tokens).for_each(|(a, b)| a.1 |= b.1);
            continue;
        }
        for edge in &lattice.nodes[at].edges {
            let mut pieces = pieces.clone();
            pieces.push((text.len(), text.len() + edge.text.len(), edge.counted));
            open.push((edge.to, format!("{text}{}", edge.text), pieces));
        }
    }
    out
}

fn exhaustive(model: &dyn LanguageModel, prompt: &str, lattice: &WordLattice, bonus: f64) -> Vec<(f64, String)> {
    let prompt = model.vocabulary().encode(prompt).unwrap();
    let mut session = model.session();
    let from = session.feed(None, &prompt).unwrap();
    let mut out = Vec::new();
    for (text, tokens) in all_strings(lattice, model.vocabulary()) {
        let (mut at, mut score) = (from, 0.0);
        for (token, counted) in tokens {
            if counted {
                score += f64::from(session.log_probs(at, &[token]).unwrap()[0]) + bonus;
            }
            at = session.feed(Some(at), &[token]).unwrap();
        }
        out.push((score, text));
    }
    out.sort_by(|a, b| b.0.total_cmp(&a.0));
    out
}

pub(super) fn beam(
    model: &dyn LanguageModel,
    prompt: &str,
    lattice: &WordLattice,
    settings: &Settings,
    adjust: &dyn Fn(&str) -> f64,
) -> super::search::Found {
    let vocabulary = model.vocabulary();
    let mut session = model.session();
    let from = session.feed(None, &vocabulary.encode(prompt).unwrap()).unwrap();
    let from = session.retain(from).unwrap();
    let tokens = TokenLattice::compile(lattice, vocabulary).unwrap();
    search(session.as_mut(), from, Lattices { words: lattice, tokens: &tokens, vocabulary }, settings, adjust).unwrap()
}

const WIDE: Settings =
    Settings { width: usize::MAX, per_stack: usize::MAX, bonus: 2.0, taste: 0.0, seed: 0, keep: 5, max_scored: usize::MAX };

#[test]
fn a_wide_beam_finds_the_exhaustive_best() {
    let lattice = row_lattice(ROWS);
    for seed in 0..4 {
        let model = HashModel::new(seed).unwrap();
        let all = exhaustive(&model, "On Sunday", &lattice, 2.0);
        let found = beam(&model, "On Sunday", &lattice, &WIDE, &|_| 0.0);
        for (path, (score, text)) in found.paths.iter().zip(&all) {
            assert!((path.score - score).abs() < 1e-6, "{} {score} {text}", path.score);
            assert_eq!(&path.text, text);
            assert_eq!(lattice.text(&path.steps), path.text);
            assert_eq!(path.tokens, model.vocabulary().encode(&path.text).unwrap());
        }
    }
}

#[test]
fn equal_strings_of_different_paths_are_found_once() {
    let model = HashModel::new(7).unwrap();
    let lattice = row_lattice(&["A b|A| A", " b|", " c| c d", "| d", "."]);
    let found = beam(&model, "x", &lattice, &Settings { keep: 100, ..WIDE }, &|_| 0.0);
    let mut texts: Vec<&str> = found.paths.iter().map(|path| path.text.as_str()).collect();
    texts.sort_unstable();
    let distinct = texts.windows(2).all(|pair| pair[0] != pair[1]);
    assert!(distinct, "{texts:?}");
    assert_eq!(texts.len(), all_strings(&lattice, model.vocabulary()).len());
}

#[test]
fn the_callers_adjustment_decides_among_whole_paths() {
    let model = HashModel::new(1).unwrap();
    let lattice = row_lattice(ROWS);
    let long = beam(&model, "x", &lattice, &WIDE, &|text| if text.contains("easily") { 100.0 } else { 0.0 });
    assert!(long.paths[0].text.contains("easily") && long.paths[0].adjusted > long.paths[0].score);
}

#[test]
fn a_taste_moves_the_choice_by_its_seed_and_no_further_than_it_may() {
    let model = HashModel::new(1).unwrap();
    let lattice = row_lattice(ROWS);
    let best = |taste: f64, seed: u64| beam(&model, "x", &lattice, &Settings { taste, seed, ..WIDE }, &|_| 0.0).paths.remove(0);
    let plain = best(0.0, 1);
    assert_eq!(plain.text, best(0.0, 2).text, "without a taste the seed changes nothing");
    let texts: std::collections::BTreeSet<String> = (0..8).map(|seed| best(3.0, seed).text).collect();
    assert!(texts.len() > 1, "{texts:?}");
    assert_eq!(best(3.0, 5), best(3.0, 5));
    let tasted = best(0.5, 5);
    let counted = |path: &super::search::FoundPath| f64::from(u32::try_from(path.counted).unwrap());
    let untasted = |path: &super::search::FoundPath| path.log_prob + 2.0 * counted(path);
    assert!(untasted(&plain) - untasted(&tasted) <= counted(&plain).max(counted(&tasted)));
}

#[test]
fn a_spent_budget_finishes_every_string_and_says_so() {
    let model = HashModel::new(1).unwrap();
    let lattice = row_lattice(ROWS);
    let all = all_strings(&lattice, model.vocabulary());
    for max_scored in [0, 5, 20] {
        let found = beam(&model, "x", &lattice, &Settings { max_scored, ..Settings::default() }, &|_| 0.0);
        assert!(found.exhausted && found.scored <= max_scored, "{}", found.scored);
        assert!(found.paths.iter().all(|path| !path.complete && all.contains_key(&path.text)));
    }
}

#[test]
fn stand_ins_do_not_count() {
    let model = HashModel::new(3).unwrap();
    let lattice = row_lattice(&["~Alan Brooks|~Bo", " won", "."]);
    let found = beam(&model, "x", &lattice, &WIDE, &|_| 0.0);
    assert_eq!(found.paths.iter().map(|path| path.counted).collect::<Vec<_>>(), [2, 2]);
    let all = exhaustive(&model, "x", &lattice, 2.0);
    assert!((all[0].0 - found.paths[0].score).abs() < 1e-6);
}

#[test]
fn searching_twice_gives_the_same_result_to_the_bit() {
    let model = HashModel::new(5).unwrap();
    let lattice = row_lattice(ROWS);
    let run = || beam(&model, "x", &lattice, &Settings::default(), &|_| 0.0);
    assert_eq!(run(), run());
}
