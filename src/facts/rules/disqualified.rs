//! Disqualified: all names while they are few, otherwise how many; and whoever lost a better mark than the winner's that way.

use crate::facts::draft::Draft;
use crate::facts::reading::Reading;
use crate::event::{Irm, Row};
use crate::facts::reading::count;
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let out = on.with_irm(&[Irm::Dsq]);
    let number = count(&out);
    let list = match number {
        0 => return Vec::new(),
        few if few <= on.weights.thresholds.named => Draft::basic(FactKind::Disqualified).list("disqualified", &out),
        _ => Draft::derived(FactKind::DisqualifiedCount).with("count", Value::Count(number)),
    };
    let before: Vec<Fact> = on.winner().into_iter().flat_map(|winner| out.iter().filter_map(|row| ahead(winner, row))).collect();
    let third = on.winner().and_then(|_| on.at(3)).into_iter();
    let faster = third.flat_map(|third| out.iter().filter_map(|row| faster(on, third, row))).collect::<Vec<_>>();
    // Who was disqualified with a better mark is named for that: a list of the same would say it twice.
    let list = Some(list.reads_all(&out, "irm").done()).filter(|_| before.len() + faster.len() < out.len());
    list.into_iter().chain(before).chain(faster).collect()
}

/// Who had a better mark than the third's, though not than the winner's (that is a fact of its own).
fn faster(on: &Reading<'_>, third: &Row, row: &Row) -> Option<Fact> {
    let winner = on.winner()?;
    let (mark, best) = (row.mark?, winner.mark?);
    let short = third.laps.is_some() || row.laps.is_some();
    if short || !mark.beats(third.mark?) || mark.beats(best) {
        return None;
    }
    let draft = Draft::derived(FactKind::DisqualifiedFaster).who("who", row).who("third", third);
    Some(draft.reads(row, &["irm", "mark", "laps"]).reads(third, &["rank", "mark", "laps"]).reads(winner, &["rank", "mark"]).done())
}

/// The mark must be of the whole distance: not fewer laps than the winner, where laps are known.
fn ahead(winner: &Row, row: &Row) -> Option<Fact> {
    let (best, mark) = (winner.mark?, row.mark?);
    let short = winner.laps.is_some() && (row.laps.is_none() || row.laps < winner.laps);
    if short || mark.unit != best.unit || !mark.beats(best) {
        return None;
    }
    let draft = Draft::derived(FactKind::DisqualifiedAhead).who("who", row).who("winner", winner).with("mark", Value::Mark(mark));
    Some(draft.reads(row, &["irm", "mark", "laps"]).reads(winner, &["rank", "mark", "laps"]).done())
}
