//! A document as it stands, XML or JSON: texts with their pointers, nothing read yet.

use crate::event::Cell;
use crate::feed::{FeedError, FeedErrorKind};

/// A text of the document and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) raw: String,
    pub(super) at: String,
}

impl Text {
    /// The evidence for it.
    pub(super) fn cell(&self, source: &str) -> Cell {
        Cell { source: source.to_owned(), at: self.at.clone(), raw: self.raw.clone() }
    }

    /// Without blanks around it.
    pub(super) fn trimmed(&self) -> &str {
        self.raw.trim()
    }

    /// An error about it.
    pub(super) fn bad(&self, what: &str) -> FeedError {
        self.error(FeedErrorKind::Value, what)
    }

    /// An error of another kind about it.
    pub(super) fn error(&self, kind: FeedErrorKind, what: &str) -> FeedError {
        let short: String = self.raw.chars().take(40).collect();
        FeedError::new(kind, "", format!("\"{}\" {what}", short.escape_debug())).at(&self.at)
    }
}

/// The competition with its units.
#[derive(Debug, Clone, Default)]
pub(super) struct Document {
    pub(super) id: Option<Text>,
    pub(super) name: Option<Text>,
    pub(super) city: Option<Text>,
    pub(super) country: Option<Text>,
    /// Nation, gold, silver, bronze.
    pub(super) medals: Vec<(String, [u32; 3])>,
    pub(super) units: Vec<Unit>,
    /// Notes about elements that nobody knows.
    pub(super) warnings: Vec<String>,
}

/// One unit.
#[derive(Debug, Clone, Default)]
pub(super) struct Unit {
    pub(super) at: String,
    /// With the gender at its end: "100 m Men".
    pub(super) event: Option<Text>,
    pub(super) round: Option<Text>,
    pub(super) detail: Option<Text>,
    pub(super) gender: Option<Text>,
    /// The combined event that it is a discipline of, or an age group.
    pub(super) group: Option<Text>,
    pub(super) date: Option<Text>,
    pub(super) wind: Option<Text>,
    pub(super) rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub(super) at: String,
    pub(super) id: Option<Text>,
    pub(super) rank: Option<Text>,
    /// The athlete's whole name; blank for a relay.
    pub(super) name: Option<Text>,
    pub(super) country: Option<Text>,
    pub(super) performance: Option<Text>,
    /// Pool and place in it, or (in sprints) the reaction time.
    pub(super) group: Option<Text>,
    pub(super) reaction: Option<Text>,
    pub(super) qualification: Option<Text>,
    /// Record flags, each with the pointer of the field that holds them.
    pub(super) records: Vec<Text>,
    pub(super) wind: Option<Text>,
    pub(super) attempts: Vec<Attempt>,
    /// Name and id.
    pub(super) runners: Vec<(Text, Option<Text>)>,
    /// Performances in the disciplines of a combined event, by their number.
    pub(super) disciplines: Vec<(u32, Text)>,
}

/// One attempt: of a throw or long jump with a performance, of a high jump or pole vault with the signs at a height.
#[derive(Debug, Clone)]
pub(super) struct Attempt {
    pub(super) number: u32,
    pub(super) performance: Text,
    pub(super) signs: Option<Text>,
}
