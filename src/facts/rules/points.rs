//! Points of the winner, when they are an award and not the mark itself.

use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::event::Unit;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let Some((winner, points)) = on.winner().and_then(|winner| Some((winner, winner.points?))) else { return Vec::new() };
    if points.value <= 0 || winner.mark.is_some_and(|mark| mark.unit == Unit::Points) {
        return Vec::new();
    }
    let draft = Draft::basic(FactKind::Points).who("who", winner).with("points", Value::Points(points));
    vec![draft.reads(winner, &["rank", "points"]).done()]
}
