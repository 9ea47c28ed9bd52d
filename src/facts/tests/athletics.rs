//! Nations, records, splits, rounds, wind, and the angle.

use super::sample::*;
use crate::event::{
    Attempt, Entrant, Event, Gap, Irm, LocalDay, Mark, Medal, NationMedals, NextRound, ResultState, Round, Row, Sport, Unit, UnitKind,
};
use crate::facts::{Angle, FactKind, Scope, Value, derive};

#[test]
fn the_most_striking_count_of_a_nation_is_told() {
    let fact = only(&final_run(), FactKind::NationPlacings).unwrap();
    assert_eq!(fact.id, "nation_placings:KEN");
    assert_eq!((&fact.roles["count"], &fact.roles["among"]), (&Value::Count(2), &Value::Count(3)));
    let three = with(final_run(), |event| event.rows[3].nation = Some(nation("KEN")));
    let fact = only(&three, FactKind::NationPlacings).unwrap();
    assert_eq!((&fact.roles["count"], &fact.roles["among"]), (&Value::Count(4), &Value::Count(5)));
}

#[test]
fn a_nation_is_not_counted_among_places_that_are_shared_or_unknown_or_all() {
    let apart = with(final_run(), |event| (event.rows[1].nation, event.rows[3].nation) = (Some(nation("FRA")), Some(nation("KEN"))));
    let fact = only(&apart, FactKind::NationPlacings).unwrap();
    assert_eq!((&fact.roles["count"], &fact.roles["among"]), (&Value::Count(3), &Value::Count(5)));
    let alone = with(apart, |event| event.rows[4].nation = Some(nation("GER")));
    assert_eq!(only(&alone, FactKind::NationPlacings), None);
    let three = with(final_run(), |event| event.rows.truncate(3));
    assert_eq!(only(&three, FactKind::NationPlacings), None);
    let unknown = with(final_run(), |event| event.rows[0].nation = None);
    assert_eq!(only(&unknown, FactKind::NationPlacings), None);
    assert_eq!(only(&relay(), FactKind::NationPlacings), None);
}

#[test]
fn athletes_of_the_podium_have_a_nation_and_relays_are_one() {
    let ledger = ledger(&final_run());
    let who: Vec<&str> = ledger.of(FactKind::NationOf).map(|fact| fact.id.as_str()).collect();
    let near = ["r1,ETH", "r2,KEN", "r3,KEN", "r4,UGA", "r5,KEN", "r6,USA", "r7,GBR", "r8,ETH"];
    assert_eq!(who, near.map(|who| format!("nation_of:{who}")), "the ninth is not near enough");
    assert_eq!(super::sample::ledger(&relay()).of(FactKind::NationOf).count(), 0);
    assert_eq!(super::sample::ledger(&race()).of(FactKind::TeamOf).count(), 3);
}

#[test]
fn whoever_is_spoken_of_far_down_has_a_nation() {
    let has = |change: fn(&mut Row)| ledger(&with(final_run(), |event| change(&mut event.rows[8]))).get("nation_of:r9,ITA").is_some();
    assert!(!has(|_| ()) && has(|row| row.records.push(record("NR", true))) && has(|row| row.irm = Some(Irm::Dnf)));
    let many = with(final_run(), |event| event.rows.iter_mut().skip(4).for_each(|row| row.irm = Some(Irm::Dnf)));
    assert!(ledger(&many).get("nation_of:r9,ITA").is_none(), "five who did not finish are counted, not named");
}

#[test]
fn the_fourth_missed_the_podium_where_little_was_missing() {
    let race = |fourth: &str| runners(UnitKind::Race, &[(1, "9.81"), (2, "9.89"), (3, "9.91"), (4, fourth), (5, "9.96")]);
    let told = |event: &Event| only(event, FactKind::OffPodium).filter(|fact| fact.newsworthiness > 0);
    let fact = told(&race("9.93")).unwrap();
    assert_eq!((fact.id.as_str(), &fact.roles["gap"]), ("off_podium:r4,r3", &Value::Gap(Mark::time(20, 2))));
    assert_eq!(told(&race("9.95")), None, "four hundredths are a clear gap in a sprint");
    let level = runners(UnitKind::Race, &[(1, "9.81"), (2, "9.89"), (3, "9.91"), (4, "9.91")]);
    let fact = told(&level).unwrap();
    assert_eq!((fact.roles.get("gap"), &fact.roles["mark"]), (None, &Value::Mark(time("9.91"))));
    let bunch = runners(UnitKind::Race, &[(1, "9.81"), (2, "9.89"), (3, "9.91"), (4, "9.91"), (5, "9.91")]);
    assert_eq!(only(&bunch, FactKind::OffPodium), None, "a bunch on one mark");
    let lapped = with(race("9.93"), |event| event.rows[3].gap = Some(Gap::Laps(1)));
    assert_eq!(only(&lapped, FactKind::OffPodium), None);
    let shared = runners(UnitKind::Race, &[(1, "9.81"), (2, "9.89"), (3, "9.91"), (3, "9.91"), (5, "9.92")]);
    assert_eq!(only(&shared, FactKind::OffPodium), None);
    assert_eq!(only(&runners(UnitKind::Heat, &[(1, "9.81"), (2, "9.89"), (3, "9.91"), (4, "9.92")]), FactKind::OffPodium), None);
}

