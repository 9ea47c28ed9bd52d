//! Numbers, ordinals, times, distances, dates and wind, read from tokens.
//!
//! The verifier reads values with code of its own: it shares none with the code that writes them.

use super::tokens::Token;
use crate::event::{LocalDay, Mark, Unit};

/// A weekday and a date, as far as the text gives them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DayText {
    /// Monday is 1.
    pub weekday: Option<u8>,
    /// Month and day of the month.
    pub date: Option<(i8, i8)>,
    /// Year.
    pub year: Option<i16>,
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
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ORDINALS: [&str; 20] = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [(&str, &str); 12] = [
    ("January", "Jan"),
    ("February", "Feb"),
    ("March", "March"),
    ("April", "April"),
    ("May", "May"),
    ("June", "June"),
    ("July", "July"),
    ("August", "Aug"),
    ("September", "Sept"),
    ("October", "Oct"),
    ("November", "Nov"),
    ("December", "Dec"),
];

fn index(list: &[&str], word: &str) -> Option<i64> {
    list.iter().position(|known| *known == word).and_then(|at| i64::try_from(at).ok())
}

/// A whole number in figures (with thousands commas) or in words up to ninety-nine; "no" is none.
pub fn cardinal(word: &str) -> Option<i64> {
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return figures(word);
    }
    if let Some(found) = index(&ONES, word) {
        return Some(found);
    }
    let (tens, ones) = word.split_once('-').unwrap_or((word, ""));
    let tens = (index(&TENS, tens)? + 2) * 10;
    if ones.is_empty() { Some(tens) } else { index(&ONES, ones).filter(|ones| (1..10).contains(ones)).map(|ones| tens + ones) }
}

/// A whole number of one or more words or in figures, with the token after it: "seven", "140", "one hundred (and) thirty-three".
pub fn count(tokens: &[Token], at: usize) -> Option<Reading<i64>> {
    let word = |at: usize| tokens.get(at).map(|token| token.lower.as_str());
    let first = cardinal(word(at)?)?;
    if !(1..10).contains(&first) || word(at + 1) != Some("hundred") {
        return Some((at + 1, first));
    }
    let next = at + 2 + usize::from(word(at + 2) == Some("and"));
    let rest = word(next).filter(|word| word.starts_with(char::is_alphabetic)).and_then(cardinal).filter(|rest| (1..100).contains(rest));
    Some(rest.map_or((at + 2, first * 100), |rest| (next + 1, first * 100 + rest)))
}

/// Digits, with commas only between groups of three.
fn figures(word: &str) -> Option<i64> {
    let groups: Vec<&str> = word.split(',').collect();
    let sound = groups.iter().enumerate().all(|(at, group)| {
        group.bytes().all(|b| b.is_ascii_digit())
            && if at == 0 { (1..=9).contains(&group.len()) && (groups.len() == 1 || group.len() <= 3) } else { group.len() == 3 }
    });
    if sound { groups.concat().parse().ok() } else { None }
}

/// `third`, `22nd`, `twenty-first`; a figure needs its right ending.
pub fn ordinal(word: &str) -> Option<i64> {
    if let Some(found) = index(&ORDINALS, word) {
        return Some(found).filter(|found| *found > 0);
    }
    if let Some((tens, ones)) = word.split_once('-') {
        let ones = index(&ORDINALS, ones).filter(|ones| (1..10).contains(ones))?;
        return Some((index(&TENS, tens)? + 2) * 10 + ones);
    }
    if let Some(tens) = word.strip_suffix("ieth") {
        return index(&TENS, &format!("{tens}y")).map(|at| (at + 2) * 10);
    }
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number = figures(digits)?;
    let teen = (11..=13).contains(&(number % 100));
    let ending = match number % 10 {
        1 if !teen => "st",
        2 if !teen => "nd",
        3 if !teen => "rd",
        _ => "th",
    };
    (word.strip_prefix(digits) == Some(ending)).then_some(number)
}

/// Where a reading ends and what it gave.
pub type Reading<T> = (usize, T);

