//! How a race in the pool was swum: who led at the last split and did not win, who was fastest over the last stretch, and the last leg
//! of the winning relay. All of it needs the splits of everybody who started.

use crate::event::{Competitor, Mark, Row, Split, Sport};
use crate::facts::draft::Draft;
use crate::facts::reading::{Reading, started};
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    if on.event.sport != Sport::Swimming || on.event.is_qualifying() {
        return Vec::new();
    }
    let found = swum(on).map(|swum| [leader(on, &swum), fastest_finish(on, &swum)]).into_iter().flatten().flatten();
    found.chain(anchor(on)).collect()
}

/// Everybody who started, each with the split at the last point that all have.
struct Swum<'a> {
    rows: Vec<(&'a Row, &'a Split)>,
}

fn swum<'a>(on: &Reading<'a>) -> Option<Swum<'a>> {
    let point = on.winner()?.splits.last()?.point.as_str();
    let rows: Vec<&Row> = on.rows.iter().filter(|row| started(row) != Some(false)).copied().collect();
    let at = |row: &'a Row| row.splits.last().filter(|split| split.point == point).map(|split| (row, split));
    let rows: Option<Vec<_>> = rows.into_iter().map(at).collect();
    rows.filter(|rows| rows.len() > 1).map(|rows| Swum { rows })
}

fn read(fact: Draft, swum: &Swum<'_>, with_mark: bool) -> Draft {
    swum.rows.iter().fold(fact, |fact, (row, split)| {
        let fact = fact.reads(row, &[&format!("split:{}", split.point), "irm"]);
        if with_mark { fact.reads(row, &["mark"]) } else { fact }
    })
}

/// Who was first at the last split, alone, and finished somewhere else.
fn leader(on: &Reading<'_>, swum: &Swum<'_>) -> Option<Fact> {
    let best = swum.rows.iter().map(|(_, split)| split.mark.value).min()?;
    let mut first = swum.rows.iter().filter(|(_, split)| split.mark.value == best);
    let (Some((row, split)), None) = (first.next(), first.next()) else { return None };
    let (rank, label) = (row.rank.filter(|rank| *rank > 1 && row.irm.is_none())?, split.label.clone()?);
    // A tie for the place would have to be said with it.
    on.at(rank)?;
    let draft = Draft::derived(FactKind::SplitLeader).who("who", row).with("point", Value::Name(label)).with("rank", Value::Ordinal(rank));
    Some(read(draft, swum, false).reads(row, &["rank"]).done())
}

/// The fastest from the last split to the finish, where its length is that of a split and one was the fastest.
fn fastest_finish(on: &Reading<'_>, swum: &Swum<'_>) -> Option<Fact> {
    // The end of a relay is its last leg, which is a fact of its own.
    if !on.event.individual {
        return None;
    }
    let stretch = stretch(on.winner()?)?;
    let times: Option<Vec<(&Row, Mark)>> = swum.rows.iter().map(|(row, split)| Some((*row, row.mark?.difference(split.mark)?))).collect();
    let times = times?;
    let best = times.iter().map(|(_, time)| time.value).min()?;
    let mut fastest = times.iter().filter(|(_, time)| time.value == best);
    let (Some((row, time)), None) = (fastest.next(), fastest.next()) else { return None };
    if row.rank.is_none() || row.irm.is_some() {
        return None;
    }
    let draft = Draft::derived(FactKind::FastestFinish).who("who", row).with("stretch", Value::Name(stretch)).with("time", Value::Mark(*time));
    Some(read(draft, swum, true).done())
}

/// The name of the last stretch: the distances between splits are the same, so it is as long as the first split is far.
fn stretch(row: &Row) -> Option<String> {
    let first = row.splits.first()?;
    let length: u32 = first.point.parse().ok().filter(|length| *length > 0)?;
    let even = (1_u32..).zip(&row.splits).all(|(place, split)| split.point.parse() == Ok(place * length));
    first.label.clone().filter(|_| even)
}

/// The last leg of the winning relay, by the split at its beginning.
fn anchor(on: &Reading<'_>) -> Option<Fact> {
    let winner = on.winner()?;
    let Competitor::Team { members, .. } = &winner.competitor else { return None };
    let [_, _, _, anchor] = members.as_slice() else { return None };
    let point = (on.event.leg_distance()? * 3).to_string();
    let split = winner.splits.iter().find(|split| split.point == point)?;
    let time = winner.mark?.difference(split.mark)?;
    let draft = Draft::derived(FactKind::AnchorLeg).who("winner", winner).with("anchor", Value::Name(anchor.full.clone()));
    Some(draft.with("time", Value::Mark(time)).reads(winner, &["rank", "mark", "leg:4", &format!("split:{point}")]).done())
}
