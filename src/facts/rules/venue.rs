//! The name of the venue, and the city where the venue's name does not hold it.

use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let place = &on.event.venue;
    if place.name.is_none() && place.city.is_none() {
        return Vec::new();
    }
    let draft = Draft::basic(FactKind::Venue).maybe("venue", place.name.clone().map(Value::Name));
    // "Hungaroring" and a town are two things to say, "Norhavn Stadium" and Norhavn are one.
    let said = |city: &&String| place.name.as_ref().is_some_and(|name| name.contains(city.as_str()));
    let city = place.city.as_ref().filter(|city| !said(city)).cloned();
    vec![draft.maybe("city", city.map(Value::Name)).of_event(on.event, &["venue", "city"]).done()]
}
