//! Meetings of clubs: minors, unnamed athletes, races in sections.

use super::*;
use crate::event::{Competitor, Event, UnitKind};
use crate::feed::decode as decode_any;

const MEETING: &str = r#"{"full_name": "Harbour Mile Night 2026", "short_name": "Harbour Miles", "event_results": [{"prog_code": "T01", "type": "indiv",
 "name": "Mile - A Race", "finishers": [
 {"category": "SW", "first_name": "Ada", "last_name": "Quill", "team": "Brackwater AC", "bib": "7", "pos": "1", "note": "call 555 0199", "time": "4:41.2"},
 {"category": "U15B", "first_name": "Ned", "last_name": "Young", "team": "Brackwater AC", "bib": "9", "pos": "2", "note": "", "time": "4:50.8"}]}]}"#;

fn decoded(text: &str) -> Result<Decoded, FeedError> {
    decode_any(&Input::new(text.as_bytes(), "feed.json"), &[])
}

fn first(text: &str) -> Event {
    decoded(text).unwrap().events.remove(0)
}

#[test]
fn a_race_of_a_meeting_becomes_an_event() {
    let event = first(MEETING);
    assert_eq!((event.name.as_str(), event.kind, event.unit.as_deref()), ("mile A race", UnitKind::Race, Some("A race")));
    assert_eq!(event.competition.as_deref(), Some("Harbour Mile Night 2026"));
    assert_eq!(event.rows[0].mark.unwrap().clock(), "4:41.2");
    assert_eq!(event.rows[0].team.as_ref().unwrap().name, "Brackwater AC");
    assert_eq!(event.day, None);
    assert!(event.warnings[0].contains("no day is written"), "{:?}", event.warnings);
}

#[test]
fn who_is_under_eighteen_is_not_named_and_adults_are() {
    let event = first(MEETING);
    assert_eq!(event.rows[1].competitor.full(), "No. 9 (under 15)");
    assert!(!serde_json::to_string(&event).unwrap().contains("Young"));
    let Competitor::Athlete(quill) = &event.rows[0].competitor else { panic!() };
    assert_eq!((quill.full.as_str(), quill.family.as_str(), quill.gender), ("Ada Quill", "Quill", Some(Gender::Women)));
    let grown = first(&MEETING.replace("U15B", "U20M"));
    assert_eq!(grown.rows[1].competitor.full(), "Ned Young");
}

#[test]
fn notes_reach_nothing() {
    assert!(!serde_json::to_string(&first(MEETING)).unwrap().contains("555"));
}

#[test]
fn an_unknown_athlete_refuses_the_race() {
    let error = decoded(&MEETING.replace("\"Ada\"", "\"unknown\"")).unwrap_err();
    assert!(error.message.contains("not known by name"), "{error}");
    assert_eq!(error.pointer.as_deref(), Some("/event_results/0/finishers/0/last_name"));
}

#[test]
fn team_results_and_unknown_events_are_refused_by_name() {
    assert!(decoded(&MEETING.replace("\"indiv\"", "\"team\"")).unwrap_err().message.contains("team"));
    let refused = decoded(&MEETING.replace("Mile - A", "Egg and spoon - A")).unwrap().refused;
    assert!(refused[0].message.contains("Egg and spoon"), "{}", refused[0]);
}

#[test]
fn categories_tell_age_and_gender() {
    assert_eq!((age("U15B"), age("U13G"), age("SM"), age("?")), (Some(15), Some(13), None, None));
    assert_eq!((gender("SM"), gender("W45"), gender("?")), (Some(Gender::Men), Some(Gender::Women), None));
}
