//! Marks: times, distances and points as exact integers with the precision the feed gave.

use serde::{Deserialize, Serialize};
use std::fmt;

/// What a [`Mark`] measures; the unit of its `value` is in brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A time (milliseconds); less is better.
    Time,
    /// A distance or a height (millimetres); more is better.
    Distance,
    /// Points or a score (thousandths); more is better.
    Points,
}

/// A measured value, exact, with as many decimals as the feed gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Mark {
    /// What is measured.
    pub unit: Unit,
    /// Milliseconds, millimetres or thousandths of a point.
    pub value: i64,
    /// Decimals that the feed gave (of seconds, metres or points), 0 to 3.
    pub decimals: u8,
}

/// Why a text is no mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkError {
    /// The text as it came.
    pub text: String,
}

impl fmt::Display for MarkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" is not a time, distance or score", self.text.escape_debug())
    }
}

impl std::error::Error for MarkError {}

impl Mark {
    /// A time from milliseconds, with the number of decimals to keep.
    pub const fn time(ms: i64, decimals: u8) -> Self {
        Self { unit: Unit::Time, value: ms, decimals }
    }

    /// Reads `58.86`, `1:46.10`, `01:32:59.456` or `5:28:17` as a time. A leading `+` is allowed, nothing else is.
    pub fn parse_time(text: &str) -> Result<Self, MarkError> {
        let bad = || MarkError { text: text.to_owned() };
        let body = text.strip_prefix('+').unwrap_or(text);
        let mut parts = body.rsplit(':');
        let (seconds, decimals) = decimal(parts.next().unwrap_or("")).ok_or_else(bad)?;
        let mut total = seconds;
        let fields: Vec<&str> = parts.collect();
        if fields.len() > 2 || (!fields.is_empty() && seconds >= 60_000) {
            return Err(bad());
        }
        for (position, field) in fields.iter().enumerate() {
            let value = digits(field, 3).ok_or_else(bad)?;
            if position == 0 && fields.len() == 2 && value >= 60 {
                return Err(bad());
            }
            total += value * if position == 0 { 60_000 } else { 3_600_000 };
        }
        Ok(Self { unit: Unit::Time, value: total, decimals })
    }

    /// Reads a plain decimal number of metres or points, such as `8.95` or `12.5`.
    pub fn parse_decimal(text: &str, unit: Unit) -> Result<Self, MarkError> {
        let body = text.strip_prefix('+').unwrap_or(text);
        let (value, decimals) = decimal(body).ok_or_else(|| MarkError { text: text.to_owned() })?;
        Ok(Self { unit, value, decimals })
    }

    /// The absolute difference of two marks of one unit, with the finer precision of the two; `None` for unlike units.
    pub fn difference(self, other: Self) -> Option<Self> {
        (self.unit == other.unit).then(|| Self {
            unit: self.unit,
            value: (self.value - other.value).abs(),
            decimals: self.decimals.max(other.decimals),
        })
    }

    /// Whether `self` is the better mark (a shorter time, a longer distance, more points).
    pub fn beats(self, other: Self) -> bool {
        match self.unit {
            Unit::Time => self.value < other.value,
            Unit::Distance | Unit::Points => self.value > other.value,
        }
    }

    /// The clock form: `58.86`, `1:46.10`, `1:19:57.566`; distances and points as plain decimals.
    pub fn clock(self) -> String {
        let whole = self.value / 1000;
        let fraction = self.fraction();
        if self.unit != Unit::Time || whole < 60 {
            return format!("{whole}{fraction}");
        }
        let (hours, minutes, seconds) = (whole / 3600, whole / 60 % 60, whole % 60);
        if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}{fraction}") } else { format!("{minutes}:{seconds:02}{fraction}") }
    }

    /// The decimals with their point, `""` for none.
    fn fraction(self) -> String {
        let digits = format!("{:03}", self.value % 1000);
        let kept: String = digits.chars().take(usize::from(self.decimals)).collect();
        if kept.is_empty() { kept } else { format!(".{kept}") }
    }
}

/// `12.345` as thousandths with the number of decimals; at most three decimals, no sign, no exponent.
fn decimal(text: &str) -> Option<(i64, u8)> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if text.ends_with('.') || fraction.len() > 3 {
        return None;
    }
    let value = digits(whole, 9)? * 1000;
    let scaled = if fraction.is_empty() { 0 } else { digits(fraction, 3)? * 10_i64.pow(3 - u32::try_from(fraction.len()).ok()?) };
    Some((value + scaled, u8::try_from(fraction.len()).ok()?))
}

/// A run of one to `most` ASCII digits as a number.
fn digits(text: &str, most: usize) -> Option<i64> {
    let plain = !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_every_length_are_read_and_written_back() {
        for text in ["58.86", "1:46.10", "1:19:57.566", "5:28:17", "9.9", "2:03.2"] {
            assert_eq!(Mark::parse_time(text).unwrap().clock(), text);
        }
        assert_eq!(Mark::parse_time("01:32:59.456").unwrap().value, 5_579_456);
        assert_eq!(Mark::parse_time("+0.647").unwrap(), Mark::time(647, 3));
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in ["", "+", "1:", ":10", "1:60.0", "1:2:3:4", "abc", "-1.0", "1.2345", "1e5", "1:75:00", "1."] {
            assert!(Mark::parse_time(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_difference_keeps_the_finer_precision_and_needs_one_unit() {
        let a = Mark::parse_time("1:19:57.566").unwrap();
        let b = Mark::parse_time("1:19:58.213").unwrap();
        assert_eq!(a.difference(b).unwrap().clock(), "0.647");
        assert!(a.beats(b));
        assert_eq!(a.difference(Mark::parse_decimal("8.95", Unit::Distance).unwrap()), None);
    }
}
