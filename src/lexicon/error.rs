//! What can be wrong with a lexicon file.

use std::fmt;

/// The kind of fault in a lexicon file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LexiconErrorKind {
    /// The file is no TOML of the expected shape.
    Syntax,
    /// A pattern cannot be read.
    Pattern,
    /// A definition cannot be read, or names what there is not.
    Definition,
    /// A threshold cannot be read or lacks its default.
    Threshold,
    /// Two entries have one name.
    Duplicate,
}

/// Why a lexicon was refused: which file, which entry, what, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconError {
    /// The kind of fault.
    pub kind: LexiconErrorKind,
    /// The file's name.
    pub file: String,
    /// The entry's name; empty for the whole file.
    pub entry: String,
    /// What is wrong and what to do, as a lowercase fragment.
    pub message: String,
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "lexicon file {}", self.file)?;
        if !self.entry.is_empty() {
            write!(f, ", entry [{}]", self.entry)?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for LexiconError {}
