//! The results proposal: comments, attempts, groups, athletes that are not listed.

use super::*;
use crate::event::{Competitor, Event, Irm, UnitKind};
use crate::feed::{decode as decode_any, decode_as};

const FINAL: &str = r#"{
  "waId": 99, // an invented meeting
  "name": "Kreuztal Meeting",
  "athletes": [
    {"id": 1, "firstName": "Lena", "lastName": "Hofer", "birthdate": "2001-02-03", "country": "AUT", "sex": "female"},
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
    assert!(!serde_json::to_string(&event).unwrap().contains("2001"), "a date of birth was printed");
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
    assert_eq!(decoded.events[0].name, "women's triple jump qualifying group A");
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

#[test]
fn who_is_under_age_on_the_day_is_not_named() {
    let born = |date: &str| FINAL.replace("2001-02-03", date);
    for minor in ["2008-06-14", "20080614", "2009"] {
        let event = first(&born(minor));
        assert_eq!((event.rows[0].competitor.full(), event.rows[1].competitor.full()), ("Athlete 1", "Maja Novak"), "{minor}");
        let whole = serde_json::to_string(&event).unwrap();
        assert!(!whole.contains("Hofer") && !whole.contains("Lena") && !whole.contains(minor), "{whole}");
        assert!(event.warnings.iter().any(|note| note.contains("under 18")), "{:?}", event.warnings);
    }
    assert_eq!(first(&born("2008-06-13")).rows[0].competitor.full(), "Lena Hofer", "18 on the day");
    let undated = born("1990-02-03").replace(", \"date\": \"2026-06-13\"", "");
    assert_eq!(first(&undated).rows[0].competitor.full(), "Athlete 1", "the day of the race is not known");
    let text = born("2009-02-03");
    let named = decode_as(&Input::new(text.as_bytes(), "feed.json"), &[], &Options { name_minors: true }).unwrap();
    assert_eq!(named.events[0].rows[0].competitor.full(), "Lena Hofer");
}

#[test]
fn names_have_the_order_of_the_nation_and_the_case_of_prose() {
    let person = |given: &str, family: &str, country: &str| {
        let text = FINAL.replace("\"Lena\"", &format!("\"{given}\"")).replace("\"Hofer\"", &format!("\"{family}\""));
        let event = first(&text.replacen("\"country\": \"AUT\"", &format!("\"country\": \"{country}\""), 1));
        let Competitor::Athlete(person) = event.rows[0].competitor.clone() else { panic!() };
        (person.full, person.family)
    };
    let said = |full: &str, family: &str| (full.to_owned(), family.to_owned());
    assert_eq!(person("Jun-ho", "Seong", "KOR"), said("Seong Jun-ho", "Seong"));
    assert_eq!(person("Jun-ho", "SEONG", "KOR"), said("Seong Jun-ho", "Seong"));
    assert_eq!(person("Jun-ho", "Seong", "USA"), said("Jun-ho Seong", "Seong"));
    assert_eq!(person("Adaeze", "NWOKOLO-BRIGGS", "NGR"), said("Adaeze Nwokolo-Briggs", "Nwokolo-Briggs"));
    assert_eq!(person("Alison", "", "BRA"), said("Alison", "Alison"), "one name is the whole name");
    assert_eq!(person("", "Alison", "BRA"), said("Alison", "Alison"));
    let nobody = FINAL.replace("\"Lena\"", "\"\"").replace("\"Hofer\"", "\"\"");
    let refused = decoded(&nobody).unwrap().refused;
    assert!(refused[0].message.contains("has no name"), "{}", refused[0]);
}

#[test]
fn rounds_have_several_spellings() {
    for kind in ["Semi-final", "Semifinal", "Semifinals"] {
        let event = first(&FINAL.replace("\"Final\"", &format!("\"{kind}\"")));
        assert_eq!((event.name.as_str(), event.kind), ("first semi-final of the women's triple jump", UnitKind::Heat), "{kind}");
    }
    assert!(decoded(&FINAL.replace("\"Final\"", "\"Extra Race\"")).unwrap().refused[0].message.contains("is no round"));
}

#[test]
fn age_groups_and_finals_in_several_races_are_refused_by_name() {
    for (from, to) in [("Women's Triple", "U20 Women's Triple"), ("\"title\":", "\"maxAge\": 19, \"title\":")] {
        let refused = decoded(&FINAL.replace(from, to)).unwrap().refused;
        assert!(refused[0].message.contains("age groups are not supported"), "{}", refused[0]);
        assert!(refused[0].message.contains("Women's Triple Jump"), "{}", refused[0]);
    }
    let two = FINAL.replace("\"races\": [{", "\"races\": [{\"number\": 2, \"results\": []}, {");
    let error = decoded(&two).unwrap_err();
    assert!(error.message.starts_with("Women's Triple Jump: a final of several races"), "{error}");
}

#[test]
fn a_bad_race_leaves_the_others() {
    let (before, units) = FINAL.split_once("\"units\": [").unwrap();
    let unit = units.trim_end().strip_suffix("]\n}").unwrap();
    let bad = unit.replace("\"athleteId\": 2", "\"athleteId\": 3").replace("Triple", "Long");
    let decoded = decoded(&format!("{before}\"units\": [{bad}, {unit}]}}")).unwrap();
    assert_eq!(decoded.events.len(), 1);
    assert!(
        decoded.refused[0].message.starts_with("Women's Long Jump: the athlete of this id is not in the list"),
        "{}",
        decoded.refused[0]
    );
}

#[test]
fn a_disqualification_may_name_its_rule() {
    for text in ["DQ TR16.8", "DQ CR6.2", "DQ"] {
        let out = FINAL.replace("\"result\": \"13.40\", \"placeInRace\": 2", &format!("\"result\": \"{text}\""));
        assert_eq!(first(&out).rows[1].irm, Some(Irm::Dsq), "{text}");
    }
}

const RELAY: &str = r#"{"waId": 7, "name": "Kreuztal Meeting",
 "athletes": [{"id": 1, "firstName": "Lena", "lastName": "HOFER", "country": "AUT"}, {"id": 2, "firstName": "Ida", "lastName": "Moser", "birthdate": "2000-03-04", "country": "AUT"}],
 "relayTeams": [{"id": 11, "name": "Austria", "country": "AUT"}, {"id": 12, "name": "Slovenia", "country": "SLO"}],
 "units": [{"title": "Women's 4x100m Relay", "rounds": [{"type": "Final", "races": [{"number": 1, "date": "2026-06-13", "results": [
  {"relayTeamId": 11, "legs": [1, 2], "result": "43.10", "placeInRace": 1}, {"relayTeamId": 12, "result": "43.20", "placeInRace": 2}]}]}]}]}"#;

