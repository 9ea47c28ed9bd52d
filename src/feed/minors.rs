//! Who is a minor: whoever is not known to be of age on the day of the race. A date of birth on the first of January gives the year only.

use super::raw::Text;
use super::{Options, circuits};
use crate::event::LocalDay;

/// What a feed says about somebody's age.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::feed) struct Proof {
    pub(in crate::feed) born: Option<LocalDay>,
    /// The age that the feed itself gives.
    pub(in crate::feed) age: Option<u32>,
    /// The youngest that the race admits.
    pub(in crate::feed) youngest: Option<u32>,
}

impl Proof {
    /// Whether it proves at least `limit` years on a day: date of birth and age must agree, and without both the race decides.
    pub(in crate::feed) fn is_of_age(&self, day: Option<LocalDay>, limit: u32) -> bool {
        let by_birth = self.born.zip(day).map(|(born, day)| age_on(born, day));
        let proofs = [by_birth.flatten(), self.age];
        if by_birth.is_some() || self.age.is_some() {
            return proofs.iter().flatten().all(|age| *age >= limit) && proofs.iter().any(Option::is_some);
        }
        self.youngest.is_some_and(|age| age >= limit)
    }
}

/// Whether somebody may be named in a feed of elite sport, where whoever has no date of birth is of age. A date that cannot be
/// read, and one of which the day of the race is not known, prove nothing.
pub(in crate::feed) fn may_be_named(born: Option<&Text>, day: Option<LocalDay>, limit: u32, options: Options) -> bool {
    let of_age = |born: &Text| Proof { born: date_of_birth(born.trimmed()), ..Proof::default() }.is_of_age(day, limit);
    options.name_minors || born.is_none_or(of_age)
}

/// Words of the young, alone.
const WORDS: [&str; 10] = ["under", "boy", "boys", "girl", "girls", "age", "ages", "aged", "kid", "kids"];
/// Beginnings of them.
const BEGINNINGS: [&str; 5] = ["junior", "youth", "cadet", "school", "child"];

/// Whether the name of an event or a competition says that it is of an age group: "U20", "Girls' 100 metres", "Schools Cup".
pub(in crate::feed) fn is_young(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let parted = |pair: &[&str]| matches!(pair, ["u", age] if is_age(age));
    words.iter().any(|word| WORDS.contains(word) || BEGINNINGS.iter().any(|start| word.starts_with(start)) || is_class(word))
        || words.windows(2).any(parted)
}

/// "u20", "u20s", "mu18", "10u", "under20".
fn is_class(word: &str) -> bool {
    let after = word.strip_prefix(['m', 'w', 'f', 'b', 'g', 'j']).into_iter().chain([word]);
    let after = after.filter_map(|word| word.strip_prefix("under").or_else(|| word.strip_prefix('u')));
    let mut ages = after.map(|age| age.trim_end_matches(char::is_alphabetic)).chain(word.strip_suffix('u'));
    ages.any(is_age)
}

