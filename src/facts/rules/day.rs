//! The proven local day; without one there is no day.

use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let Some(day) = on.event.day else { return Vec::new() };
    vec![Draft::basic(FactKind::Day).with("day", Value::Day(day)).of_event(on.event, &["date", "time"]).done()]
}
