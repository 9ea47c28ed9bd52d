//! How many set a national record or a personal best, where at least three did.

use crate::event::Row;
use crate::facts::draft::Draft;
use crate::facts::reading::{Reading, count};
use crate::facts::{Fact, FactKind, Value};

/// Codes that several can set in one unit.
const CODES: [&str; 2] = ["NR", "PB"];
/// Below this many, each is told by name or not at all.
const LEAST: u32 = 3;

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    CODES.iter().filter_map(|code| told(on, code)).collect()
}

fn told(on: &Reading<'_>, code: &str) -> Option<Fact> {
    let set = |row: &&&Row| row.irm.is_none() && row.records.iter().any(|flag| flag.code == code && !flag.equalled && flag.confirmed);
    let rows: Vec<&Row> = on.rows.iter().filter(set).copied().collect();
    let number = count(&rows);
    if number < LEAST {
        return None;
    }
    let draft = Draft::derived(FactKind::RecordCount).tag(code).with("code", Value::Code(code.to_owned()));
    Some(draft.with("count", Value::Count(number)).reads_all(&rows, &format!("record:{code}")).done())
}
