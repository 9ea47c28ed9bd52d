//! What the tables of words of several formats share.

use crate::event::Irm;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::sync::OnceLock;

/// What a status of a feed does to a row: a plain word of its format, or the reason why it is no regular finish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(super) enum Status<P> {
    /// A regular finish, or no result at all.
    Plain(P),
    /// No regular finish.
    Irm(Irm),
}

/// The word for a regular finish, where a format has no other plain one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Regular {
    /// Finished.
    Ok,
}

/// Who is a minor, and how minors are called.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Minors {
    /// The age from which one is of age.
    pub(super) under: u32,
    /// What stands before the number that takes the place of a name.
    pub(super) say: String,
}

/// An embedded table of words, read when it is first needed.
#[derive(Debug)]
pub(super) struct Table<T> {
    name: &'static str,
    text: &'static str,
    read: OnceLock<Result<T, String>>,
}

impl<T: DeserializeOwned> Table<T> {
    /// The table of a file below `templates/`.
    pub(super) const fn new(name: &'static str, text: &'static str) -> Self {
        Self { name, text, read: OnceLock::new() }
    }

    /// The words; an error that names the file where it is broken.
    pub(super) fn get(&self) -> Result<&T, String> {
        let read = || toml::from_str(self.text).map_err(|error| format!("{}: {error}", self.name));
        self.read.get_or_init(read).as_ref().map_err(Clone::clone)
    }
}
