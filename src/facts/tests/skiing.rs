//! Races of two runs: who led between them, who came from behind, who was fastest in the second, who went out.

use super::sample::{event, id, ids, ledger, only, role, row, sealed, split, with};
use crate::event::{Event, Irm, Mark, Sport, UnitKind};
use crate::facts::{FactKind, Value};

/// A slalom: the first run and the total in milliseconds.
pub(super) fn slalom(runs: &[(i64, i64)]) -> Event {
    let rows = (1_u32..).zip(runs).map(|(place, (first, total))| {
        let mut row = row(place, &format!("s{place}"), Some(place));
        row.splits = vec![split("1", Some("the first run"), *first)];
        row.mark = Some(Mark::time(*total, 2));
        row
    });
    sealed(event(Sport::Skiing, UnitKind::Race, rows.collect()))
}

pub(super) const RACE: [(i64, i64); 4] = [(52_750, 104_070), (52_010, 104_250), (52_630, 104_580), (51_900, 104_890)];

/// The race with one more who went out.
fn with_out(run: u32, first: Option<i64>) -> Event {
    with(slalom(&RACE), |race| {
        let mut out = row(5, "out", None);
        (out.irm, out.irm_run) = (Some(Irm::Dnf), Some(run));
        out.splits = first.map(|ms| split("1", Some("the first run"), ms)).into_iter().collect();
        race.rows.push(out);
    })
}

#[test]
fn a_winner_comes_from_behind_and_the_leader_keeps_a_place() {
    let race = slalom(&RACE);
    assert_eq!(role(&race, FactKind::CameFromBehind, "rank"), Some(Value::Ordinal(4)));
    assert_eq!(
        (role(&race, FactKind::SplitLeader, "who"), role(&race, FactKind::SplitLeader, "rank")),
        (id("s4"), Some(Value::Ordinal(4)))
    );
    assert_eq!(role(&race, FactKind::FastestFinish, "who"), id("s1"));
    assert_eq!(role(&race, FactKind::FastestFinish, "time"), Some(Value::Mark(Mark::time(51_320, 2))));
    assert_eq!(role(&race, FactKind::FastestFinish, "stretch"), Some(Value::Name("second run".into())));
    let led = slalom(&[(51_000, 104_070), (52_010, 104_250)]);
    assert!(only(&led, FactKind::LedThroughout).is_some(), "of two runs there is one point");
    assert!(only(&led, FactKind::SplitLeader).is_none() && only(&led, FactKind::CameFromBehind).is_none());
}

#[test]
fn a_shared_lead_and_a_missing_time_tell_nothing() {
    assert!(only(&slalom(&[(52_000, 104_070), (51_900, 104_250), (51_900, 104_300)]), FactKind::SplitLeader).is_none());
    assert!(only(&slalom(&[(52_000, 104_000), (52_100, 104_100)]), FactKind::FastestFinish).is_none(), "two were as fast");
    let missing = with(slalom(&RACE), |race| race.rows[3].splits.clear());
    assert!([FactKind::SplitLeader, FactKind::FastestFinish, FactKind::CameFromBehind].iter().all(|kind| only(&missing, *kind).is_none()));
    let course = with(slalom(&RACE), |race| race.rows.iter_mut().for_each(|row| row.splits[0].label = Some("the first split".into())));
    assert!(only(&course, FactKind::FastestFinish).is_none(), "a point of the course ends no run");
}

#[test]
fn who_was_out_in_the_first_run_did_not_lead_after_it() {
    let race = with_out(1, None);
    assert_eq!(role(&race, FactKind::CameFromBehind, "rank"), Some(Value::Ordinal(4)));
    assert_eq!(role(&race, FactKind::SplitLeader, "who"), id("s4"));
    assert!(only(&with_out(2, None), FactKind::SplitLeader).is_none(), "one who finished it has no time");
    assert_eq!(role(&with_out(2, Some(52_000)), FactKind::CameFromBehind, "rank"), Some(Value::Ordinal(5)), "and counts with it");
}

#[test]
fn a_leader_who_goes_out_is_told_alone() {
    let race = with_out(2, Some(51_000));
    assert_eq!((role(&race, FactKind::LeaderOut, "who"), role(&race, FactKind::LeaderOut, "run")), (id("out"), Some(Value::Ordinal(2))));
    assert!(only(&race, FactKind::SplitLeader).is_none() && only(&race, FactKind::OutInRun).is_none());
    assert!(only(&with_out(2, Some(52_500)), FactKind::LeaderOut).is_none());
}

#[test]
fn those_who_went_out_are_told_with_their_run_where_all_runs_are_known() {
    let race = with_out(2, Some(52_500));
    assert_eq!((role(&race, FactKind::OutInRun, "out"), role(&race, FactKind::OutInRun, "run")), (ids(&["out"]), Some(Value::Ordinal(2))));
    let unknown = with(race, |race| {
        let mut other = row(6, "other", None);
        other.irm = Some(Irm::Dnf);
        race.rows.push(other);
    });
    assert!(only(&unknown, FactKind::OutInRun).is_none());
    let many = with(slalom(&RACE), |race| {
        for order in 5..=10 {
            let mut out = row(order, &format!("o{order}"), None);
            (out.irm, out.irm_run) = (Some(Irm::Dnf), Some(1));
            race.rows.push(out);
        }
    });
    assert!(only(&many, FactKind::OutInRun).is_none() && ledger(&many).of(FactKind::RetiredCount).next().is_some());
}
