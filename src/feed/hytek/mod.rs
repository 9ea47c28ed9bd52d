//! Hy-Tek Meet Manager: results of American swimming meets (`.hy3`), lines of fixed columns.
//!
//! Source of the format: the files and column numbers of SwimComm/hytek-parser (MIT); Hy-Tek has published none. Columns count from 1.
//!
//! | line and columns | becomes |
//! |---|---|
//! | `B1` 3-47, 48-92, 93-108 | the meet, the venue, first and last day |
//! | `C1` 3-7, 8-37 | the club |
//! | `D1` 3, 4-8, 9-28, 29-48, 89-96, 97-99 | gender, number, family and given name; date of birth and age only tell who is a minor |
//! | `E1`, `F1` 14, 16-21, 22, 23-28, 39-42, 51 | gender, distance (of a relay in all), stroke, ages, number of the event; course, where the result has none |
//! | `E1` 84 | `X`: out of competition |
//! | `E2`, `F2` 3, 4-11, 12, 13, 30-33, 88-95 (`F2` 103-110) | round (`P`, `S`, `F`), seconds, course, status letter, overall place, day |
//! | `F1` 8, `F3` | letter of the relay, its four swimmers |
//! | `G1` | splits: lengths of the pool and seconds |
//!
//! `F` is a final where the event also has heats in the file, and a timed final otherwise. A file that holds one club of a meet lacks places,
//! and its races are refused as incomplete. Not read: contacts, addresses, identity numbers, fees, entry times, the codes and texts of a
//! disqualification, checksums.

mod fields;
mod read;
#[cfg(test)]
mod tests;

use super::raw::Provider;
use super::{Decoded, FeedError, FeedErrorKind, Input, Options, swimming, text};

/// The terms of a meet's results are the organiser's: nothing is known of them here.
const PROVIDER: Provider = Provider { name: "hytek", credit: None, licence: None, commercial: None };

/// Decodes the file.
///
/// # Errors
/// A file without results, and lines that are not what their columns say; races that cannot be decoded are in [`Decoded::refused`].
pub fn decode(input: &Input<'_>, options: &Options) -> Result<Decoded, FeedError> {
    let named = |error: FeedError| FeedError { file: input.name.to_owned(), ..error };
    let body = text::decode(input)?;
    let mut meet = read::read(&body).map_err(named)?;
    if meet.races.is_empty() {
        let message = "the Hy-Tek file holds no results: these are entries or a roster";
        return Err(FeedError::new(FeedErrorKind::NotAResult, input.name, message));
    }
    meet.provider = PROVIDER;
    meet.sha256 = vec![input.sha256.clone()];
    swimming::decode(&meet, input, *options)
}

/// Whether a text is of this form: an `A1` line, then a `B1` line.
pub(super) fn is_results(text: &str) -> bool {
    is_results_file(text.as_bytes())
}

/// The same of bytes in any encoding of Latin letters.
pub(super) fn is_results_file(bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|byte| *byte == b'\n');
    let first = lines.next().is_some_and(|line| line.starts_with(b"A1") && line.len() > 60);
    first && lines.next().is_some_and(|line| line.starts_with(b"B1"))
}
