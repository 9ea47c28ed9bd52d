//! Box scores of basketball in the shape of the `RotoWire` data: one JSON object for a game, a list of them, or one on each line.
//!
//! Source of the format: the public data of Wiseman and others (2017) and of the accuracy shared task (2021).
//!
//! | member | becomes |
//! |---|---|
//! | `day` (`mm_dd_yy`) | the local day: the league dates games by the home team's calendar |
//! | `home_line`, `vis_line` | the sides: `TEAM-CITY`, `TEAM-NAME`, `TEAM-WINS`, `TEAM-LOSSES`, `TEAM-PTS`, `TEAM-PTS_QTR1` to 4, totals |
//! | `home_city`, `home_name`, ... | place and name where the line lacks them |
//! | `box_score` | players, by column and index: `PLAYER_NAME`, `FIRST_NAME`, `SECOND_NAME`, `TEAM_CITY`, `START_POSITION`, statistics |
//! | `N/A` | not given: a player without minutes did not come on |
//!
//! Points of the players must add up to the score. Overtime has no column: it is what the score has beyond four quarters. Summaries and
//! other texts beside the data are not read.

#[cfg(test)]
mod tests;

use super::error::Problems;
use super::json::Node;
use super::names;
use super::{Decoded, FeedError, FeedErrorKind, Input};
use crate::event::{
    Cell, Cells, Competitor, Context, Event, Gender, LocalDay, Mark, Person, Player, Record, ResultState, Row, ScoreSheet, Side, Source,
    Sport, Totals, Unit, UnitKind, Venue, Which,
};
use serde_json::Value;

/// Columns of the players and the statistic that each becomes.
const COLUMNS: [(&str, &str); 16] = [
    ("MIN", "minutes"),
    ("PTS", "points"),
    ("REB", "rebounds"),
    ("OREB", "offensive_rebounds"),
    ("DREB", "defensive_rebounds"),
    ("AST", "assists"),
    ("STL", "steals"),
    ("BLK", "blocks"),
    ("TO", "turnovers"),
    ("PF", "fouls"),
    ("FGM", "field_goals"),
    ("FGA", "field_goal_attempts"),
    ("FG3M", "threes"),
    ("FG3A", "three_attempts"),
    ("FTM", "free_throws"),
    ("FTA", "free_throw_attempts"),
];
/// Columns of the teams.
const LINES: [(&str, &str); 7] = [
    ("TEAM-PTS", "points"),
    ("TEAM-REB", "rebounds"),
    ("TEAM-AST", "assists"),
    ("TEAM-TOV", "turnovers"),
    ("TEAM-FG_PCT", "field_goal_percent"),
    ("TEAM-FG3_PCT", "three_percent"),
    ("TEAM-FT_PCT", "free_throw_percent"),
];
/// How a missing value is written.
const MISSING: &str = "N/A";

/// Whether a document is of this form.
pub(super) fn is_json(document: &Value) -> bool {
    let game = document.get(0).unwrap_or(document);
    game.get("box_score").is_some() && game.get("home_line").is_some()
}

/// The games of a text that has one on each line.
pub(super) fn of_lines(text: &str) -> Option<Value> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let games: Vec<Value> = lines.map(|line| serde_json::from_str(line).ok()).collect::<Option<_>>()?;
    let document = Value::Array(games);
    is_json(&document).then_some(document)
}

/// Decodes the document.
///
/// # Errors
/// A document without a game; games that cannot be decoded are in [`Decoded::refused`].
pub(super) fn decode(document: &Value, input: &Input<'_>) -> Result<Decoded, FeedError> {
    let root = Node::root(document, input.name, &input.sha256);
    let games = if document.is_array() { root.items()? } else { vec![root.clone()] };
    let mut decoded = Decoded::default();
    for game in &games {
        match event(game, input) {
            Ok(event) => decoded.events.push(event),
            Err(error) => decoded.refused.push(error),
        }
    }
    if decoded.events.is_empty() {
        let none = || root.error(FeedErrorKind::NotAResult, "there is no game in this list");
        return Err(FeedError::all(std::mem::take(&mut decoded.refused)).unwrap_or_else(none));
    }
    Ok(decoded)
}

