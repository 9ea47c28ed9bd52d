//! How the winning relay got there: its two members where they are two, its penalty loops and spare rounds, its worst place after a leg, and who of it was the fastest of a leg.

use crate::event::{Competitor, Row};
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let Some(winner) = on.winner().filter(|_| !on.event.individual) else { return Vec::new() };
    shooting(winner).into_iter().chain(pair(winner)).chain(place(winner)).chain(fastest(on, winner)).collect()
}

fn shooting(winner: &Row) -> Option<Fact> {
    let shooting = winner.shooting.as_ref()?;
    let draft = Draft::basic(FactKind::RelayShooting).who("winner", winner).with("loops", Value::Count(shooting.misses));
    Some(draft.with("spares", Value::Count(shooting.spares?)).reads(winner, &["rank", "shooting"]).done())
}

/// The two who took turns; four are told by the rule of their legs.
fn pair(winner: &Row) -> Option<Fact> {
    let Competitor::Team { members, .. } = &winner.competitor else { return None };
    let [first, second, rest @ ..] = members.as_slice() else { return None };
    let turns = rest.iter().zip([first, second]).all(|(member, before)| member.id == before.id) && rest.len() <= 2;
    if !turns || first.id == second.id {
        return None;
    }
    let draft = Draft::basic(FactKind::Pair).who("winner", winner).with("first", Value::Name(first.full.clone()));
    Some(draft.with("second", Value::Name(second.full.clone())).reads(winner, &["rank", "leg:1", "leg:2"]).done())
}

/// The worst place after a leg before the last, the later of two.
fn place(winner: &Row) -> Option<Fact> {
    let last = winner.legs.iter().map(|leg| leg.number).max()?;
    let behind = winner.legs.iter().filter(|leg| leg.number < last).filter_map(|leg| Some((leg.place.filter(|place| *place > 1)?, leg.number)));
    let (place, leg) = behind.max()?;
    let draft = Draft::basic(FactKind::LegPlace).who("winner", winner).with("place", Value::Ordinal(place));
    Some(draft.with("leg", Value::Ordinal(leg)).reads(winner, &["rank", &format!("leg_place:{leg}")]).done())
}

/// The last leg of which one of the team alone was the fastest.
fn fastest(on: &Reading<'_>, winner: &Row) -> Option<Fact> {
    let Competitor::Team { members, .. } = &winner.competitor else { return None };
    let first = |row: &Row, number: u32| row.legs.iter().any(|leg| leg.number == number && leg.rank == Some(1));
    let alone = |number: u32| on.rows.iter().filter(|row| first(row, number)).count() == 1;
    let number = winner.legs.iter().map(|leg| leg.number).filter(|number| first(winner, *number) && alone(*number)).max()?;
    let at = winner.legs.iter().position(|leg| leg.number == number)?;
    let member = members.get(at)?;
    let draft = Draft::basic(FactKind::FastestLeg).who("winner", winner).with("member", Value::Name(member.full.clone()));
    let draft = draft.with("leg", Value::Ordinal(number));
    Some(draft.reads(winner, &["rank", &format!("leg:{number}"), &format!("leg_rank:{number}")]).done())
}
