//! Measures in prose: times, gaps, distances, points and laps, exact, with the decimals that the feed gave.
//!
//! A value that needs more decimals than it is said to have is written out in full: nothing is rounded or cut. Each form
//! has a parser that gives back the value and its decimals.

use super::{Profile, duration, noun, number};

/// A time in words, for its first mention: "0.647 seconds", "3 minutes, 26.1 seconds",
/// "1 hour, 19 minutes, 57.566 seconds"; UK without commas. Units that are zero are left out but for minutes between the
/// others ("1 hour, 0 minutes, 5.2 seconds").
/// `ms` are milliseconds; a negative time has a leading hyphen.
pub fn duration_words(ms: i64, decimals: u8, profile: Profile) -> String {
    duration::words(ms, decimals, profile)
}

/// A time in the clock form: "58.86", "3:26.1", "1:19:57.566".
pub fn duration_clock(ms: i64, decimals: u8) -> String {
    duration::clock(ms, decimals)
}

/// Reads a time as (milliseconds, decimals), in words (with or without commas or "and", counts in figures or words, units
/// in full or as hr, min, sec) or in the clock form. A bare number ("58.86") is a clock form too: seconds.
pub fn parse_duration(text: &str) -> Option<(i64, u8)> {
    duration::parse(text)
}

/// The time between two competitors, in words: "0.647 seconds", "1 second", "1 minute, 2.3 seconds".
pub fn gap(ms: i64, decimals: u8, profile: Profile) -> String {
    duration::words(ms, decimals, profile)
}

/// A distance or height in metres: "8.38 metres" (UK), "8.38 meters" (AP), "10,000 metres". `mm` are millimetres.
pub fn distance(mm: i64, decimals: u8, profile: Profile) -> String {
    let unit = if profile == Profile::Ap { "meter" } else { "metre" };
    quantity(mm, decimals, unit)
}

/// A difference of distances: below a metre in whole centimetres where it has them, "1 centimetre", "74 centimeters".
pub fn distance_gap(mm: i64, decimals: u8, profile: Profile) -> String {
    if decimals != 2 || !(10..1000).contains(&mm) {
        return distance(mm, decimals, profile);
    }
    let unit = if profile == Profile::Ap { "centimeter" } else { "centimetre" };
    quantity(mm * 100, 0, unit)
}

/// Reads a distance in metres as (millimetres, decimals): "8.38 metres", "8.38 meters", "8.38m".
pub fn parse_distance(text: &str) -> Option<(i64, u8)> {
    parse_quantity(text, &[" metres", " meters", " metre", " meter", " m", "m"])
}

/// Points with as many decimals as they need: "25 points", "12.5 points", "1 point". The value is in thousandths.
pub fn points(thousandths: i64) -> String {
    quantity(thousandths, 0, "point")
}

/// Points without the word, as a count: "277", "12.5", "two".
pub fn points_alone(thousandths: i64, profile: Profile) -> String {
    match u64::try_from(thousandths) {
        Ok(whole) if whole % 1000 == 0 => number::cardinal(whole / 1000, profile),
        _ => duration::thousandths(thousandths.unsigned_abs(), 0),
    }
}

/// A score with the decimals that the feed gave: "15.700 points".
pub fn score(thousandths: i64, decimals: u8) -> String {
    quantity(thousandths, decimals, "point")
}

/// Reads points as (thousandths, decimals).
pub fn parse_points(text: &str) -> Option<(i64, u8)> {
    parse_quantity(text, &[" points", " point", " pts"])
}

/// Laps: "one lap", "two laps", "44 laps".
pub fn laps(n: u64, profile: Profile) -> String {
    format!("{} {}", number::cardinal(n, profile), noun::plural("lap", n))
}

/// Reads a count of laps, in words or figures.
pub fn parse_laps(text: &str) -> Option<u64> {
    let count = text.strip_suffix(" laps").or_else(|| text.strip_suffix(" lap"))?;
    number::parse_cardinal(count)
}

/// A decimal with its unit; the unit is singular only for exactly one without decimals.
fn quantity(value: i64, decimals: u8, unit: &str) -> String {
    let figure = duration::thousandths(value.unsigned_abs(), decimals);
    let sign = if value < 0 { "-" } else { "" };
    format!("{sign}{figure} {unit}{}", if figure == "1" { "" } else { "s" })
}

