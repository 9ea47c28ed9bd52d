//! The two evaluators are each other's check: what the grammar's conditions license, the verifier proves from the rows, and what they
//! do not license it refuses, over thousands of generated events.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a test"
)]

mod common;

use std::collections::BTreeMap;
use stringer::english::Profile;
use stringer::event::{Event, Gap, Grid, Mark, Sport};
use stringer::facts::{Angle, Fact, FactKind, derive, features};
use stringer::grammar::mix;
use stringer::verify::{Copy, Mode, Severity};

/// Generated events.
const EVENTS: u64 = 3_000;
/// How often each condition must have held, and not held.
const EACH: usize = 50;

/// A condition, the kind of fact that is asked for it, and a sentence that claims the same of the winner.
const CLAIMS: [(&str, FactKind, &str); 6] = [
    ("edged", FactKind::Margin, "{winner} edged {second}."),
    ("edged", FactKind::Margin, "{winner} won by just {gap}."),
    ("narrow", FactKind::Margin, "{winner} narrowly won the race."),
    ("comfortable", FactKind::Margin, "{winner} comfortably won the race."),
    ("dominated", FactKind::Margin, "{winner} dominated the race."),
    ("comeback", FactKind::WinnerGrid, "{winner} completed a comeback."),
];

/// Another outcome of a race: the second a random gap behind, the others after him, the winner from a random place on the grid.
fn generated(event: &Event, seed: u64) -> Event {
    let mut other = event.clone();
    let number = |step: u64, below: u64| i64::try_from(mix(seed ^ mix(step)) % below).unwrap();
    // Small and large gaps alike, and often exactly at a limit.
    let gap = match number(1, 4) {
        0 => number(2, 200) * 10,
        1 => [100, 500, 1_000, 10_000, 20_000, 50][usize::try_from(number(3, 6)).unwrap()] + 10 * (number(4, 3) - 1),
        _ => number(5, 4_000) * 10,
    };
    let start = other.rows[0].mark.unwrap().value;
    other.sport = [Sport::FormulaOne, Sport::Running, Sport::Cycling, Sport::Other][usize::try_from(number(6, 4)).unwrap()];
    for (place, row) in other.rows.iter_mut().enumerate().skip(1) {
        let behind = gap.max(10) + 10_000 * i64::try_from(place - 1).unwrap();
        let time = |value| Mark { value, ..Mark::time(0, 3) };
        if row.irm.is_none() && !matches!(row.gap, Some(Gap::Laps(_))) {
            row.mark = Some(time(start + behind));
            row.gap = Some(Gap::Mark(time(behind)));
        }
    }
    let place = u32::try_from(number(7, 18) + 1).unwrap();
    let held = other.rows.iter().position(|row| row.grid == Some(Grid::Place(place)));
    let own = other.rows[0].grid;
    if let Some(held) = held {
        other.rows[held].grid = own;
    }
    other.rows[0].grid = Some(Grid::Place(place));
    other
}

fn sentence(pattern: &str, event: &Event) -> String {
    let name = |at: usize| event.rows[at].competitor.full();
    let gap = event.rows[1].gap.map_or_else(String::new, |gap| match gap {
        Gap::Mark(mark) => stringer::english::measure::gap(mark.value, mark.decimals, Profile::Ap),
        Gap::Laps(laps) => stringer::english::measure::laps(u64::from(laps), Profile::Ap),
    });
    pattern.replace("{winner}", name(0)).replace("{second}", name(1)).replace("{gap}", &gap)
}

#[test]
fn conditions_of_phrases_and_definitions_of_the_lexicon_agree() {
    let desk = common::desk();
    let case = common::root().join("fixtures/f1/2024-sao-paulo");
    let base = common::events(&case).pop().expect("the fixture is there");
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for seed in 0..EVENTS {
        let event = generated(&base, seed);
        let ledger = derive(&event, &Angle::None);
        for (condition, kind, pattern) in CLAIMS {
            let Some(fact) = ledger.of(kind).next() else { continue };
            let licensed = holds(&desk, condition, fact, &event);
            let text = sentence(pattern, &event);
            let verdict = desk.verifier(Profile::Ap).verify(&Copy::of(&[&[&text]]), &event, None, Mode::Own);
            let refused = verdict.findings.iter().any(|finding| finding.severity == Severity::Error && finding.rule.starts_with('F'));
            if licensed == refused {
                wrong.push(format!("{condition} of {:?} is {licensed}, refused {refused}: {text} {:?}", event.sport, verdict.findings));
            }
            let entry = counts.entry(pattern).or_default();
            if licensed { entry.0 += 1 } else { entry.1 += 1 }
        }
    }
    println!("held and not held: {counts:?}");
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.iter().take(12).cloned().collect::<Vec<_>>().join("\n"));
    assert!(counts.values().all(|(yes, no)| *yes >= EACH && *no >= EACH), "{counts:?}");
}

fn holds(desk: &stringer::pipeline::Desk, condition: &str, fact: &Fact, event: &Event) -> bool {
    desk.conditions().holds(condition, &features(fact, event), event, desk.lexicon())
}
