//! Which of a nation's medals it was, by a table that counts this event last: the first that it won, the gold medal of a winner, and in the
//! edition of a nation each of its medals. A nation that won several here has no such number for one of them.

use crate::event::{Medal, NationMedals, Nation, ResultState, Row};
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Angle, Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    if on.event.state < ResultState::Official {
        return Vec::new();
    }
    on.ranked.iter().filter_map(|row| told(on, row, row.medal?, row.nation.as_ref()?)).collect()
}

fn told(on: &Reading<'_>, row: &Row, medal: Medal, nation: &Nation) -> Option<Fact> {
    let table: &NationMedals = on.event.context.medals.iter().find(|line| line.nation == nation.code)?;
    let of_nation = on.ranked.iter().filter(|other| other.nation.as_ref().is_some_and(|own| own.code == nation.code));
    let here: Vec<Medal> = of_nation.filter_map(|other| other.medal).collect();
    let golds = here.iter().filter(|one| **one == Medal::Gold).count();
    let is_angle = matches!(on.angle, Angle::Nation(code) if *code == nation.code);
    let (code, number) = if here.len() == 1 && table.total == 1 {
        ("medal", 1)
    } else if medal == Medal::Gold && golds == 1 {
        ("gold", table.gold)
    } else if is_angle && here.len() == 1 {
        ("medal", table.total)
    } else {
        return None;
    };
    let value = Value::Nation { code: nation.code.clone(), name: nation.name.clone() };
    let draft = Draft::context(FactKind::NationMedal).who("who", row).with("nation", value).with("code", Value::Code(code.to_owned()));
    Some(draft.with("number", Value::Ordinal(number)).reads(row, &["nation", "medal"]).cells(table.cells.clone()).done())
}
