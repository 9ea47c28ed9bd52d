//! What stands beside the rows: the event's name, sport, day and place, from the map or from lines above the header.

use super::map::{self, ColumnMap, EVENT_KEYS, EventData};
use super::sheet::Sheet;
use super::values::slug;
use crate::event::{Cell, Cells, Competitor, Context, Event, Gender, LocalDay, ResultState, Row, Source, Sport, Unit, UnitKind, Venue};
use crate::feed::error::Problems;
use crate::feed::{FeedError, FeedErrorKind, names, ranks};
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The event's data with its evidence.
#[derive(Debug)]
pub(super) struct Given {
    data: EventData,
    cells: Cells,
    name: String,
    /// The sport.
    pub(super) sport: Sport,
    kind: UnitKind,
    state: ResultState,
    /// Men's, women's or mixed.
    pub(super) gender: Option<Gender>,
    day: Option<LocalDay>,
}

impl Given {
    /// Puts the data together; the table's own lines and the map must not contradict each other.
    pub(super) fn of(sheet: &Sheet, own: Option<&ColumnMap>, warnings: &mut Vec<String>) -> Result<Self, FeedError> {
        let (mut data, cells) = gathered(sheet, own, warnings)?;
        for text in [&mut data.name, &mut data.venue, &mut data.city, &mut data.country, &mut data.competition].into_iter().flatten() {
            *text = names::clean(text).map_err(|error| FeedError::new(FeedErrorKind::Value, "", error.to_string()).at("[event]"))?;
        }
        let mut problems = Problems::default();
        let name = problems.keep(needed("name", data.name.as_deref(), "\"Harbour 10K\"", |text| Some(text.to_owned())));
        let sport = problems.keep(needed("sport", data.sport.as_deref(), "\"running\"", map::sport));
        let state = problems.keep(needed("state", data.state.as_deref(), "\"official\"", map::state));
        let kind = problems.keep(needed("kind", Some(data.kind.as_deref().unwrap_or("race")), "\"race\"", map::kind));
        let gender = problems.keep(data.gender.as_deref().map(|raw| needed("gender", Some(raw), "\"women\"", map::gender)).transpose());
        let day = problems.keep(local_day(&data, warnings));
        let all = match (name, sport, state, kind, gender, day) {
            (Some(name), Some(sport), Some(state), Some(kind), Some(gender), Some(day)) => Some((name, sport, state, kind, gender, day)),
            _ => None,
        };
        let missing = || FeedError::new(FeedErrorKind::Missing, "", "the event's data is not complete");
        let (name, sport, state, kind, gender, day) = problems.finish(all)?.ok_or_else(missing)?;
        Ok(Self { data, cells, name, sport, kind, state, gender, day })
    }

    /// The event with its rows.
    pub(super) fn event(self, rows: Vec<Row>, unit: Unit, sha256: Vec<String>, warnings: Vec<String>) -> Result<Event, FeedError> {
        let date = self.data.date.as_deref().map(|date| format!("/{date}")).unwrap_or_default();
        let id = self.data.id.as_deref().map_or_else(|| format!("{}{date}", slug(&self.name)), slug_path);
        let commercial = match self.data.commercial.as_deref().map(str::trim) {
            None => None,
            Some("true") => Some(true),
            Some("false") => Some(false),
            Some(_) => return Err(FeedError::new(FeedErrorKind::Value, "", "commercial is neither true nor false").at("[event]")),
        };
        let event = Event {
            id: format!("tag:stringer,2024:table/{id}"),
            source: Source { provider: "table".to_owned(), credit: self.data.credit, licence: self.data.licence, commercial, sha256 },
            sport: self.sport,
            kind: self.kind,
            name: self.name,
            competition: self.data.competition,
            unit: None,
            gender: self.gender,
            individual: rows.iter().all(|row| matches!(row.competitor, Competitor::Athlete(_))),
            venue: Venue { name: self.data.venue, city: self.data.city, region: None, country: self.data.country, nation: None },
            day: self.day,
            state: self.state,
            test: false,
            laps: None,
            mark_unit: rows.iter().find_map(|row| row.mark).map(|_| unit),
            rows,
            context: Context::default(),
            warnings,
            cells: self.cells,
        };
        ranks::consistent(event)
    }
}

/// An id of letters, digits, dashes and slashes.
fn slug_path(id: &str) -> String {
    id.split('/').map(slug).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/")
}

/// The data of the map and of the lines above the header, with cells.
fn gathered(sheet: &Sheet, own: Option<&ColumnMap>, warnings: &mut Vec<String>) -> Result<(EventData, Cells), FeedError> {
    let mut data = own.map(|map| map.event.clone()).unwrap_or_default();
    let source = own.and_then(|map| map.sha256.clone()).unwrap_or_default();
    let mut cells = Cells::new();
    for key in EVENT_KEYS {
        if let Some(raw) = data.slot(key).and_then(|slot| slot.clone()) {
            cells.insert(key.to_owned(), Cell { source: source.clone(), at: format!("/event/{key}"), raw });
        }
    }
    for (key, value, at) in &sheet.notes {
        let Some(slot) = data.slot(key) else {
            warnings.push(format!("\"{}\" is no key of an event and was not read (at {at})", key.escape_debug()));
            continue;
        };
        if slot.as_ref().is_some_and(|own| own != value) {
            let message = format!("the table and the column map give different values for {key}");
            return Err(FeedError::new(FeedErrorKind::Contradiction, "", message).at(format!("{at} and /event/{key}")));
        }
        *slot = Some(value.clone());
        cells.insert(key.clone(), Cell { source: sheet_source(sheet), at: at.clone(), raw: value.clone() });
    }
    Ok((data, cells))
}

fn sheet_source(sheet: &Sheet) -> String {
    sheet.cell(0, 0).source
}

/// A value of the event's data that must be there and be read.
fn needed<T>(key: &str, raw: Option<&str>, example: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, FeedError> {
    let hint =
        format!("put {key} = {example} under [event] in the column map, or \"# {key}: {}\" above the header", example.trim_matches('"'));
    let Some(raw) = raw.filter(|raw| !raw.trim().is_empty()) else {
        return Err(FeedError::new(FeedErrorKind::Missing, "", format!("the event has no {key}, and a table cannot tell it"))
            .at("[event]")
            .hint(hint));
    };
    let short: String = raw.chars().take(40).collect();
    read(raw).ok_or_else(|| {
        FeedError::new(FeedErrorKind::Value, "", format!("\"{}\" is no {key} that is known", short.escape_debug())).at("[event]").hint(hint)
    })
}

/// The day at the venue; it needs a zone.
fn local_day(data: &EventData, warnings: &mut Vec<String>) -> Result<Option<LocalDay>, FeedError> {
    let Some(raw) = data.date.as_deref() else {
        warnings.push("the event has no date: no day is written".to_owned());
        return Ok(None);
    };
    let civil = needed("date", Some(raw), "\"2025-05-04\"", |text| text.trim().parse::<Date>().ok().filter(|_| text.trim().len() == 10))?;
    let Some(zone) = data.zone.as_deref() else {
        warnings.push("the event has a date without a zone: no day is written".to_owned());
        return Ok(None);
    };
    needed("zone", Some(zone), "\"Europe/London\"", |text| TimeZone::get(text.trim()).ok())?;
    Ok(Some(LocalDay { year: civil.year(), month: civil.month(), day: civil.day() }))
}
