//! Results of biathlon as the federation's web interface gives them (`Results?RaceId=`), in JSON: one race.
//!
//! Source of the format: answers to single calls and the field lists of several open clients; the interface is not documented, and no
//! whole result could be read. So the format is experimental.
//!
//! | member | becomes |
//! |---|---|
//! | `IsStartList`, `IsResult` | a start list is refused |
//! | `Competition/RaceId` | the event's id |
//! | `catId`, `km`, `DisciplineId` | gender and name: "men's 12.5-kilometre pursuit" |
//! | `StatusId`, `ResultStatus` | how final the result is |
//! | `StartTime`, `LocalUTCOffset` | the local day |
//! | `Location`, `SportEvt/ShortDescription`, `Nat`, `Description` | venue, place, host nation, competition |
//! | `Results[]/IBUId`, `FamilyName`, `GivenName`, `Name`, `Nat`, `Bib` | the biathlete or the team; without the two names the one text has the family name in capitals |
//! | `ResultOrder`, `Rank`, `IRM` | order, rank, status; from 10000 on nobody has a rank |
//! | `TotalTime` (or `Result`), `Behind` | the time and the gap; in a pursuit both count from the start of the first |
//! | `Shootings`, `ShootingTotal` | misses at each visit to the range, and in all; of a relay "penalty loops+spare rounds" |
//! | `StartInfo`, `StartOrder` | of a pursuit how long after the first and in which place somebody began |
//! | `IsTeam`, `Leg`, `LegRank`, `TeamRankAfterLeg` | a relay's teams are the rows; their legs stand in the same list behind them, and give the members |
//!
//! Not read: points of cups, times of day, colours, para classes, and the time of a leg (of which it is not known where it counts from).

mod race;
mod relay;
mod row;
#[cfg(test)]
mod tests;
mod words;

use super::json::Node;
use super::raw::Provider;
use super::{Decoded, FeedError, FeedErrorKind, Input, ranks};
use serde_json::Value;

/// The interface has no terms.
const PROVIDER: Provider = Provider { name: "ibu", credit: None, licence: None, commercial: None };

/// Whether a JSON document is a result, a start list or a list of competitions of this interface.
pub(super) fn is_json(document: &Value) -> bool {
    let of_race = |value: &Value| value.get("DisciplineId").is_some() && value.get("RaceId").is_some();
    document.get("Competition").is_some_and(of_race) || document.get(0).is_some_and(of_race)
}

/// Decodes the document.
///
/// # Errors
/// Start lists and schedules, unknown words, rows that contradict each other or are missing.
pub fn decode(document: &Value, input: &Input<'_>) -> Result<Decoded, FeedError> {
    let root = Node::root(document, input.name, &input.sha256);
    if document.is_array() {
        return Err(root.error(FeedErrorKind::NotAResult, "these are competitions of biathlon, a schedule, not a result"));
    }
    if root.get("IsStartList").is_some_and(|flag| flag.value() == &Value::Bool(true)) {
        return Err(root.error(FeedErrorKind::NotAResult, "this is a start list of biathlon, not a result"));
    }
    if root.get("Results").is_none_or(|list| list.value().as_array().is_some_and(Vec::is_empty)) {
        return Err(root.error(FeedErrorKind::NotAResult, "the race has no results: it is still to come, or was cancelled"));
    }
    let event = race::Race::read(&root)?.event(input)?;
    let named = |error: FeedError| FeedError { file: input.name.to_owned(), ..error };
    ranks::complete(&event.rows).map_err(named)?;
    Ok(Decoded { events: vec![ranks::consistent(event).map_err(named)?], ..Decoded::default() })
}
