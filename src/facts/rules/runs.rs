//! A race of several runs: who led before the last and did not win, or went out in it, who had the fastest last run, and in which run others
//! went out. All of it needs the times of everybody who finished the run before.

use crate::english::ordinal::ordinal_words;
use crate::event::{Irm, Mark, Row, Split, Sport};
use crate::facts::draft::Draft;
use crate::facts::reading::{Reading, count, started};
use crate::facts::{Fact, FactKind, Value};

pub(super) fn derive(on: &Reading<'_>) -> Vec<Fact> {
    if !matches!(on.event.sport, Sport::Skiing | Sport::Sliding) {
        return Vec::new();
    }
    let before = before(on);
    let known = on.with_irm(&[Irm::Dnf]).iter().all(|row| row.irm_run.is_some());
    let first = before.as_ref().and_then(Before::leader);
    let leader = first.and_then(|(row, split)| before.as_ref().and_then(|before| fate(on, before, row, split, known)));
    let out = leader.as_ref().filter(|fact| fact.kind == FactKind::LeaderOut).and(first).map(|(row, _)| row.competitor.id());
    let fastest = before.as_ref().and_then(|before| fastest(on, before));
    let lists = if known { out_in_runs(on, out) } else { Vec::new() };
    leader.into_iter().chain(fastest).chain(lists).collect()
}

/// Everybody who finished the run before the last.
struct Before<'a> {
    /// The number of the last run.
    last: u32,
    rows: Vec<(&'a Row, &'a Split)>,
}

impl<'a> Before<'a> {
    /// The only one with the best time.
    fn leader(&self) -> Option<(&'a Row, &'a Split)> {
        let best = self.rows.iter().map(|(_, split)| split.mark.value).min()?;
        let mut first = self.rows.iter().filter(|(_, split)| split.mark.value == best);
        first.next().copied().filter(|_| first.next().is_none())
    }

    fn read(&self, fact: Draft) -> Draft {
        self.rows.iter().fold(fact, |fact, (row, split)| fact.reads(row, &[&format!("split:{}", split.point), "irm"]))
    }
}

fn before<'a>(on: &Reading<'a>) -> Option<Before<'a>> {
    let point = on.ranked.first()?.splits.last().filter(|split| split.ends_run())?.point.as_str();
    let rows = on.rows.iter().filter(|row| started(row) != Some(false) && !row.out_before(point)).copied();
    let at = |row: &'a Row| row.splits.last().filter(|split| split.point == point).map(|split| (row, split));
    let rows: Option<Vec<_>> = rows.map(at).collect();
    let last = point.parse::<u32>().ok()?.checked_add(1)?;
    rows.filter(|rows| rows.len() > 1).map(|rows| Before { last, rows })
}

/// What became of the leader, who did not win.
fn fate(on: &Reading<'_>, before: &Before<'_>, row: &Row, split: &Split, known: bool) -> Option<Fact> {
    let draft = match (row.irm, row.rank) {
        // Of more than two runs, those who went out are told by the run alone.
        (Some(Irm::Dnf), _) if known && before.last == 2 && row.irm_run == Some(before.last) => {
            Draft::basic(FactKind::LeaderOut).who("who", row).with("run", Value::Ordinal(before.last))
        }
        (None, Some(rank)) if rank > 1 && on.at(rank).is_some() => {
            let draft = Draft::derived(FactKind::SplitLeader).who("who", row).with("point", Value::Name(split.label.clone()?));
            draft.with("rank", Value::Ordinal(rank)).reads(row, &["rank"])
        }
        _ => return None,
    };
    Some(before.read(draft).done())
}

/// The fastest last run of all who finished it; those who went out in a run had none.
fn fastest(on: &Reading<'_>, before: &Before<'_>) -> Option<Fact> {
    let ran = before.rows.iter().filter(|(row, _)| row.irm_run.is_none());
    let times: Option<Vec<(&Row, Mark)>> = ran.map(|(row, split)| Some((*row, row.mark?.difference(split.mark)?))).collect();
    let times = times?;
    let best = times.iter().map(|(_, time)| time.value).min()?;
    let mut first = times.iter().filter(|(_, time)| time.value == best);
    let (Some((row, time)), None) = (first.next(), first.next()) else { return None };
    row.rank.filter(|rank| row.irm.is_none() && on.at(*rank).is_some())?;
    let stretch = format!("{} run", ordinal_words(before.last.into()));
    let draft = Draft::derived(FactKind::FastestFinish).who("who", row).with("stretch", Value::Name(stretch)).with("time", Value::Mark(*time));
    let draft = before.read(draft);
    Some(times.iter().fold(draft, |draft, (row, _)| draft.reads(row, &["mark"])).done())
}

/// Those who went out in each run, while they are few; a leader of whom that is told is not named again.
fn out_in_runs(on: &Reading<'_>, told: Option<&str>) -> Vec<Fact> {
    let out = on.with_irm(&[Irm::Dnf]);
    let of = |run: u32| -> Vec<&Row> {
        out.iter().filter(|row| row.irm_run == Some(run) && told != Some(row.competitor.id())).copied().collect()
    };
    let runs = (1..=3).map(|run| (run, of(run))).filter(|(_, rows)| (1..=on.weights.thresholds.named).contains(&count(rows)));
    let fact = |(run, rows): (u32, Vec<&Row>)| {
        let draft = Draft::basic(FactKind::OutInRun).tag(&run.to_string()).list("out", &rows).with("run", Value::Ordinal(run));
        draft.reads_all(&rows, "irm").done()
    };
    runs.map(fact).collect()
}
