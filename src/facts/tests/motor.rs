//! Grid, laps, stops and statuses of motor racing.

use super::sample::*;
use crate::event::{Cell, Event, FastestLap, Gap, Grid, Irm, Mark};
use crate::facts::{FactKind, Value};

#[test]
fn a_winner_from_third_is_told_and_a_winner_from_pole_is_a_pole_win() {
    assert_eq!(role(&race(), FactKind::WinnerGrid, "grid"), Some(Value::Ordinal(3)));
    assert_eq!(only(&race(), FactKind::PoleWin), None);
    let pole = with(race(), |event| {
        event.rows[0].grid = Some(Grid::Place(1));
        event.rows[2].grid = Some(Grid::Place(3));
    });
    assert!(only(&pole, FactKind::PoleWin).is_some() && only(&pole, FactKind::WinnerGrid).is_none());
    assert!(only(&pole, FactKind::PoleFinish).is_none() && only(&pole, FactKind::PoleOut).is_none());
    let unknown = with(pole, |event| event.rows[0].grid = None);
    assert!(only(&unknown, FactKind::PoleWin).is_none() && only(&unknown, FactKind::WinnerGrid).is_none());
}

#[test]
fn the_pole_sitter_finished_or_failed_to() {
    assert_eq!(role(&race(), FactKind::PoleFinish, "pole"), id("lec"));
    assert_eq!(role(&race(), FactKind::PoleFinish, "rank"), Some(Value::Ordinal(3)));
    let out = with(race(), |event| event.rows[2].irm = Some(Irm::Dnf));
    assert!(only(&out, FactKind::PoleOut).is_some() && only(&out, FactKind::PoleFinish).is_none());
    let disqualified = with(race(), |event| event.rows[2].irm = Some(Irm::Dsq));
    assert!(only(&disqualified, FactKind::PoleOut).is_none() && only(&disqualified, FactKind::PoleFinish).is_none());
}

#[test]
fn two_rows_first_on_the_grid_are_no_pole() {
    let two = with(race(), |event| event.rows[5].grid = Some(Grid::Place(1)));
    assert!(only(&two, FactKind::PoleFinish).is_none() && only(&two, FactKind::PoleOut).is_none());
    let winner = with(race(), |event| event.rows[0].grid = Some(Grid::Place(1)));
    assert_eq!(only(&winner, FactKind::PoleWin), None);
}

#[test]
fn the_biggest_gain_needs_the_threshold_every_grid_and_one_holder() {
    let fact = only(&race(), FactKind::Gained).unwrap();
    assert_eq!(fact.id, "gained:ver");
    assert_eq!(fact.roles["places"], Value::Count(7));
    let few = with(race(), |event| event.rows[3].grid = Some(Grid::Place(8)));
    assert_eq!(only(&few, FactKind::Gained), None);
    let unknown = with(race(), |event| event.rows[5].grid = None);
    assert_eq!(only(&unknown, FactKind::Gained), None);
    let shared = with(race(), |event| event.rows[4].grid = Some(Grid::Place(12)));
    assert_eq!(only(&shared, FactKind::Gained), None);
    let winners = with(race(), |event| event.rows[0].grid = Some(Grid::Place(12)));
    assert_eq!(only(&winners, FactKind::Gained), None);
}

#[test]
fn a_start_from_the_pit_lane_may_rival_the_biggest_gain() {
    let sixth = with(race(), |event| event.rows[5].grid = Some(Grid::PitLane));
    assert_eq!(role(&sixth, FactKind::PitLaneStart, "rank"), Some(Value::Ordinal(6)));
    assert!(only(&sixth, FactKind::Gained).is_some());
    let second = with(race(), |event| {
        event.rows[1].grid = Some(Grid::PitLane);
        event.rows[3].grid = Some(Grid::Place(9));
    });
    assert_eq!(only(&second, FactKind::Gained), None);
    assert_eq!(only(&race(), FactKind::PitLaneStart), None);
}

#[test]
fn one_two_is_one_team_in_the_first_two_places() {
    assert_eq!(only(&race(), FactKind::OneTwo), None);
    let one_two = with(race(), |event| event.rows[1].team = Some(team("merc")));
    assert_eq!(only(&one_two, FactKind::OneTwo).unwrap().id, "one_two:merc,ham,pia");
    let shared = with(one_two, |event| event.rows[2].rank = Some(2));
    assert_eq!(only(&shared, FactKind::OneTwo), None);
}

#[test]
fn two_three_is_one_team_behind_another() {
    assert_eq!(only(&race(), FactKind::TwoThree), None);
    let two_three = with(race(), |event| event.rows[2].team = Some(team("mcl")));
    assert_eq!(only(&two_three, FactKind::TwoThree).unwrap().id, "two_three:mcl,pia,lec");
    let all = with(two_three, |event| event.rows[0].team = Some(team("mcl")));
    assert!(only(&all, FactKind::TwoThree).is_none() && only(&all, FactKind::OneTwo).is_some());
}

