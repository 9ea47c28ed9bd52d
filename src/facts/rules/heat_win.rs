//! Who won a heat: never a win of the event. In the qualifying of a field event nobody wins, and nobody does alone.

use super::win::won;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let kind = if on.event.is_qualifying() { FactKind::QualifyingBest } else { FactKind::HeatWin };
    on.winner().filter(|_| on.rows.len() > 1).map(|winner| won(on, kind, winner)).into_iter().collect()
}
