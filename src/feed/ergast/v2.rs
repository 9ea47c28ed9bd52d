//! The second Jolpica API: one session as `data` with `results`, numbers as JSON numbers, all times absolute.
//!
//! Its oddities: cars that retired have a time, lapped cars have a shorter time than the winner, circuit ids are opaque
//! (the zone is given instead), and the country is an ISO code.

use super::super::circuits;
use super::super::error::Problems;
use super::super::json::Node;
use super::super::{Decoded, FeedError, FeedErrorKind, Input};
use super::race::{self, Head};
use super::row::{self, Drive};
use super::status::Standing;
use super::{page, source};
use crate::event::{Cells, Competitor, FastestLap, Gap, Irm, LocalDay, Mark, Row, Team, Unit, Venue};
use serde_json::Value;

/// Decodes a document with `data.results`.
///
/// # Errors
/// `NotAResult` for sessions other than a race or a sprint; `Unsupported` when context is given beside it.
pub(crate) fn decode(document: &Value, input: &Input<'_>, with: &[Input<'_>]) -> Result<Decoded, FeedError> {
    if let Some(other) = with.first() {
        let message = "nothing can be given beside a result of the second Jolpica API: its ids differ from all others";
        return Err(FeedError::new(FeedErrorKind::Unsupported, other.name, message));
    }
    let root = Node::root(document, input.name, &input.sha256);
    let data = root.need("data")?;
    let sprint = sprint(&data)?;
    let mut cells = Cells::new();
    let head = head(&data, &mut cells)?;
    let list = data.need("results")?;
    let nodes = list.items()?;
    if let Some(message) = page::gap_in_rows(&nodes) {
        return Err(list.error(FeedErrorKind::Incomplete, message));
    }
    let mut problems = Problems::default();
    let mut drives: Vec<Drive<'_>> = nodes.iter().filter_map(|node| problems.keep(drive(node))).collect();
    problems.finish(Some(()))?;
    row::grids(&mut drives, head.season)?;
    row::fastest_laps(&drives)?;
    gaps(&mut drives)?;
    let rows = drives.into_iter().map(|drive| drive.row).collect();
    let mut event = race::assemble(head, sprint, source::of(&root, input)?, rows);
    event.cells = cells;
    let event = race::checked(event, &data)?;
    Ok(Decoded { events: vec![event], ..Decoded::default() })
}

/// Whether the session is a sprint; sessions that are no race are refused.
fn sprint(data: &Node<'_>) -> Result<bool, FeedError> {
    let cancelled = |node: &Node<'_>| node.value().get("is_cancelled").and_then(Value::as_bool) == Some(true);
    let sessions = data.get("sessions").map(|node| node.items()).transpose()?.unwrap_or_default();
    if let Some(session) = sessions.iter().find(|session| cancelled(session)) {
        return Err(session.error(FeedErrorKind::NotAResult, "the session was cancelled"));
    }
    let (node, code) = data.required("code")?;
    match code {
        "R" => Ok(false),
        "SR" => Ok(true),
        "Q" => Err(node.error(FeedErrorKind::NotAResult, "this is qualifying, not a result")),
        other => Err(node.error(FeedErrorKind::NotAResult, format!("this is the session {other:?}, not a race"))),
    }
}

fn head(data: &Node<'_>, cells: &mut Cells) -> Result<Head, FeedError> {
    let round = data.need("round")?;
    let (name_node, name) = round.name("name")?;
    cells.insert("name".to_owned(), name_node.cell());
    let circuit = data.need("circuit")?;
    let (venue_node, venue_name) = circuit.name("name")?;
    let (city_node, city) = circuit.name("locality")?;
    cells.insert("venue".to_owned(), venue_node.cell());
    cells.insert("city".to_owned(), city_node.cell());
    let (zone_node, zone) = data.required("timezone")?;
    let known = circuits::circuit_in(&city, zone);
    let venue = match known {
        Some(circuit) => circuit.venue(venue_name),
        None => Venue { name: Some(venue_name), city: Some(city), ..Venue::default() },
    };
    Ok(Head {
        season: data.need("season")?.need("year")?.number()?,
        round: round.need("number")?.number()?,
        name,
        venue,
        day: Some(day(data, &zone_node, zone, cells)?),
    })
}

