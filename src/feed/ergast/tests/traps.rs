//! The traps of the format, one test each.

use super::{ROWS, cell, changed, decode_bytes, event, fixture};
use crate::event::{Gap, Grid, Irm, LocalDay, UnitKind};
use crate::feed::FeedErrorKind;
use serde_json::{Value, json};

#[test]
fn a_disqualified_winner_is_out_and_gaps_are_from_the_new_one() {
    let event = event("2024-belgium");
    assert_eq!((event.name.as_str(), event.id.as_str()), ("Belgian Grand Prix", "tag:stringer,2024:ergast/2024/14/race"));
    assert_eq!(event.winners()[0].competitor.full(), "Lewis Hamilton");
    assert_eq!(event.winning_mark().unwrap().clock(), "1:19:57.566");
    assert!(matches!(event.ranked()[1].gap, Some(Gap::Mark(gap)) if gap.clock() == "0.647"));
    assert_eq!(event.ranked()[2].grid, Some(Grid::Place(1)));
    let russell = event.row("george-russell").unwrap();
    assert_eq!((russell.irm, russell.rank, russell.gap), (Some(Irm::Dsq), None, None));
    assert_eq!((event.source.commercial, event.source.credit.as_deref()), (Some(true), Some("Data: F1DB (CC BY 4.0)")));
}

#[test]
fn gaps_from_a_disqualified_car_are_measured_anew_with_a_warning() {
    let shift = |document: &mut Value| {
        for row in 1..18 {
            let millis: i64 = cell(document, row, "/Time/millis").as_str().unwrap().parse().unwrap();
            let gap = millis - 4_797_566 + 526;
            *cell(document, row, "/Time/time") = json!(format!("+{}:{:02}.{:03}", gap / 60_000, gap / 1000 % 60, gap % 1000));
        }
    };
    let decoded = changed("2024-belgium", shift).unwrap();
    let event = &decoded.events[0];
    assert!(matches!(event.ranked()[1].gap, Some(Gap::Mark(gap)) if gap.clock() == "0.647"));
    assert!(event.warnings[0].contains("0.526"), "{:?}", event.warnings);
    let one = changed("2024-belgium", |document| *cell(document, 1, "/Time/time") = json!("+1.173")).unwrap_err();
    assert_eq!(one.kind, FeedErrorKind::Contradiction);
    assert!(one.pointer.unwrap().contains(&format!("{ROWS}/1/Time/time and {ROWS}/1/Time/millis")));
}

#[test]
fn a_gap_one_millisecond_off_is_kept_as_printed() {
    let decoded = changed("2024-belgium", |document| *cell(document, 1, "/Time/time") = json!("+0.646")).unwrap();
    assert!(matches!(decoded.events[0].ranked()[1].gap, Some(Gap::Mark(gap)) if gap.value == 646));
    assert_eq!(decoded.events[0].ranked()[1].mark.unwrap().value, 4_797_566 + 646);
}

#[test]
fn a_lapped_car_has_laps_and_no_time() {
    let decoded = changed("2023-united-states", |document| {
        let lapped = (0..20).find(|row| *cell(document, *row, "/status") == json!("Lapped")).unwrap();
        document.pointer_mut(&format!("{ROWS}/{lapped}")).unwrap()["Time"] = json!({"millis": "5745995", "time": "+24.633"});
    });
    let decoded = decoded.unwrap();
    let row = decoded.events[0].rows.iter().find(|row| matches!(row.gap, Some(Gap::Laps(_)))).unwrap();
    assert_eq!((row.gap, row.mark), (Some(Gap::Laps(1)), None));
    assert!(row.cells["gap"].at.ends_with("/laps"));
}

#[test]
fn laps_and_status_must_agree() {
    let error = changed("1954-britain", |document| *cell(document, 2, "/status") = json!("+2 Laps")).unwrap_err();
    assert_eq!(error.kind, FeedErrorKind::Contradiction);
    let error = changed("1954-britain", |document| *cell(document, 2, "/laps") = json!("91")).unwrap_err();
    assert_eq!(error.kind, FeedErrorKind::Contradiction);
}

