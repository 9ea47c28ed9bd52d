//! Those without a valid mark in a jump or throw.

use crate::event::Irm;
use crate::facts::listed::listed;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    listed(on, Irm::NoMark, (FactKind::NoMark, "no_mark"), FactKind::NoMarkCount)
}
