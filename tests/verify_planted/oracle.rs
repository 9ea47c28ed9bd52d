//! Whether a planted error is false, by the stored event alone. It shares no code with the verifier, and knows less: what it cannot
//! confirm is counted out.

use super::case::{Case, Row};
use super::plants::{PREDICATES, Plant};
use std::ops::Range;

/// Whether the changed article says something false where it was changed.
pub fn is_false(case: &Case, plant: &Plant) -> bool {
    let old = &case.text[plant.at.clone()];
    // Which of two namesakes is meant nobody can say: the verifier calls such a sentence not checkable.
    let namesakes = |row: &Row| case.rows.iter().filter(|other| other.full == row.full).count() > 1;
    if case.rows.iter().any(|row| namesakes(row) && plant.new.contains(&row.full)) {
        return false;
    }
    match plant.class {
        // A number, a unit or a place in a proven sentence is the only one that is true there.
        "number" => number(old) != number(&plant.new),
        "unit" | "negation" => old != plant.new,
        "rank" => before(case, plant).is_none_or(|row| {
            let new = ordinal(&plant.new);
            ordinal(old) != new && ![row.rank, row.grid, row.standing].contains(&new)
        }),
        "name" => of_name(case, plant),
        "roles" => true_order(case, plant),
        "nation_team" => {
            before(case, plant).is_some_and(|row| row.team.as_ref() != Some(&plant.new) && row.nation.as_ref() != Some(&plant.new))
        }
        "date" => !plant.new.contains(&day_text(case)),
        "weekday" => !plant.new.starts_with(weekday(case)),
        "predicate" => predicate(case, plant),
        "only" => shared(case, plant),
        "context" => setting(case, plant),
        _ => false,
    }
}

/// Ordinals in words: the oracle has its own.
const ORDINALS: [&str; 10] = ["zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];

/// The number of an ordinal.
fn ordinal(word: &str) -> Option<i64> {
    if let Some(at) = ORDINALS.iter().position(|known| *known == word) {
        return i64::try_from(at).ok();
    }
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    (digits.len() < word.len() && ["st", "nd", "rd", "th"].contains(&&word[digits.len()..])).then(|| digits.parse().ok())?
}

fn number(text: &str) -> String {
    text.trim_end_matches(['0', '.']).to_lowercase()
}

/// The competitor named last before the change in its sentence.
fn before<'a>(case: &'a Case, plant: &Plant) -> Option<&'a Row> {
    let sentence = case.sentences().into_iter().find(|sentence| sentence.contains(&plant.at.start))?;
    let names = case.names(&sentence);
    let found = names.iter().rfind(|(range, _, _)| range.end <= plant.at.start)?;
    case.rows.get(found.1)
}

/// The attributes that a sentence speaks of, by its words.
fn attributes(sentence: &str, row: &Row) -> Vec<String> {
    let mut found = Vec::new();
    let has = |words: &[&str]| words.iter().any(|word| sentence.contains(word));
    if has(&["won", "beat", "finished", "fourth", "fifth", "third", "second", "ahead", "dead-heat", "shared", "crossed", "medal", "place"])
    {
        found.push(format!("rank {:?}", row.rank));
    }
    if has(&["retired", "dropped out", "did not start", "disqualified", "failed to finish", "did not finish"]) {
        found.push(format!("irm {:?}", row.irm));
    }
    if has(&["started", "grid", "pole"]) {
        found.push(format!("grid {:?}", row.grid));
    }
    if has(&["fastest lap"]) {
        found.push(format!("lap {:?}", row.lap));
    }
    if has(&["earned"]) {
        found.push(format!("points {:?}", row.points));
    }
    if has(&["championship"]) {
        found.push(format!("standing {:?}", row.standing));
    }
    if has(&["stopped"]) {
        found.push(format!("stops {:?}", row.stops));
    }
    if has(&["completed"]) {
        found.push(format!("rank {:?}", row.rank));
    }
    for (words, code) in RECORDS {
        if has(&[words]) {
            found.push(format!("{code} {}", row.records.iter().any(|record| record == code)));
        }
    }
    found
}

