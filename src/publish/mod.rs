//! Names, atomic writes, journal, withholding: how finished bytes get onto a disk, and whether they may be used.
//!
//! Comes in: an article and its rendered bytes. Goes out: files that are there whole or not at all, a journal that survives an
//! interruption, and the [`Status`](crate::article::Status) that the article carries. What was interrupted can be run again.

mod decide;
mod error;
mod journal;
mod lock;
mod names;
mod write;
#[cfg(test)]
mod tests;

pub use decide::{ALLOWED_UNREVIEWED, decide};
pub use error::{PublishError, PublishErrorKind};
pub use journal::{Entry, JOURNAL, Journal, Outcome, OutputFile, key};
pub use lock::{LOCK, Lock};
pub use names::{MAX_NAME, Names, Output};
pub use write::{Written, sweep, write_atomic};
