//! Teams and nations of the first three and of the angle's athletes. A relay or crew is its own nation's or team's, so only
//! athletes get these facts.

use crate::event::{Competitor, Row};
use super::side::field;
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};
use std::collections::BTreeSet;

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let first = on.ranked.iter().filter(|row| row.rank.is_some_and(|rank| rank <= 3)).map(|row| (*row, None));
    let side = on.angle.rows(&on.rows).into_iter().map(|row| (row, Some(field(on.angle, row))));
    let mut seen = BTreeSet::new();
    let people = first.chain(side).filter(|(row, _)| matches!(row.competitor, Competitor::Athlete(_)));
    people.filter(|(row, _)| seen.insert(row.competitor.id())).flat_map(|(row, why)| both(row, why)).collect()
}

/// Team and nation; `why` is the field that makes somebody outside the first three one of the angle's.
fn both(row: &Row, why: Option<&str>) -> Vec<Fact> {
    let facts = [team(row), nation(row)].into_iter().flatten();
    facts.map(|draft| why.into_iter().fold(draft, |draft, field| draft.reads(row, &[field])).done()).collect()
}

fn team(row: &Row) -> Option<Draft> {
    let team = row.team.as_ref()?;
    let value = Value::Team { id: team.id.clone(), name: team.name.clone() };
    Some(Draft::basic(FactKind::TeamOf).who("who", row).with("team", value).reads(row, &["team"]))
}

fn nation(row: &Row) -> Option<Draft> {
    let nation = row.nation.as_ref()?;
    let value = Value::Nation { code: nation.code.clone(), name: nation.name.clone() };
    Some(Draft::basic(FactKind::NationOf).who("who", row).with("nation", value).reads(row, &["nation"]))
}
