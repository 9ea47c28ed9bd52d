//! A point of the course that the event has not: "third at 2,030 metres", "third at 2,000 feet".

use super::bench::{Mended, Reading};
use super::second::{Second, mended};
use super::statement::Kind;
use crate::verify::tokens::{Token, tokenise};
use std::collections::BTreeSet;

/// Units of points of a course.
const UNITS: [&str; 9] = ["metres", "meters", "m", "kilometres", "kilometers", "km", "feet", "miles", "yards"];

/// The sentence with a point put right, if it then reads further and is true.
pub(super) fn look(second: &Second<'_, '_>, reading: &Reading) -> Option<Reading> {
    let labels = labels(second);
    for at in 0..reading.tokens.len() {
        let (Some(number), Some(unit)) = (reading.tokens.get(at), reading.tokens.get(at + 1)) else { continue };
        if !number.is_figure() || !UNITS.contains(&unit.lower.as_str()) {
            continue;
        }
        for label in &labels {
            let Some(mut found) = second.with(reading, at, 2, label) else { continue };
            let Some((wrong, right)) = difference(number, unit, label) else { continue };
            let reason = format!("the feed has no such point, but {label}");
            let put_right = Mended { span: wrong, right, kind: Kind::Number, rule: "F1", reason, alias: false };
            if mended(&mut found, &(at..at + tokenise(label).len()), &put_right) {
                return Some(found);
            }
        }
    }
    None
}

/// How prose calls the points, in both spellings.
fn labels(second: &Second<'_, '_>) -> Vec<String> {
    let splits = second.bench.event.rows.iter().flat_map(|row| &row.splits);
    let labels: BTreeSet<&str> = splits.filter_map(|split| split.label.as_deref()).collect();
    labels.iter().flat_map(|label| [label.replace("metre", "meter"), (*label).to_owned()]).collect()
}

/// The bytes that differ from a label of two words, and what stands there in the label.
fn difference(number: &Token, unit: &Token, label: &str) -> Option<(std::ops::Range<usize>, String)> {
    let (right_number, right_unit) = label.split_once(' ')?;
    let spelling = |word: &str| word.to_lowercase().replace("meter", "metre");
    match (number.text == right_number, spelling(&unit.lower) == spelling(right_unit)) {
        (true, true) => None,
        (true, false) => Some((unit.span.clone(), right_unit.to_owned())),
        (false, true) => Some((number.span.clone(), right_number.to_owned())),
        (false, false) => Some((number.span.start..unit.span.end, label.to_owned())),
    }
}
