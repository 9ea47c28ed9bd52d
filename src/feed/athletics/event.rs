//! A unit becomes an event: name, day, venue, and the checks that look at all rows together.

use super::medals::{Medals, compare};
use super::raw::{Document, Text, Unit};
use super::unit::{Described, Parts, describe};
use super::words::{self, EventWords, Round, Words};
use crate::event::{Cells, Context, Event, Gender, LocalDay, Nation, ResultState, Row, Sport, UnitKind, Venue};
use crate::event::{Competitor, Unit as MarkUnit};
use crate::feed::error::Problems;
use crate::feed::games::said_competition;
use crate::feed::{FeedError, FeedErrorKind, Input, names, nations, ranks};
use std::cell::RefCell;

/// What all units of a document share.
pub(in crate::feed) struct Reader<'a> {
    pub(in crate::feed) words: &'static Words,
    pub(in crate::feed) source: &'a str,
    document: &'a Document,
    competition: Option<String>,
    venue: Venue,
    shared: Cells,
    medals: Medals,
}

/// A unit that is being read.
pub(in crate::feed) struct Open<'a> {
    pub(in crate::feed) reader: &'a Reader<'a>,
    pub(in crate::feed) words: &'static EventWords,
    pub(in crate::feed) measured: MarkUnit,
    /// A discipline or a unit whose heights are cleared.
    pub(in crate::feed) vertical: bool,
    pub(in crate::feed) gender: Option<Gender>,
    pub(in crate::feed) decides: bool,
    pub(in crate::feed) wind: Option<Text>,
    pub(in crate::feed) warnings: RefCell<Vec<String>>,
}

impl Open<'_> {
    pub(in crate::feed) fn warn(&self, message: String) {
        let mut warnings = self.warnings.borrow_mut();
        if !warnings.contains(&message) {
            warnings.push(message);
        }
    }
}

impl<'a> Reader<'a> {
    /// Reads what stands above the units.
    pub(in crate::feed) fn new(document: &'a Document, input: &'a Input<'_>) -> Result<Self, FeedError> {
        let words = words::words().map_err(|reason| FeedError::new(FeedErrorKind::Value, "", reason))?;
        let mut shared = Cells::new();
        let mut keep = |field: &str, text: &Option<Text>| {
            text.as_ref().map(|text| shared.insert(field.to_owned(), text.cell(&input.sha256)));
        };
        keep("competition", &document.name);
        keep("venue", if document.venue.is_some() { &document.venue } else { &document.name });
        keep("city", &document.city);
        keep("country", &document.country);
        let clean = |text: &str, at: &Text| names::clean(text).map_err(|error| at.unfit(&error));
        let whole = document.name.as_ref();
        let (competition, after) = match whole.and_then(|name| name.raw.split_once(',')).filter(|(_, rest)| !rest.contains(',')) {
            Some((competition, venue)) => (Some(competition), Some(venue)),
            None => (whole.map(|name| name.raw.as_str()), None),
        };
        let part = |part: Option<&str>, at: Option<&Text>| part.zip(at).map(|(part, at)| clean(part, at)).transpose();
        let competition = part(competition, whole)?.map(said_competition);
        let stadium = match &document.venue {
            Some(venue) => Some(clean(&venue.raw, venue)?),
            None => part(after, whole)?,
        };
        let city = document.city.as_ref().map(|city| clean(&city.raw, city)).transpose()?;
        let host = document.country.as_ref().and_then(|country| nations::by_code(country.trimmed()));
        let country = host.as_ref().map(|host| host.name.clone());
        let venue = Venue { name: stadium, city, region: None, country, nation: host.map(|host| host.code) };
        if venue.name.is_none() {
            shared.remove("venue");
        }
        Ok(Self { words, source: &input.sha256, document, competition, venue, shared, medals: compare(document) })
    }

