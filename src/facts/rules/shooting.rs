//! The shooting of biathlon: how the first three shot, who was without a miss, and what the last visit to the range made of the two in front.
//!
//! Of those who did not finish nothing is said: they may not have shot to the end.

use crate::event::{Row, Shooting};
use crate::facts::draft::Draft;
use crate::facts::reading::{Reading, count};
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    if !on.event.individual {
        return Vec::new();
    }
    let winner = on.winner().and_then(|row| shot(FactKind::WinnerShooting, "winner", row));
    let others = podium(on).map_or_else(
        || [2, 3].into_iter().filter_map(|rank| on.at(rank)).filter_map(|row| shot(FactKind::Shooting, "who", row)).collect(),
        |both| vec![both],
    );
    winner.into_iter().chain(others).chain(clean(on)).chain(last(on)).collect()
}

fn shot(kind: FactKind, role: &str, row: &Row) -> Option<Fact> {
    let shooting = row.shooting.as_ref()?;
    let draft = Draft::basic(kind).who(role, row).with("misses", Value::Count(shooting.misses));
    let draft = draft.maybe("targets", shooting.targets().map(Value::Count));
    Some(draft.reads(row, &["rank", "shooting", "shooting:stages"]).done())
}

/// The second and the third in one.
fn podium(on: &Reading<'_>) -> Option<Fact> {
    let (second, third) = (on.at(2)?, on.at(3)?);
    let (one, other) = (second.shooting.as_ref()?.misses, third.shooting.as_ref()?.misses);
    let draft = Draft::basic(FactKind::PodiumShooting).who("second", second).who("third", third);
    let draft = draft.with("misses", Value::Count(one)).with("others", Value::Count(other)).with("each", Value::Flag(one == other));
    Some(draft.reads(second, &["rank", "shooting"]).reads(third, &["rank", "shooting"]).done())
}

/// The only finisher without a miss, or how many there were. Everybody's shooting must be known.
fn clean(on: &Reading<'_>) -> Option<Fact> {
    let shootings: Option<Vec<(&Row, &Shooting)>> = on.ranked.iter().map(|row| Some((*row, row.shooting.as_ref()?))).collect();
    let clean: Vec<&Row> = shootings?.into_iter().filter(|(_, shooting)| shooting.misses == 0).map(|(row, _)| row).collect();
    let draft = match clean.as_slice() {
        [row] if on.ranked.len() > 2 => Draft::derived(FactKind::OnlyClean).who("who", row),
        [] | [_] => return None,
        several => Draft::derived(FactKind::CleanCount).with("count", Value::Count(count(several))),
    };
    Some(draft.reads_all(&on.ranked, "shooting").reads_all(&on.ranked, "rank").done())
}

/// The winner without a miss at the last shooting, and the second with some.
fn last(on: &Reading<'_>) -> Option<Fact> {
    let (winner, second) = (on.winner()?, on.at(2)?);
    let stages = |row: &Row| row.shooting.as_ref().map(|shooting| shooting.stages.clone());
    let (own, other) = (stages(winner)?, stages(second)?);
    let (0, misses) = (*own.last()?, *other.last()?) else { return None };
    if misses == 0 || own.len() != other.len() {
        return None;
    }
    let draft = Draft::derived(FactKind::LastShooting).who("winner", winner).who("second", second).with("misses", Value::Count(misses));
    Some(draft.reads(winner, &["rank", "shooting", "shooting:stages"]).reads(second, &["rank", "shooting", "shooting:stages"]).done())
}
