//! Records that the feed flags, of anybody with a valid mark. An unratified one is a fact with its flag down.

use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::event::{RecordFlag, Row};
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let valid = on.rows.iter().filter(|row| row.irm.is_none());
    valid.flat_map(|row| row.records.iter().filter_map(|flag| record(on, row, flag))).collect()
}

/// Nobody has to ratify these: one that is not confirmed is none.
const UNRATIFIED: [&str; 4] = ["PB", "SB", "WB", "WL"];

fn record(on: &Reading<'_>, row: &Row, flag: &RecordFlag) -> Option<Fact> {
    if !flag.confirmed && UNRATIFIED.contains(&flag.code.as_str()) {
        return None;
    }
    let draft = Draft::basic(FactKind::Record)
        .tag(&flag.code)
        .who("who", row)
        .with("code", Value::Code(flag.code.clone()))
        .with("mark", Value::Mark(row.mark?))
        .with("equalled", Value::Flag(flag.equalled))
        .with("confirmed", Value::Flag(flag.confirmed));
    let field = format!("record:{}", flag.code);
    let draft = draft.maybe("rank", row.rank.filter(|rank| on.at(*rank).is_some()).map(Value::Ordinal));
    Some(draft.reads(row, &["mark", "rank", &field]).done())
}
