//! Equal bests of a throw or a long jump, which the second-best attempts decide (World Athletics TR25.22).

use crate::event::{Discipline, Mark, Row};
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let measured = matches!(Discipline::of(on.event), Some(Discipline::Jump | Discipline::Throw | Discipline::Put));
    let (Some(winner), Some(second)) = (on.at(1), on.at(2)) else { return Vec::new() };
    if !measured || on.event.is_qualifying() || winner.mark.is_none() || winner.mark != second.mark {
        return Vec::new();
    }
    let (Some(mark), Some(other)) = (second_best(winner), second_best(second)) else { return Vec::new() };
    if !mark.beats(other) {
        return Vec::new();
    }
    let draft = Draft::derived(FactKind::SecondBest).who("winner", winner).who("second", second);
    let draft = draft.with("mark", Value::Mark(mark)).with("other", Value::Mark(other)).reads_all(&[winner, second], "rank");
    let read = [winner, second].into_iter().fold(draft, |draft, row| {
        row.attempts.iter().fold(draft, |draft, attempt| draft.reads(row, &[&format!("attempt:{}", attempt.number)]))
    });
    vec![read.done()]
}

/// The second of a row's attempts by their marks; `None` where the best is not its mark, so that not all attempts are known.
fn second_best(row: &Row) -> Option<Mark> {
    let mut marks: Vec<Mark> = row.attempts.iter().filter_map(|attempt| attempt.mark).collect();
    marks.sort_by_key(|mark| std::cmp::Reverse(mark.value));
    let [best, second, ..] = marks.as_slice() else { return None };
    (Some(best.value) == row.mark.map(|mark| mark.value)).then_some(*second)
}
