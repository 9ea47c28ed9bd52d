//! Those without a valid mark in a jump or throw: by name while they are few, otherwise how many.

use crate::event::Irm;
use crate::facts::draft::Draft;
use crate::facts::reading::{Reading, count};
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let without = on.with_irm(&[Irm::NoMark]);
    let number = count(&without);
    let draft = match number {
        0 => return Vec::new(),
        few if few <= on.weights.thresholds.named => Draft::basic(FactKind::NoMark).list("no_mark", &without),
        _ => Draft::derived(FactKind::NoMarkCount).with("count", Value::Count(number)),
    };
    vec![draft.reads_all(&without, "irm").done()]
}
