//! Times in words and in the clock form, and the reading of both.

use super::{Profile, number};

/// Names of the three units, each with what else a desk may write for it.
const UNITS: [(&str, &[&str], i64); 3] = [
    ("hour", &["hours", "hr", "hrs"], 3_600_000),
    ("minute", &["minutes", "min", "mins"], 60_000),
    ("second", &["seconds", "sec", "secs"], 1_000),
];

/// A time in words. See [`super::measure::duration_words`].
pub(super) fn words(ms: i64, decimals: u8, profile: Profile) -> String {
    let size = ms.unsigned_abs();
    let (hours, minutes, rest) = (size / 3_600_000, size / 60_000 % 60, size % 60_000);
    let mut parts: Vec<String> = Vec::new();
    // "2 hours, 45.6 seconds" would be taken for a slip.
    let between = hours > 0 && rest > 0;
    for (count, unit, said) in [(hours, "hour", false), (minutes, "minute", between)] {
        if count > 0 || said {
            parts.push(format!("{} {unit}{}", number::figures(count), if count == 1 { "" } else { "s" }));
        }
    }
    let seconds = thousandths(rest, decimals);
    if parts.is_empty() || seconds != "0" {
        parts.push(format!("{seconds} second{}", if seconds == "1" { "" } else { "s" }));
    }
    let sign = if ms < 0 { "-" } else { "" };
    format!("{sign}{}", parts.join(if profile == Profile::Ap { ", " } else { " " }))
}

/// A time in the clock form. See [`super::measure::duration_clock`].
pub(super) fn clock(ms: i64, decimals: u8) -> String {
    let size = ms.unsigned_abs();
    let (hours, minutes, rest) = (size / 3_600_000, size / 60_000 % 60, size % 60_000);
    let seconds = thousandths(rest, decimals);
    let pad = if rest < 10_000 { "0" } else { "" };
    let sign = if ms < 0 { "-" } else { "" };
    match (hours, minutes) {
        (0, 0) => format!("{sign}{seconds}"),
        (0, _) => format!("{sign}{minutes}:{pad}{seconds}"),
        _ => format!("{sign}{hours}:{minutes:02}:{pad}{seconds}"),
    }
}

/// Thousandths as a decimal with the given number of decimals, or with more where the value would not be exact.
pub(super) fn thousandths(value: u64, decimals: u8) -> String {
    let fraction = format!("{:03}", value % 1000);
    let needed = fraction.trim_end_matches('0').len();
    let kept: String = fraction.chars().take(usize::from(decimals).clamp(needed, 3)).collect();
    let whole = number::figures(value / 1000);
    if kept.is_empty() { whole } else { format!("{whole}.{kept}") }
}

/// Reads words or the clock form as milliseconds and decimals. See [`super::measure::parse_duration`].
pub(super) fn parse(text: &str) -> Option<(i64, u8)> {
    let body = text.strip_prefix('-').unwrap_or(text);
    let (ms, decimals) = parse_words(body).or_else(|| parse_clock(body))?;
    Some((if body.len() < text.len() { -ms } else { ms }, decimals))
}

/// "1 hour, 19 minutes, 57.566 seconds" and its variants; units descend, and all but the first keep within the next one.
fn parse_words(text: &str) -> Option<(i64, u8)> {
    let spaced = text.replace(", ", " ").replace(" and ", " ");
    let tokens: Vec<&str> = spaced.split(' ').collect();
    let (mut total, mut decimals, mut next, mut first) = (0_i64, 0, 0, true);
    if tokens.is_empty() || !tokens.len().is_multiple_of(2) {
        return None;
    }
    for pair in tokens.chunks_exact(2) {
        let [count, name] = pair else { return None };
        let index = UNITS.iter().position(|(unit, others, _)| unit == name || others.contains(name)).filter(|index| *index >= next)?;
        let (_, _, scale) = *UNITS.get(index)?;
        let (value, places) = match number::parse_cardinal(count) {
            Some(n) => (i64::try_from(n).ok()?.checked_mul(1000)?, 0),
            None => parse_thousandths(count)?,
        };
        if (index < 2 && places > 0) || (!first && value >= 60_000) {
            return None;
        }
        total = total.checked_add(value.checked_mul(scale)? / 1000)?;
        (decimals, next, first) = (places, index + 1, false);
    }
    Some((total, decimals))
}

/// "1:19:57.566", "3:26.1" or "58.86"; two digits after each colon.
fn parse_clock(text: &str) -> Option<(i64, u8)> {
    let mut fields = text.rsplit(':');
    let last = fields.next()?;
    let higher: Vec<&str> = fields.collect();
    let two_digits = |field: &str| field.len() == 2 && field.bytes().all(|b| b.is_ascii_digit());
    let (seconds, decimals) = if higher.is_empty() {
        parse_thousandths(last)?
    } else {
        let (whole, fraction) = last.split_once('.').map_or((last, None), |(whole, fraction)| (whole, Some(fraction)));
        let number = fraction.map_or_else(|| strip_zero(whole).to_owned(), |fraction| format!("{}.{fraction}", strip_zero(whole)));
        parse_thousandths(&number).filter(|(value, _)| two_digits(whole) && *value < 60_000)?
    };
    let (minutes, hours) = match higher.as_slice() {
        [] => (0, 0),
        [minutes] => (parse_count(minutes)?, 0),
        [minutes, hours] if two_digits(minutes) => (parse_count(strip_zero(minutes)).filter(|n| *n < 60)?, parse_count(hours)?),
        _ => return None,
    };
    Some((seconds + minutes * 60_000 + hours * 3_600_000, decimals))
}

/// "05" as "5".
fn strip_zero(field: &str) -> &str {
    field.strip_prefix('0').filter(|rest| !rest.is_empty()).unwrap_or(field)
}

/// A whole number of hours or minutes, of at most four digits.
fn parse_count(text: &str) -> Option<i64> {
    number::parse_figures(text).and_then(|n| i64::try_from(n).ok()).filter(|n| *n < 10_000)
}

/// "8.38" or "10,000" as thousandths with the number of decimals, at most three.
pub(super) fn parse_thousandths(text: &str) -> Option<(i64, u8)> {
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let whole = i64::try_from(number::parse_figures(whole)?).ok()?.checked_mul(1000)?;
    let Some(fraction) = fraction else {
        return Some((whole, 0));
    };
    if fraction.is_empty() || fraction.len() > 3 || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let value: i64 = format!("{fraction:0<3}").parse().ok()?;
    Some((whole.checked_add(value)?, u8::try_from(fraction.len()).ok()?))
}
