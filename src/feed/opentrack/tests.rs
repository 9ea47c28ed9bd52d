//! Meetings of clubs: minors, unnamed athletes, races in sections and heats.

use super::*;
use crate::event::{Competitor, Event, Gender, Irm, UnitKind};
use crate::feed::{decode as decode_any, decode_as};

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

/// The meeting with another row behind its two.
fn with_row(row: &str) -> String {
    MEETING.replace("}]}]}", &format!("}}, {row}]}}]}}"))
}

#[test]
fn a_race_of_a_meeting_becomes_an_event() {
    let event = first(MEETING);
    assert_eq!((event.name.as_str(), event.kind, event.unit.as_deref()), ("mile A race", UnitKind::Race, Some("A race")));
    assert_eq!(event.competition.as_deref(), Some("Harbour Mile Night 2026"));
    assert_eq!(event.rows[0].mark.unwrap().clock(), "4:41.2");
    assert_eq!(event.rows[0].team.as_ref().unwrap().name, "Brackwater AC");
    assert_eq!((event.day, event.venue.name.as_deref()), (None, None));
    assert!(event.warnings.iter().any(|note| note.contains("no day is written")), "{:?}", event.warnings);
}

#[test]
fn the_day_and_the_venue_are_those_of_the_meeting() {
    let with = |members: &str| MEETING.replacen('{', &format!("{{{members}, "), 1);
    let event = first(&with(r#""start_date": "2026-07-23", "venue": "Quay Road Stadium, Quay Road, Brackwater""#));
    assert_eq!(event.day.map(|day| (day.year, day.month, day.day)), Some((2026, 7, 23)));
    assert_eq!((event.venue.name.as_deref(), event.venue.city.as_deref()), (Some("Quay Road Stadium"), None));
    assert_eq!(event.cells["date"].at, "/start_date");
    assert_eq!(first(&with(r#""start_date": "2026-07-23", "end_date": "2026-07-24""#)).day, None, "nothing says which of two days it was");
    assert!(decoded(&with(r#""start_date": "23 July""#)).unwrap().refused[0].message.contains("is no date"));
}

#[test]
fn who_is_not_known_to_be_of_age_is_not_named_and_adults_are() {
    let event = first(MEETING);
    assert_eq!(event.rows[1].competitor.full(), "No. 9 (under 15)");
    assert_eq!(event.rows[1].cells["competitor"].at, "/event_results/0/finishers/1/bib");
    let Competitor::Athlete(quill) = &event.rows[0].competitor else { panic!() };
    assert_eq!((quill.full.as_str(), quill.family.as_str(), quill.gender), ("Ada Quill", "Quill", Some(Gender::Women)));
    // Among those under 20 are some of 17.
    for (category, name) in [
        ("u15b", "No. 9 (under 15)"),
        ("15G", "No. 9 (under 15)"),
        ("U20M", "No. 9 (under 20)"),
        ("JB", "No. 9"),
        ("?", "No. 9"),
        ("", "No. 9"),
    ] {
        let event = first(&MEETING.replace("U15B", category));
        assert_eq!(event.rows[1].competitor.full(), name, "{category}");
        let whole = serde_json::to_string(&event).unwrap();
        assert!(!whole.contains("Young") && !whole.contains("Ned"), "{category}: {whole}");
        assert!(event.warnings.iter().any(|note| note.contains("not named")), "{:?}", event.warnings);
    }
    for category in ["U23M", "M45", "SM"] {
        assert_eq!(first(&MEETING.replace("U15B", category)).rows[1].competitor.full(), "Ned Young", "{category}");
    }
}

#[test]
fn the_editor_may_have_minors_named() {
    let event = decode_as(&Input::new(MEETING.as_bytes(), "feed.json"), &[], &Options { name_minors: true }).unwrap().events.remove(0);
    assert_eq!(event.rows[1].competitor.full(), "Ned Young");
}

#[test]
fn without_a_number_the_place_in_the_list_stands_for_a_minor() {
    let event = first(&MEETING.replace("\"bib\": \"9\", ", ""));
    assert_eq!((event.rows[1].competitor.full(), event.rows[1].competitor.id()), ("Athlete 2 (under 15)", "n2"));
}

#[test]
fn notes_reach_nothing() {
    assert!(!serde_json::to_string(&first(MEETING)).unwrap().contains("555"));
}

#[test]
fn the_number_stands_for_an_unknown_athlete() {
    let unknown = MEETING.replace("\"Ada\"", "\"Unknown\"");
    let event = first(&unknown);
    assert_eq!(event.rows[0].competitor.full(), "No. 7");
    assert!(event.warnings.iter().any(|note| note.contains("not known by name")), "{:?}", event.warnings);
    let error = decoded(&unknown.replace("\"bib\": \"7\", ", "")).unwrap_err();
    assert!(error.message.contains("neither by name nor by number"), "{error}");
    assert_eq!(error.pointer.as_deref(), Some("/event_results/0/finishers/0/last_name"));
}

#[test]
fn a_family_name_in_capitals_comes_into_prose_case() {
    let event = first(&MEETING.replace("\"Quill\"", "\"QUILL-O'BRIEN\""));
    assert_eq!(event.rows[0].competitor.full(), "Ada Quill-O'Brien");
    assert_eq!(event.rows[0].cells["competitor"].raw, "Ada QUILL-O'BRIEN", "the evidence is as the feed has it");
}

#[test]
fn a_status_stands_in_place_of_the_rank_or_of_the_time() {
    for (pos, time, irm) in
        [("DNF", "", Irm::Dnf), ("DNS", "", Irm::Dns), ("DQ", "4:59.9", Irm::Dsq), ("DSQ", "", Irm::Dsq), ("", "dnf", Irm::Dnf)]
    {
        let row =
            format!(r#"{{"category": "SM", "first_name": "Tom", "last_name": "Lane", "bib": "3", "pos": "{pos}", "time": "{time}"}}"#);
        let event = first(&with_row(&row));
        assert_eq!((event.rows[2].irm, event.rows[2].rank, event.rows[2].mark), (Some(irm), None, None), "{pos} {time}");
    }
    let odd = r#"{"category": "SM", "first_name": "Tom", "last_name": "Lane", "bib": "3", "pos": "GONE", "time": "4:59.9"}"#;
    assert!(decoded(&with_row(odd)).unwrap().refused[0].message.contains("is no place"));
}

#[test]
fn who_has_neither_a_place_nor_a_time_is_left_out_with_a_note() {
    let empty =
        |pos: &str| format!(r#"{{"category": "SM", "first_name": "Tom", "last_name": "Lane", "bib": "3", "pos": "{pos}", "time": ""}}"#);
    let event = first(&with_row(&empty("")));
    assert_eq!(event.rows.len(), 2);
    assert!(event.warnings.iter().any(|note| note.starts_with("No. 3 has neither")), "{:?}", event.warnings);
    assert!(decoded(&with_row(&empty("3"))).unwrap_err().message.contains("No. 3 has a place but no time"));
}

#[test]
fn heats_are_heats_and_keep_their_gender() {
    let named = |name: &str| decoded(&MEETING.replace("Mile - A Race", name)).unwrap();
    let heat = &named("Men 5000m - Heat 2").events[0];
    assert_eq!((heat.name.as_str(), heat.kind, heat.gender), ("second heat of the men's 5,000 metres", UnitKind::Heat, Some(Gender::Men)));
    assert!(heat.rows.iter().all(|row| row.medal.is_none()));
    assert_eq!(named("Women 100m - Final").events[0].name, "women's 100 metres final");
    assert_eq!(named("100m - Heat 2 of 4").events[0].name, "second heat of the 100 metres");
    assert!(named("100m - Heat A").refused[0].message.contains("is no round"));
}

#[test]
fn open_races_are_events() {
    let named = |name: &str| first(&MEETING.replace("Mile - A Race", name)).name;
    assert_eq!((named("5km - Open").as_str(), named("5000m Open").as_str()), ("5 kilometres open", "5,000 metres open"));
}

#[test]
fn team_results_and_unknown_events_are_refused_by_name() {
    assert!(decoded(&MEETING.replace("\"indiv\"", "\"team\"")).unwrap_err().message.contains("team"));
    let refused = decoded(&MEETING.replace("Mile - A", "Egg and spoon - A")).unwrap().refused;
    assert!(refused[0].message.contains("Egg and spoon"), "{}", refused[0]);
}

#[test]
fn the_sample_of_the_format_names_no_minor() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/feeds/opentrack/results_iffleymiles_2016.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!("skipped: {} is not there", path.display());
        return;
    };
    let read = decoded(&text).unwrap();
    assert!(!read.events.is_empty());
    let document: Value = serde_json::from_str(&text).unwrap();
    let printed = serde_json::to_string(&read.events).unwrap();
    for finisher in document["event_results"].as_array().unwrap().iter().flat_map(|race| race["finishers"].as_array().unwrap()) {
        let category = finisher["category"].as_str().unwrap();
        let name = format!("{} {}", finisher["first_name"].as_str().unwrap(), finisher["last_name"].as_str().unwrap());
        assert!(category::read(category).of_age || !printed.contains(&name), "a name of the category {category} is printed");
    }
}

#[test]
fn in_a_race_for_the_young_nobody_is_named_and_no_bib_with_a_name_is_read() {
    for (from, to) in [("Mile - A Race", "Mile - U13 Girls"), ("Harbour Mile Night 2026", "Schools Mile Night 2026")] {
        let event = first(&MEETING.replace(from, to));
        assert!(!format!("{event:?}").contains("Quill"), "{to}");
        assert!(["mile U13 girls", "mile A race"].contains(&event.name.as_str()), "{}", event.name);
    }
    let event = first(&MEETING.replace(r#""bib": "9""#, r#""bib": "YOUNG""#));
    assert_eq!((event.rows[1].competitor.full(), event.rows[1].competitor.id()), ("Athlete 2 (under 15)", "n2"));
    assert!(!format!("{event:?}").contains("YOUNG"));
}

#[test]
fn two_races_of_one_name_do_not_share_an_id() {
    let (_, races) = MEETING.split_once("\"event_results\": [").unwrap();
    let race = races.strip_suffix("]}").unwrap();
    let decoded = decoded(&MEETING.replace("]}]}", &format!("]}}, {race}]}}"))).unwrap();
    assert_eq!((decoded.events.len(), decoded.refused.len()), (1, 1));
    assert!(decoded.refused[0].message.ends_with("a race of this name came before it: two would share an id"), "{}", decoded.refused[0]);
}
