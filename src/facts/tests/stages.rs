//! Stage races and orienteering: classifications after a stage, missed controls.

use super::sample::{cell, event, id, ids, ledger, only, role, row, sealed, time, with};
use crate::event::{Event, Irm, Mark, Sport, Standing, StandingKind, UnitKind};
use crate::facts::{FactKind, Value};

fn line(kind: StandingKind, rank: u32, rider: &str, before: Option<u32>, text: &str) -> Standing {
    let at = format!("/{kind:?}/{rank}");
    Standing { kind, rank, id: rider.into(), name: rider.into(), points: time(text), wins: None, before, cell: cell(at, text) }
}

/// Three riders, with the overall classification that is given.
fn stage(lines: &[Standing]) -> Event {
    let rows = (1_u32..=3).map(|place| {
        let mut row = row(place, &format!("r{place}"), Some(place));
        row.mark = Some(Mark::time(16_000_000 + i64::from(place) * 1_000, 0));
        row
    });
    let mut event = event(Sport::Cycling, UnitKind::Race, rows.collect());
    event.context.standings = lines.to_vec();
    sealed(event)
}

#[test]
fn the_rank_before_the_stage_tells_whether_the_lead_was_kept_or_taken() {
    let lead = |before| {
        stage(&[line(StandingKind::Overall, 1, "r2", before, "61:49:31"), line(StandingKind::Overall, 2, "r1", Some(2), "61:51:36")])
    };
    assert_eq!(role(&lead(Some(1)), FactKind::KeptOverallLead, "who"), id("r2"));
    assert_eq!(role(&lead(Some(1)), FactKind::KeptOverallLead, "gap"), Some(Value::Gap(Mark::time(125_000, 0))));
    assert_eq!(role(&lead(Some(4)), FactKind::TookOverallLead, "second"), id("r1"));
    assert!(only(&lead(Some(4)), FactKind::KeptOverallLead).is_none());
    assert_eq!(role(&lead(None), FactKind::LeadsOverall, "who"), id("r2"));
    assert_eq!(role(&lead(Some(1)), FactKind::OverallWinner, "rank"), Some(Value::Ordinal(2)));
}

#[test]
fn two_of_one_time_are_not_apart_and_two_leaders_are_none() {
    let level =
        stage(&[line(StandingKind::Overall, 1, "r2", Some(1), "9:08:55"), line(StandingKind::Overall, 2, "r1", Some(2), "9:08:55")]);
    assert_eq!(role(&level, FactKind::KeptOverallLead, "gap"), None);
    let two = stage(&[line(StandingKind::Overall, 1, "r2", Some(1), "9:08:55"), line(StandingKind::Overall, 1, "r1", Some(2), "9:08:55")]);
    assert!(ledger(&two).of(FactKind::KeptOverallLead).next().is_none());
    let stranger = stage(&[line(StandingKind::Overall, 1, "somebody", Some(1), "9:08:55")]);
    assert!(only(&stranger, FactKind::KeptOverallLead).is_none(), "who is not in the result cannot be referred to");
}

#[test]
fn other_classifications_have_leaders_of_their_own() {
    let race =
        stage(&[line(StandingKind::Mountains, 1, "r3", None, "1:00"), line(StandingKind::PointsClassification, 1, "r1", None, "2:00")]);
    let leaders: Vec<_> = ledger(&race).of(FactKind::ClassificationLeader).map(|fact| fact.id.clone()).collect();
    assert_eq!(leaders.len(), 2, "{leaders:?}");
    assert!(ledger(&race).of(FactKind::StandingLeader).next().is_none(), "a jersey is no championship");
}

#[test]
fn who_mispunched_is_named_while_they_are_few() {
    let out = |number: u32| {
        let rows = (1..=6).map(|place| row(place, &format!("r{place}"), Some(place)));
        with(sealed(event(Sport::Orienteering, UnitKind::Race, rows.collect())), |event| {
            for row in event.rows.iter_mut().rev().take(usize::try_from(number).unwrap()) {
                (row.rank, row.irm) = (None, Some(Irm::Mispunched));
            }
        })
    };
    assert_eq!(role(&out(2), FactKind::Mispunched, "mispunched"), ids(&["r5", "r6"]));
    assert_eq!(role(&out(5), FactKind::MispunchedCount, "count"), Some(Value::Count(5)));
    assert!(only(&out(0), FactKind::Mispunched).is_none() && only(&out(2), FactKind::Disqualified).is_none());
}
