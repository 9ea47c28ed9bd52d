//! Those who were lapped and taken out of the race.

use crate::event::Irm;
use crate::facts::listed::listed;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    listed(on, Irm::Lapped, (FactKind::Lapped, "lapped"), FactKind::LappedCount)
}
