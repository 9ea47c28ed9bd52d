//! Recognises a results feed and decodes it into events.

mod error;
pub mod names;
pub mod nations;
pub mod odf;
pub mod table;
mod text;

use crate::event::Event;
pub use error::{FeedError, FeedErrorKind};

/// One document as it came.
#[derive(Debug, Clone)]
pub struct Input<'a> {
    /// All bytes.
    pub bytes: &'a [u8],
    /// File name or URL, for errors only.
    pub name: &'a str,
    /// sha256 of `bytes` in hex.
    pub sha256: String,
}

impl<'a> Input<'a> {
    /// An input with the sha256 of its bytes.
    pub fn new(bytes: &'a [u8], name: &'a str) -> Self {
        use sha2::{Digest, Sha256};
        let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Self { bytes, name, sha256 }
    }
}

/// What a document held.
#[derive(Debug, Clone, Default)]
pub struct Decoded {
    /// Events free of contradictions, in the order of the document.
    pub events: Vec<Event>,
    /// Units of the same document that were refused while others were decoded (a race cut by a page).
    pub refused: Vec<FeedError>,
    /// Notes about the document as a whole; those of an event are in the event.
    pub warnings: Vec<String>,
}
