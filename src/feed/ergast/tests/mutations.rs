//! Damaged documents: never a panic, and whatever is decoded is free of contradictions.

use super::{decode_bytes, fixture};
use crate::feed::{Input, decode};
use proptest::prelude::*;
use serde_json::{Value, json};

const CASES: [&str; 7] =
    ["2024-belgium", "2021-belgium", "1996-monaco", "2025-las-vegas", "2023-united-states", "1954-britain", "2023-united-states-sprint"];

fn sound(bytes: &[u8]) {
    match decode_bytes(bytes) {
        Ok(decoded) => {
            for event in decoded.events {
                assert_eq!(event.check(), [], "an event with contradictions was let through");
                assert!(!event.winners().is_empty(), "an event without a winner was let through");
            }
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(members) => members.iter().for_each(|(key, member)| pointers(member, &format!("{at}/{key}"), found)),
        Value::Array(items) => items.iter().enumerate().for_each(|(index, item)| pointers(item, &format!("{at}/{index}"), found)),
        _ => {}
    }
}

fn remove(document: &mut Value, pointer: &str) {
    let Some((parent, key)) = pointer.rsplit_once('/') else { return };
    match document.pointer_mut(parent) {
        Some(Value::Object(members)) => drop(members.remove(key)),
        Some(Value::Array(items)) => drop(items.remove(key.parse().unwrap())),
        _ => {}
    }
}

fn strange() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!(null)),
        Just(json!(true)),
        Just(json!(-1)),
        Just(json!(1.5)),
        Just(json!("")),
        Just(json!("0")),
        Just(json!("1")),
        Just(json!("99999999999999999999")),
        Just(json!("+1:00.0")),
        Just(json!("1:00:00.000")),
        Just(json!("\u{202e}")),
        Just(json!("{{7*7}}")),
        Just(json!([])),
        Just(json!({})),
        (0_u32..200_000).prop_map(|number| json!(number.to_string())),
        any::<u64>().prop_map(|number| json!(number)),
        ".{0,12}".prop_map(|text| json!(text)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn truncated_documents(case in 0..CASES.len(), share in 0.0..1.0_f64) {
        let bytes = fixture(&format!("{}/feed.json", CASES[case]));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a small file")]
        let end = (bytes.len() as f64 * share) as usize;
        sound(&bytes[..end]);
    }

    #[test]
    fn flipped_bytes(case in 0..CASES.len(), flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = fixture(&format!("{}/feed.json", CASES[case]));
        for (place, byte) in flips {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        sound(&bytes);
    }

    #[test]
    fn replaced_and_removed_values(
        case in 0..CASES.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), prop::option::of(strange())), 1..4),
    ) {
        let mut document: Value = serde_json::from_slice(&fixture(&format!("{}/feed.json", CASES[case]))).unwrap();
        for (place, value) in changes {
            let mut found = Vec::new();
            pointers(&document, "", &mut found);
            let pointer = place.get(&found[..]).clone();
            match value {
                Some(value) => *document.pointer_mut(&pointer).unwrap() = value,
                None => remove(&mut document, &pointer),
            }
        }
        sound(document.to_string().as_bytes());
    }

    #[test]
    fn exchanged_values(case in 0..CASES.len(), a in any::<prop::sample::Index>(), b in any::<prop::sample::Index>()) {
        let mut document: Value = serde_json::from_slice(&fixture(&format!("{}/feed.json", CASES[case]))).unwrap();
        let mut found = Vec::new();
        pointers(&document, "", &mut found);
        let (a, b) = (a.get(&found[..]), b.get(&found[..]));
        let (first, second) = (document.pointer(a).unwrap().clone(), document.pointer(b).unwrap().clone());
        if let Some(place) = document.pointer_mut(a) {
            *place = second;
        }
        if let Some(place) = document.pointer_mut(b) {
            *place = first;
        }
        sound(document.to_string().as_bytes());
    }

    #[test]
    fn damaged_context(
        file in prop::sample::select(vec!["qualifying.json", "standings.json", "constructors.json", "pitstops.json"]),
        place in any::<prop::sample::Index>(),
        value in prop::option::of(strange()),
    ) {
        let feed = fixture("2024-belgium/feed.json");
        let mut document: Value = serde_json::from_slice(&fixture(&format!("2024-belgium/{file}"))).unwrap();
        let mut found = Vec::new();
        pointers(&document, "", &mut found);
        let pointer = place.get(&found[..]).clone();
        match value {
            Some(value) => *document.pointer_mut(&pointer).unwrap() = value,
            None => remove(&mut document, &pointer),
        }
        let text = document.to_string();
        if let Ok(decoded) = decode(&Input::new(&feed, "feed.json"), &[Input::new(text.as_bytes(), file)]) {
            assert_eq!(decoded.events.len(), 1);
        }
    }

    #[test]
    fn arbitrary_text(text in ".{0,200}", bytes in prop::collection::vec(any::<u8>(), 0..100)) {
        sound(text.as_bytes());
        sound(&bytes);
        sound(format!("{{\"MRData\": {text:?}}}").as_bytes());
    }
}
