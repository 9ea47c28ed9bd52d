//! What stands above the rows: which race it is, where, when, and how final.

use super::PROVIDER;
use super::words::{Category, Discipline, Stage, Words, words};
use crate::event::{Cells, Context, Event, LocalDay, ResultState, Row, Sport, Unit, UnitKind, Venue};
use crate::feed::json::Node;
use crate::feed::{FeedError, FeedErrorKind, Input, circuits, nations};
use std::cell::RefCell;

/// A race that is being read.
pub(super) struct Race<'a> {
    pub(super) root: &'a Node<'a>,
    competition: Node<'a>,
    pub(super) words: &'static Words,
    pub(super) discipline: &'static Discipline,
    pub(super) category: &'static Category,
    /// Visits to the range; of a relay those of a leg.
    pub(super) shootings: Option<usize>,
    warnings: RefCell<Vec<String>>,
}

impl<'a> Race<'a> {
    /// The race by its discipline and category.
    pub(super) fn read(root: &'a Node<'a>) -> Result<Self, FeedError> {
        let words = words().map_err(|reason| root.error(FeedErrorKind::Value, reason))?;
        let competition = root.need("Competition")?;
        let (at, code) = competition.required("DisciplineId")?;
        let discipline = words.discipline.get(code).ok_or_else(|| unknown(&at, code, "discipline"))?;
        let (at, code) = competition.required("catId")?;
        let category = words.category.get(code).ok_or_else(|| unknown(&at, code, "category"))?;
        let shootings = competition.optional_number("NrShootings")?.map(|(_, number)| number).filter(|number| *number > 0);
        let shootings = shootings.and_then(|number| usize::try_from(number).ok());
        Ok(Self { root, competition, words, discipline, category, shootings, warnings: RefCell::default() })
    }

    /// A note for the editor, once.
    pub(super) fn warn(&self, message: impl Into<String>) {
        let message = message.into();
        let mut warnings = self.warnings.borrow_mut();
        if !warnings.contains(&message) {
            warnings.push(message);
        }
    }

    /// The event with its rows.
    pub(super) fn event(self, input: &Input<'_>) -> Result<Event, FeedError> {
        let mut cells = Cells::new();
        let (id_at, id) = self.competition.id("RaceId")?;
        let state = self.state()?;
        let name = self.name(&mut cells)?;
        let day = self.day(&mut cells)?;
        let venue = self.venue(&mut cells)?;
        let competition = self.event_text("Description")?.map(|(at, text)| {
            cells.insert("competition".to_owned(), at.cell());
            text
        });
        let rows: Vec<Row> = if self.discipline.relay { self.teams()? } else { self.biathletes()? };
        cells.insert("id".to_owned(), id_at.cell());
        Ok(Event {
            score_sheet: None,
            id: format!("tag:stringer,2024:ibu/{id}"),
            source: PROVIDER.source(vec![input.sha256.clone()]),
            sport: Sport::Biathlon,
            kind: UnitKind::Race,
            name,
            competition,
            unit: Some("race".to_owned()),
            gender: Some(self.category.gender),
            individual: !self.discipline.relay,
            venue,
            day,
            state,
            test: false,
            laps: None,
            mark_unit: Some(Unit::Time),
            rows,
            context: Context::default(),
            warnings: self.warnings.into_inner(),
            cells,
        })
    }

    /// How final it is: what has no status that we know is refused.
    fn state(&self) -> Result<ResultState, FeedError> {
        let status = self.competition.need("StatusId")?;
        let number = status.number()?.to_string();
        let stage = self.words.status.get(&number).ok_or_else(|| unknown(&status, &number, "status"))?;
        if *stage == Stage::Scheduled {
            return Err(status.error(FeedErrorKind::NotAResult, "the race is scheduled: this is no result"));
        }
        match self.competition.optional("ResultStatus")?.filter(|(_, word)| *word != "NONE") {
            Some((at, word)) => self.words.result_status.get(word).copied().ok_or_else(|| unknown(&at, word, "status of a result")),
            None => Ok(ResultState::Official),
        }
    }

    /// "men's 12.5-kilometre pursuit", "mixed relay", "single mixed relay".
    fn name(&self, cells: &mut Cells) -> Result<String, FeedError> {
        let what = &self.discipline.name;
        let said = what.split(' ').any(|word| word == self.category.say);
        let whose = if said { String::new() } else { format!("{} ", self.category.say) };
        cells.insert("name".to_owned(), self.competition.need("DisciplineId")?.cell());
        let Some((at, km)) = self.competition.optional("km")?.filter(|_| self.discipline.distance) else {
            return Ok(format!("{whose}{what}"));
        };
        let plain = km.parse::<f64>().is_ok_and(|km| (1.0..100.0).contains(&km)) && km.chars().all(|c| c.is_ascii_digit() || c == '.');
        if !plain {
            return Err(at.error(FeedErrorKind::Value, "this is no distance in kilometres"));
        }
        Ok(format!("{whose}{km}-kilometre {what}"))
    }

    /// The local day, by the offset from UTC that the feed gives.
    fn day(&self, cells: &mut Cells) -> Result<Option<LocalDay>, FeedError> {
        let Some((at, time)) = self.competition.optional("StartTime")? else { return Ok(None) };
        let Some(offset) = self.competition.get("LocalUTCOffset") else { return Ok(None) };
        let hours = offset.value().as_i64().and_then(|hours| i32::try_from(hours).ok());
        let hours = hours.ok_or_else(|| offset.error(FeedErrorKind::Value, "this is no offset from UTC in hours"))?;
        let day =
            circuits::day_at(time, hours).ok_or_else(|| at.error(FeedErrorKind::Value, "this is no time in UTC, or the offset is none"))?;
        cells.insert("date".to_owned(), at.cell());
        cells.insert("offset".to_owned(), offset.cell());
        Ok(Some(day))
    }

    fn venue(&self, cells: &mut Cells) -> Result<Venue, FeedError> {
        let mut venue = Venue::default();
        if self.competition.optional("Location")?.is_some() {
            let (at, name) = self.competition.name("Location")?;
            cells.insert("venue".to_owned(), at.cell());
            venue.name = Some(name);
        }
        if let Some((at, city)) = self.event_text("ShortDescription")? {
            cells.insert("city".to_owned(), at.cell());
            venue.city = Some(city);
        }
        let nation =
            self.root.get("SportEvt").map(|event| event.optional("Nat").map(|nat| nat.map(|(_, code)| code))).transpose()?.flatten();
        if let Some(nation) = nation.and_then(nations::by_code) {
            venue.country = Some(nation.name.trim_start_matches("the ").to_owned());
            venue.nation = Some(nation.code);
        }
        Ok(venue)
    }

    /// A text about the whole weekend that may be printed.
    fn event_text(&self, key: &str) -> Result<Option<(Node<'a>, String)>, FeedError> {
        let Some(event) = self.root.get("SportEvt") else { return Ok(None) };
        if event.optional(key)?.is_none() {
            return Ok(None);
        }
        event.name(key).map(Some)
    }
}

/// A word that the table lacks.
pub(super) fn unknown(at: &Node<'_>, word: &str, what: &str) -> FeedError {
    let short: String = word.chars().take(20).collect();
    at.error(FeedErrorKind::Value, format!("\"{}\" is no {what} of templates/biathlon.toml", short.escape_debug()))
}
