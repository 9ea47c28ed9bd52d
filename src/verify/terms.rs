//! The terms of definitions, computed from the rows of the event and nothing else.

use super::evaluate::{Unknown, Val, World};
use super::numbers::weekday;
use crate::event::{Event, Gap, Grid, Irm, Mark, Medal, ResultState, Row, StandingKind, Unit, UnitKind};
use std::cell::Cell;

/// An event as the evaluator sees it.
pub struct EventWorld<'a> {
    /// The event.
    pub event: &'a Event,
    /// The last of the places 1, 2, 3, ... that the text has given so far.
    pub said_places: Cell<i64>,
}

impl std::fmt::Debug for EventWorld<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EventWorld").field("event", &self.event.id).finish_non_exhaustive()
    }
}

type Value = Result<Val, Unknown>;

fn missing(what: &str, row: &Row) -> Unknown {
    Unknown(format!("the feed gives no {what} for {}", row.competitor.full()))
}

fn optional(value: Option<Val>) -> Val {
    value.unwrap_or(Val::Nothing)
}

fn number(value: usize) -> Val {
    Val::Number(i64::try_from(value).unwrap_or(i64::MAX))
}

/// Whether a row is a regular classified finish.
fn finished(row: &Row) -> bool {
    row.rank.is_some() && row.irm.is_none()
}

/// The code of a status as definitions write it.
pub fn irm_code(irm: Irm) -> &'static str {
    match irm {
        Irm::Dnf => "DNF",
        Irm::Dns => "DNS",
        Irm::Dsq => "DSQ",
        Irm::NotClassified => "NC",
        Irm::Dnq => "DNQ",
        Irm::Withdrawn => "WD",
        Irm::Excluded => "EX",
        Irm::NoMark => "NM",
        Irm::Lapped => "LAP",
        Irm::OverTimeLimit => "OTL",
        Irm::Relegated => "REL",
    }
}

impl<'a> EventWorld<'a> {
    /// A world of which the text has said nothing yet.
    pub fn new(event: &'a Event) -> Self {
        Self { event, said_places: Cell::new(0) }
    }

