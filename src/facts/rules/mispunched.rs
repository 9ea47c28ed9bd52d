//! Those who missed a control or took them in a wrong order.

use crate::event::Irm;
use crate::facts::listed::listed;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    listed(on, Irm::Mispunched, (FactKind::Mispunched, "mispunched"), FactKind::MispunchedCount)
}
