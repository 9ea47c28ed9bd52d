//! One row of a race: driver, constructor, classification, grid, laps, points, fastest lap.

use super::super::error::Problems;
use super::super::json::Node;
use super::super::{FeedError, FeedErrorKind, nations};
use super::status::{self, Down, Standing, StatusFault};
use crate::event::{Cells, Competitor, FastestLap, Grid, Irm, Mark, Person, Row, Team, Unit};
use std::collections::BTreeMap;

/// A row with what is only needed until marks and gaps are worked out.
#[derive(Debug)]
pub(super) struct Drive<'a> {
    pub(super) node: Node<'a>,
    pub(super) row: Row,
    pub(super) position_text: &'a str,
    pub(super) grid: Option<u32>,
    pub(super) down: Option<Down>,
}

/// Reads a row; marks and gaps are filled in when all rows are known.
pub(super) fn read<'a>(node: &Node<'a>, warnings: &mut Vec<String>) -> Result<Drive<'a>, FeedError> {
    let mut problems = Problems::default();
    let mut cells = Cells::new();
    let order = problems.keep(number(node, "position", &mut cells));
    let competitor = problems.keep(driver(node, &mut cells));
    let team = problems.keep(constructor(node, &mut cells));
    let standing = problems.keep(standing(node, &mut cells, warnings));
    let laps = problems.keep(number(node, "laps", &mut cells));
    let grid = problems.keep(number(node, "grid", &mut cells));
    let points = problems.keep(points(node, &mut cells));
    let fastest_lap = problems.keep(fastest_lap(node, &mut cells));
    let bib = problems.keep(node.optional("number")).flatten().map(|(_, text)| text.to_owned());
    let nation = nation(node, &mut cells, warnings);
    let position_text = node.get("positionText").and_then(|node| node.value().as_str()).unwrap_or_default();
    let status = node.get("status").and_then(|node| node.value().as_str()).unwrap_or_default();
    let order = order.flatten();
    cells.extend(cells.get("position").cloned().map(|cell| ("order".to_owned(), cell)));
    cells.remove("position");
    let parts = order.zip(competitor).zip(standing);
    let row = parts.map(|((order, competitor), standing)| Row {
        rank: standing.rank(),
        team: team.flatten(),
        nation,
        bib,
        irm: standing.irm(),
        laps: laps.flatten(),
        points: points.flatten(),
        fastest_lap: fastest_lap.flatten(),
        cells,
        ..Row::bare(order, competitor)
    });
    let row = problems.finish(row)?.ok_or_else(|| node.error(FeedErrorKind::Missing, "\"position\" is missing"))?;
    Ok(Drive { node: node.clone(), row, position_text, grid: grid.flatten(), down: status::down(status) })
}

fn number(node: &Node<'_>, key: &str, cells: &mut Cells) -> Result<Option<u32>, FeedError> {
    let Some((cell, value)) = node.optional_number(key)? else { return Ok(None) };
    cells.insert(key.to_owned(), cell.cell());
    Ok(Some(value))
}

fn driver(row: &Node<'_>, cells: &mut Cells) -> Result<Competitor, FeedError> {
    let node = row.need("Driver")?;
    let (_, id) = node.id("driverId")?;
    let (given_node, given) = node.name("givenName")?;
    let (family_node, family) = node.name("familyName")?;
    cells.insert("competitor".to_owned(), family_node.cell());
    cells.insert("given".to_owned(), given_node.cell());
    Ok(Competitor::Athlete(person(id, &given, &family)))
}

/// A driver; the feed has two habits that prose has not: "Pablo Montoya" as a family name, and "Jr." as a part of it.
pub(super) fn person(id: &str, given: &str, family: &str) -> Person {
    let full = format!("{given} {family}");
    let (given, family) = match (given, family) {
        ("Juan", "Pablo Montoya") => ("Juan Pablo", "Montoya"),
        other => other,
    };
    let family = [" Jr.", " Sr.", " Jr", " Sr"].into_iter().find_map(|suffix| family.strip_suffix(suffix)).unwrap_or(family);
    Person { id: id.to_owned(), given: Some(given.to_owned()), family: family.to_owned(), full, gender: None }
}

fn constructor(row: &Node<'_>, cells: &mut Cells) -> Result<Option<Team>, FeedError> {
    let Some(node) = row.get("Constructor") else { return Ok(None) };
    let (_, id) = node.id("constructorId")?;
    let (name_node, name) = node.name("name")?;
    cells.insert("team".to_owned(), name_node.cell());
    Ok(Some(Team { id: id.to_owned(), name }))
}

fn nation(row: &Node<'_>, cells: &mut Cells, warnings: &mut Vec<String>) -> Option<crate::event::Nation> {
    let node = row.get("Driver")?.get("nationality")?;
    let adjective = node.value().as_str()?;
    let nation = nations::by_adjective(adjective);
    match nation {
        Some(_) => drop(cells.insert("nation".to_owned(), node.cell())),
        None if adjective.is_empty() => {}
        None => warnings.push(format!("{}: the nationality {adjective:?} is not in the table of nations", node.at())),
    }
    nation
}

