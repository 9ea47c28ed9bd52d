//! Reading lexicon files into entries, and the checks that an author needs.

use super::{Entry, Example, Expr, Form, LexiconError, LexiconErrorKind, Pattern, Reference, SlotType, Threshold, terms};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The files that are built in, by name.
const EMBEDDED: &[(&str, &str)] = &[
    ("demonyms.toml", include_str!("../../templates/lexicon/demonyms.toml")),
    ("words.toml", include_str!("../../templates/lexicon/words.toml")),
    ("facts.toml", include_str!("../../templates/lexicon/facts.toml")),
    ("result.toml", include_str!("../../templates/lexicon/result.toml")),
    ("margin.toml", include_str!("../../templates/lexicon/margin.toml")),
    ("race.toml", include_str!("../../templates/lexicon/race.toml")),
    ("status.toml", include_str!("../../templates/lexicon/status.toml")),
    ("people.toml", include_str!("../../templates/lexicon/people.toml")),
    ("record.toml", include_str!("../../templates/lexicon/record.toml")),
    ("standing.toml", include_str!("../../templates/lexicon/standing.toml")),
    ("athletics.toml", include_str!("../../templates/lexicon/athletics.toml")),
    ("orienteering.toml", include_str!("../../templates/lexicon/orienteering.toml")),
    ("biathlon.toml", include_str!("../../templates/lexicon/biathlon.toml")),
    ("cycling.toml", include_str!("../../templates/lexicon/cycling.toml")),
    ("skiing.toml", include_str!("../../templates/lexicon/skiing.toml")),
    ("swimming.toml", include_str!("../../templates/lexicon/swimming.toml")),
    ("side.toml", include_str!("../../templates/lexicon/side.toml")),
    ("setting.toml", include_str!("../../templates/lexicon/setting.toml")),
];

/// What a fact of the ledger says, in the same language as an entry: the roles are those of the fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactDefinition {
    /// What must be said.
    pub means: Expr,
}

