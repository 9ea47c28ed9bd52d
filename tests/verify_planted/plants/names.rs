//! Wrong names, in the place of right ones and in the contrary order.

use super::values::ordinal_word;
use super::{Case, Row, capital};
use std::ops::Range;

fn misspelt(name: &str) -> Option<String> {
    let last = name.rsplit(' ').next()?;
    let chars: Vec<char> = last.chars().collect();
    let at = (1..chars.len().checked_sub(2)?)
        .find(|at| chars[*at] != chars[at + 1] && chars[*at].is_alphabetic() && chars[at + 1].is_alphabetic())?;
    if chars.len() < 6 {
        return None;
    }
    let mut new = chars.clone();
    new.swap(at, at + 1);
    Some(name[..name.len() - last.len()].to_owned() + &new.into_iter().collect::<String>())
}

pub fn names(case: &Case, within: &Range<usize>) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let people = case.json["individual"] == true;
    for (range, row, full) in case.names(within) {
        let name = &case.text[range.clone()];
        found.extend(misspelt(name).filter(|_| people).map(|new| (range.clone(), new)));
        let mut others: Vec<&Row> = case.rows.iter().filter(|other| other.full != case.rows[row].full).collect();
        others.sort_by_key(|other| (other.full.len() * 7 + range.start) % 13);
        for other in others.into_iter().take(2) {
            let unclear = case.rows.iter().filter(|one| one.short == other.short).count() > 1;
            let new = if full || unclear { &other.full } else { &other.short };
            found.push((range.clone(), if range.start == within.start { capital(new) } else { new.clone() }));
        }
        if people && full {
            found.push((range.clone(), "Jonas Whitfield".to_owned()));
        }
    }
    found
}

/// Swaps the first two names of a sentence in which the order of names says something.
pub fn roles(case: &Case, within: &Range<usize>) -> Vec<(Range<usize>, String)> {
    let names = case.names(within);
    let mut found = Vec::new();
    for pair in names.windows(2) {
        let [(first, a, _), (second, b, _)] = pair else { continue };
        if a == b {
            continue;
        }
        let between = &case.text[first.end..second.start];
        let name = |row: usize, range: &Range<usize>| {
            let row: &Row = &case.rows[row];
            if range.len() > row.short.len() { row.full.clone() } else { row.short.clone() }
        };
        let ordered = [" beat ", "ahead of", "behind", " from ", "fourth", "fifth", "sixth", "second", "third", " edged "];
        if ordered.iter().any(|word| between.contains(word)) {
            found.push((first.start..second.end, format!("{}{between}{}", name(*b, second), name(*a, first))));
            let full = format!("{}{between}{}", case.rows[*b].full, case.rows[*a].full);
            found.push((first.start..second.end, full));
        }
    }
    found.dedup();
    found
}

pub fn sides(case: &Case, within: &Range<usize>) -> Vec<(Range<usize>, String)> {
    let text = &case.text[within.clone()];
    let teams: Vec<&String> = case.rows.iter().filter_map(|row| row.team.as_ref()).collect();
    let nations: Vec<&String> = case.rows.iter().filter_map(|row| row.nation.as_ref()).collect();
    let mut found = Vec::new();
    for list in [teams, nations] {
        let mut list: Vec<&String> = list;
        list.sort();
        list.dedup();
        for side in &list {
            for (at, _) in text.match_indices(&format!(" of {side}")) {
                let range = within.start + at + 4..within.start + at + 4 + side.len();
                // "ahead of Williams' George Russell" is no place for another team's name.
                if case.text[range.end..].starts_with(|after: char| after.is_alphanumeric() || after == '\'') {
                    continue;
                }
                let mut others: Vec<&&String> = list.iter().filter(|other| *other != side).collect();
                others.sort_by_key(|other| (other.len() * 5 + range.start) % 11);
                found.extend(others.into_iter().take(5).map(|other| (range.clone(), (*other).clone())));
            }
        }
    }
    found
}

/// Two neighbours of the result in the contrary order, in sentences of their own.
pub fn contrary(case: &Case) -> Vec<String> {
    let mut ranked: Vec<&Row> = case.rows.iter().filter(|row| row.rank.is_some()).collect();
    ranked.sort_by_key(|row| row.rank);
    let mut found = Vec::new();
    for pair in ranked.windows(2).take(5) {
        let [a, b] = pair else { continue };
        found.push(format!("{} finished ahead of {}.", capital(&b.full), a.full));
        found.push(format!("{} finished behind {}.", capital(&a.full), b.full));
    }
    found
}

/// A true place under the name of a teammate who is none.
pub fn teammates(case: &Case) -> Vec<String> {
    let mut found = Vec::new();
    let ranked: Vec<&Row> = case.rows.iter().filter(|row| row.rank.is_some() && row.team.is_some()).collect();
    for pair in ranked.windows(2).take(6) {
        let [a, b] = pair else { continue };
        if let Some(rank) = b.rank {
            found.push(format!("{}'s teammate {} finished {}.", a.full, b.full, ordinal_word(rank)));
        }
    }
    found
}
