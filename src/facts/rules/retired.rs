//! Those who started and did not finish: by name while they are few, and how many of the starters.

use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::event::Irm;
use crate::facts::reading::count;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let out = on.with_irm(&[Irm::Dnf]);
    let number = count(&out);
    let mut facts = Vec::new();
    if (1..=on.weights.thresholds.named).contains(&number) {
        facts.push(Draft::basic(FactKind::Retired).list("retired", &out).reads_all(&out, "irm").done());
    }
    if number >= 2 {
        let (starters, cells) = on.starters();
        let draft = Draft::derived(FactKind::RetiredCount).with("count", Value::Count(number)).with("starters", Value::Count(starters));
        facts.push(draft.reads_all(&out, "irm").cells(cells).done());
    }
    facts
}
