//! The four of the winning relay, in the order of their legs. Who runs two legs is no four.

use crate::event::{Competitor, Sport};
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let Some(winner) = on.winner().filter(|_| matches!(on.event.sport, Sport::Relay | Sport::Swimming | Sport::Biathlon)) else { return Vec::new() };
    let Competitor::Team { members, .. } = &winner.competitor else { return Vec::new() };
    let [first, second, third, fourth] = members.as_slice() else { return Vec::new() };
    if first.id == third.id || second.id == fourth.id {
        return Vec::new();
    }
    let draft = Draft::basic(FactKind::Legs).who("winner", winner);
    let named = [("first", first), ("second", second), ("third", third), ("fourth", fourth)];
    let draft = named.into_iter().fold(draft, |draft, (role, person)| draft.with(role, Value::Name(person.full.clone())));
    vec![draft.reads(winner, &["rank", "leg:1", "leg:2", "leg:3", "leg:4"]).done()]
}