#[test]
fn a_race_late_on_saturday_is_not_on_sunday() {
    let event = event("2025-las-vegas");
    assert_eq!(event.day, Some(LocalDay { year: 2025, month: 11, day: 22 }));
    assert_eq!(event.cells["date"].raw, "2025-11-23");
    let unknown = changed("2025-las-vegas", |document| {
        *document.pointer_mut("/MRData/RaceTable/Races/0/Circuit/circuitId").unwrap() = json!("moon");
    });
    let unknown = unknown.unwrap();
    assert_eq!(unknown.events[0].day, None);
    assert!(unknown.events[0].warnings.iter().any(|warning| warning.contains("zone")));
}

#[test]
fn a_race_without_a_time_has_its_local_date() {
    assert_eq!(event("1996-monaco").day, Some(LocalDay { year: 1996, month: 5, day: 19 }));
}

#[test]
fn a_sprint_has_no_day_for_the_date_is_that_of_the_race() {
    let event = event("2023-united-states-sprint");
    assert_eq!((event.kind, event.day), (UnitKind::Sprint, None));
    assert_eq!(event.name, "United States Grand Prix sprint");
}

#[test]
fn grid_zero_is_the_pit_lane_only_for_cars_that_raced() {
    assert_eq!(event("2023-united-states").row("lance-stroll").unwrap().grid, Some(Grid::PitLane));
    assert_eq!(event("2021-abu-dhabi").row("nikita-mazepin").unwrap().grid, None);
    let starters = event("2005-united-states");
    assert_eq!(starters.rows.iter().filter(|row| row.grid.is_some()).count(), 6);
    assert_eq!(starters.row("jarno-trulli").unwrap().irm, Some(Irm::Dns));
}

#[test]
fn two_cars_cannot_start_from_one_place() {
    let error = changed("2024-belgium", |document| *cell(document, 1, "/grid") = json!("1")).unwrap_err();
    assert_eq!(error.kind, FeedErrorKind::Contradiction);
}

#[test]
fn seven_drivers_share_the_fastest_lap() {
    let event = event("1954-britain");
    let fastest = event.rows.iter().filter(|row| row.fastest_lap.is_some_and(|lap| lap.rank == Some(1)));
    assert_eq!(fastest.count(), 7);
    assert_eq!(event.winners()[0].points.unwrap().clock(), "8.14");
}

#[test]
fn of_a_shared_car_the_driver_who_started_stays() {
    let event = event("1954-britain");
    assert_eq!(event.rows.len(), 32);
    assert_eq!(event.row("alberto-ascari").unwrap().bib.as_deref(), Some("31"));
    assert!(event.row("ron-flockhart").is_none());
    assert_eq!(event.warnings.iter().filter(|warning| warning.contains("shared the car")).count(), 2);
}

#[test]
fn a_shared_win_is_refused() {
    let error = changed("1954-britain", |document| {
        let rows = document.pointer_mut(ROWS).unwrap().as_array_mut().unwrap();
        let mut second = rows[0].clone();
        second["Driver"]["driverId"] = json!("another-driver");
        second["grid"] = json!("0");
        rows.insert(1, second);
        *document.pointer_mut("/MRData/total").unwrap() = json!("35");
    });
    let error = error.unwrap_err();
    assert_eq!(error.kind, FeedErrorKind::Unsupported);
    assert!(error.message.contains("shared"), "{error}");
}

#[test]
fn mass_retirement_leaves_seven_classified_without_causes() {
    let event = event("1996-monaco");
    assert_eq!(event.ranked().len(), 7);
    assert_eq!(event.ranked()[3].gap, Some(Gap::Laps(1)));
    let out = event.row("jean-alesi").unwrap();
    assert_eq!((out.irm, out.cells["status"].raw.as_str()), (Some(Irm::Dnf), "Suspension"));
}

