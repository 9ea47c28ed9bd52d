//! Rankings over several units: whole ones, states of the competition, and rounds that nobody won.

use super::context::{all, beside};
use super::traps::{OFFICIAL, row};
use super::*;

const FIRST: &str = "Rank=\"1\" Result=\"3:12.40\" ResultType=\"TIME\"";
const SECOND: &str = "Rank=\"2\" Result=\"3:12.95\" ResultType=\"TIME\" Diff=\"+0.55\"";

/// A ranking of two over the units of a code; `infos` stands in its head.
fn ranking(kind: &str, code: &str, status: &str, infos: &str) -> String {
    let rows = row(1, FIRST, "", "Tom", "FIELD") + &row(2, SECOND, "", "Ben", "MILL");
    let header = OFFICIAL.replace("OFFICIAL", status);
    format!(
        "<OdfBody CompetitionCode=\"OG2016\" DocumentCode=\"{code:-<34}\" DocumentType=\"{kind}\" Date=\"2016-08-15\" LogicalDate=\"2016-08-15\" {header}><Competition><ExtendedInfos>{infos}</ExtendedInfos>{rows}</Competition></OdfBody>"
    )
}

fn progress(complete: &str, total: &str) -> String {
    format!("<Progress LastUnit=\"LUGMSINGLE------------FNL-000400--\" UnitsTotal=\"{total}\" UnitsComplete=\"{complete}\"/>")
}

const LUGE: &str = "LUGMSINGLE------------FNL";

fn luge(status: &str, infos: &str) -> Result<Event, FeedError> {
    decoded(&ranking("DT_CUMULATIVE_RESULT", LUGE, status, infos))
}

/// Units of an event in a schedule: the end of the code, the status and the day of August.
fn schedule(event: &str, units: &[(&str, &str, u8)]) -> String {
    let unit = |(end, status, day): &(&str, &str, u8)| {
        let code = format!("{event:-<22}{end}");
        format!("<Unit Code=\"{code:-<34}\" ScheduleStatus=\"{status}\" StartDate=\"2016-08-{day:02}T18:00:00-03:00\"/>")
    };
    let body: String = units.iter().map(unit).collect();
    let discipline: String = event.chars().take(3).collect();
    beside("DT_SCHEDULE", 1, &body).replace("\"ATH-", &format!("\"{discipline}-"))
}

#[test]
fn a_whole_cumulative_ranking_is_the_result_of_the_event() {
    let event = luge("OFFICIAL", &progress("4", "4")).unwrap();
    assert_eq!((event.name.as_str(), event.kind, event.state), ("men's luge singles", UnitKind::Race, ResultState::Official));
    assert_eq!((event.rows.len(), event.day), (2, None), "its own message has no day");
    assert_eq!(event.id, "tag:stringer,2024:odf/OG2016/LUGMSINGLE------------FNL/cumulative");
    assert!(event.warnings.iter().any(|note| note.contains("ranks several units")), "{:?}", event.warnings);
    assert_eq!(luge("UNOFFICIAL", &progress("4", "4")).unwrap().state, ResultState::Unofficial);
    let points = |text: String| text.replace("3:12.40", "8021").replace("3:12.95", "7990").replace("TIME", "POINTS").replace("+0.55", "31");
    let decathlon = points(ranking("DT_CUMULATIVE_RESULT", "ATHMDECATH", "OFFICIAL", &progress("10", "10")));
    let event = decoded(&decathlon).unwrap();
    assert_eq!((event.name.as_str(), event.sport, event.kind), ("men's decathlon", Sport::Combined, UnitKind::Race));
}

#[test]
fn a_state_of_the_competition_is_no_result() {
    for status in ["INTERMEDIATE", "LIVE", "START_LIST", "PARTIAL", "UNCONFIRMED"] {
        let error = luge(status, &progress("4", "4")).unwrap_err();
        assert_eq!(error.kind, FeedErrorKind::NotAResult);
        assert_eq!(error.message, format!("the cumulative ranking is {status}: it is a state of the competition, not a result"));
    }
    let error = luge("OFFICIAL", &progress("2", "4")).unwrap_err();
    assert_eq!(
        (error.kind, error.pointer.as_deref()),
        (FeedErrorKind::NotAResult, Some("/OdfBody/Competition/ExtendedInfos/Progress/@UnitsComplete"))
    );
    assert_eq!(error.message, "the cumulative ranking stands after 2 of 4 units: it is a state of the competition, not a result");
    assert_eq!(luge("OFFICIAL", &progress("5", "4")).unwrap_err().kind, FeedErrorKind::Contradiction);
    for (complete, total) in [("x", "4"), ("4", "0"), ("", "4")] {
        assert!(luge("OFFICIAL", &progress(complete, total)).is_err(), "{complete} of {total}");
    }
    let phase = ranking("DT_PHASE_RESULT", "SWMM400MFR------------HEAT", "INTERMEDIATE", "");
    let error = decoded(&phase).unwrap_err();
    assert_eq!(error.message, "the ranking over the phase is INTERMEDIATE: it is a state of the competition, not a result");
}

