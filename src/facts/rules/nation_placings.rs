//! How many of the first places one nation took: the most striking count of those that the thresholds admit.
//!
//! A count among the first N needs exactly N athletes of known nation with a rank of N or better, and more than N classified. The
//! most striking is the greatest share, then the greatest number, then the nation that was placed best.

use crate::event::{Competitor, Nation, Row};
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

struct Count<'a> {
    nation: &'a Nation,
    number: u32,
    among: u32,
}

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    if !on.event.individual || !on.rows.iter().all(|row| matches!(row.competitor, Competitor::Athlete(_))) {
        return Vec::new();
    }
    let fields: Vec<(u32, Vec<&Row>)> = on.weights.thresholds.nation_among.iter().filter_map(|among| first(on, *among)).collect();
    let mut best: Option<Count<'_>> = None;
    for (among, rows) in &fields {
        for count in counts(rows, *among).filter(|count| count.number >= 2) {
            if best.as_ref().is_none_or(|best| count.stands_out_from(best)) {
                best = Some(count);
            }
        }
    }
    let least = on.weights.thresholds.nation_share_percent;
    let Some(count) = best.filter(|count| count.number * 100 >= least * count.among) else { return Vec::new() };
    let nation = Value::Nation { code: count.nation.code.clone(), name: count.nation.name.clone() };
    let draft = Draft::derived(FactKind::NationPlacings).with("nation", nation).with("count", Value::Count(count.number));
    let draft = draft.with("among", Value::Count(count.among));
    let read = fields.iter().fold(draft, |draft, (_, rows)| draft.reads_all(rows, "rank").reads_all(rows, "nation"));
    vec![read.done()]
}

/// The first `among`, when they are exactly so many and not the whole field.
fn first<'a>(on: &Reading<'a>, among: u32) -> Option<(u32, Vec<&'a Row>)> {
    let rows: Vec<&Row> = on.ranked.iter().filter(|row| row.rank.is_some_and(|rank| rank <= among)).copied().collect();
    let whole = rows.len() < on.ranked.len() && u32::try_from(rows.len()) == Ok(among);
    (whole && rows.iter().all(|row| row.nation.is_some())).then_some((among, rows))
}

/// The nations of these rows in the order of their best placing, with their numbers.
fn counts<'a>(rows: &[&'a Row], among: u32) -> impl Iterator<Item = Count<'a>> {
    let mut counts: Vec<Count<'a>> = Vec::new();
    for nation in rows.iter().filter_map(|row| row.nation.as_ref()) {
        match counts.iter_mut().find(|count| count.nation.code == nation.code) {
            Some(count) => count.number += 1,
            None => counts.push(Count { nation, number: 1, among }),
        }
    }
    counts.into_iter()
}

impl Count<'_> {
    fn stands_out_from(&self, other: &Self) -> bool {
        let (mine, theirs) = (self.number * other.among, other.number * self.among);
        mine > theirs || (mine == theirs && self.number > other.number)
    }
}
