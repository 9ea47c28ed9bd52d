//! Wrong numbers, units and places.

use super::{Case, event_name, like, words};
use std::ops::Range;
use stringer::english::{number, ordinal as ordinals};

/// The value of a number in words.
fn in_words(word: &str) -> Option<u64> {
    word.bytes().all(|byte| byte.is_ascii_alphabetic()).then(|| number::parse_cardinal(&word.to_lowercase()))?
}

pub fn numbers(case: &Case, within: &Range<usize>) -> Vec<(Range<usize>, String)> {
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
        } else if let Some(value) = in_words(word).filter(|value| *value >= 2) {
            found.push((range.clone(), like(word, &number::cardinal_words(value + 1))));
            if value > 2 {
                found.push((range.clone(), like(word, &number::cardinal_words(value - 1))));
            }
        }
    }
    found.dedup();
    found
}

pub fn units(case: &Case, within: &Range<usize>) -> Vec<(Range<usize>, String)> {
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
        let number = words[place - 1].1.starts_with(|c: char| c.is_ascii_digit()) || in_words(&words[place - 1].1).is_some();
        if !number || named.iter().any(|name| name.contains(&range.start)) {
            continue;
        }
        for new in other.iter().find(|(unit, _)| unit == word).map_or(&[][..], |(_, list)| list) {
            found.push((range.clone(), (*new).to_owned()));
        }
    }
    found
}

/// An ordinal as copy has it.
pub fn ordinal_word(number: i64) -> String {
    ordinals::ordinal(u64::try_from(number).unwrap(), stringer::english::Profile::Ap)
}

pub fn ranks(case: &Case, within: &Range<usize>) -> Vec<(Range<usize>, String)> {
    let named = event_name(case, within);
    let words = words(case, within);
    let mut found = Vec::new();
    for (place, (range, word)) in words.iter().enumerate() {
        let Some(number) = ordinals::parse(word).and_then(|number| i64::try_from(number).ok()) else { continue };
        let before = place.checked_sub(1).and_then(|at| words.get(at)).map_or("", |(_, word)| word.as_str());
        if named.iter().any(|name| name.contains(&range.start))
            || matches!(before, "the" | "his" | "her" | "per")
            || before.ends_with(|c: char| c.is_ascii_digit())
        {
            continue;
        }
        for other in [number + 1, number - 1, number + 3].into_iter().filter(|other| *other > 0) {
            found.push((range.clone(), in_case_of(word, ordinal_word(other))));
        }
    }
    found
}

/// A word that opens a sentence as the one whose place it takes.
fn in_case_of(old: &str, new: String) -> String {
    let mut letters = new.chars();
    match letters.next().filter(|_| old.starts_with(char::is_uppercase)) {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => new,
    }
}
