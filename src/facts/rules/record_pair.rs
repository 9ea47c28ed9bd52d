//! Two beside the podium who set a national record: told together, for the same sentence twice reads like a form letter.

use super::record_count::is_of_more_than_a_nation;
use crate::event::Row;
use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::facts::{Fact, FactKind, Value};

const CODE: &str = "NR";

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let set = |row: &&&Row| row.records.iter().any(|flag| flag.code == CODE && !flag.equalled && flag.confirmed);
    let down = on.ranked.iter().filter(|row| row.rank.is_some_and(|rank| rank > 3)).filter(set);
    let rows: Vec<&Row> = down.copied().filter(|row| !is_of_more_than_a_nation(row)).collect();
    let [first, second] = rows.as_slice() else { return Vec::new() };
    let (Some(mark), Some(other)) = (first.mark, second.mark) else { return Vec::new() };
    let draft = Draft::derived(FactKind::RecordPair).who("first", first).who("second", second);
    let draft = draft.with("code", Value::Code(CODE.to_owned())).with("mark", Value::Mark(mark)).with("other", Value::Mark(other));
    vec![draft.reads_all(&[first, second], "mark").reads_all(&[first, second], &format!("record:{CODE}")).done()]
}
