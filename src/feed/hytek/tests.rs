//! Traps of the format, one by one.

use super::*;
use crate::event::{Competitor, Event, Irm, UnitKind};
use crate::feed::{decode, mutated};
use std::path::Path;

fn fixture(case: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/hytek").join(case).join("feed.hy3")).unwrap()
}

fn read(bytes: &[u8]) -> Decoded {
    decode(&Input::new(bytes, "meet.hy3"), &[]).unwrap()
}

fn only(case: &str) -> Event {
    let mut decoded = read(&fixture(case));
    assert_eq!((decoded.events.len(), decoded.refused.len()), (1, 0), "{:?}", decoded.refused);
    decoded.events.remove(0)
}

/// The line of a fixture that begins so, with other text at a column.
fn changed(case: &str, line: &str, column: usize, text: &str) -> Vec<u8> {
    let body: String = fixture(case).iter().copied().map(char::from).collect();
    let change = |one: &str| {
        let mut columns: Vec<char> = one.chars().collect();
        columns.splice(column - 1..column - 1 + text.chars().count(), text.chars());
        columns.into_iter().collect::<String>()
    };
    let lines: Vec<String> = body.lines().map(|one| if one.starts_with(line) { change(one) } else { one.to_owned() }).collect();
    lines.join("\r\n").into_bytes()
}

#[test]
fn a_timed_final_is_read_with_its_splits() {
    let event = only("invented-men-200y-medley");
    assert_eq!((event.name.as_str(), event.kind), ("men's 200 yards individual medley", UnitKind::Race));
    assert_eq!(event.venue.name.as_deref(), Some("Lakeside Aquatic Center"));
    assert_eq!(event.day.map(|day| (day.year, day.month, day.day)), Some((2026, 6, 14)), "the only day of the meet");
    let first = &event.rows[0];
    assert_eq!((first.competitor.full(), first.mark.unwrap().clock().as_str()), ("Owen Prescott", "1:51.02"));
    assert_eq!(first.splits.iter().map(|split| split.label.clone().unwrap()).collect::<Vec<_>>(), ["50 yards", "100 yards", "150 yards"]);
    assert_eq!(first.cells["mark"].at, "line 8 column 4");
}

#[test]
fn names_are_in_the_code_page_of_windows() {
    assert!(only("invented-men-200y-medley").rows.iter().any(|row| row.competitor.full() == "Téo Ferreira"));
}

#[test]
fn a_disqualified_swim_keeps_its_time_and_a_no_show_has_none() {
    let event = only("invented-men-200y-medley");
    let of = |irm| event.rows.iter().find(|row| row.irm == Some(irm)).unwrap();
    assert_eq!((of(Irm::Dsq).rank, of(Irm::Dsq).mark.unwrap().clock().as_str()), (None, "1:50.75"));
    assert_eq!((of(Irm::Dns).rank, of(Irm::Dns).mark), (None, None));
}

#[test]
fn relays_are_clubs_with_their_letter_and_the_distance_of_one_leg() {
    let event = only("invented-women-200y-freestyle-relay");
    assert_eq!(event.name, "women's 4x50 yards freestyle relay");
    let Competitor::Team { name, members, .. } = &event.rows[0].competitor else { panic!("no relay") };
    assert_eq!((name.as_str(), members[3].full.as_str()), ("Lakeside Swim Club A", "Vera Dean"));
    assert_eq!(event.rows[1].competitor.full(), "Hillcrest Aquatics", "the only relay of its club");
}

#[test]
fn children_are_not_named_even_where_the_date_of_birth_was_blanked_out() {
    for birth in ["04042014", "01011970", "        "] {
        let decoded = read(&changed("invented-boys-100y-backstroke", "D1M  301", 89, birth));
        let text = serde_json::to_string(&decoded.events).unwrap();
        assert!(!text.contains("Tiny") && text.contains("Swimmer 301"), "born {birth}");
    }
}

#[test]
fn heats_and_final_are_two_races_and_who_swims_out_of_competition_is_in_neither() {
    let decoded = read(&fixture("invented-women-100y-butterfly-final"));
    let names: Vec<(&str, usize)> = decoded.events.iter().map(|event| (event.name.as_str(), event.rows.len())).collect();
    assert_eq!(names, [("heats of the women's 100 yards butterfly", 4), ("women's 100 yards butterfly final", 3)]);
    assert!(decoded.events[0].is_qualifying());
}

#[test]
fn words_and_numbers_that_are_none_are_errors_with_line_and_column() {
    for (line, column, text, at) in
        [("E2F", 13, "Z", "column 13"), ("E1M", 22, "Q", "column 22"), ("E2F", 12, "Q", "column 12"), ("E2F", 30, "abcd", "column 30")]
    {
        let refused = read(&changed("invented-men-200y-medley", line, column, text)).refused;
        assert!(refused.iter().any(|error| error.pointer.as_deref().is_some_and(|pointer| pointer.ends_with(at))), "{text}: {refused:?}");
    }
    let broken = decode(&Input::new(&changed("invented-men-200y-medley", "E1M", 16, "  x   "), "meet.hy3"), &[]).unwrap_err();
    assert!(broken.pointer.is_some_and(|at| at.contains("column 16")));
}

#[test]
fn one_club_of_a_meet_is_incomplete() {
    let decoded = read(&fixture("one-club-of-a-meet"));
    assert_eq!((decoded.events.len(), decoded.refused[0].kind), (0, FeedErrorKind::Incomplete));
}

#[test]
fn a_file_without_results_is_refused_for_what_it_is() {
    let body: String = fixture("one-club-of-a-meet").iter().copied().map(char::from).filter(char::is_ascii).collect();
    let entries: Vec<&str> = body.lines().filter(|line| !line.starts_with("E2")).collect();
    let error = decode(&Input::new(entries.join("\n").as_bytes(), "meet.hy3"), &[]).unwrap_err();
    assert!(error.message.contains("entries"), "{error}");
    assert!(is_results(&body) && !is_results("A1,B1\n1,2\n"));
}

#[test]
fn damaged_files_never_panic() {
    let mut state = 11;
    for case in ["invented-men-200y-medley", "invented-women-200y-freestyle-relay"] {
        let bytes = fixture(case);
        for _ in 0..300 {
            let damaged = mutated(&bytes, &mut state);
            drop(decode(&Input::new(&damaged, "meet.hy3"), &[]));
        }
    }
}

#[test]
fn the_course_is_the_one_that_was_swum_and_not_the_one_of_the_entry() {
    for entered in [" ", "L"] {
        let decoded = read(&changed("invented-men-200y-medley", "E1", 51, entered));
        assert_eq!(decoded.events[0].name, "men's 200 yards individual medley", "{:?}", decoded.refused);
    }
    let blank =
        |line: &str, at: usize| line.chars().enumerate().map(|(place, c)| if place + 1 == at { ' ' } else { c }).collect::<String>();
    let without = |line: &str| match line.get(..2) {
        Some("E1") => blank(line, 51),
        Some("E2") => blank(line, 12),
        _ => line.to_owned(),
    };
    let body: String = fixture("invented-men-200y-medley").iter().copied().map(char::from).collect();
    let neither: Vec<u8> = body.lines().map(without).collect::<Vec<_>>().join("\r\n").chars().map(|c| c as u8).collect();
    let error = decode(&Input::new(&neither, "meet.hy3"), &[]).unwrap_err();
    assert!(error.message.contains("is no course"), "{error:?}");
}
