//! Names that the event does not have: what stands in their place in the feed.

use super::bench::{Mended, Reading};
use super::gazetteer::{is_nation, is_place};
use super::second::{Second, mended};
use super::statement::Kind;
use crate::english::event_name;
use crate::verify::entities::Name;
use crate::verify::tokens::{Token, tokenise};
use std::collections::BTreeSet;
use std::ops::Range;

/// What a name is put in the place of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Person,
    Event,
    Place,
    Nation,
    Venue,
    Competition,
}

/// Words in which names of events end.
const EVENTS: [&str; 21] = [
    "final",
    "race",
    "heat",
    "relay",
    "metres",
    "meters",
    "marathon",
    "sprint",
    "prix",
    "slalom",
    "jump",
    "freestyle",
    "classic",
    "bobsleigh",
    "start",
    "pursuit",
    "individual",
    "downhill",
    "singles",
    "doubles",
    "skeleton",
];

/// Most words of an event's name before its last one.
const LONGEST_NAME: usize = 11;

/// Words of names of venues and competitions.
const VENUES: [&str; 9] = ["Circuit", "Stadium", "Arena", "Speedway", "Autodromo", "Park", "Raceway", "Ring", "Track"];
const COMPETITIONS: [&str; 6] = ["Championship", "Championships", "Games", "Cup", "League", "Olympics"];

/// Weekdays and months: names, but not of anybody.
const CALENDAR: [&str; 19] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The sentence with one stranger put right, if it then reads further and is true.
pub(super) fn look(second: &Second<'_, '_>, reading: &Reading) -> Option<Reading> {
    for run in runs(second, reading) {
        let text = text_of(&reading.tokens, &run);
        for sort in sorts(&text, &run) {
            if let Some(found) = put_right(second, reading, &run, &text, sort) {
                return Some(found);
            }
        }
    }
    other_event(second, reading)
}

/// Another event of the sport: "the men's 200 metres final" for the 100 metres. The longest stretch that ends in a word for an event and
/// in whose place the event's own name makes the sentence true; of it, the words that differ are wrong.
fn other_event(second: &Second<'_, '_>, reading: &Reading) -> Option<Reading> {
    let tokens = &reading.tokens;
    let unread = |range: &Range<usize>| reading.islands.unread.iter().any(|unread| unread.start < range.end && range.start < unread.end);
    // A name with ages ends in a number: "for ages 11 to 12".
    let own = tokenise(&second.bench.event.name).pop().map(|token| token.lower);
    let is_number = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let ages = own.as_deref().is_some_and(is_number);
    let ends =
        |token: &Token| EVENTS.contains(&token.lower.as_str()) || own.as_ref() == Some(&token.lower) || ages && is_number(&token.lower);
    let ends = (0..tokens.len()).filter(|at| tokens.get(*at).is_some_and(ends));
    for last in ends {
        for start in last.saturating_sub(LONGEST_NAME)..last {
            let run = start..last + 1;
            if !unread(&run) {
                continue;
            }
            for right in event_names(second) {
                let Some(mut found) = second.with(reading, run.start, run.len(), &right) else { continue };
                let new = tokenise(&right);
                let old = tokens.get(run.clone()).unwrap_or_default();
                let same = |a: &Token, b: &Token| a.lower == b.lower;
                let head = old.iter().zip(&new).take_while(|(a, b)| same(a, b)).count();
                let tail =
                    old.iter().rev().zip(new.iter().rev()).take(old.len().min(new.len()) - head).take_while(|(a, b)| same(a, b)).count();
                let (wrong, ours) = (old.get(head..old.len() - tail)?, new.get(head..new.len() - tail)?);
                // Little in common: these words name no other event of the kind ("the 44-lap race").
                if head + tail < 2 {
                    continue;
                }
                // Words that are only missing or only too many leave open whether another event is meant.
                let (Some(first), Some(end), false) = (wrong.first(), wrong.last(), ours.is_empty()) else { continue };
                let span = first.span.start..end.span.end;
                let shown = ours.iter().map(|token| token.text.as_str()).collect::<Vec<_>>().join(" ").replace(" 's", "'s");
                let reason = format!("the event is the {}", second.bench.event.name);
                let put_right = Mended { span, right: shown, kind: Kind::Name, rule: "F2", reason, alias: false };
                if mended(&mut found, &(run.start..run.start + new.len()), &put_right) {
                    return Some(found);
                }
            }
        }
    }
    None
}

/// The event's name as the feed and as copy has it, in both spellings, and without its last word.
fn event_names(second: &Second<'_, '_>) -> BTreeSet<String> {
    let name = &second.bench.event.name;
    let short = name.strip_suffix(" final").unwrap_or(name);
    [name.as_str(), short].into_iter().flat_map(event_name::spellings).collect()
}

