//! The fastest reaction of a sprint, when the feed gives everybody's and one is the fastest. A start before a tenth of a second is a
//! false start, and no reaction.

use crate::event::{Row, Sport};
use crate::facts::draft::Draft;
use crate::facts::reading::{Reading, started};
use crate::facts::{Fact, FactKind, Value};

/// Least reaction time of a valid start, in milliseconds.
const VALID_MS: i64 = 100;

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let running: Vec<&Row> = on.rows.iter().filter(|row| started(row) != Some(false)).copied().collect();
    if on.event.sport != Sport::Running || running.len() < 2 || running.iter().any(|row| row.reaction.is_none()) {
        return Vec::new();
    }
    let Some(best) = on.ranked.iter().filter_map(|row| row.reaction).map(|time| time.value).min() else { return Vec::new() };
    let fastest: Vec<&&Row> = running.iter().filter(|row| row.reaction.is_some_and(|time| time.value <= best)).collect();
    let [row] = fastest.as_slice() else { return Vec::new() };
    let Some(time) = row.reaction.filter(|time| time.value >= VALID_MS && row.rank.is_some()) else { return Vec::new() };
    let draft = Draft::derived(FactKind::FastestReaction).who("who", row).with("time", Value::Mark(time));
    vec![draft.reads_all(&running, "reaction").done()]
}
