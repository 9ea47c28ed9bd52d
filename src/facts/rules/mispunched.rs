//! Those who missed a control or took them in a wrong order: by name while they are few, otherwise how many.

use crate::event::Irm;
use crate::facts::draft::Draft;
use crate::facts::reading::{Reading, count};
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let out = on.with_irm(&[Irm::Mispunched]);
    let number = count(&out);
    let draft = match number {
        0 => return Vec::new(),
        few if few <= on.weights.thresholds.named => Draft::basic(FactKind::Mispunched).list("mispunched", &out),
        _ => Draft::derived(FactKind::MispunchedCount).with("count", Value::Count(number)),
    };
    vec![draft.reads_all(&out, "irm").done()]
}
