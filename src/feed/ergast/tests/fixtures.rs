//! Every fixture of Formula One decodes to the order that its `expect.toml` was written with by hand.

use super::fixture;
use crate::feed::{Input, decode};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    with: Vec<String>,
    withheld: bool,
}

#[derive(Deserialize)]
struct Expect {
    outcome: String,
    winner: Option<String>,
    #[serde(default)]
    order: Vec<String>,
    must_say: Vec<String>,
    must_not_say: Vec<String>,
}

fn toml_of<T: for<'de> Deserialize<'de>>(path: &str) -> T {
    toml::from_str(std::str::from_utf8(&fixture(path)).unwrap()).unwrap()
}

#[test]
fn every_fixture_decodes_in_its_expected_order() {
    let root = format!("{}/fixtures/f1", env!("CARGO_MANIFEST_DIR"));
    let mut names: Vec<String> = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert!(names.len() >= 12);
    for name in names {
        let (case, expect): (Case, Expect) = (toml_of(&format!("{name}/case.toml")), toml_of(&format!("{name}/expect.toml")));
        let feed = fixture(&format!("{name}/feed.json"));
        let beside: Vec<Vec<u8>> = case.with.iter().map(|file| fixture(&format!("{name}/{file}"))).collect();
        let with: Vec<Input<'_>> = beside.iter().zip(&case.with).map(|(bytes, file)| Input::new(bytes, file)).collect();
        let decoded = decode(&Input::new(&feed, &name), &with);
        assert!(case.withheld && !fixture(&format!("{name}/SOURCE.md")).is_empty());
        if expect.outcome == "refused" {
            assert!(decoded.is_err(), "{name}");
            continue;
        }
        let decoded = decoded.unwrap_or_else(|error| panic!("{name}: {error}"));
        let [event] = decoded.events.as_slice() else { panic!("{name}: one event") };
        let order: Vec<&str> = event.ranked().iter().take(6).map(|row| row.competitor.full()).collect();
        assert_eq!(
            (order, expect.winner.as_deref()),
            (expect.order.iter().map(String::as_str).collect(), expect.order.first().map(String::as_str))
        );
        assert_eq!(event.rows.iter().filter(|row| row.nation.is_none()).count(), 0, "{name}");
        assert!(!expect.must_say.is_empty() && !expect.must_not_say.is_empty(), "{name}");
    }
}

#[test]
fn every_cell_of_an_event_points_to_its_raw_text() {
    for case in ["2024-belgium", "1954-britain", "2023-united-states-sprint"] {
        let document: serde_json::Value = serde_json::from_slice(&fixture(&format!("{case}/feed.json"))).unwrap();
        let event = super::event(case);
        for cell in event.rows.iter().map(|row| &row.cells).chain([&event.cells]).flat_map(|cells| cells.values()) {
            assert_eq!(document.pointer(&cell.at).and_then(|value| value.as_str()), Some(cell.raw.as_str()), "{}", cell.at);
            assert_eq!(cell.source, event.source.sha256[0]);
        }
    }
}
