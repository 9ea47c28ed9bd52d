//! The classifications of a stage race after the stage: who leads, since when, by how much, and where the winner of the stage stands.

use crate::event::{Mark, Row, Standing, StandingKind};
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

/// Classifications beside the overall one, by the code of the fact.
const OTHERS: [(StandingKind, &str); 3] =
    [(StandingKind::PointsClassification, "points"), (StandingKind::Mountains, "mountains"), (StandingKind::Youth, "youth")];

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let others = OTHERS.iter().filter_map(|(kind, code)| other(on, *kind, code));
    overall(on).into_iter().chain(of_winner(on)).chain(others).collect()
}

/// The only line of this rank with the row of its rider, who must be in the result to be referred to.
fn at<'a>(on: &Reading<'a>, kind: StandingKind, rank: u32) -> Option<(&'a Standing, &'a Row)> {
    let lines: Vec<&Standing> = on.event.context.standings.iter().filter(|line| line.kind == kind && line.rank == rank).collect();
    let [line] = lines.as_slice() else { return None };
    on.rows.iter().find(|row| row.competitor.id() == line.id).map(|row| (*line, *row))
}

/// Time ahead of the second; nothing for two of one time.
fn lead(first: &Standing, second: &Standing) -> Option<Mark> {
    first.points.difference(second.points).filter(|gap| gap.value > 0)
}

fn overall(on: &Reading<'_>) -> Option<Fact> {
    let (first, row) = at(on, StandingKind::Overall, 1)?;
    let kind = match first.before {
        Some(1) => FactKind::KeptOverallLead,
        Some(_) => FactKind::TookOverallLead,
        None => FactKind::LeadsOverall,
    };
    let draft = Draft::context(kind).who("who", row).cells(vec![first.cell.clone()]);
    let second = at(on, StandingKind::Overall, 2).and_then(|(second, row)| Some((second, row, lead(first, second)?)));
    Some(match second {
        Some((second, row, gap)) => draft.who("second", row).with("gap", Value::Gap(gap)).cells(vec![second.cell.clone()]).done(),
        None => draft.done(),
    })
}

/// Where the winner of the stage stands, when not first.
fn of_winner(on: &Reading<'_>) -> Option<Fact> {
    let winner = on.winner()?;
    let line = on.event.context.standings.iter().find(|line| line.kind == StandingKind::Overall && line.id == winner.competitor.id())?;
    let (first, _) = at(on, StandingKind::Overall, 1)?;
    at(on, StandingKind::Overall, line.rank).filter(|_| line.rank > 1)?;
    let draft = Draft::context(FactKind::OverallWinner).who("who", winner).with("rank", Value::Ordinal(line.rank));
    let draft = draft.maybe("gap", lead(first, line).map(Value::Gap));
    Some(draft.reads(winner, &["rank"]).cells(vec![line.cell.clone(), first.cell.clone()]).done())
}

fn other(on: &Reading<'_>, kind: StandingKind, code: &str) -> Option<Fact> {
    let (first, row) = at(on, kind, 1)?;
    let draft = Draft::context(FactKind::ClassificationLeader).tag(code).who("who", row).with("code", Value::Code(code.to_owned()));
    Some(draft.cells(vec![first.cell.clone()]).done())
}
