//! The second Jolpica API (`data.results`).

use super::super::{Decoded, FeedError, FeedErrorKind, Input};
use serde_json::Value;

/// Decodes a document with `data.results`.
pub(crate) fn decode(_document: &Value, input: &Input<'_>, _with: &[Input<'_>]) -> Result<Decoded, FeedError> {
    Err(FeedError::new(FeedErrorKind::Unsupported, input.name, "results of the second Jolpica API are not supported yet"))
}
