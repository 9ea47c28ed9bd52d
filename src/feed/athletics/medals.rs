//! Medals: the feed has a table by nation and ranks in finals. Only where both say the same are the first three medallists.

use super::raw::{Document, Text, Unit};
use std::collections::BTreeMap;

/// What the medal table proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::feed) enum Medals {
    /// The feed has no table: no medals are known of.
    None,
    /// The finals give exactly the medals of the table.
    Proven,
    /// The finals give other medals than the table.
    Contradicted,
}

/// Compares the table with the finals of the document.
pub(in crate::feed) fn compare(document: &Document) -> Medals {
    if document.medals.is_empty() {
        return Medals::None;
    }
    let mut counted: BTreeMap<&str, [u32; 3]> = BTreeMap::new();
    for unit in document.units.iter().filter(|unit| decides(unit)) {
        for row in &unit.rows {
            let rank = row.rank.as_ref().and_then(|rank| rank.trimmed().parse::<usize>().ok()).and_then(|rank| rank.checked_sub(1));
            if let (Some(rank), Some(nation)) = (rank, &row.country)
                && let Some(count) = counted.entry(nation.trimmed()).or_default().get_mut(rank)
            {
                *count += 1;
            }
        }
    }
    counted.retain(|_, medals| *medals != [0; 3]);
    let table: BTreeMap<&str, [u32; 3]> = document.medals.iter().map(|(nation, medals)| (nation.as_str(), *medals)).collect();
    if counted == table { Medals::Proven } else { Medals::Contradicted }
}

/// Whether a unit is a final of an event of its own.
fn decides(unit: &Unit) -> bool {
    unit.group.is_none() && unit.round.as_ref().map(Text::trimmed).is_some_and(|round| round.eq_ignore_ascii_case("final"))
}
