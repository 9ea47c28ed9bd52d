//! Ergast and Jolpica: Formula One results as `MRData` JSON (<https://api.jolpi.ca/ergast/>), and the results of the
//! second Jolpica API.
//!
//! All scalars are texts. `position` numbers every row, classified or not; `positionText` says who was classified.
//! A race without `time` (old seasons) has its local date in `date`; with `time` the two are UTC.

mod calendar;
mod context;
mod day;
mod mark;
mod page;
mod precision;
mod race;
mod row;
mod shared;
mod source;
mod status;
#[cfg(test)]
mod tests;
mod v2;

use super::error::Problems;
use super::json::Node;
use super::{Decoded, FeedError, FeedErrorKind, Input};
use serde_json::Value;

pub(super) use context::{ContextDocument, documents as context_documents};
pub(super) use v2::decode as decode_v2;

/// Decodes a document with `MRData`.
///
/// # Errors
/// `NotAResult` for schedules, standings, qualifying and empty answers; `Incomplete` when no race of the answer is whole.
pub(super) fn decode(document: &Value, input: &Input<'_>, with: &[ContextDocument<'_>]) -> Result<Decoded, FeedError> {
    let root = Node::root(document, input.name, &input.sha256);
    let data = root.need("MRData")?;
    let races = page::races(&data)?;
    let source = source::of(&root, input)?;
    let mut decoded = Decoded::default();
    for entry in races {
        let event = entry.and_then(|race| race::event(&race, &source));
        match event {
            Ok(event) if decoded.events.iter().any(|other| other.id == event.id) => {
                return Err(data.error(FeedErrorKind::Contradiction, format!("the race {} is in the answer twice", event.id)));
            }
            Ok(event) => decoded.events.push(event),
            Err(error) => decoded.refused.push(error),
        }
    }
    if decoded.events.is_empty() {
        let none = || data.error(FeedErrorKind::NotAResult, "no races in this answer: it is empty");
        return Err(FeedError::all(std::mem::take(&mut decoded.refused)).unwrap_or_else(none));
    }
    let mut problems = Problems::default();
    for document in with {
        problems.keep(context::join(&mut decoded.events, document));
    }
    problems.finish(Some(()))?;
    Ok(decoded)
}
