//! Times, distances, points, laps and wind, with their units.

use super::Reading;
use super::numeral::{cardinal, figures};
use crate::event::{Mark, Unit};
use crate::verify::tokens::Token;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::tokens::tokenise;

    fn first_time(text: &str) -> Option<(usize, i64, u8)> {
        time(&tokenise(text), 0).first().map(|(end, mark)| (*end, mark.value, mark.decimals))
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
    fn distances_laps_and_wind_are_read() {
        assert_eq!(distance(&tokenise("8.38 meters"), 0).map(|(_, m)| (m.value, m.decimals)), Some((8380, 2)));
        assert_eq!(distance(&tokenise("8.38m"), 0).map(|(_, m)| m.value), Some(8380));
        assert_eq!(laps(&tokenise("two laps down"), 0), Some((2, 2)));
        assert_eq!(laps(&tokenise("one laps"), 0), None);
        assert_eq!(wind(&tokenise("+1.2 metres per second"), 0), Some((4, 12)));
        assert_eq!(wind(&tokenise("-0.4 m/s"), 0), Some((5, -4)));
    }
}
