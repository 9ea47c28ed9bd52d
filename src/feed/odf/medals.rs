//! Medals: who won them, by the list of the event's medallists, and how many a nation has after it, by the table of medals.
//!
//! A result itself says nothing of medals, and not every final awards them. The list is used where it says of the result what its places say;
//! of the table the version whose last event is this one, since only that counts its medals and no later ones.

use super::beside::{Beside, Entry, short};
use super::tree::Tree;
use crate::event::{Medal, NationMedals, Row};
use std::collections::BTreeMap;

/// Gives the rows of a unit their medals; then the nations' medals after it, of a unit that awarded some.
pub(super) fn read(tree: &Tree<'_>, unit: &str, beside: &Beside<'_>, rows: &mut [Row]) -> Vec<NationMedals> {
    award(tree, unit, beside, rows);
    table(tree, beside, rows)
}

/// The medals of the list, if the places agree.
fn award(tree: &Tree<'_>, unit: &str, beside: &Beside<'_>, rows: &mut [Row]) {
    let of_unit = |medal: &&Entry<'_>| medal.text("Unit").is_none_or(|code| code.trim_end_matches('-') == unit.trim_end_matches('-'));
    let mut listed = BTreeMap::new();
    for entry in beside.medallists.iter().filter(of_unit) {
        let Some(medal) = entry.text("Code").and_then(medal) else { continue };
        for competitor in entry.all("Competitor") {
            if let (Some(code), Some(cell)) = (competitor.text("Code"), entry.cell("Code")) {
                listed.insert(code.to_owned(), (medal, cell));
            }
        }
    }
    if listed.is_empty() {
        return;
    }
    let by_place: BTreeMap<String, Medal> =
        rows.iter().filter_map(|row| Some((row.competitor.id().to_owned(), Medal::of_place(row.rank?)?))).collect();
    let by_list: BTreeMap<String, Medal> = listed.iter().map(|(code, (medal, _))| (code.clone(), *medal)).collect();
    if by_place != by_list {
        let at = beside.medallists.first().map(|entry| entry.at("Code")).unwrap_or_default();
        return tree.warn("medals", format!("the medallists are not the first three of the result: no medals are written ({at})"));
    }
    for row in rows {
        if let Some((medal, cell)) = listed.remove(row.competitor.id()) {
            row.medal = Some(medal);
            row.cells.insert("medal".to_owned(), cell);
        }
    }
}

/// The table, if no nation has fewer medals in it than it won here.
fn table(tree: &Tree<'_>, beside: &Beside<'_>, rows: &[Row]) -> Vec<NationMedals> {
    let Some(table) = beside.medal_table.filter(|_| rows.iter().any(|row| row.medal.is_some())) else { return Vec::new() };
    let nations: Vec<NationMedals> = table.all("MedalLine").filter_map(|line| nation(tree, line)).collect();
    let enough = |nation: &NationMedals| {
        let won = || rows.iter().filter(|row| row.nation.as_ref().is_some_and(|own| own.code == nation.nation)).filter_map(|row| row.medal);
        count(won().filter(|medal| *medal == Medal::Gold)) <= nation.gold && count(won()) <= nation.total
    };
    match nations.iter().find(|nation| !enough(nation)) {
        Some(nation) => {
            let note = format!("the table of medals has fewer of {} than this event awarded, and was not used", short(&nation.nation));
            tree.warn("medal table", format!("{note} ({})", table.at("LastEvent")));
            Vec::new()
        }
        None => nations,
    }
}

/// A line of the table: the numbers of both genders together.
fn nation(tree: &Tree<'_>, line: Entry<'_>) -> Option<NationMedals> {
    let total = line.all("MedalNumber").find(|number| number.text("Type") == Some("TOT"))?;
    let read = |attribute: &str| total.text(attribute).and_then(|text| text.parse().ok());
    let numbers = line.text("Organisation").map(str::to_owned).zip(read("Gold")).zip(read("Total"));
    let Some(((nation, gold), sum)) = numbers.filter(|((_, gold), sum)| gold <= sum) else {
        tree.warn("medal line", format!("a line of the table of medals could not be read and was left out ({})", total.at("Total")));
        return None;
    };
    Some(NationMedals { nation, gold, total: sum, cells: ["Gold", "Total"].into_iter().filter_map(|name| total.cell(name)).collect() })
}

fn count(items: impl Iterator<Item = Medal>) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}

fn medal(code: &str) -> Option<Medal> {
    match code {
        "ME_GOLD" => Some(Medal::Gold),
        "ME_SILVER" => Some(Medal::Silver),
        "ME_BRONZE" => Some(Medal::Bronze),
        _ => None,
    }
}
