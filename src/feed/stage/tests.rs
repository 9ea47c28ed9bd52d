//! Traps of the form, one by one.

use super::*;
use crate::event::{Competitor, Event, Irm, StandingKind};
use crate::feed::decode;
use serde_json::json;

#[expect(clippy::needless_pass_by_value, reason = "a literal of JSON")]
fn rider(name: &str, slug: &str, rank: Value, status: &str, time: &str) -> Value {
    json!({"rider_name": name, "rider_url": format!("rider/{slug}"), "rider_number": null, "team_name": " Team Blue", "rank": rank, "status": status, "nationality": "NL", "time": time})
}

fn stage(results: &Value) -> Value {
    json!({"departure": "Lourdes ", "arrival": "Laruns", "date": "2018-07-27", "is_one_day_race": false, "stage_type": "RR", "race_category": "ME - Men Elite", "gc": [], "results": results})
}

fn read(document: &Value) -> Result<Event, FeedError> {
    let text = document.to_string();
    decode(&Input::new(text.as_bytes(), "stage.json"), &[]).map(|mut decoded| decoded.events.remove(0))
}

#[test]
fn a_stage_is_called_after_its_ends() {
    let event = read(&stage(&json!([rider("van der Poel Mathieu", "mathieu-van-der-poel", json!(1), "DF", "5:28:17")]))).unwrap();
    assert_eq!((event.name.as_str(), event.venue.city.as_deref()), ("stage from Lourdes to Laruns", Some("Laruns")));
    assert_eq!(event.rows[0].competitor.full(), "Mathieu van der Poel");
    assert_eq!(event.rows[0].team.as_ref().unwrap().name, "Team Blue");
    let one_day = json!({"is_one_day_race": true, "departure": "Antwerp", "arrival": "Oudenaarde"});
    let mut race = stage(&json!([rider("A B", "b-a", json!(1), "DF", "5:28:17")]));
    race.as_object_mut().unwrap().extend(one_day.as_object().unwrap().clone());
    assert_eq!(read(&race).unwrap().name, "race from Antwerp to Oudenaarde");
}

#[test]
fn riders_of_a_group_have_one_time_and_places_of_their_own() {
    let event = read(&stage(&json!([
        rider("A B", "b-a", json!(1), "DF", "5:28:17"),
        rider("C D", "d-c", json!("2"), "DF", "5:28:17"),
        rider("E F", "f-e", json!(3), "DF", "5:28:17")
    ])))
    .unwrap();
    assert_eq!(event.rows.iter().map(|row| row.rank).collect::<Vec<_>>(), [Some(1), Some(2), Some(3)]);
    assert_eq!(event.winners().len(), 1);
}

#[test]
fn a_time_beside_a_status_is_somebody_elses() {
    let results = json!([rider("A B", "b-a", json!(1), "DF", "5:28:17"), rider("C D", "d-c", Value::Null, "DNF", "6:08:50")]);
    let event = read(&stage(&results)).unwrap();
    assert_eq!((event.rows[1].irm, event.rows[1].mark), (Some(Irm::Dnf), None));
}

#[test]
fn a_place_for_a_status_is_read_as_the_place() {
    let results = json!([rider("A B", "b-a", json!(1), "DF", "5:28:17"), rider("C D", "d-c", Value::Null, "\u{a0}2\u{a0}", "5:28:17")]);
    let event = read(&stage(&results)).unwrap();
    assert_eq!(event.rows[1].rank, Some(2));
    assert!(event.warnings[0].contains("/results/1/status"), "{:?}", event.warnings);
    let unknown = json!([rider("A B", "b-a", json!(1), "DF", "5:28:17"), rider("C D", "d-c", Value::Null, "ABD", "5:28:17")]);
    assert_eq!(read(&stage(&unknown)).unwrap_err().pointer.as_deref(), Some("/results/1/status"));
}

#[test]
fn a_team_time_trial_has_teams_for_rows() {
    let in_team = |name: &str, slug: &str, team: &str, rank: u32, time: &str| {
        let mut rider = rider(name, slug, json!(rank.to_string()), "DF", time);
        rider["team_name"] = json!(team);
        rider
    };
    let mut trial = stage(&json!([
        in_team("A B", "b-a", "Red", 1, "0:38:46"),
        in_team("C D", "d-c", "Red", 1, "0:38:46"),
        in_team("G H", "h-g", "Red", 1, "0:40:00"),
        in_team("E F", "f-e", "Blue", 2, "0:38:50")
    ]));
    trial["stage_type"] = json!("TTT");
    trial["departure"] = json!("Laruns");
    let event = read(&trial).unwrap();
    assert_eq!((event.name.as_str(), event.individual, event.rows.len()), ("team time trial in Laruns", false, 2));
    let Competitor::Team { name, members, .. } = &event.rows[0].competitor else { panic!("no team") };
    assert_eq!((name.as_str(), members.len()), ("Red", 2), "who was dropped is not of the time");
}

#[test]
fn a_cancelled_race_is_refused_for_what_it_is() {
    assert!(read(&stage(&json!([]))).unwrap_err().message.contains("cancelled"));
    let header = json!({"category": "Men Elite", "is_one_day_race": true, "name": "Paris - Roubaix", "startdate": "2020-10-25", "stages": [], "stages_winners": []});
    let error = decode(&Input::new(header.to_string().as_bytes(), "x.json"), &[]).unwrap_err();
    assert!(error.message.contains("header"), "{error}");
}

#[test]
fn classifications_after_the_stage_are_context() {
    let mut document = stage(&json!([rider("A B", "b-a", json!(1), "DF", "5:28:17")]));
    document["gc"] = json!([{"rider_name": "A B", "rider_url": "rider/b-a", "rank": 1, "prev_rank": 3, "time": "79:49:31"}]);
    document["points"] = json!([{"rider_name": "A B", "rider_url": "rider/b-a", "rank": 1, "prev_rank": 1, "points": 467}]);
    let standings = read(&document).unwrap().context.standings;
    assert_eq!(
        (standings[0].kind, standings[0].before, standings[0].points.clock().as_str()),
        (StandingKind::Overall, Some(3), "79:49:31")
    );
    assert_eq!((standings[1].kind, standings[1].points.value), (StandingKind::PointsClassification, 467_000));
}

#[test]
fn a_contradiction_names_its_file() {
    let race = stage(&json!([rider("A B", "b-a", json!(1), "DF", "5:28:17"), rider("C D", "d-c", json!(1), "DF", "5:28:20")]));
    let error = read(&race).unwrap_err();
    assert!(error.to_string().contains("stage.json at /results/0/rank"), "{error}");
}

#[test]
fn what_is_given_beside_a_format_that_reads_no_context_is_noted() {
    let race = stage(&json!([rider("A B", "b-a", json!(1), "DF", "5:28:17")]));
    let (stage, beside) = (race.to_string(), Input::new(b"{}", "standings.json"));
    let decoded = decode(&Input::new(stage.as_bytes(), "stage.json"), &[beside]).unwrap();
    assert_eq!(decoded.warnings, ["standings.json was not used: nothing is read beside results of this format"]);
}
