//! Athletics: heights and countback, rounds of throws, qualifying, relays, combined events, reactions, records by number. Each rule with
//! the data that makes it true and the nearest that makes it false.

use super::sample::*;
use crate::event::{Attempt, Competitor, Event, Irm, Mark, Person, Sport, Unit, UnitKind};
use crate::facts::{FactKind, Value};

fn metres(mm: i64) -> Mark {
    Mark { unit: Unit::Distance, value: mm, decimals: 2 }
}

/// A field event: for each row its rank, its mark in millimetres (0: none) and its attempts, `mark or signs` by number.
/// Attempts: a mark in thousandths and how the feed writes it.
type Tries<'a> = &'a [(i64, &'a str)];
/// A row: its place, its mark in thousandths and its attempts.
type Thrown<'a> = (Option<u32>, i64, Tries<'a>);

fn field(name: &str, kind: UnitKind, rows: &[Thrown<'_>]) -> Event {
    let rows = (1_u32..).zip(rows).map(|(order, (rank, mm, attempts))| {
        let mut row = row(order, &format!("f{order}"), *rank);
        row.mark = (*mm > 0).then(|| metres(*mm));
        row.irm = rank.is_none().then_some(Irm::NoMark);
        row.attempts = (1_u32..)
            .zip(attempts.iter())
            .map(|(number, (mm, raw))| Attempt { number, mark: (*mm > 0).then(|| metres(*mm)), raw: (*raw).into() })
            .collect();
        row
    });
    let mut event = event(Sport::Field, kind, rows.collect());
    event.name = name.into();
    event.mark_unit = Some(Unit::Distance);
    sealed(event)
}

fn high_jump(first: &str, second: &str) -> Event {
    let (first, second): (Tries<'_>, Tries<'_>) = (&[(2290, "O"), (2330, first)], &[(2290, second), (2330, "O"), (2360, "XXX")]);
    field("men's high jump final", UnitKind::Race, &[(Some(1), 2330, first), (Some(2), 2330, second), (Some(3), 2290, &[(2290, "XO")])])
}

#[test]
fn equal_heights_are_decided_by_failures_at_the_height_then_by_all_of_them() {
    assert_eq!(role(&high_jump("O", "XO"), FactKind::CountBack, "second"), id("f2"));
    assert_eq!(only(&high_jump("O", "O"), FactKind::CountBack), None, "nothing tells them apart: there was a jump-off");
    assert_eq!(only(&high_jump("XO", "O"), FactKind::CountBack), None, "failures say the opposite of the places");
    let qualifying = with(high_jump("O", "XO"), |event| {
        event.kind = UnitKind::Heat;
        event.name = "men's high jump qualifying".into();
    });
    assert_eq!(only(&qualifying, FactKind::CountBack), None);
}

#[test]
fn failures_above_the_height_do_not_count() {
    let event = field(
        "women's pole vault final",
        UnitKind::Race,
        &[(Some(1), 4850, &[(4850, "O"), (4900, "XXX")]), (Some(2), 4850, &[(4800, "XO"), (4850, "O"), (4900, "X")])],
    );
    assert_eq!(role(&event, FactKind::CountBack, "winner"), id("f1"));
}

#[test]
fn three_or_more_of_one_height_are_told_together() {
    let level = |third: &'static str| {
        let rows: &[Thrown<'_>] = &[
            (Some(1), 1970, &[(1970, "O")]),
            (Some(2), 1970, &[(1970, "XO")]),
            (Some(3), 1970, &[(1970, "XXO")]),
            (Some(4), 1930, &[(1930, "O")]),
        ];
        let mut event = field("women's high jump final", UnitKind::Race, rows);
        event.rows[2].attempts[0].raw = third.into();
        sealed(event)
    };
    assert_eq!(role(&level("XXO"), FactKind::CountBackAll, "level"), ids(&["f1", "f2", "f3"]));
    assert_eq!(only(&level("XO"), FactKind::CountBackAll), None);
}

#[test]
fn the_clearance_is_the_attempt_that_went_over_and_heights_have_no_round() {
    assert_eq!(role(&high_jump("XXO", "XO"), FactKind::Clearance, "attempt"), Some(Value::Ordinal(3)));
    assert_eq!(only(&high_jump("XXX", "XO"), FactKind::Clearance), None, "not cleared");
    assert_eq!(only(&high_jump("O", "XO"), FactKind::WinningAttempt), None);
    let throw = with(high_jump("O", "XO"), |event| event.name = "men's shot put final".into());
    assert_eq!(only(&throw, FactKind::Clearance), None);
}

const FIRST: &[(i64, &str)] = &[(0, "X"), (7000, "7.00"), (7170, "7.17")];
const SECOND: &[(i64, &str)] = &[(7090, "7.09"), (0, "X"), (7150, "7.15")];

fn long_jump(third: &'static [(i64, &'static str)]) -> Event {
    field("women's long jump final", UnitKind::Race, &[(Some(1), 7170, FIRST), (Some(2), 7150, SECOND), (Some(3), 7080, third)])
}

