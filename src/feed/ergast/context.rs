//! Qualifying, standings and pit stops given beside a result; `calendar` reads what comes next.

use super::super::error::Problems;
use super::super::json::Node;
use super::super::{FeedError, FeedErrorKind, Input, recognise, text};
use super::calendar;
use crate::event::{Event, Mark, Qualifier, Standing, StandingKind, Unit, UnitKind};
use serde_json::Value;
use std::collections::BTreeMap;

/// A document given beside the result, parsed.
#[derive(Debug)]
pub(crate) struct ContextDocument<'a> {
    value: Value,
    name: &'a str,
    sha256: &'a str,
}

/// Parses what was given beside the result.
///
/// # Errors
/// `Unsupported` for anything but Ergast documents.
pub(crate) fn documents<'a>(with: &'a [Input<'a>]) -> Result<Vec<ContextDocument<'a>>, FeedError> {
    let mut problems = Problems::default();
    let parse = |input: &'a Input<'a>| match recognise::shape(&text::decode(input)?, input.name)? {
        recognise::Shape::Ergast(value) => Ok(ContextDocument { value, name: input.name, sha256: &input.sha256 }),
        _ => Err(FeedError::new(FeedErrorKind::Unsupported, input.name, "only Ergast documents can be given beside an Ergast result")),
    };
    let documents = with.iter().filter_map(|input| problems.keep(parse(input))).collect();
    problems.finish(Some(documents)).map(Option::unwrap_or_default)
}

/// Adds a document's rows to the event of its season and round.
pub(super) fn join(events: &mut [Event], document: &ContextDocument<'_>) -> Result<(), FeedError> {
    let root = Node::root(&document.value, document.name, document.sha256);
    let data = root.need("MRData")?;
    whole(&data)?;
    if let Some(table) = data.get("StandingsTable") {
        for list in table.need("StandingsLists")?.items()? {
            let event = matching(events, &list, UnitKind::Race)?;
            standings(event, &list)?;
            event.source.sha256.push(document.sha256.to_owned());
        }
        return Ok(());
    }
    let table = data.get("RaceTable").ok_or_else(|| useless(&data))?;
    let races = table.need("Races")?.items()?;
    if !races.is_empty() && races.iter().all(calendar::is_planned) {
        return calendar::join(events, &table, &races, document.sha256);
    }
    for race in races {
        let event = matching(events, &race, UnitKind::Race)?;
        if let Some(list) = race.get("QualifyingResults") {
            qualifying(event, &list)?;
        } else if let Some(list) = race.get("PitStops") {
            pit_stops(event, &list)?;
        } else {
            return Err(useless(&race));
        }
        event.source.sha256.push(document.sha256.to_owned());
    }
    Ok(())
}

pub(super) fn useless(node: &Node<'_>) -> FeedError {
    let error = node.error(FeedErrorKind::Unsupported, "this is no context for a result");
    error.hint("qualifying, driver or constructor standings, pit stops and the calendar of the season can be given beside a result")
}

/// Context must be whole: a count of pit stops from half of them would be wrong.
fn whole(data: &Node<'_>) -> Result<(), FeedError> {
    let number = |key: &str| data.need(key).and_then(|node| node.number());
    let (limit, offset, total) = (number("limit")?, number("offset")?, number("total")?);
    if offset > 0 || total > limit {
        let message = format!("this is one page of {total} rows (limit {limit}, offset {offset}), not all of them");
        return Err(data.error(FeedErrorKind::Incomplete, message).hint("ask for it with limit=100"));
    }
    Ok(())
}

fn matching<'e>(events: &'e mut [Event], node: &Node<'_>, kind: UnitKind) -> Result<&'e mut Event, FeedError> {
    let unit = format!("{}/{}", node.need("season")?.number()?, node.need("round")?.number()?);
    let found = events.iter().position(|event| event.unit.as_deref() == Some(unit.as_str()) && event.kind == kind);
    let wrong = || {
        let message = format!("this belongs to season and round {unit}, which is not a race of the result");
        node.error(FeedErrorKind::Contradiction, message).hint("give the document of the same season and round")
    };
    found.and_then(|index| events.get_mut(index)).ok_or_else(wrong)
}

/// Context is given once, holds all its ranks from 1, and speaks of the competitors of the result.
fn fits<'i>(list: &Node<'_>, twice: bool, ranks: &[u32], ids: impl Iterator<Item = &'i str>, event: &Event) -> Result<(), FeedError> {
    if twice {
        return Err(list.error(FeedErrorKind::Contradiction, "context of this kind was given twice for one race"));
    }
    let missing = ranks.iter().zip(1_u32..).find(|(rank, place)| **rank > *place || (*place == 1 && **rank != 1));
    if let Some((rank, place)) = missing {
        return Err(list.error(FeedErrorKind::Incomplete, format!("rank {rank} stands at place {place}: rows are missing")));
    }
    let known = |id: &str| event.rows.iter().any(|row| row.competitor.id() == id || row.team.as_ref().is_some_and(|team| team.id == id));
    let mut ids = ids.peekable();
    if ids.peek().is_some() && !ids.any(known) {
        let message = "no competitor of this list is in the result: the two may come from different providers";
        return Err(list.error(FeedErrorKind::Contradiction, message));
    }
    Ok(())
}

