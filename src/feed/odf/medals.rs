//! Medals: who won them, by the list of the event's medallists, and how many a nation has after it, by the table of medals.
//!
//! A result itself says nothing of medals, and not every final awards them. The list is used where it says of the result what its places say;
//! of the table the version whose last event is this one.

use super::beside::{Beside, Entry, short};
use super::head::{Head, covers};
use super::tree::Tree;
use crate::event::{LocalDay, Medal, NationMedals, Row};
use std::collections::BTreeMap;

/// Gives the rows the medals of the list, if the places say the same.
pub(super) fn award(tree: &Tree<'_>, unit: &str, beside: &Beside<'_>, rows: &mut [Row]) {
    let medallists = || beside.medallists.iter().map(|(entry, _)| entry);
    let of_unit = |medal: &&Entry<'_>| medal.text("Unit").is_none_or(|code| covers(code, unit));
    let mut listed = BTreeMap::new();
    for entry in medallists().filter(of_unit) {
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
        let at = medallists().next().map(|entry| entry.at("Code")).unwrap_or_default();
        return tree.warn("medals", format!("the medallists are not the first three of the result: no medals are written ({at})"));
    }
    for row in rows {
        if let Some((medal, cell)) = listed.remove(row.competitor.id()) {
            row.medal = Some(medal);
            row.cells.insert("medal".to_owned(), cell);
        }
    }
}

/// The nations' medals after the event. The table counts this event last, and no later ones, where it was sent on its day or the next, after
/// the list of its medallists, and has no nation with fewer than it won here.
pub(super) fn table(tree: &Tree<'_>, beside: &Beside<'_>, rows: &[Row], day: Option<LocalDay>) -> Vec<NationMedals> {
    let Some((table, head)) = beside.medal_tables.first().filter(|_| rows.iter().any(|row| row.medal.is_some())) else { return Vec::new() };
    let nations: Vec<NationMedals> = table.all("MedalLine").filter_map(|line| nation(tree, line, *table)).collect();
    let is_stale = || {
        let mut lists = beside.medallists.iter().filter_map(|(_, list)| list.as_ref());
        head.as_ref().is_none_or(|head| lists.any(|list| list.is_later(head)))
    };
    let of_day = || head.as_ref().and_then(Head::day).zip(day).is_some_and(|(sent, day)| days(day).iter().any(|day| day == sent));
    let fault = if beside.medal_tables.len() > 1 {
        "there are two tables of medals after this event".to_owned()
    } else if !of_day() {
        "the table of medals is not of the day of this event or the next".to_owned()
    } else if is_stale() {
        "the table of medals was sent before the list of the medallists".to_owned()
    } else if let Some(code) = short_of(rows, &nations) {
        format!("the table of medals has fewer of {} than this event awarded", short(&code))
    } else {
        return nations;
    };
    tree.warn("medal table", format!("{fault}, and was not used ({})", table.at("LastEvent")));
    Vec::new()
}

/// A nation that won more here than it has in the table.
fn short_of(rows: &[Row], nations: &[NationMedals]) -> Option<String> {
    let winners = rows.iter().filter(|row| row.medal.is_some()).filter_map(|row| row.nation.as_ref());
    let mut codes = winners.map(|nation| nation.code.clone());
    codes.find(|code| {
        let own = rows.iter().filter(|row| row.nation.as_ref().is_some_and(|nation| nation.code == *code));
        let won: Vec<Medal> = own.filter_map(|row| row.medal).collect();
        let golds = won.iter().filter(|medal| **medal == Medal::Gold).count();
        let is_enough = |line: &NationMedals| count(golds) <= line.gold && count(won.len()) <= line.total;
        !nations.iter().any(|line| line.nation == *code && is_enough(line))
    })
}

/// A day and the next, as heads have them.
fn days(day: LocalDay) -> Vec<String> {
    let first = jiff::civil::Date::new(day.year, day.month, day.day).ok();
    let both = [first, first.and_then(|first| first.tomorrow().ok())];
    both.into_iter().flatten().map(|date| date.strftime("%Y%m%d").to_string()).collect()
}

/// A line of the table: the numbers of both genders together.
fn nation(tree: &Tree<'_>, line: Entry<'_>, table: Entry<'_>) -> Option<NationMedals> {
    let total = line.all("MedalNumber").find(|number| number.text("Type") == Some("TOT"))?;
    let read = |attribute: &str| total.text(attribute).and_then(|text| text.parse().ok());
    let numbers = line.text("Organisation").map(str::to_owned).zip(read("Gold")).zip(read("Total"));
    let Some(((nation, gold), sum)) = numbers.filter(|((_, gold), sum)| gold <= sum) else {
        tree.warn("medal line", format!("a line of the table of medals could not be read and was left out ({})", total.at("Total")));
        return None;
    };
    let cells = ["Gold", "Total"].into_iter().filter_map(|name| total.cell(name)).chain(table.cell("LastEvent")).collect();
    Some(NationMedals { nation, gold, total: sum, cells })
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn medal(code: &str) -> Option<Medal> {
    match code {
        "ME_GOLD" => Some(Medal::Gold),
        "ME_SILVER" => Some(Medal::Silver),
        "ME_BRONZE" => Some(Medal::Bronze),
        _ => None,
    }
}
