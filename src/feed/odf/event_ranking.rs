//! The ranking of the whole event (`DT_RANKING`) beside its final: whether it gives the finalists the places that the final does.
//!
//! It follows the final, and is corrected where a place changes later. What it says of others is not read: their places come about over
//! several units. Nor are its numbers those of every final, where there is a second one; the order is.

use super::beside::{Beside, Entry};
use super::head::Head;
use super::tree::Tree;
use crate::event::{ResultState, Row};
use std::collections::BTreeMap;

/// What the ranking says of somebody.
struct Listed<'a> {
    rank: Option<u32>,
    entry: Entry<'a>,
}

/// The state of a final with these rows: provisional, with a note, where the ranking has them in another order and is not older.
pub(super) fn agreed(tree: &Tree<'_>, result: Option<&Head>, beside: &Beside<'_>, rows: &[Row], state: ResultState) -> ResultState {
    let is_old = |head: &Option<Head>| result.zip(head.as_ref()).is_some_and(|(result, ranking)| result.is_later(ranking));
    let entries = beside.ranking.iter().filter(|(_, head)| !is_old(head));
    let listed: BTreeMap<&str, Listed<'_>> = entries.filter_map(|(entry, _)| listed(*entry)).collect();
    let both: Vec<(&Row, &Listed<'_>)> = rows.iter().filter_map(|row| Some((row, listed.get(row.competitor.id())?))).collect();
    let Some((row, other)) = other_status(&both).or_else(|| other_order(&both)) else { return state };
    let says = |rank: Option<u32>| rank.map_or_else(|| "no rank".to_owned(), |rank| format!("the rank {rank}"));
    let (who, own, ranked) = (row.competitor.full(), says(row.rank), says(other.rank));
    let at = other.entry.at(if other.rank.is_some() { "Rank" } else { "IRM" });
    tree.warn("ranking", format!("{who} has {own}, and {ranked} in the ranking of the event: the result is provisional ({at})"));
    ResultState::Provisional
}

/// A code with its rank, or with the status that stands for one; nothing of an entry that has neither.
fn listed(entry: Entry<'_>) -> Option<(&str, Listed<'_>)> {
    let code = entry.child("Competitor")?.text("Code")?;
    let rank = entry.text("Rank").and_then(|rank| rank.parse().ok());
    (rank.is_some() || entry.text("IRM").is_some()).then_some((code, Listed { rank, entry }))
}

/// Somebody who has a rank in one of the two alone.
fn other_status<'r, 'a>(both: &[(&'r Row, &'r Listed<'a>)]) -> Option<(&'r Row, &'r Listed<'a>)> {
    let gained = |row: &Row, listed: &Listed<'_>| row.rank.is_none() && listed.rank.is_some() && listed.entry.text("IRM").is_none();
    both.iter().find(|(row, listed)| row.rank.is_some() && listed.rank.is_none() || gained(row, listed)).copied()
}

/// Somebody who is not behind the one before in both, or level with him in both.
fn other_order<'r, 'a>(both: &[(&'r Row, &'r Listed<'a>)]) -> Option<(&'r Row, &'r Listed<'a>)> {
    let mut ranked: Vec<_> = both.iter().filter(|(row, listed)| row.rank.is_some() && listed.rank.is_some()).copied().collect();
    ranked.sort_by_key(|(row, _)| row.rank);
    let is_other = |(row, listed): (&Row, &Listed<'_>), (before, above): (&Row, &Listed<'_>)| {
        before.rank.cmp(&row.rank) != above.rank.cmp(&listed.rank)
    };
    ranked.windows(2).find_map(|pair| match pair {
        [before, row] if is_other(*row, *before) => Some(*row),
        _ => None,
    })
}
