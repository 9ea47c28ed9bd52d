//! How a pursuit began: in which place and how long after the first the winner set off, and what became of the one who set off first.
//! The delay of everybody who started must be known; who shares a place has none.

use crate::event::{Mark, Row};
use crate::facts::draft::Draft;
use crate::facts::reading::{Reading, started};
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let rows: Vec<&Row> = on.rows.iter().filter(|row| started(row) != Some(false)).copied().collect();
    let delays: Option<Vec<(&Row, Mark)>> = rows.iter().map(|row| Some((*row, row.start_gap?))).collect();
    let Some(delays) = delays.filter(|delays| delays.len() > 1) else { return Vec::new() };
    let read = |draft: Draft| draft.reads_all(&rows, "start_gap").reads_all(&rows, "irm");
    let winner = on.winner().and_then(|winner| Some((winner, place(winner, &delays)?))).map(|(winner, place)| {
        let draft = Draft::derived(FactKind::PursuitStart).who("winner", winner).with("place", Value::Ordinal(place));
        let gap = winner.start_gap.filter(|gap| gap.value > 0).map(Value::Gap);
        read(draft.maybe("gap", gap).reads(winner, &["rank"])).done()
    });
    let first = delays.iter().map(|(row, _)| *row).find(|row| place(row, &delays) == Some(1));
    let beaten = first.and_then(|row| Some((row, row.rank.filter(|rank| *rank > 1 && on.at(*rank).is_some())?)));
    let beaten = beaten.map(|(row, rank)| {
        let draft = Draft::derived(FactKind::FirstStarter).who("who", row).with("rank", Value::Ordinal(rank));
        read(draft.reads(row, &["rank"])).done()
    });
    winner.into_iter().chain(beaten).collect()
}

/// The place at the start; none for one who shares it.
fn place(row: &Row, delays: &[(&Row, Mark)]) -> Option<u32> {
    let own = row.start_gap?.value;
    let alone = delays.iter().filter(|(_, delay)| delay.value == own).count() == 1;
    let ahead = delays.iter().filter(|(_, delay)| delay.value < own).count();
    u32::try_from(ahead + 1).ok().filter(|_| alone)
}
