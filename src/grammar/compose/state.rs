//! States of the walk through a sentence.

use crate::grammar::kind::Slot;

/// Where in a sentence a walk stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    Start,
    Fronted,
    Subject,
    Pronoun,
    Modified,
    Verb,
    Second,
    Participle,
    With,
}

/// A state of the walk: a node of the lattice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct State {
    pub(super) stage: Stage,
    /// What has been said, of the whole paragraph.
    pub(super) said: u64,
    /// What the sentence is to have said at its end.
    pub(super) target: u64,
    /// The fact that gives the finite clause.
    pub(super) nucleus: usize,
    /// The slot of the last adjunct, after which only later ones may stand.
    pub(super) adjunct: Option<Slot>,
    /// Whether the clause has a comma inside, so that nothing can follow it without one.
    pub(super) comma: bool,
    /// Whether this is the second of two clauses.
    pub(super) second: bool,
    /// Whether somebody beside the subject has been mentioned, whom a pronoun could mean.
    pub(super) company: bool,
    pub(super) named: u64,
    pub(super) subject: Option<usize>,
    /// Whom an adjunct is understood of: the clause's subject, or the only one that it names ("the race was won by Ayana").
    pub(super) about: Option<usize>,
    /// Whom a pronoun means: the subject of the sentence before, or the only one that it names.
    pub(super) last: Option<usize>,
}

impl State {
    /// Between two sentences: what has been said, who has been named, and whom a pronoun means.
    pub(super) fn between(said: u64, named: u64, last: Option<usize>) -> Self {
        Self {
            stage: Stage::Start,
            said,
            target: 0,
            nucleus: 0,
            adjunct: None,
            comma: false,
            second: false,
            company: false,
            named,
            subject: None,
            about: None,
            last,
        }
    }
}
