//! What the tables of words of several formats share.

use crate::event::Irm;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// What a status of a feed does to a row: a plain word of its format, or the reason why it is no regular finish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(super) enum Status<P> {
    /// A regular finish, or no result at all.
    Plain(P),
    /// No regular finish.
    Irm(Irm),
}

/// Reads an embedded table; the error names it.
pub(super) fn read<T: DeserializeOwned>(name: &str, text: &str) -> Result<T, String> {
    toml::from_str(text).map_err(|error| format!("{name}: {error}"))
}
