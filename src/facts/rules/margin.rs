//! Who was the only second, and by how much: a margin in marks or in laps, the same mark, or just second (in the qualifying of a
//! field event too, in which nobody beats anybody).

use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::gap::behind;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let (Some(winner), Some(second)) = (on.winner(), on.at(2)) else { return Vec::new() };
    let placed = |draft: Draft| draft.who("winner", winner).who("second", second).reads(winner, &["rank"]).reads(second, &["rank"]);
    let plain = || placed(Draft::basic(FactKind::Second)).done();
    if on.event.is_qualifying() {
        return vec![plain()];
    }
    if let Some(gap) = behind(winner, second) {
        return vec![placed(Draft::derived(FactKind::Margin)).with("gap", gap.value).cells(gap.cells).done()];
    }
    let same = winner.mark.filter(|mark| second.mark == Some(*mark)).map(|mark| {
        let draft = placed(Draft::derived(FactKind::SameMark)).with("mark", Value::Mark(mark));
        draft.reads(winner, &["mark"]).reads(second, &["mark"]).done()
    });
    vec![same.unwrap_or_else(plain)]
}
