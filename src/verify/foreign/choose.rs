//! Among the repairs of a false claim, those that the rest of the sentence bears out.

use super::bench::{Bench, Judged, Reading};
use super::repair::Repair;
use crate::verify::claim::{Arg, RawClaim};
use crate::verify::evaluate::{Truth, Val};
use std::ops::Range;

/// The repairs of a false claim, the likeliest first, each with how many false claims of the sentence it puts right. A repair that
/// would make a true claim false is none.
pub(super) fn repairs(bench: &Bench<'_>, reading: &Reading, judged: &Judged) -> Vec<(Repair, usize)> {
    #[expect(clippy::redundant_closure_for_method_calls, reason = "the method alone is not general enough in its lifetime")]
    let all = bench.trial(judged, |trial| trial.repairs()).unwrap_or_default();
    let mut scored: Vec<(Repair, usize)> = all
        .into_iter()
        .filter_map(|repair| Some((score(bench, reading, judged, &repair)?, repair)))
        .map(|(score, repair)| (repair, score))
        .collect();
    scored.sort_by_key(|(_, score)| std::cmp::Reverse(*score));
    scored
}

/// How many claims become true; `None` where one becomes false.
fn score(bench: &Bench<'_>, reading: &Reading, judged: &Judged, repair: &Repair) -> Option<usize> {
    let named: Vec<(Range<usize>, usize)> =
        repair.changes.iter().filter_map(|(role, value)| Some((mention(&judged.raw, role)?, row(value)?))).collect();
    let mut fixed = 1;
    for other in reading.judged.iter().filter(|other| other.raw != judged.raw) {
        let changes: Vec<(String, Val)> = other
            .raw
            .roles
            .iter()
            .filter_map(|(role, arg)| {
                let tokens = arg.tokens()?;
                let (_, row) = named.iter().find(|(mention, _)| *mention == tokens)?;
                Some((role.clone(), Val::Who(*row)))
            })
            .collect();
        if changes.is_empty() {
            continue;
        }
        let after = bench.trial(other, |trial| trial.holds(&changes))?;
        match (&other.truth, after) {
            (Some(Truth::True), Truth::False(_)) => return None,
            (Some(Truth::False(_)), Truth::True) => fixed += 1,
            _ => {}
        }
    }
    Some(fixed)
}

fn row(value: &Val) -> Option<usize> {
    if let Val::Who(row) = value { Some(*row) } else { None }
}

/// The tokens of a competitor in a role.
fn mention(raw: &RawClaim, role: &str) -> Option<Range<usize>> {
    raw.roles.iter().find(|(name, _)| name == role).and_then(|(_, arg)| arg.tokens())
}

/// The tokens of a role's value.
pub(super) fn span_of(raw: &RawClaim, role: &str) -> Option<(Range<usize>, Arg)> {
    let at = raw.roles.iter().position(|(name, _)| name == role)?;
    let (_, arg) = raw.roles.get(at)?;
    let span = arg.tokens().or_else(|| raw.spans.get(at).cloned())?;
    Some((span, arg.clone()))
}
