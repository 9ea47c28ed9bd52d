//! The JSON form, made from the XML by openath: the same fields under other names. Points of disciplines are left unread.

use crate::feed::FeedError;
use crate::feed::athletics::raw::{Attempt, Document, Row, Text, Unit};
use crate::feed::json::Node;
use std::collections::BTreeSet;

const COMPETITION: [&str; 12] =
    ["organiser_id", "city", "country", "slug", "events", "year", "endDate", "competitionId", "startDate", "id", "name", "medalTable"];
const EVENT: [&str; 9] = ["roundName", "name", "eventCode", "result", "gender", "date", "round", "wind", "athlon"];
const RESULT: [&str; 17] = [
    "country",
    "reactionTime",
    "familyName",
    "givenName",
    "rank",
    "performance",
    "tpAthleteId",
    "tpTeamId",
    "teamCode",
    "recordFlags",
    "recordflag",
    "qualification",
    "group",
    "wind",
    "attempts",
    "heights",
    "runners",
];

/// Reads the document.
pub(super) fn read(root: &Node<'_>) -> Result<Document, FeedError> {
    let mut notes = Notes::default();
    notes.unknown(root, &COMPETITION);
    let mut document = Document {
        id: text(root, "id"),
        meeting: text(root, "competitionId"),
        name: text(root, "name"),
        city: text(root, "city"),
        country: text(root, "country"),
        ..Document::default()
    };
    for event in root.need("events")?.items()? {
        notes.unknown(&event, &EVENT);
        document.units.push(unit(&event, &mut notes)?);
    }
    document.warnings = notes.warnings;
    Ok(document)
}

#[derive(Default)]
struct Notes {
    said: BTreeSet<String>,
    warnings: Vec<String>,
}

impl Notes {
    /// Notes members that are not known, once for each name.
    fn unknown(&mut self, node: &Node<'_>, known: &[&str]) {
        for name in node.value().as_object().into_iter().flat_map(|object| object.keys()) {
            if !known.contains(&name.as_str()) && name != "results" && self.said.insert(name.clone()) {
                let short: String = name.chars().take(40).collect();
                self.warnings.push(format!("unknown member \"{}\" was not read (at {})", short.escape_debug(), node.at()));
            }
        }
    }
}

/// A text or a number as a text; a text of its own length zero is missing.
fn text(node: &Node<'_>, key: &str) -> Option<Text> {
    let found = node.get(key)?;
    let raw = found.value().as_str().map(str::to_owned).or_else(|| found.value().as_u64().map(|number| number.to_string()))?;
    (!raw.is_empty()).then(|| Text { raw, at: found.at().to_owned() })
}

fn unit(event: &Node<'_>, notes: &mut Notes) -> Result<Unit, FeedError> {
    let mut unit = Unit {
        at: event.at().to_owned(),
        event: text(event, "name"),
        section: None,
        pool: None,
        round: text(event, "round"),
        detail: text(event, "roundName"),
        gender: text(event, "gender"),
        group: text(event, "athlon"),
        date: text(event, "date"),
        wind: text(event, "wind"),
        rows: Vec::new(),
        notes: Vec::new(),
    };
    for result in event.need("result")?.items()? {
        notes.unknown(&result, &RESULT);
        unit.rows.push(row(&result)?);
    }
    Ok(unit)
}

fn row(result: &Node<'_>) -> Result<Row, FeedError> {
    Ok(Row {
        at: result.at().to_owned(),
        id: text(result, "tpAthleteId").or_else(|| text(result, "tpTeamId")),
        rank: text(result, "rank"),
        name: whole_name(result),
        family: None,
        unnamed: false,
        gender: None,
        team: None,
        bib: None,
        country: text(result, "country"),
        performance: text(result, "performance"),
        group: text(result, "group"),
        reaction: text(result, "reactionTime"),
        qualification: text(result, "qualification"),
        records: flags(result)?,
        wind: text(result, "wind"),
        attempts: attempts(result)?,
        runners: runners(result)?,
        disciplines: disciplines(result)?,
    })
}

/// The two names were cut apart at the first blank of one text; put together again they are that text, so that both forms of a
/// document give the same names. A missing given name is "?".
fn whole_name(node: &Node<'_>) -> Option<Text> {
    let given = text(node, "givenName").filter(|given| given.raw != "?");
    let family = text(node, "familyName");
    let raw = format!("{} {}", given.as_ref().map_or("", |given| &given.raw), family.as_ref().map_or("", |family| &family.raw));
    family.or(given).map(|part| Text { raw, at: part.at })
}

/// Flags as a list, or as one text with blanks.
fn flags(result: &Node<'_>) -> Result<Vec<Text>, FeedError> {
    let mut found = Vec::new();
    if let Some(list) = result.get("recordFlags") {
        for flag in list.items()? {
            found.push(Text { raw: flag.text()?.to_owned(), at: flag.at().to_owned() });
        }
    }
    if let Some(one) = text(result, "recordflag") {
        found.extend(one.raw.split_whitespace().map(|flag| Text { raw: flag.to_owned(), at: one.at.clone() }));
    }
    Ok(found)
}

fn attempts(result: &Node<'_>) -> Result<Vec<Attempt>, FeedError> {
    let mut found = Vec::new();
    for (key, mark) in [("attempts", "performance"), ("heights", "height")] {
        let Some(list) = result.get(key) else { continue };
        for (place, attempt) in list.items()?.iter().enumerate() {
            let number = attempt.optional_number("round")?.map_or(u32::try_from(place + 1).unwrap_or(u32::MAX), |(_, number)| number);
            let Some(performance) = text(attempt, mark) else { continue };
            found.push(Attempt { number, performance, signs: text(attempt, "results") });
        }
    }
    Ok(found)
}

fn runners(result: &Node<'_>) -> Result<Vec<(Text, Option<Text>)>, FeedError> {
    let Some(list) = result.get("runners") else { return Ok(Vec::new()) };
    let mut legs = Vec::new();
    for runner in list.items()? {
        let leg = runner.optional_number("legNumber")?.map_or(u32::MAX, |(_, leg)| leg);
        if let Some(name) = whole_name(&runner) {
            legs.push((leg, (name, text(&runner, "tpAthleteId"))));
        }
    }
    legs.sort_by_key(|(leg, _)| *leg);
    Ok(legs.into_iter().map(|(_, runner)| runner).collect())
}

fn disciplines(result: &Node<'_>) -> Result<Vec<(u32, Text)>, FeedError> {
    let Some(list) = result.get("results") else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for discipline in list.items()? {
        if let (Some((_, number)), Some(performance)) = (discipline.optional_number("eventNo")?, text(&discipline, "performance")) {
            found.push((number, performance));
        }
    }
    Ok(found)
}
