//! Teams and nations of the first three and of the angle's athletes, and the nations of the others of whom a recap speaks. A relay or
//! crew is its own nation's or team's, so only athletes get these facts.

use super::season_leader;
use super::side::field;
use crate::event::{Competitor, Row};
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};
use std::collections::BTreeSet;

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let first = on.ranked.iter().filter(|row| row.rank.is_some_and(|rank| rank <= 3)).map(|row| (*row, None));
    let side = on.angle.rows(&on.rows).into_iter().map(|row| (row, Some(field(on.angle, row))));
    let mut seen = BTreeSet::new();
    let mut is_new = |row: &Row| matches!(row.competitor, Competitor::Athlete(_)) && seen.insert(row.competitor.id().to_owned());
    let mut facts: Vec<Fact> = first.chain(side).filter(|(row, _)| is_new(row)).flat_map(|(row, why)| both(row, why)).collect();
    let others = on.rows.iter().filter(|row| is_new(row));
    facts.extend(others.filter_map(|row| Some(nation(row)?.reads(row, &[&spoken_of(on, row)?]).done())));
    facts
}

/// The field for which a recap names somebody beside the first three: a place not far behind them, a record, why there is no place.
fn spoken_of(on: &Reading<'_>, row: &Row) -> Option<String> {
    let few = |irm| on.with_irm(&[irm]).len() <= on.weights.thresholds.named as usize;
    let near = || row.rank.is_some_and(|rank| rank <= on.weights.thresholds.nation_to_rank);
    match row.irm {
        Some(irm) => few(irm).then(|| "irm".to_owned()),
        None if near() => Some("rank".to_owned()),
        None => row.records.first().map(|flag| format!("record:{}", flag.code)).or_else(|| came_as_best(on, row)),
    }
}

/// Who had the best mark of the season is spoken of wherever he finished.
fn came_as_best(on: &Reading<'_>, row: &Row) -> Option<String> {
    season_leader::of(on).filter(|(leader, _)| leader.competitor.id() == row.competitor.id()).map(|_| "rank".to_owned())
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
