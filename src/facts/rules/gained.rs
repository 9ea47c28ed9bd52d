//! The biggest gain of places between the grid and the flag.
//!
//! The superlative needs the grid of every classified finisher. It is nobody's when two share it, when it is the winner's own (that is
//! told by the grid rule), or when somebody from the pit lane may have gained as much.

use crate::event::{Grid, Row};
use crate::facts::draft::Draft;
use crate::facts::reading::{Reading, count};
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    biggest(on).into_iter().collect()
}

fn biggest(on: &Reading<'_>) -> Option<Fact> {
    let gains: Vec<(u32, u32, &Row)> = on.ranked.iter().filter_map(|row| gain(row)).collect();
    let most = gains.iter().map(|(places, ..)| *places).max()?;
    let best: Vec<&(u32, u32, &Row)> = gains.iter().filter(|(places, ..)| *places == most).collect();
    let [(places, grid, row)] = best.as_slice() else { return None };
    let rank = row.rank.filter(|rank| *rank > 1 && on.at(*rank).is_some())?;
    let all_known = on.ranked.iter().all(|row| row.grid.is_some());
    let rivals: Vec<&Row> = on.ranked.iter().filter(|row| row.grid == Some(Grid::PitLane)).copied().collect();
    let unrivalled = rivals.iter().filter_map(|row| row.rank).all(|rank| count(&on.rows).saturating_sub(rank) < most);
    if *places < on.weights.thresholds.gained_places || !all_known || !unrivalled {
        return None;
    }
    let draft = Draft::derived(FactKind::Gained).who("who", row).with("grid", Value::Ordinal(*grid)).with("rank", Value::Ordinal(rank));
    Some(draft.with("places", Value::Count(*places)).reads(row, &["grid", "rank"]).reads_all(&on.ranked, "grid").reads_all(&rivals, "laps").done())
}

/// Places gained, the place on the grid, and the row.
fn gain(row: &Row) -> Option<(u32, u32, &Row)> {
    match (row.grid, row.rank) {
        (Some(Grid::Place(grid)), Some(rank)) if grid > rank => Some((grid - rank, grid, row)),
        _ => None,
    }
}