/// The reverse of [`quantity`] for any of the given units; a whole number may be in words.
fn parse_quantity(text: &str, units: &[&str]) -> Option<(i64, u8)> {
    let body = text.strip_prefix('-').unwrap_or(text);
    let count = units.iter().find_map(|unit| body.strip_suffix(unit))?;
    let (value, decimals) = match number::parse_cardinal(count) {
        Some(n) => (i64::try_from(n).ok()?.checked_mul(1000)?, 0),
        None => duration::parse_thousandths(count)?,
    };
    Some((if body.len() < text.len() { -value } else { value }, decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_in_words_and_clock() {
        for (ms, decimals, ap, uk, clock) in [
            (647, 3, "0.647 seconds", "0.647 seconds", "0.647"),
            (1000, 0, "1 second", "1 second", "1"),
            (1000, 1, "1.0 seconds", "1.0 seconds", "1.0"),
            (0, 0, "0 seconds", "0 seconds", "0"),
            (206_100, 1, "3 minutes, 26.1 seconds", "3 minutes 26.1 seconds", "3:26.1"),
            (62_300, 1, "1 minute, 2.3 seconds", "1 minute 2.3 seconds", "1:02.3"),
            (4_797_566, 3, "1 hour, 19 minutes, 57.566 seconds", "1 hour 19 minutes 57.566 seconds", "1:19:57.566"),
            (3_605_200, 1, "1 hour, 0 minutes, 5.2 seconds", "1 hour 0 minutes 5.2 seconds", "1:00:05.2"),
            (7_860_000, 0, "2 hours, 11 minutes", "2 hours 11 minutes", "2:11:00"),
            (7_860_000, 2, "2 hours, 11 minutes, 0.00 seconds", "2 hours 11 minutes 0.00 seconds", "2:11:00.00"),
            (-500, 1, "-0.5 seconds", "-0.5 seconds", "-0.5"),
        ] {
            assert_eq!(duration_words(ms, decimals, Profile::Ap), ap);
            assert_eq!(duration_words(ms, decimals, Profile::Uk), uk);
            assert_eq!(gap(ms, decimals, Profile::Ap), ap);
            assert_eq!(duration_clock(ms, decimals), clock);
        }
    }

    #[test]
    fn nothing_is_rounded_or_cut() {
        assert_eq!(duration_clock(647, 1), "0.647");
        assert_eq!(duration_words(59_999, 0, Profile::Ap), "59.999 seconds");
        assert_eq!(distance(8_955, 2, Profile::Uk), "8.955 metres");
        assert_eq!(duration_clock(59_500, 9), "59.500");
    }

    #[test]
    fn times_are_read_back_with_their_decimals() {
        let mut ms = 0;
        while ms < 20_000_000 {
            for (decimals, unit) in [(0_u8, 1000), (1, 100), (2, 10), (3, 1)] {
                let exact = ms / unit * unit;
                assert_eq!(parse_duration(&duration_clock(exact, decimals)), Some((exact, decimals)));
                for profile in [Profile::Ap, Profile::Uk] {
                    let words = duration_words(exact, decimals, profile);
                    assert_eq!(parse_duration(&words), Some((exact, decimals)), "{words}");
                }
            }
            ms += 7_919;
        }
        for text in ["two hours, 11 minutes and 5.01 seconds", "2 hrs 11 mins 5.01 secs", "2:11:05.01"] {
            assert_eq!(parse_duration(text), Some((7_865_010, 2)), "{text}");
        }
        assert_eq!(parse_duration("75 minutes"), Some((4_500_000, 0)));
        assert_eq!(parse_duration("-0.5 seconds"), Some((-500, 1)));
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "seconds",
            "1 second 2 seconds",
            "3 seconds 1 minute",
            "1 minute, 60 seconds",
            "1.5 minutes",
            "1:2.3",
            "1:60",
            "1:60:00",
            "1:2:03",
            "1:02:3",
            "0.6471",
            "1.",
            ".5",
            "1:02:03:04",
            "5 laps",
            "1  second",
            "--1",
            "a second",
            "99999999999999999999 hours",
            "9223372036854775807 hours",
        ] {
            assert_eq!(parse_duration(text), None, "{text}");
        }
    }

    #[test]
    fn distances_points_and_laps() {
        for (mm, decimals, uk, ap) in [
            (8_380, 2, "8.38 metres", "8.38 meters"),
            (1_000, 0, "1 metre", "1 meter"),
            (1_000, 2, "1.00 metres", "1.00 meters"),
            (10_000_000, 0, "10,000 metres", "10,000 meters"),
            (6_250, 2, "6.25 metres", "6.25 meters"),
        ] {
            assert_eq!(distance(mm, decimals, Profile::Uk), uk);
            assert_eq!(distance(mm, decimals, Profile::Ap), ap);
            assert_eq!(parse_distance(uk), Some((mm, decimals)));
            assert_eq!(parse_distance(ap), Some((mm, decimals)));
        }
        assert_eq!(parse_distance("8.38m"), Some((8_380, 2)));
        assert_eq!(parse_distance("8.38"), None);
        assert_eq!(parse_distance("metres"), None);
        for (value, text) in [(25_000, "25 points"), (12_500, "12.5 points"), (1_000, "1 point"), (0, "0 points"), (7_250, "7.25 points")] {
            assert_eq!(points(value), text);
            assert_eq!(parse_points(text).unwrap().0, value);
        }
        assert_eq!(score(15_700, 3), "15.700 points");
        assert_eq!(parse_points("15.700 points"), Some((15_700, 3)));
        for (n, text) in [(1, "one lap"), (2, "two laps"), (44, "44 laps")] {
            assert_eq!(laps(n, Profile::Uk), text);
            assert_eq!(parse_laps(text), Some(n));
        }
        assert_eq!(parse_laps("some laps"), None);
    }
}
