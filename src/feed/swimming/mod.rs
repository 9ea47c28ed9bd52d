//! What every adapter of swimming shares: the vocabulary of `templates/swimming.toml`, the names of races, who is a minor, and the
//! way from a meet's texts ([`meet`]) to events.
//!
//! Comes in: a meet whose swims stand under the races that they belong to. Goes out: an event for each race. A race that contradicts
//! itself, or has a word that the table lacks, is refused by name; the others are decoded.
//!
//! **Minors.** Who is not known to be of age on the day of the race is not named: a number of the file stands for the name, also in
//! the evidence, and a relay with a minor has no members. [`Options::name_minors`] turns that off.

mod event;
pub(in crate::feed) mod meet;
mod minors;
mod name;
mod records;
mod swim;
pub(in crate::feed) mod words;

use crate::feed::{Decoded, FeedError, FeedErrorKind, Input, Options};
use meet::{Meet, Race};

/// Decodes every race of a meet that somebody swam in.
pub(in crate::feed) fn decode(meet: &Meet, input: &Input<'_>, options: Options) -> Result<Decoded, FeedError> {
    let words = words::words().map_err(|reason| FeedError::new(FeedErrorKind::Value, input.name, reason))?;
    let reader = event::Reader::new(meet, words, &options).map_err(|error| FeedError { file: input.name.to_owned(), ..error })?;
    let mut decoded = Decoded::default();
    for race in &meet.races {
        match reader.event(race) {
            Ok(event) => decoded.events.push(event),
            Err(error) => decoded.refused.push(in_race(error, race, input.name)),
        }
    }
    Ok(decoded)
}

/// The error and all beside it with the file's name, and the race that was refused.
fn in_race(error: FeedError, race: &Race, file: &str) -> FeedError {
    let style = &race.style;
    let legs = if style.legs > 1 { format!("{}x", style.legs) } else { String::new() };
    let said: String = format!("event {}, {legs}{} {} {}", race.id, style.distance, style.stroke.trimmed(), race.round.trimmed());
    let short: String = said.chars().take(80).collect();
    let named =
        |error: FeedError| FeedError { file: file.to_owned(), message: format!("{}: {}", short.escape_debug(), error.message), ..error };
    let all: Vec<FeedError> = error.flatten().into_iter().map(named).collect();
    FeedError::all(all).unwrap_or_else(|| FeedError::new(FeedErrorKind::Syntax, file, "the race was refused"))
}