    /// A note where the medal table says something else than the finals.
    pub(in crate::feed) fn medal_note(&self) -> Option<String> {
        let note = "the medal table does not agree with the finals: no medals are written";
        (self.medals == Medals::Contradicted).then(|| note.to_owned())
    }

    /// Decodes a unit.
    pub(in crate::feed) fn event(&self, unit: &Unit) -> Result<Event, FeedError> {
        let name = need(unit.event.as_ref(), "event_name", &unit.at)?;
        let gender = gender(unit)?;
        let spoken = without_gender(name.trimmed());
        let (code, words) = self.words.event(spoken).ok_or_else(|| name.bad("is no event of templates/athletics.toml"))?;
        let described = self.described(unit, words, gender)?;
        let measured = measured(words);
        let open = Open {
            reader: self,
            words,
            measured,
            vertical: matches!(code, "HJ" | "PV"),
            gender,
            decides: described.kind == UnitKind::Race && self.medals == Medals::Proven,
            wind: unit.wind.clone(),
            warnings: RefCell::new(unit.notes.clone()),
        };
        let rows = rows(&open, unit)?;
        let (day, mut cells) = (self.day(unit, &open)?, self.shared.clone());
        let mut venue = self.venue.clone();
        if words.road {
            venue.name = None;
            cells.remove("venue");
        }
        for (field, text) in [("name", &unit.event), ("kind", &unit.round), ("gender", &unit.gender), ("date", &unit.date)] {
            text.as_ref().map(|text| cells.insert(field.to_owned(), text.cell(self.source)));
        }
        let event = Event {
            id: self.id(code, unit, &described),
            source: self.document.provider.source(vec![self.source.to_owned()]),
            sport: words.sport,
            kind: described.kind,
            name: described.name,
            competition: self.competition.clone(),
            unit: Some(described.unit),
            gender,
            individual: rows.iter().all(|row| matches!(row.competitor, Competitor::Athlete(_))),
            venue,
            day,
            state: ResultState::Official,
            test: false,
            laps: None,
            mark_unit: Some(measured),
            rows,
            score_sheet: None,
            context: Context::default(),
            warnings: open.warnings.into_inner(),
            cells,
        };
        ranks::consistent(event)
    }

    fn described(&self, unit: &Unit, words: &EventWords, gender: Option<Gender>) -> Result<Described, FeedError> {
        let Some(word) = &unit.round else { return self.sectioned(unit, words, gender) };
        // The JSON calls a qualification "PRELIM"; its detail says what it is.
        let detail = unit.detail.as_ref().map(|detail| detail.trimmed().to_lowercase());
        let key = detail.filter(|detail| self.words.rounds.contains_key(detail.as_str())).unwrap_or_else(|| word.trimmed().to_lowercase());
        let round = self.words.rounds.get(&key).ok_or_else(|| word.bad("is no round of templates/athletics.toml"))?;
        let combined = unit.group.as_ref().map(|group| self.combined(group)).transpose()?;
        let number = unit.detail.as_ref().and_then(|detail| detail.trimmed().rsplit(' ').next()?.parse().ok());
        if round.heat.is_some() && number.is_none() && unit.detail.is_none() {
            return Err(FeedError::new(FeedErrorKind::Missing, "", "the round does not say which heat this is").at(&unit.at));
        }
        Ok(describe(&Parts { event: words, round, number, gender, combined, group: unit.pool.as_deref() }))
    }

    /// A unit of a format without rounds: "600 metres A race".
    fn sectioned(&self, unit: &Unit, words: &EventWords, gender: Option<Gender>) -> Result<Described, FeedError> {
        let round = Round { kind: UnitKind::Race, heat: None, after: None };
        let whole = describe(&Parts { event: words, round: &round, number: None, gender, combined: None, group: None });
        let Some(section) = &unit.section else { return Ok(whole) };
        let clean = section.name()?;
        // "A Race", "U13 Girls": letters and classes keep their capitals.
        let is_class = |word: &str| word.len() == 1 || word.contains(|c: char| c.is_ascii_digit());
        let words: Vec<String> = clean.split(' ').map(|word| if is_class(word) { word.to_owned() } else { word.to_lowercase() }).collect();
        let section = words.join(" ");
        Ok(Described { name: format!("{} {section}", whole.name), unit: section, kind: UnitKind::Race })
    }