    fn row(&self, at: usize) -> Result<&'a Row, Unknown> {
        self.event.rows.get(at).ok_or_else(|| Unknown("there is no such row".to_owned()))
    }

    fn rank_of(&self, at: usize) -> Result<Option<i64>, Unknown> {
        self.row(at).map(|row| row.rank.filter(|_| row.irm.is_none()).map(i64::from))
    }

    fn tied(&self, at: usize) -> Result<bool, Unknown> {
        let rank = self.rank_of(at)?;
        Ok(rank.is_some() && self.event.ranked().iter().filter(|row| row.rank.map(i64::from) == rank).count() > 1)
    }

    fn index_of(&self, row: &Row) -> Option<usize> {
        self.event.rows.iter().position(|other| other.competitor.id() == row.competitor.id())
    }

    /// The only row with this rank.
    fn at(&self, rank: i64) -> Val {
        let rows: Vec<&Row> = self.event.ranked().into_iter().filter(|row| row.rank.map(i64::from) == Some(rank)).collect();
        match rows.as_slice() {
            [row] => optional(self.index_of(row).map(Val::Who)),
            _ => Val::Nothing,
        }
    }

    fn gap(&self, a: usize, b: usize) -> Value {
        let (a, b) = (self.row(a)?, self.row(b)?);
        if !finished(a) || !finished(b) {
            return Ok(Val::Nothing);
        }
        let (better, worse) = if a.rank <= b.rank { (a, b) } else { (b, a) };
        let (down, ahead) = (laps_down(worse), laps_down(better));
        if down > 0 {
            return if ahead == 0 && better.rank == Some(1) { Ok(Val::Laps(down)) } else { Err(missing("gap in time", worse)) };
        }
        if let (Some(first), Some(second)) = (better.mark, worse.mark) {
            return first.difference(second).map(Val::Mark).ok_or_else(|| missing("comparable mark", worse));
        }
        match (better.gap, worse.gap) {
            (_, Some(Gap::Mark(gap))) if better.rank == Some(1) => Ok(Val::Mark(gap)),
            (Some(Gap::Mark(first)), Some(Gap::Mark(second))) => second.difference(first).map(Val::Mark).ok_or_else(|| missing("comparable gap", worse)),
            _ => Err(missing("gap or mark", worse)),
        }
    }

    fn of_one(&self, name: &str, at: usize) -> Value {
        let row = self.row(at)?;
        let need = |value: Option<Val>, what: &str| value.ok_or_else(|| missing(what, row));
        match name {
            "rank" => Ok(optional(self.rank_of(at)?.map(Val::Number))),
            "place" => Ok(optional(row.rank.map(|rank| Val::Number(rank.into())))),
            "tied" => self.tied(at).map(Val::Flag),
            "finished" => Ok(Val::Flag(finished(row))),
            "irm" => Ok(Val::Text(row.irm.map_or("", irm_code).to_owned())),
            "mark" if row.irm.is_some() => Ok(Val::Nothing),
            "mark" => need(row.mark.map(Val::Mark), "mark"),
            "laps" => need(row.laps.map(|laps| Val::Number(laps.into())), "laps"),
            "laps_down" if finished(row) => Ok(Val::Number(laps_down(row))),
            "laps_down" => Ok(Val::Nothing),
            "grid" => match row.grid {
                Some(Grid::Place(place)) => Ok(Val::Number(place.into())),
                Some(Grid::PitLane) => Ok(Val::Nothing),
                None => Err(missing("grid place", row)),
            },
            "pit_lane" => need(row.grid.map(|grid| Val::Flag(grid == Grid::PitLane)), "grid place"),
            "points" => need(row.points.map(Val::Mark), "points"),
            "stops" => need(row.pit_stops.map(|stops| Val::Number(stops.into())), "pit stops"),
            "team" => need(row.team.as_ref().map(|team| Val::Text(team.name.clone())), "team"),
            "nation" => need(row.nation.as_ref().map(|nation| Val::Text(nation.code.clone())), "nation"),
            "medal" => Ok(optional(row.medal.map(|medal| Val::Text(medal_word(medal).to_owned())))),
            "qualified" => Ok(Val::Flag(row.qualified.is_some())),
            "is_team" => Ok(Val::Flag(matches!(row.competitor, crate::event::Competitor::Team { .. }))),
            "gained" => match (self.of_one("grid", at)?, self.rank_of(at)?) {
                (Val::Number(grid), Some(rank)) => Ok(Val::Number(grid - rank)),
                _ => Ok(Val::Nothing),
            },
            "qualifying_rank" => self.qualifying(row),
            "fastest_lap_rank" => self.fastest_lap_rank(row),
            "fastest_lap_time" => need(row.fastest_lap.map(|lap| Val::Mark(lap.time)), "fastest lap"),
            "fastest_lap_number" => need(row.fastest_lap.and_then(|lap| lap.lap).map(|lap| Val::Number(lap.into())), "number of the fastest lap"),
            "led_every_split" => self.led_every_split(row),
            "standing_rank" | "standing_points" | "standing_lead" | "standing_wins" => self.standing(name, row.competitor.id(), row.competitor.full(), StandingKind::Athletes),
            _ => Err(Unknown(format!("the evaluator has no term {name}"))),
        }
    }

    fn qualifying(&self, row: &Row) -> Value {
        let found = self.event.context.qualifying.iter().find(|line| line.id == row.competitor.id());
        found.map(|line| Val::Number(line.rank.into())).ok_or_else(|| missing("place in qualifying", row))
    }

    fn best_lap(&self) -> Option<Mark> {
        self.event.rows.iter().filter_map(|row| row.fastest_lap.map(|lap| lap.time)).min_by_key(|time| time.value)
    }

    /// The feed's rank, which must not contradict the times.
    fn fastest_lap_rank(&self, row: &Row) -> Value {
        let Some(lap) = row.fastest_lap else { return Err(missing("fastest lap", row)) };
        if lap.rank == Some(1) && self.best_lap().is_some_and(|best| best.value < lap.time.value) {
            return Err(Unknown("the feed's rank of the fastest lap contradicts the times".to_owned()));
        }
        lap.rank.map(|rank| Val::Number(rank.into())).ok_or_else(|| missing("rank of the fastest lap", row))
    }

    fn standing(&self, name: &str, id: &str, full: &str, kind: StandingKind) -> Value {
        let table: Vec<_> = self.event.context.standings.iter().filter(|line| line.kind == kind).collect();
        let line = table.iter().find(|line| line.id == id || line.name == full);
        let line = line.ok_or_else(|| Unknown(format!("the standings give no line for {full}")))?;
        match name {
            "standing_points" => Ok(Val::Mark(line.points)),
            "standing_wins" => line.wins.map(|wins| Val::Number(wins.into())).ok_or_else(|| Unknown("the standings give no wins".to_owned())),
            "standing_lead" if line.rank == 1 => {
                let second = table.iter().filter(|other| other.id != line.id).map(|other| other.points).max_by_key(|points| points.value);
                Ok(optional(second.and_then(|second| line.points.difference(second)).map(Val::Mark)))
            }
            "standing_lead" => Ok(Val::Nothing),
            _ => Ok(Val::Number(line.rank.into())),
        }
    }

    fn standing_at(&self, rank: i64) -> Value {
        let lines: Vec<_> = self.event.context.standings.iter().filter(|line| line.kind == StandingKind::Athletes && i64::from(line.rank) == rank).collect();
        match lines.as_slice() {
            [line] => {
                let row = self.event.rows.iter().position(|row| row.competitor.id() == line.id || row.competitor.full() == line.name);
                row.map(Val::Who).ok_or_else(|| Unknown(format!("{} is in the standings and not in the result", line.name)))
            }
            [] => Err(Unknown("the standings were not given".to_owned())),
            _ => Ok(Val::Nothing),
        }
    }

    /// The rank at a split: by the marks there, with the feed's rank where it gives one.
    fn split_rank(&self, at: usize, point: &str) -> Value {
        let row = self.row(at)?;
        let split = row.splits.iter().find(|split| split.point == point).ok_or_else(|| missing("split", row))?;
        let better = self.event.rows.iter().flat_map(|other| &other.splits).filter(|other| other.point == point && other.mark.value < split.mark.value).count();
        let by_marks = i64::try_from(better + 1).unwrap_or(i64::MAX);
        match split.rank {
            Some(rank) if i64::from(rank) != by_marks => Err(Unknown(format!("the ranks and the marks of split {point} contradict each other"))),
            _ => Ok(Val::Number(by_marks)),
        }
    }

    /// The split points before the finish (the last point is the finish when its marks are the final ones).
    fn split_points(&self) -> Vec<&'a str> {
        let Some(longest) = self.event.rows.iter().max_by_key(|row| row.splits.len()) else { return Vec::new() };
        let is_finish = |point: &str| {
            let mut marks = self.event.rows.iter().filter_map(|row| Some((row.splits.iter().find(|split| split.point == point)?.mark.value, row.mark?.value)));
            marks.next().is_some_and(|(split, mark)| split == mark)
        };
        longest.splits.iter().map(|split| split.point.as_str()).filter(|point| !is_finish(point)).collect()
    }

    fn led_every_split(&self, row: &Row) -> Value {
        let points = self.split_points();
        let Some(at) = self.index_of(row).filter(|_| !points.is_empty()) else { return Err(missing("splits", row)) };
        for point in points {
            if self.split_rank(at, point)? != Val::Number(1) {
                return Ok(Val::Flag(false));
            }
        }
        Ok(Val::Flag(true))
    }

    fn list(&self, name: &str, list: &[usize], more: Option<&Val>) -> Value {
        let ranks = list.iter().map(|at| self.rank_of(*at)).collect::<Result<Vec<_>, _>>()?;
        let all: Option<Vec<i64>> = ranks.iter().copied().collect();
        let rows = list.iter().map(|at| self.row(*at)).collect::<Result<Vec<_>, _>>()?;
        let code = |row: &&Row| Val::Text(row.irm.map_or("", irm_code).to_owned());
        match name {
            "size" => Ok(number(list.len())),
            "ranks" => Ok(optional(all.map(Val::Numbers))),
            "grids" => {
                let grids: Vec<Val> = list.iter().map(|at| self.of_one("grid", *at)).collect::<Result<_, _>>()?;
                let grids: Option<Vec<i64>> = grids.iter().map(|grid| if let Val::Number(n) = grid { Some(*n) } else { None }).collect();
                Ok(optional(grids.map(Val::Numbers)))
            }
            "all_irm" => Ok(Val::Flag(rows.iter().all(|row| Some(&code(row)) == more))),
            "covers_irm" => {
                let others = self.event.rows.iter().filter(|row| Some(&code(row)) == more);
                Ok(Val::Flag(others.into_iter().all(|row| rows.iter().any(|named| named.competitor.id() == row.competitor.id()))))
            }
            "all_finished" => Ok(Val::Flag(rows.iter().all(|row| finished(row)))),
            "all_qualified" => Ok(Val::Flag(rows.iter().all(|row| row.qualified.is_some()))),
            "one_team" => Ok(Val::Flag(rows.windows(2).all(|pair| matches!(pair, [a, b] if a.team.is_some() && a.team == b.team)))),
            "one_rank" => Ok(optional(all.filter(|all| all.windows(2).all(|pair| pair.first() == pair.last())).and_then(|all| {
                let rank = *all.first()?;
                let everybody = self.event.ranked().iter().filter(|row| row.rank.map(i64::from) == Some(rank)).count();
                (everybody == all.len()).then_some(Val::Number(rank))
            }))),
            "consecutive" => Ok(Val::Flag(all.is_some_and(|all| all.windows(2).all(|pair| matches!(pair, [a, b] if *b == a + 1))))),
            "first_rank" => Ok(optional(all.and_then(|all| all.first().copied()).map(Val::Number))),
            "last_rank" => Ok(optional(all.and_then(|all| all.last().copied()).map(Val::Number))),
            _ => Err(Unknown(format!("the evaluator has no term {name}"))),
        }
    }

    fn records(&self, name: &str, at: usize, code: &str) -> Value {
        let row = self.row(at)?;
        let flag = row.records.iter().find(|flag| flag.code.eq_ignore_ascii_case(code));
        Ok(Val::Flag(flag.is_some_and(|flag| match name {
            "equalled" => flag.equalled,
            "confirmed" => flag.confirmed,
            _ => true,
        })))
    }

    fn group(&self, name: &str, key: &str) -> Value {
        let of_team = name.starts_with("team");
        let belongs = |row: &&&Row| if of_team { row.team.as_ref().is_some_and(|team| team.name == key) } else { row.nation.as_ref().is_some_and(|nation| nation.code == key) };
        let ranked = self.event.ranked();
        let members: Vec<&&Row> = ranked.iter().filter(belongs).collect();
        match name {
            "team_ranks" => Ok(Val::Numbers(members.iter().filter_map(|row| row.rank.map(i64::from)).collect())),
            "team_finished" => Ok(number(members.len())),
            "team_best" | "nation_best" => {
                let Some(first) = members.first() else { return Ok(Val::Nothing) };
                let alone = members.iter().filter(|row| row.rank == first.rank).count() == 1;
                Ok(if alone { optional(self.index_of(first).map(Val::Who)) } else { Val::Nothing })
            }
            "team_standing_rank" => self.standing("standing_rank", key, key, StandingKind::Teams),
            "team_standing_points" => self.standing("standing_points", key, key, StandingKind::Teams),
            _ => Err(Unknown(format!("the evaluator has no term {name}"))),
        }
    }

    fn group_count(&self, name: &str, key: &str, among: i64) -> Val {
        let of_team = name == "team_count";
        let belongs = |row: &&Row| if of_team { row.team.as_ref().is_some_and(|team| team.name == key) } else { row.nation.as_ref().is_some_and(|nation| nation.code == key) };
        number(self.event.ranked().into_iter().filter(|row| row.rank.is_some_and(|rank| i64::from(rank) <= among)).filter(belongs).count())
    }

    fn of_event(&self, name: &str) -> Value {
        let event = self.event;
        let text = |value: &Option<String>, what: &str| value.clone().map(Val::Text).ok_or_else(|| Unknown(format!("the feed gives no {what}")));
        match name {
            "winner" => Ok(self.at(1)),
            "pole" => {
                let poles: Vec<usize> = event.rows.iter().enumerate().filter(|(_, row)| row.grid == Some(Grid::Place(1))).map(|(at, _)| at).collect();
                Ok(if let [at] = poles.as_slice() { Val::Who(*at) } else { Val::Nothing })
            }
            "winning_mark" => event.winning_mark().map(Val::Mark).ok_or_else(|| Unknown("the feed gives no winning mark".to_owned())),
            "fastest_lap_count" => Ok(number(event.rows.iter().filter(|row| row.fastest_lap.is_some_and(|lap| lap.rank == Some(1))).count())),
            "biggest_gain" => {
                let gains = (0..event.rows.len()).map(|at| self.of_one("gained", at)).collect::<Result<Vec<_>, _>>()?;
                Ok(optional(gains.into_iter().filter_map(|gain| if let Val::Number(n) = gain { Some(n) } else { None }).max().map(Val::Number)))
            }
            "entries" => Ok(number(event.rows.len())),
            "starters" => Ok(number(event.rows.iter().filter(|row| started(row)).count())),
            "finishers" => Ok(number(event.ranked().len())),
            "lead_lap_count" => Ok(number(event.ranked().into_iter().filter(|row| laps_down(row) == 0).count())),
            "distance" => event.laps.map(|laps| Val::Number(laps.into())).ok_or_else(|| Unknown("the feed gives no laps".to_owned())),
            "split_count" => Ok(number(self.split_points().len())),
            "wind" => self.wind(),
            "decides" => Ok(Val::Flag(matches!(event.kind, UnitKind::Race | UnitKind::Sprint))),
            "kind" => Ok(Val::Text(kind_word(event.kind).to_owned())),
            "individual" => Ok(Val::Flag(event.individual)),
            "sport" => Ok(Val::Text(crate::lexicon::sport_key(event.sport).to_owned())),
            "official" => Ok(Val::Flag(event.state == ResultState::Official)),
            "state" => Ok(Val::Text(format!("{:?}", event.state).to_lowercase())),
            "said_places" => Ok(Val::Number(self.said_places.get())),
            "venue" => text(&event.venue.name, "venue"),
            "city" => text(&event.venue.city, "city"),
            "country" => text(&event.venue.country, "country"),
            "competition" => text(&event.competition, "competition"),
            "host" => text(&event.venue.nation, "host nation"),
            _ => Err(Unknown(format!("the evaluator has no term {name}"))),
        }
    }

    fn wind(&self) -> Value {
        let mut winds = self.event.rows.iter().filter_map(|row| row.wind_tenths);
        let Some(first) = winds.next() else { return Err(Unknown("the feed gives no wind".to_owned())) };
        if winds.all(|wind| wind == first) { Ok(Val::Number(first.into())) } else { Ok(Val::Nothing) }
    }

    fn held_on(&self, day: super::numbers::DayText) -> Value {
        let Some(own) = self.event.day else { return Err(Unknown("the local day is not known".to_owned())) };
        let weekday_fits = day.weekday.is_none_or(|given| given == weekday(own));
        let date_fits = day.date.is_none_or(|given| given == (own.month, own.day));
        Ok(Val::Flag(weekday_fits && date_fits && day.year.is_none_or(|year| year == own.year)))
    }
}

