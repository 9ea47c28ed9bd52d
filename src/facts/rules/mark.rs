//! The mark of the only winner.

use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let Some((winner, mark)) = on.winner().and_then(|winner| Some((winner, winner.mark?))) else { return Vec::new() };
    let draft = Draft::basic(FactKind::Mark).who("winner", winner).with("mark", Value::Mark(mark));
    vec![draft.reads(winner, &["rank", "mark"]).done()]
}
