//! What every adapter of athletics shares: the vocabulary of `templates/athletics.toml`, names, performances, attempts, and the way
//! from a document's texts ([`raw`]) to events ([`event`]).
//!
//! Comes in: the words of a feed. Goes out: events, rounds, statuses, records and names as the event model and prose have
//! them. A word that the table lacks is `None`: each adapter says where it stood.

pub(in crate::feed) mod event;
mod medals;
pub(in crate::feed) mod name;
pub(in crate::feed) mod performance;
pub(in crate::feed) mod raw;
mod row;
pub(in crate::feed) mod unit;
pub(in crate::feed) mod words;

use crate::feed::{Decoded, FeedError, FeedErrorKind, Input};

/// Decodes every unit of a document; those that cannot be are in [`Decoded::refused`], with the name of the unit.
pub(in crate::feed) fn decode(document: &raw::Document, input: &Input<'_>) -> Result<Decoded, FeedError> {
    if document.units.is_empty() {
        return Err(FeedError::new(FeedErrorKind::NotAResult, input.name, "the competition holds no results"));
    }
    let mut decoded = Decoded { warnings: document.warnings.clone(), ..Decoded::default() };
    let reader = event::Reader::new(document, input).map_err(|error| named(error, input.name))?;
    for unit in &document.units {
        match reader.event(unit) {
            Ok(event) if decoded.events.iter().any(|other| other.id == event.id) => {
                let twice = FeedError::new(FeedErrorKind::Contradiction, "", "a race of this name came before it: two would share an id");
                decoded.refused.push(named(in_unit(twice.at(&unit.at), unit), input.name));
            }
            Ok(event) => decoded.events.push(event),
            Err(error) => decoded.refused.push(named(in_unit(error, unit), input.name)),
        }
    }
    decoded.warnings.extend(reader.medal_note());
    Ok(decoded)
}

/// Puts the file's name into an error and all errors beside it.
pub(in crate::feed) fn named(error: FeedError, file: &str) -> FeedError {
    let all = error.flatten().into_iter().map(|error| FeedError { file: file.to_owned(), ..error }).collect();
    FeedError::all(all).unwrap_or_else(|| FeedError::new(FeedErrorKind::Syntax, file, "the document was refused"))
}

/// The same error with the name of the unit that was refused, as the feed has it.
fn in_unit(error: FeedError, unit: &raw::Unit) -> FeedError {
    // "Heat 3" says what "Heats" would; a number alone ("1") does not.
    let named = unit.detail.as_ref().is_some_and(|detail| detail.trimmed().contains(char::is_alphabetic));
    let parts = [&unit.group, &unit.event, &unit.section, if named { &unit.detail } else { &unit.round }];
    let name: Vec<&str> = parts.iter().filter_map(|part| part.as_ref().map(raw::Text::trimmed)).collect();
    let name: String = name.join(", ").chars().take(80).collect();
    FeedError { message: format!("{}: {}", name.escape_debug().to_string().replace("\\'", "'"), error.message), ..error }
}
