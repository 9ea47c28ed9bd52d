//! Traps of the format, one by one; the excerpts beside the project.

use super::*;
use crate::event::{Competitor, Event, Gap, Irm, Mark, ResultState, Sport};
use crate::feed::{decode, mutated};
use serde_json::json;
use std::path::Path;

fn competition(discipline: &str, more: &Value) -> Value {
    let mut own = json!({
        "RaceId": "BT2526X__SMSP", "km": "10", "catId": "SM", "DisciplineId": discipline, "StatusId": 11, "ResultStatus": null,
        "StartTime": "2026-01-16T13:15:00Z", "Location": "Kvitdal Arena", "NrShootings": 2, "LocalUTCOffset": 1,
    });
    for (key, value) in more.as_object().unwrap() {
        own[key] = value.clone();
    }
    own
}

fn row(bib: u32, order: u32, rank: &str, irm: Option<&str>, shootings: Option<&str>, time: Option<&str>) -> Value {
    let total = shootings.map(|text| text.split('+').map(|one| one.parse::<u32>().unwrap()).sum::<u32>().to_string());
    json!({
        "StartOrder": bib, "ResultOrder": order, "IRM": irm, "IBUId": format!("BTNOR{bib}"), "IsTeam": false, "Name": format!("TVEIT{} Ola", "A".repeat(bib as usize)),
        "FamilyName": null, "GivenName": null, "Nat": "NOR", "Bib": bib.to_string(), "Leg": null, "Rank": rank, "Shootings": shootings,
        "ShootingTotal": total, "TotalTime": time, "Behind": null, "StartInfo": null,
    })
}

fn document(competition: &Value, rows: &[Value]) -> Value {
    json!({ "RaceId": competition["RaceId"], "IsStartList": false, "IsResult": true, "Competition": competition, "Results": rows })
}

fn two() -> Vec<Value> {
    vec![row(1, 1, "1", None, Some("0+1"), Some("23:10.0")), row(2, 2, "2", None, Some("0+0"), Some("23:20.5"))]
}

fn read(document: &Value) -> Result<Event, FeedError> {
    decode(&Input::new(document.to_string().as_bytes(), "race.json"), &[]).map(|mut decoded| decoded.events.remove(0))
}

fn sprint(rows: &[Value]) -> Result<Event, FeedError> {
    read(&document(&competition("SP", &json!({})), rows))
}

#[test]
fn a_race_has_its_name_its_day_and_its_shooting() {
    let event = sprint(&two()).unwrap();
    assert_eq!(
        (event.name.as_str(), event.sport, event.id.as_str()),
        ("men's 10-kilometre sprint", Sport::Biathlon, "tag:stringer,2024:ibu/BT2526X__SMSP")
    );
    assert_eq!((event.day.unwrap().day, event.state), (16, ResultState::Official));
    let shooting = event.rows[0].shooting.as_ref().unwrap();
    assert_eq!((shooting.misses, shooting.stages.as_slice(), shooting.targets()), (1, [0, 1].as_slice(), Some(10)));
    assert_eq!(event.rows[0].cells["shooting:stages"].at, "/Results/0/Shootings");
}

#[test]
fn names_of_disciplines_say_who_competes_once() {
    let name =
        |discipline: &str, category: &str| read(&document(&competition(discipline, &json!({ "catId": category })), &two())).unwrap().name;
    assert_eq!(
        (name("PU", "SW").as_str(), name("MS", "JM").as_str()),
        ("women's 10-kilometre pursuit", "junior men's 10-kilometre mass start")
    );
    let relay = |discipline: &str| {
        let mut rows = two();
        for row in &mut rows {
            row["ShootingTotal"] = json!("0+4");
        }
        read(&document(&competition(discipline, &json!({ "catId": "MX", "km": "4x6" })), &rows)).unwrap().name
    };
    assert_eq!((relay("RL").as_str(), relay("SR").as_str()), ("mixed relay", "single mixed relay"));
}

#[test]
fn a_start_list_a_schedule_and_an_empty_race_are_named() {
    let mut start = document(&competition("SP", &json!({})), &two());
    start["IsStartList"] = json!(true);
    assert!(read(&start).unwrap_err().message.contains("start list"));
    assert!(read(&json!([competition("SI", &json!({ "StatusId": 1 }))])).unwrap_err().message.contains("schedule"));
    assert!(sprint(&[]).unwrap_err().message.contains("no results"));
    assert!(read(&document(&competition("SP", &json!({ "StatusId": 1 })), &two())).unwrap_err().message.contains("scheduled"));
}

