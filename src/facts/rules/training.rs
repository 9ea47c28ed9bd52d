//! The best of a training run. Nothing here, or in any other rule of training, speaks of a race.

use super::win::won;
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let Some(best) = on.winner() else { return Vec::new() };
    let mark = best.mark.map(|mark| {
        Draft::basic(FactKind::TrainingMark).who("who", best).with("mark", Value::Mark(mark)).reads(best, &["rank", "mark"]).done()
    });
    std::iter::once(won(on, FactKind::TrainingBest, best)).chain(mark).collect()
}
