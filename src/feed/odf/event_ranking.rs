//! The ranking of the whole event (`DT_RANKING`) beside its final: whether it gives the places of the final.
//!
//! It follows the final, and is corrected where a place changes later. What it says of others than the finalists is not read: their places
//! come about over several units.

use super::beside::{Beside, Entry};
use super::head::Head;
use super::tree::Tree;
use crate::event::{ResultState, Row};
use std::collections::BTreeMap;

/// The state of a final with these rows: provisional, with a note, where the ranking has another place for one of them and is not older.
pub(super) fn agreed(tree: &Tree<'_>, result: Option<&Head>, beside: &Beside<'_>, rows: &[Row], state: ResultState) -> ResultState {
    let is_old = |head: &Option<Head>| result.zip(head.as_ref()).is_some_and(|(result, ranking)| result.is_later(ranking));
    let entries = beside.ranking.iter().filter(|(_, head)| !is_old(head));
    let listed: BTreeMap<&str, Entry<'_>> = entries.filter_map(|(entry, _)| Some((code(*entry)?, *entry))).collect();
    // Of several finals the others have none of the event's first places.
    let is_first = |row: &Row| place(&listed, row).is_some_and(|(place, _)| place == "1");
    if !rows.iter().any(is_first) {
        return state;
    }
    let other = rows.iter().find_map(|row| {
        let (place, entry) = place(&listed, row)?;
        let rank = row.rank?.to_string();
        (place != rank).then_some((row, rank, place, entry))
    });
    let Some((row, rank, place, entry)) = other else { return state };
    let who = row.competitor.full();
    tree.warn(
        "ranking",
        format!("{who} has the rank {rank}, but \"{place}\" in the ranking of the event: the result is provisional ({})", entry.at("Rank")),
    );
    ResultState::Provisional
}

/// What the ranking has for a row: its place, or why it has none.
fn place<'a>(listed: &BTreeMap<&str, Entry<'a>>, row: &Row) -> Option<(&'a str, Entry<'a>)> {
    let entry = *listed.get(row.competitor.id())?;
    entry.text("IRM").or_else(|| entry.text("Rank")).map(|place| (place, entry))
}

fn code(entry: Entry<'_>) -> Option<&str> {
    entry.child("Competitor")?.text("Code")
}