#[test]
fn equal_bests_are_decided_by_the_second_best() {
    let level = |second: &'static [(i64, &'static str)]| {
        field("women's long jump final", UnitKind::Race, &[(Some(1), 7170, FIRST), (Some(2), 7170, second), (Some(3), 7080, &[])])
    };
    let event = level(&[(7170, "7.17"), (0, "X"), (6990, "6.99")]);
    let fact = only(&event, FactKind::SecondBest).unwrap();
    assert_eq!((&fact.roles["mark"], &fact.roles["other"]), (&Value::Mark(metres(7000)), &Value::Mark(metres(6990))));
    assert_eq!(only(&level(&[(7170, "7.17"), (7000, "7.00")]), FactKind::SecondBest), None, "the third-best decided");
    assert_eq!(only(&level(&[(7170, "7.17"), (0, "X")]), FactKind::SecondBest), None, "the other had no second");
    assert_eq!(only(&level(&[(7160, "7.16"), (6990, "6.99")]), FactKind::SecondBest), None, "an attempt is missing");
    assert_eq!(only(&long_jump(&[]), FactKind::SecondBest), None);
}

#[test]
fn the_lead_is_taken_from_whoever_led_alone_before() {
    let event = long_jump(&[(7080, "7.08")]);
    assert_eq!(role(&event, FactKind::TookLead, "leader"), id("f2"));
    assert_eq!(role(&event, FactKind::TookLead, "attempt"), Some(Value::Ordinal(3)));
    assert_eq!(only(&long_jump(&[(7090, "7.09")]), FactKind::TookLead), None, "two led together");
    assert_eq!(only(&long_jump(&[]), FactKind::TookLead), None, "the attempts of one are not known");
    let from_the_first = with(event, |event| event.rows[0].attempts[0].mark = Some(metres(7100)));
    assert_eq!(only(&from_the_first, FactKind::TookLead), None);
}