/// Every way to read a time at `at`: words ("1 hour, 19 minutes, 57.566 seconds"), clock (`1:44.701`), longest first.
pub fn time(tokens: &[Token], at: usize) -> Vec<Reading<Mark>> {
    let mut found = Vec::new();
    found.extend(spoken_time(tokens, at));
    found.extend(fraction_of_second(tokens, at));
    if let Some(token) = tokens.get(at)
        && token.text.contains(':')
        && let Ok(mark) = Mark::parse_time(&token.text)
        && !token.text.starts_with('+')
    {
        found.push((at + 1, mark));
    }
    found.sort_by_key(|(end, _)| std::cmp::Reverse(*end));
    found
}

/// A bare decimal such as `9.81`, read in the unit of the event.
pub fn bare(tokens: &[Token], at: usize, unit: Unit) -> Option<Reading<Mark>> {
    let token = tokens.get(at).filter(|token| token.is_figure() && token.text.contains('.'))?;
    Mark::parse_decimal(&token.text, unit).ok().map(|mark| (at + 1, mark))
}

fn spoken_time(tokens: &[Token], at: usize) -> Option<Reading<Mark>> {
    const UNITS: [(&str, &str, i64); 3] = [("hour", "hours", 3_600_000), ("minute", "minutes", 60_000), ("second", "seconds", 1000)];
    let mut total = Mark::time(0, 0);
    let mut best = None;
    let mut position = at;
    let mut next_unit = 0;
    while let Some((number, end)) = amount(tokens, position) {
        let word_at = if tokens.get(end).is_some_and(|t| t.text == "-") { end + 1 } else { end };
        let word = tokens.get(word_at).map(|token| token.lower.as_str());
        let Some((which, size)) = UNITS
            .iter()
            .enumerate()
            .skip(next_unit)
            .find_map(|(which, (one, many, size))| (word == Some(one) || word == Some(many)).then_some((which, *size)))
        else {
            break;
        };
        if number.decimals > 0 && size != 1000 {
            break;
        }
        if next_unit > 0 && number.value >= 60_000 {
            break;
        }
        total = Mark::time(total.value + number.value / 1000 * size + number.value % 1000, number.decimals);
        best = Some((word_at + 1, total));
        next_unit = which + 1;
        position = word_at + 1;
        position += usize::from(tokens.get(position).is_some_and(|token| token.text == ","));
        position += usize::from(tokens.get(position).is_some_and(|token| token.lower == "and"));
    }
    best
}

/// A number of seconds, minutes or metres with its decimals, in figures or words.
fn amount(tokens: &[Token], at: usize) -> Option<(Mark, usize)> {
    let token = tokens.get(at)?;
    if token.is_figure() {
        let plain = token.text.replace(',', "");
        let sound = !token.text.contains(',') || figures(token.text.split('.').next().unwrap_or("")).is_some();
        return Mark::parse_decimal(&plain, Unit::Points).ok().filter(|_| sound).map(|mark| (mark, at + 1));
    }
    cardinal(&token.lower).map(|number| (Mark { unit: Unit::Points, value: number * 1000, decimals: 0 }, at + 1))
}

/// "0.02 of a second", "two hundredths of a second".
fn fraction_of_second(tokens: &[Token], at: usize) -> Option<Reading<Mark>> {
    let (number, mut end) = amount(tokens, at)?;
    let mut mark = Mark::time(number.value, number.decimals);
    let parts = [("tenth", 100, 1), ("hundredth", 10, 2), ("thousandth", 1, 3)];
    let word = tokens.get(end).map_or("", |token| token.lower.trim_end_matches('s'));
    if let Some((_, size, decimals)) = parts.iter().find(|(name, _, _)| *name == word) {
        mark = Mark::time(number.value / 1000 * size, *decimals);
        end += 1;
    } else if number.decimals == 0 {
        return None;
    }
    let rest: Vec<&str> = tokens.get(end..end + 3)?.iter().map(|token| token.lower.as_str()).collect();
    (rest == ["of", "a", "second"]).then_some((end + 3, mark))
}

/// A distance: `8.38 metres`, `8.38 meters`, `8.38m`.
pub fn distance(tokens: &[Token], at: usize) -> Option<Reading<Mark>> {
    let token = tokens.get(at)?;
    if let Some(body) = token.text.strip_suffix('m') {
        return Mark::parse_decimal(body, Unit::Distance).ok().map(|mark| (at + 1, mark));
    }
    let (number, end) = amount(tokens, at)?;
    let unit = tokens.get(end)?;
    let mark = Mark { unit: Unit::Distance, ..number };
    match unit.lower.as_str() {
        "metres" | "meters" | "metre" | "meter" | "m" => Some((end + 1, mark)),
        "centimetres" | "centimeters" | "centimetre" | "centimeter" | "cm" if number.decimals == 0 => {
            Some((end + 1, Mark { value: number.value / 100, decimals: 2, ..mark }))
        }
        _ => None,
    }
}

