//! Those who started and did not finish: by name while they are few, and how many of the starters. There is no number where somebody
//! classified had stopped too.

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
    if number >= 2 && on.all_ran_to_the_end() {
        let draft = match on.starters() {
            Some((starters, cells)) => Draft::derived(FactKind::RetiredCount).with("starters", Value::Count(starters)).cells(cells),
            None => Draft::derived(FactKind::RetiredTotal),
        };
        facts.push(draft.with("count", Value::Count(number)).reads_all(&out, "irm").reads_all(&on.ranked, "status").done());
    }
    facts
}
