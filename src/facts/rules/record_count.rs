//! How many set a national record or a personal best, where at least three did and the flags tell them all.

use crate::event::Row;
use crate::facts::draft::Draft;
use crate::facts::reading::{Reading, count};
use crate::facts::{Fact, FactKind, Value};

/// Codes that several can set in one unit.
const CODES: [&str; 2] = ["NR", "PB"];
/// Records of the world or a continent, which are national records too, though feeds do not flag them twice.
const HIGHER: [&str; 8] = ["WR", "AR", "AF", "AS", "ER", "NA", "SA", "OC"];
/// Below this many, each is told by name or not at all.
const LEAST: u32 = 3;

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    CODES.iter().filter_map(|code| told(on, code)).collect()
}

fn told(on: &Reading<'_>, code: &str) -> Option<Fact> {
    let set = |row: &&&Row| row.irm.is_none() && row.records.iter().any(|flag| flag.code == code && !flag.equalled && flag.confirmed);
    let rows: Vec<&Row> = on.rows.iter().filter(set).copied().collect();
    let number = count(&rows);
    let higher = |row: &&Row| row.records.iter().any(|flag| HIGHER.contains(&flag.code.as_str()));
    let uncounted = code == "NR" && on.rows.iter().any(|row| higher(row) && !rows.iter().any(|counted| counted.competitor.id() == row.competitor.id()));
    if number < LEAST || uncounted {
        return None;
    }
    let draft = Draft::derived(FactKind::RecordCount).tag(code).with("code", Value::Code(code.to_owned()));
    Some(draft.with("count", Value::Count(number)).reads_all(&rows, &format!("record:{code}")).done())
}
