//! Disqualified: whoever lost a better mark than the winner's or the third's that way, and the others by name while they are few, otherwise how
//! many in all.

use crate::event::{Irm, Row};
use crate::facts::draft::Draft;
use crate::facts::reading::{Reading, count};
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    let out = on.with_irm(&[Irm::Dsq]);
    let number = count(&out);
    let before: Vec<Fact> = on.winner().into_iter().flat_map(|winner| out.iter().filter_map(|row| ahead(winner, row))).collect();
    let third = on.winner().and_then(|_| on.at(3)).into_iter();
    let faster = third.flat_map(|third| out.iter().filter_map(|row| faster(on, third, row))).collect::<Vec<_>>();
    // Who was disqualified with a better mark is named for that: the list has the others.
    let told = |row: &&Row| {
        let who = Value::Competitor(row.competitor.id().to_owned());
        before.iter().chain(&faster).any(|fact| fact.roles.get("who") == Some(&who))
    };
    let others: Vec<&Row> = out.iter().copied().filter(|row| !told(row)).collect();
    let list = match number {
        _ if others.is_empty() => None,
        few if few <= on.weights.thresholds.named => {
            let list = Draft::basic(FactKind::Disqualified).list("disqualified", &others).reads_all(&others, "irm");
            Some(list.with("also", Value::Flag(others.len() < out.len())))
        }
        _ => Some(Draft::derived(FactKind::DisqualifiedCount).with("count", Value::Count(number)).reads_all(&out, "irm")),
    };
    list.map(Draft::done).into_iter().chain(before).chain(faster).collect()
}

/// Who had a better mark than the third's, though not than the winner's (that is a fact of its own).
fn faster(on: &Reading<'_>, third: &Row, row: &Row) -> Option<Fact> {
    let winner = on.winner()?;
    let (mark, best) = (row.mark?, winner.mark?);
    let short = third.laps.is_some() || row.laps.is_some();
    if short || !mark.beats(third.mark?) || mark.beats(best) {
        return None;
    }
    let draft = Draft::derived(FactKind::DisqualifiedFaster).who("who", row).who("third", third).with("mark", Value::Mark(mark));
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
