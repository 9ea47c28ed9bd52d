//! Who qualified for the next round: all names while they are few, otherwise how many.

use crate::event::Round;
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::reading::count;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let through = on.ranked.iter().filter(|row| matches!(row.qualified.as_deref().map(str::trim), Some("Q" | "q")));
    let through: Vec<_> = through.copied().collect();
    let number = count(&through);
    let draft = match number {
        0 => return Vec::new(),
        few if few <= on.weights.thresholds.named_qualifiers => Draft::basic(FactKind::Qualified).list("qualified", &through),
        _ => Draft::derived(FactKind::QualifiedCount).with("count", Value::Count(number)),
    };
    // That the next round is the final is in the schedule, where it is not in the unit.
    let planned = on.event.context.next_round.iter().filter(|next| next.round == Round::Final);
    let planned = planned.flat_map(|next| next.cells.clone()).collect();
    vec![draft.reads_all(&through, "qualified").cells(planned).done()]
}