#[test]
fn without_numbers_of_units_the_schedule_says_whether_all_are_over() {
    let feed = ranking("DT_CUMULATIVE_RESULT", LUGE, "OFFICIAL", "<Progress LastUnit=\"LUGMSINGLE------------FNL-000400--\"/>");
    let error = decoded(&feed).unwrap_err();
    assert_eq!(
        error.message,
        "the cumulative ranking does not say whether all its units are complete: it may be a state of the competition"
    );
    assert_eq!(error.hint.as_deref(), Some("give a DT_SCHEDULE beside it that calls all units of the event FINISHED"));
    let with = |last: &str| {
        let training = ("TRNO000100--", "SCHEDULED", 19);
        let units = [("FNL-000100--", "FINISHED", 14), ("FNL-000200--", "FINISHED", 14), ("FNL-000300--", last, 15), training];
        all(&feed, &[schedule("LUGMSINGLE", &units)])
    };
    let (event, notes) = with("FINISHED").unwrap();
    assert_eq!((event.day.map(|day| day.day), notes.len()), (Some(15), 0), "the day of the last run: {notes:?}");
    assert_eq!(with("CANCELLED").unwrap().0.day.map(|day| day.day), Some(14), "a run that was called off");
    let error = with("SCHEDULED").unwrap_err();
    assert_eq!(
        error.message,
        "the cumulative ranking is a state of the competition: the schedule calls one of its units \"SCHEDULED\" (beside-0.xml at /OdfBody/Competition/Unit[3]/@ScheduleStatus)"
    );
    let other = schedule("LUGWSINGLE", &[("FNL-000100--", "FINISHED", 14)]);
    assert!(all(&feed, &[other]).unwrap_err().message.contains("does not say"), "another event");
}

#[test]
fn a_ranking_over_swimming_heats_has_a_best_and_no_winner() {
    let feed = ranking("DT_PHASE_RESULT", "SWMM400MFR------------HEAT", "OFFICIAL", &progress("5", "5"));
    let event = decoded(&feed).unwrap();
    assert_eq!(
        (event.name.as_str(), event.unit.as_deref(), event.kind),
        ("men's 400 metres freestyle heats", Some("heats"), UnitKind::Heat)
    );
    assert!(event.is_qualifying());
    let days = |first: u8| {
        let units = [("HEAT000100--", "FINISHED", first), ("HEAT000200--", "FINISHED", 15), ("HEAT0001RR--", "UNSCHEDULED", 15)];
        all(&feed, &[schedule("SWMM400MFR", &units)]).unwrap().0.day.map(|day| day.day)
    };
    assert_eq!((days(15), days(14)), (Some(15), None), "of two days neither is the day of the heats");
    let qualifying = ranking("DT_PHASE_RESULT", "ATHMHAMMER------------QUAL", "OFFICIAL", &progress("2", "2"));
    let metres = qualifying.replace("3:12.40", "77.40").replace("3:12.95", "76.85").replace("TIME", "DISTANCE").replace("+0.55", "-0.55");
    let event = decoded(&metres).unwrap();
    assert_eq!((event.name.as_str(), event.is_qualifying()), ("men's hammer throw qualification", true));
    let group = metres.replace("QUAL--------", "QUALA-------");
    assert_eq!(decoded(&group).unwrap().name, "men's hammer throw qualification group A");
}

#[test]
fn a_ranking_over_other_rounds_or_training_is_refused_for_what_it_is() {
    let refused = |kind: &str, code: &str| decoded(&ranking(kind, code, "OFFICIAL", &progress("3", "3"))).unwrap_err();
    let error = refused("DT_PHASE_RESULT", "ATHM800M--------------RND1");
    assert_eq!(
        (error.kind, error.message.as_str()),
        (FeedErrorKind::NotAResult, "this is a ranking over all units of a round, which nobody won (first round)")
    );
    assert!(error.hint.is_some_and(|hint| hint.contains("DT_RESULT messages of its units")));
    let error = refused("DT_CUMULATIVE_RESULT", "BOBOTEAM4-------------TRNO");
    assert_eq!(error.message, "this is a ranking over all units of training, which nobody won (official training)");
    assert!(refused("DT_CUMULATIVE_RESULT", "ATHMDECATH------------VICT").message.contains("ceremony"));
    assert!(refused("DT_PHASE_RESULT", "ATHM800M--------------XYZ").message.contains("not known"));
}

#[test]
fn a_ranking_beside_a_result_is_noted_and_changes_nothing() {
    let feed = super::traps::message(OFFICIAL, "", &row(1, FIRST, "", "Tom", "FIELD"));
    let phase = ranking("DT_PHASE_RESULT", "ATHM800M--------------FNL", "OFFICIAL", "").replace("3:12.40", "far");
    let (event, notes) = all(&feed, &[phase, beside("DT_MEDALLISTS_DAY", 1, "")]).unwrap();
    assert_eq!(event, all(&feed, &[]).unwrap().0);
    assert_eq!(notes[0], "beside-0.xml: not used, it is an ODF ranking over all units of a phase, a result of its own");
    assert_eq!(notes[1], "beside-1.xml: not used, it is an ODF list of medallists, which says nothing that is read");
}
