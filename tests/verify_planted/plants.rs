//! Errors to plant: each class of them, wherever an article has something that it could be in.

#[path = "plants/claims.rs"]
mod claims;
#[path = "plants/names.rs"]
mod names;
#[path = "plants/setting.rs"]
mod setting;
#[path = "plants/values.rs"]
mod values;

use super::case::{Case, Row};
use super::oracle;
pub use claims::PREDICATES;
use std::ops::Range;

/// The twelve classes.
pub const CLASSES: [&str; 12] =
    ["number", "unit", "rank", "name", "roles", "nation_team", "date", "weekday", "predicate", "negation", "only", "context"];

/// One error.
#[derive(Debug, Clone)]
pub struct Plant {
    pub class: &'static str,
    /// Bytes of the article that are replaced.
    pub at: Range<usize>,
    pub new: String,
}

/// Words with their bytes, without the punctuation around them and the possessive.
fn words(case: &Case, within: &Range<usize>) -> Vec<(Range<usize>, String)> {
    let text = &case.text[within.clone()];
    let mut found = Vec::new();
    let mut at = 0;
    for piece in text.split(' ') {
        let mut start = at;
        let mut body = piece;
        let trimmed = body.trim_start_matches(['(', '"']);
        start += body.len() - trimmed.len();
        body = trimmed.trim_end_matches([',', '.', ';', ':', ')', '"']);
        let body = body.strip_suffix("'s").unwrap_or(body);
        if !body.is_empty() {
            found.push((within.start + start..within.start + start + body.len(), body.to_owned()));
        }
        at += piece.len() + 1;
    }
    found
}

/// Bytes of the event's name in a sentence, in the spelling of the article.
fn event_name(case: &Case, within: &Range<usize>) -> Vec<Range<usize>> {
    let name = case.json["name"].as_str().unwrap();
    let text = &case.text[within.clone()];
    let forms = [name.to_owned(), name.replace("metre", "meter"), name.trim_end_matches(" final").replace("metre", "meter")];
    forms
        .iter()
        .flat_map(|form| text.match_indices(form.as_str()).map(|(at, found)| within.start + at..within.start + at + found.len()))
        .collect()
}

/// All plants of a class in an article that the oracle confirms, and how many it did not.
pub fn plants(case: &Case, class: &'static str) -> (Vec<Plant>, usize) {
    let mut found: Vec<Plant> = Vec::new();
    for sentence in case.sentences() {
        let at = |range: &Range<usize>, new: String| Plant { class, at: range.clone(), new };
        match class {
            "number" => values::numbers(case, &sentence).into_iter().for_each(|(range, new)| found.push(at(&range, new))),
            "unit" => values::units(case, &sentence).into_iter().for_each(|(range, new)| found.push(at(&range, new))),
            "rank" => values::ranks(case, &sentence).into_iter().for_each(|(range, new)| found.push(at(&range, new))),
            "name" => names::names(case, &sentence).into_iter().for_each(|(range, new)| found.push(at(&range, new))),
            "roles" => names::roles(case, &sentence).into_iter().for_each(|(range, new)| found.push(at(&range, new))),
            "nation_team" => names::sides(case, &sentence).into_iter().for_each(|(range, new)| found.push(at(&range, new))),
            "date" | "weekday" => setting::days(case, &sentence, class).into_iter().for_each(|(range, new)| found.push(at(&range, new))),
            "predicate" => claims::predicates(case, &sentence).into_iter().for_each(|(range, new)| found.push(at(&range, new))),
            "negation" => claims::negations(case, &sentence).into_iter().for_each(|(range, new)| found.push(at(&range, new))),
            "context" => setting::settings(case, &sentence).into_iter().for_each(|(range, new)| found.push(at(&range, new))),
            _ => {}
        }
    }
    let end = case.text.trim_end().len();
    let added = |new: String| Plant { class, at: end..end, new: format!(" {new}") };
    match class {
        "only" => found.extend(claims::only(case).into_iter().map(added)),
        "predicate" => found.extend(claims::statuses(case).into_iter().map(added)),
        "roles" => found.extend(names::contrary(case).into_iter().map(added)),
        "context" => found.extend(names::teammates(case).into_iter().map(added)),
        _ => {}
    }
    let all = found.len();
    found.retain(|plant| oracle::is_false(case, plant));
    let out = all - found.len();
    (found, out)
}

fn like(word: &str, other: &str) -> String {
    if word.starts_with(char::is_uppercase) { other[..1].to_uppercase() + &other[1..] } else { other.to_owned() }
}

/// The text as a sentence starts with it.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
