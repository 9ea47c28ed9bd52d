//! The tokens of a path are those of its whole text, whatever the pieces are.

use super::automaton::TokenLattice;
use super::lattice::row_lattice;
use super::{LmErrorKind, Vocabulary};

/// Pieces that tokenizers treat in unlike ways: possessives, figures, hyphens, quotes, brackets, other scripts, no text at all.
const ROWS: &[&str] = &[
    "~Alan Brooks|~O'Neill|“Bo” Lee|The 10,000m|~Smith-Jones|~Cho (KOR)|1:23.456",
    "'s|’s||,|-led|)|.",
    " won| 1:23.456| re-run| 2nd|'d won| didn't",
    ", 0.647| 10| (3)| 3|, 12:05.2| +1 lap",
    "|.5|,000|%|-year-old|th|'s",
    "|s|'s| seconds|, sec",
    "| ahead|,| —|–",
    "~ Łukasz Żak|~ de la Cruz|~ Nguyễn|~ St. Pierre| 'em|~ 大坂なおみ",
    "'|’|'s| s|,|..",
    "|\"|)|!|.",
];

/// Checks `count` random paths with a vocabulary.
pub(super) fn paths_have_the_tokens_of_their_text(vocabulary: &Vocabulary, count: usize) {
    let lattice = row_lattice(ROWS);
    let automaton = TokenLattice::compile(&lattice, vocabulary).unwrap();
    let mut state = 42;
    for _ in 0..count {
        let text = lattice.text(&lattice.random_path(&mut state));
        let tokens = vocabulary.encode(&text).unwrap();
        let mut states = TokenLattice::start();
        for token in &tokens {
            let next = automaton.continuations(&states).into_iter().find(|next| next.token == *token);
            states = next.unwrap_or_else(|| panic!("{text:?} stops at {token} of {tokens:?}, {:?}", vocabulary.pre_tokens(&text))).states;
        }
        assert!(automaton.accepts(&states), "{text:?}");
        assert_eq!(automaton.remaining(&states), 0);
        assert_eq!(vocabulary.decode(&tokens), text);
    }
}

#[test]
fn every_family_of_tokenizers_gives_a_path_the_tokens_of_its_text() {
    let (tokens, merges) = super::mock::tiny_vocabulary();
    let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
    for pre in ["smollm", "gpt-2", "llama-bpe", "smaug-bpe", "qwen2"] {
        let vocabulary = Vocabulary::from_parts(&tokens, &merges, &[], pre).unwrap();
        paths_have_the_tokens_of_their_text(&vocabulary, 3_000);
    }
}

#[test]
fn pieces_without_spaces_between_them_are_bounded() {
    let model = super::mock::HashModel::new(0).unwrap();
    let rows = vec!["a|b|c|d"; 30];
    let error = TokenLattice::compile(&row_lattice(&rows), super::LanguageModel::vocabulary(&model)).unwrap_err();
    assert_eq!(error.kind, LmErrorKind::Limit);
}

#[test]
fn a_token_counts_when_any_of_it_does() {
    let model = super::mock::HashModel::new(0).unwrap();
    let vocabulary = super::LanguageModel::vocabulary(&model);
    // "Ġthe" is one token: half of it from a stand-in, half not.
    let automaton = TokenLattice::compile(&row_lattice(&["x", "~ t", "he"]), vocabulary).unwrap();
    let first = automaton.continuations(&TokenLattice::start());
    let second = automaton.continuations(&first[0].states);
    assert_eq!((second.len(), second[0].counted), (1, true));
    assert_eq!(vocabulary.decode(&[second[0].token]), " the");
}
