//! Real races, from the feed to the ledger: the evidence is exact there too, and the news is what an editor remembers.

use crate::event::Event;
use crate::facts::{Angle, FactKind, Ledger, Value, derive};
use crate::feed::{Input, decode};
use serde_json::Value as Json;
use std::collections::BTreeSet;

const CASES: [&str; 4] = ["1996-monaco", "2005-united-states", "2023-united-states", "2024-belgium"];

/// The document, and the names and documents of what is given beside it.
fn fixture(case: &str) -> (Json, Vec<(String, Vec<u8>)>) {
    let dir = format!("{}/fixtures/f1/{case}", env!("CARGO_MANIFEST_DIR"));
    let mut beside = Vec::new();
    for name in ["standings.json", "constructors.json", "qualifying.json", "pitstops.json"] {
        beside.extend(std::fs::read(format!("{dir}/{name}")).ok().map(|bytes| (name.to_owned(), bytes)));
    }
    (serde_json::from_slice(&std::fs::read(format!("{dir}/feed.json")).unwrap()).unwrap(), beside)
}

/// The event and its ledger, without the digest of the document in the cells; `None` where the feed is refused.
fn read(document: &Json, beside: &[(String, Vec<u8>)]) -> Option<(Event, Ledger)> {
    let bytes = serde_json::to_vec(document).unwrap();
    let beside: Vec<Input<'_>> = beside.iter().map(|(name, bytes)| Input::new(bytes, name)).collect();
    let event = decode(&Input::new(&bytes, "feed.json"), &beside).ok()?.events.into_iter().next()?;
    let mut ledger = derive(&event, &Angle::None);
    let own = Input::new(&bytes, "").sha256;
    let cells = ledger.facts.iter_mut().flat_map(|fact| &mut fact.evidence.cells);
    cells.filter(|cell| cell.source == own).for_each(|cell| cell.source.clear());
    Some((event, ledger))
}

fn ledger(case: &str) -> Ledger {
    let (document, beside) = fixture(case);
    read(&document, &beside).unwrap().1
}

#[test]
fn deleting_a_key_of_a_feed_changes_exactly_the_facts_that_list_its_cell() {
    for case in CASES {
        let (document, beside) = fixture(case);
        let (event, before) = read(&document, &beside).unwrap();
        let cells = event.cells.values().chain(event.rows.iter().flat_map(|row| row.cells.values()));
        let mut deleted = 0;
        for at in cells.map(|cell| cell.at.clone()).collect::<BTreeSet<String>>() {
            let (parent, key) = at.rsplit_once('/').unwrap();
            let mut poorer = document.clone();
            poorer.pointer_mut(parent).and_then(Json::as_object_mut).and_then(|object| object.remove(key));
            let Some((_, after)) = read(&poorer, &beside) else { continue };
            deleted += 1;
            for fact in &before.facts {
                let listed = fact.evidence.cells.iter().any(|cell| cell.source.is_empty() && cell.at == at);
                assert_eq!(listed, after.get(&fact.id) != Some(fact), "{case}: without {at}, {}", fact.id);
            }
        }
        assert!(deleted > 20, "{case}: only {deleted} keys were optional");
    }
}

/// The first facts of a ledger that are no affiliation, day or venue.
fn news(case: &str, number: usize) -> Vec<String> {
    let common = [FactKind::Day, FactKind::Venue, FactKind::TeamOf, FactKind::NationOf];
    ledger(case).facts.into_iter().filter(|fact| !common.contains(&fact.kind)).take(number).map(|fact| fact.kind.name()).collect()
}

#[test]
fn the_news_comes_first() {
    assert_eq!(news("2024-sao-paulo", 3), ["win", "winner_grid", "margin"]);
    assert_eq!(news("2005-united-states", 3), ["win", "margin", "did_not_start_count"]);
    let monaco = news("1996-monaco", 7);
    assert!(monaco.contains(&"pole_out".to_owned()) && monaco.contains(&"running_at_end".to_owned()), "{monaco:?}");
    assert!(news("2023-united-states", 6).contains(&"disqualified".to_owned()));
}

#[test]
fn seven_were_classified_at_monaco_in_1996_but_three_were_racing_at_the_end() {
    let ledger = ledger("1996-monaco");
    let fact = ledger.of(FactKind::RunningAtEnd).next().unwrap();
    assert_eq!((&fact.roles["count"], &fact.roles["starters"]), (&Value::Count(3), &Value::Count(21)));
    assert_eq!(ledger.of(FactKind::Finishers).count() + ledger.of(FactKind::RetiredCount).count(), 0);
}

#[test]
fn seven_drivers_shared_a_fastest_lap_in_1954() {
    let ledger = ledger("1954-britain");
    assert_eq!(ledger.of(FactKind::FastestLap).count(), 0);
    let shared = ledger.of(FactKind::SharedFastestLap).next().unwrap();
    assert!(matches!(&shared.roles["sharing"], Value::Competitors(ids) if ids.len() == 7));
}

#[test]
fn who_beat_the_pole_sitter_at_spa_in_2024() {
    let ledger = ledger("2024-belgium");
    let margin = ledger.of(FactKind::Margin).next().unwrap();
    assert!(matches!(&margin.roles["gap"], Value::Gap(gap) if gap.clock() == "0.647"));
    assert_eq!(ledger.of(FactKind::PoleFinish).next().unwrap().roles["rank"], Value::Ordinal(3));
    assert_eq!(ledger.of(FactKind::Gained).next().unwrap().roles["places"], Value::Count(7));
    assert_eq!(ledger.of(FactKind::Disqualified).count(), 1);
}
