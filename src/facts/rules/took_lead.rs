//! With which attempt the winner of a throw or a long jump took the lead for good, and from whom. The leader after a round is known
//! only when everybody's attempts are, and only where nobody shares the best mark.

use crate::event::{Discipline, Irm, Mark, Row};
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let measured = matches!(Discipline::of(on.event), Some(Discipline::Jump | Discipline::Throw | Discipline::Put));
    let Some(winner) = on.winner().filter(|_| measured && !on.event.is_qualifying()) else { return Vec::new() };
    let tried: Vec<&Row> = on.rows.iter().filter(|row| row.irm != Some(Irm::Dns)).copied().collect();
    if tried.iter().any(|row| row.attempts.is_empty()) || tried.len() < 2 {
        return Vec::new();
    }
    let last = winner.attempts.iter().map(|attempt| attempt.number).max().unwrap_or_default();
    let leads = |round: u32| leader(&tried, round).is_some_and(|row| row.competitor.id() == winner.competitor.id());
    let Some(before) = (1..=last).rev().find(|round| !leads(*round)) else { return Vec::new() };
    let Some(leader) = leader(&tried, before).filter(|_| before < last) else { return Vec::new() };
    let draft = Draft::derived(FactKind::TookLead).who("winner", winner).who("leader", leader);
    let draft = draft.with("attempt", Value::Ordinal(before + 1)).reads(winner, &["rank"]);
    let fact = tried.iter().fold(draft, |draft, row| {
        row.attempts.iter().fold(draft, |draft, attempt| draft.reads(row, &[&format!("attempt:{}", attempt.number)]))
    });
    vec![fact.done()]
}

/// The only one with the best mark after a round.
fn leader<'a>(rows: &[&'a Row], round: u32) -> Option<&'a Row> {
    let best = |row: &Row| -> Option<Mark> {
        let marks = row.attempts.iter().filter(|attempt| attempt.number <= round).filter_map(|attempt| attempt.mark);
        marks.max_by_key(|mark| mark.value)
    };
    let top = rows.iter().filter_map(|row| best(row)).map(|mark| mark.value).max()?;
    let mut first = rows.iter().filter(|row| best(row).is_some_and(|mark| mark.value == top));
    let leader = first.next().copied();
    leader.filter(|_| first.next().is_none())
}