fn event(game: &Node<'_>, input: &Input<'_>) -> Result<Event, FeedError> {
    let mut problems = Problems::default();
    let day = problems.keep(day(game));
    let home = problems.keep(side(game, "home", "home_line"));
    let visitors = problems.keep(side(game, "vis", "vis_line"));
    let sides = problems.finish(day.zip(home.zip(visitors)))?;
    let ((day, day_cell), (home, visitors)) = sides.ok_or_else(|| game.error(FeedErrorKind::Missing, "the game has no sides"))?;
    let sheet = ScoreSheet { home, visitors };
    let event = Event {
        id: format!(
            "tag:stringer,2024:rotowire/{:04}-{:02}-{:02}/{}",
            day.year,
            day.month,
            day.day,
            sheet.home.nickname.to_lowercase().replace(' ', "-")
        ),
        source: Source {
            provider: "rotowire".to_owned(),
            credit: None,
            licence: None,
            commercial: None,
            sha256: vec![input.sha256.clone()],
        },
        sport: Sport::Basketball,
        kind: UnitKind::Match,
        name: format!("{} at {}", sheet.visitors.name(), sheet.home.name()),
        competition: None,
        unit: None,
        gender: Some(Gender::Men),
        individual: false,
        venue: Venue { city: Some(sheet.home.place.clone()), ..Venue::default() },
        day: Some(day),
        state: ResultState::Official,
        test: false,
        laps: None,
        mark_unit: Some(Unit::Points),
        rows: Which::BOTH.iter().zip(1..).map(|(which, order)| row(&sheet, *which, order)).collect(),
        score_sheet: Some(Box::new(sheet)),
        context: Context::default(),
        warnings: Vec::new(),
        cells: Cells::from([("date".to_owned(), day_cell)]),
    };
    let wrong = event.check();
    let first = wrong.first().map(|problem| game.error(FeedErrorKind::Contradiction, problem.to_string()));
    first.map_or(Ok(event), Err)
}

/// The day of `02_03_17`, third of February.
fn day(game: &Node<'_>) -> Result<(LocalDay, Cell), FeedError> {
    let (node, text) = game.required("day")?;
    let parts: Vec<i8> = text.split('_').filter_map(|part| part.parse().ok()).collect();
    let day = match parts.as_slice() {
        [month, day, year] => crate::english::date::Day::new(2000 + i16::from(*year), *month, *day),
        _ => None,
    };
    let day = day.ok_or_else(|| node.error(FeedErrorKind::Value, format!("\"{}\" is no day", text.escape_debug())))?;
    Ok((LocalDay { year: day.year, month: day.month, day: day.day }, node.cell()))
}

/// A number, or `None` where it is not given.
fn given(node: Option<Node<'_>>) -> Result<Option<(u32, Cell)>, FeedError> {
    let Some(node) = node.filter(|node| node.value().as_str() != Some(MISSING)) else { return Ok(None) };
    let number = node.number()?;
    Ok(Some((number, node.cell())))
}

fn side(game: &Node<'_>, prefix: &str, line: &str) -> Result<Side, FeedError> {
    let line = game.need(line)?;
    let mut cells = Cells::new();
    let mut named = |short: &str, long: &str, field: &str| -> Result<String, FeedError> {
        let (node, name) = if line.get(long).is_some() { line.name(long)? } else { game.name(short)? };
        cells.insert(field.to_owned(), node.cell());
        Ok(name)
    };
    let place = named(&format!("{prefix}_city"), "TEAM-CITY", "place")?;
    let nickname = named(&format!("{prefix}_name"), "TEAM-NAME", "name")?;
    let mut value = |key: &str, field: &str| -> Result<Option<u32>, FeedError> {
        let found = given(line.get(key))?;
        Ok(found.map(|(number, cell)| {
            cells.insert(field.to_owned(), cell);
            number
        }))
    };
    let won = value("TEAM-WINS", "won")?;
    let lost = value("TEAM-LOSSES", "lost")?;
    let mut periods = Vec::new();
    for number in 1..=4 {
        periods.extend(value(&format!("TEAM-PTS_QTR{number}"), &format!("period:{number}"))?);
    }
    let mut totals = Totals::new();
    for (column, statistic) in LINES {
        totals.extend(value(column, statistic)?.map(|number| (statistic.to_owned(), number)));
    }
    let score = value("TEAM-PTS", "score")?.ok_or_else(|| line.error(FeedErrorKind::Missing, "\"TEAM-PTS\" is missing"))?;
    let players = players(game, &place)?;
    let record = won.zip(lost).map(|(won, lost)| Record { won, lost });
    let side = Side { place, nickname, record, score, periods, totals, players, cells };
    added_up(&line, side)
}

