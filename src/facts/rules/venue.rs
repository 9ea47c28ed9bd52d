//! The name of the venue and the city.

use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let place = &on.event.venue;
    if place.name.is_none() && place.city.is_none() {
        return Vec::new();
    }
    let draft = Draft::basic(FactKind::Venue).maybe("venue", place.name.clone().map(Value::Name));
    vec![draft.maybe("city", place.city.clone().map(Value::Name)).of_event(on.event, &["venue", "city"]).done()]
}
