//! What a category says: whether somebody is of age, under which age they are, and their gender.

use crate::event::Gender;

/// A category, read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Category {
    /// Known to be of age: seniors, masters, and under 23. In `U20` runs who is 17, and a gender alone says nothing.
    pub(super) of_age: bool,
    /// The age limit of a younger category: `U15B`, `15G`.
    pub(super) under: Option<u32>,
    pub(super) gender: Option<Gender>,
}

/// The age group of those from 20 to 22 (UK Athletics). Of other limits nobody knows where the group begins.
const ADULT_LIMIT: u32 = 23;
/// Ages of masters, in steps of five.
const MASTERS: std::ops::RangeInclusive<u32> = 30..=110;
/// Letters of seniors, without a number.
const SENIORS: [&str; 9] = ["SM", "SW", "SF", "MS", "WS", "SEN", "SENIOR", "SENIORMEN", "SENIORWOMEN"];
/// Letters of masters, beside an age. `F` alone is not among them: `F40` is also a class of para athletics.
const VETERANS: [&str; 13] = ["M", "W", "V", "VM", "VW", "VF", "MV", "WV", "FV", "SM", "SW", "SF", "MM"];
/// Letters of the age group under 23.
const LIMITS: [&str; 10] = ["U", "UM", "UW", "UF", "MU", "WU", "FU", "UNDER", "UNDERM", "UNDERW"];

/// Reads a category, in any case and with any blanks and marks in it. What it does not know is not of age.
pub(super) fn read(category: &str) -> Category {
    let plain: String = category.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    let digits = plain.find(|c: char| c.is_ascii_digit()).unwrap_or(plain.len());
    let (before, rest) = plain.split_at(digits);
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (number, after) = rest.split_at(end);
    let letters = format!("{before}{after}");
    let age: Option<u32> = number.parse().ok().filter(|_| !number.starts_with('0'));
    let is_limit = before.ends_with('U') || before.ends_with("UNDER");
    let of_age = match age {
        None => number.is_empty() && SENIORS.contains(&letters.as_str()),
        Some(age) if is_limit => age == ADULT_LIMIT && LIMITS.contains(&letters.as_str()),
        Some(age) => MASTERS.contains(&age) && age % 5 == 0 && VETERANS.contains(&letters.as_str()),
    };
    // "G15" is a boy of 15 in Norway, "15G" a girl under 15 in Britain: only the latter is an age limit.
    let is_limit = is_limit || (before.is_empty() && matches!(after, "B" | "G"));
    Category { of_age, under: age.filter(|age| is_limit && (5..ADULT_LIMIT).contains(age)), gender: gender(&letters) }
}

fn gender(letters: &str) -> Option<Gender> {
    match letters {
        "SM" | "MS" | "M" | "UM" | "MU" | "JM" | "VM" | "MV" | "MM" | "MEN" | "SENIORMEN" | "UNDERM" => Some(Gender::Men),
        "SW" | "WS" | "W" | "SF" | "F" | "UW" | "WU" | "UF" | "FU" | "JW" | "VW" | "WV" | "VF" | "FV" | "WOMEN" | "SENIORWOMEN"
        | "UNDERW" => Some(Gender::Women),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seniors_masters_and_those_under_23_are_of_age() {
        for of_age in ["SM", "SW", "SF", "sm", " S W ", "Senior Men", "M35", "W45", "V40", "MV45", "V50M", "U23", "u23w", "Under 23"] {
            let read = read(of_age);
            assert!(read.of_age && read.under.is_none(), "{of_age}");
        }
    }

    #[test]
    fn everybody_else_may_be_a_minor() {
        for minor in [
            "", "?", "OPEN", "U20", "U20M", "u15b", "15G", "JB", "J", "B", "G", "JM", "M17", "G15", "M2010", "M08", "U230", "F40", "T54",
            "U23B", "M36", "35", "K", "M35-39", "U24", "U35", "U110", "Under 40", "M", "W", "F", "Men", "WOMEN",
        ] {
            assert!(!read(minor).of_age, "{minor}");
        }
    }

    #[test]
    fn an_age_limit_is_told_only_where_it_is_one() {
        for (category, under) in [
            ("U15B", Some(15)),
            ("u13g", Some(13)),
            ("15G", Some(15)),
            ("Under 17", Some(17)),
            ("U20M", Some(20)),
            ("JB", None),
            ("G15", None),
            ("M17", None),
            ("U08", None),
            ("U2", None),
            ("?", None),
        ] {
            assert_eq!(read(category).under, under, "{category}");
        }
    }

    #[test]
    fn the_gender_is_that_of_the_letters() {
        let of = |category: &str| read(category).gender;
        assert_eq!((of("SM"), of("V50M"), of("U20M")), (Some(Gender::Men), Some(Gender::Men), Some(Gender::Men)));
        assert_eq!((of("W45"), of("sf")), (Some(Gender::Women), Some(Gender::Women)));
        assert_eq!((of("V40"), of("?"), of("15G")), (None, None, None));
    }
}
