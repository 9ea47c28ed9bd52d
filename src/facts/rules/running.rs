//! How many were still racing at the end, where the feed classifies some who had stopped ("three cars finished, seven were classified").
//!
//! Every classified row needs a status that the decoder knew, and nobody may have run to the end unclassified.

use crate::event::{Irm, Row};
use crate::facts::draft::Draft;
use crate::facts::reading::{Reading, count};
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let running: Vec<&Row> = on.ranked.iter().filter(|row| on.ran_to_the_end(row)).copied().collect();
    let known = on.ranked.iter().all(|row| row.cells.get("status").is_some_and(|cell| trusted(on, &cell.at)));
    let late = !on.with_irm(&[Irm::NotClassified, Irm::Lapped, Irm::OverTimeLimit]).is_empty();
    if running.is_empty() || running.len() == on.ranked.len() || !known || late {
        return Vec::new();
    }
    let Some((starters, cells)) = on.starters() else { return Vec::new() };
    let draft = Draft::derived(FactKind::RunningAtEnd).with("count", Value::Count(count(&running)));
    let draft = draft.with("starters", Value::Count(starters)).reads_all(&on.ranked, "status").cells(cells);
    vec![draft.reads_all(&on.ranked, "rank").done()]
}

/// A cell that the decoder warned about proves nothing.
fn trusted(on: &Reading<'_>, at: &str) -> bool {
    !on.event.warnings.iter().any(|warning| warning.strip_prefix(at).is_some_and(|rest| rest.starts_with(':')))
}
