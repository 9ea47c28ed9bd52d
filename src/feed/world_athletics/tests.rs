//! The results proposal: comments, attempts, groups, athletes that are not listed.

use super::*;
use crate::event::{Event, UnitKind};
use crate::feed::decode as decode_any;

const FINAL: &str = r#"{
  "waId": 99, // an invented meeting
  "name": "Kreuztal Meeting",
  "athletes": [
    {"id": 1, "firstName": "Lena", "lastName": "Hofer", "birthdate": "2009-01-01", "country": "AUT", "sex": "female"},
    {"id": 2, "firstName": "Maja", "lastName": "Novak", "country": "SLO", "sex": "female"}
  ],
  "venues": [{"id": 4, "name": "Waldstadion", "country": "AUT"}],
  "units": [{"title": "Women's Triple Jump", "rounds": [{"type": "Final", "races": [{"number": 1, "wind": "NWI", "date": "2026-06-13",
    "results": [
      {"athleteId": 1, "wind": "+1.2", "result": "13.43", "placeInRace": 1, "detail": [{"result": "x", "wind": "+1.1"}, {"result": "13.43", "wind": "+1.2"}]},
      {"athleteId": 2, "wind": "+0.1", "result": "13.40", "placeInRace": 2, "detail": [{"result": "13.40", "wind": "+0.1"}, {"result": "x"}]}
    ]}]}]}]
}"#;

fn decoded(text: &str) -> Result<Decoded, FeedError> {
    decode_any(&Input::new(text.as_bytes(), "feed.json"), &[])
}

fn first(text: &str) -> Event {
    decoded(text).unwrap().events.remove(0)
}

#[test]
fn a_final_with_comments_is_read() {
    let event = first(FINAL);
    assert_eq!((event.name.as_str(), event.kind), ("women's triple jump final", UnitKind::Race));
    assert_eq!(event.venue.name.as_deref(), Some("Waldstadion"));
    assert_eq!((event.rows[0].wind_tenths, event.rows[0].attempts.len()), (Some(12), 2));
    assert_eq!(event.rows[0].cells["mark"].at, "/units/0/rounds/0/races/0/results/0/result");
    assert!(!serde_json::to_string(&event).unwrap().contains("2009"), "a date of birth was read");
}

#[test]
fn comments_make_no_other_document_readable() {
    let error = decoded("{\"MRData\": {} // x\n}").unwrap_err();
    assert!(error.message.contains("not JSON"), "{error}");
    assert_eq!(uncommented(r#"{"a": "http://x", // y"#), r#"{"a": "http://x", "#);
}

#[test]
fn several_races_of_a_qualification_are_groups() {
    let two = FINAL.replace("\"Final\"", "\"Qualification\"").replace("\"races\": [{", "\"races\": [{\"number\": 2, \"results\": []}, {");
    let decoded = decoded(&two).unwrap();
    assert_eq!(decoded.events[0].name, "group A of the women's triple jump qualifying");
    assert!(decoded.refused[0].message.contains("nobody is listed"), "{}", decoded.refused[0]);
}

#[test]
fn an_athlete_who_is_not_listed_refuses_the_document() {
    let error = decoded(&FINAL.replace("\"athleteId\": 2", "\"athleteId\": 3")).unwrap_err();
    assert!(error.message.contains("not in the list"), "{error}");
}

#[test]
fn a_result_of_which_rows_are_missing_is_incomplete() {
    let refused = decoded(&FINAL.replace("\"placeInRace\": 1", "\"placeInRace\": 3")).unwrap().refused;
    assert_eq!(refused[0].kind, FeedErrorKind::Incomplete, "{}", refused[0]);
}
