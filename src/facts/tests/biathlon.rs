//! Biathlon: the range, the start of a pursuit, the legs of a relay, those who were lapped.

use super::sample::{event, id, ids, only, role, row, sealed, time, with};
use crate::event::{Competitor, Event, Irm, Leg, Mark, Person, Shooting, Sport, UnitKind};
use crate::facts::{FactKind, Value};

/// A race in which everybody's misses at each visit to the range are given.
pub(super) fn range(shootings: &[&[u32]]) -> Event {
    let rows = (1_u32..).zip(shootings).map(|(place, stages)| {
        let mut row = row(place, &format!("b{place}"), Some(place));
        row.mark = Some(Mark::time(1_200_000 + i64::from(place) * 5_000, 1));
        row.shooting = Some(Shooting { misses: stages.iter().sum(), spares: None, stages: stages.to_vec() });
        row
    });
    sealed(event(Sport::Biathlon, UnitKind::Race, rows.collect()))
}

pub(super) const RACE: [&[u32]; 4] = [&[0, 1, 0, 0], &[1, 0, 0, 2], &[0, 0, 0, 0], &[2, 1, 1, 1]];

#[test]
fn the_first_three_are_told_how_they_shot() {
    let race = range(&RACE);
    assert_eq!(role(&race, FactKind::WinnerShooting, "misses"), Some(Value::Count(1)));
    assert_eq!(role(&race, FactKind::WinnerShooting, "targets"), Some(Value::Count(20)));
    assert_eq!(
        (role(&race, FactKind::PodiumShooting, "misses"), role(&race, FactKind::PodiumShooting, "others")),
        (Some(Value::Count(3)), Some(Value::Count(0)))
    );
    assert_eq!(role(&race, FactKind::PodiumShooting, "each"), Some(Value::Flag(false)));
    let one = with(range(&RACE), |race| race.rows[2].shooting = None);
    assert_eq!((role(&one, FactKind::Shooting, "who"), only(&one, FactKind::PodiumShooting)), (id("b2"), None));
    let sum = with(range(&RACE), |race| race.rows[0].shooting.as_mut().unwrap().stages.clear());
    assert_eq!(role(&sum, FactKind::WinnerShooting, "targets"), None, "it is not known how often they shot");
    let shared = with(range(&RACE), |race| (race.rows[1].rank, race.rows[1].mark) = (Some(1), race.rows[0].mark));
    assert!(only(&shared, FactKind::WinnerShooting).is_none(), "nobody won alone");
    let unknown = with(range(&RACE), |race| race.rows[0].shooting = None);
    assert!(only(&unknown, FactKind::WinnerShooting).is_none());
}

#[test]
fn the_only_one_without_a_miss_is_the_only_one_whose_shooting_is_known_to_be_so() {
    let race = range(&RACE);
    assert_eq!(role(&race, FactKind::OnlyClean, "who"), id("b3"));
    assert!(only(&race, FactKind::CleanCount).is_none());
    let two = range(&[&[0, 0], &[0, 0], &[1, 0]]);
    assert_eq!(role(&two, FactKind::CleanCount, "count"), Some(Value::Count(2)));
    assert!(only(&two, FactKind::OnlyClean).is_none());
    assert!(only(&range(&[&[1, 0], &[1, 0]]), FactKind::CleanCount).is_none());
    let unknown = with(range(&RACE), |race| race.rows[3].shooting = None);
    assert!(only(&unknown, FactKind::OnlyClean).is_none(), "the fourth may have been clean too");
    let out = with(range(&RACE), |race| {
        (race.rows[3].rank, race.rows[3].irm, race.rows[3].shooting) = (None, Some(Irm::Dnf), None);
    });
    assert_eq!(role(&out, FactKind::OnlyClean, "who"), id("b3"), "of the finishers");
}

#[test]
fn the_last_visit_is_told_where_the_winner_was_clean_and_the_second_not() {
    let race = range(&RACE);
    assert_eq!(role(&race, FactKind::LastShooting, "second"), id("b2"));
    assert_eq!(role(&race, FactKind::LastShooting, "misses"), Some(Value::Count(2)));
    assert!(only(&range(&[&[0, 1], &[0, 2]]), FactKind::LastShooting).is_none(), "the winner missed too");
    assert!(only(&range(&[&[1, 0], &[1, 0]]), FactKind::LastShooting).is_none(), "the second was clean");
    assert!(only(&range(&[&[1, 0], &[1, 0, 1]]), FactKind::LastShooting).is_none(), "not the same visits");
}

/// A pursuit with the delays at the start in seconds.
pub(super) fn pursuit(delays: &[i64]) -> Event {
    let rows = (1_u32..).zip(delays).map(|(place, delay)| {
        let mut row = row(place, &format!("b{place}"), Some(place));
        row.mark = Some(Mark::time(1_800_000 + i64::from(place) * 5_000, 1));
        row.start_gap = Some(Mark::time(delay * 1000, 0));
        row
    });
    sealed(event(Sport::Biathlon, UnitKind::Race, rows.collect()))
}

