//! Fields of a line by their columns.

use crate::event::LocalDay;
use crate::feed::FeedError;
use crate::feed::raw::Text;

/// A line with its number in the file.
#[derive(Debug, Clone)]
pub(super) struct Line {
    number: usize,
    columns: Vec<char>,
}

impl Line {
    /// The line of this number, from 1.
    pub(super) fn new(number: usize, text: &str) -> Self {
        Self { number, columns: text.trim_end_matches('\r').chars().collect() }
    }

    /// What kind of line it is.
    pub(super) fn kind(&self) -> String {
        self.columns.iter().take(2).collect()
    }

    /// Where a column stands, for errors.
    pub(super) fn at(&self, column: usize) -> String {
        format!("line {} column {column}", self.number)
    }

    /// A field by its first column, from 1, and its length; `None` when it is blank.
    pub(super) fn field(&self, column: usize, length: usize) -> Option<Text> {
        let raw: String = self.columns.iter().skip(column.saturating_sub(1)).take(length).collect();
        (!raw.trim().is_empty()).then(|| Text { raw: raw.trim().to_owned(), at: self.at(column) })
    }

    /// A field that must be there.
    pub(super) fn need(&self, column: usize, length: usize, what: &str) -> Result<Text, FeedError> {
        let blank = || Text { raw: String::new(), at: self.at(column) };
        self.field(column, length).ok_or_else(|| blank().bad(&format!("is no {what}")))
    }

    /// A whole number; blank is none.
    pub(super) fn number(&self, column: usize, length: usize) -> Result<Option<u32>, FeedError> {
        let Some(text) = self.field(column, length) else { return Ok(None) };
        text.trimmed().parse().map(Some).map_err(|_| text.bad("is no number"))
    }
}

/// A day written `04032013`: month, day, year.
pub(super) fn day(text: &Text) -> Option<LocalDay> {
    let raw = text.trimmed();
    let whole = raw.len() == 8 && raw.bytes().all(|b| b.is_ascii_digit());
    let (month, rest) = raw.split_at_checked(2).filter(|_| whole)?;
    let (day, year) = rest.split_at_checked(2)?;
    crate::feed::circuits::civil_day(&format!("{year}-{month}-{day}"))
}