#[test]
fn who_came_with_the_best_of_the_season_and_did_not_win_is_told() {
    let list = |bests: [Option<i64>; 4], event: Event| {
        with(event, |event| {
            event.context.start_list = (1..)
                .zip(bests)
                .map(|(row, best)| Entrant {
                    id: format!("r{row}"),
                    season_best: best.map(|best| Mark::time(best, 2)),
                    cell: crate::event::Cell { source: "list".to_owned(), at: format!("/{row}"), raw: String::new() },
                })
                .collect();
        })
    };
    let race = |kind| runners(kind, &[(1, "9.81"), (2, "9.89"), (3, "9.91"), (4, "9.93")]);
    let told = |event: &Event| only(event, FactKind::SeasonLeader);
    let fact = told(&list([Some(9840), Some(9900), None, Some(9800)], race(UnitKind::Race))).unwrap();
    assert_eq!((fact.id.as_str(), &fact.roles["mark"]), ("season_leader:r4", &Value::Mark(Mark::time(9800, 2))));
    assert_eq!((&fact.roles["rank"], fact.evidence.cells.len()), (&Value::Ordinal(4), 5), "the name, the rank and three bests");
    assert_eq!(told(&list([Some(9790), Some(9900), None, Some(9800)], race(UnitKind::Race))), None, "the winner");
    assert_eq!(told(&list([Some(9900), Some(9800), None, Some(9800)], race(UnitKind::Race))), None, "two with one best");
    assert_eq!(told(&list([None, Some(9800), None, None], race(UnitKind::Heat))), None, "the other heats have other lists");
    let out = with(list([Some(9840), Some(9800), None, None], race(UnitKind::Race)), |event| {
        (event.rows[1].rank, event.rows[1].irm) = (None, Some(Irm::Dsq));
    });
    assert_eq!(told(&out).unwrap().roles["irm"], Value::Code("dsq".to_owned()));
}

#[test]
fn the_third_has_a_gap_in_a_race_and_the_mark_elsewhere() {
    let third = |event: &Event| only(event, FactKind::Third).unwrap().roles;
    let race = runners(UnitKind::Race, &[(1, "9.81"), (2, "9.89"), (3, "9.91")]);
    assert!(third(&race).contains_key("gap") && !third(&race).contains_key("mark"));
    let score = Mark::parse_decimal("8666", crate::event::Unit::Points).unwrap();
    let points = with(race, |event| event.rows.iter_mut().for_each(|row| row.mark = Some(score)));
    assert_eq!((third(&points).get("gap"), &third(&points)["mark"]), (None, &Value::Mark(score)));
}

#[test]
fn a_record_keeps_its_flags_and_needs_a_valid_mark() {
    let event = with(final_run(), |event| event.rows[0].records[0].confirmed = false);
    let ledger = ledger(&event);
    assert_eq!(ledger.get("record:OR,r1").unwrap().roles["confirmed"], Value::Flag(false));
    assert_eq!(ledger.get("record:NR,r4").unwrap().roles["equalled"], Value::Flag(false));
    assert!(ledger.get("record:OR,r1").unwrap().newsworthiness > ledger.get("record:NR,r4").unwrap().newsworthiness);
    let out = with(final_run(), |event| event.rows[3].irm = Some(Irm::Dsq));
    assert!(super::sample::ledger(&out).get("record:NR,r4").is_none());
}

#[test]
fn medals_are_given_by_official_results_of_finals_only() {
    assert_eq!(role(&final_run(), FactKind::Medal, "medal"), Some(Value::Code("gold".into())));
    assert_eq!(only(&with(final_run(), |event| event.state = ResultState::Unofficial), FactKind::Medal), None);
    let out = with(final_run(), |event| event.rows[0].irm = Some(Irm::Dsq));
    assert_eq!(only(&out, FactKind::Medal), None);
    assert_eq!(final_run().rows[0].medal, Some(Medal::Gold));
}

