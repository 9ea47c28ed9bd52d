//! The name of an event as copy and headlines have it: "women's 10,000-meter final", "boys' 12-13 4x100 medley relay".

use super::{Profile, spelling};
use std::collections::BTreeSet;

/// Units of a distance and their singular, which a noun behind them makes an adjective ("110-metre hurdles").
const UNITS: [(&str, &str); 6] = [
    ("metres", "metre"),
    ("meters", "meter"),
    ("kilometres", "kilometre"),
    ("kilometers", "kilometer"),
    ("yards", "yard"),
    ("miles", "mile"),
];
/// Units that headlines leave out, as desks do: "100 freestyle", "400 hurdles".
const IMPLIED: [&str; 5] = ["metre", "metres", "meter", "meters", "yard"];
/// What tells the event without its unit.
const TELLING: [&str; 9] =
    ["relay", "freestyle", "backstroke", "breaststroke", "butterfly", "medley", "individual", "hurdles", "steeplechase"];
/// Words behind a unit that are not what it measures.
const JOINING: [&str; 4] = ["for", "of", "in", "and"];

/// The name in running copy, in the spelling of the profile: "men's 110-meter hurdles", "women's 100 meters". Proper names
/// ("Harbour 10K") stay as they are.
pub fn styled(name: &str, profile: Profile) -> String {
    spelling::name_to_profile(&hyphenated(name), profile)
}

/// All that running copy may call it: as the feed has it, with American units, and as either profile has it.
pub fn spellings(name: &str) -> BTreeSet<String> {
    let styled = [Profile::Ap, Profile::Uk].map(|profile| styled(name, profile));
    [name.to_owned(), spelling::name_to_profile(name, Profile::Ap)].into_iter().chain(styled).collect()
}

/// The name in a headline: without a unit that the event implies, and with the ages before it ("girls' 10-11 4x50 relay").
pub fn headline(name: &str, profile: Profile) -> String {
    let name = ages_first(&hyphenated(name));
    let words: Vec<&str> = name.split(' ').collect();
    let short = words.iter().enumerate().map(|(at, word)| {
        let telling = words.get(at + 1).is_some_and(|next| TELLING.contains(next));
        match word.split_once('-') {
            Some((number, unit)) if telling && IMPLIED.contains(&unit) && is_number(number) => number,
            _ => word,
        }
    });
    spelling::name_to_profile(&short.collect::<Vec<_>>().join(" "), profile)
}

/// "10,000 metres final" -> "10,000-metre final"; "100 metres" and "100 metres for ages 8 to 9" as they are.
fn hyphenated(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let mut out: Vec<String> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let unit = UNITS.iter().find(|(many, _)| many == word);
        let noun = match words.get(at + 1..).unwrap_or_default() {
            // "100 metres A race"
            [letter, next, ..] if letter.len() == 1 && letter.starts_with(char::is_uppercase) => next.starts_with(char::is_lowercase),
            [next, ..] => next.starts_with(char::is_lowercase) && !JOINING.contains(next),
            [] => false,
        };
        match (unit, out.last_mut()) {
            (Some((_, one)), Some(number)) if noun && is_number(number) => *number = format!("{number}-{one}"),
            _ => out.push((*word).to_owned()),
        }
    }
    out.join(" ")
}

/// "girls' relay for ages 10 to 11" -> "girls' 10-11 relay".
fn ages_first(name: &str) -> String {
    let moved = || {
        let (event, ages) = name.split_once(" for ages ")?;
        let (from, to) = ages.split_once(" to ")?;
        let (who, what) = event.split_once(' ')?;
        (is_number(from) && is_number(to) && who.ends_with(['\'', 's'])).then(|| format!("{who} {from}-{to} {what}"))
    };
    moved().unwrap_or_else(|| name.to_owned())
}

/// "100", "1,500", "4x100", "12.5".
fn is_number(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | 'x');
    text.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with(|c: char| c.is_ascii_digit()) && text.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_distance_before_a_noun_is_hyphenated() {
        for (name, ap) in [
            ("women's 10,000 metres final", "women's 10,000-meter final"),
            ("men's 4x100 metres freestyle relay", "men's 4x100-meter freestyle relay"),
            ("second heat of the men's 110 metres hurdles", "second heat of the men's 110-meter hurdles"),
            ("men's 20 kilometres race walk", "men's 20-kilometer race walk"),
            ("men's 200 yards individual medley", "men's 200-yard individual medley"),
            ("men's 100 metres", "men's 100 meters"),
            ("100 metres A race", "100-meter A race"),
            ("100 metres A", "100 meters A"),
            ("girls' 100 metres for ages 8 to 9", "girls' 100 meters for ages 8 to 9"),
            ("Harbour 10K", "Harbour 10K"),
        ] {
            assert_eq!(styled(name, Profile::Ap), ap);
        }
        assert_eq!(styled("women's 400 metres hurdles", Profile::Uk), "women's 400-metre hurdles");
    }

    #[test]
    fn a_headline_leaves_out_what_the_event_implies() {
        for (name, ap) in [
            ("women's 10,000 metres final", "women's 10,000-meter final"),
            ("girls' 4x100 metres breaststroke relay for ages 10 to 11", "girls' 10-11 4x100 breaststroke relay"),
            ("men's 110 metres hurdles final", "men's 110 hurdles final"),
            ("men's 20 kilometres race walk", "men's 20-kilometer race walk"),
            ("women's 100 metres for ages 40 and over", "women's 100 meters for ages 40 and over"),
        ] {
            assert_eq!(headline(name, Profile::Ap), ap);
        }
    }
}