/// Records and bests as copy calls them, with their codes.
const RECORDS: [(&str, &str); 8] = [
    ("world record", "WR"),
    ("national record", "NR"),
    ("Asian record", "AS"),
    ("area record", "AR"),
    ("Olympic record", "OR"),
    ("personal best", "PB"),
    ("season's best", "SB"),
    ("world best for the year", "WL"),
];

/// The part of a sentence that speaks of what stands at a place: clauses with a subject of their own say nothing of it.
fn clause<'a>(case: &'a Case, sentence: &Range<usize>, at: usize) -> &'a str {
    let text = &case.text[sentence.clone()];
    let inside = at - sentence.start;
    let breaks = [", and ", ", but ", ", with "];
    let cuts = |text: &str| breaks.iter().flat_map(|cut| text.match_indices(cut).map(|(at, _)| at).collect::<Vec<_>>()).collect::<Vec<_>>();
    let start = cuts(&text[..inside]).into_iter().map(|cut| cut + 2).max().unwrap_or(0);
    let end = cuts(&text[inside..]).into_iter().map(|cut| inside + cut).min().unwrap_or(text.len());
    &text[start..end]
}

/// Another name is false where nobody has it, or where whoever has it differs in what the sentence speaks of.
fn of_name(case: &Case, plant: &Plant) -> bool {
    let Some(sentence) = case.sentences().into_iter().find(|sentence| sentence.contains(&plant.at.start)) else { return false };
    let is_new = |name: &str| name.to_lowercase() == plant.new.to_lowercase();
    let Some(other) = case.rows.iter().find(|row| is_new(&row.full) || is_new(&row.short)) else { return true };
    let names = case.names(&sentence);
    let Some((_, own, _)) = names.iter().find(|(range, _, _)| *range == plant.at) else { return false };
    // Somebody who stands in the sentence already would be named twice.
    if names.iter().any(|(_, row, _)| case.rows.get(*row).is_some_and(|row| row.full == other.full)) {
        return false;
    }
    let text = clause(case, &sentence, plant.at.start).replace("second", " ");
    let (Some(own), theirs) = (case.rows.get(*own), attributes(&text, other)) else { return false };
    // What the event does not say of the other one decides nothing.
    attributes(&text, own)
        .iter()
        .zip(&theirs)
        .any(|(own, theirs)| own != theirs && (theirs.starts_with("rank") || !theirs.ends_with("None")))
}

/// The names of the change stand in the contrary order of the result.
fn true_order(case: &Case, plant: &Plant) -> bool {
    for (word, ahead) in [(" finished ahead of ", true), (" finished behind ", false)] {
        if let Some((first, second)) = plant.new.trim().trim_end_matches('.').split_once(word).filter(|_| plant.at.is_empty()) {
            let rank = |name: &str| case.rows.iter().find(|row| row.full.eq_ignore_ascii_case(name)).and_then(|row| row.rank);
            let (Some(a), Some(b)) = (rank(first), rank(second)) else { return false };
            return if ahead { a > b } else { a < b };
        }
    }
    let names = case.names(&plant.at);
    let ranks: Vec<Option<i64>> = names.iter().filter_map(|(_, row, _)| case.rows.get(*row)).map(|row| row.rank).collect();
    matches!(ranks.as_slice(), [Some(a), Some(b)] if a != b)
}

const MONTHS: [&str; 12] = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];

fn day_text(case: &Case) -> String {
    let day = &case.json["day"];
    let month = usize::try_from(day["month"].as_i64().unwrap_or(1) - 1).unwrap_or_default();
    format!("{} {}", MONTHS[month], day["day"].as_i64().unwrap_or_default())
}

/// The weekday of the event, by counting days from Monday, 1 January 1900.
fn weekday(case: &Case) -> &'static str {
    const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let day = &case.json["day"];
    let get = |key: &str| day[key].as_i64().unwrap_or_default();
    let leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let years: i64 = (1900..get("year")).map(|year| if leap(year) { 366 } else { 365 }).sum();
    let lengths = [31, if leap(get("year")) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let months: i64 = lengths.iter().take(usize::try_from(get("month") - 1).unwrap_or_default()).sum();
    NAMES[usize::try_from((years + months + get("day") - 1) % 7).unwrap_or_default()]
}

