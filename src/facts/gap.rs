//! How far a row was behind the winner, or behind another.

use super::Value;
use crate::event::{Cell, Gap, Mark, Row};

/// A gap with the cells that it was read from.
pub(super) struct Behind {
    /// [`Value::Gap`] or [`Value::LapsDown`].
    pub(super) value: Value,
    /// Cells.
    pub(super) cells: Vec<Cell>,
}

/// The gap of `row` to `winner`: whole laps first (a time at the flag of somebody who is laps down is no gap), then the
/// difference of the marks, then the feed's own gap. `None` where nothing greater than zero is known.
pub(super) fn behind(winner: &Row, row: &Row) -> Option<Behind> {
    if let Some(Gap::Laps(laps)) = row.gap {
        return Some(Behind { value: Value::LapsDown(laps), cells: cells(&[(row, "gap"), (winner, "laps"), (row, "laps")]) });
    }
    let mut read = Vec::new();
    if let (Some(full), Some(done)) = (winner.laps, row.laps) {
        read.extend([(winner, "laps"), (row, "laps")]);
        if done < full {
            return Some(Behind { value: Value::LapsDown(full - done), cells: cells(&read) });
        }
    }
    if winner.mark.is_some() {
        read.push((winner, "mark"));
    }
    if let Some(gap) = difference(winner, row) {
        read.push((row, "mark"));
        return Some(Behind { value: Value::Gap(gap), cells: cells(&read) });
    }
    match row.gap {
        Some(Gap::Mark(gap)) if gap.value > 0 => {
            read.push((row, "gap"));
            if row.mark.is_some() {
                read.push((row, "mark"));
            }
            Some(Behind { value: Value::Gap(gap), cells: cells(&read) })
        }
        _ => None,
    }
}

/// How far a row was behind another by their marks; `None` where either has none, or where they are level.
pub(super) fn between(ahead: &Row, row: &Row) -> Option<Behind> {
    let gap = difference(ahead, row)?;
    Some(Behind { value: Value::Gap(gap), cells: cells(&[(ahead, "mark"), (row, "mark")]) })
}

/// The difference of two marks, when the winner's is the better one.
fn difference(winner: &Row, row: &Row) -> Option<Mark> {
    let (best, mark) = (winner.mark?, row.mark?);
    if best.beats(mark) { best.difference(mark) } else { None }
}

fn cells(read: &[(&Row, &str)]) -> Vec<Cell> {
    read.iter().filter_map(|(row, field)| row.cells.get(*field)).cloned().collect()
}
