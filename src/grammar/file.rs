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
            Sport::Sliding => {
                &["grammar/labels.toml", "grammar/race.toml", "grammar/side.toml", "grammar/runs.toml", "grammar/sliding.toml"]
            }
            Sport::Biathlon => &["grammar/labels.toml", "grammar/race.toml", "grammar/side.toml", "grammar/biathlon.toml"],
            Sport::Skiing => &["grammar/labels.toml", "grammar/race.toml", "grammar/side.toml", "grammar/runs.toml", "grammar/skiing.toml"],
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::Position;

    fn groups(files: &[&str]) -> Result<Vec<(String, usize)>, GrammarError> {
        let files: Vec<_> = files.iter().map(|text| ("a.toml".to_owned(), (*text).to_owned())).collect();
        let grammar = Grammar::read(&files)?;
        let forms = &grammar.kind(FactKind::Third).unwrap().forms[&Position::Clause];
        Ok(forms.iter().map(|form| (form.text.clone(), form.group)).collect())
    }

    #[test]
    fn wordings_of_an_inner_list_share_a_place() {
        let shared = "[third]\nclause = [[\"a\", { say = \"b\", when = \"timed\" }], \"c\"]\n";
        let own = |text: &str, group| (text.to_owned(), group);
        assert_eq!(groups(&[shared]).unwrap(), [own("a", 0), own("b", 0), own("c", 1)]);
        let sport = "[third]\nclause = [\"x\", [\"y\", \"z\"]]\n";
        let both = groups(&[shared, sport]).unwrap();
        assert_eq!(both, [own("x", 0), own("y", 1), own("z", 1), own("a", 2), own("b", 2), own("c", 3)]);
    }

    #[test]
    fn a_list_holds_forms_or_lists_of_forms() {
        let error = groups(&["[third]\nclause = [[\"a\", 3]]\n"]).unwrap_err().to_string();
        assert!(error.contains("a form is a text or { say = "), "{error}");
        assert!(groups(&["[third]\nclause = [[[\"a\"]]]\n"]).is_err());
    }
}
