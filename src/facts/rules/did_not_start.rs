//! Those who did not start or withdrew before it: by name while they are few, and how many.

use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::event::Irm;
use crate::facts::reading::count;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let absent = on.with_irm(&[Irm::Dns, Irm::Withdrawn]);
    let number = count(&absent);
    let mut facts = Vec::new();
    if (1..=on.weights.thresholds.named).contains(&number) {
        facts.push(Draft::basic(FactKind::DidNotStart).list("absent", &absent).reads_all(&absent, "irm").done());
    }
    if number >= 2 {
        let draft = Draft::derived(FactKind::DidNotStartCount).with("count", Value::Count(number));
        facts.push(draft.reads_all(&absent, "irm").done());
    }
    facts
}
