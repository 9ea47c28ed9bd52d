//! What is given beside a result: it must be of the same season and round, and whole.

use super::fixture;
use crate::event::{Event, StandingKind};
use crate::feed::{FeedError, FeedErrorKind, Input, decode};

fn with(case: &str, beside: &[&str]) -> Result<Event, FeedError> {
    let feed = fixture(&format!("{case}/feed.json"));
    let others: Vec<(String, Vec<u8>)> = beside.iter().map(|path| ((*path).to_owned(), fixture(path))).collect();
    let inputs: Vec<Input<'_>> = others.iter().map(|(name, bytes)| Input::new(bytes, name)).collect();
    decode(&Input::new(&feed, "feed.json"), &inputs).map(|decoded| decoded.events.into_iter().next().unwrap())
}

#[test]
fn qualifying_standings_and_pit_stops_join_their_race() {
    let files =
        ["2024-belgium/qualifying.json", "2024-belgium/standings.json", "2024-belgium/constructors.json", "2024-belgium/pitstops.json"];
    let event = with("2024-belgium", &files).unwrap();
    assert_eq!(event.row("lewis-hamilton").unwrap().pit_stops, Some(2));
    let pole = event.context.qualifying.iter().find(|line| line.rank == 1).unwrap();
    assert_eq!(pole.id, "max-verstappen");
    assert_eq!(event.row("max-verstappen").unwrap().grid, Some(crate::event::Grid::Place(11)));
    let leader = event.context.standings.iter().find(|line| line.kind == StandingKind::Athletes && line.rank == 1).unwrap();
    assert_eq!((leader.id.as_str(), leader.points.clock()), ("max-verstappen", "277".to_owned()));
    assert!(event.context.standings.iter().any(|line| line.kind == StandingKind::Teams));
    assert_eq!(event.source.sha256.len(), 5);
    assert_ne!(pole.cell.source, event.cells["date"].source);
}

#[test]
fn half_points_stay_exact() {
    let event = with("2021-belgium", &["2021-belgium/standings.json"]).unwrap();
    assert_eq!(event.winners()[0].points.unwrap().clock(), "12.5");
    assert!(event.context.standings.iter().any(|line| line.points.clock() == "199.5"));
}

#[test]
fn context_of_another_round_is_refused_with_both_named() {
    let error = with("2024-belgium", &["2021-belgium/qualifying.json"]).unwrap_err();
    assert_eq!((error.kind, error.file.as_str()), (FeedErrorKind::Contradiction, "2021-belgium/qualifying.json"));
    assert!(error.message.contains("2021/12"), "{error}");
}

#[test]
fn a_result_is_no_context() {
    assert_eq!(with("2024-belgium", &["2024-belgium/feed.json"]).unwrap_err().kind, FeedErrorKind::Unsupported);
}

#[test]
fn a_page_of_pit_stops_is_refused() {
    let feed = fixture("2023-united-states/feed.json");
    let text = String::from_utf8(fixture("2023-united-states/pitstops.json")).unwrap();
    let cut = text.replace("\"limit\": \"100\"", "\"limit\": \"30\"");
    let inputs = [Input::new(cut.as_bytes(), "pitstops.json")];
    let error = decode(&Input::new(&feed, "feed.json"), &inputs).unwrap_err();
    assert_eq!(error.kind, FeedErrorKind::Incomplete);
}

#[test]
fn context_given_twice_or_with_rows_missing_is_refused() {
    let twice = with("2024-belgium", &["2024-belgium/standings.json", "2024-belgium/standings.json"]).unwrap_err();
    assert_eq!(twice.kind, FeedErrorKind::Contradiction);
    let feed = fixture("2024-belgium/feed.json");
    let changed = |change: fn(&mut serde_json::Value)| {
        let mut document: serde_json::Value = serde_json::from_slice(&fixture("2024-belgium/qualifying.json")).unwrap();
        change(&mut document);
        let text = document.to_string();
        decode(&Input::new(&feed, "feed.json"), &[Input::new(text.as_bytes(), "qualifying.json")]).unwrap_err().kind
    };
    assert_eq!(
        changed(|document| drop(
            document.pointer_mut("/MRData/RaceTable/Races/0/QualifyingResults").unwrap().as_array_mut().unwrap().remove(0)
        )),
        FeedErrorKind::Incomplete
    );
    let renamed = |document: &mut serde_json::Value| {
        for row in document.pointer_mut("/MRData/RaceTable/Races/0/QualifyingResults").unwrap().as_array_mut().unwrap() {
            row["Driver"]["driverId"] = serde_json::json!("someone");
        }
    };
    assert_eq!(changed(renamed), FeedErrorKind::Contradiction);
}

