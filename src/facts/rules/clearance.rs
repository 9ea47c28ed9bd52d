//! At which of the three attempts the winning height was cleared.

use crate::event::{Discipline, Row};
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let Some(winner) = on.winner().filter(|_| Discipline::of(on.event) == Some(Discipline::Height)) else { return Vec::new() };
    let Some((number, field)) = best(winner) else { return Vec::new() };
    let draft = Draft::derived(FactKind::Clearance).who("winner", winner).with("attempt", Value::Ordinal(number));
    vec![draft.reads(winner, &["rank", "mark", &field]).done()]
}

/// The attempt that cleared the row's best height, and the field of its signs.
fn best(row: &Row) -> Option<(u32, String)> {
    let height = row.attempts.iter().find(|attempt| attempt.mark.is_some() && attempt.mark == row.mark)?;
    let at = height.raw.to_uppercase().find('O')?;
    Some((u32::try_from(at).ok()? + 1, format!("attempt:{}", height.number)))
}