#[test]
fn words_that_nobody_knows_are_refused_with_their_pointer() {
    for (key, value, at) in [
        ("StatusId", json!(7), "/Competition/StatusId"),
        ("DisciplineId", json!("XX"), "/Competition/DisciplineId"),
        ("catId", json!("QQ"), "/Competition/catId"),
        ("ResultStatus", json!("MAYBE"), "/Competition/ResultStatus"),
        ("km", json!("ten"), "/Competition/km"),
    ] {
        let error = read(&document(&competition("SP", &json!({ key: value })), &two())).unwrap_err();
        assert_eq!((error.kind, error.pointer.as_deref()), (FeedErrorKind::Value, Some(at)), "{error}");
    }
    let error = sprint(&[two()[0].clone(), row(2, 2, "", Some("ABC"), None, None)]).unwrap_err();
    assert_eq!(error.pointer.as_deref(), Some("/Results/1/IRM"));
}

#[test]
fn irm_is_null_empty_ok_or_a_status() {
    let of = |irm: Option<&str>| sprint(&[two()[0].clone(), row(2, 2, "2", irm, Some("0+0"), Some("23:20.5"))]).unwrap().rows[1].irm;
    assert_eq!([None, Some(""), Some("OK")].map(of), [None, None, None]);
    let out = |irm: &str| sprint(&[two()[0].clone(), row(2, 10_001, "", Some(irm), Some("0"), Some("20:00.0"))]).unwrap().rows[1].clone();
    assert_eq!((out("DNF").irm, out("LAP").irm, out("DSQ").irm), (Some(Irm::Dnf), Some(Irm::Lapped), Some(Irm::Dsq)));
    assert_eq!((out("DNF").mark, out("DNF").shooting), (None, None), "a time beside a status is no finish");
}

#[test]
fn from_the_place_ten_thousand_on_nobody_has_a_rank() {
    let rows = |irm: Option<&str>| vec![row(9, 10_000, "10000", irm, None, None), two()[0].clone()];
    let event = sprint(&rows(Some("DNS"))).unwrap();
    assert_eq!((event.rows[1].rank, event.rows[1].order), (None, 2), "the order of the list says nothing");
    assert_eq!(sprint(&rows(None)).unwrap_err().kind, FeedErrorKind::Incomplete);
}

#[test]
fn misses_that_do_not_add_up_refuse_the_race() {
    let mut rows = two();
    rows[0]["ShootingTotal"] = json!("3");
    let error = sprint(&rows).unwrap_err();
    assert_eq!(
        (error.kind, error.pointer.as_deref()),
        (FeedErrorKind::Contradiction, Some("/Results/0/Shootings and /Results/0/ShootingTotal"))
    );
    rows[0]["Shootings"] = json!("0+7");
    assert_eq!(sprint(&rows).unwrap_err().kind, FeedErrorKind::Value, "six misses of five");
}

#[test]
fn a_visit_that_is_missing_leaves_the_sum() {
    let mut rows = two();
    (rows[0]["Shootings"], rows[0]["ShootingTotal"]) = (json!("1"), json!("1"));
    let shooting = sprint(&rows).unwrap().rows[0].shooting.clone().unwrap();
    assert_eq!((shooting.misses, shooting.targets()), (1, None));
}

#[test]
fn a_gap_that_the_times_contradict_refuses_the_race() {
    let behind = |text: &str| {
        let mut rows = two();
        rows[1]["Behind"] = json!(text);
        sprint(&rows)
    };
    assert_eq!(behind("+10.5").unwrap().rows[1].gap, Some(Gap::Mark(Mark::time(10_500, 1))));
    assert_eq!(behind("+9.5").unwrap_err().kind, FeedErrorKind::Contradiction);
}

#[test]
fn the_day_is_that_of_the_place() {
    let day = |time: &str, offset: &Value| {
        read(&document(&competition("SP", &json!({ "StartTime": time, "LocalUTCOffset": offset })), &two()))
            .map(|event| event.day.map(|day| day.day))
    };
    assert_eq!(day("2026-01-16T23:30:00Z", &json!(9)).unwrap(), Some(17));
    assert_eq!(day("2026-01-16T23:30:00Z", &json!(null)).unwrap(), None, "without an offset there is no day");
    assert_eq!(day("2026-01-16", &json!(1)).unwrap_err().kind, FeedErrorKind::Value);
}

#[test]
fn in_a_pursuit_times_count_from_the_first_start() {
    let mut rows = two();
    (rows[0]["StartInfo"], rows[1]["StartInfo"]) = (json!("0:54"), json!("0:12"));
    let event = read(&document(&competition("PU", &json!({})), &rows)).unwrap();
    assert_eq!(event.rows[0].start_gap, Some(Mark::time(54_000, 0)));
    assert!(sprint(&rows).unwrap().rows[0].start_gap.is_none(), "elsewhere it is a time of day or a number");
}

