//! What the event was part of: the Rio Olympics, a meet, a cup. A name that says the event's own again, or does not fit into a sentence,
//! is left to the table.

use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

/// Longest name in a lede, in characters.
const MOST: usize = 45;

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let said = |name: &str| on.event.name.contains(name) || name.contains(&on.event.name);
    let plain = |name: &str| !name.starts_with("The ") && !name.contains(" - ") && name.ends_with(char::is_alphanumeric);
    let fits = |name: &&String| name.chars().count() <= MOST && plain(name) && !said(name);
    let Some(name) = on.event.competition.as_ref().filter(fits) else { return Vec::new() };
    let draft = Draft::basic(FactKind::Competition).with("competition", Value::Name(name.clone()));
    vec![draft.of_event(on.event, &["competition"]).done()]
}
