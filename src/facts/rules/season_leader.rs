//! Who had the best mark of the season among those on the start list, and did not win. Of a heat nobody is told: who was to start in the
//! others is another list.

use super::side::status;
use crate::event::{Irm, Mark, Row, UnitKind};
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let Some((row, mark)) = of(on) else { return Vec::new() };
    let list = &on.event.context.start_list;
    let bests = list.iter().filter(|entrant| entrant.season_best.is_some()).map(|entrant| entrant.cell.clone()).collect();
    let draft = Draft::context(FactKind::SeasonLeader).who("who", row).with("mark", Value::Mark(mark)).cells(bests);
    let draft = match row.irm {
        Some(irm) => draft.with("irm", Value::Code(status(irm).to_owned())).reads(row, &["irm"]),
        None => draft.maybe("rank", row.rank.map(Value::Ordinal)).reads(row, &["rank"]),
    };
    vec![draft.done()]
}

/// The athlete with the best of the season, who did not win the final.
pub(super) fn of<'a>(on: &Reading<'a>) -> Option<(&'a Row, Mark)> {
    let bests = || on.event.context.start_list.iter().filter_map(|entrant| Some((entrant, entrant.season_best?)));
    let (leader, mark) = bests().reduce(|best, other| if other.1.beats(best.1) { other } else { best })?;
    let alone = bests().filter(|(_, other)| !mark.beats(*other)).count() == 1;
    let row = on.rows.iter().find(|row| row.competitor.id() == leader.id).copied()?;
    let known = row.irm.is_none_or(|irm| matches!(irm, Irm::Dnf | Irm::Dns | Irm::Dsq | Irm::NoMark));
    let beaten = row.irm.is_some() || row.rank.is_some_and(|rank| rank > 1);
    (on.event.kind == UnitKind::Race && on.event.individual && alone && known && beaten).then_some((row, mark))
}