fn is_age(text: &str) -> bool {
    (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a text can stand for the name of a minor: a number, with a letter at most. A bib may also have the name on it.
pub(in crate::feed) fn is_number(text: &str) -> bool {
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    (1..=6).contains(&text.len()) && letters <= 1 && letters < text.len() && text.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// A date of birth: `2003-09-20` with or without a time, `20030920`, or the year alone.
fn date_of_birth(text: &str) -> Option<LocalDay> {
    if text.len() == 4 {
        return circuits::civil_day(&format!("{text}-01-01"));
    }
    circuits::civil_day(&civil(text.split('T').next().unwrap_or_default()))
}

/// A date with its hyphens: `20240824` -> `2024-08-24`; anything else as it is.
pub(in crate::feed) fn civil(date: &str) -> String {
    match (date.get(..4), date.get(4..6), date.get(6..)) {
        (Some(year), Some(month), Some(day)) if date.len() == 8 && date.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{year}-{month}-{day}")
        }
        _ => date.to_owned(),
    }
}

/// The least age that a date of birth proves.
fn age_on(born: LocalDay, day: LocalDay) -> Option<u32> {
    let year_only = (born.month, born.day) == (1, 1);
    let before_birthday = (day.month, day.day) < (born.month, born.day);
    let years = i32::from(day.year) - i32::from(born.year) - i32::from(year_only || before_birthday);
    u32::try_from(years).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i16, month: i8, day: i8) -> LocalDay {
        LocalDay { year, month, day }
    }

    fn of_age(born: Option<LocalDay>, age: Option<u32>, youngest: Option<u32>) -> bool {
        Proof { born, age, youngest }.is_of_age(Some(day(2026, 5, 17)), 18)
    }

    #[test]
    fn age_words_are_found() {
        for text in [
            "U20",
            "Women's 100m U18",
            "U-20 Championships",
            "MU18 1500m",
            "12 & Under",
            "Under-23 Road Race",
            "Boys' 100m",
            "Girls\u{2019} Relay",
            "Junior Men",
            "World Juniors",
            "Youth Cup",
            "Ages 13-14",
            "Cadet Sprint",
            "Kids' Run",
            "Schools Championships",
            "10U 50m",
        ] {
            assert!(is_young(text), "{text}");
        }
    }

    #[test]
    fn other_names_are_of_no_age() {
        for text in
            ["Women's 1500 Metres", "Harbour Classic", "EU 2026", "Thunder Run", "Stage 3", "Villages Cup", "Menu 5", "U", "U2026", ""]
        {
            assert!(!is_young(text), "{text}");
        }
    }

    #[test]
    fn a_number_stands_for_a_name_and_a_name_does_not() {
        assert!(["9", "123456", "A12", "12b"].iter().all(|text| is_number(text)));
        assert!(["", "A", "YOUNG", "AB12", "1234567", "9 Ned", "No.9"].iter().all(|text| !is_number(text)));
    }

    #[test]
    fn the_eighteenth_birthday_is_the_limit() {
        assert!(of_age(Some(day(2008, 5, 17)), None, None));
        assert!(!of_age(Some(day(2008, 5, 18)), None, None));
    }

    #[test]
    fn a_birth_on_the_first_of_january_may_be_as_late_as_december() {
        assert!(!of_age(Some(day(2008, 1, 1)), None, None));
        assert!(of_age(Some(day(2007, 1, 1)), None, None));
    }

    #[test]
    fn without_a_date_of_birth_only_an_age_proves_anything() {
        assert!(!of_age(None, None, None), "nothing is known");
        assert!(of_age(None, Some(18), None) && !of_age(None, Some(17), None));
        assert!(of_age(None, None, Some(20)) && !of_age(None, None, Some(13)));
        assert!(!of_age(Some(day(2012, 3, 4)), Some(30), Some(20)), "the date of birth says otherwise");
        assert!(!of_age(Some(day(1970, 1, 1)), Some(10), None), "the age says otherwise");
        assert!(!of_age(Some(day(2030, 1, 1)), None, Some(20)), "a birth after the race proves nothing");
    }

    #[test]
    fn a_date_of_birth_that_proves_nothing_withholds_the_name() {
        let named = |born: &str, day: Option<LocalDay>, name_minors: bool| {
            let born = Text { raw: born.to_owned(), at: String::new() };
            may_be_named(Some(&born), day, 18, Options { name_minors })
        };
        let race = Some(day(2026, 5, 17));
        for born in ["2008-05-17", "20080517", "2008-05-17T00:00:00.000Z", "2007"] {
            assert!(named(born, race, false), "{born}");
        }
        for born in ["2008-05-18", "20080518", "2008", "17.5.1990", "unknown"] {
            assert!(!named(born, race, false) && named(born, race, true), "{born}");
        }
        assert!(!named("1990-01-02", None, false), "the day of the race is not known");
        assert!(may_be_named(None, None, 18, Options::default()), "no date of birth is given");
    }
}
