//! What comes next by the calendar of the season.

use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let Some(next) = &on.event.context.next_event else { return Vec::new() };
    let draft = Draft::context(FactKind::NextEvent).with("next", Value::Name(next.name.clone()));
    vec![draft.with("day", Value::Day(next.day)).cells(next.cells.clone()).done()]
}