/// The race with this word beside the last classified row, and a finish beside the others.
fn status(word: &str) -> Event {
    let mut event = race();
    for (place, row) in event.rows.iter_mut().enumerate().take(6) {
        let at = format!("/rows/{}/status", row.competitor.id());
        let raw = if place == 5 { word } else { "Finished" };
        row.cells.insert("status".into(), Cell { raw: raw.into(), ..cell(at, "") });
    }
    event
}

#[test]
fn retirements_and_finishers_are_not_counted_when_somebody_classified_had_stopped() {
    for word in ["Finished", "+1 Lap", "LAPPED"] {
        assert!(only(&status(word), FactKind::RetiredCount).is_some(), "{word}");
        assert_eq!(only(&status(word), FactKind::RunningAtEnd), None, "{word}");
    }
    assert!(only(&status("Collision"), FactKind::Retired).is_some());
    assert_eq!(only(&status("Collision"), FactKind::RetiredCount), None);
    assert_eq!(only(&status("Collision"), FactKind::Finishers), None);
    assert_eq!(role(&status("Collision"), FactKind::RunningAtEnd, "count"), Some(Value::Count(5)));
}

#[test]
fn an_unknown_or_missing_status_does_not_say_who_was_racing_at_the_end() {
    let mut unknown = status("Gone fishing");
    unknown.warnings.push("/rows/zho/status: the status is not one that we know".into());
    assert_eq!(only(&unknown, FactKind::RunningAtEnd), None);
    let mut missing = status("Collision");
    missing.rows[1].cells.remove("status");
    assert_eq!(only(&missing, FactKind::RunningAtEnd), None);
    let mut late = status("Collision");
    late.rows[6].irm = Some(Irm::NotClassified);
    assert_eq!(only(&late, FactKind::RunningAtEnd), None);
}

#[test]
fn a_fastest_lap_has_one_holder_or_is_shared_by_name() {
    assert_eq!(role(&race(), FactKind::FastestLap, "who"), id("ham"));
    assert_eq!(role(&race(), FactKind::FastestLap, "lap"), Some(Value::Ordinal(40)));
    let lap = |ms| Some(FastestLap { rank: Some(1), lap: None, time: Mark::time(ms, 0) });
    let seven = with(race(), |event| event.rows.iter_mut().take(7).for_each(|row| row.fastest_lap = lap(110_000)));
    assert_eq!(only(&seven, FactKind::FastestLap), None);
    assert_eq!(
        only(&seven, FactKind::SharedFastestLap).unwrap().roles["sharing"],
        ids(&["ham", "pia", "lec", "ver", "nor", "zho", "sai"]).unwrap()
    );
    let unequal = with(seven, |event| event.rows[3].fastest_lap = lap(111_000));
    assert!(only(&unequal, FactKind::FastestLap).is_none() && only(&unequal, FactKind::SharedFastestLap).is_none());
    let disqualified = with(race(), |event| event.rows[0].irm = Some(Irm::Dsq));
    assert_eq!(only(&disqualified, FactKind::FastestLap), None);
}

#[test]
fn stops_are_the_winners() {
    assert_eq!(role(&race(), FactKind::PitStops, "stops"), Some(Value::Count(2)));
    assert_eq!(only(&with(race(), |event| event.rows[0].pit_stops = None), FactKind::PitStops), None);
}

#[test]
fn few_retirements_are_named_and_two_are_counted() {
    let two = race();
    assert_eq!(role(&two, FactKind::Retired, "retired"), ids(&["sai", "rus"]));
    assert_eq!(role(&two, FactKind::RetiredCount, "starters"), Some(Value::Count(8)));
    let one = with(race(), |event| event.rows[6].irm = Some(Irm::NotClassified));
    assert!(only(&one, FactKind::Retired).is_some() && only(&one, FactKind::RetiredCount).is_none());
    let fifteen = mass_retirement();
    assert_eq!(only(&fifteen, FactKind::Retired), None);
    assert_eq!(role(&fifteen, FactKind::RetiredCount, "count"), Some(Value::Count(15)));
    assert_eq!(role(&fifteen, FactKind::Finishers, "finishers"), Some(Value::Count(5)));
    let weight = |event: &_| only(event, FactKind::RetiredCount).unwrap().newsworthiness;
    assert!(weight(&fifteen) > weight(&two) + 20);
}

#[test]
fn those_who_did_not_start_are_neither_starters_nor_retired() {
    let event = with(race(), |event| {
        event.rows[5].irm = Some(Irm::Dnf);
        event.rows[5].rank = None;
        event.rows[6].irm = Some(Irm::Dns);
        event.rows[7].irm = Some(Irm::Withdrawn);
    });
    assert_eq!(role(&event, FactKind::DidNotStart, "absent"), ids(&["sai", "rus"]));
    assert_eq!(role(&event, FactKind::DidNotStartCount, "count"), Some(Value::Count(2)));
    assert_eq!(role(&event, FactKind::Retired, "retired"), ids(&["zho"]));
    assert_eq!(role(&event, FactKind::Finishers, "starters"), Some(Value::Count(6)));
    assert_eq!(only(&race(), FactKind::DidNotStart), None);
}

