//! Errors to plant: each class of them, wherever an article has something that it could be in.

use super::case::{Case, Row};
use super::oracle;
use std::ops::Range;

/// The twelve classes.
pub const CLASSES: [&str; 12] =
    ["number", "unit", "rank", "name", "roles", "nation_team", "date", "weekday", "predicate", "negation", "only", "context"];

/// One error.
#[derive(Debug, Clone)]
pub struct Plant {
    pub class: &'static str,
    /// Bytes of the article that are replaced.
    pub at: Range<usize>,
    pub new: String,
}

/// Words with their bytes, without the punctuation around them and the possessive.
fn words(case: &Case, within: &Range<usize>) -> Vec<(Range<usize>, String)> {
    let text = &case.text[within.clone()];
    let mut found = Vec::new();
    let mut at = 0;
    for piece in text.split(' ') {
        let mut start = at;
        let mut body = piece;
        let trimmed = body.trim_start_matches(['(', '"']);
        start += body.len() - trimmed.len();
        body = trimmed.trim_end_matches([',', '.', ';', ':', ')', '"']);
        let body = body.strip_suffix("'s").unwrap_or(body);
        if !body.is_empty() {
            found.push((within.start + start..within.start + start + body.len(), body.to_owned()));
        }
        at += piece.len() + 1;
    }
    found
}

/// Bytes of the event's name in a sentence, in the spelling of the article.
fn event_name(case: &Case, within: &Range<usize>) -> Vec<Range<usize>> {
    let name = case.json["name"].as_str().unwrap();
    let text = &case.text[within.clone()];
    let forms = [name.to_owned(), name.replace("metre", "meter"), name.trim_end_matches(" final").replace("metre", "meter")];
    forms
        .iter()
        .flat_map(|form| text.match_indices(form.as_str()).map(|(at, found)| within.start + at..within.start + at + found.len()))
        .collect()
}

/// All plants of a class in an article that the oracle confirms, and how many it did not.
pub fn plants(case: &Case, class: &'static str) -> (Vec<Plant>, usize) {
    let mut found: Vec<Plant> = Vec::new();
    for sentence in case.sentences() {
        let at = |range: &Range<usize>, new: String| Plant { class, at: range.clone(), new };
        match class {
            "number" => numbers(case, &sentence).into_iter().for_each(|(range, new)| found.push(at(&range, new))),
            "unit" => units(case, &sentence).into_iter().for_each(|(range, new)| found.push(at(&range, new))),
            "rank" => ranks(case, &sentence).into_iter().for_each(|(range, new)| found.push(at(&range, new))),
            "name" => names(case, &sentence).into_iter().for_each(|(range, new)| found.push(at(&range, new))),
            "roles" => roles(case, &sentence).into_iter().for_each(|(range, new)| found.push(at(&range, new))),
            "nation_team" => sides(case, &sentence).into_iter().for_each(|(range, new)| found.push(at(&range, new))),
            "date" | "weekday" => days(case, &sentence, class).into_iter().for_each(|(range, new)| found.push(at(&range, new))),
            "predicate" => predicates(case, &sentence).into_iter().for_each(|(range, new)| found.push(at(&range, new))),
            "negation" => negations(case, &sentence).into_iter().for_each(|(range, new)| found.push(at(&range, new))),
            "context" => settings(case, &sentence).into_iter().for_each(|(range, new)| found.push(at(&range, new))),
            _ => {}
        }
    }
    let end = case.text.trim_end().len();
    let added = |new: String| Plant { class, at: end..end, new: format!(" {new}") };
    match class {
        "only" => found.extend(only(case).into_iter().map(added)),
        "predicate" => found.extend(statuses(case).into_iter().map(added)),
        "roles" => found.extend(contrary(case).into_iter().map(added)),
        "context" => found.extend(teammates(case).into_iter().map(added)),
        _ => {}
    }
    let all = found.len();
    found.retain(|plant| oracle::is_false(case, plant));
    let out = all - found.len();
    (found, out)
}

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
/// Ordinals in words.
pub const ORDINALS: [&str; 10] = ["zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];

fn like(word: &str, other: &str) -> String {
    if word.starts_with(char::is_uppercase) { other[..1].to_uppercase() + &other[1..] } else { other.to_owned() }
}

/// The text as a sentence starts with it.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn numbers(case: &Case, within: &Range<usize>) -> Vec<(Range<usize>, String)> {
    let named = event_name(case, within);
    let words = words(case, within);
    let mut found = Vec::new();
    for (place, (range, word)) in words.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|at| words.get(at)).map_or("", |(_, word)| word.as_str());
        if named.iter().any(|name| name.contains(&range.start)) || matches!(before, "first" | "top" | "next") {
            continue;
        }
        if word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b':' | b',')) && word.bytes().any(|b| b.is_ascii_digit()) {
            let digits: Vec<usize> = word.bytes().enumerate().filter(|(_, b)| b.is_ascii_digit()).map(|(at, _)| at).collect();
            for (which, add) in [(digits.len() - 1, 1), (0, 1), (digits.len() / 2, 3)] {
                let mut bytes = word.clone().into_bytes();
                let at = digits[which];
                bytes[at] = b'0' + (bytes[at] - b'0' + add) % 10;
                // A clock field has no 60 or more, and no number starts with a nought.
                let new = String::from_utf8(bytes).unwrap();
                let field = new.split(':').skip(1).all(|field| field[..2.min(field.len())].parse::<u32>().is_ok_and(|value| value < 60));
                let nought = new.starts_with('0') && !new.starts_with("0.");
                let next = words.get(place + 1).map_or("", |(_, word)| word.as_str());
                let sixty = matches!(next, "minutes" | "seconds")
                    && place > 1
                    && new.split('.').next().unwrap().parse::<u32>().is_ok_and(|v| v >= 60);
                if field && !nought && !sixty && new != *word {
                    found.push((range.clone(), new));
                }
            }
        } else if let Some(value) = ONES.iter().position(|one| *one == word.to_lowercase()).filter(|value| *value >= 2) {
            found.push((range.clone(), like(word, ONES[if value == 19 { 17 } else { value + 1 }])));
            if value > 2 {
                found.push((range.clone(), like(word, ONES[value - 1])));
            }
        }
    }
    found.dedup();
    found
}

