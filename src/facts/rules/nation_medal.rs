//! Which of a nation's medals it was, by a table that counts this event last: the first that it won, the gold medal of a winner, and in the
//! edition of a nation each of its medals. A nation that won several here has no such number for one of them. A team is its nation, so that of
//! teams only gold is counted.

use crate::event::{Competitor, Medal, Nation, NationMedals, ResultState, Row};
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Angle, Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    if on.event.state < ResultState::Official {
        return Vec::new();
    }
    let is_nation = |nation: &&Nation| !on.weights.thresholds.no_nation.contains(&nation.code);
    on.ranked.iter().filter_map(|row| told(on, row, row.medal?, row.nation.as_ref().filter(is_nation)?)).collect()
}

fn told<'a>(on: &Reading<'a>, row: &'a Row, medal: Medal, nation: &Nation) -> Option<Fact> {
    let table: &NationMedals = on.event.context.medals.iter().find(|line| line.nation == nation.code)?;
    let of_nation = on.ranked.iter().filter(|other| other.nation.as_ref().is_some_and(|own| own.code == nation.code));
    let here: Vec<Medal> = of_nation.filter_map(|other| other.medal).collect();
    let golds = here.iter().filter(|one| **one == Medal::Gold).count();
    let is_angle = matches!(on.angle, Angle::Nation(_)) && !on.angle.rows(&[row]).is_empty();
    let is_athlete = matches!(row.competitor, Competitor::Athlete(_));
    let (code, number) = if here.len() == 1 && table.total == 1 && is_athlete {
        ("medal", 1)
    } else if medal == Medal::Gold && golds == 1 {
        ("gold", table.gold)
    } else if is_angle && here.len() == 1 && is_athlete {
        ("medal", table.total)
    } else {
        return None;
    };
    let value = Value::Nation { code: nation.code.clone(), name: nation.name.clone() };
    let draft = Draft::context(FactKind::NationMedal).who("who", row).with("nation", value).with("code", Value::Code(code.to_owned()));
    Some(draft.with("number", Value::Ordinal(number)).reads(row, &["nation", "medal"]).cells(table.cells.clone()).done())
}
