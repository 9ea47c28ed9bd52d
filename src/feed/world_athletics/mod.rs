//! The results proposal of World Athletics: competitions in JSON with athletes, venues, and units of rounds of races.
//!
//! Source of the format: the data model and the use cases of the W3C community group (w3c/opentrack-cg), which have comments in the
//! JSON; a document that is such a competition but for its comments is read. No whole competition has been seen: the format is experimental.
//!
//! | member | becomes |
//! |---|---|
//! | `waId` | the first part of every event's id |
//! | `name` | the competition |
//! | `venues[]` | venue and nation, where there is exactly one |
//! | `athletes[]` `id`, `firstName`, `lastName`, `country`, `sex` | name in the order of the nation, nation and gender, by `athleteId` |
//! | `birthdate` | only tells who is a minor |
//! | `relayTeams[]` `id`, `country`; `legs` | the nation of a relay, by `relayTeamId`; its members |
//! | `units[].title` | the event with its gender: "Women's 100m"; a unit of an age group (`U20`, `maxAge`) is refused by name |
//! | `rounds[].type` | the round; a qualification of several races has groups, a final of several is refused |
//! | `races[].number`, `date`, `wind` | number of the heat, day, wind (`NWI` is none) |
//! | `results[].result` | mark or status |
//! | `placeInRace` | the rank |
//! | `qualified` | `Q` or `q` |
//! | `wind` | the row's own wind |
//! | `detail[]` | attempts: `result` and `wind`, or `height` and `attempts`; not splits, which have a `distance` |
//!
//! **Minors.** Of whom the date of birth does not prove 18 years on the day of the race, a number of the file stands for the name, and a
//! relay with such a member has no members. Who has no date of birth is named: the format is of elite competitions.
//! [`Options::name_minors`] turns that off.
//!
//! Not read: times of start and end, places in the round, splits.

mod people;
#[cfg(test)]
mod tests;

use super::athletics::event::said_gender;
use super::athletics::raw::{Attempt, Document, Provider, Row, Text, Unit};
use super::athletics::words;
use super::json::Node;
use super::{Decoded, FeedError, FeedErrorKind, Input, Options, athletics, circuits, minors};
use crate::event::{Gender, LocalDay, UnitKind};
use people::People;
use serde_json::Value;