fn units(case: &Case, within: &Range<usize>) -> Vec<(Range<usize>, String)> {
    let named = event_name(case, within);
    let other: &[(&str, &[&str])] = &[
        ("seconds", &["minutes", "points"]),
        ("minutes", &["seconds", "hours"]),
        ("minute", &["hour", "second"]),
        ("hours", &["minutes"]),
        ("hour", &["minute"]),
        ("points", &["seconds", "laps"]),
        ("meters", &["kilometers", "feet"]),
        ("laps", &["seconds", "minutes"]),
        ("lap", &["second", "minute"]),
    ];
    let words = words(case, within);
    let mut found = Vec::new();
    for (place, (range, word)) in words.iter().enumerate().skip(1) {
        let number = words[place - 1].1.starts_with(|c: char| c.is_ascii_digit()) || ONES.contains(&words[place - 1].1.as_str());
        if !number || named.iter().any(|name| name.contains(&range.start)) {
            continue;
        }
        for new in other.iter().find(|(unit, _)| unit == word).map_or(&[][..], |(_, list)| list) {
            found.push((range.clone(), (*new).to_owned()));
        }
    }
    found
}

/// The number of an ordinal.
pub fn ordinal(word: &str) -> Option<i64> {
    if let Some(at) = ORDINALS.iter().position(|known| *known == word) {
        return i64::try_from(at).ok();
    }
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    (digits.len() < word.len() && ["st", "nd", "rd", "th"].contains(&&word[digits.len()..])).then(|| digits.parse().ok())?
}