#[test]
fn the_calendar_of_the_season_says_what_comes_next() {
    let event = with("2023-united-states", &["2023-united-states/calendar.json"]).unwrap();
    let next = event.context.next_event.unwrap();
    assert_eq!((next.name.as_str(), next.day.month, next.day.day, next.cells.len()), ("Mexico City Grand Prix", 10, 29, 2));
    assert_eq!(event.source.sha256.len(), 2);
}

/// The next event of the race in Austin by the calendar of its fixture with a text replaced.
fn after_austin(from: &str, to: &str) -> Result<Event, FeedError> {
    let calendar = String::from_utf8(fixture("2023-united-states/calendar.json")).unwrap();
    assert!(calendar.contains(from), "{from}");
    let calendar = calendar.replace(from, to);
    let feed = fixture("2023-united-states/feed.json");
    let with = [Input::new(calendar.as_bytes(), "calendar.json")];
    decode(&Input::new(&feed, "feed.json"), &with).map(|decoded| decoded.events.into_iter().next().unwrap())
}

#[test]
fn a_calendar_without_the_race_or_with_holes_is_refused() {
    let other = with("2024-belgium", &["2023-united-states/calendar.json"]).unwrap_err();
    assert_eq!(other.message, "the calendar has no round 2024/14, which is that of the result");
    let wrong = |from: &str, to: &str| after_austin(from, to).unwrap_err().message;
    let round = |number: u32| format!("\"round\": \"{number}\"");
    assert_eq!(
        wrong("United States Grand Prix", "Texas Grand Prix"),
        "\"Texas Grand Prix\" has the round of \"United States Grand Prix\" in the calendar"
    );
    assert_eq!(wrong(&round(18), &round(17)), "the calendar has no round 2023/18, which is that of the result");
    assert_eq!(wrong(&round(19), &round(17)), "the calendar has later rounds than 2023/18, and not the next");
    assert_eq!(wrong(&round(20), &round(18)), "the round 2023/18 is in the calendar twice");
    assert_eq!(
        wrong("\"RaceTable\": {", "\"RaceTable\": {\"driverId\": \"x\","),
        "the calendar is filtered by \"driverId\", so it does not hold all races of the season"
    );
    let page = after_austin("\"offset\": \"0\"", "\"offset\": \"17\"").unwrap_err();
    assert_eq!(page.kind, FeedErrorKind::Incomplete, "what comes next may stand on another page");
    let twice = with("2023-united-states", &["2023-united-states/calendar.json", "2023-united-states/calendar.json"]).unwrap_err();
    assert_eq!(twice.message, "context of this kind was given twice for one race");
    assert!(with("2023-united-states-sprint", &["2023-united-states/calendar.json"]).is_err(), "a sprint is followed by its race");
}

#[test]
fn a_calendar_that_is_out_of_date_or_has_no_next_race_says_nothing() {
    let without = |from: &str, to: &str| {
        let event = after_austin(from, to).unwrap();
        (event.context.next_event, event.warnings.iter().any(|note| note.contains("does not fit the day")))
    };
    assert_eq!(without("2023-10-29", "2023-10-15"), (None, true), "the next race would be before this one");
    assert_eq!(without("2023-10-22", "2023-10-21"), (None, true), "this race was put off");
    let calendar = String::from_utf8(fixture("2023-united-states/calendar.json")).unwrap();
    let later = calendar.split_once("},\n        {\"season\": \"2023\", \"round\": \"19\"").unwrap().1;
    let tail = later.rsplit_once("}\n      ]").unwrap().0;
    let last = format!("}},\n        {{\"season\": \"2023\", \"round\": \"19\"{tail}");
    assert_eq!(without(&last, ""), (None, false), "the last race of the season");
    assert!(after_austin("2023-11-18", "TBC").unwrap().context.next_event.is_some(), "rounds after the next are not read");
}
