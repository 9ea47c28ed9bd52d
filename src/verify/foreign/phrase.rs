//! A right value in the form in which the copy gave the wrong one.

use super::describe::{mark_words, month_name, weekday_name};
use crate::english::{Profile, measure, number, ordinal};
use crate::event::{Event, Mark, Unit};
use crate::verify::claim::{Arg, How, Who};
use crate::verify::evaluate::Val;
use crate::verify::numbers;

/// The right value as it would stand in place of `stated`; `None` where it has no short form.
pub(super) fn phrase(event: &Event, arg: &Arg, stated: &str, right: &Val) -> Option<String> {
    match right {
        Val::Number(number) => whole(stated, *number),
        Val::Numbers(list) => {
            let words: Vec<String> = list.iter().filter_map(|one| whole("second", *one)).collect();
            Some(crate::english::list::join(&words, Profile::Ap))
        }
        Val::Mark(mark) => Some(mark_like(stated, *mark)),
        Val::Laps(laps) => Some(measure::laps(u64::try_from(*laps).ok()?, Profile::Ap)),
        Val::Who(row) => Some(name(event, arg, *row)),
        Val::Many(rows) => {
            let names: Vec<String> = rows.iter().map(|row| name(event, arg, *row)).collect();
            Some(crate::english::list::join(&names, Profile::Ap))
        }
        Val::Day(day) => Some(day_like(stated, *day)),
        Val::Text(text) => Some(text_like(event, stated, text)),
        Val::Nothing | Val::Flag(_) | Val::Share(_) => None,
    }
}

/// A whole number as an ordinal, in figures or in words, as the stated one is.
fn whole(stated: &str, right: i64) -> Option<String> {
    let plain = u64::try_from(right).ok()?;
    let lower = stated.to_lowercase();
    let capital = stated.starts_with(char::is_uppercase);
    let figure = stated.starts_with(|c: char| c.is_ascii_digit());
    let text = if numbers::ordinal(&lower).is_some() {
        ordinal::ordinal(plain, Profile::Ap)
    } else if figure {
        number::figures(plain)
    } else {
        number::cardinal(plain, Profile::Ap)
    };
    let text = if text.starts_with(|c: char| c.is_ascii_digit()) && capital { number::cardinal_words(plain) } else { text };
    Some(if capital { crate::english::text::sentence_case(&text) } else { text })
}

fn mark_like(stated: &str, right: Mark) -> String {
    match right.unit {
        Unit::Time if stated.contains(':') || !stated.contains(' ') && !stated.contains('-') => {
            measure::duration_clock(right.value, right.decimals)
        }
        Unit::Time if stated.ends_with("-second") => format!("{}-second", measure::duration_clock(right.value, right.decimals)),
        Unit::Distance if !stated.contains(' ') => {
            let words = mark_words(right, Profile::Uk);
            let body = words.split(' ').next().unwrap_or_default().to_owned();
            if stated.ends_with('m') { format!("{body}m") } else { body }
        }
        Unit::Points if !stated.contains("point") => {
            measure::points(right.value).trim_end_matches(" points").trim_end_matches(" point").to_owned()
        }
        _ => mark_words(right, if stated.contains("metre") { Profile::Uk } else { Profile::Ap }),
    }
}

/// The full name where the copy had a full one, or where the short one would be ambiguous; otherwise the short one.
fn name(event: &Event, arg: &Arg, row: usize) -> String {
    let Some(row) = event.rows.get(row) else { return String::new() };
    let full = matches!(arg, Arg::Who(Who { how: How::Name { full: true, .. }, .. }));
    let shared = event.rows.iter().filter(|other| other.competitor.short() == row.competitor.short()).count() > 1;
    if full || shared { row.competitor.full().to_owned() } else { row.competitor.short().to_owned() }
}

fn day_like(stated: &str, right: numbers::DayText) -> String {
    let mut parts = Vec::new();
    if let Some(weekday) = right.weekday {
        parts.push(weekday_name(weekday).to_owned());
    }
    if let Some((month, day)) = right.date {
        let first = stated.split([' ', ',']).find(|word| word.starts_with(|c: char| c.is_ascii_digit()) || month_like(word));
        let day_first = first.is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        let long = month_name(month);
        parts.push(if day_first { format!("{day} {long}") } else { format!("{long} {day}") });
    }
    let year = right.year.map(|year| year.to_string());
    let day_first = parts.last().is_some_and(|part| part.starts_with(|c: char| c.is_ascii_digit()));
    if day_first {
        parts.extend(year);
        parts.join(" ")
    } else {
        parts.extend(year);
        parts.join(", ")
    }
}

fn month_like(word: &str) -> bool {
    (1..=12).any(|month| word.len() >= 3 && month_name(month).starts_with(word.trim_end_matches('.')))
}

/// A name; for the code of a nation, its name or its adjective, as the stated one is.
fn text_like(event: &Event, stated: &str, right: &str) -> String {
    let nations = || event.rows.iter().filter_map(|row| row.nation.as_ref());
    let Some(nation) = nations().find(|nation| nation.code == right) else { return right.to_owned() };
    let adjective = nations().any(|other| {
        other.adjective.as_deref() == Some(stated) || other.adjective.as_deref().map(|a| format!("{a}s")).as_deref() == Some(stated)
    });
    if adjective { nation.adjective.clone().unwrap_or_else(|| nation.name.clone()) } else { nation.name.clone() }
}
