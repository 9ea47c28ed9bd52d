//! How many finished on the lead lap, when not all did.

use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let laps: Option<Vec<u32>> = on.ranked.iter().map(|row| row.laps).collect();
    let (Some(laps), Some(full)) = (laps, on.ranked.first().and_then(|row| row.laps)) else { return Vec::new() };
    let number = laps.iter().filter(|done| **done == full).count();
    if number == laps.len() || laps.iter().any(|done| *done > full) {
        return Vec::new();
    }
    let draft = Draft::derived(FactKind::LeadLap).with("count", Value::Count(u32::try_from(number).unwrap_or(u32::MAX)));
    vec![draft.reads_all(&on.ranked, "laps").reads_all(&on.ranked, "rank").done()]
}
