//! Who won, and who came next.

use super::sample::*;
use crate::event::{Gap, Irm, Mark, ResultState, UnitKind};
use crate::facts::{FactKind, Value};

#[test]
fn the_only_first_won_and_two_at_the_first_rank_share_it() {
    let one = runners(UnitKind::Race, &[(1, "58.70"), (2, "58.81"), (3, "58.90")]);
    assert_eq!(role(&one, FactKind::Win, "winner"), id("r1"));
    assert_eq!(role(&one, FactKind::Win, "event"), Some(Value::Name("Test Grand Prix".into())));
    assert_eq!(only(&one, FactKind::DeadHeat), None);
    let two = runners(UnitKind::Race, &[(1, "58.70"), (1, "58.70"), (3, "58.90")]);
    assert_eq!(only(&two, FactKind::Win), None);
    assert_eq!(only(&two, FactKind::Mark), None);
    assert_eq!(only(&two, FactKind::Margin), None);
    assert_eq!(role(&two, FactKind::DeadHeat, "winners"), ids(&["r1", "r2"]));
    assert_eq!(role(&two, FactKind::SharedMark, "mark"), Some(Value::Mark(time("58.70"))));
    assert_eq!(role(&two, FactKind::Third, "gap"), Some(Value::Gap(time("0.20"))));
}

#[test]
fn a_first_rank_that_the_feed_flags_as_shared_is_no_win() {
    let event = with(runners(UnitKind::Race, &[(1, "58.70"), (2, "58.81")]), |event| event.rows[0].tied = true);
    assert_eq!(only(&event, FactKind::Win), None);
}

#[test]
fn a_row_with_a_status_never_wins() {
    let event = with(runners(UnitKind::Race, &[(1, "58.70"), (2, "58.81")]), |event| event.rows[0].irm = Some(Irm::Dnf));
    assert_eq!(only(&event, FactKind::Win), None);
    assert_eq!(only(&event, FactKind::Mark), None);
}

#[test]
fn a_result_that_is_still_open_proves_only_where_and_when() {
    for (state, outcome) in [(ResultState::Partial, false), (ResultState::Unconfirmed, false), (ResultState::Unofficial, true)] {
        let event = with(race(), |event| event.state = state);
        assert_eq!(only(&event, FactKind::Win).is_some(), outcome, "{state:?}");
        assert_eq!(ledger(&event).facts.len() > 2, outcome, "{state:?}");
        assert!(only(&event, FactKind::Day).is_some() && only(&event, FactKind::Venue).is_some());
    }
}

#[test]
fn a_heat_is_won_as_a_heat_and_training_is_never_won() {
    let heat = runners(UnitKind::Heat, &[(1, "58.70"), (2, "58.81")]);
    assert!(only(&heat, FactKind::HeatWin).is_some() && only(&heat, FactKind::Win).is_none());
    assert!(only(&heat, FactKind::Margin).is_some());
    let shared = runners(UnitKind::Heat, &[(1, "58.70"), (1, "58.70")]);
    assert!(only(&shared, FactKind::HeatDeadHeat).is_some() && only(&shared, FactKind::DeadHeat).is_none());
    let training = runners(UnitKind::Training, &[(1, "58.70"), (2, "58.81"), (3, "58.90")]);
    let kinds: Vec<FactKind> = ledger(&training).facts.iter().map(|fact| fact.kind).collect();
    assert_eq!(kinds, [FactKind::TrainingBest, FactKind::TrainingMark, FactKind::Day, FactKind::Venue]);
}

#[test]
fn the_margin_is_the_difference_of_the_marks_to_the_finer_precision() {
    let event = runners(UnitKind::Race, &[(1, "58.7"), (2, "58.81"), (3, "59.00")]);
    assert_eq!(role(&event, FactKind::Margin, "gap"), Some(Value::Gap(time("0.11"))));
    assert_eq!(role(&event, FactKind::Third, "gap"), Some(Value::Gap(time("0.30"))));
    assert_eq!(only(&event, FactKind::Second), None);
}

#[test]
fn without_marks_the_feeds_own_gap_is_the_margin_and_without_both_there_is_none() {
    let gap = with(race(), |event| event.rows[1].mark = None);
    assert_eq!(role(&gap, FactKind::Margin, "gap"), Some(Value::Gap(time("0.647"))));
    let none = with(gap, |event| event.rows[1].gap = None);
    assert_eq!(only(&none, FactKind::Margin), None);
    assert_eq!(role(&none, FactKind::Second, "second"), id("pia"));
    let zero = with(none, |event| event.rows[1].gap = Some(Gap::Mark(Mark::time(0, 3))));
    assert_eq!(only(&zero, FactKind::Margin), None);
}

#[test]
fn a_lapped_second_is_laps_down_whatever_time_stands_beside_it() {
    let event = with(race(), |event| event.rows[1].laps = Some(42));
    assert_eq!(role(&event, FactKind::Margin, "gap"), Some(Value::LapsDown(2)));
    let event = with(race(), |event| event.rows[1].gap = Some(Gap::Laps(1)));
    assert_eq!(role(&event, FactKind::Margin, "gap"), Some(Value::LapsDown(1)));
}

