//! The terms of definitions, computed from the rows of the event and nothing else.

mod athletics;
mod biathlon;
mod competitor;
mod cycling;
mod event;
mod list;
mod standing;
mod swimming;

use super::evaluate::{Unknown, Val, World};
use crate::event::{Event, Gap, Irm, Mark, Medal, Row, Unit, UnitKind};
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
        Irm::Mispunched => "MP",
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
}

/// Whether a row took the start.
fn started(row: &Row) -> bool {
    !matches!(row.irm, Some(Irm::Dns | Irm::Dnq | Irm::Withdrawn | Irm::Excluded))
}

/// Whether a row did not take the start: who was withdrawn did not start either.
fn absent(row: &Row) -> bool {
    matches!(row.irm, Some(Irm::Dns | Irm::Withdrawn))
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
        UnitKind::Match => "match",
    }
}

impl World for EventWorld<'_> {
    fn term(&self, name: &str, args: &[Val]) -> Value {
        match args {
            [] => self.of_event(name),
            [Val::Number(rank)] if name == "at" => Ok(self.at(*rank)),
            [Val::Number(rank)] if name == "standing_at" => self.standing_at(*rank),
            [Val::Text(code)] if name == "count_irm" => {
                Ok(number(self.event.rows.iter().filter(|row| row.irm.map(irm_code) == Some(code)).count()))
            }
            [Val::Text(code)] if name == "count_record" => self.count_record(code),
            [Val::Number(rank)] if name == "sharing" => {
                Ok(number(self.event.ranked().iter().filter(|row| row.rank.map(i64::from) == Some(*rank)).count()))
            }
            [Val::Who(at), Val::Number(leg)] if name == "leg" => self.leg(*at, *leg),
            [Val::Who(at), Val::Number(leg)] => self.of_leg(name, *at, *leg),
            [Val::Day(day)] if name == "held_on" => self.held_on(*day),
            [Val::Day(day)] if name == "next_on" => self.next_on(*day),
            [Val::Day(day)] if name == "next_event_on" => self.next_event_on(*day),
            [Val::Who(at)] => self.of_one(name, *at),
            [Val::Many(list)] => self.list(name, list, None),
            [Val::Text(code)] if name == "classification_leader" => self.classification_leader(code),
            [Val::Text(key)] => self.group(name, key),
            [Val::Who(a), Val::Who(b)] => self.pair(name, *a, *b),
            [Val::Who(at), Val::Many(list)] => self.sequence(name, *at, list),
            [Val::Who(at), Val::Text(names)] if name == "has_members" => self.has_members(*at, names),
            [Val::Who(at), Val::Text(code)] if name == "classification_rank" => self.classification_rank(*at, code),
            [Val::Who(at), Val::Text(point)] if name == "split_rank" => self.split_rank(*at, point),
            [Val::Who(at), Val::Text(code)] => self.records(name, *at, code),
            [Val::Many(list), more] => self.list(name, list, Some(more)),
            [Val::Text(nation), Val::Text(kind)] if name == "nation_medals" => self.nation_medals(nation, kind == "gold"),
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
