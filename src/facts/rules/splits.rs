//! How the winner stood at the split points: ahead at all of them, or behind at one.
//!
//! Everybody classified must have every point. A tie at a point is not led. Those who started and were not classified may have led too: where
//! one of them has no mark at a point, only the feed's own rank there proves who led. Who was out in a run before has none, and did not.

use crate::event::{Row, Split};
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::reading::started;
use crate::facts::{Fact, FactKind, Value};

/// The winner at a point.
struct Standing<'a> {
    split: &'a Split,
    rank: u32,
    shared: bool,
}

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    on.winner().and_then(|winner| standings(on, winner).and_then(|at| told(on, winner, &at))).into_iter().collect()
}

fn told(on: &Reading<'_>, winner: &Row, at: &[Standing<'_>]) -> Option<Fact> {
    let number = u32::try_from(at.len()).ok()?;
    let fact = if at.iter().all(|point| point.rank == 1 && !point.shared) {
        // Of two runs there is one point between them.
        if number < on.weights.thresholds.splits && !at.iter().all(|point| point.split.ends_run()) {
            return None;
        }
        Draft::derived(FactKind::LedThroughout).who("winner", winner).with("splits", Value::Count(number))
    } else {
        let behind = at.iter().filter(|point| point.rank > 1 && point.split.label.is_some());
        let worst = behind.max_by_key(|point| point.rank)?;
        let name = worst.split.label.clone()?;
        let draft = Draft::derived(FactKind::CameFromBehind).who("winner", winner).with("point", Value::Name(name));
        draft.with("rank", Value::Ordinal(worst.rank))
    };
    let fact = on.rows.iter().fold(fact, |fact, row| read(fact, row, |point| row.irm.is_none() || at.iter().any(|at| at.split.point == point)));
    // The mark tells whether a point is the finish; the end of a run is none.
    let of_runs = at.iter().all(|point| point.split.ends_run());
    Some(fact.reads(winner, if of_runs { &["rank"] } else { &["rank", "mark"] }).done())
}

/// The split cells of a row: all of somebody classified, and of the others those at the points that count.
fn read(fact: Draft, row: &Row, counts: impl Fn(&str) -> bool) -> Draft {
    let points = row.splits.iter().map(|split| split.point.as_str()).filter(|point| counts(point));
    points.fold(fact, |fact, point| fact.reads(row, &[&format!("split:{point}")]))
}

/// The winner at every point before the finish; `None` unless all of them are proven.
fn standings<'a>(on: &Reading<'_>, winner: &'a Row) -> Option<Vec<Standing<'a>>> {
    let points: Vec<&str> = winner.splits.iter().map(|split| split.point.as_str()).collect();
    let complete = on.ranked.iter().all(|row| points.iter().all(|point| split(row, point).is_some()) && row.splits.len() == points.len());
    let before = winner.splits.iter().filter(|split| Some(split.mark.value) != winner.mark.map(|mark| mark.value));
    let at: Option<Vec<Standing<'a>>> = before.map(|own| standing(on, winner, own)).collect();
    at.filter(|at| complete && !at.is_empty())
}

fn standing<'a>(on: &Reading<'_>, winner: &Row, own: &'a Split) -> Option<Standing<'a>> {
    let raced = |row: &Row| started(row) != Some(false) && !row.out_before(&own.point) && row.competitor.id() != winner.competitor.id();
    let others: Vec<&&Row> = on.rows.iter().filter(|row| raced(row)).collect();
    let marks: Vec<&Split> = others.iter().filter_map(|row| split(row, &own.point)).collect();
    let ahead = marks.iter().filter(|other| other.mark.beats(own.mark)).count();
    let rank = u32::try_from(ahead).ok()? + 1;
    let proven = if marks.len() == others.len() { own.rank.is_none_or(|given| given == rank) } else { own.rank == Some(rank) };
    let shared = marks.iter().any(|other| other.mark.value == own.mark.value);
    proven.then_some(Standing { split: own, rank, shared })
}

fn split<'a>(row: &'a Row, point: &str) -> Option<&'a Split> {
    row.splits.iter().find(|split| split.point == point)
}
