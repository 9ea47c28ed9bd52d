//! Which attempt won a field event: the first that has the winning mark. Of heights it says nothing: their attempts have numbers of their own; nor of qualifying,
//! where nothing is won.

use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::event::{Discipline, Sport};
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let Some((winner, mark)) = on.winner().and_then(|winner| Some((winner, winner.mark?))) else { return Vec::new() };
    if Discipline::of(on.event) == Some(Discipline::Height) || on.event.is_qualifying() {
        return Vec::new();
    }
    let valid = winner.attempts.iter().filter(|attempt| attempt.mark == Some(mark));
    let Some(attempt) = valid.min_by_key(|attempt| attempt.number).filter(|_| on.event.sport == Sport::Field) else { return Vec::new() };
    let draft = Draft::derived(FactKind::WinningAttempt).who("winner", winner).with("attempt", Value::Ordinal(attempt.number));
    let field = format!("attempt:{}", attempt.number);
    vec![draft.reads(winner, &["rank", "mark", &field]).done()]
}
