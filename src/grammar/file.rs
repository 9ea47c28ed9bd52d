//! Phrase files: for each kind of fact, its forms by syntactic position.

use super::form::Form;
use crate::event::Sport;
use crate::facts::FactKind;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Where in a sentence a form can stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// A finite clause with its subject: "{winner} won the {event}".
    Clause,
    /// Trails the clause after a comma; its subject is the clause's: "beating {second} by {gap}".
    Participle,
    /// Stands before the clause with a comma; its subject is the clause's: "starting {grid}".
    Front,
    /// A relative clause after the subject: "who had started {grid}".
    Relative,
    /// An apposition after the subject: "the pole-sitter".
    Apposition,
    /// A prepositional adjunct after the verb, without a comma: "in {mark}".
    Adjunct,
    /// An absolute with a subject of its own, after a comma: "with {third} third".
    With,
    /// After a full name, without a comma: "of {nation}".
    LabelAfter,
    /// Before a full name: "{nation's}".
    LabelBefore,
    /// A headline clause in the present tense.
    Headline,
    /// What can follow a headline clause, without a comma.
    HeadlineTail,
    /// A standfirst clause.
    Standfirst,
    /// What can follow a standfirst clause, without a comma.
    StandfirstTail,
}

/// Where among the adjuncts of a clause a fact stands: "at the Rio Olympics in 9.81 seconds at Olympic Stadium on Sunday after leading throughout".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// What the event was part of: right behind its name.
    Occasion,
    /// A mark or a margin: next to the verb, one alone.
    Measure,
    /// Place and day, in either order.
    Setting,
    /// How it came about: at the end, one alone.
    Circumstance,
}

/// All forms of one kind of fact.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of its own in the phrase files")]
pub struct KindForms {
    /// The role that is the subject of every position but `with`; `None` for settings such as the day.
    pub subject: Option<String>,
    /// Roles that a form may leave unsaid.
    pub optional: BTreeSet<String>,
    /// The kinds whose clause this one may join, as an adjunct or an absolute, with another subject or none.
    pub joins: BTreeSet<FactKind>,
    /// What stood before the race: it is no second verb, and nothing trails it.
    pub background: bool,
    /// The whole of a race (a win): it is no second verb either.
    pub leads: bool,
    /// Where it stands as an adjunct.
    pub slot: Slot,
    /// The kinds in whose clause it stands when they have the same subject: it says what belongs to theirs.
    pub binds: BTreeSet<FactKind>,
    /// The kinds about the same subject that are said before it, or with it.
    pub after: BTreeSet<FactKind>,
    /// Kinds that name its subject beside their own ("beating Cheruiyot"), and are said before it.
    pub introduced: BTreeSet<FactKind>,
    /// Kinds after which it comes, whomever they are about.
    pub late: BTreeSet<FactKind>,
    /// Facts of such kinds are said in the order of the result: what is about the second comes before what is about the third.
    pub ranked: bool,
    /// Two facts of the kind may share a sentence: "Infeld was 11th, and Hall was 33rd".
    pub pairs: bool,
    /// What it is about: two clauses of one sentence share a theme.
    pub themes: BTreeSet<String>,
    /// Why it has fewer clauses or other positions than a kind should have (see [`KindForms::is_thin`]).
    pub thin: Option<String>,
    /// Forms by position, in the order of the files.
    pub forms: BTreeMap<Position, Vec<Form>>,
}

/// Finite clauses, and positions beside them, that a kind of fact should have.
const CLAUSES: usize = 4;
const POSITIONS: usize = 2;

impl KindForms {
    /// Finite clauses, alternatives written out, and other positions in which the kind can stand.
    pub fn breadth(&self) -> (usize, usize) {
        let clauses = self.forms.get(&Position::Clause).into_iter().flatten().map(|form| form.texts().len()).sum();
        let others = self.forms.iter().filter(|(position, forms)| **position != Position::Clause && !forms.is_empty());
        (clauses, others.count())
    }

    /// Whether a writer has little choice: fewer than four clauses, or fewer than two other positions. A kind without any form is
    /// none of the sport.
    pub fn is_thin(&self) -> bool {
        let (clauses, others) = self.breadth();
        clauses + others > 0 && (clauses < CLAUSES || others < POSITIONS)
    }
}

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

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of its own in the phrase files")]
struct RawKind {
    subject: Option<String>,
    #[serde(default)]
    optional: BTreeSet<String>,
    #[serde(default)]
    joins: BTreeSet<FactKind>,
    #[serde(default)]
    background: bool,
    #[serde(default)]
    leads: bool,
    slot: Option<Slot>,
    #[serde(default)]
    binds: BTreeSet<FactKind>,
    #[serde(default)]
    after: BTreeSet<FactKind>,
    #[serde(default)]
    introduced: BTreeSet<FactKind>,
    #[serde(default)]
    late: BTreeSet<FactKind>,
    #[serde(default)]
    ranked: bool,
    #[serde(default)]
    pairs: bool,
    #[serde(default)]
    themes: BTreeSet<String>,
    thin: Option<String>,
    #[serde(default)]
    replaces: Vec<Position>,
    #[serde(default)]
    clause: Vec<RawForm>,
    #[serde(default)]
    participle: Vec<RawForm>,
    #[serde(default)]
    front: Vec<RawForm>,
    #[serde(default)]
    relative: Vec<RawForm>,
    #[serde(default)]
    apposition: Vec<RawForm>,
    #[serde(default)]
    adjunct: Vec<RawForm>,
    #[serde(default)]
    with: Vec<RawForm>,
    #[serde(default)]
    label_after: Vec<RawForm>,
    #[serde(default)]
    label_before: Vec<RawForm>,
    #[serde(default)]
    headline: Vec<RawForm>,
    #[serde(default)]
    headline_tail: Vec<RawForm>,
    #[serde(default)]
    standfirst: Vec<RawForm>,
    #[serde(default)]
    standfirst_tail: Vec<RawForm>,
}

