//! First and second for one team.

use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let (Some(winner), Some(second)) = (on.winner(), on.at(2)) else { return Vec::new() };
    let (Some(team), Some(other)) = (&winner.team, &second.team) else { return Vec::new() };
    if team.id != other.id {
        return Vec::new();
    }
    let draft = Draft::derived(FactKind::OneTwo).with("team", Value::Team { id: team.id.clone(), name: team.name.clone() });
    let draft = draft.who("winner", winner).who("second", second);
    vec![draft.reads(winner, &["rank", "team"]).reads(second, &["rank", "team"]).done()]
}
