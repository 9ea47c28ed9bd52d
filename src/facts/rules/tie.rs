//! Places below the first that are shared, with the mark if it is one mark.

use super::dead_heat::one_mark;
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};
use std::collections::BTreeSet;

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let ranks: BTreeSet<u32> = on.ranked.iter().filter_map(|row| row.rank).filter(|rank| *rank > 1).collect();
    ranks.into_iter().filter_map(|rank| shared(on, rank)).collect()
}

fn shared(on: &Reading<'_>, rank: u32) -> Option<Fact> {
    let tied = on.sharing(rank);
    if tied.len() < 2 {
        return None;
    }
    let draft = Draft::basic(FactKind::Tie).list("tied", &tied).with("rank", Value::Ordinal(rank)).reads_all(&tied, "rank");
    Some(match one_mark(&tied) {
        Some(mark) => draft.with("mark", Value::Mark(mark)).reads_all(&tied, "mark").done(),
        None => draft.done(),
    })
}
