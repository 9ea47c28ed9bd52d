//! A unit becomes an event: name, day, venue, and the checks that look at all rows together.

use super::medals::{Medals, compare};
use super::raw::{Document, Text, Unit};
use crate::event::{Cells, Context, Event, Gender, LocalDay, Nation, ResultState, Row, Source, Sport, UnitKind, Venue};
use crate::event::{Competitor, Unit as MarkUnit};
use crate::feed::athletics::unit::{Described, Parts, describe};
use crate::feed::athletics::words::{self, EventWords, Words};
use crate::feed::error::Problems;
use crate::feed::{FeedError, FeedErrorKind, Input, names, nations, ranks};
use std::cell::RefCell;

/// The credit line that the licence asks for.
const CREDIT: &str = "Data: Tilastopaja / openath (ODbL)";

/// What all units of a document share.
pub(super) struct Reader<'a> {
    pub(super) words: &'static Words,
    pub(super) source: &'a str,
    document: &'a Document,
    competition: String,
    venue: Venue,
    shared: Cells,
    medals: Medals,
}

/// A unit that is being read.
pub(super) struct Open<'a> {
    pub(super) reader: &'a Reader<'a>,
    pub(super) words: &'static EventWords,
    pub(super) measured: MarkUnit,
    /// A discipline or a unit whose heights are cleared.
    pub(super) vertical: bool,
    pub(super) gender: Option<Gender>,
    pub(super) decides: bool,
    pub(super) wind: Option<Text>,
    pub(super) warnings: RefCell<Vec<String>>,
}

impl Open<'_> {
    pub(super) fn warn(&self, message: String) {
        let mut warnings = self.warnings.borrow_mut();
        if !warnings.contains(&message) {
            warnings.push(message);
        }
    }
}

impl<'a> Reader<'a> {
    /// Reads what stands above the units.
    pub(super) fn new(document: &'a Document, input: &'a Input<'_>) -> Result<Self, FeedError> {
        let words = words::words().map_err(|reason| FeedError::new(FeedErrorKind::Value, "", reason))?;
        let mut shared = Cells::new();
        let mut keep = |field: &str, text: &Option<Text>| {
            text.as_ref().map(|text| shared.insert(field.to_owned(), text.cell(&input.sha256)));
        };
        keep("competition", &document.name);
        keep("venue", &document.name);
        keep("city", &document.city);
        keep("country", &document.country);
        let name = need(document.name.as_ref(), "name", "/competition")?;
        let clean = |text: &str, at: &Text| names::clean(text).map_err(|error| at.bad(&error.to_string()).hint(names::ADVICE));
        let (competition, stadium) = match name.raw.split_once(',').filter(|(_, rest)| !rest.contains(',')) {
            Some((competition, venue)) => (clean(competition, name)?, Some(clean(venue, name)?)),
            None => (clean(&name.raw, name)?, None),
        };
        let city = document.city.as_ref().map(|city| clean(&city.raw, city)).transpose()?;
        let host = document.country.as_ref().and_then(|country| nations::by_code(country.trimmed()));
        let country = host.as_ref().map(|host| host.name.clone());
        let venue = Venue { name: stadium, city, country, nation: host.map(|host| host.code) };
        if venue.name.is_none() {
            shared.remove("venue");
        }
        Ok(Self { words, source: &input.sha256, document, competition, venue, shared, medals: compare(document) })
    }

    /// A note where the medal table says something else than the finals.
    pub(super) fn medal_note(&self) -> Option<String> {
        let note = "the medal table does not agree with the finals: no medals are written";
        (self.medals == Medals::Contradicted).then(|| note.to_owned())
    }

    /// Decodes a unit.
    pub(super) fn event(&self, unit: &Unit) -> Result<Event, FeedError> {
        let name = need(unit.event.as_ref(), "event_name", &unit.at)?;
        let gender = gender(unit)?;
        let spoken = ["Men", "Women", "Mixed"].iter().find_map(|end| name.trimmed().strip_suffix(end)).unwrap_or(name.trimmed());
        let (code, words) = self.words.event(spoken).ok_or_else(|| name.bad("is no event of templates/athletics.toml"))?;
        let described = self.described(unit, words, gender)?;
        let measured = match words.sport {
            Sport::Field => MarkUnit::Distance,
            Sport::Combined => MarkUnit::Points,
            _ => MarkUnit::Time,
        };
        let open = Open {
            reader: self,
            words,
            measured,
            vertical: matches!(code, "HJ" | "PV"),
            gender,
            decides: described.kind == UnitKind::Race && self.medals == Medals::Proven,
            wind: unit.wind.clone(),
            warnings: RefCell::default(),
        };
        let rows = rows(&open, unit)?;
        let (day, mut cells) = (self.day(unit, &open)?, self.shared.clone());
        for (field, text) in [("name", &unit.event), ("kind", &unit.round), ("gender", &unit.gender), ("date", &unit.date)] {
            text.as_ref().map(|text| cells.insert(field.to_owned(), text.cell(self.source)));
        }
        let event = Event {
            id: self.id(code, unit, &described),
            source: self.provenance(),
            sport: words.sport,
            kind: described.kind,
            name: described.name,
            competition: Some(self.competition.clone()),
            unit: Some(described.unit),
            gender,
            individual: rows.iter().all(|row| matches!(row.competitor, Competitor::Athlete(_))),
            venue: self.venue.clone(),
            day,
            state: ResultState::Official,
            test: false,
            laps: None,
            mark_unit: Some(measured),
            rows,
            context: Context::default(),
            warnings: open.warnings.into_inner(),
            cells,
        };
        ranks::consistent(event)
    }

