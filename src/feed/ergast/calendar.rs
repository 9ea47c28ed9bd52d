//! The calendar of the season given beside a result: an answer of races that says nothing of how they went.

use super::super::json::Node;
use super::super::{FeedError, FeedErrorKind};
use super::context::useless;
use super::page;
use super::race::Head;
use crate::event::{Cells, Event, NextEvent, UnitKind};
use std::collections::BTreeMap;

/// Whether a race of an answer is one of a calendar: nothing is said of how it went.
pub(super) fn is_planned(race: &Node<'_>) -> bool {
    let outcome = ["Results", "SprintResults", "QualifyingResults", "PitStops", "Laps"];
    race.get("Circuit").is_some() && outcome.iter().all(|key| race.get(key).is_none())
}

/// Gives each race of the calendar's season the next one.
pub(super) fn join(events: &mut [Event], table: &Node<'_>, races: &[Node<'_>], sha256: &str) -> Result<(), FeedError> {
    let rounds = rounds(table, races)?;
    let season = |season: u32| rounds.keys().filter(move |round| round.0 == season);
    let unit = |event: &Event| {
        let (season, round) = event.unit.as_deref()?.split_once('/')?;
        Some((season.parse::<u32>().ok()?, round.parse::<u32>().ok()?))
    };
    let mut known = false;
    for event in events.iter_mut().filter(|event| event.kind == UnitKind::Race) {
        let Some(own) = unit(event).filter(|own| season(own.0).next().is_some()) else { continue };
        let Some(race) = rounds.get(&own) else { return Err(no_round(table, own)) };
        let next = rounds.get(&(own.0, own.1 + 1)).copied();
        if next.is_none() && season(own.0).any(|other| other.1 > own.1) {
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

/// The races of a whole calendar by season and round.
fn rounds<'n, 'd>(table: &Node<'d>, races: &'n [Node<'d>]) -> Result<BTreeMap<(u32, u32), &'n Node<'d>>, FeedError> {
    let one_circuit = || table.get("circuitId").map(|_| "circuitId");
    if let Some(key) = page::filter(table).or_else(one_circuit) {
        let message = format!("the calendar is filtered by \"{key}\", so it does not hold all races of the season");
        return Err(table.error(FeedErrorKind::Incomplete, message));
    }
    let mut rounds = BTreeMap::new();
    for race in races {
        let round = (race.need("season")?.number()?, race.need("round")?.number()?);
        if rounds.insert(round, race).is_some() {
            return Err(race.error(FeedErrorKind::Contradiction, format!("the round {}/{} is in the calendar twice", round.0, round.1)));
        }
    }
    Ok(rounds)
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