fn qualifying(event: &mut Event, list: &Node<'_>) -> Result<(), FeedError> {
    let mut lines: Vec<Qualifier> = Vec::new();
    for row in list.items()? {
        let rank = row.need("position")?;
        let (_, id) = row.need("Driver")?.id("driverId")?;
        let mut mark: Option<Mark> = None;
        for session in ["Q1", "Q2", "Q3"] {
            if let Some((node, text)) = row.optional(session)? {
                let time = Mark::parse_time(text).map_err(|error| node.error(FeedErrorKind::Value, error.to_string()))?;
                mark = Some(time);
            }
        }
        lines.push(Qualifier { id: id.to_owned(), rank: rank.number()?, mark, cell: rank.cell() });
    }
    let ranks: Vec<u32> = lines.iter().map(|line| line.rank).collect();
    let twice = !event.context.qualifying.is_empty();
    fits(list, twice, &ranks, lines.iter().map(|line| line.id.as_str()), event)?;
    event.context.qualifying = lines;
    Ok(())
}

fn standings(event: &mut Event, list: &Node<'_>) -> Result<(), FeedError> {
    let (key, kind) = if list.get("DriverStandings").is_some() {
        ("DriverStandings", StandingKind::Athletes)
    } else {
        ("ConstructorStandings", StandingKind::Teams)
    };
    let mut lines: Vec<Standing> = Vec::new();
    for row in list.need(key)?.items()? {
        let Some(rank) = row.get("position").map(|node| node.number()).transpose()? else { continue };
        let (id, name) = if kind == StandingKind::Athletes {
            let driver = row.need("Driver")?;
            (driver.id("driverId")?.1, format!("{} {}", driver.name("givenName")?.1, driver.name("familyName")?.1))
        } else {
            let team = row.need("Constructor")?;
            (team.id("constructorId")?.1, team.name("name")?.1)
        };
        let (points_node, points) = row.required("points")?;
        let points =
            Mark::parse_decimal(points, Unit::Points).map_err(|error| points_node.error(FeedErrorKind::Value, error.to_string()))?;
        let wins = row.get("wins").map(|node| node.number()).transpose()?;
        lines.push(Standing { kind, rank, id: id.to_owned(), name, points, wins, before: None, cell: points_node.cell() });
    }
    let ranks: Vec<u32> = lines.iter().map(|line| line.rank).collect();
    let twice = event.context.standings.iter().any(|line| line.kind == kind);
    fits(list, twice, &ranks, lines.iter().map(|line| line.id.as_str()), event)?;
    event.context.standings.extend(lines);
    Ok(())
}

/// Counts stops. A driver who is not in the list gets no count: the feed does not say that there was none.
fn pit_stops(event: &mut Event, list: &Node<'_>) -> Result<(), FeedError> {
    let mut stops: BTreeMap<&str, (u32, Node<'_>)> = BTreeMap::new();
    for row in list.items()? {
        let (_, id) = row.id("driverId")?;
        let number = row.need("stop")?;
        let stop = number.number()?;
        let previous = stops.get(id).map_or(0, |(stop, _)| *stop);
        if stop != previous + 1 {
            let message = format!("stop {stop} of {id:?} follows stop {previous}: rows are missing");
            return Err(number.error(FeedErrorKind::Incomplete, message));
        }
        stops.insert(id, (stop, number));
    }
    if event.rows.iter().any(|row| row.pit_stops.is_some()) {
        return Err(list.error(FeedErrorKind::Contradiction, "pit stops were given twice for one race"));
    }
    for (id, (count, node)) in stops {
        let Some(row) = event.rows.iter_mut().find(|row| row.competitor.id() == id) else {
            let message = format!("{id:?} has a pit stop, but is not in the result");
            return Err(node.error(FeedErrorKind::Contradiction, message));
        };
        row.pit_stops = Some(count);
        row.cells.insert("pit_stops".to_owned(), node.cell());
    }
    Ok(())
}
