//! Qualifying, standings, pit stops and the calendar of the season given beside a result.

use super::super::error::Problems;
use super::super::json::Node;
use super::super::{FeedError, FeedErrorKind, Input, recognise, text};
use super::race::Head;
use crate::event::{Cells, Event, Mark, NextEvent, Qualifier, Standing, StandingKind, Unit, UnitKind};
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
    if !races.is_empty() && races.iter().all(is_planned) {
        return calendar(events, &table, &races, document.sha256);
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

fn useless(node: &Node<'_>) -> FeedError {
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

/// Whether a race of an answer is one of a calendar: nothing is said of how it went.
fn is_planned(race: &Node<'_>) -> bool {
    let outcome = ["Results", "SprintResults", "QualifyingResults", "PitStops", "Laps"];
    race.get("Circuit").is_some() && outcome.iter().all(|key| race.get(key).is_none())
}

/// Gives each race of the calendar's season the next one.
fn calendar(events: &mut [Event], table: &Node<'_>, races: &[Node<'_>], sha256: &str) -> Result<(), FeedError> {
    if let Some(key) = ["driverId", "constructorId", "circuitId"].into_iter().find(|key| table.get(key).is_some()) {
        let message = format!("the calendar is filtered by \"{key}\", so it does not hold all races of the season");
        return Err(table.error(FeedErrorKind::Incomplete, message));
    }
    let mut rounds: BTreeMap<(u32, u32), &Node<'_>> = BTreeMap::new();
    for race in races {
        let round = (race.need("season")?.number()?, race.need("round")?.number()?);
        if rounds.insert(round, race).is_some() {
            return Err(race.error(FeedErrorKind::Contradiction, format!("the round {}/{} is in the calendar twice", round.0, round.1)));
        }
    }
    let unit = |event: &Event| {
        let (season, round) = event.unit.as_deref()?.split_once('/')?;
        Some((season.parse::<u32>().ok()?, round.parse::<u32>().ok()?))
    };
    let mut known = false;
    for event in events.iter_mut().filter(|event| event.kind == UnitKind::Race) {
        let Some(own) = unit(event).filter(|(season, _)| rounds.keys().any(|(of, _)| of == season)) else { continue };
        let Some(race) = rounds.get(&own) else { return Err(no_round(table, own)) };
        let next = rounds.get(&(own.0, own.1 + 1)).copied();
        if next.is_none() && rounds.keys().any(|other| other.0 == own.0 && other.1 > own.1) {
            return Err(
                table.error(FeedErrorKind::Incomplete, format!("the calendar has later rounds than {}/{}, and not the next", own.0, own.1))
            );
        }
        if event.context.next_event.is_some() {
            return Err(table.error(FeedErrorKind::Contradiction, "context of this kind was given twice for one race"));
        }
        follow(event, race, next)?;
        event.source.sha256.push(sha256.to_owned());
        known = true;
    }
    let first = events.iter().find_map(unit);
    if known { Ok(()) } else { Err(first.map_or_else(|| useless(table), |own| no_round(table, own))) }
}

fn no_round(table: &Node<'_>, (season, round): (u32, u32)) -> FeedError {
    let message = format!("the calendar has no round {season}/{round}, which is that of the result");
    table.error(FeedErrorKind::Contradiction, message).hint("give the calendar of the same season beside the result of a race")
}

/// Gives a race what follows it. A calendar that has the race on another day is out of date: of what follows it says nothing.
fn follow(event: &mut Event, race: &Node<'_>, next: Option<&Node<'_>>) -> Result<(), FeedError> {
    let (mut cells, mut notes) = (Cells::new(), Vec::new());
    let own = Head::read(race, false, &mut cells, &mut notes)?;
    if own.name != event.name {
        let message = format!("{:?} has the round of {:?} in the calendar", own.name, event.name);
        return Err(race.error(FeedErrorKind::Contradiction, message));
    }
    let Some(next) = next else { return Ok(()) };
    let coming = Head::read(next, false, &mut cells, &mut event.warnings)?;
    let (Some(own_day), Some(day)) = (own.day, coming.day) else { return Ok(()) };
    if event.day.is_some_and(|day| day != own_day) || day <= own_day {
        event.warnings.push(format!("{}/date: the calendar does not fit the day of the race, and was not used", next.at()));
        return Ok(());
    }
    let cells = ["name", "date", "time"].into_iter().filter_map(|field| cells.get(field)).cloned().collect();
    event.context.next_event = Some(NextEvent { name: coming.name, day, cells });
    Ok(())
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
