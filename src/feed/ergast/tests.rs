//! Tests of the Ergast decoder: every collected sample, every fixture, and the traps of the format.

mod contexts;
mod fixtures;
mod mutations;
mod samples;
mod traps;

use crate::event::Event;
use crate::feed::{Decoded, FeedError, Input, decode};
use serde_json::Value;

/// A file of `fixtures/f1`.
fn fixture(path: &str) -> Vec<u8> {
    let path = format!("{}/fixtures/f1/{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn decode_bytes(bytes: &[u8]) -> Result<Decoded, FeedError> {
    decode(&Input::new(bytes, "feed.json"), &[])
}

/// The one event of a fixture.
fn event(case: &str) -> Event {
    let decoded = decode_bytes(&fixture(&format!("{case}/feed.json"))).unwrap();
    assert_eq!((decoded.events.len(), decoded.refused.len()), (1, 0));
    decoded.events.into_iter().next().unwrap()
}

/// A fixture's document after a change.
fn changed(case: &str, change: impl FnOnce(&mut Value)) -> Result<Decoded, FeedError> {
    let mut document: Value = serde_json::from_slice(&fixture(&format!("{case}/feed.json"))).unwrap();
    change(&mut document);
    decode_bytes(document.to_string().as_bytes())
}

const ROWS: &str = "/MRData/RaceTable/Races/0/Results";

/// A cell of a race's row, for a change.
fn cell<'v>(document: &'v mut Value, row: usize, path: &str) -> &'v mut Value {
    document.pointer_mut(&format!("{ROWS}/{row}{path}")).unwrap()
}
