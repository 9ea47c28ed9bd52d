//! A race becomes an event: name, day, venue, and the checks that look at all rows together.

use super::meet::{Meet, Race};
use super::name::describe;
use super::records;
use super::words::Words;
use crate::event::{Cells, Competitor, Context, Event, Gender, LocalDay, Nation, Row, Sport, Unit, Venue};
use crate::feed::error::Problems;
use crate::feed::raw::Text;
use crate::feed::{FeedError, FeedErrorKind, Options, nations, ranks};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// What all races of a meet share.
pub(super) struct Reader<'a> {
    pub(super) meet: &'a Meet,
    pub(super) words: &'static Words,
    pub(super) options: &'a Options,
    /// Whether swimmers of more than one nation take part: otherwise nobody's nation is worth a word.
    pub(super) international: bool,
    venue: Venue,
    shared: Cells,
}

/// A race that is being read.
pub(super) struct Open<'a> {
    pub(super) reader: &'a Reader<'a>,
    pub(super) race: &'a Race,
    pub(super) gender: Option<Gender>,
    pub(super) day: Option<LocalDay>,
    /// Clubs with more than one relay in the race.
    pub(super) clubs_twice: BTreeSet<&'a str>,
    warnings: RefCell<Vec<String>>,
}

impl Open<'_> {
    pub(super) fn warn(&self, message: String) {
        let mut warnings = self.warnings.borrow_mut();
        if !warnings.contains(&message) {
            warnings.push(message);
        }
    }

    /// Digest of the document.
    pub(super) fn source(&self) -> &str {
        self.reader.meet.sha256.first().map_or("", String::as_str)
    }
}

/// A text as a name, or an error at its place.
pub(super) fn clean(text: &Text) -> Result<String, FeedError> {
    text.name()
}

impl<'a> Reader<'a> {
    /// Reads what stands above the races.
    pub(super) fn new(meet: &'a Meet, words: &'static Words, options: &'a Options) -> Result<Self, FeedError> {
        let source = meet.sha256.first().map_or("", String::as_str);
        let fields = [("competition", &meet.name), ("venue", &meet.venue), ("city", &meet.city), ("country", &meet.nation)];
        let shared = fields.into_iter().filter_map(|(field, text)| Some((field.to_owned(), text.as_ref()?.cell(source)))).collect();
        let named = |text: &Option<Text>| text.as_ref().map(clean).transpose();
        let host = meet.nation.as_ref().and_then(|nation| nations::by_code(nation.trimmed()));
        let country = host.as_ref().map(|host| host.name.clone());
        let venue =
            Venue { name: named(&meet.venue)?, city: named(&meet.city)?, region: None, country, nation: host.map(|host| host.code) };
        let swims = meet.races.iter().flat_map(|race| &race.swims);
        let of = |swim: &'a super::meet::Swim| {
            // A swimmer may be of another nation than the club: that makes no international meet.
            let own = swim.swimmers.first().and_then(|swimmer| swimmer.nation.as_ref());
            swim.club.as_ref().and_then(|club| club.nation.as_ref()).or(own).map(Text::trimmed)
        };
        let seen: BTreeSet<&str> = swims.filter_map(of).collect();
        Ok(Self { meet, words, options, international: seen.len() > 1, venue, shared })
    }

    /// Decodes a race.
    pub(super) fn event(&self, race: &'a Race) -> Result<Event, FeedError> {
        let gender = gender(race)?;
        let described = describe(race, gender, self.words)?;
        let open =
            Open { reader: self, race, gender, day: race.day, clubs_twice: clubs_twice(race), warnings: RefCell::new(race.notes.clone()) };
        let mut rows = rows(&open)?;
        let lists = records::flag(&open, &mut rows);
        let mut cells = self.shared.clone();
        for (field, text) in [
            ("name", Some(&race.style.stroke)),
            ("kind", Some(&race.round)),
            ("gender", race.gender.as_ref()),
            ("date", race.date.as_ref()),
        ] {
            text.map(|text| cells.insert(field.to_owned(), text.cell(open.source())));
        }
        let sha256: Vec<String> = self.meet.sha256.iter().take(1).cloned().chain(lists).collect();
        let event = Event {
            score_sheet: None,
            id: self.id(race, &described.unit),
            source: self.meet.provider.source(sha256),
            sport: Sport::Swimming,
            kind: described.kind,
            name: described.name,
            competition: self.meet.name.as_ref().map(clean).transpose()?,
            unit: Some(described.unit),
            gender,
            individual: rows.iter().all(|row| matches!(row.competitor, Competitor::Athlete(_))),
            venue: self.venue.clone(),
            day: race.day,
            state: race.state,
            test: false,
            laps: None,
            mark_unit: Some(Unit::Time),
            rows,
            context: Context::default(),
            warnings: open.warnings.into_inner(),
            cells,
        };
        ranks::consistent(event)
    }

    /// A meet has no number: its name stands for it, with the day of the race.
    fn id(&self, race: &Race, unit: &str) -> String {
        let slug = |text: &str| {
            let parts = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
            parts.map(str::to_lowercase).collect::<Vec<_>>().join("-")
        };
        let meet = self.meet.name.as_ref().map_or_else(|| "meet".to_owned(), |name| slug(&name.raw));
        let day = race.day.map_or_else(|| "undated".to_owned(), |day| format!("{:04}-{:02}-{:02}", day.year, day.month, day.day));
        format!("tag:stringer,2024:{}/{meet}/{day}/{}/{}", self.meet.provider.name, race.id, slug(unit))
    }

    /// A nation by its code, or a note; none where all are of one nation.
    pub(super) fn nation(&self, code: Option<&Text>, open: &Open<'_>) -> Option<Nation> {
        let code = code.filter(|_| self.international)?;
        let nation = nations::by_code(code.trimmed());
        if nation.is_none() {
            let short: String = code.trimmed().chars().take(12).collect();
            open.warn(format!("\"{}\" is no nation of our table: it is not named (at {})", short.escape_debug(), code.at));
        }
        nation
    }
}

/// All rows: those with a place first, in its order.
fn rows(open: &Open<'_>) -> Result<Vec<Row>, FeedError> {
    let mut problems = Problems::default();
    let mut rows: Vec<Row> = Vec::new();
    for swim in &open.race.swims {
        let order = u32::try_from(rows.len() + 1).unwrap_or(u32::MAX);
        rows.extend(problems.keep(open.row(swim, order)).flatten());
    }
    problems.finish(Some(()))?;
    if rows.is_empty() {
        return Err(FeedError::new(FeedErrorKind::NotAResult, "", "nobody is listed").at(&open.race.at));
    }
    ranks::complete(&rows)?;
    Ok(rows)
}

fn clubs_twice(race: &Race) -> BTreeSet<&str> {
    let mut seen = BTreeSet::new();
    let clubs = race.swims.iter().filter(|swim| swim.relay.is_some()).filter_map(|swim| swim.club.as_ref());
    clubs.filter(|club| !seen.insert(club.id.as_str())).map(|club| club.id.as_str()).collect()
}

fn gender(race: &Race) -> Result<Option<Gender>, FeedError> {
    let Some(text) = &race.gender else { return Ok(None) };
    match text.trimmed() {
        "M" => Ok(Some(Gender::Men)),
        "F" => Ok(Some(Gender::Women)),
        "X" => Ok(Some(Gender::Mixed)),
        "A" => Ok(None),
        _ => Err(text.bad("is no gender (M, F or X)")),
    }
}