/// A number of points with its decimals; the word "points" stays in the text.
pub fn points(tokens: &[Token], at: usize) -> Option<Reading<Mark>> {
    amount(tokens, at).map(|(mark, end)| (end, mark))
}

/// A whole number of laps: "two laps", "a lap", "1 lap".
pub fn laps(tokens: &[Token], at: usize) -> Option<Reading<i64>> {
    let first = tokens.get(at)?;
    let number = if first.lower == "a" { 1 } else { cardinal(&first.lower)? };
    let word = tokens.get(at + 1)?;
    let fits = if number == 1 { word.lower == "lap" } else { word.lower == "laps" };
    fits.then_some((at + 2, number))
}

/// Wind in tenths: `+1.2 metres per second`, `1.2m/s`.
pub fn wind(tokens: &[Token], at: usize) -> Option<Reading<i64>> {
    let first = tokens.get(at)?;
    let minus = matches!(first.text.as_str(), "-" | "−" | "–") || first.lower == "minus";
    let number_at = at + usize::from(minus);
    let token = tokens.get(number_at)?;
    let body = token.text.trim_start_matches('+').trim_end_matches('m');
    let mark = Mark::parse_decimal(body, Unit::Points).ok().filter(|mark| mark.decimals <= 1)?;
    let rest: Vec<&str> = tokens.iter().skip(number_at + 1).take(3).map(|token| token.lower.as_str()).collect();
    let end = match rest.as_slice() {
        ["metres" | "meters", "per", "second"] | ["m", "/", "s"] => number_at + 4,
        ["/", "s", ..] => number_at + 3,
        _ => return None,
    };
    Some((end, if minus { -mark.value / 100 } else { mark.value / 100 }))
}

/// A weekday, a date, or a weekday with a date, with or without a year; longest first.
pub fn day(tokens: &[Token], at: usize) -> Option<Reading<DayText>> {
    let mut day = DayText::default();
    let mut end = at;
    if let Some(found) = tokens.get(at).and_then(|token| WEEKDAYS.iter().position(|name| *name == token.text)) {
        day.weekday = u8::try_from(found + 1).ok();
        end += 1;
    }
    let comma = usize::from(day.weekday.is_some() && tokens.get(end).is_some_and(|token| token.text == ","));
    if let Some((after, date, year)) = date(tokens, end + comma) {
        day.date = Some(date);
        day.year = year;
        end = after;
    }
    (end > at).then_some((end, day))
}

fn date(tokens: &[Token], at: usize) -> Option<(usize, (i8, i8), Option<i16>)> {
    let number = |at: usize| {
        tokens
            .get(at)
            .filter(|token| token.text.len() <= 2)
            .and_then(|token| token.text.parse::<i8>().ok())
            .filter(|day| (1..=31).contains(day))
    };
    let year = |at: usize| tokens.get(at).filter(|token| token.text.len() == 4).and_then(|token| token.text.parse::<i16>().ok());
    if let Some((month, after)) = month(tokens, at) {
        let day = number(after)?;
        let comma = tokens.get(after + 1).is_some_and(|token| token.text == ",");
        return Some(match year(after + 2).filter(|_| comma) {
            Some(year) => (after + 3, (month, day), Some(year)),
            None => (after + 1, (month, day), None),
        });
    }
    let day = number(at)?;
    let (month, after) = month(tokens, at + 1)?;
    Some(year(after).map_or((after, (month, day), None), |year| (after + 1, (month, day), Some(year))))
}

fn month(tokens: &[Token], at: usize) -> Option<(i8, usize)> {
    let token = tokens.get(at)?;
    let (position, (long, _)) = MONTHS.iter().enumerate().find(|(_, (long, short))| token.text == *long || token.text == *short)?;
    let dot = token.text != *long && tokens.get(at + 1).is_some_and(|next| next.text == ".");
    Some((i8::try_from(position + 1).ok()?, at + 1 + usize::from(dot)))
}