/// The day at the venue, which the feed's own local time must agree with.
fn day(data: &Node<'_>, zone_node: &Node<'_>, zone: &str, cells: &mut Cells) -> Result<LocalDay, FeedError> {
    let (node, moment) = data.required("timestamp")?;
    cells.insert("date".to_owned(), node.cell());
    let halves = moment.split_once('T').filter(|(_, time)| time.ends_with('Z'));
    let day = halves.and_then(|(date, time)| circuits::local_day(date, time, zone)).ok_or_else(|| {
        let message = format!("{moment:?} is not a moment in UTC, or {zone:?} is not a zone");
        node.error(FeedErrorKind::Value, message).at(format!("{} and {}", node.at(), zone_node.at()))
    })?;
    if let Some((local_node, local)) = data.optional("local_timestamp")? {
        let said = local.split([' ', 'T']).next().and_then(circuits::civil_day);
        if said != Some(day) {
            let at = format!("{} and {}", node.at(), local_node.at());
            return Err(node.error(FeedErrorKind::Contradiction, "the day in UTC and the local day contradict each other").at(at));
        }
    }
    Ok(day)
}

fn drive<'a>(node: &Node<'a>) -> Result<Drive<'a>, FeedError> {
    let mut cells = Cells::new();
    let driver = node.need("driver")?;
    let (_, id) = driver.id("id")?;
    let (given_node, given) = driver.name("given_name")?;
    let (family_node, family) = driver.name("family_name")?;
    cells.insert("given".to_owned(), given_node.cell());
    cells.insert("competitor".to_owned(), family_node.cell());
    let standing = standing(node, &mut cells)?;
    let competitor = Competitor::Athlete(row::person(id, &given, &family));
    let components = node.get("components");
    let component = |key: &str| components.as_ref().and_then(|all| all.get(key));
    let grid = component("GRID").map(|grid| grid.optional_number("position")).transpose()?.flatten();
    if let Some((cell, _)) = &grid {
        cells.insert("grid".to_owned(), cell.cell());
    }
    let row = Row {
        rank: standing.rank(),
        irm: standing.irm(),
        team: team(node, &mut cells)?,
        bib: node.optional_number("car_number")?.map(|(_, number)| number.to_string()),
        mark: time(node, "mark", &mut cells)?,
        laps: laps(node, &mut cells)?,
        points: points(node, &mut cells)?,
        fastest_lap: component("FLAP").map(|flap| fastest_lap(&flap, &mut cells)).transpose()?.flatten(),
        ..Row::bare(node.need("position")?.number()?, competitor)
    };
    let row = Row { cells, ..row };
    Ok(Drive { node: node.clone(), row, position_text: "", grid: grid.map(|(_, grid)| grid), down: None })
}

/// Rank or IRM. The words of `status` are those of the new API only; one that is not known is an error.
fn standing(node: &Node<'_>, cells: &mut Cells) -> Result<Standing, FeedError> {
    let (text_node, text) = node.required("position_text")?;
    let (status_node, status) = node.required("status")?;
    let classified = node.need("is_classified")?;
    let Some(is_classified) = classified.value().as_bool() else {
        return Err(classified.error(FeedErrorKind::Value, "true or false is needed here"));
    };
    let position = node.need("position")?.number()?;
    let contradiction = || {
        let message = format!("the position {text:?}, the status {status:?} and is_classified contradict each other");
        Err(text_node.error(FeedErrorKind::Contradiction, message).at(format!("{} and {}", text_node.at(), classified.at())))
    };
    cells.insert("status".to_owned(), status_node.cell());
    cells.insert(if is_classified { "rank" } else { "irm" }.to_owned(), text_node.cell());
    let irm = match status {
        "FINISHED" | "LAPPED" | "NOT_CLASSIFIED" => Irm::NotClassified,
        "RETIRED" | "ACCIDENT" => Irm::Dnf,
        "DISQUALIFIED" => Irm::Dsq,
        "DID_NOT_START" => Irm::Dns,
        "WITHDREW" => Irm::Withdrawn,
        "DID_NOT_QUALIFY" | "DID_NOT_PREQUALIFY" => Irm::Dnq,
        "EXCLUDED" => Irm::Excluded,
        other => return Err(status_node.error(FeedErrorKind::Value, format!("the status {other:?} is not one that we know"))),
    };
    match (is_classified, text.parse() == Ok(position), irm) {
        (true, true, Irm::NotClassified | Irm::Dnf) => Ok(Standing::Ranked(position)),
        (false, false, irm) => Ok(Standing::Out(irm)),
        _ => contradiction(),
    }
}

