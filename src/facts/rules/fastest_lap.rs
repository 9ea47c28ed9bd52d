//! The fastest lap as the feed ranks it: one holder, or all who share it. A disqualified competitor holds none.

use crate::event::{FastestLap, Irm, Row};
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

/// Decoders may keep the rank and the number of the lap in cells of their own.
const FIELDS: [&str; 3] = ["fastest_lap", "fastest_lap_rank", "fastest_lap_number"];

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let first = on.rows.iter().filter_map(|row| Some((*row, row.fastest_lap.filter(|lap| lap.rank == Some(1))?)));
    let first: Vec<(&Row, FastestLap)> = first.filter(|(row, _)| !matches!(row.irm, Some(Irm::Dsq | Irm::Excluded))).collect();
    match first.as_slice() {
        [(row, lap)] => {
            let draft = Draft::basic(FactKind::FastestLap).who("who", row).with("time", Value::Mark(lap.time));
            vec![draft.maybe("lap", lap.lap.map(Value::Ordinal)).reads(row, &FIELDS).done()]
        }
        [(_, lap), others @ ..] if others.iter().all(|(_, other)| other.time == lap.time) => {
            let rows: Vec<&Row> = first.iter().map(|(row, _)| *row).collect();
            let draft = Draft::basic(FactKind::SharedFastestLap).list("sharing", &rows).with("time", Value::Mark(lap.time));
            vec![rows.iter().fold(draft, |draft, row| draft.reads(row, &FIELDS)).done()]
        }
        _ => Vec::new(),
    }
}
