//! Who was the only third, with the gap to the winner (or to winners of one mark) of a time, and with the mark itself of anything else: a
//! time is compared, a distance or a score is told.

use super::dead_heat::one_mark;
use crate::event::Unit;
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::gap::behind;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let Some(third) = on.at(3) else { return Vec::new() };
    let winners = on.sharing(1);
    // In the qualifying of a field event there is no winner to be behind.
    let comparable = !on.event.is_qualifying() && (winners.len() == 1 || one_mark(&winners).is_some());
    let gap = winners.first().filter(|_| comparable).and_then(|winner| behind(winner, third));
    let draft = Draft::basic(FactKind::Third).who("third", third).reads(third, &["rank"]);
    if let Some(mark) = third.mark.filter(|mark| mark.unit != Unit::Time) {
        return vec![draft.with("mark", Value::Mark(mark)).reads(third, &["mark"]).done()];
    }
    let fact = match gap {
        Some(gap) => {
            let draft = draft.with("gap", gap.value).cells(gap.cells);
            if winners.len() > 1 { draft.reads_all(&winners, "mark").done() } else { draft.done() }
        }
        None => draft.done(),
    };
    vec![fact]
}
