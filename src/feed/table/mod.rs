//! Tables: CSV, TSV or JSON rows of a race, with a column map in TOML or a layout that is recognised by its headers.
//!
//! A table says nothing about its event, so the map's `[event]`, or lines such as `# name: Harbour 10K` above the header,
//! must: nothing is guessed. Evidence is `row=3;col=Time` (the first row under the header is 1), or a JSON Pointer.

mod columns;
mod given;
mod map;
mod name;
mod rows;
mod sheet;
#[cfg(test)]
mod tests;
mod values;
mod who;

use crate::feed::{Decoded, FeedError, Input};

pub use map::{ColumnMap, EventData, Headers, SplitColumn, parse as parse_map};

/// Decodes a table; `map` names its columns and its event.
///
/// # Errors
/// Every cell that is not what its column says, and every key of the event that is missing, with where to put it.
pub fn decode(input: &Input<'_>, map: Option<&ColumnMap>) -> Result<Decoded, FeedError> {
    decode_named(input, map).map_err(|error| {
        let named = error.flatten().into_iter().map(|error| match error.file.as_str() {
            "" => FeedError { file: input.name.to_owned(), ..error },
            _ => error,
        });
        FeedError::all(named.collect())
            .unwrap_or_else(|| FeedError::new(crate::feed::FeedErrorKind::Syntax, input.name, "the table was refused"))
    })
}

/// The column map among what was given beside a table; `None` when there is none.
///
/// # Errors
/// A TOML document that is no column map, and a second one.
pub fn map_among(with: &[Input<'_>]) -> Result<Option<ColumnMap>, FeedError> {
    let mut found: Option<ColumnMap> = None;
    for input in with.iter().filter(|input| is_map(input)) {
        if found.is_some() {
            return Err(
                FeedError::new(crate::feed::FeedErrorKind::Contradiction, input.name, "this is a second column map").hint("give one")
            );
        }
        found = Some(map::parse(input)?);
    }
    Ok(found)
}

/// A column map has one of its tables; nothing else that stands beside a table has.
fn is_map(input: &Input<'_>) -> bool {
    let text = std::str::from_utf8(input.bytes).unwrap_or_default();
    text.lines().any(|line| matches!(line.trim(), "[event]" | "[columns]" | "[status]" | "[[split]]"))
}

fn decode_named(input: &Input<'_>, own: Option<&ColumnMap>) -> Result<Decoded, FeedError> {
    let sheet = sheet::read(input, own.and_then(|map| map.delimiter))?;
    let layout = map::layout(&sheet.headers)?;
    let maps: Vec<&ColumnMap> = own.into_iter().chain(layout).collect();
    let mut warnings = Vec::new();
    let given = given::Given::of(&sheet, own, &mut warnings)?;
    let columns = columns::Columns::of(&sheet, &maps, given.sport, &mut warnings)?;
    let rows = rows::rows(&rows::Table { sheet: &sheet, columns: &columns, maps: &maps, gender: given.gender }, &mut warnings)?;
    let mut sha256 = vec![input.sha256.clone()];
    sha256.extend(own.and_then(|map| map.sha256.clone()));
    let event = given.event(rows, columns.unit, sha256, warnings)?;
    Ok(Decoded { events: vec![event], ..Decoded::default() })
}