#[test]
fn a_pursuit_tells_from_where_the_winner_came_and_what_became_of_the_first() {
    let race = pursuit(&[54, 12, 31, 0]);
    assert_eq!(role(&race, FactKind::PursuitStart, "place"), Some(Value::Ordinal(4)));
    assert_eq!(role(&race, FactKind::PursuitStart, "gap"), Some(Value::Gap(Mark::time(54_000, 0))));
    assert_eq!(
        (role(&race, FactKind::FirstStarter, "who"), role(&race, FactKind::FirstStarter, "rank")),
        (id("b4"), Some(Value::Ordinal(4)))
    );
    let led = pursuit(&[0, 12]);
    assert_eq!((role(&led, FactKind::PursuitStart, "place"), role(&led, FactKind::PursuitStart, "gap")), (Some(Value::Ordinal(1)), None));
    assert!(only(&led, FactKind::FirstStarter).is_none(), "the first won");
}

#[test]
fn delays_that_are_shared_or_missing_tell_nothing() {
    assert!(only(&pursuit(&[12, 12, 0]), FactKind::PursuitStart).is_none(), "two set off together");
    assert!(only(&pursuit(&[12, 0, 0]), FactKind::FirstStarter).is_none());
    let missing = with(pursuit(&[54, 12, 0]), |race| race.rows[1].start_gap = None);
    assert!(only(&missing, FactKind::PursuitStart).is_none());
    let absent = with(pursuit(&[54, 12, 0]), |race| {
        (race.rows[1].start_gap, race.rows[1].rank, race.rows[1].irm) = (None, None, Some(Irm::Dns));
        race.rows[2].rank = Some(2);
    });
    assert_eq!(role(&absent, FactKind::PursuitStart, "place"), Some(Value::Ordinal(2)), "who did not start is not counted");
}

/// A relay: for each team the rank of each leg and the place after it.
pub(super) fn relay(teams: &[[(u32, u32); 4]]) -> Event {
    let person = |name: String| Person { id: name.clone(), given: None, family: name.clone(), full: name, gender: None };
    let rows = (1_u32..).zip(teams).map(|(place, legs)| {
        let mut row = row(place, &format!("t{place}"), Some(place));
        let members = ["Ames", "Bell", "Cole", "Dean"].map(|name| person(format!("{name}{place}"))).into();
        row.competitor = Competitor::Team { id: format!("t{place}"), name: format!("Land {place}"), members };
        row.mark = Some(time("1:08:12.6"));
        row.mark.as_mut().unwrap().value += i64::from(place) * 1_000;
        row.legs = (1..).zip(legs).map(|(number, (rank, place))| Leg { number, rank: Some(*rank), place: Some(*place) }).collect();
        row.shooting = Some(Shooting { misses: 0, spares: Some(7), stages: Vec::new() });
        row
    });
    let mut event = event(Sport::Biathlon, UnitKind::Race, rows.collect());
    event.individual = false;
    sealed(event)
}

#[test]
fn a_relay_tells_its_spare_rounds_its_worst_place_and_its_fastest_leg() {
    let race = relay(&[[(3, 4), (2, 2), (1, 2), (1, 1)], [(1, 1), (1, 1), (2, 1), (2, 2)]]);
    assert_eq!(role(&race, FactKind::RelayShooting, "spares"), Some(Value::Count(7)));
    assert_eq!(
        (role(&race, FactKind::LegPlace, "place"), role(&race, FactKind::LegPlace, "leg")),
        (Some(Value::Ordinal(4)), Some(Value::Ordinal(1)))
    );
    assert_eq!(role(&race, FactKind::FastestLeg, "member"), Some(Value::Name("Dean1".into())), "the last of two");
    assert_eq!(role(&race, FactKind::Legs, "fourth"), Some(Value::Name("Dean1".into())));
    assert!(only(&race, FactKind::WinnerShooting).is_none(), "a team is no biathlete");
}

#[test]
fn a_leg_of_two_fastest_and_a_team_that_always_led_tell_nothing() {
    let level = relay(&[[(2, 1), (2, 1), (2, 1), (1, 1)], [(1, 2), (1, 2), (1, 2), (1, 2)]]);
    assert!(only(&level, FactKind::FastestLeg).is_none() && only(&level, FactKind::LegPlace).is_none());
    let twice = with(level, |race| {
        if let Competitor::Team { members, .. } = &mut race.rows[0].competitor {
            members[2] = members[0].clone();
        }
    });
    assert!(only(&twice, FactKind::Legs).is_none() && only(&twice, FactKind::Pair).is_none(), "three are no quartet and no pair");
    let pair = with(twice, |race| {
        if let Competitor::Team { members, .. } = &mut race.rows[0].competitor {
            members[3] = members[1].clone();
        }
    });
    assert_eq!(role(&pair, FactKind::Pair, "second"), Some(Value::Name("Bell1".into())), "two who took turns");
}

#[test]
fn who_was_lapped_is_named_while_they_are_few() {
    let out = |number: usize| {
        with(range(&[[0, 0].as_slice(); 7]), |race| {
            for row in race.rows.iter_mut().rev().take(number) {
                (row.rank, row.irm) = (None, Some(Irm::Lapped));
            }
        })
    };
    assert_eq!(role(&out(2), FactKind::Lapped, "lapped"), ids(&["b6", "b7"]));
    assert_eq!(role(&out(5), FactKind::LappedCount, "count"), Some(Value::Count(5)));
    assert!(only(&out(0), FactKind::Lapped).is_none() && only(&out(2), FactKind::Retired).is_none());
}