/// Whether a row took the start.
fn started(row: &Row) -> bool {
    !matches!(row.irm, Some(Irm::Dns | Irm::Dnq | Irm::Withdrawn | Irm::Excluded))
}

fn laps_down(row: &Row) -> i64 {
    if let Some(Gap::Laps(laps)) = row.gap { laps.into() } else { 0 }
}

fn medal_word(medal: Medal) -> &'static str {
    match medal {
        Medal::Gold => "gold",
        Medal::Silver => "silver",
        Medal::Bronze => "bronze",
    }
}

fn kind_word(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Race => "race",
        UnitKind::Sprint => "sprint",
        UnitKind::Heat => "heat",
        UnitKind::Training => "training",
    }
}

impl World for EventWorld<'_> {
    fn term(&self, name: &str, args: &[Val]) -> Value {
        match args {
            [] => self.of_event(name),
            [Val::Number(rank)] if name == "at" => Ok(self.at(*rank)),
            [Val::Number(rank)] if name == "standing_at" => self.standing_at(*rank),
            [Val::Text(code)] if name == "count_irm" => Ok(number(self.event.rows.iter().filter(|row| row.irm.map(irm_code) == Some(code)).count())),
            [Val::Day(day)] if name == "held_on" => self.held_on(*day),
            [Val::Who(at)] => self.of_one(name, *at),
            [Val::Many(list)] => self.list(name, list, None),
            [Val::Text(key)] => self.group(name, key),
            [Val::Who(a), Val::Who(b)] => self.pair(name, *a, *b),
            [Val::Who(at), Val::Many(list)] => self.sequence(name, *at, list),
            [Val::Who(at), Val::Text(point)] if name == "split_rank" => self.split_rank(*at, point),
            [Val::Who(at), Val::Text(code)] => self.records(name, *at, code),
            [Val::Many(list), more] => self.list(name, list, Some(more)),
            [Val::Text(key), Val::Number(among)] => Ok(self.group_count(name, key, *among)),
            _ => Err(Unknown(format!("the evaluator has no term {name} of these arguments"))),
        }
    }

    fn winning_mark(&self) -> Result<Mark, Unknown> {
        self.event.winning_mark().ok_or_else(|| Unknown("the feed gives no winning mark".to_owned()))
    }

    fn print(&self, value: &Val) -> String {
        match value {
            Val::Nothing => "nothing".to_owned(),
            Val::Flag(flag) => flag.to_string(),
            Val::Number(number) => number.to_string(),
            Val::Numbers(numbers) => numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
            Val::Mark(mark) if mark.unit == Unit::Points => (mark.value / 1000).to_string() + &fraction(mark.value % 1000),
            Val::Mark(mark) => mark.clock(),
            Val::Laps(laps) => format!("{laps} laps"),
            Val::Who(at) => self.event.rows.get(*at).map_or_else(String::new, |row| row.competitor.full().to_owned()),
            Val::Many(list) => list.iter().map(|at| self.print(&Val::Who(*at))).collect::<Vec<_>>().join(", "),
            Val::Text(text) => text.clone(),
            Val::Day(_) => "the day".to_owned(),
            Val::Share(share) => format!("{share} thousandths of a percent"),
        }
    }
}

