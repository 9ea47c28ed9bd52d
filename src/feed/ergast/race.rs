//! A race or sprint as an event.

use super::super::circuits;
use super::super::error::Problems;
use super::super::json::Node;
use super::super::{FeedError, FeedErrorKind};
use super::page::Race;
use super::{day, mark, precision, row, shared};
use crate::event::{Cells, Context, Event, LocalDay, ResultState, Row, Source, Sport, Unit, UnitKind, Venue};

/// The event of a whole race. The answer holds results only after the race, hence the state.
pub(super) fn event(race: &Race<'_>, source: &Source) -> Result<Event, FeedError> {
    let mut problems = Problems::default();
    let mut cells = Cells::new();
    let mut warnings = Vec::new();
    let (event_cells, event_warnings) = (&mut cells, &mut warnings);
    let head = problems.keep(Head::read(&race.node, race.sprint, event_cells, event_warnings));
    let mut drives = Vec::new();
    for node in &race.rows {
        drives.extend(problems.keep(row::read(node, &mut warnings)));
    }
    let head = problems.finish(head)?;
    let Some(head) = head else { return Err(race.node.error(FeedErrorKind::Missing, "the race has no header")) };
    shared::resolve(&mut drives, &race.node, &mut warnings)?;
    row::grids(&mut drives, head.season)?;
    row::fastest_laps(&drives)?;
    mark::fill(&mut drives, &race.node, &mut warnings)?;
    let rows: Vec<Row> = drives.into_iter().map(|drive| drive.row).collect();
    let mut event = assemble(head, race.sprint, source.clone(), rows);
    event.cells = cells;
    event.warnings = warnings;
    checked(event, &race.node)
}

/// The event when it is free of contradictions.
pub(super) fn checked(event: Event, node: &Node<'_>) -> Result<Event, FeedError> {
    let found = event.check().into_iter().map(|discrepancy| {
        let error = node.error(FeedErrorKind::Contradiction, discrepancy.message.clone());
        if discrepancy.at.is_empty() { error } else { error.at(discrepancy.at.join(" and ")) }
    });
    FeedError::all(found.collect()).map_or(Ok(event), Err)
}

/// What a race says of itself.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) season: u32,
    pub(super) round: u32,
    pub(super) name: String,
    pub(super) venue: Venue,
    pub(super) day: Option<LocalDay>,
}

impl Head {
    /// Of a race as results and calendars have it.
    pub(super) fn read(race: &Node<'_>, sprint: bool, cells: &mut Cells, warnings: &mut Vec<String>) -> Result<Self, FeedError> {
        let mut problems = Problems::default();
        let season = problems.keep(race.need("season").and_then(|node| node.number()));
        let round = problems.keep(race.need("round").and_then(|node| node.number()));
        let name = problems.keep(race.name("raceName"));
        let circuit_id = problems.keep(race.need("Circuit").and_then(|node| node.id("circuitId").map(|(_, id)| id)));
        let circuit = circuit_id.and_then(circuits::circuit);
        let venue = problems.keep(venue(race, circuit, cells, warnings));
        let read_day = if sprint { day::of_sprint } else { day::read };
        let day = problems.keep(read_day(race, circuit, cells, warnings));
        let name = name.map(|(node, name)| {
            cells.insert("name".to_owned(), node.cell());
            name
        });
        if let (Some(season), Some((_, date))) = (season, race.optional("date")?)
            && date.split('-').next() != Some(season.to_string().as_str())
        {
            let message = format!("the date {date:?} is not in the season {season}");
            let error = race.error(FeedErrorKind::Contradiction, message);
            problems.keep::<()>(Err(error.at(format!("{0}/season and {0}/date", race.at()))));
        }
        let head = season.zip(round).zip(name).zip(venue).zip(day);
        let head = head.map(|((((season, round), name), venue), day)| Self { season, round, name, venue, day });
        problems.finish(head)?.ok_or_else(|| race.error(FeedErrorKind::Missing, "the race has no header"))
    }
}

/// The event of a header and its rows, without cells and warnings.
pub(super) fn assemble(head: Head, sprint: bool, source: Source, mut rows: Vec<Row>) -> Event {
    precision::settle(&mut rows);
    let Head { season, round, name, venue, day } = head;
    let part = if sprint { "sprint" } else { "race" };
    let winner = rows.iter().find(|row| row.rank == Some(1));
    Event {
        id: format!("tag:stringer,2024:ergast/{season}/{round}/{part}"),
        source,
        sport: Sport::FormulaOne,
        kind: if sprint { UnitKind::Sprint } else { UnitKind::Race },
        name: if sprint { format!("{name} sprint") } else { name },
        competition: Some("Formula One World Championship".to_owned()),
        unit: Some(format!("{season}/{round}")),
        gender: None,
        individual: true,
        venue,
        day,
        state: ResultState::Official,
        test: false,
        laps: winner.and_then(|row| row.laps),
        mark_unit: winner.and_then(|row| row.mark).map(|_| Unit::Time),
        rows,
        score_sheet: None,
        context: Context::default(),
        warnings: Vec::new(),
        cells: Cells::new(),
    }
}

/// Circuit, city and country: the feed's circuit name, our table's city and country, or the feed's where we know none.
fn venue(race: &Node<'_>, known: Option<&circuits::Circuit>, cells: &mut Cells, warnings: &mut Vec<String>) -> Result<Venue, FeedError> {
    let circuit = race.need("Circuit")?;
    let (id_node, id) = circuit.id("circuitId")?;
    let (name_node, name) = circuit.name("circuitName")?;
    cells.insert("venue".to_owned(), name_node.cell());
    if let Some(known) = known {
        cells.insert("city".to_owned(), id_node.cell());
        return Ok(known.venue(name));
    }
    warnings.push(format!("{}: the circuit {id:?} is not in the table of venues", id_node.at()));
    let location = circuit.need("Location")?;
    let (city_node, city) = location.name("locality")?;
    let (_, country) = location.name("country")?;
    cells.insert("city".to_owned(), city_node.cell());
    Ok(Venue { name: Some(name), city: Some(city), country: Some(country), ..Venue::default() })
}
