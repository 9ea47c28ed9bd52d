//! What comes next by the schedule: the next round of the event, while its weekday can mean no other day.

use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

/// A weekday names one of the days that follow, up to the same weekday of the next week.
const WEEKDAYS: i32 = 7;

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let Some((next, day)) = on.event.context.next_round.as_ref().zip(on.event.day) else { return Vec::new() };
    if !day.days_until(next.day).is_some_and(|days| (1..WEEKDAYS).contains(&days)) {
        return Vec::new();
    }
    let draft = Draft::context(FactKind::NextRound).tag(next.round.code()).with("code", Value::Code(next.round.code().to_owned()));
    vec![draft.with("day", Value::Day(next.day)).cells(next.cells.clone()).of_event(on.event, &["date"]).done()]
}
