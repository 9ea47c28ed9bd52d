//! Stops of the winner.

use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let Some((winner, stops)) = on.winner().and_then(|winner| Some((winner, winner.pit_stops?))) else { return Vec::new() };
    let draft = Draft::basic(FactKind::PitStops).who("who", winner).with("stops", Value::Count(stops));
    vec![draft.reads(winner, &["rank", "pit_stops"]).done()]
}