/// The ISO weekday (Monday is 1) of a date of the Gregorian calendar, by Sakamoto's congruence.
pub fn weekday(day: LocalDay) -> u8 {
    const SHIFT: [i32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let month = usize::try_from(day.month - 1).unwrap_or_default();
    let year = i32::from(day.year) - i32::from(day.month < 3);
    let shift = SHIFT.get(month).copied().unwrap_or_default();
    let from_sunday = (year + year / 4 - year / 100 + year / 400 + shift + i32::from(day.day)).rem_euclid(7);
    u8::try_from(if from_sunday == 0 { 7 } else { from_sunday }).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokenise;
    use super::*;

    fn first_time(text: &str) -> Option<(usize, i64, u8)> {
        time(&tokenise(text), 0).first().map(|(end, mark)| (*end, mark.value, mark.decimals))
    }

    #[test]
    fn cardinals_and_ordinals_are_read_and_wrong_ones_are_not() {
        assert_eq!(cardinal("twenty-two"), Some(22));
        assert_eq!(cardinal("10,000"), Some(10_000));
        assert_eq!(cardinal("1,00"), None);
        assert_eq!(cardinal("dozen"), None);
        assert_eq!(ordinal("22nd"), Some(22));
        assert_eq!(ordinal("11th"), Some(11));
        assert_eq!(ordinal("twenty-first"), Some(21));
        assert_eq!(ordinal("twentieth"), Some(20));
        assert_eq!(ordinal("22th"), None);
        assert_eq!(ordinal("one"), None);
    }

    #[test]
    fn times_in_every_form_are_read_exactly() {
        assert_eq!(first_time("1 hour, 19 minutes, 57.566 seconds"), Some((8, 4_797_566, 3)));
        assert_eq!(first_time("1 hour 19 minutes and 57.566 seconds"), Some((7, 4_797_566, 3)));
        assert_eq!(first_time("29 minutes, 17.45 seconds, a world record"), Some((5, 1_757_450, 2)));
        assert_eq!(first_time("1:44.701"), Some((1, 104_701, 3)));
        assert_eq!(first_time("0.647 seconds"), Some((2, 647, 3)));
        assert_eq!(first_time("0.647-second"), Some((3, 647, 3)));
        assert_eq!(first_time("two hundredths of a second"), Some((5, 20, 2)));
        assert_eq!(first_time("0.02 of a second"), Some((4, 20, 2)));
        assert_eq!(first_time("61 minutes, 75 seconds"), Some((2, 3_660_000, 0)));
        assert_eq!(first_time("7 places"), None);
    }

    #[test]
    fn dates_in_both_orders_are_read() {
        let read = |text: &str| day(&tokenise(text), 0).map(|(_, day)| day);
        let full = DayText { weekday: Some(7), date: Some((7, 28)), year: Some(2024) };
        assert_eq!(read("Sunday, July 28, 2024"), Some(full));
        assert_eq!(read("Sunday 28 July 2024"), Some(full));
        assert_eq!(read("Sept. 1"), Some(DayText { date: Some((9, 1)), ..DayText::default() }));
        assert_eq!(read("sunday"), None);
        assert_eq!(read("July 32"), None);
    }

    #[test]
    fn weekdays_follow_the_calendar() {
        for (year, month, day, expected) in [(2024, 7, 28, 7), (2016, 8, 12, 5), (2000, 2, 29, 2), (1999, 12, 31, 5)] {
            assert_eq!(weekday(LocalDay { year, month, day }), expected);
        }
    }

    #[test]
    fn distances_laps_and_wind_are_read() {
        assert_eq!(distance(&tokenise("8.38 meters"), 0).map(|(_, m)| (m.value, m.decimals)), Some((8380, 2)));
        assert_eq!(distance(&tokenise("8.38m"), 0).map(|(_, m)| m.value), Some(8380));
        assert_eq!(laps(&tokenise("two laps down"), 0), Some((2, 2)));
        assert_eq!(laps(&tokenise("one laps"), 0), None);
        assert_eq!(wind(&tokenise("+1.2 metres per second"), 0), Some((4, 12)));
        assert_eq!(wind(&tokenise("-0.4 m/s"), 0), Some((5, -4)));
    }
}