/// All entries, the words for things, and what facts say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lexicon {
    entries: BTreeMap<String, Arc<Entry>>,
    words: BTreeMap<String, Vec<String>>,
    facts: BTreeMap<String, FactDefinition>,
    demonyms: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct RawEntry {
    rule: String,
    means: String,
    #[serde(default)]
    thresholds: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(default)]
    inside: Vec<RawExample>,
    #[serde(default)]
    outside: Vec<RawExample>,
    refers: Option<String>,
    #[serde(default)]
    background: bool,
    #[serde(flatten)]
    forms: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawExample {
    given: BTreeMap<String, String>,
    sport: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFact {
    means: String,
}

impl Lexicon {
    /// The built-in lexicon.
    pub fn embedded() -> Result<Self, LexiconError> {
        Self::from_files(EMBEDDED.iter().copied())
    }

    /// Reads files by name and text. `words.toml` holds sets of words, `demonyms.toml` nouns for people, `facts.toml` what facts say; every other file
    /// holds entries. A later file of the same name takes an earlier one's place.
    pub fn from_files<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, LexiconError> {
        let files: BTreeMap<&str, &str> = files.into_iter().collect();
        let words = match files.get("words.toml") {
            Some(text) => toml_of("words.toml", text)?,
            None => BTreeMap::new(),
        };
        let demonyms = match files.get("demonyms.toml") {
            Some(text) => toml_of("demonyms.toml", text)?,
            None => BTreeMap::new(),
        };
        let mut lexicon = Self { entries: BTreeMap::new(), words, facts: BTreeMap::new(), demonyms };
        for (file, text) in files {
            match file {
                "words.toml" | "demonyms.toml" => {}
                "facts.toml" => lexicon.read_facts(file, text)?,
                _ => lexicon.read_entries(file, text)?,
            }
        }
        Ok(lexicon)
    }

    /// The names of the built-in files with their texts, for export.
    pub fn files() -> &'static [(&'static str, &'static str)] {
        EMBEDDED
    }

    /// The entry of this name.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.get(name).map(Arc::as_ref)
    }

    /// All entries in the order of their names.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values().map(Arc::as_ref)
    }

    /// The same, to be kept without a copy.
    pub fn shared(&self) -> impl Iterator<Item = Arc<Entry>> {
        self.entries.values().cloned()
    }

    /// A set of words of `words.toml`; empty where there is none.
    pub fn words(&self, set: &str) -> &[String] {
        self.words.get(set).map_or(&[], Vec::as_slice)
    }

    /// Nouns for people of this nation ("Briton"), by IOC code; empty where the adjective serves.
    pub fn demonyms(&self, code: &str) -> &[String] {
        self.demonyms.get(code).map_or(&[], Vec::as_slice)
    }

    /// What a fact of this kind says.
    pub fn fact(&self, kind: &str) -> Option<&FactDefinition> {
        self.facts.get(kind)
    }

    fn read_facts(&mut self, file: &str, text: &str) -> Result<(), LexiconError> {
        let raw: BTreeMap<String, RawFact> = toml_of(file, text)?;
        for (name, fact) in raw {
            let means = definition(file, &name, &fact.means)?;
            self.facts.insert(name, FactDefinition { means });
        }
        Ok(())
    }

    fn read_entries(&mut self, file: &str, text: &str) -> Result<(), LexiconError> {
        let raw: BTreeMap<String, RawEntry> = toml_of(file, text)?;
        for (name, raw) in raw {
            if self.entries.contains_key(&name) {
                return Err(fault(
                    LexiconErrorKind::Duplicate,
                    file,
                    &name,
                    "another file has an entry of this name: rename one".to_owned(),
                ));
            }
            let entry = self.entry_of(file, &name, raw)?;
            check_roles(file, &entry)?;
            self.entries.insert(name, Arc::new(entry));
        }
        Ok(())
    }

    fn entry_of(&self, file: &str, name: &str, raw: RawEntry) -> Result<Entry, LexiconError> {
        let wrong = |kind, message| fault(kind, file, name, message);
        let mut patterns = Vec::new();
        for (key, texts) in &raw.forms {
            for form in key.split('-') {
                let form = Form::named(form)
                    .ok_or_else(|| wrong(LexiconErrorKind::Syntax, format!("\"{key}\" is no field and no form of a pattern")))?;
                for text in texts {
                    let pattern = Pattern::parse(text, &self.words).map_err(|message| wrong(LexiconErrorKind::Pattern, message))?;
                    patterns.push((form, pattern));
                }
            }
        }
        let refers = match raw.refers.as_deref() {
            None => None,
            Some("unique") => Some(Reference::Unique),
            Some("mentioned") => Some(Reference::Mentioned),
            Some(other) => return Err(wrong(LexiconErrorKind::Syntax, format!("refers is \"{other}\", not \"unique\" or \"mentioned\""))),
        };
        let mut thresholds = BTreeMap::new();
        for (limit, by_sport) in raw.thresholds {
            thresholds.insert(limit.clone(), limits(file, name, &limit, by_sport)?);
        }
        let examples = raw.inside.into_iter().map(|raw| (raw, true)).chain(raw.outside.into_iter().map(|raw| (raw, false)));
        let examples = examples.map(|(raw, inside)| Example { sport: raw.sport, given: raw.given, inside }).collect();
        let means = definition(file, name, &raw.means)?;
        Ok(Entry { name: name.to_owned(), rule: raw.rule, patterns, means, thresholds, examples, refers, background: raw.background })
    }
}

fn limits(file: &str, name: &str, limit: &str, by_sport: BTreeMap<String, String>) -> Result<BTreeMap<String, Threshold>, LexiconError> {
    let wrong = |message| fault(LexiconErrorKind::Threshold, file, name, message);
    let mut parsed = BTreeMap::new();
    for (sport, text) in by_sport {
        let value = Threshold::parse(&text).ok_or_else(|| wrong(format!("{limit} is \"{text}\": write it like 1.0s, 0.10m, 0.5% or 3")))?;
        parsed.insert(sport, value);
    }
    if parsed.contains_key("default") { Ok(parsed) } else { Err(wrong(format!("{limit} has no default"))) }
}

fn definition(file: &str, name: &str, text: &str) -> Result<Expr, LexiconError> {
    let wrong = |message| fault(LexiconErrorKind::Definition, file, name, message);
    let expr = Expr::parse(text).map_err(wrong)?;
    let mut fault = None;
    expr.walk(&mut |part| {
        if let Expr::Call { term, args } = part {
            match terms::find(term) {
                None => fault = Some(format!("there is no term \"{term}\"")),
                Some(known) if known.arity != args.len() => {
                    fault = Some(format!("{term} takes {} arguments, not {}", known.arity, args.len()));
                }
                Some(_) => {}
            }
        }
    });
    fault.map_or(Ok(expr), |message| Err(wrong(message)))
}

