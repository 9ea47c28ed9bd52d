//! Phrase files: for each kind of fact of a sport, its forms.

use super::kind::KindForms;
use super::raw::RawKind;
use crate::event::Sport;
use crate::facts::FactKind;
use std::collections::BTreeMap;
use std::fmt;

/// The compiled phrase files of one sport.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grammar {
    kinds: BTreeMap<FactKind, KindForms>,
}

/// A fault in a phrase file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrammarError {
    /// The file.
    pub file: String,
    /// The kind and position, or empty.
    pub at: String,
    /// What is wrong, as a lowercase fragment.
    pub message: String,
}

impl fmt::Display for GrammarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "phrase file {}", self.file)?;
        if !self.at.is_empty() {
            write!(f, ", [{}]", self.at)?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for GrammarError {}

impl Grammar {
    /// Reads phrase files (name, text) in order. A kind that a later file repeats adds its forms before those of the earlier
    /// files: what a sport says comes first; forms of the positions that it `replaces` are not used.
    pub fn read(files: &[(String, String)]) -> Result<Self, GrammarError> {
        let mut grammar = Self { kinds: BTreeMap::new() };
        for (name, text) in files {
            let fault = |at: &str, message: String| GrammarError { file: name.clone(), at: at.to_owned(), message };
            let raw: BTreeMap<FactKind, RawKind> = toml::from_str(text).map_err(|error| fault("", error.to_string()))?;
            for (kind, forms) in raw {
                let entry = grammar.kinds.entry(kind).or_default();
                forms.add_to(entry).map_err(|(position, message)| fault(&format!("{kind}.{position}"), message))?;
            }
        }
        Ok(grammar)
    }

    /// The phrase files that belong to a sport, by name, the shared one first.
    pub fn files_of(sport: Sport) -> &'static [&'static str] {
        match sport {
            Sport::FormulaOne => &["grammar/labels.toml", "grammar/race.toml", "grammar/side.toml", "grammar/formula_one.toml"],
            Sport::Field => &["grammar/labels.toml", "grammar/race.toml", "grammar/side.toml", "grammar/field.toml"],
            Sport::Running => &["grammar/labels.toml", "grammar/race.toml", "grammar/side.toml", "grammar/running.toml"],
            Sport::Relay => {
                &["grammar/labels.toml", "grammar/race.toml", "grammar/side.toml", "grammar/running.toml", "grammar/relay.toml"]
            }
            Sport::Walks => {
                &["grammar/labels.toml", "grammar/race.toml", "grammar/side.toml", "grammar/running.toml", "grammar/walks.toml"]
            }
            Sport::Combined => &["grammar/labels.toml", "grammar/race.toml", "grammar/side.toml", "grammar/combined.toml"],
            Sport::Swimming => &["grammar/labels.toml", "grammar/race.toml", "grammar/side.toml", "grammar/swimming.toml"],
            Sport::Orienteering => &["grammar/labels.toml", "grammar/race.toml", "grammar/side.toml", "grammar/orienteering.toml"],
            Sport::Cycling => &["grammar/labels.toml", "grammar/race.toml", "grammar/side.toml", "grammar/cycling.toml"],
            Sport::Sliding => &["grammar/labels.toml", "grammar/race.toml", "grammar/side.toml", "grammar/sliding.toml"],
            Sport::Biathlon => &["grammar/labels.toml", "grammar/race.toml", "grammar/side.toml", "grammar/biathlon.toml"],
            Sport::Skiing => &["grammar/labels.toml", "grammar/race.toml", "grammar/side.toml", "grammar/skiing.toml"],
            Sport::Skating | Sport::Rowing | Sport::Basketball | Sport::Other => {
                &["grammar/labels.toml", "grammar/race.toml", "grammar/side.toml"]
            }
        }
    }

    /// The forms of a kind.
    pub fn kind(&self, kind: FactKind) -> Option<&KindForms> {
        self.kinds.get(&kind)
    }

    /// All kinds that have forms.
    pub fn kinds(&self) -> impl Iterator<Item = (FactKind, &KindForms)> {
        self.kinds.iter().map(|(kind, forms)| (*kind, forms))
    }
}