/// Terms are between the reader and the organiser.
const PROVIDER: Provider = Provider {
    name: "world-athletics",
    credit: Some("Source: a results file in the format of World Athletics"),
    licence: None,
    commercial: None,
};

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
/// A document without a race; races that cannot be decoded are in [`Decoded::refused`].
pub fn decode(document: &Value, input: &Input<'_>, options: &Options) -> Result<Decoded, FeedError> {
    let root = Node::root(document, input.name, &input.sha256);
    let words = words::words().map_err(|reason| root.error(FeedErrorKind::Value, reason))?;
    let mut read = Document { provider: PROVIDER, id: text(&root, "waId"), name: text(&root, "name"), ..Document::default() };
    let young = read.name.as_ref().is_some_and(|name| minors::is_young(&name.raw));
    let people = People::new(&root, words, options, young)?;
    if let Some(venues) = root.get("venues")
        && let [venue] = venues.items()?.as_slice()
    {
        read.venue = text(venue, "name");
        read.country = text(venue, "country");
    }
    let mut refused = Vec::new();
    for unit in root.need("units")?.items()? {
        match races(&unit, &people, words) {
            Ok(races) => races.into_iter().for_each(|race| match race {
                Ok(race) => read.units.push(race),
                Err(error) => refused.push(error),
            }),
            Err(error) => refused.push(error),
        }
    }
    if read.units.is_empty()
        && let Some(error) = FeedError::all(std::mem::take(&mut refused))
    {
        return Err(error);
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

/// All races of a unit; those that cannot be read are errors with the unit's name.
fn races(unit: &Node<'_>, people: &People<'_>, words: &words::Words) -> Result<Vec<Result<Unit, FeedError>>, FeedError> {
    let (at, title) = unit.required("title")?;
    let group = age_group(unit, &at, title)?;
    let event = title.split_whitespace().filter(|word| !minors::is_young(word)).collect::<Vec<_>>().join(" ");
    let shared = Unit {
        gender: said_gender(&event).map(|gender| Text { raw: letter(gender).to_owned(), at: at.at().to_owned() }),
        event: Some(Text { raw: event, at: at.at().to_owned() }),
        group,
        ..Unit::default()
    };
    let named = |error: FeedError| {
        let short: String = title.chars().take(80).collect();
        FeedError { message: format!("{}: {}", short.escape_debug().to_string().replace("\\'", "'"), error.message), ..error }
    };
    let mut found = Vec::new();
    for round in unit.need("rounds")?.items()? {
        let races = round.need("races")?.items()?;
        let (kind_at, kind) = round.required("type")?;
        let decides = words.rounds.get(&kind.trim().to_lowercase()).is_some_and(|round| round.kind == UnitKind::Race);
        if decides && races.len() > 1 {
            let message = "a final of several races: nothing says which of them decides the event";
            found.push(Err(named(kind_at.error(FeedErrorKind::Unsupported, message))));
            continue;
        }
        let shared = Unit { round: Some(Text { raw: kind.to_owned(), at: kind_at.at().to_owned() }), ..shared.clone() };
        found.extend(races.iter().map(|race| of_race(&shared, race, races.len() > 1, people).map_err(named)));
    }
    Ok(found)
}

fn letter(gender: Gender) -> &'static str {
    match gender {
        Gender::Men => "M",
        Gender::Women => "W",
        Gender::Mixed => "X",
    }
}

/// Ages from which a unit has no minors of its own.
const ADULT: u32 = 23;

/// The age group of a unit of the young, by a word of its title or by its greatest age: no event has a name for it.
fn age_group(unit: &Node<'_>, at: &Node<'_>, title: &str) -> Result<Option<Text>, FeedError> {
    if let Some(word) = title.split_whitespace().find(|word| minors::is_young(word)) {
        return Ok(Some(Text { raw: word.to_owned(), at: at.at().to_owned() }));
    }
    let oldest = unit.optional_number("maxAge")?.filter(|(_, age)| *age < ADULT);
    Ok(oldest.map(|(at, age)| Text { raw: format!("up to {age} years"), at: at.at().to_owned() }))
}

fn of_race(shared: &Unit, race: &Node<'_>, several: bool, people: &People<'_>) -> Result<Unit, FeedError> {
    let number = race.optional_number("number")?;
    let pools = several && shared.round.as_ref().is_some_and(|round| round.raw.to_lowercase().starts_with("qualif"));
    let letter = |number: u32| u8::try_from(number).ok().filter(|number| (1..=26).contains(number)).map(|number| char::from(b'@' + number));
    let pool = number.as_ref().filter(|_| pools).and_then(|(_, number)| letter(*number));
    if pools && pool.is_none() {
        return Err(race.error(FeedErrorKind::Missing, "one of several groups has no number"));
    }
    let date = text(race, "date").map(|date| Text { raw: minors::civil(date.trimmed().split('T').next().unwrap_or_default()), ..date });
    let mut unit = Unit {
        at: race.at().to_owned(),
        detail: number.map(|(node, number)| Text { raw: number.to_string(), at: node.at().to_owned() }),
        pool: pool.map(String::from),
        wind: text(race, "wind").filter(is_reading),
        ..shared.clone()
    };
    let day = date.as_ref().and_then(|date| circuits::civil_day(date.trimmed()));
    for (order, result) in (1_u32..).zip(race.need("results")?.items()?) {
        let row = row(&result, order, day, people, &mut unit.notes)?;
        let nation = |row: &Row| row.country.as_ref().map(|country| country.raw.clone());
        if result.get("relayTeamId").is_some() && unit.rows.iter().any(|other| nation(other) == nation(&row)) {
            return Err(result.error(FeedErrorKind::Unsupported, "two relay teams are of one nation: relays of clubs are not supported"));
        }
        unit.rows.push(row);
    }
    Ok(Unit { date, ..unit })
}

/// Whether a wind is no sign for a missing one.
fn is_reading(wind: &Text) -> bool {
    wind.trimmed() != "NWI"
}

fn row(result: &Node<'_>, order: u32, day: Option<LocalDay>, people: &People<'_>, notes: &mut Vec<String>) -> Result<Row, FeedError> {
    Ok(Row {
        at: result.at().to_owned(),
        rank: text(result, "placeInRace"),
        performance: text(result, "result"),
        qualification: text(result, "qualified"),
        wind: text(result, "wind").filter(is_reading),
        attempts: attempts(result)?,
        ..people.competitor(result, order, day, notes)?
    })
}

fn attempts(result: &Node<'_>) -> Result<Vec<Attempt>, FeedError> {
    let Some(detail) = result.get("detail") else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for (number, attempt) in (1_u32..).zip(detail.items()?.into_iter().filter(|one| one.get("distance").is_none())) {
        if let Some(performance) = text(&attempt, "height").or_else(|| text(&attempt, "result")) {
            found.push(Attempt { number, performance, signs: text(&attempt, "attempts") });
        }
    }
    Ok(found)
}