fn predicate(case: &Case, plant: &Plant) -> bool {
    if plant.at.is_empty() {
        let text = plant.new.trim().trim_end_matches('.');
        let Some(row) = case.rows.iter().find(|row| text.to_lowercase().starts_with(&row.full.to_lowercase())) else { return false };
        let last = case.rows.iter().filter_map(|row| row.rank).max();
        return match &text[row.full.len()..] {
            " was disqualified" => row.irm.as_deref() != Some("dsq"),
            " retired" => row.irm.as_deref() != Some("dnf"),
            " did not start" => row.irm.as_deref() != Some("dns"),
            " finished last" => row.rank != last || row.rank.is_none(),
            _ => false,
        };
    }
    let old = &case.text[plant.at.clone()];
    let Some((_, _, why)) = PREDICATES.iter().find(|(from, to, _)| *from == old && *to == plant.new) else { return false };
    // What is said of a number of them is said of no row: where 15 of 30 retired, 15 finished.
    if ["cars", "starters", "entrants"].iter().any(|counted| case.text[..plant.at.start].ends_with(counted)) {
        return false;
    }
    let Some(row) = before(case, plant) else { return false };
    let last = case.rows.iter().filter_map(|row| row.rank).max();
    let irm = row.irm.as_deref();
    match *why {
        "classified" => row.rank.is_some(),
        "winner" => row.rank == Some(1),
        "not_first" => row.rank.is_some_and(|rank| rank != 1),
        "not_second" => row.rank.is_some_and(|rank| rank != 2),
        "not_third" => row.rank.is_some_and(|rank| rank != 3),
        "not_last" => row.rank.is_some() && row.rank != last,
        "not_dsq" => irm != Some("dsq"),
        "not_dns" => irm != Some("dns"),
        "not_dnf" => irm != Some("dnf"),
        "not_classified" => row.rank.is_none(),
        "on_grid" => row.grid.is_some(),
        "not_pole" => row.grid.is_some_and(|grid| grid != 1) || case.json["sport"] == "formula_one" && row.grid.is_none(),
        "not_one_stop" => row.stops.is_some_and(|stops| stops != 1),
        "leader" => row.standing == Some(1),
        _ => false,
    }
}

/// "Only X finished": false where somebody else did as well. "X was first" is false of everybody else.
fn shared(case: &Case, plant: &Plant) -> bool {
    if let Some(name) = plant.new.trim().strip_suffix(" was first.").or_else(|| plant.new.trim().strip_suffix(" finished first.")) {
        return case.rows.iter().any(|row| row.full.eq_ignore_ascii_case(name) && row.rank.is_some_and(|rank| rank > 1));
    }
    let finished = case.rows.iter().filter(|row| row.rank.is_some()).count();
    let retired = case.rows.iter().filter(|row| row.irm.as_deref() == Some("dnf")).count();
    if plant.new.contains("retire") { retired > 1 } else { finished > 1 }
}

fn setting(case: &Case, plant: &Plant) -> bool {
    let old = &case.text[plant.at.clone()];
    if let Some((first, rest)) = plant.new.trim_start().split_once("'s teammate ") {
        let team = |name: &str| case.rows.iter().find(|row| row.full == name).and_then(|row| row.team.clone());
        let second = rest.split(" finished").next().unwrap_or_default();
        return team(first) != team(second);
    }
    let pole = case.rows.iter().find(|row| row.grid == Some(1)).and_then(|row| row.rank);
    match plant.new.as_str() {
        // "8.023 seconds behind the winner": another distance to another one, or the one who is spoken of.
        "the runner-up" => before(case, plant).is_some_and(|row| row.rank.is_some()),
        "the pole-sitter" => before(case, plant).is_some_and(|row| row.rank.is_some()) && pole.is_some_and(|rank| rank != 1),
        new => old != new,
    }
}