    fn described(&self, unit: &Unit, words: &EventWords, gender: Option<Gender>) -> Result<Described, FeedError> {
        let word = need(unit.round.as_ref(), "round_name", &unit.at)?;
        // The JSON calls a qualification "PRELIM"; its detail says what it is.
        let detail = unit.detail.as_ref().map(|detail| detail.trimmed().to_lowercase());
        let key = detail.filter(|detail| self.words.rounds.contains_key(detail.as_str())).unwrap_or_else(|| word.trimmed().to_lowercase());
        let round = self.words.rounds.get(&key).ok_or_else(|| word.bad("is no round of templates/athletics.toml"))?;
        let combined = unit.group.as_ref().map(|group| self.combined(group)).transpose()?;
        let number = unit.detail.as_ref().and_then(|detail| detail.trimmed().rsplit(' ').next()?.parse().ok());
        if round.heat.is_some() && number.is_none() {
            let at = unit.detail.as_ref().map_or(&unit.at, |detail| &detail.at);
            return Err(FeedError::new(FeedErrorKind::Missing, "", "the round does not say which heat this is").at(at));
        }
        Ok(describe(&Parts { event: words, round, number, gender, combined, group: None }))
    }

    /// The combined event that a discipline belongs to; an age group of another kind is not known.
    fn combined(&self, group: &Text) -> Result<&'static str, FeedError> {
        let known = self.words.event(group.trimmed()).filter(|(_, words)| words.sport == Sport::Combined);
        known.map(|(_, words)| words.say.as_str()).ok_or_else(|| group.error(FeedErrorKind::Unsupported, "is no combined event: age groups are not supported"))
    }

    fn day(&self, unit: &Unit, open: &Open<'_>) -> Result<Option<LocalDay>, FeedError> {
        let Some(date) = &unit.date else {
            open.warn(format!("the unit has no date: no day is written (at {})", unit.at));
            return Ok(None);
        };
        let parts: Vec<&str> = date.trimmed().split('.').collect();
        let iso = match parts.as_slice() {
            [day, month, year] => format!("{year}-{month:0>2}-{day:0>2}"),
            _ => date.trimmed().to_owned(),
        };
        crate::feed::circuits::civil_day(&iso).map(Some).ok_or_else(|| date.bad("is no date"))
    }

    fn id(&self, code: &str, unit: &Unit, described: &Described) -> String {
        let competition = self.document.id.as_ref().map_or("unnumbered", |id| id.trimmed());
        let plain = |text: &str| text.to_lowercase().replace(' ', "-");
        let gender = unit.gender.as_ref().map_or("", |gender| gender.trimmed());
        let whole = unit.group.as_ref().map_or_else(String::new, |group| format!("{}/", plain(group.trimmed())));
        format!("tag:stringer,2024:tilastopaja/{competition}/{whole}{gender}{code}/{}", plain(&described.unit))
    }

    fn provenance(&self) -> Source {
        Source {
            provider: "tilastopaja".to_owned(),
            credit: Some(CREDIT.to_owned()),
            licence: Some("ODbL 1.0".to_owned()),
            commercial: Some(true),
            sha256: vec![self.source.to_owned()],
        }
    }

    /// A nation by its code, or a note.
    pub(super) fn nation(&self, country: Option<&Text>, open: &Open<'_>) -> Option<Nation> {
        let text = country?;
        let nation = nations::by_code(text.trimmed());
        if nation.is_none() {
            let short: String = text.trimmed().chars().take(12).collect();
            open.warn(format!("\"{}\" is no nation of our table: it is not named (at {})", short.escape_debug(), text.at));
        }
        nation
    }
}

/// All rows in the order of the document, which puts those with a rank first.
fn rows(open: &Open<'_>, unit: &Unit) -> Result<Vec<Row>, FeedError> {
    let mut problems = Problems::default();
    let mut rows: Vec<Row> = Vec::new();
    for (place, row) in (1_u32..).zip(&unit.rows) {
        rows.extend(problems.keep(open.row(row, place)));
    }
    problems.finish(Some(()))?;
    if rows.is_empty() {
        return Err(FeedError::new(FeedErrorKind::NotAResult, "", "nobody is listed").at(&unit.at));
    }
    ranks::complete(&rows)?;
    Ok(rows)
}

fn need<'t>(text: Option<&'t Text>, what: &str, at: &str) -> Result<&'t Text, FeedError> {
    let found = text.filter(|text| !text.trimmed().is_empty());
    found.ok_or_else(|| FeedError::new(FeedErrorKind::Missing, "", format!("\"{what}\" is missing or empty")).at(at))
}

/// The gender of a unit, which the end of the event's name must not contradict.
fn gender(unit: &Unit) -> Result<Option<Gender>, FeedError> {
    let Some(text) = &unit.gender else { return Ok(None) };
    let gender = match text.trimmed() {
        "M" => Gender::Men,
        "W" | "F" => Gender::Women,
        "X" => Gender::Mixed,
        _ => return Err(text.bad("is no gender (M, W or X)")),
    };
    let said = unit.event.as_ref().map(Text::trimmed).and_then(|name| match name.rsplit(' ').next() {
        Some("Men") => Some(Gender::Men),
        Some("Women") => Some(Gender::Women),
        Some("Mixed") => Some(Gender::Mixed),
        _ => None,
    });
    if said.is_some_and(|said| said != gender) {
        return Err(text.error(FeedErrorKind::Contradiction, "is not the gender of the event's name"));
    }
    Ok(Some(gender))
}
