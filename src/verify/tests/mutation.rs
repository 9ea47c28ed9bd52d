//! Values swapped in true sentences: a sentence is proven exactly when an oracle of the test, computed straight from the
//! rows, says that it is true.

use super::Bench;
use crate::event::{Event, Grid, Irm, Row};
use crate::verify::sample;

/// A sentence with what the oracle says of it.
struct Case {
    text: String,
    is_true: bool,
}

fn case(text: String, is_true: bool) -> Case {
    Case { text, is_true }
}

const ORDINALS: [&str; 12] =
    ["zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "10th", "11th"];
const CARDINALS: [&str; 12] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "10", "11"];
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

fn name(row: &Row) -> &str {
    row.competitor.full()
}

/// The rank of a regular finish that is not shared.
fn rank(event: &Event, row: &Row) -> Option<u32> {
    let shared = event.rows.iter().filter(|other| other.rank == row.rank).count() > 1;
    row.rank.filter(|_| row.irm.is_none() && !shared)
}

fn places(event: &Event, cases: &mut Vec<Case>) {
    for row in &event.rows {
        for (place, word) in (1..).zip(&ORDINALS[1..]) {
            let is_true = rank(event, row) == Some(place);
            for verb in ["finished", "was", "came home", "took"] {
                cases.push(case(format!("{} {verb} {word}.", name(row)), is_true));
            }
            let started = row.grid == Some(Grid::Place(place));
            cases.push(case(format!("{} started {word}.", name(row)), started));
            cases.push(case(format!("{}, who started {word}, was third.", name(row)), started && rank(event, row) == Some(3)));
            cases.push(case(format!("Starting {word}, {} won.", name(row)), started && rank(event, row) == Some(1)));
        }
        cases.push(case(format!("{} won.", name(row)), rank(event, row) == Some(1)));
        cases.push(case(format!("{} retired.", name(row)), row.irm == Some(Irm::Dnf)));
        cases.push(case(format!("{} was disqualified.", name(row)), row.irm == Some(Irm::Dsq)));
        cases.push(case(format!("{} finished.", name(row)), row.rank.is_some() && row.irm.is_none()));
        cases.push(case(
            format!("{}, the pole-sitter, was third.", name(row)),
            row.grid == Some(Grid::Place(1)) && rank(event, row) == Some(3),
        ));
    }
}

/// The gap as the marks give it, in thousandths; `None` when either is off the lead lap or has no time.
fn gap(a: &Row, b: &Row) -> Option<i64> {
    let plain = |row: &Row| row.rank.is_some() && row.irm.is_none() && row.gap.is_none();
    (plain(a) && plain(b)).then_some(())?;
    Some((a.mark?.value - b.mark?.value).abs())
}

fn margins(event: &Event, decimals: usize, cases: &mut Vec<Case>) {
    for a in &event.rows {
        for b in event.rows.iter().filter(|b| b.competitor.id() != a.competitor.id()) {
            let Some(true_gap) = gap(a, b) else { continue };
            let step = 10_i64.pow(3 - u32::try_from(decimals).unwrap());
            for shown in [true_gap - step, true_gap, true_gap + step].into_iter().filter(|shown| *shown > 0 && *shown < 60_000) {
                let seconds = format!("{}.{:0width$}", shown / 1000, shown % 1000 / step, width = decimals);
                let right = shown == true_gap;
                let (first, second) = (rank(event, a), rank(event, b));
                cases.push(case(
                    format!("{} beat {} by {seconds} seconds.", name(a), name(b)),
                    right && first == Some(1) && second == Some(2),
                ));
                cases.push(case(format!("{} finished {seconds} seconds behind {}.", name(a), name(b)), right && a.rank > b.rank));
                let adjacent = first.is_some() && second.is_some() && second == first.map(|first| first + 1);
                cases.push(case(format!("{} finished {seconds} seconds ahead of {}.", name(a), name(b)), right && adjacent));
            }
        }
    }
}

fn sides(event: &Event, cases: &mut Vec<Case>) {
    for row in event.rows.iter().filter(|row| rank(event, row).is_some()) {
        let place = ORDINALS[rank(event, row).unwrap() as usize];
        for other in &event.rows {
            if let (Some(own), Some(team)) = (&row.team, &other.team) {
                cases.push(case(format!("{} of {} was {place}.", name(row), team.name), own == team));
                cases.push(case(format!("{}'s {} was {place}.", team.name, name(row)), own == team));
            }
            if let (Some(own), Some(nation)) = (&row.nation, &other.nation) {
                cases.push(case(format!("{} of {} was {place}.", name(row), nation.name), own.code == nation.code));
            }
        }
    }
}

