//! A unit of one: nobody was beaten, so nobody won.

use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let [only] = on.rows.as_slice() else { return Vec::new() };
    if only.rank.is_none() || only.irm.is_some() {
        return Vec::new();
    }
    let draft = Draft::basic(FactKind::RanAlone).who("winner", only).with("event", Value::Name(on.event.name.clone()));
    vec![draft.reads(only, &["rank"]).of_event(on.event, &["name"]).done()]
}
