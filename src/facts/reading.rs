//! What every rule reads from: the event with its rows in a fixed order.

use super::{Angle, Weights};
use crate::event::{Cell, Event, Irm, Row};

/// An event as the rules see it. The order of `event.rows` in memory means nothing; `Row::order` does.
pub(super) struct Reading<'a> {
    /// The event.
    pub(super) event: &'a Event,
    /// For whom.
    pub(super) angle: &'a Angle,
    /// Thresholds.
    pub(super) weights: &'a Weights,
    /// All rows in the feed's order.
    pub(super) rows: Vec<&'a Row>,
    /// Rows with a rank and no IRM, by rank, then in the feed's order.
    pub(super) ranked: Vec<&'a Row>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(event: &'a Event, angle: &'a Angle, weights: &'a Weights) -> Self {
        let mut rows: Vec<&Row> = event.rows.iter().collect();
        rows.sort_by_key(|row| (row.order, row.competitor.id()));
        let mut ranked: Vec<&Row> = rows.iter().filter(|row| row.rank.is_some() && row.irm.is_none()).copied().collect();
        ranked.sort_by_key(|row| row.rank);
        Self { event, angle, weights, rows, ranked }
    }

    /// Everybody with this rank.
    pub(super) fn sharing(&self, rank: u32) -> Vec<&'a Row> {
        self.ranked.iter().filter(|row| row.rank == Some(rank)).copied().collect()
    }

    /// The only row with this rank; `None` where it is shared, or flagged as shared.
    pub(super) fn at(&self, rank: u32) -> Option<&'a Row> {
        match self.sharing(rank).as_slice() {
            [row] if !row.tied => Some(row),
            _ => None,
        }
    }

    /// The only winner.
    pub(super) fn winner(&self) -> Option<&'a Row> {
        self.at(1)
    }

    /// Rows with one of these statuses, in the feed's order.
    pub(super) fn with_irm(&self, irms: &[Irm]) -> Vec<&'a Row> {
        self.rows.iter().filter(|row| row.irm.is_some_and(|irm| irms.contains(&irm))).copied().collect()
    }

    /// How many started, and the cells that say so: the statuses of all rows that have one, and what proves that somebody
    /// disqualified had started. `None` where that is not proven.
    pub(super) fn starters(&self) -> Option<(u32, Vec<Cell>)> {
        let mut cells = Vec::new();
        let mut count = 0;
        for row in &self.rows {
            let fields: &[&str] = match row.irm {
                None => &[],
                Some(Irm::Dsq | Irm::Excluded) => &["irm", "laps", "mark", "grid"],
                Some(_) => &["irm"],
            };
            cells.extend(fields.iter().filter_map(|field| row.cells.get(*field)).cloned());
            count += u32::from(started(row)?);
        }
        Some((count, cells))
    }

    /// Whether everybody classified was still racing at the end.
    pub(super) fn all_ran_to_the_end(&self) -> bool {
        self.ranked.iter().all(|row| self.ran_to_the_end(row))
    }

    /// Whether a classified row was still racing at the end. A feed may classify somebody who had stopped; it then has a word for it in
    /// the cell `status`, which is none of the words of a finish.
    pub(super) fn ran_to_the_end(&self, row: &Row) -> bool {
        row.cells.get("status").is_none_or(|cell| {
            let word = cell.raw.trim().trim_matches('"').to_lowercase();
            word.is_empty() || word.starts_with('+') || self.weights.thresholds.finished_status.contains(&word)
        })
    }
}

/// Whether a row took the start; `None` for a disqualification without laps, a mark or a place on the grid, which may have come before it.
pub(super) fn started(row: &Row) -> Option<bool> {
    let seen = row.mark.is_some() || row.laps.is_some_and(|laps| laps > 0) || row.grid.is_some();
    match row.irm {
        Some(Irm::Dns | Irm::Dnq | Irm::Withdrawn) => Some(false),
        Some(Irm::Dsq | Irm::Excluded) => seen.then_some(true),
        _ => Some(true),
    }
}

/// A count as the facts carry it.
pub(super) fn count<T>(things: &[T]) -> u32 {
    u32::try_from(things.len()).unwrap_or(u32::MAX)
}
