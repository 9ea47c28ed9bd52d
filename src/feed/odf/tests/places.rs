//! Where and when a result was by the schedule and the code sets that stand beside it.

use super::context::{all, beside, headed};
use super::traps::{FIRST, OFFICIAL, message, row};
use super::*;

/// The race without start and venue; `infos` stands in their place.
pub(super) fn bare(infos: &str) -> String {
    message(&format!("{OFFICIAL} LogicalDate=\"2016-08-15\""), infos, &row(1, FIRST, "", "Tom", "FIELD"))
        .replace("<UnitDateTime StartDate=\"2016-08-15T22:25:00-03:00\"/>", "")
}

pub(super) fn unit(attributes: &str) -> String {
    let words = "<VenueDescription VenueName=\"Olympic Stadium\" LocationName=\"Track\"/>";
    format!("<Unit Code=\"ATHM800M--------------FNL-000100--\" {attributes}>{words}</Unit>")
}

pub(super) const PLAN: &str = "ScheduleStatus=\"SCHEDULED\" StartDate=\"2016-08-15T22:25:00-03:00\" Venue=\"OLS\"";

#[test]
fn the_schedule_gives_the_day_and_the_venue_that_the_result_lacks() {
    let (event, notes) = all(&bare(""), &[beside("DT_SCHEDULE", 1, &unit(PLAN))]).unwrap();
    assert_eq!(event.day.map(|day| (day.month, day.day)), Some((8, 15)));
    assert_eq!((event.venue.name.as_deref(), event.venue.city.as_deref()), (Some("Olympic Stadium"), Some("Rio de Janeiro")));
    assert_eq!((event.cells["date"].at.as_str(), notes.len()), ("/OdfBody/Competition/Unit/@StartDate", 0));
    assert_eq!((event.cells["venue"].raw.as_str(), event.cells["city"].raw.as_str()), ("Olympic Stadium", "OLS"));
    let other = unit(PLAN).replace("FNL-0001", "SFNL0001");
    let (event, notes) = all(&bare(""), &[beside("DT_SCHEDULE", 1, &other)]).unwrap();
    assert_eq!((event.day, event.venue.name.as_deref(), notes.len()), (None, None, 1));
}

#[test]
fn an_update_of_the_schedule_moves_the_day_or_takes_it_away() {
    let plan = beside("DT_SCHEDULE", 4, &unit(PLAN));
    let day = |attributes: &str| {
        let update = beside("DT_SCHEDULE_UPDATE", 1, &unit(attributes));
        all(&bare(""), &[update, plan.clone()]).map(|(event, notes)| (event.day.map(|day| day.day), notes.len())).unwrap()
    };
    assert_eq!(
        day("ScheduleStatus=\"FINISHED\" StartDate=\"2016-08-15T22:25:00-03:00\" ActualStartDate=\"2016-08-16T00:02:00-03:00\""),
        (Some(16), 0)
    );
    assert_eq!(day("ScheduleStatus=\"POSTPONED\" StartDate=\"2016-08-15T22:25:00-03:00\""), (None, 1));
    assert_eq!(day("ScheduleStatus=\"RESCHEDULED\" StartDate=\"2016-08-17T22:25:00-03:00\""), (None, 1));
}

#[test]
fn the_results_own_day_and_venue_count_and_a_schedule_that_differs_is_noted() {
    let infos = "<UnitDateTime StartDate=\"2016-08-15T22:26:00-03:00\"/><VenueDescription Venue=\"OLS\" VenueName=\"The Stadium\"/>";
    let with = |attributes: &str| all(&bare(infos), &[beside("DT_SCHEDULE", 1, &unit(attributes))]).unwrap();
    let (event, notes) = with("ScheduleStatus=\"SCHEDULED\" StartDate=\"2016-08-13T22:25:00-03:00\" Venue=\"PON\"");
    assert_eq!((event.day.map(|day| day.day), event.venue.name.as_deref()), (Some(15), Some("The Stadium")));
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert_eq!(event.cells["date"].source, event.source.sha256[0]);
    assert_eq!(with(PLAN).1, Vec::<String>::new());
}

pub(super) fn codes(set: &str, version: u32, sets: &str) -> String {
    headed(&format!("DocumentType=\"DT_CODES\" DocumentSubtype=\"{set}\" Version=\"{version}\""), sets).replace("ATH----", "GLO----")
}

#[test]
fn the_code_set_names_a_venue_in_english_and_without_brackets() {
    let set = |words: &str| codes("VENUE", 1, &format!("<CodeSet Code=\"OLS\">{words}</CodeSet>"));
    let venue = |words: &str, infos: &str| {
        let (event, notes) = all(&bare(infos), &[set(words)]).unwrap();
        (event.venue.name, event.venue.city, notes.len())
    };
    let french = "<Language Language=\"FRA\" Description=\"Stade\" LongDescription=\"Stade olympique\"/>";
    let english = "<Language Language=\"ENG\" Description=\"Olympic Stad.\" LongDescription=\"Olympic Stadium (Rio)\"/>";
    let rio = Some("Rio de Janeiro".to_owned());
    let by_code = "<VenueDescription Venue=\"OLS\"/>";
    assert_eq!(venue(&format!("{french}{english}"), by_code), (Some("Olympic Stadium".into()), rio.clone(), 1));
    assert_eq!(venue(french, by_code), (None, rio.clone(), 1));
    assert_eq!(
        venue("<Language Language=\"ENG\" Description=\"Olympic Stad.\"/>", by_code),
        (Some("Olympic Stad.".into()), rio.clone(), 1)
    );
    assert_eq!(venue(english, "<VenueDescription Venue=\"OLS\" VenueName=\"TBD\"/>"), (Some("Olympic Stadium".into()), rio.clone(), 1));
    assert_eq!(venue(english, "<VenueDescription Venue=\"OLS\" VenueName=\"The Stadium\"/>"), (Some("The Stadium".into()), rio.clone(), 1));
    assert_eq!(venue(&english.replace("Olympic Stadium", "{{x}}"), by_code), (None, rio, 2));
    assert_eq!(venue(english, "<VenueDescription Venue=\"TBD\"/>"), (None, None, 1), "one note is about the day");
}

#[test]
fn real_schedules_and_code_sets_can_stand_beside_a_result() {
    let (Some(schedule), Some(codes)) = (sample("DT_SCHEDULE_OG2024_ATH.xml"), sample("DT_CODES_OG2016_a.xml")) else { return };
    let feed = bare("").replace("OG2016", "OG2024").replace("2016-08-15", "2024-08-10");
    let with = [Input::new(&schedule, "schedule.xml"), Input::new(&codes, "codes.xml")];
    let decoded = decode(&Input::new(feed.as_bytes(), "feed.xml"), &with).unwrap();
    let event = &decoded.events[0];
    assert_eq!((event.venue.name.as_deref(), event.venue.city.as_deref()), (Some("Stade de France"), Some("Saint-Denis")));
    assert_eq!(event.day.map(|day| (day.month, day.day)), Some((8, 10)));
    assert!(decoded.warnings.iter().any(|note| note.contains("another competition")), "{:?}", decoded.warnings);
}
