//! Wind: one reading for a sprint (every row that has one has the same), the winner's for a jump.

use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::event::{Row, Sport};
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    match on.event.sport {
        Sport::Running => of_race(on).into_iter().collect(),
        Sport::Field => of_jump(on).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn of_race(on: &Reading<'_>) -> Option<Fact> {
    let read: Vec<&Row> = on.rows.iter().filter(|row| row.wind_tenths.is_some()).copied().collect();
    let wind = read.first()?.wind_tenths?;
    let one = read.iter().all(|row| row.wind_tenths == Some(wind));
    one.then(|| Draft::basic(FactKind::Wind).with("wind", Value::Wind(wind)).reads_all(&read, "wind").done())
}

fn of_jump(on: &Reading<'_>) -> Option<Fact> {
    let winner = on.winner()?;
    let draft = Draft::basic(FactKind::WinnerWind).who("winner", winner).with("wind", Value::Wind(winner.wind_tenths?));
    Some(draft.reads(winner, &["rank", "wind"]).done())
}