/// Rank or IRM, of `positionText` and `status` together.
fn standing(row: &Node<'_>, cells: &mut Cells, warnings: &mut Vec<String>) -> Result<Standing, FeedError> {
    let (position, text) = row.required("positionText")?;
    let (status_node, word) = row.required("status")?;
    let raced = row.optional_number("laps")?.is_some_and(|(_, laps)| laps > 0);
    let standing = status::standing(text, word, raced).map_err(|fault| match fault {
        StatusFault::UnknownPosition => position.error(FeedErrorKind::Value, format!("{text:?} is no positionText that we know")),
        StatusFault::Contradiction => {
            let message = format!("the position {text:?} and the status {word:?} contradict each other");
            position.error(FeedErrorKind::Contradiction, message).at(format!("{} and {}", position.at(), status_node.at()))
        }
    })?;
    let field = if matches!(standing, Standing::Ranked(_)) { "rank" } else { "irm" };
    cells.insert(field.to_owned(), position.cell());
    cells.insert("status".to_owned(), status_node.cell());
    if matches!(standing, Standing::Ranked(_)) && !status::known(word) {
        warnings.push(format!("{}: the status {word:?} is not one that we know; the position stands", status_node.at()));
    }
    Ok(standing)
}

fn points(row: &Node<'_>, cells: &mut Cells) -> Result<Option<Mark>, FeedError> {
    let Some((node, text)) = row.optional("points")? else { return Ok(None) };
    let points = Mark::parse_decimal(text, Unit::Points).map_err(|error| node.error(FeedErrorKind::Value, error.to_string()))?;
    cells.insert("points".to_owned(), node.cell());
    Ok(Some(points))
}

/// The fastest lap; old seasons leave its number empty, and rank 0 means none.
fn fastest_lap(row: &Node<'_>, cells: &mut Cells) -> Result<Option<FastestLap>, FeedError> {
    let Some(node) = row.get("FastestLap") else { return Ok(None) };
    let Some((time_node, time)) = node.get("Time").map(|time| time.optional("time")).transpose()?.flatten() else { return Ok(None) };
    let time = Mark::parse_time(time).map_err(|error| time_node.error(FeedErrorKind::Value, error.to_string()))?;
    let mut unused = Cells::new();
    let rank = number(&node, "rank", &mut unused)?.filter(|rank| *rank > 0);
    let lap = number(&node, "lap", &mut unused)?.filter(|lap| *lap > 0);
    cells.insert("fastest_lap".to_owned(), time_node.cell());
    cells.extend(unused.remove("rank").map(|cell| ("fastest_lap_rank".to_owned(), cell)));
    cells.extend(unused.remove("lap").map(|cell| ("fastest_lap_number".to_owned(), cell)));
    Ok(Some(FastestLap { rank, lap, time }))
}

/// Fills in the grid. A 0 is the pit lane for a car that was seen racing; for cars that never started, and in the seasons
/// before 1980, it only means that there is no place.
///
/// # Errors
/// `Contradiction` for two cars at one place.
pub(super) fn grids(drives: &mut [Drive<'_>], season: u32) -> Result<(), FeedError> {
    let mut places: BTreeMap<u32, String> = BTreeMap::new();
    for Drive { node, row, grid, .. } in drives {
        let absent = matches!(row.irm, Some(Irm::Dns | Irm::Dnq | Irm::Withdrawn));
        row.grid = match grid.filter(|_| !absent) {
            Some(0) => (season >= 1980 && row.laps.is_some_and(|laps| laps > 0)).then_some(Grid::PitLane),
            place => place.map(Grid::Place),
        };
        if row.grid.is_none() {
            row.cells.remove("grid");
        }
        if let Some(Grid::Place(place)) = row.grid
            && let Some(other) = places.insert(place, node.at().to_owned())
        {
            let message = format!("two cars have place {place} on the grid");
            return Err(node.error(FeedErrorKind::Contradiction, message).at(format!("{other}/grid and {}/grid", node.at())));
        }
    }
    Ok(())
}

/// The fastest lap of the race, rank 1, must be the fastest: several can share it with equal times. Lower ranks are not
/// compared, for providers put disqualified cars last.
///
/// # Errors
/// `Contradiction` for a lap that is faster than one of rank 1, or for unequal laps of rank 1.
pub(super) fn fastest_laps(drives: &[Drive<'_>]) -> Result<(), FeedError> {
    let lap = |drive: &Drive<'_>| drive.row.fastest_lap.map(|lap| (lap.time.value, lap.rank));
    let of_rank_one = |drive| lap(drive).filter(|(_, rank)| *rank == Some(1)).map(|(time, _)| (time, drive));
    let Some((best, first)) = drives.iter().find_map(of_rank_one) else { return Ok(()) };
    let counts = |drive: &&Drive<'_>| !matches!(drive.row.irm, Some(Irm::Dsq | Irm::Excluded));
    let wrong =
        drives.iter().filter(counts).find(|drive| lap(drive).is_some_and(|(time, rank)| time < best || (rank == Some(1) && time != best)));
    wrong.map_or(Ok(()), |other| {
        let at = format!("{}/FastestLap and {}/FastestLap", first.node.at(), other.node.at());
        Err(first.node.error(FeedErrorKind::Contradiction, "the lap of rank 1 is not the fastest").at(at))
    })
}
