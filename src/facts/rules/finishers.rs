//! How many of the starters were classified, when some were not. Silent where "finished" and "classified" are known to be different
//! numbers (somebody ran to the end unclassified, or was classified without having done so), and where it is not proven who started.

use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::event::Irm;
use crate::facts::reading::count;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let statuses = on.rows.iter().filter(|row| row.irm.is_some()).count();
    let both = on.rows.iter().any(|row| row.irm.is_some() && row.rank.is_some());
    let unclear = both || on.rows.iter().any(|row| matches!(row.irm, Some(Irm::NotClassified | Irm::Lapped | Irm::OverTimeLimit)));
    if statuses == 0 || unclear || !on.all_ran_to_the_end() || on.ranked.is_empty() {
        return Vec::new();
    }
    let Some((starters, cells)) = on.starters() else { return Vec::new() };
    let draft = Draft::derived(FactKind::Finishers).with("finishers", Value::Count(count(&on.ranked)));
    vec![draft.with("starters", Value::Count(starters)).reads_all(&on.ranked, "rank").reads_all(&on.ranked, "status").cells(cells).done()]
}