#[test]
fn a_relay_is_its_nation_with_its_members() {
    let event = first(RELAY);
    assert_eq!((event.name.as_str(), event.individual), ("women's 4x100-metre relay final", false));
    let Competitor::Team { name, members, .. } = &event.rows[0].competitor else { panic!() };
    let members: Vec<&str> = members.iter().map(|member| member.full.as_str()).collect();
    assert_eq!((name.as_str(), members), ("Austria", vec!["Lena Hofer", "Ida Moser"]));
    let young = first(&RELAY.replace("2000-03-04", "2010-03-04"));
    let Competitor::Team { members, .. } = &young.rows[0].competitor else { panic!() };
    assert!(members.is_empty() && !serde_json::to_string(&young).unwrap().contains("Hofer"));
    let clubs = decoded(&RELAY.replace("\"SLO\"", "\"AUT\"")).unwrap_err();
    assert!(clubs.message.contains("relays of clubs are not supported"), "{clubs}");
    assert!(decoded(&RELAY.replace("\"relayTeamId\": 12", "\"relayTeamId\": 13")).unwrap_err().message.contains("list of relay teams"));
}

#[test]
fn splits_are_no_attempts() {
    let splits =
        RELAY.replace("\"result\": \"43.20\"", "\"detail\": [{\"distance\": \"100.00\", \"result\": \"11.20\"}], \"result\": \"43.20\"");
    assert!(first(&splits).rows[1].attempts.is_empty());
}

#[test]
fn in_a_competition_for_the_young_who_has_no_date_of_birth_is_not_named() {
    let undated = FINAL.replace(", \"birthdate\": \"2001-02-03\"", "");
    assert_eq!(first(&undated).rows[0].competitor.full(), "Lena Hofer", "elite");
    let young = undated.replace("Kreuztal Meeting", "Kreuztal U18 Meeting");
    assert_eq!(first(&young).rows[0].competitor.full(), "Athlete 1");
    let odd = FINAL.replace("\"birthdate\": \"2001-02-03\"", "\"birthdate\": {\"year\": 2001}");
    assert_eq!(first(&odd).rows[0].competitor.full(), "Athlete 1", "a date that cannot be read proves nothing");
    assert_eq!(first(&odd).rows[0].competitor.id(), "n1");
}

#[test]
fn a_unit_without_rounds_and_groups_without_numbers_leave_the_others() {
    let (before, units) = FINAL.split_once("\"units\": [").unwrap();
    let unit = units.trim_end().strip_suffix("]\n}").unwrap();
    let decoded = decoded(&format!("{before}\"units\": [{unit}, {{\"title\": \"Men's 100m\"}}]}}")).unwrap();
    assert_eq!((decoded.events.len(), decoded.refused.len()), (1, 1));
    for number in ["27", "4294967295"] {
        let two = FINAL
            .replace("\"Final\"", "\"Qualification\"")
            .replace("\"races\": [{", &format!("\"races\": [{{\"number\": {number}, \"results\": []}}, {{"));
        let refused = self::decoded(&two).unwrap().refused;
        assert!(refused[0].message.contains("one of several groups has no number"), "{}", refused[0]);
    }
}
