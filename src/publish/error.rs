//! Why something could not be written.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// The kind of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PublishErrorKind {
    /// A name that cannot be a file's.
    Name,
    /// A file or folder could not be written.
    Write,
    /// Another run holds the folder.
    Locked,
    /// The journal cannot be read.
    Journal,
}

/// What failed, where, why, and what to do.
#[derive(Debug)]
pub struct PublishError {
    /// The kind of failure.
    pub kind: PublishErrorKind,
    /// The file or folder.
    pub path: PathBuf,
    /// Why, and what to do.
    pub detail: String,
    source: Option<io::Error>,
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            PublishErrorKind::Name => "cannot use the name",
            PublishErrorKind::Write => "cannot write",
            PublishErrorKind::Locked => "cannot use the folder",
            PublishErrorKind::Journal => "cannot read the journal",
        };
        write!(f, "{what} {}: {}", self.path.display(), self.detail)
    }
}

impl Error for PublishError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_ref().map(|source| -> &(dyn Error + 'static) { source })
    }
}

impl PublishError {
    pub(super) fn new(kind: PublishErrorKind, path: &Path, detail: impl Into<String>) -> Self {
        Self { kind, path: path.to_owned(), detail: detail.into(), source: None }
    }

    /// A failed system call, with what usually helps.
    pub(super) fn io(kind: PublishErrorKind, path: &Path, source: io::Error) -> Self {
        let help = match source.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "choose a folder that you may write to with --output",
            io::ErrorKind::NotFound => "create the folder first",
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
                "a file stands where a folder is needed; choose another with --output"
            }
            io::ErrorKind::IsADirectory => "a folder stands where a file is needed; choose another with --output",
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "make room, then run again: nothing was left half-written",
            _ => "nothing was left half-written; run again when the cause is gone",
        };
        Self { kind, path: path.to_owned(), detail: format!("{source}; {help}"), source: Some(source) }
    }
}