#[test]
fn one_lap_and_no_fastest_lap() {
    let event = event("2021-belgium");
    assert_eq!(event.laps, Some(1));
    assert!(event.rows.iter().all(|row| row.fastest_lap.is_none()));
}

#[test]
fn diacritics_stay_and_suffixes_leave_the_family_name() {
    let event = event("2024-sao-paulo");
    assert_eq!(event.name, "São Paulo Grand Prix");
    assert_eq!(event.row("nico-hulkenberg").unwrap().competitor.short(), "Hülkenberg");
    let sainz = &event.row("carlos-sainz-jr").unwrap().competitor;
    assert_eq!((sainz.full(), sainz.short()), ("Carlos Sainz Jr.", "Sainz"));
    let montoya = super::super::row::person("montoya", "Juan", "Pablo Montoya");
    assert_eq!((montoya.full.as_str(), montoya.family.as_str()), ("Juan Pablo Montoya", "Montoya"));
}

#[test]
fn a_page_that_ends_inside_a_race_is_incomplete() {
    let error = changed("2024-belgium", |document| *document.pointer_mut("/MRData/total").unwrap() = json!("440")).unwrap_err();
    assert_eq!(error.kind, FeedErrorKind::Incomplete);
    let error = changed("2024-belgium", |document| drop(document.pointer_mut(ROWS).unwrap().as_array_mut().unwrap().pop())).unwrap_err();
    assert_eq!(error.kind, FeedErrorKind::Incomplete);
    let error = changed("2024-belgium", |document| {
        drop(document.pointer_mut(ROWS).unwrap().as_array_mut().unwrap().remove(0));
        *document.pointer_mut("/MRData/total").unwrap() = json!("19");
    });
    assert_eq!(error.unwrap_err().kind, FeedErrorKind::Incomplete);
}

#[test]
fn an_empty_answer_is_no_result() {
    assert_eq!(decode_bytes(&fixture("empty/feed.json")).unwrap_err().kind, FeedErrorKind::NotAResult);
}

#[test]
fn all_problems_of_a_document_are_told_at_once() {
    let error = changed("2024-belgium", |document| {
        *cell(document, 0, "/points") = json!("many");
        *cell(document, 4, "/positionText") = json!("X");
        *cell(document, 7, "/Driver/familyName") = json!("<b>x</b>");
        *cell(document, 9, "/laps") = json!([1]);
    });
    let text = error.unwrap_err().to_string();
    for part in ["0/points", "4/positionText", "7/Driver/familyName", "9/laps"] {
        assert!(text.contains(part), "{text}");
    }
    assert_eq!(text.lines().count(), 4);
}

#[test]
fn an_unknown_status_warns_where_the_position_is_clear() {
    let decoded = changed("2024-belgium", |document| *cell(document, 17, "/status") = json!("Abducted")).unwrap();
    assert!(decoded.events[0].warnings[0].contains("Abducted"));
}