fn team(node: &Node<'_>, cells: &mut Cells) -> Result<Option<Team>, FeedError> {
    let Some(team) = node.get("team") else { return Ok(None) };
    let (name_node, name) = team.name("name")?;
    cells.insert("team".to_owned(), name_node.cell());
    Ok(Some(Team { id: team.id("id")?.1.to_owned(), name }))
}

fn laps(node: &Node<'_>, cells: &mut Cells) -> Result<Option<u32>, FeedError> {
    let laps = node.optional_number("laps")?;
    Ok(laps.map(|(cell, laps)| {
        cells.insert("laps".to_owned(), cell.cell());
        laps
    }))
}

fn time(node: &Node<'_>, field: &str, cells: &mut Cells) -> Result<Option<Mark>, FeedError> {
    let Some((cell, text)) = node.optional("time")? else { return Ok(None) };
    let absolute = Mark::parse_time(text).ok().filter(|_| !text.starts_with('+'));
    let mark = absolute.ok_or_else(|| cell.error(FeedErrorKind::Value, format!("{text:?} is not an absolute time")))?;
    cells.insert(field.to_owned(), cell.cell());
    Ok(Some(mark))
}

/// Points as a JSON number; a whole number has no decimals, though it is written `26.0`.
fn points(node: &Node<'_>, cells: &mut Cells) -> Result<Option<Mark>, FeedError> {
    let Some(cell) = node.get("points") else { return Ok(None) };
    let text = cell.value().to_string();
    let text = text.strip_suffix(".0").unwrap_or(&text);
    let points = Mark::parse_decimal(text, Unit::Points).map_err(|error| cell.error(FeedErrorKind::Value, error.to_string()))?;
    cells.insert("points".to_owned(), cell.cell());
    Ok(Some(points))
}

fn fastest_lap(flap: &Node<'_>, cells: &mut Cells) -> Result<Option<FastestLap>, FeedError> {
    let Some(time) = time(flap, "fastest_lap", cells)? else { return Ok(None) };
    let rank = flap.optional_number("position")?.map(|(_, rank)| rank).filter(|rank| *rank > 0);
    Ok(Some(FastestLap { rank, lap: None, time }))
}

/// Gaps from absolute times; a car that is laps down loses its time for the laps.
fn gaps(drives: &mut [Drive<'_>]) -> Result<(), FeedError> {
    let winner = drives.iter().find(|drive| drive.row.rank == Some(1)).map(|drive| (drive.row.mark, drive.row.laps));
    let Some((best, laps)) = winner else { return Ok(()) };
    for Drive { node, row, .. } in drives.iter_mut().filter(|drive| drive.row.rank.is_some_and(|rank| rank > 1)) {
        let down = match (laps, row.laps) {
            (Some(winners), Some(own)) => winners.checked_sub(own).ok_or_else(|| {
                let message = format!("a classified car has {own} laps, more than the winner's {winners}");
                node.error(FeedErrorKind::Contradiction, message)
            })?,
            _ => 0,
        };
        let (gap, cell) = if down > 0 {
            row.mark = None;
            row.cells.remove("mark");
            (Some(Gap::Laps(down)), row.cells.get("laps").cloned())
        } else {
            let gap = row.mark.zip(best).and_then(|(mark, best)| mark.difference(best));
            (gap.map(Gap::Mark), row.cells.get("mark").cloned())
        };
        row.gap = gap;
        row.cells.extend(gap.and(cell).map(|cell| ("gap".to_owned(), cell)));
    }
    Ok(())
}