/// Runs of capitalised words that are no names of the event; what is unread of a longer name counts with it.
pub(super) fn runs(second: &Second<'_, '_>, reading: &Reading) -> Vec<Range<usize>> {
    let tokens = &reading.tokens;
    let bench = second.bench;
    let known = |at: usize| bench.names.at(tokens, at).map(|(end, _)| end).max();
    let capital = |at: usize| {
        tokens.get(at).is_some_and(|token| {
            token.text.starts_with(char::is_uppercase) && !CALENDAR.contains(&token.text.as_str()) && token.text.chars().count() > 1
        })
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at += usize::from(tokens.get(at).is_some_and(|token| token.text == "The"));
        let start = at;
        while capital(at) && (at > start || known(at).is_none()) {
            at += 1;
        }
        if at > start && !(start == 0 && at == 1 && !is_place(&text_of(tokens, &(0..1)))) {
            found.push(start..at);
        }
        at = at.max(known(start).unwrap_or(start + 1));
    }
    found
}

fn text_of(tokens: &[Token], run: &Range<usize>) -> String {
    tokens.get(run.clone()).unwrap_or_default().iter().map(|token| token.text.as_str()).collect::<Vec<_>>().join(" ")
}

fn sorts(text: &str, run: &Range<usize>) -> Vec<Sort> {
    let has = |words: &[&str]| text.split(' ').any(|word| words.contains(&word));
    if text.ends_with("Grand Prix") {
        vec![Sort::Event]
    } else if has(&COMPETITIONS) {
        vec![Sort::Competition]
    } else if has(&VENUES) {
        vec![Sort::Venue]
    } else if is_nation(text) {
        vec![Sort::Nation, Sort::Place]
    } else if is_place(text) {
        vec![Sort::Place]
    } else if run.len() > 1 || text.chars().count() >= 4 {
        vec![Sort::Person]
    } else {
        Vec::new()
    }
}

/// The full names of the competitors that a sentence names.
fn named<'a>(second: &Second<'_, 'a>, tokens: &[Token]) -> Vec<&'a str> {
    let event = second.bench.event;
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        for (_, name) in second.bench.names.at(tokens, at) {
            if let Name::Competitor(row, _) = name {
                found.extend(event.rows.get(*row).map(|row| row.competitor.full()));
            }
        }
    }
    found
}

fn candidates(second: &Second<'_, '_>, sort: Sort) -> BTreeSet<String> {
    let event = second.bench.event;
    let rows = event.rows.iter();
    match sort {
        Sort::Person => rows.map(|row| row.competitor.full().to_owned()).collect(),
        Sort::Event => BTreeSet::from([event.name.clone()]),
        Sort::Place => event.venue.city.iter().chain(&event.venue.country).cloned().collect(),
        Sort::Venue => event.venue.name.iter().cloned().collect(),
        Sort::Competition => event.competition.iter().cloned().collect(),
        Sort::Nation => {
            let nations = rows.filter_map(|row| row.nation.as_ref());
            nations.flat_map(|nation| nation.adjective.iter().cloned().chain([nation.name.clone()])).collect()
        }
    }
}

fn put_right(second: &Second<'_, '_>, reading: &Reading, run: &Range<usize>, text: &str, sort: Sort) -> Option<Reading> {
    let first = reading.tokens.get(run.start)?.span.start;
    let last = reading.tokens.get(run.end.checked_sub(1)?)?.span.end;
    let rule = if sort == Sort::Nation { "F11" } else { "F2" };
    let mut fitting: Vec<(Reading, String)> = Vec::new();
    let named = named(second, &reading.tokens);
    for right in candidates(second, sort) {
        if sort == Sort::Person && named.contains(&right.as_str()) {
            // Nobody is meant twice in one sentence.
            continue;
        }
        let Some(mut found) = second.with(reading, run.start, run.len(), &right) else { continue };
        let width = tokenise(&right).len();
        let alias = is_alias(second, text, &right, sort);
        let reason = match sort {
            Sort::Person => format!("the feed has nobody of the name {text}; what is said is true of {right}"),
            _ => format!("the feed has {right} here, not {text}"),
        };
        let put_right = Mended { span: first..last, right: right.clone(), kind: Kind::Name, rule, reason, alias };
        let inside = run.start..run.start + width;
        let unread = found.islands.unread.iter().any(|unread| unread.start < inside.end && inside.start < unread.end);
        if !unread && mended(&mut found, &inside, &put_right) {
            fitting.push((found, right));
        }
    }
    // Two that would fit leave open who is meant.
    match fitting.len() {
        1 => fitting.pop().map(|(found, _)| found),
        _ => None,
    }
}

/// Whether a name is another way to call the right one: they share a word. Of a person, given names in common say nothing.
fn is_alias(second: &Second<'_, '_>, text: &str, right: &str, sort: Sort) -> bool {
    let person = second.bench.event.rows.iter().map(|row| &row.competitor).find(|who| sort == Sort::Person && who.full() == right);
    let own = person.map_or(right, |who| who.short());
    let shared = |word: &&str| word.len() > 2 && !VENUES.contains(word) && own.split([' ', '-']).any(|other| other == *word);
    sort != Sort::Event && text.split(' ').any(|word| shared(&word))
}
