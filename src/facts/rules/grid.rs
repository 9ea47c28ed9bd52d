//! Where the winner started, what became of the pole-sitter, and who came from the pit lane. Pole is the first place on the grid,
//! and belongs to somebody only when exactly one row has it.

use crate::event::{Grid, Irm, Row};
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let mut facts: Vec<Fact> = on.winner().and_then(|winner| winner_grid(on, winner)).into_iter().collect();
    facts.extend(pole_sitter(on).and_then(|pole| fate(on, pole)));
    facts.extend(on.ranked.iter().filter(|row| row.grid == Some(Grid::PitLane)).filter_map(|row| pit_lane(row)));
    facts
}

fn pole_sitter<'a>(on: &Reading<'a>) -> Option<&'a Row> {
    let first: Vec<&Row> = on.rows.iter().filter(|row| row.grid == Some(Grid::Place(1))).copied().collect();
    if let [pole] = first.as_slice() { Some(pole) } else { None }
}

fn winner_grid(on: &Reading<'_>, winner: &Row) -> Option<Fact> {
    match winner.grid {
        Some(Grid::Place(grid @ 2..)) => {
            let draft = Draft::basic(FactKind::WinnerGrid).who("winner", winner).with("grid", Value::Ordinal(grid));
            Some(draft.reads(winner, &["rank", "grid"]).done())
        }
        Some(Grid::Place(1)) if pole_sitter(on).is_some() => {
            Some(Draft::basic(FactKind::PoleWin).who("winner", winner).reads(winner, &["rank", "grid"]).done())
        }
        _ => None,
    }
}

fn fate(on: &Reading<'_>, pole: &Row) -> Option<Fact> {
    if pole.irm == Some(Irm::Dnf) {
        return Some(Draft::basic(FactKind::PoleOut).who("pole", pole).reads(pole, &["grid", "irm"]).done());
    }
    let rank = pole.rank.filter(|rank| *rank > 1 && on.at(*rank).is_some() && pole.irm.is_none())?;
    let draft = Draft::basic(FactKind::PoleFinish).who("pole", pole).with("rank", Value::Ordinal(rank));
    Some(draft.reads(pole, &["grid", "rank"]).done())
}

/// A feed that writes 0 for the pit lane and for no place alike is read with the help of the laps, so they are evidence too.
fn pit_lane(row: &Row) -> Option<Fact> {
    let draft = Draft::basic(FactKind::PitLaneStart).who("who", row).with("rank", Value::Ordinal(row.rank?));
    Some(draft.reads(row, &["grid", "laps", "rank"]).done())
}