fn ordinal_word(number: i64) -> String {
    if let Some(word) = usize::try_from(number).ok().and_then(|at| ORDINALS.get(at)) {
        return (*word).to_owned();
    }
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

fn ranks(case: &Case, within: &Range<usize>) -> Vec<(Range<usize>, String)> {
    let named = event_name(case, within);
    let words = words(case, within);
    let mut found = Vec::new();
    for (place, (range, word)) in words.iter().enumerate() {
        let Some(number) = ordinal(word) else { continue };
        let before = place.checked_sub(1).and_then(|at| words.get(at)).map_or("", |(_, word)| word.as_str());
        if named.iter().any(|name| name.contains(&range.start))
            || matches!(before, "the" | "his" | "her" | "per")
            || before.ends_with(|c: char| c.is_ascii_digit())
        {
            continue;
        }
        for other in [number + 1, number - 1, number + 3].into_iter().filter(|other| *other > 0) {
            found.push((range.clone(), ordinal_word(other)));
        }
    }
    found
}

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

fn names(case: &Case, within: &Range<usize>) -> Vec<(Range<usize>, String)> {
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
fn roles(case: &Case, within: &Range<usize>) -> Vec<(Range<usize>, String)> {
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

fn sides(case: &Case, within: &Range<usize>) -> Vec<(Range<usize>, String)> {
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
                if case.text[range.end..].starts_with(char::is_alphanumeric) {
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

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];

fn days(case: &Case, within: &Range<usize>, class: &str) -> Vec<(Range<usize>, String)> {
    let day = &case.json["day"];
    let mut found = Vec::new();
    for (range, word) in words(case, within) {
        if !WEEKDAYS.contains(&word.as_str()) || day.is_null() {
            continue;
        }
        let (month, of_month) = (day["month"].as_i64().unwrap(), day["day"].as_i64().unwrap());
        let name = |month: i64| MONTHS[usize::try_from((month + 11) % 12).unwrap()];
        if class == "weekday" {
            found.extend(WEEKDAYS.iter().filter(|other| **other != word).map(|other| (range.clone(), (*other).to_owned())));
            found.extend(
                WEEKDAYS
                    .iter()
                    .filter(|other| **other != word)
                    .take(4)
                    .map(|other| (range.clone(), format!("{other}, {} {of_month}", name(month)))),
            );
        } else {
            for away in [1, 2, 5, 9, 12] {
                let other = (of_month + away - 1) % 28 + 1;
                found.push((range.clone(), format!("{} {other}", name(month))));
                found.push((range.clone(), format!("{word}, {} {other}", name(month))));
            }
            found.push((range.clone(), format!("{} {of_month}", name(month + 1))));
        }
    }
    found
}

/// What a predicate is replaced with: what must stand, what is put, and what makes the new one false of the row named before.
pub const PREDICATES: [(&str, &str, &str); 22] = [
    (" won ", " retired from ", "classified"),
    (" won ", " finished second in ", "not_second"),
    (" won ", " finished last in ", "not_last"),
    (" beat ", " lost to ", "winner"),
    (" beat ", " finished behind ", "winner"),
    (" crossed the line ", " finished third and crossed the line ", "not_third"),
    (" finished third", " finished first", "not_first"),
    (" finished third", " retired", "classified"),
    (" finished third", " won the event", "not_first"),
    (" retired.", " was disqualified.", "not_dsq"),
    (" retired.", " did not start.", "not_dns"),
    (" retired.", " finished.", "not_classified"),
    (" dropped out.", " was disqualified.", "not_dsq"),
    (" dropped out.", " was classified.", "not_classified"),
    (" was disqualified", " retired", "not_dnf"),
    (" did not start.", " retired.", "not_dnf"),
    (" did not start.", " was disqualified.", "not_dsq"),
    (" started from pole", " started from the pit lane", "on_grid"),
    (" started from the pit lane", " started from pole", "not_pole"),
    (" stopped twice", " stopped once", "not_one_stop"),
    (" set the fastest lap", " started from pole and set the fastest lap", "not_pole"),
    (" leads the championship", " is second in the championship", "leader"),
];

fn predicates(case: &Case, within: &Range<usize>) -> Vec<(Range<usize>, String)> {
    let text = &case.text[within.clone()];
    let mut found = Vec::new();
    for (old, new, _) in PREDICATES {
        for (at, _) in text.match_indices(old) {
            found.push((within.start + at..within.start + at + old.len(), new.to_owned()));
        }
    }
    found
}

fn negations(case: &Case, within: &Range<usize>) -> Vec<(Range<usize>, String)> {
    const VERBS: [(&str, &str); 14] = [
        ("won", "win"),
        ("beat", "beat"),
        ("finished", "finish"),
        ("retired", "retire"),
        ("started", "start"),
        ("earned", "earn"),
        ("set", "set"),
        ("stopped", "stop"),
        ("crossed", "cross"),
        ("took", "take"),
        ("ran", "run"),
        ("dead-heated", "dead-heat"),
        ("shared", "share"),
        ("equaled", "equal"),
    ];
    let mut found = Vec::new();
    for (range, word) in words(case, within) {
        if let Some((_, base)) = VERBS.iter().find(|(past, _)| *past == word) {
            found.push((range.clone(), format!("did not {base}")));
            found.push((range.clone(), format!("never {word}")));
            if base != &"beat" && base != &"set" {
                found.push((range.clone(), format!("failed to {base}")));
            }
        }
        if word == "was" || word == "were" {
            found.push((range.clone(), format!("{word} not")));
        }
    }
    found
}

fn only(case: &Case) -> Vec<String> {
    let mut found = Vec::new();
    let people = case.json["individual"] == true;
    for row in case.rows.iter().filter(|row| row.irm.is_none() && row.rank.is_some()).take(6) {
        found.push(format!("Only {} finished.", row.full));
        found.push(format!("{} was the only one to finish.", row.full));
        if people {
            found.push(format!("Only {} was classified.", row.full));
        }
    }
    for row in case.rows.iter().filter(|row| row.irm.as_deref() == Some("dnf")).take(4) {
        found.push(format!("Only {} retired.", row.full));
        found.push(format!("{} was the only one to retire.", row.full));
    }
    found
}

/// A predicate of another row in a sentence of its own: the name is right, what is said of it is not.
fn statuses(case: &Case) -> Vec<String> {
    let mut found = Vec::new();
    let unclear = |row: &Row| case.rows.iter().filter(|other| other.full == row.full).count() > 1;
    for row in case.rows.iter().filter(|row| !unclear(row)).take(6) {
        for said in ["was disqualified", "retired", "did not start", "finished last"] {
            found.push(format!("{} {said}.", capital(&row.full)));
        }
    }
    found
}

/// Two neighbours of the result in the contrary order, in sentences of their own.
fn contrary(case: &Case) -> Vec<String> {
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

/// Statements that would be true of another place, race or side.
fn settings(case: &Case, within: &Range<usize>) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let text = &case.text[within.clone()];
    for range in event_name(case, within) {
        let name = &case.text[range.clone()];
        if name.ends_with("Grand Prix") {
            for other in ["Italian", "Dutch", "Canadian", "Hungarian"] {
                found.push((range.clone(), format!("{other} Grand Prix")));
            }
        }
        for (old, new) in
            [("women's", "men's"), ("100 meters", "200 meters"), ("10,000 meters", "5,000 meters"), ("1,500 meters", "1,000 meters")]
        {
            if name.contains(old) && !(old == "women's" && name.contains(" men's")) {
                found.push((range.clone(), name.replace(old, new)));
            }
        }
    }
    let venue = &case.json["venue"];
    for (key, others) in [("name", ["Silverstone Circuit", "Wembley Stadium"]), ("city", ["Monza", "Montreal"])] {
        let Some(own) = venue[key].as_str() else { continue };
        for start in [" at ", " in "] {
            for (at, _) in text.match_indices(&format!("{start}{own}")) {
                let range = within.start + at + 4..within.start + at + 4 + own.len();
                found.extend(others.iter().filter(|other| **other != own).map(|other| (range.clone(), (*other).to_owned())));
            }
        }
    }
    for (old, news) in [("the winner", ["the runner-up", "the pole-sitter"])] {
        for (at, _) in text.match_indices(old) {
            found.extend(news.iter().map(|new| (within.start + at..within.start + at + old.len(), (*new).to_owned())));
        }
    }
    found
}

/// A true place under the name of a teammate who is none.
fn teammates(case: &Case) -> Vec<String> {
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
