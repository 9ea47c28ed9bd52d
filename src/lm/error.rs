//! What can go wrong between a model file and a sentence.

use std::error::Error;
use std::fmt;

/// The kind of a failure: what the caller can do about it differs by kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LmErrorKind {
    /// A file or folder could not be read or written.
    Io,
    /// The file is not a GGUF, or one whose numbers contradict each other.
    Format,
    /// The file is sound, but uses something that this engine does not have.
    Unsupported,
    /// A bound on size, depth or count was passed.
    Limit,
    /// The digest or size is not what the model card says.
    Digest,
    /// No model of that name is known, or it is not in the store.
    NotFound,
    /// A download or an outside command failed.
    Fetch,
    /// The vocabulary could not be built, or a text could not be turned into tokens.
    Vocabulary,
    /// A call does not fit the state of the session (an unknown node, a node without scores).
    Session,
    /// The lattice is not a directed acyclic graph from start to end, or a text in it cannot stand there.
    Lattice,
    /// The arithmetic below failed.
    Compute,
}

/// An error of this module: what failed, where, and the cause below it.
#[derive(Debug)]
pub struct LmError {
    /// What the caller can act on.
    pub kind: LmErrorKind,
    /// What failed, where, why, and what to do: a lowercase fragment.
    pub message: String,
    pub(super) source: Option<Box<dyn Error + Send + Sync>>,
}

impl LmError {
    /// An error without a cause below it.
    pub fn new(kind: LmErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), source: None }
    }

    /// An error with the cause below it.
    pub fn with(kind: LmErrorKind, message: impl Into<String>, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { kind, message: message.into(), source: Some(source.into()) }
    }
}

impl fmt::Display for LmError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for LmError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|e| e as &(dyn Error + 'static))
    }
}

impl From<candle_core::Error> for LmError {
    fn from(source: candle_core::Error) -> Self {
        Self::with(LmErrorKind::Compute, "the tensor library refused an operation", source)
    }
}
