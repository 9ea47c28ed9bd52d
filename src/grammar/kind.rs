//! The forms of a kind of fact, by syntactic position, and what orders them in a sentence.

use super::form::Form;
use crate::facts::FactKind;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// What the event was part of: right behind its name.
    Occasion,
    /// A mark or a margin: next to the verb, one alone.
    Measure,
    /// Place and day, in either order.
    Setting,
    /// How it came about: at the end, one alone.
    #[default]
    Circumstance,
}

/// All forms of one kind of fact.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of its own in the phrase files")]
pub struct KindForms {
    /// The role that is the subject of every position but `with`; `None` for settings such as the day.
    pub subject: Option<String>,
    /// Roles that a form may leave unsaid.
    pub optional: BTreeSet<String>,
    /// The kinds whose clause this one may join, as an adjunct or an absolute, with another subject or none.
    pub joins: BTreeSet<FactKind>,
    /// What stood before the race, or whose clause is full: it is no second verb, and nothing trails it.
    pub background: bool,
    /// A clause of its own (a win, two people with one verb): it is no second verb either, and has none.
    pub leads: bool,
    /// Where it stands as an adjunct.
    pub slot: Slot,
    /// The kinds in whose clause it stands when they have the same subject: it says what belongs to theirs.
    pub binds: BTreeSet<FactKind>,
    /// The kinds in whose clause it stands when they name its subject beside their own: a record of the second beside the margin.
    pub binds_named: BTreeSet<FactKind>,
    /// The kinds about the same subject that are said before it, or with it.
    pub after: BTreeSet<FactKind>,
    /// Kinds that name its subject beside their own ("beating Cheruiyot"), and are said before it.
    pub introduced: BTreeSet<FactKind>,
    /// Kinds after which it comes, whomever they are about.
    pub late: BTreeSet<FactKind>,
    /// Facts of such kinds are said in the order of the result: what is about the second comes before what is about the third.
    pub ranked: bool,
    /// The label of its subject stands before the name rather than behind it ("Kenya's Tanui").
    pub owned: bool,
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
