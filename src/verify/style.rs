//! What a house style asks of the form of copy: `templates/styles/{ap,uk,words}.toml`.

use crate::english::Profile;
use serde::Deserialize;
use std::fmt;

/// How the first time of a minute or more is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeForm {
    /// "29 minutes, 17.45 seconds".
    Words,
    /// "29:17.45".
    Clock,
    /// Either.
    Any,
}

/// The limits of one style.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// The style's name.
    pub name: String,
    /// Numbers up to this one are words.
    pub spelled_to: i64,
    /// How the first time is written.
    pub first_time: TimeForm,
    /// Whether quotation marks are single.
    pub single_quotes: bool,
    /// Fewest and most words of the lede.
    pub lede_words: (usize, usize),
    /// Band for the mean length of sentences.
    pub mean_words: (usize, usize),
    /// Most words of a sentence.
    pub most_words: usize,
    /// Most characters of a headline.
    pub headline_chars: usize,
    /// Most sentences in the passive, in percent.
    pub passive_share: usize,
    /// Most adverbs in -ly in a hundred words.
    pub adverbs_per_100: usize,
}

/// Words that copy does without.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Worn phrases.
    pub cliches: Vec<String>,
    /// Days that depend on when one reads.
    pub relative_days: Vec<String>,
    /// "new record".
    pub redundant: Vec<String>,
    /// Unfilled places.
    pub placeholders: Vec<String>,
    /// Verbs of speech.
    pub speech: Vec<String>,
    /// Words of the future.
    pub future: Vec<String>,
    /// Words that put events in an order.
    pub order: Vec<String>,
    /// Words in -ly that are no idle adverbs.
    pub adverbs_allowed: Vec<String>,
}

/// A house style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// American or British.
    pub profile: Profile,
    /// Limits.
    pub limits: Limits,
    /// Words to avoid.
    pub words: Words,
}

/// A style file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StyleError {
    /// The file.
    pub file: String,
    /// Why, with what to do.
    pub message: String,
}

impl fmt::Display for StyleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "style file {} is not of the expected shape, compare it with the built-in one: {}", self.file, self.message)
    }
}

impl std::error::Error for StyleError {}

impl Style {
    /// The built-in style of a profile.
    pub fn built_in(profile: Profile) -> Result<Self, StyleError> {
        let (file, limits) = match profile {
            Profile::Ap => ("ap.toml", include_str!("../../templates/styles/ap.toml")),
            Profile::Uk => ("uk.toml", include_str!("../../templates/styles/uk.toml")),
        };
        Self::read(profile, (file, limits), ("words.toml", include_str!("../../templates/styles/words.toml")))
    }

    /// Reads a style from its two files, each with its name.
    pub fn read(profile: Profile, limits: (&str, &str), words: (&str, &str)) -> Result<Self, StyleError> {
        let fault = |file: &str, error: toml::de::Error| StyleError { file: file.to_owned(), message: error.to_string() };
        let limits = toml::from_str(limits.1).map_err(|error| fault(limits.0, error))?;
        let words = toml::from_str(words.1).map_err(|error| fault(words.0, error))?;
        Ok(Self { profile, limits, words })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_built_in_styles_are_read_and_a_faulty_one_is_refused() {
        assert_eq!(Style::built_in(Profile::Ap).unwrap().limits.name, "ap");
        assert_eq!(Style::built_in(Profile::Uk).unwrap().limits.name, "uk");
        let error = Style::read(Profile::Ap, ("mine.toml", "nam = 1"), ("words.toml", "")).unwrap_err();
        assert!(error.to_string().starts_with("style file mine.toml"));
    }
}
