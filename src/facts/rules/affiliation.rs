//! Teams and nations of the first three and of the angle's athletes. A relay or crew is its own nation's or team's, so only
//! athletes get these facts.

use crate::event::{Competitor, Row};
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};
use std::collections::BTreeSet;

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let first = on.ranked.iter().filter(|row| row.rank.is_some_and(|rank| rank <= 3)).copied();
    let mut seen = BTreeSet::new();
    let people = first.chain(on.angle.rows(&on.rows)).filter(|row| matches!(row.competitor, Competitor::Athlete(_)));
    people.filter(|row| seen.insert(row.competitor.id())).flat_map(|row| team(row).into_iter().chain(nation(row))).collect()
}

fn team(row: &Row) -> Option<Fact> {
    let team = row.team.as_ref()?;
    let value = Value::Team { id: team.id.clone(), name: team.name.clone() };
    Some(Draft::basic(FactKind::TeamOf).who("who", row).with("team", value).reads(row, &["team"]).done())
}

fn nation(row: &Row) -> Option<Fact> {
    let nation = row.nation.as_ref()?;
    let value = Value::Nation { code: nation.code.clone(), name: nation.name.clone() };
    Some(Draft::basic(FactKind::NationOf).who("who", row).with("nation", value).reads(row, &["nation"]).done())
}