fn fraction(thousandths: i64) -> String {
    if thousandths == 0 { String::new() } else { format!(".{thousandths:03}").trim_end_matches('0').to_owned() }
}

impl EventWorld<'_> {
    fn pair(&self, name: &str, a: usize, b: usize) -> Value {
        let (first, second) = (self.row(a)?, self.row(b)?);
        match name {
            "gap" => self.gap(a, b),
            "same_team" => Ok(Val::Flag(first.team.is_some() && first.team == second.team)),
            "same_nation" => Ok(Val::Flag(first.nation.is_some() && first.nation == second.nation)),
            "better_mark" => match (first.mark, second.mark) {
                (Some(first), Some(second)) => Ok(Val::Flag(first.beats(second))),
                _ => Err(missing("mark", if first.mark.is_none() { first } else { second })),
            },
            _ => Err(Unknown(format!("the evaluator has no term {name}"))),
        }
    }

    fn sequence(&self, name: &str, at: usize, list: &[usize]) -> Value {
        let mut all: Vec<usize> = list.to_vec();
        if name == "follow_in_order" {
            all.insert(0, at);
        } else {
            all.push(at);
            all.sort_by_key(|at| self.rank_of(*at).ok().flatten());
            if all.last() != Some(&at) {
                return Ok(Val::Flag(false));
            }
        }
        self.list("consecutive", &all, None)
    }
}
