//! What a check found, before it has its place in the file.

use super::line::Number;
use super::subject::{Subject, Whose};
use crate::event::Cell;
use crate::verify::foreign::{Kind, Ruling};
use std::ops::Range;

/// A statement by the words of its sentence.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The words.
    pub tokens: Range<usize>,
    pub rule: &'static str,
    pub kind: Kind,
    pub ruling: Ruling,
    pub predicate: Option<String>,
    pub reason: String,
    /// What would be true in place of the words.
    pub fix: Option<String>,
    /// Whether that is the only correction that there can be.
    pub certain: bool,
    pub cells: Vec<Cell>,
    /// Of a figure: whose it is and what was said.
    pub figure: Option<Said>,
}

/// A figure as the copy gives it.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub whose: Whose,
    /// The name that it was bound to.
    pub name: Option<Range<usize>>,
    pub statistic: String,
    pub value: u32,
}

impl Found {
    /// A statement that holds or does not.
    pub fn new(tokens: &Range<usize>, rule: &'static str, kind: Kind, holds: bool, reason: impl Into<String>) -> Self {
        let ruling = if holds { Ruling::Supported } else { Ruling::Contradicted };
        // The checks of words say why they are false.
        let reason = if holds && kind == Kind::Claim { "the sheet says the same".to_owned() } else { reason.into() };
        Self {
            tokens: tokens.clone(),
            rule,
            kind,
            ruling,
            predicate: None,
            reason,
            fix: None,
            certain: false,
            cells: Vec::new(),
            figure: None,
        }
    }

    /// A statement that the sheet does not decide.
    pub fn open(tokens: &Range<usize>, rule: &'static str, kind: Kind, reason: impl Into<String>) -> Self {
        Self { ruling: Ruling::NotCheckable, reason: reason.into(), ..Self::new(tokens, rule, kind, true, "") }
    }

    /// A number with what is right in its place.
    pub fn number(number: &Number, right: u32, holds: bool, reason: impl Into<String>) -> Self {
        Self {
            fix: (!holds && right != number.value).then(|| right.to_string()),
            ..Self::new(&number.tokens, "F1", Kind::Number, holds, reason)
        }
    }

    /// The same as a figure of somebody.
    pub fn of(mut self, subject: &Subject, statistic: &str, value: u32) -> Self {
        let said = Said { whose: subject.whose.clone(), name: subject.name.clone(), statistic: statistic.to_owned(), value };
        self.figure = Some(said);
        self
    }

    /// The same with a predicate.
    pub fn named(mut self, predicate: &str) -> Self {
        self.predicate = Some(predicate.to_owned());
        self
    }

    /// The same with evidence.
    pub fn with(mut self, cells: Vec<Cell>) -> Self {
        self.cells = cells;
        self
    }

    /// The same with a correction, where it is false.
    pub fn fixed(mut self, fix: impl Into<String>) -> Self {
        if self.ruling == Ruling::Contradicted {
            self.fix = Some(fix.into());
        }
        self
    }
}
