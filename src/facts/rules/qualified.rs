//! Who qualified for the next round: all names while they are few, otherwise how many.

use crate::event::{Cell, Event, Round, Row};
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::reading::count;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let through: Vec<_> = on.ranked.iter().filter(|row| is_through(row)).copied().collect();
    let number = count(&through);
    let draft = match number {
        0 => return Vec::new(),
        few if few <= on.weights.thresholds.named_qualifiers => Draft::basic(FactKind::Qualified).list("qualified", &through),
        _ => Draft::derived(FactKind::QualifiedCount).with("count", Value::Count(number)),
    };
    vec![draft.reads_all(&through, "qualified").cells(to_final(on.event)).done()]
}

/// Whether the feed says that a row is through to the next round, by place or by time.
pub(super) fn is_through(row: &Row) -> bool {
    matches!(row.qualified.as_deref().map(str::trim), Some("Q" | "q"))
}

/// That the next round is the final is in the schedule, where it is not in the unit.
pub(super) fn to_final(event: &Event) -> Vec<Cell> {
    let planned = event.context.next_round.iter().filter(|next| next.round == Round::Final);
    planned.flat_map(|next| next.cells.clone()).collect()
}
