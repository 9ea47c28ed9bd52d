//! Several at the first rank: they share the win, and the mark if it is one mark.

use crate::facts::draft::Draft;
use crate::facts::reading::{Reading, count};
use crate::event::{Mark, Row, UnitKind};
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let winners = on.sharing(1);
    if winners.len() < 2 {
        return Vec::new();
    }
    let kind = match on.event.kind {
        _ if on.event.is_qualifying() => FactKind::QualifyingTie,
        UnitKind::Heat => FactKind::HeatDeadHeat,
        _ => FactKind::DeadHeat,
    };
    let shared = Draft::basic(kind)
        .list("winners", &winners)
        .with("event", Value::Name(on.event.name.clone()))
        .maybe("count", on.event.is_qualifying().then(|| Value::Count(count(&winners))))
        .reads_all(&winners, "rank")
        .of_event(on.event, &["name"])
        .done();
    let mark = one_mark(&winners).map(|mark| {
        let draft = Draft::basic(FactKind::SharedMark).list("winners", &winners).with("mark", Value::Mark(mark));
        draft.reads_all(&winners, "rank").reads_all(&winners, "mark").done()
    });
    std::iter::once(shared).chain(mark).collect()
}

/// The mark of all these rows, if all have it.
pub(super) fn one_mark(rows: &[&Row]) -> Option<Mark> {
    let mark = rows.first()?.mark?;
    rows.iter().all(|row| row.mark == Some(mark)).then_some(mark)
}
