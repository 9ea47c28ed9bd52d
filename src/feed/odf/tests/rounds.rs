//! The next round by the schedule that stands beside a heat.

use super::context::{all, beside};
use super::traps::{FIRST, OFFICIAL, message, row};
use super::*;
use crate::event::{LocalDay, Round};

/// A semi-final on 13 August 2016 in the evening.
fn semi_final() -> String {
    message(OFFICIAL, "", &row(1, FIRST, "", "Tom", "FIELD")).replace("FNL-0001", "SFNL0001").replace("08-15T22:25", "08-13T22:25")
}

fn unit(code: &str, status: &str, start: &str) -> String {
    format!("<Unit Code=\"{code:-<34}\" ScheduleStatus=\"{status}\" StartDate=\"2016-08-{start}:00-03:00\"/>")
}

const SEMI: &str = "ATHM800M--------------SFNL000100";
const FINAL: &str = "ATHM800M--------------FNL-000100";

/// The next round and its day, of a semi-final with these units beside it.
fn next(units: &[String]) -> Option<(Round, i8)> {
    of(&semi_final(), units)
}

fn of(feed: &str, units: &[String]) -> Option<(Round, i8)> {
    let (event, _) = all(feed, &[beside("DT_SCHEDULE", 1, &units.concat())]).unwrap();
    event.context.next_round.map(|next| (next.round, next.day.day))
}

#[test]
fn the_phase_that_is_planned_next_is_the_next_round() {
    let units = [unit(SEMI, "FINISHED", "13T22:25"), unit(FINAL, "SCHEDULED", "15T22:25")];
    assert_eq!(next(&units), Some((Round::Final, 15)));
    let (event, _) = all(&semi_final(), &[beside("DT_SCHEDULE", 1, &units.concat())]).unwrap();
    let next_round = event.context.next_round.unwrap();
    assert_eq!(next_round.day, LocalDay { year: 2016, month: 8, day: 15 });
    let cells: Vec<(&str, &str)> = next_round.cells.iter().map(|cell| (cell.at.as_str(), cell.raw.as_str())).collect();
    assert_eq!(cells[0], ("/OdfBody/Competition/Unit[2]/@Code", "ATHM800M--------------FNL-000100--"));
    assert_eq!(cells[1], ("/OdfBody/Competition/Unit[2]/@StartDate", "2016-08-15T22:25:00-03:00"));
    let heat = semi_final().replace("SFNL0001", "HEAT0003");
    let semis = [unit(SEMI, "SCHEDULED", "14T20:00"), unit(&SEMI.replace("0100", "0200"), "RESCHEDULED", "14T20:10")];
    assert_eq!(of(&heat, &[semis.concat(), unit(FINAL, "SCHEDULED", "15T22:25")]), Some((Round::SemiFinals, 14)));
    assert_eq!(of(&heat, &[unit("ATHM800M--------------SFNL", "SCHEDULED", "14T20:00")]), Some((Round::SemiFinals, 14)), "a phase");
}

#[test]
fn what_is_not_planned_for_a_time_is_no_next_round() {
    for status in ["CANCELLED", "POSTPONED", "DELAYED", "INTERRUPTED", "UNSCHEDULED", "FINISHED", "RUNNING", ""] {
        assert_eq!(next(&[unit(FINAL, status, "15T22:25")]), None, "{status}");
    }
    assert_eq!(next(&[unit(FINAL, "SCHEDULED", "12T22:25")]), None, "before this one");
    assert_eq!(next(&[unit(FINAL, "SCHEDULED", "15T22:25").replace("-03:00\"", "\"")]), None, "without a zone");
    assert_eq!(next(&[unit(FINAL, "SCHEDULED", "15T22:25").replace(" StartDate", " Start")]), None);
    assert_eq!(next(&[unit(SEMI, "SCHEDULED", "15T22:25")]), None, "the same round");
    for other in [
        "ATHW800M--------------FNL-000100",
        "ATHM1500M-------------FNL-000100",
        "ATHM800M--------------VICTMEDAL",
        "ATHM800M--------------TRNO000100",
    ] {
        assert_eq!(next(&[unit(other, "SCHEDULED", "15T22:25")]), None, "{other}");
    }
    assert_eq!(next(&[unit("ATHM800M--------------REP-000100", "SCHEDULED", "14T09:00"), unit(FINAL, "SCHEDULED", "15T22:25")]), None);
    assert_eq!(next(&[]), None);
}

#[test]
fn a_round_of_two_days_or_one_in_part_called_off_has_no_day() {
    let heat = semi_final().replace("SFNL0001", "HEAT0003");
    let second = SEMI.replace("0100", "0200");
    let semis = |status: &str, day: &str| of(&heat, &[unit(SEMI, "SCHEDULED", "14T20:00"), unit(&second, status, day)]);
    assert_eq!(semis("SCHEDULED", "14T20:10"), Some((Round::SemiFinals, 14)));
    assert_eq!(semis("SCHEDULED", "15T20:10"), None);
    assert_eq!(semis("POSTPONED", "14T20:10"), None);
    assert_eq!(semis("FINISHED", "14T20:10"), None);
    assert_eq!(semis("CANCELLED", "15T20:10"), Some((Round::SemiFinals, 14)), "one semi-final fewer");
    let swim_off = unit("ATHM800M--------------SFNL0001RR", "UNSCHEDULED", "14T20:00");
    assert_eq!(of(&heat, &[unit(SEMI, "SCHEDULED", "14T20:00"), swim_off]), Some((Round::SemiFinals, 14)));
}

#[test]
fn a_final_and_a_result_without_a_day_have_no_next_round_and_tests_stay_apart() {
    let last = message(OFFICIAL, "", &row(1, FIRST, "", "Tom", "FIELD"));
    assert_eq!(of(&last, &[unit(SEMI, "SCHEDULED", "17T22:25")]), None);
    let undated = semi_final().replace("<UnitDateTime StartDate=\"2016-08-13T22:25:00-03:00\"/>", "");
    assert_eq!(of(&undated, &[unit(FINAL, "SCHEDULED", "15T22:25")]), None);
    let plan = beside("DT_SCHEDULE", 1, &unit(FINAL, "SCHEDULED", "15T22:25"));
    let test = plan.replace("FeedFlag=\"P\"", "FeedFlag=\"T\"");
    assert_eq!(all(&semi_final(), &[test]).unwrap().0.context.next_round, None);
    let update = beside("DT_SCHEDULE_UPDATE", 1, &unit(FINAL, "RESCHEDULED", "16T10:00"));
    let (event, _) = all(&semi_final(), &[plan, update]).unwrap();
    assert_eq!(event.context.next_round.map(|next| next.day.day), Some(16));
}

#[test]
fn the_real_schedule_of_athletics_names_the_next_round() {
    let Some(schedule) = sample("DT_SCHEDULE_OG2024_ATH.xml") else { return };
    let feed = |phase: &str, start: &str| {
        semi_final().replace("OG2016", "OG2024").replace("SFNL0001", phase).replace("2016-08-13T22:25:00-03:00", start)
    };
    let next = |feed: &str| {
        let with = [Input::new(&schedule, "schedule.xml")];
        let event = decode(&Input::new(feed.as_bytes(), "feed.xml"), &with).unwrap().events.remove(0);
        event.context.next_round.map(|next| (next.round, next.day.day))
    };
    let semi = feed("SFNL0001", "2024-08-09T11:30:00+02:00");
    assert_eq!(next(&semi), Some((Round::Final, 10)));
    assert_eq!(next(&feed("RND10001", "2024-08-07T11:55:00+02:00")), None, "a repechage is next");
}
