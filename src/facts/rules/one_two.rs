//! First and second, or second and third, for one team (all three is not two and three).

use crate::event::Row;
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let (Some(winner), Some(second)) = (on.winner(), on.at(2)) else { return Vec::new() };
    let third = on.at(3).filter(|_| winner.team.is_some());
    let first = pair(FactKind::OneTwo, [("winner", winner), ("second", second)]);
    let next = third.filter(|_| first.is_none()).and_then(|third| pair(FactKind::TwoThree, [("second", second), ("third", third)]));
    first.into_iter().chain(next.map(|draft| draft.reads(winner, &["rank", "team"]))).map(Draft::done).collect()
}

/// Two of one team.
fn pair(kind: FactKind, [(role, row), (next_role, next)]: [(&str, &Row); 2]) -> Option<Draft> {
    let team = row.team.as_ref().filter(|team| next.team.as_ref().is_some_and(|other| other.id == team.id))?;
    let draft = Draft::derived(kind).with("team", Value::Team { id: team.id.clone(), name: team.name.clone() });
    let draft = draft.who(role, row).who(next_role, next);
    Some(draft.reads(row, &["rank", "team"]).reads(next, &["rank", "team"]))
}
