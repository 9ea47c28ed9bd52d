//! Stand-ins: an event whose values have the same features is drafted from the same skeleton, so the drafts of one serve the other;
//! a value of other features is not.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test")]

mod common;

use std::collections::BTreeSet;
use stringer::draft::{DraftCache, HouseCopy, ModelDrafter, ModelSettings, Primer, Reading, StandInTables, Weights, Wishes};
use stringer::english::Profile;
use stringer::event::{Competitor, Event, Gender, LocalDay, Unit};
use stringer::lm::mock::HashModel;
use stringer::lm::search::Settings;
use stringer::pipeline::Desk;

/// The keys under which the drafts of an event are kept, and its text.
fn drafted(desk: &Desk, event: Event) -> (BTreeSet<String>, String) {
    let folder = tempfile::tempdir().unwrap();
    let cache = DraftCache::new(folder.path().to_owned(), false);
    let plan = common::plan(desk, event, &common::settings(Profile::Ap)).expect("the event can be planned");
    let model = HashModel::new(1).unwrap();
    let house = HouseCopy::read(desk.templates().below("house/")).unwrap();
    let tables = StandInTables::read(desk.templates().get("house/standins.toml").unwrap()).unwrap();
    let mut primer = Primer::new(&model, &house, None);
    let search = Settings { width: 2, per_stack: 2, ..Settings::default() };
    let weights = Weights::read(include_str!("../templates/house/score.toml")).unwrap();
    let settings = ModelSettings { search, weights, budget: 1_000_000, distance: 0.0, seed: 0 };
    let mut drafter =
        ModelDrafter::new(Box::new(primer.ear(plan.event.sport)), Reading::new(&house, &tables, &plan), Some(&cache), settings);
    let draft = desk.draft(&plan, &mut drafter, &Wishes::default()).unwrap();
    let keys = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let text = draft.paragraphs.iter().flat_map(|paragraph| &paragraph.sentences).map(|one| one.text.as_str()).collect::<Vec<_>>();
    (keys, text.join(" "))
}

/// Whether two times are said in the same shape: as many figures, and one minute or second where the other has one.
fn alike(a: i64, b: i64) -> bool {
    let parts = |ms: i64| [ms / 3_600_000, ms / 60_000 % 60, ms / 1_000 % 60];
    parts(a)
        .into_iter()
        .zip(parts(b))
        .all(|(a, b)| a.to_string().len() == b.to_string().len() && (a == 1) == (b == 1) && (a == 0) == (b == 0))
}

/// How far all marks of an event can be moved, so that every gap stays what it was and every time keeps its shape.
fn shift(event: &Event) -> i64 {
    let times: Vec<i64> =
        event.rows.iter().filter_map(|row| row.mark).filter(|mark| mark.unit == Unit::Time).map(|mark| mark.value).collect();
    (1..120).map(|seconds| seconds * 1_000).find(|shift| times.iter().all(|time| alike(*time, time + shift))).unwrap_or(0)
}

/// Another event of the same features: other people, teams and places, other times of the same shape, a week later.
fn disguised(event: &Event) -> Event {
    let mut other = event.clone();
    for row in &mut other.rows {
        if let Competitor::Athlete(person) = &mut row.competitor {
            let family = format!("Q{}", person.family.to_lowercase());
            person.full = person.full.replace(&person.family, &family).replace("Jr.", "Sr.");
            person.given = person.given.as_ref().map(|given| given.clone() + "o");
            person.family = family;
        }
        if let Some(team) = &mut row.team {
            team.name = format!("Q{}", team.name.to_lowercase());
        }
        for mark in row.mark.iter_mut().filter(|mark| mark.unit == Unit::Time) {
            mark.value += shift(event);
        }
    }
    other.venue.name = other.venue.name.map(|name| format!("Q{}", name.to_lowercase()));
    other.venue.city = other.venue.city.map(|name| format!("Q{}", name.to_lowercase()));
    let later = event.day.is_some_and(|day| day.day <= 21);
    let a_week_off = |day: LocalDay| LocalDay { day: if later { day.day + 7 } else { day.day - 7 }, ..day };
    other.day = other.day.map(a_week_off);
    if let Some(next) = &mut other.context.next_round {
        next.day = a_week_off(next.day);
    }
    other
}

/// Events of athletes whose marks can be moved without a contradiction; splits and laps are checked against them.
fn events() -> Vec<(String, Event)> {
    let cases = common::cases().into_iter().map(|case| (case.file_name().unwrap().to_string_lossy().into_owned(), common::events(&case)));
    let all = cases.flat_map(|(name, events)| events.into_iter().map(move |event| (name.clone(), event)));
    let plain = |event: &Event| event.individual && event.rows.iter().all(|row| row.splits.is_empty());
    all.filter(|(_, event)| plain(event) && disguised(event).check().is_empty() && event.check().is_empty()).collect()
}

/// What is changed in an event.
type Change<'a> = &'a dyn Fn(&mut Event);

#[test]
fn values_of_equal_features_give_the_same_skeleton() {
    let desk = common::desk();
    let mut compared = 0;
    for (name, event) in events() {
        if common::plan(&desk, event.clone(), &common::settings(Profile::Ap)).is_none() {
            continue;
        }
        let (other_keys, other_text) = drafted(&desk, disguised(&event));
        let (keys, text) = drafted(&desk, event);
        assert_eq!(keys, other_keys, "{name}: {text}\n{other_text}");
        assert_ne!(text, other_text, "{name}: nothing was disguised");
        compared += 1;
    }
    println!("{compared} events and their disguises have the same skeletons");
    assert!(compared >= 6, "only {compared} events could be compared");
}

#[test]
fn another_feature_gives_another_skeleton() {
    let desk = common::desk();
    let (_, event) = events().into_iter().find(|(name, _)| name == "2024-belgium").expect("the fixture is there");
    let keys = |change: &dyn Fn(&mut Event)| {
        let mut other = event.clone();
        change(&mut other);
        drafted(&desk, other).0
    };
    let plain = keys(&|_| {});
    assert_eq!(plain, keys(&|_| {}), "the same event has the same keys");
    let first = event.rows.iter().position(|row| row.rank == Some(1)).unwrap();
    let changed: [(&str, Change<'_>); 3] = [
        ("a woman", &|event| {
            if let Some(Competitor::Athlete(person)) = event.rows.get_mut(first).map(|row| &mut row.competitor) {
                person.gender = Some(Gender::Women);
            }
        }),
        ("one stop for two", &|event| {
            if let Some(row) = event.rows.get_mut(first) {
                row.pit_stops = row.pit_stops.map(|stops| if stops == 1 { 2 } else { 1 });
            }
        }),
        ("another weekday", &|event| event.day = event.day.map(|day| LocalDay { day: day.day - 1, ..day })),
    ];
    for (what, change) in changed {
        assert_ne!(plain, keys(change), "{what}");
    }
}
