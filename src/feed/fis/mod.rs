//! Results of skiing as timekeepers send them to the FIS, in XML: one Alpine or cross-country race.
//!
//! Source of the format: the element names in open programs that write such files (agilsport/ski, Race Horology), which follow the
//! federation's exchange protocols for Alpine (2.11) and cross-country skiing (3.7). The protocols themselves and whole real files could not
//! be read, so the format is experimental. The programs differ in the case of names (`Raceheader`, `RaceHeader`), which is not looked at,
//! and in the form of times.
//!
//! | element | becomes |
//! |---|---|
//! | `Raceheader@Sector`, `@Gender` or `@Sex` | Alpine or cross-country; the gender (`L` and `W` are women) |
//! | `Season`, `Codex` | the event's id |
//! | `Discipline`, `Training` | the name: "women's giant slalom"; a training run is no race |
//! | `Type` | how final it is; a start list is refused |
//! | `Eventname`, `Place`, `Nation`, `Racedate` | competition, place, host nation, the local day |
//! | `AL_ranked`, `CC_ranked` | rows with `Rank`, `Bib`, `Totaltime`, `Diff` |
//! | `Timerun1`, `Timerun2` | the splits after the runs; they must add up to the total |
//! | `AL_notranked@Status`, `Run` | status, and in which run it came about: `DNF2` is out in the second |
//! | `Competitor/Fiscode`, `Lastname`, `Firstname`, `Nation`, `Clubname` | the skier, in the case of prose; nation, club |
//! | `Yearofbirth` | only tells who is a minor |
//!
//! Of Alpine times with two colons (`00:50:12`) the last part is hundredths. Not read: points, penalties, the jury and its contacts, course
//! setters, weather, intermediate times, gates and reasons of a disqualification.

mod header;
mod row;
#[cfg(test)]
mod tests;
mod words;

use super::raw::Provider;
use super::{Decoded, FeedError, Input, Options, ranks, text, xml};

/// The terms of the files are not stated in them.
const PROVIDER: Provider = Provider { name: "fis", credit: None, licence: None, commercial: None };

/// Decodes the file.
///
/// # Errors
/// Start lists, races of disciplines that have no decoder, unknown words, rows that are missing or contradict each other.
pub fn decode(input: &Input<'_>, options: &Options) -> Result<Decoded, FeedError> {
    let name = || input.name.to_owned();
    let named = |error: FeedError| {
        let others = error.others.iter().map(|other| FeedError { file: name(), ..other.clone() }).collect();
        FeedError { file: name(), others, ..error }
    };
    let body = text::decode(input)?;
    let document = xml::parse(&body).map_err(named)?;
    let file = header::File { root: document.root_element(), paths: xml::Paths::new(&document, &[]), source: &input.sha256, options };
    let event = file.event().map_err(named)?;
    ranks::complete(&event.rows).map_err(named)?;
    Ok(Decoded { events: vec![ranks::consistent(event).map_err(named)?], ..Decoded::default() })
}
