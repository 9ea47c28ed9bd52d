//! The championship after the event: who leads, by how much, and where the winner stands.

use crate::event::{Mark, Standing, StandingKind};
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    facts.extend(leader(on, StandingKind::Athletes));
    facts.extend(leader(on, StandingKind::Teams));
    facts.extend(winner(on));
    facts
}

/// The only line of this rank.
fn at<'a>(on: &Reading<'a>, kind: StandingKind, rank: u32) -> Option<&'a Standing> {
    let lines: Vec<&Standing> = on.event.context.standings.iter().filter(|line| line.kind == kind && line.rank == rank).collect();
    if let [line] = lines.as_slice() { Some(line) } else { None }
}

/// A leader who is no competitor of this event cannot be referred to, and is left out.
fn leader(on: &Reading<'_>, kind: StandingKind) -> Option<Fact> {
    let first = at(on, kind, 1)?;
    let draft = match kind {
        StandingKind::Athletes => {
            let row = on.rows.iter().find(|row| row.competitor.id() == first.id)?;
            Draft::context(FactKind::StandingLeader).who("who", row)
        }
        StandingKind::Teams => {
            let team = Value::Team { id: first.id.clone(), name: first.name.clone() };
            Draft::context(FactKind::TeamStandingLeader).with("team", team)
        }
        StandingKind::Overall | StandingKind::PointsClassification | StandingKind::Mountains | StandingKind::Youth => return None,
    };
    let draft = draft.with("points", Value::Points(first.points)).cells(vec![first.cell.clone()]);
    let lead = at(on, kind, 2).and_then(|second| Some((second, lead(first.points, second.points)?)));
    Some(match lead {
        Some((second, lead)) => draft.with("lead", Value::Points(lead)).cells(vec![second.cell.clone()]).done(),
        None => draft.done(),
    })
}

/// Nothing for leaders on equal points, who lead by a tie-break. Points are counted, not measured: 395.5 less 387.5 is 8, not 8.0.
fn lead(first: Mark, second: Mark) -> Option<Mark> {
    let lead = first.difference(second).filter(|_| first.beats(second))?;
    let needed = match lead.value {
        whole if whole % 1000 == 0 => 0,
        tenths if tenths % 100 == 0 => 1,
        hundredths if hundredths % 10 == 0 => 2,
        _ => 3,
    };
    Some(Mark { decimals: needed, ..lead })
}

fn winner(on: &Reading<'_>) -> Option<Fact> {
    let winner = on.winner()?;
    let line = on.event.context.standings.iter().find(|line| line.kind == StandingKind::Athletes && line.id == winner.competitor.id())?;
    at(on, StandingKind::Athletes, line.rank).filter(|only| only.id == line.id && line.rank > 1)?;
    let draft = Draft::context(FactKind::StandingWinner).who("who", winner).with("rank", Value::Ordinal(line.rank));
    Some(draft.with("points", Value::Points(line.points)).reads(winner, &["rank"]).cells(vec![line.cell.clone()]).done())
}
