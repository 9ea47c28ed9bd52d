//! What the schedule says of the units of one event: which round comes next, and which units are over.

use super::beside::{Beside, Entry};
use super::codes::Codes;
use super::day;
use super::name::is_ceremony;
use super::rsc::Rsc;
use crate::event::{LocalDay, NextRound, UnitKind};
use crate::feed::games::Games;
use jiff::Timestamp;

/// A unit of competition in the schedule.
pub(super) struct Planned<'a> {
    pub(super) rsc: Rsc,
    pub(super) entry: Entry<'a>,
}

impl Planned<'_> {
    pub(super) fn status(&self) -> &str {
        self.entry.text("ScheduleStatus").unwrap_or_default()
    }

    /// Its start; `None` where none is known: one that was stopped or put off has the time that no longer counts.
    pub(super) fn start(&self) -> Option<Timestamp> {
        let known = matches!(self.status(), "SCHEDULED" | "RESCHEDULED" | "GETTING_READY" | "RUNNING" | "SCHEDULED_BREAK" | "FINISHED");
        self.entry.text("StartDate").filter(|_| known)?.parse().ok()
    }

    /// Whether it is still to come, at the time that it has.
    fn is_to_come(&self) -> bool {
        matches!(self.status(), "SCHEDULED" | "RESCHEDULED")
    }
}

/// The units of the event of a code: no ceremonies, no training, no swim-offs that nobody has asked for, none that were called off.
pub(super) fn units<'a>(beside: &Beside<'a>, codes: &Codes, of: &Rsc) -> Vec<Planned<'a>> {
    let parsed = beside.units().filter_map(|(code, entry)| Some(Planned { rsc: Rsc::parse(&format!("{code:-<34}")).ok()?, entry }));
    let is_training = |rsc: &Rsc| codes.phases.get(&rsc.phase).is_some_and(|phase| phase.kind == UnitKind::Training);
    parsed
        .filter(|unit| unit.rsc.same_event(of) && !is_ceremony(&unit.rsc.phase) && !is_training(&unit.rsc))
        .filter(|unit| unit.status() != "CANCELLED" && !(unit.rsc.is_swim_off() && unit.status() == "UNSCHEDULED"))
        .collect()
}

/// The round after a unit of `own` that began at `start`: the next phase of the event, where all of it is planned for one day. Where a unit
/// of another phase has no time, nobody knows which is next.
pub(super) fn next_round(units: &[Planned<'_>], codes: &Codes, games: Option<&Games>, own: &Rsc, start: &str) -> Option<NextRound> {
    let began: Timestamp = start.parse().ok()?;
    let others = units.iter().filter(|unit| unit.rsc.phase != own.phase);
    let mut timed: Vec<(Timestamp, &Planned<'_>)> = others.map(|unit| Some((unit.start()?, unit))).collect::<Option<_>>()?;
    timed.sort_by_key(|(start, _)| *start);
    let (_, first) = timed.iter().find(|(start, _)| *start > began)?;
    let phase: Vec<&(Timestamp, &Planned<'_>)> = timed.iter().filter(|(_, unit)| unit.rsc.phase == first.rsc.phase).collect();
    let round = codes.phases.get(&first.rsc.phase)?.round?;
    let days: Option<Vec<LocalDay>> = phase.iter().map(|(_, unit)| day_of(unit, games)).collect();
    let (day, later) = days.as_deref()?.split_first().map(|(day, later)| (*day, later.to_vec()))?;
    let one_day = later.iter().all(|other| *other == day);
    let all_to_come = phase.iter().all(|(start, unit)| *start > began && unit.is_to_come());
    let cells = ["Code", "StartDate"].into_iter().filter_map(|attribute| first.entry.cell(attribute)).collect();
    (one_day && all_to_come).then_some(NextRound { round, day, cells })
}

/// The day of a unit; of one to come it is a plan.
pub(super) fn day_of(unit: &Planned<'_>, games: Option<&Games>) -> Option<LocalDay> {
    day::planned(unit.entry, games, None).ok().map(|(day, _)| day)
}