#[test]
fn the_second_api_measures_gaps_and_drops_times_of_lapped_and_retired_cars() {
    let row = |position: u32, name: &str, time: &str, laps: u32, status: &str| {
        let classified = status != "RETIRED";
        json!({"driver": {"id": format!("driver_{name}"), "given_name": "A", "family_name": name}, "team": {"id": "t", "name": "Team"},
            "position": position, "position_text": if classified { position.to_string() } else { "NC".to_owned() }, "time": time,
            "is_classified": classified, "status": status, "points": 26.0, "laps": laps, "car_number": position,
            "components": {"GRID": {"position": position}, "FLAP": {"position": position, "time": "1:30.275"}}})
    };
    let rows = [
        row(1, "One", "1:25:16.938", 52, "FINISHED"),
        row(2, "Two", "1:25:20.736", 52, "FINISHED"),
        row(3, "Three", "1:17:35.589", 46, "FINISHED"),
        row(4, "Four", "14:16.351", 9, "RETIRED"),
    ];
    let document = json!({"data": {"code": "R", "timestamp": "2023-07-09T23:30:00Z", "local_timestamp": "2023-07-10 00:30:00+01:00",
        "timezone": "Europe/London", "season": {"year": 2023}, "round": {"number": 10, "name": "British Grand Prix"},
        "circuit": {"id": "circuit_x", "name": "Silverstone Circuit", "locality": "Silverstone", "country_code": "GBR"}, "results": rows}});
    let decoded = decode_bytes(document.to_string().as_bytes()).unwrap();
    let event = &decoded.events[0];
    assert_eq!(event.day, Some(LocalDay { year: 2023, month: 7, day: 10 }));
    assert_eq!(event.venue.country.as_deref(), Some("England"));
    assert!(matches!(event.ranked()[1].gap, Some(Gap::Mark(gap)) if gap.clock() == "3.798"));
    assert_eq!((event.ranked()[2].gap, event.ranked()[2].mark), (Some(Gap::Laps(6)), None));
    assert_eq!(event.rows[3].irm, Some(Irm::Dnf));
    assert_eq!(event.winners()[0].points.unwrap().clock(), "26");
}

#[test]
fn a_date_outside_the_season_and_ranks_against_times_are_contradictions() {
    let date = changed("1996-monaco", |document| *document.pointer_mut("/MRData/RaceTable/Races/0/date").unwrap() = json!("1997-05-19"));
    assert_eq!(date.unwrap_err().kind, FeedErrorKind::Contradiction);
    let lap = changed("2024-belgium", |document| *cell(document, 0, "/FastestLap/rank") = json!("1")).unwrap_err();
    assert_eq!(lap.kind, FeedErrorKind::Contradiction);
}

#[test]
fn a_race_that_is_in_the_answer_twice_is_refused() {
    let error = changed("2024-belgium", |document| {
        let races = document.pointer_mut("/MRData/RaceTable/Races").unwrap().as_array_mut().unwrap();
        races.push(races[0].clone());
        *document.pointer_mut("/MRData/total").unwrap() = json!("40");
    });
    assert_eq!(error.unwrap_err().kind, FeedErrorKind::Contradiction);
}

#[test]
fn whole_races_of_a_page_decode_and_the_cut_one_is_named() {
    let decoded = changed("2024-belgium", |document| {
        let races = document.pointer_mut("/MRData/RaceTable/Races").unwrap().as_array_mut().unwrap();
        let mut next = races[0].clone();
        next["round"] = json!("15");
        next["Results"].as_array_mut().unwrap().truncate(10);
        races.push(next);
        *document.pointer_mut("/MRData/total").unwrap() = json!("479");
        *document.pointer_mut("/MRData/limit").unwrap() = json!("30");
    });
    let decoded = decoded.unwrap();
    assert_eq!((decoded.events.len(), decoded.refused.len()), (1, 1));
    assert_eq!(decoded.refused[0].pointer.as_deref(), Some("/MRData/RaceTable/Races/1"));
}

#[test]
fn a_flood_of_rows_or_problems_is_bounded() {
    let error = changed("2024-belgium", |document| {
        let rows = document.pointer_mut(ROWS).unwrap().as_array_mut().unwrap();
        let row = json!({"position": "x".repeat(10_000)});
        rows.clear();
        rows.extend(std::iter::repeat_n(row, 150));
    });
    let error = error.unwrap_err();
    assert!(error.others.len() < 100 && error.to_string().len() < 100_000);
    let many = changed("2024-belgium", |document| {
        let rows = document.pointer_mut(ROWS).unwrap().as_array_mut().unwrap();
        let row = rows[0].clone();
        rows.extend(std::iter::repeat_n(row, 300));
    });
    assert_eq!(many.unwrap_err().kind, FeedErrorKind::Value);
}
