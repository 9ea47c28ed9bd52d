//! Races in the pool: splits, the list over all heats, relays.

use super::sample::{cell, event, id, ledger, only, role, row, sealed, split, time, with};
use crate::event::{Competitor, Event, Irm, LocalDay, Mark, NextRound, Person, Round, Sport, UnitKind};
use crate::facts::{FactKind, Value};

/// A race over 200 metres: the time at 150 metres in milliseconds, the mark.
fn pool(swims: &[(i64, i64)]) -> Event {
    let rows = (1_u32..).zip(swims).map(|(order, (at, end))| {
        let mut row = row(order, &format!("s{order}"), Some(order));
        row.splits =
            vec![split("50", Some("50 metres"), 25_000), split("100", Some("100 metres"), 52_000), split("150", Some("150 metres"), *at)];
        row.mark = Some(Mark::time(*end, 2));
        row
    });
    sealed(event(Sport::Swimming, UnitKind::Race, rows.collect()))
}

const RACE: [(i64, i64); 4] = [(79_000, 105_600), (78_700, 105_900), (79_400, 106_300), (78_300, 106_500)];

#[test]
fn who_led_at_the_last_split_and_did_not_win_is_told_with_the_place() {
    let race = pool(&RACE);
    assert_eq!(role(&race, FactKind::SplitLeader, "who"), id("s4"));
    assert_eq!(role(&race, FactKind::SplitLeader, "rank"), Some(Value::Ordinal(4)));
    assert_eq!(role(&race, FactKind::SplitLeader, "point"), Some(Value::Name("150 metres".into())));
}

#[test]
fn a_leader_who_won_a_shared_lead_and_a_missing_split_tell_nothing() {
    let none = |race: &Event| only(race, FactKind::SplitLeader).is_none();
    assert!(none(&pool(&[(78_000, 105_600), (78_700, 105_900)])), "the winner led");
    assert!(none(&pool(&[(79_000, 105_600), (78_300, 105_900), (78_300, 106_000)])), "two led");
    assert!(none(&with(pool(&RACE), |race| drop(race.rows[2].splits.pop()))), "one may have led");
    assert!(
        none(&with(pool(&RACE), |race| {
            (race.rows[3].rank, race.rows[3].irm) = (None, Some(Irm::Dsq));
        })),
        "the leader has no place"
    );
}

#[test]
fn the_fastest_from_the_last_split_home_needs_everybodys_splits() {
    let race = pool(&RACE);
    assert_eq!(role(&race, FactKind::FastestFinish, "who"), id("s1"));
    assert_eq!(role(&race, FactKind::FastestFinish, "time"), Some(Value::Mark(Mark::time(26_600, 2))));
    assert_eq!(role(&race, FactKind::FastestFinish, "stretch"), Some(Value::Name("50 metres".into())));
    let none = |race: &Event| only(race, FactKind::FastestFinish).is_none();
    assert!(none(&pool(&[(79_000, 105_600), (79_400, 106_000)])), "two were as fast");
    assert!(none(&with(pool(&RACE), |race| drop(race.rows[3].splits.pop()))));
    assert!(none(&with(pool(&RACE), |race| race.rows.iter_mut().for_each(|row| drop(row.splits.remove(1))))), "uneven splits");
}

#[test]
fn a_round_over_all_heats_has_a_best_and_no_winner() {
    let heats = |unit: &str| {
        with(pool(&RACE), |event| {
            event.kind = UnitKind::Heat;
            event.unit = Some(unit.into());
        })
    };
    let list = ledger(&heats("heats for the final"));
    assert!(list.of(FactKind::QualifyingBest).next().is_some() && list.of(FactKind::HeatWin).next().is_none());
    assert!(list.of(FactKind::SplitLeader).next().is_none() && list.of(FactKind::Margin).next().is_none(), "they swam in several heats");
    let one = ledger(&heats("heat 3"));
    assert!(one.of(FactKind::QualifyingBest).next().is_none() && one.of(FactKind::HeatWin).next().is_some());
    assert!(heats("heats for the final").leads_to_final() && heats("semi-finals").leads_to_final() && !heats("heats").leads_to_final());
    let planned = |round: Round| {
        with(heats("heats"), |event| {
            let day = LocalDay { year: 2024, month: 7, day: 29 };
            event.context.next_round = Some(NextRound { round, day, cells: vec![cell("/next".into(), day)] });
            event.rows[0].qualified = Some("q".into());
        })
    };
    assert!(planned(Round::Final).leads_to_final() && !planned(Round::SemiFinals).leads_to_final());
    let reads = |round: Round| {
        let all = ledger(&planned(round));
        all.of(FactKind::Qualified).any(|fact| fact.evidence.cells.iter().any(|cell| cell.at == "/next"))
    };
    assert!(reads(Round::Final) && !reads(Round::SemiFinals), "that it is the final is in the schedule");
}

fn relay(points: &[&str]) -> Event {
    let mut first = row(1, "lake", Some(1));
    let person = |name: &str| Person { id: name.into(), given: None, family: name.into(), full: name.into(), gender: None };
    first.competitor =
        Competitor::Team { id: "lake".into(), name: "Lake SC".into(), members: ["Ames", "Bell", "Cole", "Dean"].map(person).into() };
    first.splits = (1..).zip(points).map(|(leg, point)| split(point, None, leg * 60_000)).collect();
    first.mark = Some(time("4:02.10"));
    let mut second = row(2, "hill", Some(2));
    second.mark = Some(time("4:03.10"));
    let mut event = event(Sport::Swimming, UnitKind::Race, vec![first, second]);
    event.name = "women's 4x100 metres medley relay".into();
    sealed(event)
}

#[test]
fn the_last_leg_of_the_winning_relay_is_from_the_split_at_its_beginning() {
    assert_eq!(role(&relay(&["100", "200", "300"]), FactKind::AnchorLeg, "time"), Some(Value::Mark(Mark::time(62_100, 2))));
    assert_eq!(role(&relay(&["100", "200", "300"]), FactKind::AnchorLeg, "anchor"), Some(Value::Name("Dean".into())));
    assert_eq!(role(&relay(&["100", "200", "300"]), FactKind::Legs, "fourth"), Some(Value::Name("Dean".into())));
    assert!(only(&relay(&["100", "200", "350"]), FactKind::AnchorLeg).is_none());
    assert_eq!(relay(&[]).leg_distance(), Some(100));
    assert_eq!(pool(&RACE).leg_distance(), None);
}