/// The side, where its periods and its players agree with its score.
fn added_up(line: &Node<'_>, mut side: Side) -> Result<Side, FeedError> {
    let sum: u32 = side.players.iter().filter_map(|player| player.totals.get("points")).sum();
    let periods: u32 = side.periods.iter().sum();
    if sum != side.score || periods > side.score {
        let message = format!("the score of {} is {}, its players have {sum} points, its quarters {periods}", side.name(), side.score);
        return Err(line.error(FeedErrorKind::Contradiction, message));
    }
    for (_, statistic) in COLUMNS {
        let of_players: Vec<u32> =
            side.players.iter().filter(|player| player.played).filter_map(|player| player.totals.get(statistic).copied()).collect();
        let whole = of_players.len() == side.players.iter().filter(|player| player.played).count();
        if whole && statistic != "minutes" {
            side.totals.entry(statistic.to_owned()).or_insert_with(|| of_players.iter().sum());
        }
    }
    Ok(side)
}

fn players(game: &Node<'_>, place: &str) -> Result<Vec<Player>, FeedError> {
    let table = game.need("box_score")?;
    let places = table.need("TEAM_CITY")?;
    let Value::Object(all) = places.value() else { return Err(places.error(FeedErrorKind::Value, "an object is needed here")) };
    let mut indexes: Vec<&String> = all.iter().filter(|(_, city)| city.as_str() == Some(place)).map(|(index, _)| index).collect();
    indexes.sort_by_key(|index| index.parse::<u32>().unwrap_or(u32::MAX));
    let mut found = Vec::new();
    for index in indexes {
        found.push(player(&table, index)?);
    }
    if found.is_empty() {
        return Err(table.error(FeedErrorKind::Incomplete, format!("no player of {place} is in the box score")));
    }
    Ok(found)
}

fn player(table: &Node<'_>, index: &str) -> Result<Player, FeedError> {
    let (node, full) = table.need("PLAYER_NAME")?.name(index)?;
    let mut cells = Cells::from([("name".to_owned(), node.cell())]);
    let part = |column: &str| -> Option<String> {
        let node = table.get(column)?.get(index)?;
        node.value().as_str().filter(|text| *text != MISSING).and_then(|text| names::clean(text).ok())
    };
    let given_name = part("FIRST_NAME");
    let family = part("SECOND_NAME").unwrap_or_else(|| full.rsplit(' ').next().unwrap_or_default().to_owned());
    let mut totals = Totals::new();
    for (column, statistic) in COLUMNS {
        if let Some((number, cell)) = given(table.get(column).and_then(|column| column.get(index)))? {
            totals.insert(statistic.to_owned(), number);
            cells.insert(statistic.to_owned(), cell);
        }
    }
    let position = table.get("START_POSITION").and_then(|column| column.get(index));
    let starter = position.as_ref().is_some_and(|node| node.value().as_str().is_some_and(|text| text != MISSING && !text.is_empty()));
    if let Some(node) = &position {
        cells.insert("position".to_owned(), node.cell());
    }
    let played = totals.contains_key("points");
    let id = full.to_lowercase().replace([' ', '.', '\''], "-");
    let person = Person { id, given: given_name, family, full, gender: Some(Gender::Men) };
    Ok(Player { person, starter, played, totals, cells })
}

/// A side as a row of the result.
fn row(sheet: &ScoreSheet, which: Which, order: u32) -> Row {
    let side = sheet.side(which);
    let members: Vec<Person> = side.players.iter().map(|player| player.person.clone()).collect();
    let drawn = sheet.winner().is_none();
    let mut cells = Cells::new();
    for (field, of) in [("competitor", "name"), ("mark", "score"), ("rank", "score")] {
        cells.extend(side.cells.get(of).map(|cell| (field.to_owned(), cell.clone())));
    }
    Row {
        rank: Some(if drawn || sheet.winner() == Some(which) { 1 } else { 2 }),
        tied: drawn,
        mark: Some(Mark { unit: Unit::Points, value: i64::from(side.score) * 1000, decimals: 0 }),
        cells,
        ..Row::bare(order, Competitor::Team { id: side.nickname.to_lowercase().replace(' ', "-"), name: side.name(), members })
    }
}