#[test]
fn an_excluded_competitor_started_only_if_the_data_show_it() {
    let event = |laps| {
        with(race(), move |event| {
            event.rows[5].irm = Some(Irm::Excluded);
            event.rows[5].rank = None;
            event.rows[5].grid = None;
            event.rows[5].laps = laps;
        })
    };
    assert_eq!(role(&event(Some(43)), FactKind::RetiredCount, "starters"), Some(Value::Count(8)));
    for laps in [Some(0), None] {
        let unproven = event(laps);
        assert!(only(&unproven, FactKind::RetiredCount).is_none() && only(&unproven, FactKind::Finishers).is_none());
        assert_eq!(role(&unproven, FactKind::RetiredTotal, "count"), Some(Value::Count(2)));
    }
}

#[test]
fn the_disqualified_are_named_up_to_four_and_then_counted() {
    let out = |number: usize| with(race(), move |event| event.rows.iter_mut().skip(8 - number).for_each(|row| row.irm = Some(Irm::Dsq)));
    assert_eq!(role(&out(2), FactKind::Disqualified, "disqualified"), ids(&["sai", "rus"]));
    assert_eq!(only(&out(5), FactKind::Disqualified), None);
    assert_eq!(role(&out(5), FactKind::DisqualifiedCount, "count"), Some(Value::Count(5)));
    assert_eq!(only(&race(), FactKind::Disqualified), None);
}

#[test]
fn a_better_mark_lost_by_disqualification_is_news_if_it_is_of_the_whole_distance() {
    let event = |ms, laps| {
        with(race(), move |event| {
            event.rows[7].irm = Some(Irm::Dsq);
            event.rows[7].mark = Some(Mark::time(ms, 3));
            event.rows[7].laps = laps;
        })
    };
    assert_eq!(role(&event(4_797_040, Some(44)), FactKind::DisqualifiedAhead, "who"), id("rus"));
    assert_eq!(only(&event(4_797_040, Some(44)), FactKind::Disqualified), None, "it is said once");
    assert_eq!(only(&event(4_797_600, Some(44)), FactKind::DisqualifiedAhead), None);
    assert_eq!(only(&event(4_797_040, Some(43)), FactKind::DisqualifiedAhead), None);
    assert_eq!(only(&event(4_797_040, None), FactKind::DisqualifiedAhead), None);
}

#[test]
fn finishers_are_counted_only_when_finished_and_classified_are_one_number() {
    assert_eq!(role(&race(), FactKind::Finishers, "finishers"), Some(Value::Count(6)));
    let unclassified = with(race(), |event| event.rows[6].irm = Some(Irm::NotClassified));
    assert_eq!(only(&unclassified, FactKind::Finishers), None);
    let all = with(race(), |event| event.rows.truncate(6));
    assert_eq!(only(&all, FactKind::Finishers), None);
}

#[test]
fn the_lead_lap_is_counted_when_not_all_were_on_it() {
    assert_eq!(role(&race(), FactKind::LeadLap, "count"), Some(Value::Count(5)));
    let all = with(race(), |event| event.rows[5].laps = Some(44));
    assert_eq!(only(&all, FactKind::LeadLap), None);
    let unknown = with(race(), |event| {
        event.rows[4].laps = None;
        event.rows[4].gap = Some(Gap::Mark(Mark::time(9_324, 3)));
    });
    assert_eq!(only(&unknown, FactKind::LeadLap), None);
}

#[test]
fn points_and_standings_come_from_the_feed() {
    let event = race();
    assert_eq!(role(&event, FactKind::Points, "points"), Some(Value::Points(points("25"))));
    assert_eq!(role(&event, FactKind::StandingLeader, "who"), id("ver"));
    assert_eq!(role(&event, FactKind::StandingLeader, "lead"), Some(Value::Points(points("78"))));
    assert_eq!(role(&event, FactKind::TeamStandingLeader, "lead"), Some(Value::Points(points("42"))));
    assert_eq!(role(&event, FactKind::StandingWinner, "rank"), Some(Value::Ordinal(4)));
    let half = with(race(), |event| {
        event.context.standings[0].points = points("277.5");
        event.context.standings[1].points = points("199.5");
    });
    assert_eq!(role(&half, FactKind::StandingLeader, "lead"), Some(Value::Points(points("78"))));
    let level = with(race(), |event| event.context.standings[1].points = points("277"));
    assert!(only(&level, FactKind::StandingLeader).is_some() && role(&level, FactKind::StandingLeader, "lead").is_none());
    let absent = with(race(), |event| event.context.standings[0].id = "alo".into());
    assert_eq!(only(&absent, FactKind::StandingLeader), None);
    let zero = with(race(), |event| event.rows[0].points = Some(points("0")));
    assert_eq!(only(&zero, FactKind::Points), None);
}
