//! British and American spelling, by the word pairs of `templates/styles/spelling.toml`.

use super::{Profile, text};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

/// The table that is built in.
const EMBEDDED: &str = include_str!("../../templates/styles/spelling.toml");

/// Word pairs in both directions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spelling {
    to_us: BTreeMap<String, String>,
    to_uk: BTreeMap<String, String>,
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    uk_to_us: BTreeMap<String, String>,
    #[serde(default)]
    uk_to_us_only: BTreeMap<String, String>,
}

/// Why a spelling table cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SpellingError {
    /// The file is not the TOML that is expected; the reason of the parser.
    Syntax(String),
    /// A word is not in lower case, or is equal to its counterpart.
    Word(String),
    /// A word stands on both sides, or twice on the right.
    Ambiguous(String),
}

impl fmt::Display for SpellingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax(reason) => write!(f, "the spelling table is no table of word pairs: {reason}"),
            Self::Word(word) => write!(f, "the spelling table has \"{word}\", which is not in lower case or is its own counterpart"),
            Self::Ambiguous(word) => write!(f, "the spelling table has \"{word}\" twice: keep one of the pairs"),
        }
    }
}

impl std::error::Error for SpellingError {}

static BUILT_IN: LazyLock<Spelling> = LazyLock::new(|| {
    // A test proves that the embedded table is good, so the default (no pairs) is never taken.
    Spelling::parse(EMBEDDED).unwrap_or_default()
});

impl Spelling {
    /// Reads a table like the built-in one, for an overlay of `templates/`.
    pub fn parse(toml: &str) -> Result<Self, SpellingError> {
        let table: Table = toml::from_str(toml).map_err(|error| SpellingError::Syntax(error.to_string()))?;
        let mut spelling = Self::default();
        for (uk, us) in table.uk_to_us.iter().chain(&table.uk_to_us_only) {
            if let Some(word) = [uk, us].into_iter().find(|word| word.is_empty() || **word != word.to_lowercase() || uk == us) {
                return Err(SpellingError::Word(word.clone()));
            }
            if spelling.to_us.insert(uk.clone(), us.clone()).is_some() {
                return Err(SpellingError::Ambiguous(uk.clone()));
            }
        }
        for (uk, us) in &table.uk_to_us {
            if spelling.to_us.contains_key(us) || spelling.to_uk.insert(us.clone(), uk.clone()).is_some() {
                return Err(SpellingError::Ambiguous(us.clone()));
            }
        }
        Ok(spelling)
    }

    /// The table that is built in.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// The word in the spelling of the profile; a word that the table lacks comes back unchanged. Lower case, an initial
    /// capital and all capitals are kept.
    pub fn to_profile(&self, word: &str, profile: Profile) -> String {
        let table = match profile {
            Profile::Ap => &self.to_us,
            Profile::Uk => &self.to_uk,
        };
        let lower = word.to_lowercase();
        match table.get(&lower) {
            None => word.to_owned(),
            Some(other) if word == lower => other.clone(),
            Some(other) if word == word.to_uppercase() => other.to_uppercase(),
            Some(other) => text::sentence_case(other),
        }
    }
}

/// The word in the spelling of the profile; of a word with hyphens that is not in the table, each part ("110-metre").
fn by_parts(word: &str, profile: Profile) -> String {
    let whole = BUILT_IN.to_profile(word, profile);
    if whole != word || !word.contains('-') {
        return whole;
    }
    word.split('-').map(|part| BUILT_IN.to_profile(part, profile)).collect::<Vec<_>>().join("-")
}

/// The word in the spelling of the profile, by the built-in table ("metres" is "meters" in AP copy).
pub fn to_profile(word: &str, profile: Profile) -> String {
    by_parts(word, profile)
}

/// Whether the word is the other profile's spelling.
pub fn is_foreign(word: &str, profile: Profile) -> bool {
    to_profile(word, profile) != word
}

/// The name of an event in a profile's spelling: "women's 100 meters". What has a capital is a proper name ("Harbour 10K") and keeps
/// its own.
pub fn name_to_profile(name: &str, profile: Profile) -> String {
    let common = |word: &&str| word.chars().all(|c| !c.is_uppercase());
    let styled = |word: &str| Some(word).filter(common).map_or_else(|| word.to_owned(), |word| to_profile(word, profile));
    name.split(' ').map(styled).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_is_good() {
        let table = Spelling::parse(EMBEDDED).unwrap();
        assert!(table.to_us.len() > 150, "{}", table.to_us.len());
        for (us, uk) in &table.to_uk {
            assert_eq!(&table.to_profile(uk, Profile::Ap), us);
            assert_eq!(&table.to_profile(us, Profile::Uk), uk);
        }
    }

    #[test]
    fn words_change_to_the_profile_and_keep_their_case() {
        for (uk, us) in [("metres", "meters"), ("medallist", "medalist"), ("Programme", "Program"), ("DEFENCE", "DEFENSE")] {
            assert_eq!(to_profile(uk, Profile::Ap), us);
            assert_eq!(to_profile(us, Profile::Uk), uk);
            assert_eq!(to_profile(uk, Profile::Uk), uk);
            assert_eq!(to_profile(us, Profile::Ap), us);
            assert!(is_foreign(uk, Profile::Ap) && !is_foreign(uk, Profile::Uk));
        }
        assert_eq!(to_profile("lap", Profile::Ap), "lap");
        assert_eq!(to_profile("tyres", Profile::Ap), "tires");
        assert_eq!(to_profile("tires", Profile::Uk), "tires");
    }

    #[test]
    fn a_bad_table_is_refused() {
        assert!(matches!(Spelling::parse("metre"), Err(SpellingError::Syntax(_))));
        assert!(matches!(Spelling::parse("[uk_to_us]\n[more]\n"), Err(SpellingError::Syntax(_))));
        let word = |text: &str| Spelling::parse(text).unwrap_err();
        assert_eq!(word("[uk_to_us]\nMetre = \"meter\"\n"), SpellingError::Word("Metre".to_owned()));
        assert_eq!(word("[uk_to_us]\nmetre = \"metre\"\n"), SpellingError::Word("metre".to_owned()));
        assert_eq!(word("[uk_to_us]\na = \"c\"\nb = \"c\"\n"), SpellingError::Ambiguous("c".to_owned()));
        assert_eq!(word("[uk_to_us]\na = \"b\"\nb = \"c\"\n"), SpellingError::Ambiguous("b".to_owned()));
    }
}
