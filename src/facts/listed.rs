//! Those with one status: by name while they are few, otherwise how many.

use super::draft::Draft;
use super::reading::{Reading, count};
use super::{Fact, FactKind, Value};
use crate::event::Irm;

/// A fact that names all of a status under a role, or one that counts them; none where there is nobody.
pub(super) fn listed(on: &Reading<'_>, irm: Irm, named: (FactKind, &str), counted: FactKind) -> Vec<Fact> {
    let all = on.with_irm(&[irm]);
    let number = count(&all);
    let draft = match number {
        0 => return Vec::new(),
        few if few <= on.weights.thresholds.named => Draft::basic(named.0).list(named.1, &all),
        _ => Draft::derived(counted).with("count", Value::Count(number)),
    };
    vec![draft.reads_all(&all, "irm").done()]
}
