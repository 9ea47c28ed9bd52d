//! All of Rio 2016 beside the checkout.

use super::*;
use std::collections::BTreeMap;
use std::path::PathBuf;

fn sample(name: &str) -> Option<Vec<u8>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/feeds/tilastopaja").join(name);
    let bytes = std::fs::read(&path).ok();
    if bytes.is_none() {
        eprintln!("skipped: {} is not there", path.display());
    }
    bytes
}

fn rio(name: &str) -> Option<Decoded> {
    Some(decode(&Input::new(&sample(name)?, name), &[]).unwrap())
}

#[test]
fn every_unit_of_rio_is_read_or_refused_for_what_is_wrong_with_it() {
    let Some(decoded) = rio("rio_athletics_results.xml") else { return };
    assert_eq!((decoded.events.len(), decoded.refused.len()), (255, 3), "{:?}", decoded.refused);
    let why: Vec<&str> = decoded.refused.iter().map(|error| error.message.as_str()).collect();
    assert!(why[0].starts_with("110 m hurdles Men, Heat 3: \"13.65\" is the mark of Petr Svoboda"), "{}", why[0]);
    assert!(why[1].starts_with("Pole vault Men, Qualification: "), "{}", why[1]);
    assert!(why[2].starts_with("High jump Women, Qualification: Lissa Labiche is ranked ahead of Akela Jones"), "{}", why[2]);
    let names: std::collections::BTreeSet<&str> = decoded.events.iter().map(|event| event.id.as_str()).collect();
    assert_eq!(names.len(), 255, "ids are not shared");
    assert!(decoded.warnings.is_empty(), "{:?}", decoded.warnings);
}

#[test]
fn finals_of_rio_give_the_medals_of_its_table() {
    let Some(decoded) = rio("rio_athletics_results.xml") else { return };
    let finals = decoded.events.iter().filter(|event| event.kind == UnitKind::Race);
    let gold = finals.clone().flat_map(|event| &event.rows).filter(|row| row.medal == Some(Medal::Gold)).count();
    assert_eq!((finals.count(), gold), (47, 47));
}

/// What both forms say of an event. Cells differ, and so do the capitals of particles ("dos Santos"); the JSON leaves out the winds
/// of combined events and some attempts.
fn content(event: &Event) -> String {
    let mut plain = event.clone();
    plain.source.sha256.clear();
    plain.cells.clear();
    plain.warnings.clear();
    for row in &mut plain.rows {
        row.cells.clear();
        row.medal = None;
        row.attempts.clear();
    }
    serde_json::to_string(&plain).unwrap().to_lowercase()
}

#[test]
fn the_twin_in_json_gives_the_same_events() {
    let (Some(xml), Some(json)) = (rio("rio_athletics_results.xml"), rio("rio_athletics_results.json")) else { return };
    let by_id = |decoded: &Decoded| decoded.events.iter().map(|event| (event.id.clone(), content(event))).collect::<BTreeMap<_, _>>();
    let (xml, json) = (by_id(&xml), by_id(&json));
    let different: Vec<&String> = xml.iter().filter(|(id, event)| json.get(*id) != Some(event)).map(|(id, _)| id).collect();
    let first = different.first().map(|id| (xml.get(*id), json.get(*id)));
    assert_eq!(different, Vec::<&String>::new(), "{first:?}");
    assert_eq!(xml.len(), json.len());
}

#[test]
fn the_schedule_and_the_entries_are_refused_by_name() {
    for (name, word) in [("rio_schedule_day_01.xml", "schedule"), ("rio_entries_day_03.xml", "entries")] {
        let Some(bytes) = sample(name) else { return };
        let error = decode(&Input::new(&bytes, name), &[]).unwrap_err();
        assert_eq!(error.kind, FeedErrorKind::NotAResult);
        assert!(error.message.contains(word), "{error}");
    }
}
