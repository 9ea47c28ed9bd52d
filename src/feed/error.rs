//! What a feed was refused for: kind, file, pointer, reason, and what to do about it.

use std::fmt;

/// Longest message, in characters: feeds are quoted in it.
const MOST_CHARACTERS: usize = 400;
/// Most problems that are told of one document.
const MOST_PROBLEMS: usize = 100;

/// The kinds of refusal; the exit code and the wording of help depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FeedErrorKind {
    /// No bytes, or only blanks.
    Empty,
    /// Not UTF-8 (nor a declared ISO-8859-1).
    Encoding,
    /// Broken JSON, XML or CSV, too deep, or too big.
    Syntax,
    /// A document that we can name, of a kind that has no decoder.
    Unsupported,
    /// A document of a known provider that holds no result (a schedule, standings, qualifying, an empty answer).
    NotAResult,
    /// A result of which rows are missing: cut by a page or by a filter.
    Incomplete,
    /// Two cells that cannot both be true.
    Contradiction,
    /// A field that a result must have is not there.
    Missing,
    /// A value of the wrong type, out of range, or not fit to print.
    Value,
}

/// One problem of a feed, with the others of the same document in `others`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedError {
    /// What kind of problem.
    pub kind: FeedErrorKind,
    /// File name or URL, as the caller named the input.
    pub file: String,
    /// JSON Pointer, `XPath`, `line 3 column 7` or `row=3;col=time`; `None` for the whole document.
    pub pointer: Option<String>,
    /// What is wrong and why, as a lowercase fragment.
    pub message: String,
    /// What to do, as a lowercase fragment.
    pub hint: Option<String>,
    /// Further problems of the same document, each without `others` of its own.
    pub others: Box<[FeedError]>,
}

impl FeedError {
    /// An error about a whole document; `file` is filled in by [`super::decode`] when it is empty.
    pub fn new(kind: FeedErrorKind, file: impl Into<String>, message: impl Into<String>) -> Self {
        let mut message = message.into();
        if let Some((cut, _)) = message.char_indices().nth(MOST_CHARACTERS) {
            message.truncate(cut);
            message.push_str(" ...");
        }
        Self { kind, file: file.into(), pointer: None, message, hint: None, others: Box::default() }
    }

    /// The same error at a place of the document.
    #[must_use]
    pub fn at(mut self, pointer: impl Into<String>) -> Self {
        self.pointer = Some(pointer.into());
        self
    }

    /// The same error with advice.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// One error out of the problems of a document (the first hundred), in their order; `None` when there are none.
    pub fn all(problems: Vec<Self>) -> Option<Self> {
        let mut flat: Vec<Self> = Vec::new();
        for problem in problems.into_iter().flat_map(Self::flatten).take(MOST_PROBLEMS) {
            if !flat.contains(&problem) {
                flat.push(problem);
            }
        }
        let mut flat = flat.into_iter();
        let mut first = flat.next()?;
        first.others = flat.collect();
        Some(first)
    }

    /// This problem and all others of the document.
    pub fn flatten(mut self) -> Vec<Self> {
        let others = std::mem::take(&mut self.others);
        std::iter::once(self).chain(others.into_vec()).collect()
    }
}

impl fmt::Display for FeedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(pointer) = &self.pointer {
            write!(f, " at {pointer}")?;
        }
        write!(f, ": {}", self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, "; {hint}")?;
        }
        for other in &self.others {
            write!(f, "\n{other}")?;
        }
        Ok(())
    }
}

impl std::error::Error for FeedError {}

/// Collects the problems of a document, so that a reader learns of all of them at once.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<FeedError>);

impl Problems {
    /// The value, or `None` with the problem noted.
    pub(crate) fn keep<T>(&mut self, result: Result<T, FeedError>) -> Option<T> {
        result.map_err(|problem| self.0.extend(problem.flatten())).ok()
    }

    /// The value when nothing was noted.
    pub(crate) fn finish<T>(self, value: Option<T>) -> Result<Option<T>, FeedError> {
        FeedError::all(self.0).map_or(Ok(value), Err)
    }
}
