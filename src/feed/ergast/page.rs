//! Which races of an answer are whole: an answer is a page of rows (`limit`, `offset`, `total`) and may be filtered.

use super::super::json::Node;
use super::super::{FeedError, FeedErrorKind};

/// A race with its list of rows.
#[derive(Debug)]
pub(super) struct Race<'a> {
    pub(super) node: Node<'a>,
    pub(super) rows: Vec<Node<'a>>,
    pub(super) sprint: bool,
}

/// Keys of `MRData` that are tables of other things, with what to call them.
const OTHER_TABLES: [(&str, &str); 6] = [
    ("CircuitTable", "a list of circuits"),
    ("DriverTable", "a list of drivers"),
    ("ConstructorTable", "a list of constructors"),
    ("StatusTable", "status counts"),
    ("SeasonTable", "a list of seasons"),
    ("StandingsTable", "standings"),
];

/// Most rows of a race; no race had 60 entries.
const MOST_ROWS: usize = 200;

/// The races of an answer; an error in the place of each that is cut.
pub(super) fn races<'a>(data: &Node<'a>) -> Result<Vec<Result<Race<'a>, FeedError>>, FeedError> {
    let Some(table) = data.get("RaceTable") else { return Err(other_table(data)) };
    let nodes = table.need("Races")?.items()?;
    if nodes.is_empty() {
        let error = data.error(FeedErrorKind::NotAResult, "no races in this answer: it is empty");
        return Err(error.hint("the race may not have been held yet, or the season and round do not exist"));
    }
    let mut races = Vec::new();
    for node in nodes {
        races.push(race(node)?);
    }
    let page = Page::read(data)?;
    let held: usize = races.iter().map(|race| race.rows.len()).sum();
    let last = races.len() - 1;
    let filter = filter(&table);
    let judged = races.into_iter().enumerate().map(|(index, race)| {
        let fault = page.fault(index == last, held).or_else(|| filter.map(filtered)).or_else(|| gap_in_rows(&race.rows));
        match fault {
            Some(message) => Err(race.node.error(FeedErrorKind::Incomplete, message).hint(WHOLE)),
            None => Ok(race),
        }
    });
    Ok(judged.collect())
}

const WHOLE: &str = "ask for this race alone, by season and round, with limit=100";

/// What an answer without races is.
fn other_table(data: &Node<'_>) -> FeedError {
    let standings = data.get("StandingsTable").and_then(|table| table.get("StandingsLists")).and_then(|lists| lists.value().get(0));
    let name = match standings {
        Some(list) if list.get("DriverStandings").is_some() => Some("driver standings"),
        Some(list) if list.get("ConstructorStandings").is_some() => Some("constructor standings"),
        _ => OTHER_TABLES.iter().find(|(key, _)| data.get(key).is_some()).map(|(_, name)| *name),
    };
    match name {
        Some(name) => not_a_result(data, name),
        None => data.error(FeedErrorKind::Missing, "\"RaceTable\" is missing"),
    }
}

fn not_a_result(node: &Node<'_>, name: &str) -> FeedError {
    let error = node.error(FeedErrorKind::NotAResult, format!("this is {name}, not a result"));
    error.hint("give the results of a race; standings, qualifying and pit stops can be given beside them")
}

fn race(node: Node<'_>) -> Result<Race<'_>, FeedError> {
    let other = [("QualifyingResults", "qualifying"), ("Laps", "lap times"), ("PitStops", "pit stops")];
    let lists = [("Results", false), ("SprintResults", true)];
    if let Some((list, sprint)) = lists.iter().find_map(|(key, sprint)| node.get(key).map(|list| (list, *sprint))) {
        let rows = list.items()?;
        if rows.len() > MOST_ROWS {
            return Err(list.error(FeedErrorKind::Value, format!("a race with {} rows is none", rows.len())));
        }
        return Ok(Race { node, rows, sprint });
    }
    let name = other.iter().find(|(key, _)| node.get(key).is_some()).map_or("a season schedule", |(_, name)| *name);
    Err(not_a_result(&node, name))
}

struct Page {
    limit: usize,
    offset: usize,
    total: usize,
}

impl Page {
    fn read(data: &Node<'_>) -> Result<Self, FeedError> {
        let number = |key: &str| data.need(key).and_then(|node| node.number()).map(|value| usize::try_from(value).unwrap_or(usize::MAX));
        Ok(Self { limit: number("limit")?, offset: number("offset")?, total: number("total")? })
    }

    /// Why the last race of the page may lack rows. (The first one of a later page shows it by its first position.)
    fn fault(&self, last: bool, held: usize) -> Option<String> {
        let Self { limit, offset, total } = *self;
        let due = total.saturating_sub(offset).min(limit);
        if held != due {
            return Some(format!("the answer should hold {due} rows (limit {limit}, offset {offset}, total {total}), but holds {held}"));
        }
        let goes_on = offset.saturating_add(held) < total;
        (last && goes_on).then(|| format!("the page ends at row {} of {total}, so rows of this race may be missing", offset + held))
    }
}

/// The filter that an answer names beside season and round.
pub(super) fn filter(table: &Node<'_>) -> Option<&'static str> {
    const FILTERS: [&str; 7] = ["driverId", "constructorId", "circuitId", "position", "status", "grid", "fastest"];
    FILTERS.into_iter().find(|key| *key != "circuitId" && table.get(key).is_some())
}

fn filtered(key: &str) -> String {
    format!("the answer is filtered by \"{key}\", so it does not hold all rows of the race")
}

/// Rows have positions 1, 2, 3, ...; drivers who shared a car may share a position.
pub(super) fn gap_in_rows(rows: &[Node<'_>]) -> Option<String> {
    if rows.len() < 2 {
        return Some(format!("a race with {} row(s) cannot be whole", rows.len()));
    }
    let mut previous = 0;
    for row in rows {
        let position = row.get("position").and_then(|node| node.number().ok())?;
        if position > previous + 1 || position < previous {
            return Some(format!("position {position} follows position {previous}: rows are missing"));
        }
        previous = position;
    }
    None
}
