//! A class in a race becomes an event.

use super::list::{List, PROVIDER, Race, child, children, clean, slug};
use crate::event::{Cells, Competitor, Context, Event, Gender, Row, Sport, Unit, UnitKind, Venue};
use crate::feed::error::Problems;
use crate::feed::raw::Text;
use crate::feed::{FeedError, FeedErrorKind, ranks};
use roxmltree::Node;
use std::cell::RefCell;

/// A class that is being read.
pub(super) struct Open<'l, 'a, 'd> {
    pub(super) list: &'l List<'a, 'd>,
    pub(super) race: &'l Race,
    pub(super) gender: Option<Gender>,
    /// The oldest age that the class admits or is named after.
    pub(super) age: Option<u32>,
    warnings: RefCell<Vec<String>>,
}

impl Open<'_, '_, '_> {
    pub(super) fn warn(&self, message: impl Into<String>) {
        let message = message.into();
        let mut warnings = self.warnings.borrow_mut();
        if !warnings.contains(&message) {
            warnings.push(message);
        }
    }
}

impl<'a, 'd> List<'a, 'd> {
    /// The events of a class: one for each race that somebody of it took part in.
    pub(super) fn events(&self, class: Node<'a, 'd>) -> Vec<Result<Event, FeedError>> {
        let races = self.races.iter().filter(|race| results(class, race).next().is_some());
        races.map(|race| self.event(class, race)).collect()
    }

    fn event(&self, node: Node<'a, 'd>, race: &Race) -> Result<Event, FeedError> {
        let missing = |what: &str| self.error(node, FeedErrorKind::Missing, &format!("the class has no {what}"));
        let class = child(node, "Class").ok_or_else(|| missing("Class"))?;
        let name = self.text(class, "Name").ok_or_else(|| missing("name"))?;
        let gender = match class.attribute("sex") {
            Some("M") => Some(Gender::Men),
            Some("F") => Some(Gender::Women),
            Some("B") => Some(Gender::Mixed),
            _ => None,
        };
        let limit = class.attribute("maxAge").and_then(|age| age.trim().parse().ok());
        let age = limit.or_else(|| self.words.minors.age_of_class(name.trimmed()));
        let open = Open { list: self, race, gender, age, warnings: RefCell::default() };
        let rows = rows(&open, node)?;
        let individual = rows.iter().all(|row| matches!(row.competitor, Competitor::Athlete(_)));
        let mut cells = Cells::new();
        for (field, text) in [("name", Some(&name)), ("competition", self.name.as_ref()), ("date", race.date.as_ref())] {
            text.map(|text| cells.insert(field.to_owned(), text.cell(self.source)));
        }
        let event = Event {
            score_sheet: None,
            id: self.event_id(class, &name, race),
            source: PROVIDER.source(vec![self.source.to_owned()]),
            sport: Sport::Orienteering,
            kind: UnitKind::Race,
            name: event_name(&clean(&name)?, race, individual),
            competition: self.name.as_ref().map(clean).transpose()?,
            unit: Some(race.number.map_or_else(|| clean(&name), |number| Ok(format!("{} race {number}", clean(&name)?)))?),
            gender,
            individual,
            venue: Venue { name: None, city: None, region: None, country: None, nation: None },
            day: race.day,
            state: self.state,
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

    fn event_id(&self, class: Node<'_, '_>, name: &Text, race: &Race) -> String {
        let class = self.text(class, "Id").map_or_else(|| slug(&name.raw), |id| slug(&id.raw));
        let race = race.number.map_or_else(String::new, |number| format!("/race-{number}"));
        format!("tag:stringer,2024:iof/{}/{class}{race}", self.id)
    }
}

/// "Men Elite class", "first race of the Men Elite class", "Open relay".
fn event_name(class: &str, race: &Race, individual: bool) -> String {
    let word = if individual { "class" } else { "relay" };
    match (race.number, &race.name) {
        (Some(number), None) => format!("{} race of the {class} {word}", crate::feed::athletics::unit::nth(number)),
        (Some(_), Some(name)) => format!("{class} {word} of {name}"),
        (None, _) => format!("{class} {word}"),
    }
}

/// The results of a class in a race: persons and teams.
fn results<'a, 'd: 'a>(class: Node<'a, 'd>, race: &'a Race) -> impl Iterator<Item = Node<'a, 'd>> {
    let competes = move |node: &Node<'_, '_>| match node.tag_name().name() {
        "TeamResult" => true,
        "PersonResult" => children(*node, "Result").any(|result| in_race(result, race)),
        _ => false,
    };
    class.children().filter(competes)
}

/// Whether a result is of the race: without several races every result is.
pub(super) fn in_race(result: Node<'_, '_>, race: &Race) -> bool {
    race.number.is_none_or(|number| result.attribute("raceNumber").unwrap_or("1").trim().parse() == Ok(number))
}

/// All rows, those with a place first in its order.
fn rows(open: &Open<'_, '_, '_>, class: Node<'_, '_>) -> Result<Vec<Row>, FeedError> {
    let mut problems = Problems::default();
    let mut rows: Vec<Row> = Vec::new();
    for node in results(class, open.race) {
        let order = u32::try_from(rows.len() + 1).unwrap_or(u32::MAX);
        let row = if node.tag_name().name() == "TeamResult" { open.team(node, order) } else { open.person(node, order) };
        rows.extend(problems.keep(row).flatten());
    }
    problems.finish(Some(()))?;
    if rows.is_empty() {
        return Err(FeedError::new(FeedErrorKind::NotAResult, "", "nobody is listed").at(open.list.paths.path(class)));
    }
    rows.sort_by_key(|row| (row.rank.is_none(), row.rank));
    for (order, row) in (1_u32..).zip(&mut rows) {
        row.order = order;
    }
    one_course(open, &mut rows);
    ranks::complete(&rows)?;
    Ok(rows)
}

/// Splits are compared only where all who finished had the same controls in one order.
fn one_course(open: &Open<'_, '_, '_>, rows: &mut [Row]) {
    let codes = |row: &Row| row.splits.iter().map(|split| split.point.clone()).collect::<Vec<_>>();
    let mut finished = rows.iter().filter(|row| row.rank.is_some());
    let first = finished.next().map(codes).unwrap_or_default();
    let same = finished.all(|row| codes(row) == first);
    if !same {
        open.warn("not all had the same controls in one order: splits are not compared");
    }
    for row in rows.iter_mut() {
        let kept = same && row.rank.is_some();
        for split in row.splits.iter().filter(|_| !kept) {
            row.cells.remove(&format!("split:{}", split.point));
        }
        row.splits.retain(|_| kept);
    }
}
