//! Who won. Two at the first rank are a dead heat and no win, and one alone has beaten nobody.

use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    on.winner().filter(|_| on.rows.len() > 1).map(|winner| won(on, FactKind::Win, winner)).into_iter().collect()
}

/// A fact of [winner, event].
pub(super) fn won(on: &Reading<'_>, kind: FactKind, winner: &crate::event::Row) -> Fact {
    Draft::basic(kind)
        .who("winner", winner)
        .with("event", Value::Name(on.event.name.clone()))
        .reads(winner, &["rank"])
        .of_event(on.event, &["name"])
        .done()
}
