//! What the edition of a side leads with, where it did not win: its best athlete's place or end, mark, gap, and who came in next to them.
//! The victory is then told in one short sentence, as a fact of its own.

use super::qualified::{is_through, to_final};
use super::side::{field, out, side_known};
use crate::event::Row;
use crate::facts::draft::Draft;
use crate::facts::gap::behind;
use crate::facts::reading::Reading;
use crate::facts::{Angle, Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    if *on.angle == Angle::None || on.winner().is_none() {
        return Vec::new();
    }
    let (placed, all) = (on.angle.rows(&on.ranked), on.angle.rows(&on.rows));
    let Some(best) = placed.first().or(all.first()) else { return Vec::new() };
    if best.rank == Some(1) && best.irm.is_none() {
        return Vec::new();
    }
    let mut facts = if placed.is_empty() { ended(on, &all) } else { told(on, best) };
    if !facts.is_empty() {
        facts.extend(victory(on));
    }
    facts
}

/// Who won.
fn victory(on: &Reading<'_>) -> Option<Fact> {
    let winner = on.winner()?;
    Some(Draft::basic(FactKind::Victor).who("winner", winner).reads(winner, &["rank"]).done())
}

/// The best placed of the side.
fn told(on: &Reading<'_>, best: &Row) -> Vec<Fact> {
    let Some(rank) = best.rank else { return Vec::new() };
    let side = |draft: Draft| draft.reads(best, &["rank", field(on.angle, best)]);
    let alone = on.at(rank).is_some();
    let kind = if alone { FactKind::SidePlace } else { FactKind::SideTied };
    let place = Draft::basic(kind).who("who", best).with("rank", Value::Ordinal(rank)).with("event", Value::Name(on.event.name.clone()));
    let place = side(place).reads_all(&on.sharing(rank), "rank").of_event(on.event, &["name"]).done();
    let mark = best.mark.map(|mark| side(Draft::basic(FactKind::SideMark).who("who", best).with("mark", Value::Mark(mark))).reads(best, &["mark"]).done());
    let gap = on.winner().and_then(|winner| behind(winner, best));
    let gap = gap.map(|gap| side(Draft::derived(FactKind::SideGap).who("who", best)).with("gap", gap.value).cells(gap.cells).done());
    let through = is_through(best).then(|| {
        let draft = side(Draft::basic(FactKind::SideQualified).who("who", best)).reads(best, &["qualified"]);
        draft.cells(to_final(on.event)).done()
    });
    std::iter::once(place).chain(mark).chain(through).chain(gap).chain(neighbours(on, best, rank)).collect()
}

/// Who was next in front and next behind, where both have a place of their own. The winner in front is told anyway.
fn neighbours(on: &Reading<'_>, best: &Row, rank: u32) -> Option<Fact> {
    let (ahead, after) = (on.at(rank.checked_sub(1)?)?, on.at(rank + 1)?);
    on.at(rank).filter(|_| rank > 2)?;
    let draft = Draft::derived(FactKind::SideNeighbours).who("who", best).who("ahead", ahead).who("after", after);
    Some(draft.reads_all(&[best, ahead, after], "rank").reads(best, &[field(on.angle, best)]).done())
}

/// The first of a side of which nobody has a place, when the sides of all who have one are known.
fn ended(on: &Reading<'_>, all: &[&Row]) -> Vec<Fact> {
    let Some(first) = all.first().filter(|_| on.ranked.iter().all(|row| side_known(on.angle, row))) else { return Vec::new() };
    let Some(irm) = out(first).and_then(|draft| draft.done().roles.remove("irm")) else { return Vec::new() };
    let draft = Draft::basic(FactKind::SideOut).who("who", first).with("irm", irm).with("event", Value::Name(on.event.name.clone()));
    let draft = draft.reads(first, &["irm", field(on.angle, first)]).of_event(on.event, &["name"]);
    vec![on.ranked.iter().fold(draft, |draft, row| draft.reads(row, &[field(on.angle, row)])).done()]
}
