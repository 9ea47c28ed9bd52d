//! IOF XML 3: result lists of orienteering.
//!
//! Source of the format: the public schema and examples of the IOF, and a file of `SPORTident` Center. Each class is an event, of a meeting with
//! several races each class in each race; relays are classes of teams.
//!
//! | element | becomes |
//! |---|---|
//! | `ResultList@status` | `Complete` is official, `Snapshot` is live; `Delta` is refused |
//! | `Event/Name`, `Id` | the competition, a part of every event's id |
//! | `Event/Race/Name`, `StartTime/Date` | the race; the local day (of an event of several days none) |
//! | `Class/Id`, `Name`, `@sex`, `@maxAge` | a part of the id, the name ("Men Elite class"), the gender; who is a minor |
//! | `Person/Id`, `Name/Given`, `Family`, `@sex` | the competitor; `BirthDate` only tells who is a minor |
//! | `Organisation/Name`, `Country@code` | club; nation, where several take part |
//! | `Result/Time`, `Position`, `Status` | time in seconds, rank, status by `templates/orienteering.toml` |
//! | `Result/TimeBehind` | the gap, which the times must not contradict |
//! | `SplitTime/ControlCode`, `Time` | splits, where all who finished had the same controls in one order |
//! | `TeamResult/Name` | the relay; its members by `Leg` |
//! | `OverallResult` of a leg | of the last leg the team's time, rank and status; of the others the splits of the relay |
//!
//! Who mispunched or did not finish keeps a time in the file, which is never a finish. Not read: routes, control cards, fees, services,
//! contacts, extensions, course lengths.

mod class;
mod list;
mod row;
mod team;
#[cfg(test)]
mod tests;
mod words;

use super::{Decoded, FeedError, FeedErrorKind, Input, Options, text, xml};
use list::List;

/// Decodes the list.
///
/// # Errors
/// A document that is no complete list of results; classes that cannot be decoded are in [`Decoded::refused`].
pub fn decode(input: &Input<'_>, options: &Options) -> Result<Decoded, FeedError> {
    let named = |error: FeedError| FeedError { file: input.name.to_owned(), ..error };
    let body = text::decode(input)?;
    let document = xml::parse(&body).map_err(named)?;
    let root = document.root_element();
    let what = match root.tag_name().name() {
        "ResultList" => None,
        "StartList" => Some("this is a start list of orienteering, not a result"),
        "EntryList" => Some("this is a list of entries of orienteering, not a result"),
        _ => Some("this is IOF XML, but no result list"),
    };
    if let Some(what) = what {
        return Err(FeedError::new(FeedErrorKind::NotAResult, input.name, what));
    }
    if root.attribute("iofVersion").is_none_or(|version| !version.starts_with("3.")) {
        return Err(FeedError::new(FeedErrorKind::Unsupported, input.name, "this is a result list of an older IOF XML than 3")
            .hint("ask for version 3.0"));
    }
    let list = List::new(root, &document, &input.sha256, options).map_err(named)?;
    let mut decoded = Decoded::default();
    for class in list.classes() {
        for event in list.events(class) {
            match event {
                Ok(event) => decoded.events.push(event),
                Err(error) => decoded.refused.push(list.in_class(error, class, input.name)),
            }
        }
    }
    if decoded.events.is_empty() && decoded.refused.is_empty() {
        return Err(FeedError::new(FeedErrorKind::NotAResult, input.name, "the list holds no results"));
    }
    Ok(decoded)
}
