//! The results proposal of World Athletics: competitions in JSON with athletes, venues, and units of rounds of races.
//!
//! Source of the format: the use cases of the W3C community group (w3c/opentrack-cg), which have comments in the JSON; a document
//! that is such a competition but for its comments is read. No whole competition has been seen: the format is experimental.
//!
//! | member | becomes |
//! |---|---|
//! | `waId` | the first part of every event's id |
//! | `name` | the competition |
//! | `venues[]` | venue and nation, where there is exactly one |
//! | `athletes[]` `id`, `firstName`, `lastName`, `country`, `sex` | name, nation and gender, by `athleteId` |
//! | `units[].title` | the event with its gender: "Women's 100m" |
//! | `rounds[].type` | the round; a qualification of several races has groups |
//! | `races[].number`, `date`, `wind` | number of the heat, day, wind (`NWI` is none) |
//! | `results[].result` | mark or status |
//! | `placeInRace` | the rank |
//! | `qualified` | `Q` or `q` |
//! | `wind` | the row's own wind |
//! | `detail[]` | attempts: `result` and `wind`, or `height` and `attempts` |
//!
//! Not read: dates of birth, times of start and end, places in the round.

#[cfg(test)]
mod tests;

use super::athletics::event::said_gender;
use super::athletics::raw::{Attempt, Document, Provider, Row, Text, Unit};
use super::json::Node;
use super::{Decoded, FeedError, FeedErrorKind, Input, athletics};
use crate::event::Gender;
use serde_json::Value;
use std::collections::BTreeMap;

/// Terms are between the reader and the organiser.
const PROVIDER: Provider = Provider { name: "world-athletics", credit: None, licence: None, commercial: None };

/// Whether a document is of this form.
pub(super) fn is_json(document: &Value) -> bool {
    document.get("athletes").is_some_and(Value::is_array) && document.pointer("/units/0/rounds").is_some()
}

/// The text with `//` comments made blanks, so that lines and columns stay.
pub(super) fn without_comments(text: &str) -> String {
    text.lines().map(uncommented).collect::<Vec<_>>().join("\n")
}

fn uncommented(line: &str) -> &str {
    let (mut quoted, mut escaped, mut before) = (false, false, ' ');
    for (at, c) in line.char_indices() {
        if !quoted && c == '/' && before == '/' {
            return line.get(..at - 1).unwrap_or_default();
        }
        quoted ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        before = c;
    }
    line
}

/// Decodes the document.
///
/// # Errors
/// A document without a race, and one whose results name athletes that it does not list; races that cannot be decoded are in
/// [`Decoded::refused`].
pub fn decode(document: &Value, input: &Input<'_>) -> Result<Decoded, FeedError> {
    let root = Node::root(document, input.name, &input.sha256);
    let athletes = athletes(&root)?;
    let mut read = Document { provider: PROVIDER, id: text(&root, "waId"), name: text(&root, "name"), ..Document::default() };
    if let Some(venues) = root.get("venues")
        && let [venue] = venues.items()?.as_slice()
    {
        read.venue = text(venue, "name");
        read.country = text(venue, "country");
    }
    for unit in root.need("units")?.items()? {
        let (title, _) = unit.required("title")?;
        for round in unit.need("rounds")?.items()? {
            let races = round.need("races")?.items()?;
            for race in &races {
                read.units.push(of_race(&title, &round, race, races.len() > 1, &athletes)?);
            }
        }
    }
    athletics::decode(&read, input)
}

struct Athlete {
    name: Text,
    family: Text,
    country: Option<Text>,
    gender: Option<Gender>,
}

fn text(node: &Node<'_>, key: &str) -> Option<Text> {
    let found = node.get(key)?;
    let raw = found.value().as_str().map(str::to_owned).or_else(|| found.value().as_u64().map(|number| number.to_string()))?;
    (!raw.trim().is_empty()).then(|| Text { raw, at: found.at().to_owned() })
}

fn athletes(root: &Node<'_>) -> Result<BTreeMap<u32, Athlete>, FeedError> {
    let mut found = BTreeMap::new();
    for athlete in root.need("athletes")?.items()? {
        let id = athlete.need("id")?.number()?;
        let (at, family) = athlete.required("lastName")?;
        let given = text(&athlete, "firstName").map_or_else(String::new, |given| given.raw);
        let part = |raw: String| Text { raw, at: at.at().to_owned() };
        let gender = match text(&athlete, "sex").as_ref().map(Text::trimmed) {
            Some("female" | "F" | "W") => Some(Gender::Women),
            Some("male" | "M") => Some(Gender::Men),
            _ => None,
        };
        let name = part(format!("{given} {family}").trim().to_owned());
        found.insert(id, Athlete { name, family: part(family.to_owned()), country: text(&athlete, "country"), gender });
    }
    Ok(found)
}

fn of_race(
    title: &Node<'_>,
    round: &Node<'_>,
    race: &Node<'_>,
    several: bool,
    athletes: &BTreeMap<u32, Athlete>,
) -> Result<Unit, FeedError> {
    let title_text = Text { raw: title.text()?.to_owned(), at: title.at().to_owned() };
    let gender = said_gender(title_text.trimmed()).map(|gender| match gender {
        Gender::Men => "M",
        Gender::Women => "W",
        Gender::Mixed => "X",
    });
    let (at, kind) = round.required("type")?;
    let number = race.optional_number("number")?;
    let pools = several && kind.to_lowercase().starts_with("qualif");
    let pool = number.as_ref().filter(|_| pools).and_then(|(_, number)| char::from_u32(u32::from('A') + number.checked_sub(1)?));
    let mut unit = Unit {
        at: race.at().to_owned(),
        gender: gender.map(|gender| Text { raw: gender.to_owned(), at: title_text.at.clone() }),
        event: Some(title_text),
        round: Some(Text { raw: kind.to_owned(), at: at.at().to_owned() }),
        detail: number.map(|(node, number)| Text { raw: number.to_string(), at: node.at().to_owned() }),
        pool: pool.map(String::from),
        date: text(race, "date"),
        wind: text(race, "wind").filter(|wind| wind.trimmed() != "NWI"),
        ..Unit::default()
    };
    for result in race.need("results")?.items()? {
        unit.rows.push(row(&result, athletes)?);
    }
    Ok(unit)
}

fn row(result: &Node<'_>, athletes: &BTreeMap<u32, Athlete>) -> Result<Row, FeedError> {
    let id = result.need("athleteId")?;
    let number = id.number()?;
    let missing = || id.error(FeedErrorKind::Missing, "the athlete of this id is not in the list of athletes");
    let athlete = athletes.get(&number).ok_or_else(missing)?;
    Ok(Row {
        at: result.at().to_owned(),
        id: Some(Text { raw: number.to_string(), at: id.at().to_owned() }),
        rank: text(result, "placeInRace"),
        name: Some(athlete.name.clone()),
        family: Some(athlete.family.clone()),
        gender: athlete.gender,
        country: athlete.country.clone(),
        performance: text(result, "result"),
        qualification: text(result, "qualified"),
        wind: text(result, "wind").filter(|wind| wind.trimmed() != "NWI"),
        attempts: attempts(result)?,
        ..Row::default()
    })
}

fn attempts(result: &Node<'_>) -> Result<Vec<Attempt>, FeedError> {
    let Some(detail) = result.get("detail") else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for (number, attempt) in (1_u32..).zip(detail.items()?) {
        if let Some(performance) = text(&attempt, "height").or_else(|| text(&attempt, "result")) {
            found.push(Attempt { number, performance, signs: text(&attempt, "attempts") });
        }
    }
    Ok(found)
}