#[test]
fn in_qualifying_nobody_wins_or_beats_anybody() {
    let rows: &[Thrown<'_>] = &[(Some(1), 21_590, &[(21_590, "21.59")]), (Some(2), 21_030, &[(21_030, "21.03")])];
    let event = field("men's shot put qualifying", UnitKind::Heat, rows);
    assert_eq!(role(&event, FactKind::QualifyingBest, "winner"), id("f1"));
    assert_eq!(role(&event, FactKind::Second, "second"), id("f2"));
    let third = with(event.clone(), |event| {
        let mut row = event.rows[1].clone();
        row.competitor = athlete("f3");
        (row.order, row.rank, row.mark) = (3, Some(3), Some(metres(20_000)));
        event.rows.push(row);
    });
    assert_eq!(role(&third, FactKind::Third, "third"), id("f3"));
    assert_eq!(role(&third, FactKind::Third, "gap"), None, "there is no winner to be behind");
    for kind in [FactKind::HeatWin, FactKind::Margin, FactKind::WinningAttempt] {
        assert_eq!(only(&event, kind), None, "{kind}");
    }
    let heat = with(event.clone(), |event| event.name = "decathlon shot put".into());
    assert!(only(&heat, FactKind::QualifyingBest).is_none() && only(&heat, FactKind::HeatWin).is_some());
    let tied = with(event, |event| {
        event.rows[1].rank = Some(1);
        event.rows[1].mark = event.rows[0].mark;
    });
    assert_eq!(role(&tied, FactKind::QualifyingTie, "count"), Some(Value::Count(2)));
    assert_eq!(only(&tied, FactKind::HeatDeadHeat), None);
}

#[test]
fn an_edition_leads_with_its_side_and_says_who_won_in_a_word() {
    let edition = |code: &str| crate::facts::derive(&final_run(), &crate::facts::Angle::Nation(code.into()));
    let uganda = edition("UGA");
    for id in ["side_place:r4", "side_mark:r4", "side_gap:r4", "side_neighbours:r4,r3,r5", "victor:r1"] {
        assert!(uganda.get(id).is_some(), "{id}");
    }
    assert!(edition("ETH").of(FactKind::SidePlace).next().is_none(), "its own athlete won");
    assert!(uganda.of(FactKind::SideQualified).next().is_none());
    let through = with(final_run(), |event| event.rows[3].qualified = Some("q".into()));
    assert!(crate::facts::derive(&through, &crate::facts::Angle::Nation("UGA".into())).get("side_qualified:r4").is_some());
    let tied = with(final_run(), |event| {
        event.rows[4].rank = Some(4);
        event.rows[4].mark = event.rows[3].mark;
    });
    let ledger = crate::facts::derive(&tied, &crate::facts::Angle::Nation("UGA".into()));
    assert!(ledger.get("side_tied:r4").is_some() && ledger.get("side_place:r4").is_none());
    assert_eq!(ledger.of(FactKind::AthletePlace).count(), 0, "a shared place is no place of one's own");
    let out = with(final_run(), |event| {
        event.rows[8].rank = None;
        event.rows[8].irm = Some(Irm::Dnf);
    });
    let italy = crate::facts::derive(&out, &crate::facts::Angle::Nation("ITA".into()));
    assert!(italy.of(FactKind::SideOut).next().is_some() && italy.get("victor:r1").is_some());
}

#[test]
fn nobody_wins_alone() {
    let alone = runners(UnitKind::Heat, &[(1, "41.77")]);
    assert_eq!(role(&alone, FactKind::RanAlone, "winner"), id("r1"));
    assert_eq!(only(&alone, FactKind::HeatWin), None);
    let two = runners(UnitKind::Heat, &[(1, "41.77"), (2, "41.99")]);
    assert!(only(&two, FactKind::RanAlone).is_none() && only(&two, FactKind::HeatWin).is_some());
}

#[test]
fn those_without_a_mark_are_named_while_they_are_few() {
    let rows: &[Thrown<'_>] = &[(Some(1), 21_590, &[]), (None, 0, &[]), (None, 0, &[])];
    let event = field("men's shot put final", UnitKind::Race, rows);
    assert_eq!(role(&event, FactKind::NoMark, "no_mark"), ids(&["f2", "f3"]));
    let absent = with(event, |event| event.rows.iter_mut().skip(1).for_each(|row| row.irm = Some(Irm::Dns)));
    assert_eq!(only(&absent, FactKind::NoMark), None);
}

#[test]
fn a_place_that_times_gave_is_told_apart_from_one_that_places_gave() {
    let heat = |signs: [&str; 3]| {
        with(runners(UnitKind::Heat, &[(1, "10.01"), (2, "10.02"), (3, "10.03"), (4, "10.04")]), |event| {
            event.rows.iter_mut().zip(signs).for_each(|(row, sign)| row.qualified = Some(sign.to_owned()));
        })
    };
    assert_eq!(role(&heat(["Q", "Q", "q"]), FactKind::ThroughOnTime, "lucky"), ids(&["r3"]));
    assert_eq!(only(&heat(["Q", "Q", "Q"]), FactKind::ThroughOnTime), None);
    let jump = with(heat(["Q", "Q", "q"]), |event| event.sport = Sport::Field);
    assert_eq!(only(&jump, FactKind::ThroughOnTime), None, "in a jump a small q is a place");
}

fn sprint(times: [i64; 3]) -> Event {
    with(runners(UnitKind::Race, &[(1, "9.81"), (2, "9.89"), (3, "9.91")]), |event| {
        event.rows.iter_mut().zip(times).for_each(|(row, ms)| row.reaction = Some(Mark::time(ms, 3)));
    })
}

#[test]
fn the_fastest_reaction_needs_everybodys_and_is_one() {
    assert_eq!(role(&sprint([155, 152, 141]), FactKind::FastestReaction, "who"), id("r3"));
    assert_eq!(only(&sprint([155, 141, 141]), FactKind::FastestReaction), None);
    assert_eq!(only(&sprint([155, 152, 99]), FactKind::FastestReaction), None, "that is a false start");
    let unknown = with(sprint([155, 152, 141]), |event| event.rows[0].reaction = None);
    assert_eq!(only(&unknown, FactKind::FastestReaction), None);
}

#[test]
fn the_others_disqualified_are_listed_apart_from_who_lost_a_better_time() {
    let event = |text: &str| {
        with(runners(UnitKind::Race, &[(1, "37.27"), (2, "37.60"), (3, "37.64"), (4, "38.00"), (5, "38.10")]), |event| {
            for row in event.rows.iter_mut().skip(3) {
                row.rank = None;
                row.irm = Some(Irm::Dsq);
            }
            event.rows[3].mark = Some(time(text));
        })
    };
    let list = |text: &str, role_name: &str| role(&event(text), FactKind::Disqualified, role_name);
    assert_eq!(list("37.62", "disqualified"), Some(Value::Competitors(vec!["r5".to_owned()])));
    assert_eq!(list("37.62", "also"), Some(Value::Flag(true)));
    assert_eq!(list("38.00", "disqualified"), Some(Value::Competitors(vec!["r4".to_owned(), "r5".to_owned()])));
    assert_eq!(list("38.00", "also"), Some(Value::Flag(false)));
}

#[test]
fn who_was_disqualified_with_a_better_time_than_the_third_is_told() {
    let event = |text: &str| {
        with(runners(UnitKind::Race, &[(1, "37.27"), (2, "37.60"), (3, "37.64"), (4, "38.00")]), |event| {
            event.rows[3].rank = None;
            event.rows[3].irm = Some(Irm::Dsq);
            event.rows[3].mark = Some(time(text));
        })
    };
    assert_eq!(role(&event("37.62"), FactKind::DisqualifiedFaster, "who"), id("r4"));
    assert_eq!(only(&event("37.65"), FactKind::DisqualifiedFaster), None);
    assert_eq!(only(&event("37.20"), FactKind::DisqualifiedFaster), None, "that is faster than the winner: a fact of its own");
}

#[test]
fn the_winning_relay_is_named_when_it_has_four() {
    let named = |legs: usize| {
        with(relay(), |event| {
            event.sport = Sport::Relay;
            let person = |leg: usize| Person {
                id: format!("p{leg}"),
                given: None,
                family: format!("P{leg}"),
                full: format!("A P{leg}"),
                gender: None,
            };
            if let Competitor::Team { members, .. } = &mut event.rows[0].competitor {
                *members = (1..=legs).map(person).collect();
            }
        })
    };
    assert_eq!(role(&named(4), FactKind::Legs, "fourth"), Some(Value::Name("A P4".into())));
    assert_eq!(only(&named(3), FactKind::Legs), None);
}

#[test]
fn the_winner_of_a_combined_event_was_best_in_some_disciplines() {
    let decathlon = |other: i64| {
        with(runners(UnitKind::Race, &[(1, "8.893"), (2, "8.834")]), |event| {
            event.sport = Sport::Combined;
            for (row, first) in event.rows.iter_mut().zip([10_460, other]) {
                let mark = |number: u32| if number == 1 { Mark::time(first, 2) } else { metres(7000) };
                row.attempts = (1..=5).map(|number| Attempt { number, mark: Some(mark(number)), raw: "x".into() }).collect();
            }
        })
    };
    assert_eq!(role(&decathlon(10_500), FactKind::DisciplineBests, "count"), Some(Value::Count(5)));
    assert_eq!(role(&decathlon(10_400), FactKind::DisciplineBests, "count"), Some(Value::Count(4)));
    let unknown = with(decathlon(10_500), |event| drop(event.rows[1].attempts.pop()));
    assert_eq!(only(&unknown, FactKind::DisciplineBests), None);
}

#[test]
fn records_are_counted_from_three() {
    let final_of = |number: usize, equalled: bool| {
        with(final_run(), |event| {
            for row in event.rows.iter_mut().take(number) {
                row.records = vec![record("PB", true)];
                row.records[0].equalled = equalled;
            }
        })
    };
    assert_eq!(role(&final_of(3, false), FactKind::RecordCount, "count"), Some(Value::Count(3)));
    assert_eq!(only(&final_of(2, false), FactKind::RecordCount), None);
    assert_eq!(only(&final_of(3, true), FactKind::RecordCount), None);
    let national = |first: &str| {
        with(final_of(3, false), |event| {
            for (row, code) in event.rows.iter_mut().zip([first, "NR", "NR", "NR"]) {
                row.records = vec![record(code, true)];
            }
        })
    };
    assert_eq!(role(&national("NR"), FactKind::RecordCount, "count"), Some(Value::Count(4)));
    assert_eq!(only(&national("AR"), FactKind::RecordCount), None, "a continental record is a national one too");
}

#[test]
fn two_national_records_beside_the_podium_are_one_fact() {
    let final_of = |codes: [&str; 3], equalled: bool| {
        with(final_run(), |event| {
            event.rows.iter_mut().for_each(|row| row.records.clear());
            for (row, code) in event.rows.iter_mut().skip(3).zip(codes) {
                row.records = vec![record(code, true)];
                row.records[0].equalled = equalled;
            }
        })
    };
    let pair = final_of(["NR", "PB", "NR"], false);
    assert_eq!(role(&pair, FactKind::RecordPair, "first"), id("r4"));
    assert_eq!(role(&pair, FactKind::RecordPair, "second"), id("r6"));
    assert_eq!(only(&final_of(["NR", "NR", "NR"], false), FactKind::RecordPair), None, "three are counted");
    assert_eq!(only(&final_of(["NR", "PB", "NR"], true), FactKind::RecordPair), None, "they are equalled");
    assert_eq!(only(&final_of(["NR", "PB", "PB"], false), FactKind::RecordPair), None);
    assert_eq!(only(&with(pair.clone(), |event| event.rows[3].records.push(record("OR", true))), FactKind::RecordPair), None, "it is more");
    let tied = with(pair, |event| {
        event.rows[4].rank = Some(4);
        event.rows[4].mark = event.rows[3].mark;
    });
    assert_eq!(only(&tied, FactKind::RecordPair), None, "the tie tells the mark");
}

#[test]
fn a_best_that_is_not_confirmed_is_none() {
    let event = |code: &str| {
        with(final_run(), |event| {
            event.rows.iter_mut().for_each(|row| row.records.clear());
            event.rows[2].records = vec![record(code, false)];
        })
    };
    assert_eq!(only(&event("PB"), FactKind::Record), None);
    assert!(only(&event("NR"), FactKind::Record).is_some());
}

#[test]
fn the_last_round_is_known_where_everybodys_attempts_are() {
    let event = long_jump(&[(7080, "7.08")]);
    assert!(event.rounds().is_some_and(|last| last > 1));
    assert_eq!(with(event.clone(), |event| event.rows[1].attempts.clear()).rounds(), None);
    let one = with(event, |event| event.rows.iter_mut().for_each(|row| row.attempts.truncate(1)));
    assert_eq!(one.rounds(), None, "a feed of bests");
}
