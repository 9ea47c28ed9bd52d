//! Performances: a mark, a status, or both; wind; attempts.

use super::words::Words;
use crate::event::{Irm, Mark, Unit};

/// What a performance says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::feed) struct Performance {
    /// The mark, also beside a disqualification.
    pub(in crate::feed) mark: Option<Mark>,
    /// The status.
    pub(in crate::feed) irm: Option<Irm>,
    /// The rule of a disqualification, as the feed numbers it ("170.6a", "TR16.8").
    pub(in crate::feed) rule: Option<String>,
}

/// Reads `9.81`, `2:08:44`, `8893`, `DNF`, `DQ 8:08.47`, `37.62DQ`, `8:21.67DQ 8:21.67`, `DQ R 170.6a`, `DQ TR16.8` or
/// `56.03DQ IAAF Rule 32.2.a`; `None` for anything else.
pub(in crate::feed) fn performance(text: &str, unit: Unit, words: &Words) -> Option<Performance> {
    let text = text.trim();
    if let Some(irm) = words.irm.get(text) {
        return Some(Performance { mark: None, irm: Some(*irm), rule: None });
    }
    if let Some((before, after)) = text.split_once("DQ") {
        let (before, after) = (before.trim(), after.trim());
        let rule = rule(after);
        let given: Vec<&str> = [before, if rule.is_some() { "" } else { after }].into_iter().filter(|part| !part.is_empty()).collect();
        let marks: Vec<Mark> = given.iter().filter_map(|part| mark(part, unit)).collect();
        let agree = marks.len() == given.len() && marks.windows(2).all(|pair| pair.first() == pair.last());
        let numbered = rule.as_ref().is_none_or(|rule| rule.len() <= 12 && is_numbered(rule));
        return (agree && numbered).then(|| Performance { mark: marks.first().copied(), irm: Some(Irm::Dsq), rule });
    }
    mark(text, unit).map(|mark| Performance { mark: Some(mark), irm: None, rule: None })
}

/// The books that rules are numbered in: technical and competition rules.
const BOOKS: [&str; 2] = ["TR", "CR"];

/// What stands after the word for a rule; its book belongs to its number.
fn rule(text: &str) -> Option<String> {
    let of_book = BOOKS.iter().find_map(|book| Some(format!("{book}{}", text.strip_prefix(book)?.trim())));
    let plain = || ["IAAF Rule", "Rule", "R"].iter().find_map(|word| text.strip_prefix(word)).map(|rule| rule.trim().to_owned());
    of_book.or_else(plain)
}

/// Whether it has a number, after its book or alone.
fn is_numbered(rule: &str) -> bool {
    let number = BOOKS.iter().find_map(|book| rule.strip_prefix(book)).unwrap_or(rule);
    number.starts_with(|c: char| c.is_ascii_digit())
}

/// A mark; zero stands for a missing value and is none.
pub(in crate::feed) fn mark(text: &str, unit: Unit) -> Option<Mark> {
    let mark = match unit {
        Unit::Time => Mark::parse_time(text).ok()?,
        _ => Mark::parse_decimal(text, unit).ok()?,
    };
    (mark.value > 0 && !text.starts_with('+')).then_some(mark)
}

/// Wind in tenths of a metre per second: `0.2`, `+1.2`, `-0.1`. Texts without a reading (`NWI`) are `None`.
pub(in crate::feed) fn wind(text: &str) -> Option<i32> {
    let (sign, body) = match text.trim().strip_prefix('-') {
        Some(body) => (-1, body),
        None => (1, text.trim().trim_start_matches('+')),
    };
    let mark = Mark::parse_decimal(body, Unit::Distance).ok().filter(|mark| mark.decimals == 1 && mark.value < 20_000)?;
    i32::try_from(mark.value / 100).ok().map(|tenths| sign * tenths)
}

/// Whether a text is the signs of a high jump or pole vault at one height: `O`, `XO`, `XX-`, `-`, `XR`.
pub(in crate::feed) fn is_clearance(text: &str) -> bool {
    let upper = text.to_uppercase();
    let cleared = upper.find('O').is_none_or(|at| at + 1 == upper.len());
    (1..=3).contains(&upper.len()) && cleared && upper.chars().all(|c| matches!(c, 'O' | 'X' | '-' | 'P' | 'R'))
}

/// Whether a text is the sign of an attempt without a mark: a foul, a pass, a retirement.
pub(in crate::feed) fn is_no_mark(text: &str) -> bool {
    matches!(text.to_uppercase().as_str(), "X" | "P" | "-" | "R")
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn read(text: &str, unit: Unit) -> Option<(Option<String>, Option<Irm>, Option<String>)> {
        let read = performance(text, unit, words().unwrap())?;
        Some((read.mark.map(Mark::clock), read.irm, read.rule))
    }

    #[test]
    fn marks_and_statuses_are_read() {
        let some = |mark: &str| Some((Some(mark.to_owned()), None, None));
        assert_eq!(read("9.81", Unit::Time), some("9.81"));
        assert_eq!(read("2:08:44", Unit::Time), some("2:08:44"));
        assert_eq!(read("22.52", Unit::Distance), some("22.52"));
        assert_eq!(read("8893", Unit::Points), some("8893"));
        assert_eq!(read("NH", Unit::Distance), Some((None, Some(Irm::NoMark), None)));
    }

    #[test]
    fn a_disqualification_keeps_the_mark_and_the_rule() {
        let out = |mark: Option<&str>, rule: Option<&str>| Some((mark.map(str::to_owned), Some(Irm::Dsq), rule.map(str::to_owned)));
        assert_eq!(read("DQ 8:08.47", Unit::Time), out(Some("8:08.47"), None));
        assert_eq!(read("8:21.67DQ 8:21.67", Unit::Time), out(Some("8:21.67"), None));
        assert_eq!(read("37.62DQ", Unit::Time), out(Some("37.62"), None));
        assert_eq!(read("DQ R 170.6a", Unit::Time), out(None, Some("170.6a")));
        assert_eq!(read("DQ TR16.8", Unit::Time), out(None, Some("TR16.8")));
        assert_eq!(read("DQ CR 6.2", Unit::Distance), out(None, Some("CR6.2")));
        assert_eq!(read("56.03DQ IAAF Rule 32.2.a", Unit::Time), out(Some("56.03"), Some("32.2.a")));
    }

    #[test]
    fn what_is_neither_is_refused() {
        for text in ["", "OUT", "8:21.67DQ 8:21.68", "DQ because", "0.00", "9,81", "+9.81", "DQ R lane", "DQ TR", "DQ TRack", "DQ XR16.8"] {
            assert_eq!(read(text, Unit::Time), None, "{text}");
        }
    }

    #[test]
    fn wind_keeps_its_sign_and_may_be_missing() {
        assert_eq!((wind("0.2"), wind("+1.2"), wind("-0.1"), wind("0.0"), wind("+2.1")), (Some(2), Some(12), Some(-1), Some(0), Some(21)));
        assert_eq!((wind("NWI"), wind(""), wind("2"), wind("1.25"), wind("25.0")), (None, None, None, None, None));
    }

    #[test]
    fn signs_of_attempts_are_told_apart() {
        assert!(["O", "XO", "xxo", "XX-", "-", "XXX", "XR"].iter().all(|text| is_clearance(text)));
        assert!(["OX", "XXXX", "", "8.38", "XOO"].iter().all(|text| !is_clearance(text)));
        assert!(is_no_mark("X") && is_no_mark("p") && !is_no_mark("O") && !is_no_mark("8.38"));
    }
}
