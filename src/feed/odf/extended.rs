//! Extended results: splits, attempts, reaction time and wind; and the marks and gaps they are written in.

use super::header::{bad, clash, required};
use super::name::grouped;
use super::tree::Tree;
use crate::event::{Attempt, Cell, Cells, Gap, Mark, Split, Unit};
use crate::feed::FeedError;
use roxmltree::Node;
use std::collections::BTreeMap;

/// What stands beside the mark of a row.
#[derive(Debug, Default)]
pub(super) struct Extended {
    pub(super) splits: Vec<Split>,
    pub(super) attempts: Vec<Attempt>,
    pub(super) reaction: Option<Mark>,
    pub(super) wind: Option<i32>,
}

/// Reads `ExtendedResults` of a row; `labels` names the points of the course.
pub(super) fn extended(
    tree: &Tree<'_>,
    result: Node<'_, '_>,
    labels: &BTreeMap<String, String>,
    cells: &mut Cells,
) -> Result<Extended, FeedError> {
    let mut found = Extended::default();
    let lists = result.children().filter(|node| node.has_tag_name("ExtendedResults"));
    for node in lists.flat_map(|list| list.children()).filter(|node| node.has_tag_name("ExtendedResult")) {
        let (kind, code) = (required(tree, node, "Type")?, required(tree, node, "Code")?);
        let field = match (kind, code) {
            ("PROGRESS", "INTERMEDIATE") => split(tree, node, labels, &mut found.splits)?,
            (_, "REACT_TIME" | "REACTION_TIME" | "REACTION" | "RT") => {
                found.reaction = readable(tree, node, Mark::parse_time(required(tree, node, "Value")?).ok());
                found.reaction.map(|_| "reaction".to_owned())
            }
            (_, "WIND" | "WIND_SPEED") => {
                found.wind = readable(tree, node, wind(required(tree, node, "Value")?));
                found.wind.map(|_| "wind".to_owned())
            }
            ("ATTEMPT", _) => attempt(tree, node, &mut found.attempts)?,
            ("PROGRESS", "SECTION" | "SPEED") | ("SPEED", _) => None,
            _ => {
                let note = format!("extended results of the type {} {} were not read (at {})", shown(kind), shown(code), tree.path(node));
                tree.warn(&format!("extended {kind}/{code}"), note);
                None
            }
        };
        if let (Some(field), Some(cell)) = (field, tree.cell(node, "Value")) {
            cells.insert(field, cell);
        }
    }
    found.attempts.sort_by_key(|attempt| attempt.number);
    Ok(found)
}

/// A value that is no part of the result proper: what cannot be read (`NWI`, a negative takeover) is left out with a note.
fn readable<T>(tree: &Tree<'_>, node: Node<'_, '_>, value: Option<T>) -> Option<T> {
    if value.is_none() {
        let unread = bad(tree, node, "Value", "could not be read and was left out");
        tree.warn(&unread.message, format!("{} (at {})", unread.message, tree.at(node, "Value")));
    }
    value
}

fn shown(code: &str) -> String {
    let short: String = code.chars().take(40).collect();
    format!("\"{}\"", short.escape_debug())
}

fn split(
    tree: &Tree<'_>,
    node: Node<'_, '_>,
    labels: &BTreeMap<String, String>,
    splits: &mut Vec<Split>,
) -> Result<Option<String>, FeedError> {
    let point = required(tree, node, "Pos")?;
    if point.len() > 8 || !point.chars().all(|c| c.is_ascii_alphanumeric() || c == '.') {
        return Err(bad(tree, node, "Pos", "is no point of a course"));
    }
    let Some(raw) = node.attribute("Value").filter(|raw| !raw.trim().is_empty()) else {
        tree.warn("empty split", format!("a split has no value and was left out (at {})", tree.at(node, "Value")));
        return Ok(None);
    };
    let Some(mark) = readable(tree, node, Mark::parse_time(raw.trim()).ok()) else { return Ok(None) };
    if splits.iter().any(|split| split.point == point) {
        return Err(clash(tree, node, "Pos", "is given twice in one row"));
    }
    if splits.last().is_some_and(|last| last.mark.value > mark.value) {
        let reason = "is less than the split before it: cumulative times cannot fall";
        return Err(clash(tree, node, "Value", reason));
    }
    let label = labels.get(point).cloned().or_else(|| label(point));
    splits.push(Split { point: point.to_owned(), label, mark, rank: rank(tree, node)? });
    Ok(Some(format!("split:{point}")))
}

/// A rank: a whole number from 1.
pub(super) fn rank(tree: &Tree<'_>, node: Node<'_, '_>) -> Result<Option<u32>, FeedError> {
    let Some(raw) = node.attribute("Rank") else { return Ok(None) };
    let number = raw.trim().parse().ok().filter(|rank| (1..=100_000).contains(rank));
    number.map(Some).ok_or_else(|| bad(tree, node, "Rank", "is no rank"))
}

/// The name of a point: a distance in metres, one of the first twelve splits, the start or the finish.
fn label(point: &str) -> Option<String> {
    const ORDINALS: [&str; 12] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"];
    match (point, point.parse::<u32>()) {
        ("S", _) => Some("the start".to_owned()),
        ("F", _) => Some("the finish".to_owned()),
        (_, Ok(number @ 50..=100_000)) => Some(format!("{} metres", grouped(number))),
        (_, Ok(number)) => {
            let index = usize::try_from(number).ok()?.checked_sub(1)?;
            ORDINALS.get(index).map(|ordinal| format!("the {ordinal} split"))
        }
        _ => None,
    }
}

