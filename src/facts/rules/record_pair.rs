//! Two beside the podium who set a national record and no greater one: told together, for the same sentence twice reads like a form letter.

use crate::event::Row;
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

const CODE: &str = "NR";
/// Flags beside it that a national record says already.
const LESSER: [&str; 3] = [CODE, "PB", "SB"];

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let set = |row: &&Row| row.records.iter().any(|flag| flag.code == CODE && !flag.equalled && flag.confirmed);
    let rows: Vec<&Row> = on.ranked.iter().filter(|row| row.rank.is_some_and(|rank| rank > 3)).copied().filter(set).collect();
    let [first, second] = rows.as_slice() else { return Vec::new() };
    let (Some(mark), Some(other)) = (first.mark, second.mark) else { return Vec::new() };
    let greater = |row: &&Row| row.records.iter().any(|flag| !LESSER.contains(&flag.code.as_str()));
    // Who shares a place has his mark told with the tie.
    let shares = |row: &&Row| on.ranked.iter().filter(|other| other.rank == row.rank).count() > 1;
    if mark == other || rows.iter().any(|row| greater(row) || shares(row)) {
        return Vec::new();
    }
    let draft = Draft::derived(FactKind::RecordPair).who("first", first).who("second", second);
    let draft = draft.with("code", Value::Code(CODE.to_owned())).with("mark", Value::Mark(mark)).with("other", Value::Mark(other));
    vec![draft.reads_all(&rows, "mark").reads_all(&rows, "rank").reads_all(&rows, &format!("record:{CODE}")).done()]
}
