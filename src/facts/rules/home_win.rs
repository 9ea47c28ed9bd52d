//! A victory for the host nation: by an athlete of the country in which the event was held, over those of other nations. A national team is
//! its nation, and needs no such sentence.

use crate::event::{Competitor, Nation};
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};
use std::collections::BTreeSet;

/// Fewest nations that make an event international.
const NATIONS: usize = 3;

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let nations: BTreeSet<&str> = on.rows.iter().filter_map(|row| row.nation.as_ref()).map(|nation| nation.code.as_str()).collect();
    let host = on.event.venue.nation.as_deref();
    let at_home = |nation: &&Nation| host == Some(nation.code.as_str()) && nations.len() >= NATIONS;
    let winner = on.winner().filter(|row| matches!(row.competitor, Competitor::Athlete(_)));
    let Some((winner, nation)) = winner.and_then(|row| Some((row, row.nation.as_ref().filter(at_home)?))) else { return Vec::new() };
    let nation = Value::Nation { code: nation.code.clone(), name: nation.name.clone() };
    let draft = Draft::derived(FactKind::HomeWin).who("winner", winner).with("nation", nation);
    vec![draft.reads(winner, &["rank", "nation"]).of_event(on.event, &["country"]).done()]
}