/// Ethiopia's medals after the final run, in which its runner won gold and Uganda's none.
fn counted(gold: u32, total: u32, change: impl FnOnce(&mut Event)) -> Event {
    with(final_run(), |event| {
        event.context.medals = vec![NationMedals { nation: "ETH".into(), gold, total, cells: vec![cell("/medals".into(), total)] }];
        change(event);
    })
}

#[test]
fn a_medal_is_the_nations_first_or_one_of_its_gold_medals() {
    let told = |event: &Event| only(event, FactKind::NationMedal).map(|fact| (fact.roles["code"].clone(), fact.roles["number"].clone()));
    let is = |code: &str, number| Some((Value::Code(code.into()), Value::Ordinal(number)));
    assert_eq!(told(&counted(1, 1, |_| ())), is("medal", 1));
    assert_eq!(told(&counted(3, 8, |_| ())), is("gold", 3));
    assert_eq!(told(&counted(0, 1, |event| event.rows[0].medal = Some(Medal::Silver))), is("medal", 1));
    assert_eq!(told(&counted(0, 2, |event| event.rows[0].medal = Some(Medal::Silver))), None);
    assert_eq!(told(&counted(1, 1, |event| event.state = ResultState::Unofficial)), None);
    assert_eq!(told(&counted(1, 1, |event| event.context.medals.clear())), None);
    let nobody = |event: &mut Event| {
        event.rows[0].nation = Some(nation("IOA"));
        event.context.medals[0].nation = "IOA".into();
    };
    assert_eq!(told(&counted(1, 1, nobody)), None, "independent athletes are no nation");
    let relay = with(relay(), |event| {
        event.rows[0].medal = Some(Medal::Gold);
        event.rows[1].medal = Some(Medal::Silver);
        let line = |code: &str, gold| NationMedals { nation: code.into(), gold, total: 1, cells: Vec::new() };
        event.context.medals = vec![line("JAM", 1), line("USA", 0)];
    });
    assert_eq!(told(&relay), is("gold", 1), "a team gives its nation nothing, its victory does");
    let two = |gold, total| counted(gold, total, |event| event.rows[7].medal = Some(Medal::Bronze));
    assert_eq!((told(&two(1, 2)), told(&two(4, 9))), (is("gold", 1), is("gold", 4)), "of two medals only the gold one has a number");
    let fact = only(&counted(1, 1, |_| ()), FactKind::NationMedal).unwrap();
    assert_eq!((fact.id.as_str(), fact.scope), ("nation_medal:r1,ETH", Scope::Context));
    assert!(fact.evidence.cells.iter().any(|cell| cell.at == "/medals"));
    assert!(fact.newsworthiness > only(&counted(3, 8, |_| ()), FactKind::NationMedal).unwrap().newsworthiness);
}

#[test]
fn the_edition_of_a_nation_counts_each_of_its_medals() {
    let event = counted(2, 8, |event| event.rows[0].medal = Some(Medal::Bronze));
    let number =
        |code: &str| derive(&event, &Angle::Nation(code.into())).of(FactKind::NationMedal).map(|fact| fact.roles["number"].clone()).next();
    assert_eq!((number("ETH"), number("KEN")), (Some(Value::Ordinal(8)), None));
}

/// Four points, at which the winner has these leads (negative: behind) over the second.
fn splits(leads: [i64; 4]) -> Event {
    let rows = |event: &mut Event| {
        for (place, row) in event.rows.iter_mut().enumerate() {
            let at = |n: usize| {
                10_000 * (i64::try_from(n).unwrap() + 1) + if place == 1 { leads[n] } else { i64::try_from(place).unwrap() * 500 }
            };
            row.splits = (0..4).map(|n| split(&n.to_string(), Some(&format!("split {n}")), at(n))).collect();
        }
    };
    with(runners(UnitKind::Race, &[(1, "58.70"), (2, "58.81"), (3, "59.90")]), rows)
}

#[test]
fn who_was_ahead_at_every_split_led_throughout() {
    assert_eq!(role(&splits([10, 20, 30, 40]), FactKind::LedThroughout, "splits"), Some(Value::Count(4)));
    assert_eq!(only(&splits([10, 0, 30, 40]), FactKind::LedThroughout), None);
    assert_eq!(only(&splits([10, 0, 30, 40]), FactKind::CameFromBehind), None);
    let missing = with(splits([10, 20, 30, 40]), |event| {
        event.rows[2].splits.pop();
    });
    assert_eq!(only(&missing, FactKind::LedThroughout), None);
}

