//! Small events built by hand. Every value gets its cell when the event is sealed, at `/rows/ID/FIELD`, `/event/FIELD` or
//! `/standings/KIND/ID`.

#![expect(clippy::unnecessary_wraps, reason = "what is compared is a role that may be missing")]

use crate::event::{
    Cell, Cells, Competitor, Context, Event, FastestLap, Gap, Grid, Irm, LocalDay, Mark, Nation, Person, RecordFlag, ResultState, Row,
    Source, Split, Sport, Standing, StandingKind, Team, Unit, UnitKind, Venue,
};
use crate::facts::{Angle, Fact, FactKind, Ledger, Value, derive};
use std::fmt::Debug;

pub fn cell(at: String, raw: impl Debug) -> Cell {
    Cell { source: "0".repeat(64), at, raw: format!("{raw:?}") }
}

pub fn athlete(id: &str) -> Competitor {
    Competitor::Athlete(Person { id: id.into(), given: Some("A".into()), family: id.to_uppercase(), full: format!("A {id}"), gender: None })
}

pub fn team(id: &str) -> Team {
    Team { id: id.into(), name: format!("Team {id}") }
}

pub fn nation(code: &str) -> Nation {
    Nation { code: code.into(), name: format!("Land of {code}"), adjective: None }
}

/// A row with no more than a place in the list.
pub fn row(order: u32, id: &str, rank: Option<u32>) -> Row {
    Row { rank, ..Row::bare(order, athlete(id)) }
}

pub fn time(text: &str) -> Mark {
    Mark::parse_time(text).unwrap()
}

pub fn points(text: &str) -> Mark {
    Mark::parse_decimal(text, Unit::Points).unwrap()
}

pub fn event(sport: Sport, kind: UnitKind, rows: Vec<Row>) -> Event {
    Event {
        id: "tag:test".into(),
        source: Source { provider: "table".into(), credit: None, licence: None, commercial: None, sha256: Vec::new() },
        sport,
        kind,
        name: "Test Grand Prix".into(),
        competition: None,
        unit: None,
        gender: None,
        individual: true,
        venue: Venue { name: Some("Ring".into()), city: Some("Town".into()), ..Venue::default() },
        day: Some(LocalDay { year: 2024, month: 7, day: 28 }),
        state: ResultState::Official,
        test: false,
        laps: None,
        mark_unit: Some(Unit::Time),
        rows,
        score_sheet: None,
        context: Context::default(),
        warnings: Vec::new(),
        cells: Cells::new(),
    }
}

/// A car: rank or IRM, grid, laps, and the gap in milliseconds for those on the lead lap.
fn car(order: u32, id: &str, team_id: &str, grid: u32, gap: Option<i64>) -> Row {
    let mut row = row(order, id, Some(order));
    row.team = Some(team(team_id));
    row.nation = Some(nation(if order.is_multiple_of(3) { "GBR" } else { "ESP" }));
    row.grid = Some(Grid::Place(grid));
    row.laps = Some(44);
    row.mark = gap.map(|ms| Mark::time(4_797_566 + ms, 3));
    row.gap = gap.filter(|ms| *ms > 0).map(|ms| Gap::Mark(Mark::time(ms, 3)));
    row.fastest_lap = Some(FastestLap { rank: Some(order), lap: Some(40), time: Mark::time(105_000 + i64::from(order), 3) });
    row
}

