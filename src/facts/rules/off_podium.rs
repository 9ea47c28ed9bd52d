//! The fourth: by how much the podium was missed, or that the mark was the third's. How little is news is a matter of weights.

use crate::event::Gap;
use crate::facts::draft::Draft;
use crate::facts::gap::between;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let (Some(third), Some(fourth)) = (on.at(3), on.at(4)) else { return Vec::new() };
    // The time at the flag of somebody who is laps down compares with nobody's.
    if third.laps != fourth.laps || [third, fourth].iter().any(|row| matches!(row.gap, Some(Gap::Laps(_)))) {
        return Vec::new();
    }
    let draft = Draft::derived(FactKind::OffPodium).who("who", fourth).who("third", third).reads_all(&[third, fourth], "rank");
    let draft = draft.reads_all(&[third, fourth], "laps");
    // With a bunch on one mark it is nobody's story.
    let level = third.mark.filter(|mark| on.ranked.iter().filter(|row| row.mark == Some(*mark)).count() == 2 && fourth.mark == third.mark);
    let draft = match (between(third, fourth), level) {
        // What is little is measured by the winning mark.
        (Some(gap), _) => draft.with("gap", gap.value).cells(gap.cells).reads_all(&on.sharing(1), "mark"),
        (None, Some(mark)) => draft.with("mark", Value::Mark(mark)).reads_all(&[third, fourth], "mark"),
        (None, None) => return Vec::new(),
    };
    vec![draft.done()]
}
