//! Equal heights that failures decided: fewer at the last height cleared, or fewer up to it. Where neither tells two apart, a
//! jump-off or a shared place did, and nothing is said.

use crate::event::{Discipline, Row};
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    if Discipline::of(on.event) != Some(Discipline::Height) || on.event.is_qualifying() {
        return Vec::new();
    }
    let level: Vec<&Row> = level(on);
    match level.as_slice() {
        [winner, second, rest @ ..] => {
            let draft = Draft::derived(FactKind::CountBack).who("winner", winner).who("second", second);
            let two = read(draft, &[winner, second]).done();
            let all = winner.mark.filter(|_| !rest.is_empty()).map(|mark| {
                let draft = Draft::derived(FactKind::CountBackAll).list("level", &level).with("mark", Value::Mark(mark));
                read(draft, &level).done()
            });
            std::iter::once(two).chain(all).collect()
        }
        _ => Vec::new(),
    }
}

fn read(draft: Draft, rows: &[&Row]) -> Draft {
    rows.iter().fold(draft, |draft, row| {
        let fields = row.attempts.iter().map(|attempt| format!("attempt:{}", attempt.number));
        fields.fold(draft.reads(row, &["rank", "mark"]), |draft, field| draft.reads(row, &[&field]))
    })
}

/// The winner and those who follow with the same height, each placed behind the one before by count-back.
fn level<'a>(on: &Reading<'a>) -> Vec<&'a Row> {
    let mut level: Vec<&Row> = Vec::new();
    for rank in 1.. {
        let Some(row) = on.at(rank) else { break };
        if level.last().is_some_and(|before| !decided(before, row)) {
            break;
        }
        level.push(row);
    }
    level
}

/// Whether the failures of two rows of one height put the first ahead of the second.
fn decided(ahead: &Row, behind: &Row) -> bool {
    let (Some(first), Some(second)) = (failures(ahead), failures(behind)) else { return false };
    ahead.mark == behind.mark && first < second
}

/// Failures at the last height cleared, and in all up to it.
fn failures(row: &Row) -> Option<(usize, usize)> {
    let best = row.mark?;
    let count = |raw: &str| raw.chars().filter(|c| c.eq_ignore_ascii_case(&'x')).count();
    let at = row.attempts.iter().find(|attempt| attempt.mark == Some(best) && attempt.raw.to_uppercase().ends_with('O'))?;
    let up_to = row.attempts.iter().filter(|attempt| attempt.mark.is_some_and(|mark| !mark.beats(best)));
    Some((count(&at.raw), up_to.map(|attempt| count(&attempt.raw)).sum()))
}
