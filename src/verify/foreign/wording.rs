//! `templates/verify/wording.toml`: words that the reader of others' copy knows beside the lexicon, and what they turn into; with it the
//! words of match sports.

use crate::verify::game::Vocabulary;
use crate::verify::tokens::{Token, tokenise};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;

/// How copy denies.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Denials {
    /// Before a verb in its base form.
    pub before_base: Vec<String>,
    /// Before a verb in the past tense.
    pub before_past: Vec<String>,
    /// With a copula in it, and the copula alone.
    pub copula: BTreeMap<String, String>,
}

/// The file, and the words of match sports.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    #[serde(skip)]
    pub(super) game: Vocabulary,
    pub(super) occasions: Vec<String>,
    pub(super) moments: Vec<String>,
    pub(super) unreal: Vec<String>,
    pub(super) denials: Denials,
    past: BTreeMap<String, String>,
    same: BTreeMap<String, String>,
    numerals: BTreeMap<String, String>,
}

/// A wording file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordingError {
    /// The file below `templates/`.
    pub file: &'static str,
    /// Why.
    pub message: String,
}

impl fmt::Display for WordingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "template {} is not of the expected shape, compare it with the built-in one: {}", self.file, self.message)
    }
}

impl std::error::Error for WordingError {}

impl Wording {
    /// The built-in file.
    pub fn embedded() -> Result<Self, WordingError> {
        Self::read(|name| match name {
            "verify/wording.toml" => Some(include_str!("../../../templates/verify/wording.toml")),
            "verify/basketball.toml" => Some(include_str!("../../../templates/verify/basketball.toml")),
            "leagues/nba.toml" => Some(include_str!("../../../templates/leagues/nba.toml")),
            _ => None,
        })
    }

    /// Reads the files, which are given by their names below `templates/`.
    pub fn read<'a>(file: impl Fn(&str) -> Option<&'a str>) -> Result<Self, WordingError> {
        let text = |name: &'static str| file(name).ok_or_else(|| WordingError { file: name, message: "it is missing".to_owned() });
        let mut wording = Self::parse(text("verify/wording.toml")?)?;
        let fault = |error: crate::verify::VocabularyError| WordingError { file: error.file, message: error.message };
        wording.game = Vocabulary::parse(text("verify/basketball.toml")?, text("leagues/nba.toml")?).map_err(fault)?;
        Ok(wording)
    }

    fn parse(text: &str) -> Result<Self, WordingError> {
        toml::from_str(text).map_err(|error| WordingError { file: "verify/wording.toml", message: error.to_string() })
    }

    /// The tokens with phrases turned into what the lexicon reads; each new token has the bytes of the whole phrase.
    pub(super) fn turned(&self, tokens: &[Token]) -> Vec<Token> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            if let Some((width, phrase)) = self.phrase(tokens, at) {
                found.extend(replaced(tokens, at, width, phrase));
                at += width;
            } else {
                found.push(token.clone());
                at += 1;
            }
        }
        found
    }

    fn phrase(&self, tokens: &[Token], at: usize) -> Option<(usize, &str)> {
        let fits = |phrase: &str| {
            let words = tokenise(phrase);
            let there = tokens.get(at..at + words.len())?;
            there.iter().zip(&words).all(|(token, word)| token.lower == word.lower).then_some(words.len())
        };
        let all = self.same.iter().chain(&self.numerals);
        all.filter_map(|(phrase, other)| Some((fits(phrase)?, other.as_str()))).max_by_key(|(width, _)| *width)
    }

    /// The past tenses that a base form can have.
    pub(super) fn past_of(&self, base: &str) -> Vec<String> {
        if let Some(past) = self.past.get(base) {
            return vec![past.clone()];
        }
        let mut forms = vec![format!("{base}ed"), format!("{base}d")];
        if let Some(stem) = base.strip_suffix('y') {
            forms.push(format!("{stem}ied"));
        }
        forms.extend(base.chars().last().map(|last| format!("{base}{last}ed")));
        forms
    }
}

/// A stretch of tokens with a phrase in its place.
pub(super) fn replaced(tokens: &[Token], at: usize, width: usize, phrase: &str) -> Vec<Token> {
    let there = tokens.get(at..at + width).unwrap_or_default();
    let (Some(first), Some(last)) = (there.first(), there.last()) else { return Vec::new() };
    let span = first.span.start..last.span.end;
    tokenise(phrase).into_iter().map(|token| Token { span: span.clone(), ..token }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_turned_and_keep_their_place() {
        let wording = Wording::embedded().unwrap();
        let text = "Hamilton emerged victorious, P3 was Leclerc.";
        let turned = wording.turned(&tokenise(text));
        let words: Vec<&str> = turned.iter().map(|token| token.text.as_str()).collect();
        assert_eq!(words, ["Hamilton", "won", ",", "third", "was", "Leclerc", "."]);
        assert_eq!(text.get(turned[1].span.clone()), Some("emerged victorious"));
        assert_eq!(wording.past_of("win"), ["won"]);
        assert!(wording.past_of("qualify").contains(&"qualified".to_owned()));
        assert!(Wording::parse("a = 1").unwrap_err().to_string().starts_with("template verify/wording.toml"));
    }
}