    /// The combined event that a discipline belongs to; an age group of another kind is not known.
    fn combined(&self, group: &Text) -> Result<&'static str, FeedError> {
        let known = self.words.event(group.trimmed()).filter(|(_, words)| words.sport == Sport::Combined);
        known
            .map(|(_, words)| words.say.as_str())
            .ok_or_else(|| group.error(FeedErrorKind::Unsupported, "is no combined event: age groups are not supported"))
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
        let gender = unit.gender.as_ref().map_or("", |gender| gender.trimmed());
        let whole = unit.group.as_ref().map_or_else(String::new, |group| format!("{}/", plain(group.trimmed())));
        let provider = self.document.provider.name;
        format!("tag:stringer,2024:{provider}/{}/{whole}{gender}{code}/{}", plain(competition), plain(&described.unit))
    }

    /// A nation by its code, or a note.
    pub(in crate::feed) fn nation(&self, country: Option<&Text>, open: &Open<'_>) -> Option<Nation> {
        let text = country?;
        let nation = nations::by_code(text.trimmed());
        if nation.is_none() {
            let short: String = text.trimmed().chars().take(12).collect();
            open.warn(format!("\"{}\" is no nation of our table: it is not named (at {})", short.escape_debug(), text.at));
        }
        nation
    }
}

/// A word of an id: in lower case, without blanks.
fn plain(text: &str) -> String {
    text.to_lowercase().replace(' ', "-")
}

/// What an event measures.
pub(in crate::feed) fn measured(words: &EventWords) -> MarkUnit {
    match words.sport {
        Sport::Field => MarkUnit::Distance,
        Sport::Combined => MarkUnit::Points,
        _ => MarkUnit::Time,
    }
}

/// What the id of a unit ends with: "M100/semi-final-1", or "M100/semi-final" where a list beside the results does not say which it is.
pub(in crate::feed) fn unit_key(gender: &str, (code, event): (&str, &EventWords), round: &Round, number: Option<u32>) -> String {
    let described = describe(&Parts { event, round, number, gender: None, combined: None, group: None });
    format!("{gender}{code}/{}", plain(&described.unit))
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

/// The genders in names of events, at the end or at the beginning.
const GENDERS: [(&str, Gender); 3] = [("Men", Gender::Men), ("Women", Gender::Women), ("Mixed", Gender::Mixed)];

/// The gender that a name says: "100 m Men", "Women's 100m".
pub(in crate::feed) fn said_gender(name: &str) -> Option<Gender> {
    let ends = |word: &str| {
        name.rsplit(' ').next() == Some(word) || name.starts_with(&format!("{word}'s ")) || name.starts_with(&format!("{word} "))
    };
    GENDERS.iter().find(|(word, _)| ends(word)).map(|(_, gender)| *gender)
}

/// The name without it.
pub(in crate::feed) fn without_gender(name: &str) -> &str {
    let stripped = GENDERS.iter().find_map(|(word, _)| {
        let front = name.strip_prefix(word).map(|rest| rest.strip_prefix("'s").unwrap_or(rest)).filter(|rest| rest.starts_with(' '));
        front.or_else(|| name.strip_suffix(word))
    });
    stripped.unwrap_or(name).trim()
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
    let said = unit.event.as_ref().and_then(|name| said_gender(name.trimmed()));
    if said.is_some_and(|said| said != gender) {
        return Err(text.error(FeedErrorKind::Contradiction, "is not the gender of the event's name"));
    }
    Ok(Some(gender))
}
