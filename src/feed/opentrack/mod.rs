//! `OpenTrack`: results of a club meeting in JSON, one list for each race.
//!
//! Source of the format: the samples of openath/athlib (Apache-2.0). It has no rounds, no day and no town; a race is named in one
//! text, "600m - A Race".
//!
//! | member | becomes |
//! |---|---|
//! | `full_name` | the competition |
//! | `event_results[].prog_code` | a part of the event's id |
//! | `name` | the event before " - ", and what tells several races of it apart after it |
//! | `type` | `indiv` is read; anything else is refused by name |
//! | `finishers[].pos` | the rank |
//! | `first_name`, `last_name` | the name; "unknown athlete" is nobody, and refuses the race |
//! | `time` | the mark |
//! | `team` | the club |
//! | `bib` | the race number, and the competitor's id within the race |
//! | `category` | the athlete's gender; a category under 18 (`U15B`) withholds the name: the race number stands for it |
//!
//! Not read: notes and places in a category, `nonscorer`, team scores. Who is under 18 is never named (personal data of minors).

#[cfg(test)]
mod tests;

use super::athletics::raw::{self, Document, Provider, Row, Text, Unit};
use super::json::Node;
use super::{Decoded, FeedError, FeedErrorKind, Input, athletics};
use crate::event::Gender;
use serde_json::Value;

/// The terms of a meeting's results are the organiser's: nothing is known of them here.
const PROVIDER: Provider = Provider { name: "opentrack", credit: Some("Results: OpenTrack"), licence: None, commercial: None };

/// Decodes the document.
///
/// # Errors
/// A document without a race; races that cannot be decoded are in [`Decoded::refused`].
pub fn decode(document: &Value, input: &Input<'_>) -> Result<Decoded, FeedError> {
    let root = Node::root(document, input.name, &input.sha256);
    let named = |name: &str| text(&root, name);
    let mut read = Document { provider: PROVIDER, id: named("short_name"), name: named("full_name"), ..Document::default() };
    let mut refused = Vec::new();
    for race in root.need("event_results")?.items()? {
        match unit(&race) {
            Ok(unit) => read.units.push(unit),
            Err(error) => refused.push(error),
        }
    }
    if read.units.is_empty() {
        return Err(FeedError::all(refused).unwrap_or_else(|| root.error(FeedErrorKind::NotAResult, "the meeting holds no results")));
    }
    let mut decoded = athletics::decode(&read, input)?;
    decoded.refused.extend(refused);
    Ok(decoded)
}

fn text(node: &Node<'_>, key: &str) -> Option<Text> {
    let found = node.get(key)?;
    let raw = found.value().as_str().map(str::to_owned).or_else(|| found.value().as_u64().map(|number| number.to_string()))?;
    (!raw.trim().is_empty()).then(|| Text { raw, at: found.at().to_owned() })
}

fn unit(race: &Node<'_>) -> Result<Unit, FeedError> {
    let (name_at, name) = race.required("name")?;
    if let Some((node, kind)) = race.optional("type")?
        && kind != "indiv"
    {
        let short: String = kind.chars().take(20).collect();
        return Err(node.error(FeedErrorKind::Unsupported, format!("results of the type \"{}\" are not supported", short.escape_debug())));
    }
    let (event, section) = name.split_once(" - ").map_or((name, None), |(event, section)| (event, Some(section)));
    let part = |part: &str| Text { raw: part.trim().to_owned(), at: name_at.at().to_owned() };
    let mut unit = Unit { at: race.at().to_owned(), event: Some(part(event)), section: section.map(part), ..Unit::default() };
    for finisher in race.need("finishers")?.items()? {
        unit.rows.push(row(&finisher)?);
    }
    Ok(unit)
}

fn row(finisher: &Node<'_>) -> Result<Row, FeedError> {
    let (first, last) = (finisher.get("first_name"), finisher.need("last_name")?);
    let (given, family) = (first.as_ref().map(Node::text).transpose()?.unwrap_or_default(), last.text()?);
    if given.eq_ignore_ascii_case("unknown") || family.trim().is_empty() || family.trim() == "?" {
        return Err(last.error(FeedErrorKind::Missing, "an athlete of the race is not known by name"));
    }
    let category = text(finisher, "category");
    let minor = category.as_ref().and_then(|category| age(category.trimmed())).filter(|age| *age <= 18);
    let (bib, at) = (text(finisher, "bib"), last.at().to_owned());
    let number =
        bib.as_ref().map_or_else(|| finisher.at().rsplit('/').next().unwrap_or_default().to_owned(), |bib| bib.trimmed().to_owned());
    let (name, family) = match minor {
        Some(age) => (format!("No. {number} (under {age})"), format!("No. {number}")),
        None => (format!("{given} {family}"), family.trim().to_owned()),
    };
    let text_at = |raw: String| Text { raw, at: at.clone() };
    Ok(raw::Row {
        at: finisher.at().to_owned(),
        id: Some(text_at(number)),
        rank: text(finisher, "pos"),
        name: Some(text_at(name)),
        family: Some(text_at(family)),
        gender: category.as_ref().filter(|_| minor.is_none()).and_then(|category| gender(category.trimmed())),
        team: text(finisher, "team").filter(|team| team.trimmed() != "?"),
        bib,
        performance: text(finisher, "time"),
        ..Row::default()
    })
}

/// The age limit of a category under an age: `U15B` is under 15.
fn age(category: &str) -> Option<u32> {
    let digits: String = category.strip_prefix('U')?.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

/// The gender of a category: `SM`, `M50`, `U20M` are men, `SW`, `W45`, `U20W` women.
fn gender(category: &str) -> Option<Gender> {
    let letters: String = category.chars().filter(char::is_ascii_alphabetic).collect();
    match letters.as_str() {
        "SM" | "M" | "UM" | "JM" => Some(Gender::Men),
        "SW" | "W" | "F" | "SF" | "UW" | "UF" | "JW" => Some(Gender::Women),
        _ => None,
    }
}