/// The names of the points of the course that the message gives: `ExtendedInfo` with the code `DISTANCE`, point and metres.
pub(super) fn labels(infos: Node<'_, '_>) -> BTreeMap<String, String> {
    let points = infos.children().filter(|node| node.has_tag_name("ExtendedInfo") && node.attribute("Code") == Some("DISTANCE"));
    let named = points.filter_map(|node| {
        let (point, value) = (node.attribute("Pos")?, node.attribute("Value")?);
        let words = match value.strip_suffix("km").map(str::trim) {
            Some(kilometres) => Mark::parse_decimal(kilometres, Unit::Distance).ok().map(|_| format!("{kilometres} kilometres"))?,
            None => format!("{} metres", grouped(value.strip_suffix('m').unwrap_or(value).trim().parse().ok()?)),
        };
        Some((point.to_owned(), words))
    });
    named.collect()
}

fn attempt(tree: &Tree<'_>, node: Node<'_, '_>, attempts: &mut Vec<Attempt>) -> Result<Option<String>, FeedError> {
    let number = required(tree, node, "Pos")?.parse().ok().filter(|number| (1..=99).contains(number));
    let number = number.ok_or_else(|| bad(tree, node, "Pos", "is no number of an attempt"))?;
    let raw = required(tree, node, "Value")?;
    let mark = Mark::parse_decimal(raw, Unit::Distance).ok().filter(|mark| mark.value > 0);
    let is_sign = raw.len() <= 3 && raw.chars().all(|c| matches!(c, 'X' | 'x' | 'O' | 'o' | '-' | 'P' | 'R' | 'r' | 'p'));
    if readable(tree, node, (mark.is_some() || is_sign).then_some(())).is_none() {
        return Ok(None);
    }
    if attempts.iter().any(|attempt| attempt.number == number) {
        return Err(clash(tree, node, "Pos", "is given twice in one row"));
    }
    attempts.push(Attempt { number, mark, raw: raw.to_owned() });
    Ok(Some(format!("attempt:{number}")))
}

/// Wind in tenths of a metre per second: `+0.2`, `-1.2`, `0.0`.
pub(super) fn wind(text: &str) -> Option<i32> {
    let text = text.trim();
    let (sign, body) = match text.strip_prefix('-') {
        Some(body) => (-1, body),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, tenths) = body.split_once('.')?;
    let digits = |part: &str, most: usize| {
        (!part.is_empty() && part.len() <= most && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse::<i32>().ok())
    };
    Some(sign * (digits(whole, 2)?? * 10 + digits(tenths, 1)??))
}

/// The wind of the whole race, with its cell.
pub(super) fn race_wind(tree: &Tree<'_>, infos: Node<'_, '_>) -> Result<Option<(i32, Cell)>, FeedError> {
    let is_wind = |node: &Node<'_, '_>| node.has_tag_name("ExtendedInfo") && matches!(node.attribute("Code"), Some("WIND" | "WIND_SPEED"));
    let Some(node) = infos.children().find(is_wind) else { return Ok(None) };
    let tenths = readable(tree, node, wind(required(tree, node, "Value")?));
    Ok(tenths.and_then(|tenths| Some((tenths, tree.cell(node, "Value")?))))
}

/// A gap to the winner: a difference (`+1.10`), or whole laps (`+1 LAP`).
pub(super) fn gap(text: &str, unit: Unit) -> Option<Gap> {
    let body = text.trim().trim_start_matches(['+', '-']).trim();
    let lower = body.to_lowercase();
    if let Some(laps) = lower.strip_suffix("laps").or_else(|| lower.strip_suffix("lap")) {
        return laps.trim().parse().ok().filter(|laps| *laps > 0).map(Gap::Laps);
    }
    let mark = if unit == Unit::Time { Mark::parse_time(body) } else { Mark::parse_decimal(body, unit) };
    mark.ok().map(Gap::Mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wind_keeps_its_sign() {
        assert_eq!((wind("+0.2"), wind("-1.2"), wind("0.0"), wind("-0.1")), (Some(2), Some(-12), Some(0), Some(-1)));
        assert_eq!((wind(""), wind("2"), wind("+-1.0"), wind("1.25"), wind("strong")), (None, None, None, None, None));
    }

    #[test]
    fn gaps_are_differences_or_laps() {
        assert_eq!(gap("+1.10", Unit::Time), Some(Gap::Mark(Mark::time(1100, 2))));
        assert_eq!(gap("+1:02.5", Unit::Time), Some(Gap::Mark(Mark::time(62_500, 1))));
        assert_eq!(gap("+2 LAPS", Unit::Time), Some(Gap::Laps(2)));
        assert_eq!((gap("LAP", Unit::Time), gap("far", Unit::Time), gap("+0 LAP", Unit::Time)), (None, None, None));
    }

    #[test]
    fn points_of_a_course_are_named_only_where_something_is_known() {
        assert_eq!(label("2").unwrap(), "the second split");
        assert_eq!(label("5000").unwrap(), "5,000 metres");
        assert_eq!(label("S").unwrap(), "the start");
        assert_eq!((label("A"), label("0"), label("13")), (None, None, None));
    }
}