#[test]
fn who_was_behind_at_a_split_came_from_behind() {
    let behind = splits([10, -20, -10, 40]);
    assert_eq!(role(&behind, FactKind::CameFromBehind, "point"), Some(Value::Name("split 2".into())));
    assert_eq!(role(&behind, FactKind::CameFromBehind, "rank"), Some(Value::Ordinal(2)));
    assert_eq!(only(&behind, FactKind::LedThroughout), None);
    let nameless = with(behind, |event| event.rows[0].splits.iter_mut().for_each(|split| split.label = None));
    assert_eq!(only(&nameless, FactKind::CameFromBehind), None);
}

#[test]
fn somebody_who_dropped_out_may_have_led() {
    let dropped = |ahead: bool| {
        with(splits([10, 20, 30, 40]), move |event| {
            let mut row = Row { splits: Vec::new(), ..row(4, "out", None) };
            row.irm = Some(Irm::Dnf);
            if ahead {
                row.splits.push(split("0", None, 9_990));
            }
            event.rows.push(row);
        })
    };
    assert_eq!(only(&dropped(false), FactKind::LedThroughout), None);
    let ranked = |event: Event| with(event, |event| event.rows[0].splits.iter_mut().for_each(|split| split.rank = Some(1)));
    assert!(only(&ranked(dropped(false)), FactKind::LedThroughout).is_some());
    assert_eq!(only(&ranked(dropped(true)), FactKind::LedThroughout), None);
}

#[test]
fn a_rank_that_contradicts_the_split_times_proves_nothing() {
    let event = with(splits([10, 20, 30, 40]), |event| event.rows[0].splits[1].rank = Some(2));
    assert!(only(&event, FactKind::LedThroughout).is_none() && only(&event, FactKind::CameFromBehind).is_none());
}

#[test]
fn qualifiers_of_a_heat_are_named_up_to_six_and_then_counted() {
    let heat = |number: usize, kind| {
        let places: Vec<(u32, String)> = (1..=8).map(|place| (place, format!("10.{place}0"))).collect();
        let places: Vec<(u32, &str)> = places.iter().map(|(place, text)| (*place, text.as_str())).collect();
        with(runners(kind, &places), |event| event.rows.iter_mut().take(number).for_each(|row| row.qualified = Some("q".into())))
    };
    assert_eq!(role(&heat(2, UnitKind::Heat), FactKind::Qualified, "qualified"), ids(&["r1", "r2"]));
    assert_eq!(only(&heat(7, UnitKind::Heat), FactKind::Qualified), None);
    assert_eq!(role(&heat(7, UnitKind::Heat), FactKind::QualifiedCount, "count"), Some(Value::Count(7)));
    assert_eq!(only(&heat(2, UnitKind::Race), FactKind::Qualified), None);
    let other = with(heat(2, UnitKind::Heat), |event| event.rows.iter_mut().for_each(|row| row.qualified = Some("r".into())));
    assert_eq!(only(&other, FactKind::Qualified), None);
}

#[test]
fn the_next_round_is_told_of_a_heat_while_its_weekday_can_mean_no_other_day() {
    let heat = |kind, day: i8, month: i8| {
        with(runners(kind, &[(1, "10.01"), (2, "10.02")]), |event| {
            let day = LocalDay { year: 2024, month, day };
            event.context.next_round = Some(NextRound { round: Round::SemiFinals, day, cells: vec![cell("/next".into(), day)] });
        })
    };
    let fact = only(&heat(UnitKind::Heat, 29, 7), FactKind::NextRound).unwrap();
    assert_eq!((fact.id.as_str(), fact.scope), ("next_round:semi_finals", Scope::Context));
    assert_eq!(fact.roles["code"], Value::Code("semi_finals".into()));
    assert_eq!(fact.roles["day"], Value::Day(LocalDay { year: 2024, month: 7, day: 29 }));
    let read: Vec<&str> = fact.evidence.cells.iter().map(|cell| cell.at.as_str()).collect();
    assert_eq!(read, ["/next", "/event/date"]);
    assert!(only(&heat(UnitKind::Heat, 3, 8), FactKind::NextRound).is_some(), "six days later");
    for (day, month, why) in [(28, 7, "the same day"), (27, 7, "a day before"), (4, 8, "a week later"), (31, 6, "no day")] {
        assert_eq!(only(&heat(UnitKind::Heat, day, month), FactKind::NextRound), None, "{why}");
    }
    assert_eq!(only(&heat(UnitKind::Race, 29, 7), FactKind::NextRound), None, "after a final nothing comes");
    let undated = with(heat(UnitKind::Heat, 29, 7), |event| event.day = None);
    assert_eq!(only(&undated, FactKind::NextRound), None);
}