/// Every role of the definition must come from a slot, the subject, or an equality that may be left out.
fn check_roles(file: &str, entry: &Entry) -> Result<(), LexiconError> {
    let wrong = |message| fault(LexiconErrorKind::Definition, file, &entry.name, message);
    let roles: BTreeSet<&str> = entry.means.names().into_iter().filter(|name| !entry.thresholds.contains_key(*name)).collect();
    for (form, pattern) in &entry.patterns {
        let (all, some) = pattern.roles();
        let subject = (!matches!(form, Form::Clause)).then_some(pattern.subject.as_str());
        for role in &roles {
            if all.contains(role) || subject == Some(role) {
                continue;
            }
            let needed = entry.means.conjuncts().into_iter().any(|part| part.names().contains(role) && !part.equality_with(role));
            if needed {
                return Err(wrong(format!("the definition needs the role \"{role}\", which the pattern \"{}\" can lack", pattern.text)));
            }
        }
        if let Some(idle) = some.iter().find(|role| !roles.contains(*role) && !is_vocabulary(entry, role)) {
            return Err(wrong(format!("the pattern \"{}\" has the role \"{idle}\", of which the definition says nothing", pattern.text)));
        }
    }
    Ok(())
}

/// Slots that are words of a sport, not values.
fn is_vocabulary(entry: &Entry, role: &str) -> bool {
    matches!(entry.role_type(role), Some(SlotType::Entrants | SlotType::Entrant | SlotType::Event))
}

fn toml_of<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, LexiconError> {
    toml::from_str(text).map_err(|error| fault(LexiconErrorKind::Syntax, file, "", format!("it is no file of this shape: {error}")))
}

fn fault(kind: LexiconErrorKind, file: &str, entry: &str, message: String) -> LexiconError {
    LexiconError { kind, file: file.to_owned(), entry: entry.to_owned(), message }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> LexiconError {
        Lexicon::from_files([("a.toml", text)]).unwrap_err()
    }

    #[test]
    fn the_built_in_lexicon_is_sound() {
        let mut faults = Vec::new();
        for (file, text) in EMBEDDED.iter().filter(|(file, _)| !["words.toml", "demonyms.toml", "facts.toml"].contains(file)) {
            let table: toml::Table = toml::from_str(text).unwrap_or_else(|error| panic!("{file}: {error}"));
            for (name, entry) in table {
                let alone = toml::to_string(&BTreeMap::from([(name, entry)])).unwrap();
                let words = EMBEDDED.iter().filter(|(name, _)| *name == "words.toml").copied();
                faults.extend(Lexicon::from_files(words.chain([(*file, alone.as_str())])).err().map(|error| error.to_string()));
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
        let lexicon = Lexicon::embedded().unwrap_or_else(|error| panic!("{error}"));
        assert!(lexicon.entry("edged").is_some());
    }

    #[test]
    fn faults_name_file_entry_and_cause() {
        let unknown_term = refusal("[x]\nrule='F1'\nmeans='luck(self) == 1'\nfinite=['won']");
        assert_eq!(unknown_term.kind, LexiconErrorKind::Definition);
        assert_eq!(unknown_term.to_string(), "lexicon file a.toml, entry [x]: there is no term \"luck\"");
        assert_eq!(refusal("[x]\nrule='F1'\nmeans='rank(self) == 1'\nfinnite=['won']").kind, LexiconErrorKind::Syntax);
        assert_eq!(refusal("[x]\nrule='F1'\nmeans='rank(self) == 1'\nfinite=['won (']").kind, LexiconErrorKind::Pattern);
        let no_default = refusal("[x]\nrule='F1'\nmeans='rank(self) < far'\nfinite=['won']\n[x.thresholds]\nfar={running='3'}");
        assert_eq!(no_default.kind, LexiconErrorKind::Threshold);
    }

    #[test]
    fn a_role_that_only_an_equality_needs_may_be_left_out_and_no_other() {
        let fine = "[x]\nrule='F1'\nmeans='gap(self, other) == gap'\nfinite=['beat {other} [by {gap}]']";
        assert!(Lexicon::from_files([("a.toml", fine)]).is_ok());
        let unsound = "[x]\nrule='F1'\nmeans='gap < 3'\nfinite=['beat {other} [by {gap}]']";
        assert!(refusal(unsound).message.contains("gap"));
        let idle = "[x]\nrule='F1'\nmeans='rank(self) == 1'\nfinite=['won by {gap}']";
        assert!(refusal(idle).message.contains("says nothing"));
    }
}