#[test]
fn a_second_with_the_same_mark_has_no_margin() {
    let event = runners(UnitKind::Race, &[(1, "9.79"), (2, "9.79"), (3, "9.81")]);
    assert_eq!(role(&event, FactKind::SameMark, "mark"), Some(Value::Mark(time("9.79"))));
    assert!(only(&event, FactKind::Margin).is_none() && only(&event, FactKind::Second).is_none());
    let finer = with(event, |event| event.rows[1].gap = Some(Gap::Mark(Mark::time(5, 3))));
    assert_eq!(role(&finer, FactKind::Margin, "gap"), Some(Value::Gap(Mark::time(5, 3))));
}

#[test]
fn a_shared_second_or_third_is_a_tie() {
    let second = runners(UnitKind::Race, &[(1, "58.70"), (2, "58.81"), (2, "58.81"), (4, "58.90")]);
    assert!(only(&second, FactKind::Margin).is_none() && only(&second, FactKind::Third).is_none());
    assert_eq!(role(&second, FactKind::Tie, "tied"), ids(&["r2", "r3"]));
    assert_eq!(role(&second, FactKind::Tie, "rank"), Some(Value::Ordinal(2)));
    assert_eq!(role(&second, FactKind::Tie, "mark"), Some(Value::Mark(time("58.81"))));
    let third = runners(UnitKind::Race, &[(1, "58.70"), (2, "58.81"), (3, "58.90"), (3, "58.90")]);
    assert!(only(&third, FactKind::Margin).is_some() && only(&third, FactKind::Third).is_none());
    assert_eq!(role(&third, FactKind::Tie, "rank"), Some(Value::Ordinal(3)));
    let unequal = with(third, |event| event.rows[3].mark = None);
    assert!(only(&unequal, FactKind::Tie).is_some() && role(&unequal, FactKind::Tie, "mark").is_none());
}

#[test]
fn the_next_three_need_places_of_their_own() {
    assert_eq!(role(&race(), FactKind::NextPlaces, "fifth"), id("nor"));
    let shared = with(race(), |event| event.rows[4].rank = Some(4));
    assert_eq!(only(&shared, FactKind::NextPlaces), None);
    let five = with(race(), |event| event.rows[5].irm = Some(Irm::NotClassified));
    assert_eq!(only(&five, FactKind::NextPlaces), None);
}

#[test]
fn there_is_a_day_only_when_the_event_has_one() {
    assert!(only(&race(), FactKind::Day).is_some());
    assert_eq!(only(&with(race(), |event| event.day = None), FactKind::Day), None);
}

#[test]
fn a_venue_may_lack_its_name_or_city_but_not_both() {
    let city = with(race(), |event| event.venue.name = None);
    assert!(role(&city, FactKind::Venue, "venue").is_none() && role(&city, FactKind::Venue, "city").is_some());
    assert_eq!(only(&with(city, |event| event.venue.city = None), FactKind::Venue), None);
    let inside = with(race(), |event| event.venue.city = Some("Rin".into()));
    assert!(role(&inside, FactKind::Venue, "venue").is_some() && role(&inside, FactKind::Venue, "city").is_none());
}

#[test]
fn laps_are_given_unless_the_race_was_cut_short() {
    assert_eq!(role(&race(), FactKind::Distance, "laps"), Some(Value::Count(44)));
    let short = with(race(), |event| event.laps = Some(70));
    assert_eq!(only(&short, FactKind::Distance), None);
}

#[test]
fn the_competition_is_told_where_its_name_is_short_and_not_the_events_own() {
    let part_of = |name: &str| with(race(), |event| event.competition = Some(name.to_owned()));
    assert_eq!(role(&part_of("Rio Olympics"), FactKind::Competition, "competition"), Some(Value::Name("Rio Olympics".into())));
    for name in ["Test Grand Prix", "The Open", "Spring Meet - Day 2 -", "Championships of a Very Long Name of Many Words Indeed"] {
        assert_eq!(only(&part_of(name), FactKind::Competition), None, "{name}");
    }
    assert_eq!(only(&race(), FactKind::Competition), None);
}

#[test]
fn a_home_win_is_one_over_other_nations_in_the_winners_own() {
    let held_in = |code: &str, others: [&str; 2]| {
        with(race(), |event| {
            event.venue.nation = Some(code.to_owned());
            let nations = ["BRA", others[0], others[1]];
            event.rows.iter_mut().zip(nations.iter().cycle()).for_each(|(row, code)| row.nation = Some(nation(code)));
        })
    };
    assert!(only(&held_in("BRA", ["FRA", "USA"]), FactKind::HomeWin).is_some());
    assert_eq!(only(&held_in("FRA", ["FRA", "USA"]), FactKind::HomeWin), None, "the winner is a guest");
    assert_eq!(only(&held_in("BRA", ["BRA", "USA"]), FactKind::HomeWin), None, "two nations are no field");
}