#[test]
fn wind_is_one_reading_of_a_sprint_and_the_winners_of_a_jump() {
    let sprint = with(runners(UnitKind::Race, &[(1, "10.01"), (2, "10.02")]), |event| {
        event.rows.iter_mut().for_each(|row| row.wind_tenths = Some(21));
    });
    let fact = only(&sprint, FactKind::Wind).unwrap();
    assert_eq!(fact.roles["wind"], Value::Wind(21));
    let legal = with(sprint.clone(), |event| event.rows.iter_mut().for_each(|row| row.wind_tenths = Some(20)));
    assert!(fact.newsworthiness > only(&legal, FactKind::Wind).unwrap().newsworthiness);
    let two = with(sprint.clone(), |event| event.rows[1].wind_tenths = Some(3));
    assert_eq!(only(&two, FactKind::Wind), None);
    let jump = with(two, |event| event.sport = Sport::Field);
    assert_eq!(role(&jump, FactKind::WinnerWind, "wind"), Some(Value::Wind(21)));
    let pool = with(sprint, |event| event.sport = Sport::Swimming);
    assert!(only(&pool, FactKind::Wind).is_none() && only(&pool, FactKind::WinnerWind).is_none());
}

#[test]
fn the_winning_attempt_is_the_first_with_the_winning_mark() {
    let far = Mark { unit: Unit::Distance, value: 8_950, decimals: 2 };
    let near = Mark { value: 8_640, ..far };
    let jump = with(runners(UnitKind::Race, &[(1, "8.95"), (2, "8.91")]), |event| {
        event.sport = Sport::Field;
        event.rows[0].mark = Some(far);
        let marks = [(1, Some(near)), (2, None), (3, Some(far)), (6, Some(far))];
        event.rows[0].attempts = marks.map(|(number, mark)| Attempt { number, mark, raw: format!("{mark:?}") }).to_vec();
    });
    assert_eq!(role(&jump, FactKind::WinningAttempt, "attempt"), Some(Value::Ordinal(3)));
    let other = with(jump, |event| event.rows[0].mark = Some(Mark { value: 8_960, ..far }));
    assert_eq!(only(&other, FactKind::WinningAttempt), None);
}

fn found(event: &Event, angle: &Angle) -> Vec<String> {
    let kinds = [FactKind::NationBest, FactKind::TeamBest, FactKind::AthletePlace, FactKind::AthleteOut];
    derive(event, angle).facts.into_iter().filter(|fact| kinds.contains(&fact.kind)).map(|fact| fact.id).collect()
}

#[test]
fn an_angle_gets_the_best_of_its_side_and_the_others() {
    assert_eq!(found(&final_run(), &Angle::None), Vec::<String>::new());
    let kenya = ["nation_best:KEN,r2", "athlete_place:r3", "athlete_place:r5"];
    assert_eq!(found(&final_run(), &Angle::Nation("ken".into())), kenya);
    assert_eq!(found(&race(), &Angle::Team("Team mcl".into())), ["team_best:mcl,pia", "athlete_place:nor"]);
    assert_eq!(found(&race(), &Angle::Athlete("VER".into())), ["athlete_place:ver"]);
    assert_eq!(found(&race(), &Angle::Nation("FRA".into())), Vec::<String>::new());
    assert_eq!(found(&relay(), &Angle::Team("USA".into())), ["team_best:USA,USA"]);
}

#[test]
fn the_best_of_a_nation_is_unknown_while_a_better_place_has_no_nation() {
    let unknown = with(final_run(), |event| event.rows[0].nation = None);
    assert_eq!(found(&unknown, &Angle::Nation("KEN".into())), ["athlete_place:r3", "athlete_place:r5"]);
    let below = with(final_run(), |event| event.rows[8].nation = None);
    assert_eq!(found(&below, &Angle::Nation("KEN".into())).len(), 3);
}

#[test]
fn a_side_with_nobody_at_the_finish_is_out() {
    assert_eq!(found(&race(), &Angle::Athlete("sai".into())), ["athlete_out:sai"]);
    let both = with(race(), |event| [0, 2].into_iter().for_each(|at| event.rows[at].team = Some(team("x"))));
    let out = with(both, |event| {
        event.rows[2].irm = Some(Irm::Dnf);
        event.rows[0].irm = Some(Irm::Dsq);
    });
    assert_eq!(found(&out, &Angle::Team("x".into())), ["athlete_out:ham", "athlete_out:lec"]);
    let unknown = with(out, |event| event.rows[4].team = None);
    assert_eq!(found(&unknown, &Angle::Team("x".into())), Vec::<String>::new());
}
