//! In how many disciplines of a combined event the winner had the best mark of everybody, alone or shared.

use crate::event::{Mark, Sport};
use crate::facts::draft::Draft;
use crate::facts::reading::{Reading, count};
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let Some(winner) = on.winner().filter(|_| on.event.sport == Sport::Combined) else { return Vec::new() };
    let among = count(&winner.attempts);
    // Everybody who finished has every discipline, or a best mark may be missing.
    if among < 5 || on.ranked.iter().any(|row| row.attempts.len() != winner.attempts.len()) {
        return Vec::new();
    }
    let beaten = |number: u32, mark: Mark| {
        let others = on.rows.iter().flat_map(|row| row.attempts.iter());
        others.filter(|attempt| attempt.number == number).filter_map(|attempt| attempt.mark).any(|other| other.beats(mark))
    };
    let best = winner.attempts.iter().filter(|attempt| attempt.mark.is_some_and(|mark| !beaten(attempt.number, mark))).count();
    if best == 0 {
        return Vec::new();
    }
    let number = u32::try_from(best).unwrap_or(u32::MAX);
    let draft = Draft::derived(FactKind::DisciplineBests).who("winner", winner).with("count", Value::Count(number));
    let draft = draft.with("among", Value::Count(among)).reads(winner, &["rank"]);
    let fact = on.rows.iter().fold(draft, |draft, row| {
        row.attempts.iter().fold(draft, |draft, attempt| draft.reads(row, &[&format!("attempt:{}", attempt.number)]))
    });
    vec![fact.done()]
}