#[test]
fn capitals_become_a_name_in_the_order_of_its_nation() {
    let named = |name: &str, nat: &str| {
        let mut rows = two();
        (rows[0]["Name"], rows[0]["Nat"]) = (json!(name), json!(nat));
        sprint(&rows).unwrap().rows[0].competitor.full().to_owned()
    };
    assert_eq!(named("VAN DER MEULEN Sjoerd", "NED"), "Sjoerd van der Meulen");
    assert_eq!(named("LEE Jun-ho", "KOR"), "Lee Jun-ho");
    assert_eq!(named("O'MALLEY-McCABE Declan", "IRL"), "Declan O'Malley-McCabe");
}

fn leg(bib: &str, number: u32, rank: u32, place: u32) -> Value {
    json!({ "ResultOrder": 1, "IRM": null, "IBUId": format!("BT{}", bib.replace('-', "x")), "Name": format!("LEG{} Ann", "E".repeat(number as usize)), "Nat": "FRA", "Bib": bib,
        "Leg": number, "Rank": "", "LegRank": rank.to_string(), "TeamRankAfterLeg": place, "TotalTime": "17:00.0", "ShootingTotal": "0+1" })
}

fn team(bib: &str, nat: &str, order: u32, time: Option<&str>) -> Value {
    let irm = if time.is_some() { None } else { Some("LAP") };
    json!({ "ResultOrder": order, "IRM": irm, "IBUId": format!("BT{nat}2"), "IsTeam": true, "Name": nat.to_uppercase(), "Nat": nat, "Bib": bib, "Leg": 0,
        "Rank": if time.is_some() { order.to_string() } else { String::new() }, "ShootingTotal": "0+7", "TotalTime": time })
}

#[test]
fn legs_are_no_rows_of_a_relay_but_its_members() {
    let rows = [
        leg("6-1", 1, 3, 4),
        team("2", "NOR", 2, Some("1:08:17.3")),
        team("6", "FRA", 1, Some("1:08:12.6")),
        leg("2-1", 1, 1, 1),
        leg("6-2", 2, 1, 1),
        team("9", "USA", 10_003, None),
    ];
    let event = read(&document(&competition("RL", &json!({ "catId": "SW" })), &rows)).unwrap();
    assert!(!event.individual);
    assert_eq!(event.rows.iter().map(|row| row.competitor.full()).collect::<Vec<_>>(), ["France", "Norway", "the United States"]);
    let Competitor::Team { members, .. } = &event.rows[0].competitor else { unreachable!("a team") };
    assert_eq!(members.iter().map(|member| member.full.as_str()).collect::<Vec<_>>(), ["Ann Lege", "Ann Legee"]);
    assert_eq!(event.rows[0].legs.iter().map(|leg| (leg.rank, leg.place)).collect::<Vec<_>>(), [(Some(3), Some(4)), (Some(1), Some(1))]);
    let shooting = event.rows[0].shooting.clone().unwrap();
    assert_eq!((shooting.misses, shooting.spares), (0, Some(7)), "penalty loops and spare rounds");
    let stray =
        read(&document(&competition("RL", &json!({})), &[team("2", "NOR", 1, Some("1:08:17.3")), leg("5-1", 1, 1, 1)])).unwrap_err();
    assert_eq!(stray.pointer.as_deref(), Some("/Results/1"));
}

#[test]
fn the_excerpts_of_the_federation_decode_or_say_why_not() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/feeds/ibu");
    if !folder.is_dir() {
        eprintln!("skipped: {} is not there", folder.display());
        return;
    }
    let of = |file: &str| {
        let bytes = std::fs::read(folder.join(file)).unwrap();
        decode(&Input::new(&bytes, file), &[]).map(|decoded| decoded.events[0].name.clone())
    };
    assert!(of("competitions_BT2526SWRLCP06_excerpt.json").unwrap_err().message.contains("schedule"));
    assert_eq!(of("results_BT2021SWRLCP01SMIN_winner_only.json").unwrap(), "men's 20-kilometre individual");
    assert_eq!(of("results_BT2526SWRLCP05SMPU_winner_only.json").unwrap(), "men's 12.5-kilometre pursuit");
}

#[test]
fn damaged_files_never_panic() {
    let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ibu/invented-women-relay/feed.json")).unwrap();
    let mut state = 7;
    for _ in 0..300 {
        let damaged = mutated(&bytes, &mut state);
        drop(decode(&Input::new(&damaged, "race.json"), &[]));
    }
}