/// A form as it is written: a text, or a table.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FormTable {
    say: String,
    #[serde(default)]
    when: Names,
    #[serde(default)]
    beside: BTreeSet<FactKind>,
    #[serde(default)]
    without: BTreeSet<String>,
}

/// One name or a list of them.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Names {
    One(String),
    Many(Vec<String>),
}

impl Default for Names {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

#[derive(Debug)]
struct RawForm(FormTable);

impl<'de> Deserialize<'de> for RawForm {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match toml::Value::deserialize(deserializer)? {
            toml::Value::String(say) => Ok(Self(FormTable { say, ..FormTable::default() })),
            toml::Value::Table(table) => table.try_into().map(Self).map_err(serde::de::Error::custom),
            _ => Err(serde::de::Error::custom("a form is a text or { say = \"...\", when = \"...\" }")),
        }
    }
}

impl RawForm {
    /// The form, or what is wrong with it and its text.
    fn read(self) -> Result<Form, (String, String)> {
        let Self(table) = self;
        if !table.without.is_empty() && table.beside.is_empty() {
            return Err((
                "`without` leaves a role to the clause beside the form: say under `beside` which clauses those are".to_owned(),
                table.say,
            ));
        }
        let when = match table.when {
            Names::One(name) => vec![name],
            Names::Many(names) => names,
        };
        let form = Form::parse(&table.say, when).map_err(|message| (message, table.say.clone()))?;
        Ok(Form { beside: table.beside, without: table.without, ..form })
    }
}

impl RawKind {
    fn positions(self) -> [(Position, Vec<RawForm>); 13] {
        [
            (Position::Clause, self.clause),
            (Position::Participle, self.participle),
            (Position::Front, self.front),
            (Position::Relative, self.relative),
            (Position::Apposition, self.apposition),
            (Position::Adjunct, self.adjunct),
            (Position::With, self.with),
            (Position::LabelAfter, self.label_after),
            (Position::LabelBefore, self.label_before),
            (Position::Headline, self.headline),
            (Position::HeadlineTail, self.headline_tail),
            (Position::Standfirst, self.standfirst),
            (Position::StandfirstTail, self.standfirst_tail),
        ]
    }
}

impl Grammar {
    /// Reads phrase files (name, text) in order. A kind that a later file repeats adds its forms before those of the earlier
    /// files: what a sport says comes first; forms of the positions that it `replaces` are not used.
    pub fn read(files: &[(String, String)]) -> Result<Self, GrammarError> {
        let mut grammar = Self { kinds: BTreeMap::new() };
        for (name, text) in files {
            let fault = |at: &str, message: String| GrammarError { file: name.clone(), at: at.to_owned(), message };
            let raw: BTreeMap<FactKind, RawKind> = toml::from_str(text).map_err(|error| fault("", error.to_string()))?;
            for (kind, forms) in raw {
                grammar.add(kind, forms).map_err(|(position, message)| fault(&format!("{kind}.{position}"), message))?;
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

    fn add(&mut self, kind: FactKind, raw: RawKind) -> Result<(), (String, String)> {
        let entry = self.kinds.entry(kind).or_insert_with(|| KindForms {
            subject: None,
            optional: BTreeSet::new(),
            joins: BTreeSet::new(),
            background: false,
            leads: false,
            slot: Slot::Circumstance,
            binds: BTreeSet::new(),
            after: BTreeSet::new(),
            introduced: BTreeSet::new(),
            late: BTreeSet::new(),
            ranked: false,
            pairs: false,
            themes: BTreeSet::new(),
            thin: None,
            forms: BTreeMap::new(),
        });
        if raw.subject.is_some() {
            entry.subject.clone_from(&raw.subject);
        }
        if raw.thin.is_some() {
            entry.thin.clone_from(&raw.thin);
        }
        for position in &raw.replaces {
            entry.forms.remove(position);
        }
        entry.background |= raw.background;
        entry.leads |= raw.leads;
        entry.ranked |= raw.ranked;
        entry.pairs |= raw.pairs;
        entry.slot = raw.slot.unwrap_or(entry.slot);
        entry.optional.extend(raw.optional.iter().cloned());
        entry.joins.extend(raw.joins.iter().copied());
        entry.binds.extend(raw.binds.iter().copied());
        entry.after.extend(raw.after.iter().copied());
        entry.introduced.extend(raw.introduced.iter().copied());
        entry.late.extend(raw.late.iter().copied());
        entry.themes.extend(raw.themes.iter().cloned());
        for (position, forms) in raw.positions() {
            let mut read = Vec::new();
            for form in forms {
                let fault = |(message, say): (String, String)| (format!("{position:?}").to_lowercase(), format!("{message}: `{say}`"));
                read.push(form.read().map_err(fault)?);
            }
            let list = entry.forms.entry(position).or_default();
            read.append(list);
            *list = read;
        }
        Ok(())
    }
}
