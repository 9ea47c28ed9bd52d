//! Laps of the race: what the event and the winner's row say, and nothing when they disagree (a race cut short).

use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let winners = on.sharing(1);
    let Some(winner) = winners.first() else { return Vec::new() };
    let (Some(laps @ 1..), true) = (winner.laps.or(on.event.laps), winner.laps.is_none() || on.event.laps.is_none_or(|l| Some(l) == winner.laps))
    else {
        return Vec::new();
    };
    let draft = Draft::basic(FactKind::Distance).with("laps", Value::Count(laps));
    vec![draft.of_event(on.event, &["laps"]).reads(winner, &["laps"]).done()]
}
