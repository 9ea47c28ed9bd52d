//! Model cards: what a model file is, where it comes from, and what its bytes must be.

use super::{LmError, LmErrorKind};
use serde::Deserialize;

/// The cards that come with the program.
const EMBEDDED: [(&str, &str); 1] = [("models/smollm2-135m-instruct.toml", include_str!("../../models/smollm2-135m-instruct.toml"))];

/// The card of the model that is used when none is named.
pub const DEFAULT: &str = "smollm2-135m-instruct";

/// A model file, described.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// What `--model` calls it: lower-case letters, digits, dots and hyphens.
    pub name: String,
    /// What people call it, in a disclosure.
    pub title: String,
    /// One line for people.
    pub description: String,
    /// `general.architecture` of the file.
    pub architecture: String,
    /// The longest text in tokens.
    pub context: usize,
    /// SPDX name of the licence of the weights.
    pub licence: String,
    /// Of the whole file, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Bytes of the file.
    pub size: u64,
    /// Where to get it, in the order to try.
    #[serde(deserialize_with = "sources")]
    pub sources: Vec<Source>,
}

/// A place that a model file can be had from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// `hf:ORG/REPO/FILE`: a file in a repository of a model hub.
    Hub(HubFile),
    /// `pypi:PACKAGE==VERSION!MEMBER`: a file inside a Python wheel.
    Wheel {
        /// The package.
        package: String,
        /// Its exact version.
        version: String,
        /// The path of the file inside the wheel.
        member: String,
    },
}

/// A file in a repository of a model hub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HubFile {
    /// The organisation or user.
    pub organisation: String,
    /// The repository.
    pub repository: String,
    /// A branch, tag or commit; `main` unless the text says `REPO@REVISION`.
    pub revision: String,
    /// The path of the file in the repository.
    pub file: String,
}

impl Card {
    /// Reads a card; `origin` names it in errors.
    ///
    /// # Errors
    /// `Format` for anything that is not a complete, valid card.
    pub fn parse(origin: &str, text: &str) -> Result<Self, LmError> {
        let card: Self = toml::from_str(text)
            .map_err(|source| LmError::with(LmErrorKind::Format, format!("model card {origin} is not valid"), source))?;
        let fault = |what: &str| Err(LmError::new(LmErrorKind::Format, format!("model card {origin}: {what}")));
        if !is_name(&card.name) {
            return fault("the name must be lower-case letters, digits, dots and hyphens");
        }
        if !is_sha256(&card.sha256) {
            return fault("the sha256 must be 64 lower-case hexadecimal digits");
        }
        if card.size == 0 || card.context == 0 || card.licence.trim().is_empty() {
            return fault("the size, the context and the licence must be given");
        }
        Ok(card)
    }

    /// The cards that come with the program.
    ///
    /// # Errors
    /// As [`Card::parse`], if one were damaged.
    pub fn embedded() -> Result<Vec<Self>, LmError> {
        EMBEDDED.iter().map(|(origin, text)| Self::parse(origin, text)).collect()
    }
}

impl Source {
    /// Reads a source.
    ///
    /// # Errors
    /// `Format` for an unknown scheme, or a part that could name something else than it seems to.
    pub fn parse(text: &str) -> Result<Self, LmError> {
        let fault = || LmError::new(LmErrorKind::Format, format!("{text:?} is not hf:ORG/REPO/FILE or pypi:PACKAGE==VERSION!MEMBER"));
        if let Some(rest) = text.strip_prefix("hf:") {
            return HubFile::parse(rest).map(Self::Hub).ok_or_else(fault);
        }
        let rest = text.strip_prefix("pypi:").ok_or_else(fault)?;
        let (package, rest) = rest.split_once("==").ok_or_else(fault)?;
        let (version, member) = rest.split_once('!').ok_or_else(fault)?;
        if !is_part(package) || !is_part(version) || !is_path(member) {
            return Err(fault());
        }
        Ok(Self::Wheel { package: package.to_string(), version: version.to_string(), member: member.to_string() })
    }
}

impl HubFile {
    /// Reads `ORG/REPO/FILE` or `ORG/REPO@REVISION/FILE`.
    pub fn parse(text: &str) -> Option<Self> {
        let (organisation, rest) = text.split_once('/')?;
        let (repository, file) = rest.split_once('/')?;
        let (repository, revision) = repository.split_once('@').unwrap_or((repository, "main"));
        let sound = is_part(organisation) && is_part(repository) && is_part(revision) && is_path(file);
        sound.then(|| Self {
            organisation: organisation.to_string(),
            repository: repository.to_string(),
            revision: revision.to_string(),
            file: file.to_string(),
        })
    }
}

fn sources<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<Source>, D::Error> {
    let texts = Vec::<String>::deserialize(deserializer)?;
    texts.iter().map(|text| Source::parse(text)).collect::<Result<_, _>>().map_err(serde::de::Error::custom)
}

fn is_name(text: &str) -> bool {
    is_part(text) && !text.contains(|c: char| c.is_ascii_uppercase() || c == '_')
}

/// Whether `text` is 64 lower-case hexadecimal digits.
pub(super) fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// Whether `text` is one plain component of a path or address: it cannot climb, begin an option, or hide a character.
pub(super) fn is_part(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    (1..=128).contains(&text.len()) && text.chars().all(plain) && !text.starts_with(['.', '-'])
}

fn is_path(text: &str) -> bool {
    text.split('/').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_cards_are_valid_and_hold_the_default() {
        let cards = Card::embedded().unwrap();
        assert!(cards.iter().any(|card| card.name == DEFAULT));
        assert!(cards.iter().all(|card| !card.sources.is_empty()));
    }

    #[test]
    fn sources_are_read_and_hostile_ones_refused() {
        let hub = |text| HubFile::parse(text);
        assert_eq!(hub("org/repo@v1.0/dir/file.gguf").unwrap().revision, "v1.0");
        assert_eq!(hub("org/repo/file.gguf").unwrap().revision, "main");
        for bad in ["hf:org/repo", "hf:../repo/f", "hf:org/repo/../f", "hf:org/repo//f", "hf:o rg/repo/f", "hf:org/repo@../f", "ftp:x", ""]
        {
            assert!(Source::parse(bad).is_err(), "{bad}");
        }
        for bad in ["pypi:a", "pypi:a==1", "pypi:--index-url==1!m", "pypi:a==1!../m", "pypi:a==1!/etc/x", "pypi:a;b==1!m"] {
            assert!(Source::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_card_with_a_wrong_digest_or_an_unknown_key_is_refused() {
        let sound = EMBEDDED[0].1;
        assert!(Card::parse("x", &sound.replace("b179", "B179")).is_err());
        assert!(Card::parse("x", &sound.replace("b179", "")).is_err());
        assert!(Card::parse("x", &format!("{sound}\ncolour = 1\n")).is_err());
        assert!(Card::parse("x", &sound.replace("size = 98362432", "size = 0")).is_err());
    }
}