/// A race of eight cars: the winner from third, the pole-sitter third, one from the pit lane, one lapped, two out.
pub fn race() -> Event {
    let mut rows = vec![
        car(1, "ham", "merc", 3, Some(0)),
        car(2, "pia", "mcl", 5, Some(647)),
        car(3, "lec", "fer", 1, Some(8_023)),
        car(4, "ver", "rb", 11, Some(8_700)),
        car(5, "nor", "mcl", 4, Some(9_324)),
        car(6, "zho", "sau", 2, None),
        car(7, "sai", "fer", 7, None),
        car(8, "rus", "merc", 6, None),
    ];
    rows[0].points = Some(points("25"));
    rows[0].pit_stops = Some(2);
    rows[5].laps = Some(43);
    rows[5].gap = Some(Gap::Laps(1));
    for (at, laps) in [(6, 12), (7, 3)] {
        rows[at].irm = Some(Irm::Dnf);
        rows[at].rank = None;
        rows[at].laps = Some(laps);
        rows[at].fastest_lap = None;
    }
    let mut event = event(Sport::FormulaOne, UnitKind::Race, rows);
    event.laps = Some(44);
    for (rank, id, score) in [(1, "ver", "277"), (2, "nor", "199"), (4, "ham", "150")] {
        event.context.standings.push(standing(StandingKind::Athletes, rank, id, score));
    }
    event.context.standings.push(standing(StandingKind::Teams, 1, "rb", "408"));
    event.context.standings.push(standing(StandingKind::Teams, 2, "mcl", "366"));
    sealed(event)
}

pub fn standing(kind: StandingKind, rank: u32, id: &str, score: &str) -> Standing {
    let at = format!("/standings/{kind:?}/{id}");
    Standing { kind, rank, id: id.into(), name: format!("N {id}"), points: points(score), wins: None, before: None, cell: cell(at, score) }
}

/// A final of nine runners with nations, splits, records and wind.
pub fn final_run() -> Event {
    let nations = ["ETH", "KEN", "KEN", "UGA", "KEN", "USA", "GBR", "ETH", "ITA"];
    let rows = (1_u32..=9).zip(nations).map(|(place, code)| {
        let mut row = row(place, &format!("r{place}"), Some(place));
        let ms = 1_600_000 + i64::from(place) * 410;
        row.nation = Some(nation(code));
        row.mark = Some(Mark::time(ms, 2));
        let early = if place == 4 { 1 } else { i64::from(place) * 10 };
        row.splits = vec![split("5000", Some("5,000 metres"), 800_000 + early), split("F", None, ms)];
        row
    });
    let mut event = event(Sport::Running, UnitKind::Race, rows.collect());
    event.rows[0].records.push(record("OR", true));
    event.rows[3].records.push(record("NR", true));
    event.rows[0].medal = Some(crate::event::Medal::Gold);
    sealed(event)
}

pub fn split(point: &str, label: Option<&str>, ms: i64) -> Split {
    Split { point: point.into(), label: label.map(Into::into), mark: Mark::time(ms, 2), rank: None }
}

pub fn record(code: &str, confirmed: bool) -> RecordFlag {
    RecordFlag { code: code.into(), equalled: false, confirmed }
}

/// A plain list of runners with these ranks and times.
pub fn runners(kind: UnitKind, places: &[(u32, &str)]) -> Event {
    let rows = (1_u32..).zip(places).map(|(order, (rank, text))| {
        let mut row = row(order, &format!("r{order}"), Some(*rank));
        row.mark = Some(time(text));
        row
    });
    sealed(event(Sport::Running, kind, rows.collect()))
}

/// A relay of three teams.
pub fn relay() -> Event {
    let rows = (1_u32..=3).zip(["JAM", "USA", "GBR"]).map(|(place, code)| {
        let mut row = row(place, code, Some(place));
        row.competitor = Competitor::Team { id: code.into(), name: format!("Land of {code}"), members: Vec::new() };
        row.nation = Some(nation(code));
        row.mark = Some(Mark::time(37_000 + i64::from(place) * 110, 2));
        row
    });
    let mut event = event(Sport::Running, UnitKind::Race, rows.collect());
    event.individual = false;
    sealed(event)
}

/// A race of twenty cars with fifteen out.
pub fn mass_retirement() -> Event {
    let rows = (1_u32..=20).map(|order| {
        let mut row = car(order, &format!("c{order}"), &format!("t{}", order.div_ceil(2)), 21 - order, Some(i64::from(order - 1) * 5_000));
        if order > 5 {
            row.irm = Some(Irm::Dnf);
            row.rank = None;
            row.mark = None;
            row.gap = None;
        }
        row
    });
    sealed(event(Sport::FormulaOne, UnitKind::Race, rows.collect()))
}

