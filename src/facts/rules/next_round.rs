//! What comes next by the schedule: the next round of the event, while its weekday can mean no other day.

use crate::event::LocalDay;
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

/// A weekday names one of the days that follow, up to the same weekday of the next week.
const WEEKDAYS: i32 = 7;

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let Some((next, day)) = on.event.context.next_round.as_ref().zip(on.event.day) else { return Vec::new() };
    if !days_between(day, next.day).is_some_and(|days| (1..WEEKDAYS).contains(&days)) {
        return Vec::new();
    }
    let draft = Draft::context(FactKind::NextRound).tag(next.round.code()).with("code", Value::Code(next.round.code().to_owned()));
    vec![draft.with("day", Value::Day(next.day)).cells(next.cells.clone()).of_event(on.event, &["date"]).done()]
}

/// How many days the second is after the first; `None` where one of them is in no calendar.
fn days_between(from: LocalDay, to: LocalDay) -> Option<i32> {
    let date = |day: LocalDay| jiff::civil::Date::new(day.year, day.month, day.day).ok();
    date(from)?.until(date(to)?).ok().map(|span| span.get_days())
}
