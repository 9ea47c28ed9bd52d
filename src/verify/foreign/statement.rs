//! What a report says of a piece of copy: statements with their spans in the file, verdicts, evidence and corrections.

use crate::event::Cell;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What came of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ruling {
    /// The feed says the same.
    Supported,
    /// The feed says something else.
    Contradicted,
    /// The feed does not decide it, or the words were not understood.
    NotCheckable,
}

/// What kind of thing a statement is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A predicate of the lexicon with its roles.
    Claim,
    /// A name.
    Name,
    /// A number or a unit that no predicate reads.
    Number,
    /// A weekday or a date that no predicate reads.
    Day,
    /// A denied claim.
    Negation,
    /// A claim to be the only one.
    Only,
    /// Words in quotation marks.
    Quotation,
    /// Words that nothing in the lexicon reads.
    Words,
}

/// A place in the copy that is wrong, with what would make the statement true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// Bytes of the file.
    pub span: Range<usize>,
    /// What stands there.
    pub text: String,
    /// What would be true in its place; `None` where nothing short would.
    pub fix: Option<String>,
}

/// One thing that the copy says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// The rule that it breaks when it is false, such as `F4`.
    pub rule: String,
    /// What kind of thing it is.
    pub kind: Kind,
    /// The predicate of the lexicon, where one was read.
    pub predicate: Option<String>,
    /// Who and what the predicate is about, by role.
    pub roles: std::collections::BTreeMap<String, String>,
    /// Whether it is said of it or denied.
    pub positive: bool,
    /// Bytes of the file.
    pub span: Range<usize>,
    /// What stands there.
    pub text: String,
    /// The verdict.
    pub ruling: Ruling,
    /// Why, as a sentence without its full stop.
    pub reason: String,
    /// The cells of the feed that were read.
    pub cells: Vec<Cell>,
    /// Where it is wrong: each spot is one way to make it true, the likeliest first.
    pub spots: Vec<Spot>,
    /// Whether the first spot's correction is the only one that there can be.
    pub certain: bool,
    /// Why it was waived.
    pub waived: Option<String>,
}

/// A sentence, headline or dateline of the copy with what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentenceReport {
    /// Bytes of the file.
    pub span: Range<usize>,
    /// The prose, without markup.
    pub text: String,
    /// Whether every word was read.
    pub whole: bool,
    /// What it says, in order.
    pub statements: Vec<Statement>,
}

/// How many statements of each ruling.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Supported.
    pub supported: usize,
    /// Contradicted and not waived.
    pub contradicted: usize,
    /// Not checkable.
    pub not_checkable: usize,
    /// Contradicted and waived.
    pub waived: usize,
}

/// The report on one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForeignReport {
    /// The event that the copy was compared with.
    pub event: String,
    /// Sentences in the order of the file.
    pub sentences: Vec<SentenceReport>,
}

impl ForeignReport {
    /// All statements in the order of the file.
    pub fn statements(&self) -> impl Iterator<Item = &Statement> {
        self.sentences.iter().flat_map(|sentence| &sentence.statements)
    }

    /// The statements that the feed contradicts and nobody waived.
    pub fn findings(&self) -> impl Iterator<Item = &Statement> {
        self.statements().filter(|statement| statement.ruling == Ruling::Contradicted && statement.waived.is_none())
    }

    /// How many statements of each ruling.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for statement in self.statements() {
            let place = match statement.ruling {
                Ruling::Supported => &mut counts.supported,
                Ruling::Contradicted if statement.waived.is_some() => &mut counts.waived,
                Ruling::Contradicted => &mut counts.contradicted,
                Ruling::NotCheckable => &mut counts.not_checkable,
            };
            *place += 1;
        }
        counts
    }
}