/// Changes an event and gives every value its cell again.
pub fn with(mut event: Event, change: impl FnOnce(&mut Event)) -> Event {
    change(&mut event);
    sealed(event)
}

/// Gives every value its cell.
pub fn sealed(mut event: Event) -> Event {
    event.cells = Cells::new();
    let mut put = |field: &str, raw: String| event.cells.insert(field.into(), cell(format!("/event/{field}"), raw));
    put("name", event.name.clone());
    event.day.map(|day| put("date", format!("{day:?}")));
    event.laps.map(|laps| put("laps", laps.to_string()));
    event.competition.clone().map(|name| put("competition", name));
    event.venue.nation.clone().map(|code| put("country", code));
    event.venue.name.clone().map(|name| put("venue", name));
    event.venue.city.clone().map(|city| put("city", city));
    event.rows.iter_mut().for_each(seal);
    event
}

fn seal(row: &mut Row) {
    let id = row.competitor.id().to_owned();
    let mut fields = vec![("competitor".to_owned(), id.clone()), ("order".to_owned(), row.order.to_string())];
    let mut put = |field: &str, raw: Option<String>| fields.extend(raw.map(|raw| (field.to_owned(), raw)));
    put("team", row.team.as_ref().map(|v| v.name.clone()));
    put("nation", row.nation.as_ref().map(|v| v.code.clone()));
    put("rank", row.rank.map(|v| v.to_string()));
    put("mark", row.mark.map(Mark::clock));
    put("irm", row.irm.map(|v| format!("{v:?}")));
    put("gap", row.gap.map(|v| format!("{v:?}")));
    put("grid", row.grid.map(|v| format!("{v:?}")));
    put("laps", row.laps.map(|v| v.to_string()));
    put("points", row.points.map(Mark::clock));
    put("fastest_lap", row.fastest_lap.map(|v| format!("{v:?}")));
    put("pit_stops", row.pit_stops.map(|v| v.to_string()));
    put("wind", row.wind_tenths.map(|v| v.to_string()));
    put("qualified", row.qualified.clone());
    put("reaction", row.reaction.map(Mark::clock));
    put("medal", row.medal.map(|v| format!("{v:?}")));
    put("shooting", row.shooting.as_ref().map(|v| v.misses.to_string()));
    put("shooting:stages", row.shooting.as_ref().filter(|v| !v.stages.is_empty()).map(|v| format!("{:?}", v.stages)));
    put("start_gap", row.start_gap.map(Mark::clock));
    for leg in &row.legs {
        put(&format!("leg_rank:{}", leg.number), leg.rank.map(|v| v.to_string()));
        put(&format!("leg_place:{}", leg.number), leg.place.map(|v| v.to_string()));
    }
    row.splits.iter().for_each(|v| put(&format!("split:{}", v.point), Some(v.mark.clock())));
    row.records.iter().for_each(|v| put(&format!("record:{}", v.code), Some(format!("{v:?}"))));
    row.attempts.iter().for_each(|v| put(&format!("attempt:{}", v.number), Some(v.raw.clone())));
    row.cells = fields.into_iter().map(|(field, raw)| (field.clone(), cell(format!("/rows/{id}/{field}"), raw))).collect();
}

/// The general ledger.
pub fn ledger(event: &Event) -> Ledger {
    derive(event, &Angle::None)
}

/// The only fact of a kind, or none.
pub fn only(event: &Event, kind: FactKind) -> Option<Fact> {
    let ledger = ledger(event);
    let mut found = ledger.of(kind);
    let first = found.next().cloned();
    assert!(found.next().is_none(), "{kind} twice");
    first
}

/// The value of a role of the only fact of a kind.
pub fn role(event: &Event, kind: FactKind, name: &str) -> Option<Value> {
    only(event, kind).and_then(|fact| fact.roles.get(name).cloned())
}

/// A competitor as a value.
pub fn id(id: &str) -> Option<Value> {
    Some(Value::Competitor(id.into()))
}

/// Competitors as a value.
pub fn ids(ids: &[&str]) -> Option<Value> {
    Some(Value::Competitors(ids.iter().map(|id| (*id).to_owned()).collect()))
}
