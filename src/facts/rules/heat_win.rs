//! Who won a heat: never a win of the event.

use super::win::won;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    on.winner().map(|winner| won(on, FactKind::HeatWin, winner)).into_iter().collect()
}