fn race(event: &Event, cases: &mut Vec<Case>) {
    let finishers = event.rows.iter().filter(|row| row.rank.is_some() && row.irm.is_none()).count();
    let starters = event.rows.iter().filter(|row| !matches!(row.irm, Some(Irm::Dns))).count();
    for (count, word) in CARDINALS.iter().enumerate().skip(2) {
        for other in [starters - 1, starters, starters + 1] {
            cases.push(case(format!("{} of the {other} starters finished.", capital(word)), count == finishers && other == starters));
        }
        for row in &event.rows {
            cases.push(case(format!("{} made {word} pit stops.", name(row)), row.pit_stops == u32::try_from(count).ok()));
        }
    }
    for row in &event.rows {
        for (from, from_word) in (1..).zip(&ORDINALS[1..]) {
            for (to, to_word) in (1..).zip(&ORDINALS[1..]) {
                let is_true = row.grid == Some(Grid::Place(from)) && rank(event, row) == Some(to) && from > to;
                cases.push(case(format!("{} climbed from {from_word} to {to_word}.", name(row)), is_true));
            }
        }
        for lap in [29, 30, 44] {
            for other in event.rows.iter().filter(|other| other.fastest_lap.is_some()) {
                let time = other.fastest_lap.unwrap().time;
                let own = row.fastest_lap.is_some_and(|own| own.rank == Some(1) && own.time == time && own.lap == Some(lap));
                cases.push(case(format!("{} set the fastest lap, {}, on lap {lap}.", name(row), time.clock()), own));
            }
        }
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn pairs(event: &Event, cases: &mut Vec<Case>) {
    for a in &event.rows {
        for b in event.rows.iter().filter(|b| b.competitor.id() != a.competitor.id()) {
            for (first, second) in [(1, 2), (2, 3), (3, 4), (2, 1)] {
                let is_true = rank(event, a) == Some(first) && rank(event, b) == Some(second);
                let (one, two) = (ORDINALS[first as usize], ORDINALS[second as usize]);
                cases.push(case(format!("{} was {one} and {} {two}.", name(a), name(b)), is_true));
                cases.push(case(format!("{} and {} were {one} and {two}.", name(a), name(b)), is_true));
                cases.push(case(format!("{} finished {one}, with {} {two}.", name(a), name(b)), is_true));
            }
            let shared = a.rank == Some(1) && b.rank == Some(1) && a.irm.is_none() && b.irm.is_none();
            cases.push(case(format!("{} and {} shared the win.", name(a), name(b)), shared));
        }
    }
}

fn all_cases(event: &Event, weekday: &str, decimals: usize) -> Vec<Case> {
    let mut cases = Vec::new();
    places(event, &mut cases);
    margins(event, decimals, &mut cases);
    sides(event, &mut cases);
    pairs(event, &mut cases);
    for day in DAYS {
        cases.push(case(format!("On {day}, the race was held."), false));
        let winner = event.rows.iter().find(|row| rank(event, row) == Some(1));
        cases.extend(winner.map(|row| case(format!("{} won on {day}.", name(row)), day == weekday)));
    }
    cases
}

/// How many true and how many false sentences there were; every wrong verdict fails.
fn run(event: &Event, cases: &[Case]) -> (usize, usize) {
    let bench = Bench::new();
    let mut wrong = Vec::new();
    for case in cases {
        let trouble = bench.trouble(event, &[&case.text]);
        if trouble.is_none() != case.is_true {
            wrong.push(format!("{} (true: {}) {trouble:?}", case.text, case.is_true));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {} wrong:\n{}",
        wrong.len(),
        cases.len(),
        wrong.iter().take(30).cloned().collect::<Vec<_>>().join("\n")
    );
    let proven = cases.iter().filter(|case| case.is_true).count();
    (proven, cases.len() - proven)
}

#[test]
fn swapped_values_of_a_race_are_refused_unless_they_are_true() {
    let event = sample::spa();
    let mut cases = all_cases(&event, "Sunday", 3);
    race(&event, &mut cases);
    let (proven, refused) = run(&event, &cases);
    assert!(proven > 150 && refused > 3000, "{proven} {refused}");
}

#[test]
fn swapped_values_of_a_final_are_refused_unless_they_are_true() {
    let event = sample::rio();
    let (proven, refused) = run(&event, &all_cases(&event, "Friday", 2));
    assert!(proven > 50 && refused > 300, "{proven} {refused}");
}

#[test]
fn swapped_values_of_a_relay_are_refused_unless_they_are_true() {
    let event = sample::relay();
    let (proven, refused) = run(&event, &all_cases(&event, "Friday", 2));
    assert!(proven > 20 && refused > 100, "{proven} {refused}");
}

#[test]
fn swapped_values_of_a_dead_heat_are_refused_unless_they_are_true() {
    let event = sample::tie();
    let (proven, refused) = run(&event, &all_cases(&event, "Thursday", 2));
    assert!(proven > 20 && refused > 200, "{proven} {refused}");
}
