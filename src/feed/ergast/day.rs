//! The local day of a race.

use super::super::circuits::{self, Circuit};
use super::super::json::Node;
use super::super::{FeedError, FeedErrorKind};
use crate::event::{Cells, LocalDay};

/// The day of a sprint. An answer with sprint results has the date of the race, which is another day; only a `Sprint` object,
/// as schedules have it, gives the sprint's own.
pub(super) fn of_sprint(
    race: &Node<'_>,
    circuit: Option<&Circuit>,
    cells: &mut Cells,
    warnings: &mut Vec<String>,
) -> Result<Option<LocalDay>, FeedError> {
    if let Some(sprint) = race.get("Sprint") {
        return read(&sprint, circuit, cells, warnings);
    }
    warnings.push(format!("{}/date: this is the day of the race, not of the sprint, so no day is written", race.at()));
    Ok(None)
}

/// The day at the venue. Date and time are UTC and need the circuit's zone; a date without a time is the local date, as
/// seasons before 2005 have it. `None` with a warning where the zone is not known.
pub(super) fn read(
    race: &Node<'_>,
    circuit: Option<&Circuit>,
    cells: &mut Cells,
    warnings: &mut Vec<String>,
) -> Result<Option<LocalDay>, FeedError> {
    let (date_node, date) = race.required("date")?;
    let civil = circuits::civil_day(date).ok_or_else(|| date_node.error(FeedErrorKind::Value, format!("{date:?} is not a date")))?;
    cells.insert("date".to_owned(), date_node.cell());
    let Some((time_node, time)) = race.optional("time")? else { return Ok(Some(civil)) };
    cells.insert("time".to_owned(), time_node.cell());
    let Some(circuit) = circuit else {
        warnings.push(format!("{}: the circuit's zone is not known, so no day is written", time_node.at()));
        return Ok(None);
    };
    if !time.ends_with('Z') {
        return Err(time_node.error(FeedErrorKind::Value, format!("{time:?} is not a time in UTC, such as 13:00:00Z")));
    }
    let day = circuits::local_day(date, time, &circuit.zone);
    day.map(Some).ok_or_else(|| time_node.error(FeedErrorKind::Value, format!("{time:?} is not a time of day")))
}
