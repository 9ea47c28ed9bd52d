//! Traps of the format, one by one; the examples beside the project.

use super::*;
use crate::event::{Event, Gap, Irm, Mark, ResultState, Sport};
use crate::feed::{decode, decode_as, mutated};
use std::path::Path;

fn list(status: &str, event: &str, class: &str) -> String {
    format!(
        "<ResultList xmlns='http://www.orienteering.org/datastandard/3.0' iofVersion='3.0' status='{status}'><Event><Name>Forest Cup</Name><StartTime><Date>2026-05-17</Date></StartTime>{event}</Event>{class}</ResultList>"
    )
}

fn class(name: &str, results: &str) -> String {
    format!("<ClassResult><Class><Id>2</Id><Name>{name}</Name></Class>{results}</ClassResult>")
}

fn person(id: u32, result: &str) -> String {
    format!(
        "<PersonResult><Person><Id>{id}</Id><Name><Family>Lane{id}</Family><Given>Tom</Given></Name></Person><Organisation><Name>Quay OC</Name><Country code='GBR'>x</Country></Organisation><Result>{result}</Result></PersonResult>"
    )
}

fn ok(time: &str, place: u32, more: &str) -> String {
    format!("<Time>{time}</Time><Position>{place}</Position><Status>OK</Status>{more}")
}

fn read(text: &str) -> Result<Decoded, FeedError> {
    decode(&Input::new(text.as_bytes(), "list.xml"), &[])
}

/// The only event of a class, or why it was refused.
fn one(results: &str) -> Result<Event, FeedError> {
    let mut decoded = read(&list("Complete", "", &class("Men Elite", results)))?;
    decoded.refused.pop().map_or_else(|| Ok(decoded.events.remove(0)), Err)
}

#[test]
fn a_class_is_an_event_with_times_in_seconds() {
    let event = one(&(person(1, &ok("2001", 1, "")) + &person(2, &ok("2040.0", 2, "<TimeBehind>39</TimeBehind>")))).unwrap();
    assert_eq!(
        (event.name.as_str(), event.sport, event.id.as_str()),
        ("Men Elite class", Sport::Orienteering, "tag:stringer,2024:iof/forest-cup/2")
    );
    assert_eq!(event.rows.iter().map(|row| row.mark.unwrap().clock()).collect::<Vec<_>>(), ["33:21", "34:00"]);
    assert_eq!(event.rows[1].gap, Some(Gap::Mark(Mark::time(39_000, 0))));
    assert_eq!(event.rows[0].cells["mark"].at, "/ResultList/ClassResult/PersonResult[1]/Result/Time");
    assert!(event.rows[0].nation.is_none(), "all are of one nation");
}

#[test]
fn a_byte_order_mark_is_no_text() {
    let text = format!(
        "\u{feff}<?xml version='1.0' encoding='UTF-8'?>{}",
        list("Complete", "", &class("Men Elite", &person(1, &ok("2001", 1, ""))))
    );
    assert_eq!(read(&text).unwrap().events.len(), 1);
}

#[test]
fn who_mispunched_keeps_a_time_that_is_no_finish() {
    let out = "<Time>1900</Time><Status>MissingPunch</Status>";
    let event = one(&(person(1, &ok("2001", 1, "")) + &person(2, out))).unwrap();
    assert_eq!(
        (event.rows[1].rank, event.rows[1].irm, event.rows[1].mark.unwrap().clock().as_str()),
        (None, Some(Irm::Mispunched), "31:40")
    );
}

#[test]
fn statuses_are_the_words_of_the_table() {
    let of = |status: &str| one(&(person(1, &ok("2001", 1, "")) + &person(2, &format!("<Status>{status}</Status>"))));
    for (status, irm) in
        [("DidNotStart", Irm::Dns), ("DidNotFinish", Irm::Dnf), ("OverTime", Irm::OverTimeLimit), ("Disqualified", Irm::Dsq)]
    {
        assert_eq!(of(status).unwrap().rows[1].irm, Some(irm), "{status}");
    }
    assert_eq!(of("NotCompeting").unwrap().rows.len(), 1);
    assert_eq!(of("Active").unwrap_err().kind, FeedErrorKind::Incomplete);
    assert!(of("Lost").unwrap_err().pointer.is_some_and(|at| at.ends_with("/Status")));
    assert_eq!(of("OK").unwrap_err().kind, FeedErrorKind::Incomplete, "finished without a position");
}

#[test]
fn a_gap_that_the_times_contradict_refuses_the_class() {
    let error = one(&(person(1, &ok("2001", 1, "")) + &person(2, &ok("2040", 2, "<TimeBehind>45</TimeBehind>")))).unwrap_err();
    assert_eq!(error.kind, FeedErrorKind::Contradiction);
    assert!(error.message.starts_with("Men Elite: "), "{error}");
}

#[test]
fn shared_positions_need_equal_times_and_the_next_skips() {
    let three = |second: &str, places: [u32; 3]| {
        let times = ["2001", second, "2100"];
        one(&(1..).zip(times).zip(places).map(|((id, time), place)| person(id, &ok(time, place, ""))).collect::<String>())
    };
    assert_eq!(three("2001", [1, 1, 3]).unwrap().winners().len(), 2);
    assert_eq!(three("2001", [1, 1, 2]).unwrap_err().kind, FeedErrorKind::Incomplete);
    assert_eq!(three("2005", [1, 1, 3]).unwrap_err().kind, FeedErrorKind::Contradiction);
}

#[test]
fn splits_are_compared_only_where_all_had_the_same_controls() {
    let split = |code: u32, time: u32| format!("<SplitTime><ControlCode>{code}</ControlCode><Time>{time}</Time></SplitTime>");
    let run = |codes: [u32; 2]| {
        ok(
            "2001",
            1,
            &(split(codes[0], 500)
                + "<SplitTime status='Additional'><ControlCode>9</ControlCode><Time>600</Time></SplitTime>"
                + &split(codes[1], 900)),
        )
    };
    let other = |codes: [u32; 2]| ok("2040", 2, &(split(codes[0], 510) + &split(codes[1], 890)));
    let same = one(&(person(1, &run([31, 32])) + &person(2, &other([31, 32])))).unwrap();
    assert_eq!(
        same.rows[1].splits.iter().map(|split| split.label.clone().unwrap()).collect::<Vec<_>>(),
        ["the first control", "the second control"]
    );
    let loops = one(&(person(1, &run([31, 32])) + &person(2, &other([32, 31])))).unwrap();
    assert!(loops.rows.iter().all(|row| row.splits.is_empty()) && loops.warnings[0].contains("controls"), "{:?}", loops.warnings);
}

#[test]
fn states_of_the_list_are_states_of_the_result() {
    let results = class("Men Elite", &person(1, &ok("2001", 1, "")));
    assert_eq!(read(&list("Snapshot", "", &results)).unwrap().events[0].state, ResultState::Live);
    assert_eq!(read(&list("Delta", "", &results)).unwrap_err().kind, FeedErrorKind::Incomplete);
    assert!(read(&list("Complete", "", "")).unwrap_err().message.contains("no results"));
    let start = "<StartList iofVersion='3.0'/>";
    assert!(read(start).unwrap_err().message.contains("start list"));
    assert!(read("<ResultList><ClassResult/></ResultList>").unwrap_err().message.contains("older"));
}

#[test]
fn an_event_of_several_days_has_no_day_and_its_races_have() {
    let results = class("Men Elite", &person(1, &ok("2001", 1, "")));
    let days = |event: &str| {
        read(&list("Complete", event, &results)).unwrap().events.into_iter().map(|event| event.day.map(|day| day.day)).collect::<Vec<_>>()
    };
    assert_eq!(days(""), [Some(17)]);
    assert_eq!(days("<EndTime><Date>2026-05-18</Date></EndTime>"), [None]);
    let races = "<Race><RaceNumber>1</RaceNumber><StartTime><Date>2026-05-17</Date></StartTime></Race><Race><RaceNumber>2</RaceNumber><StartTime><Date>2026-05-18</Date></StartTime></Race>";
    assert_eq!(days(races), [Some(17)], "nobody has a result of the second race");
}

#[test]
fn children_are_not_named() {
    let of = |name: &str, birth: &str, options: &Options| {
        let results = person(1, &ok("2001", 1, "")).replace("</Person>", &format!("{birth}</Person>"));
        let text = list("Complete", "", &class(name, &results));
        let events = decode_as(&Input::new(text.as_bytes(), "list.xml"), &[], options).unwrap().events;
        (events[0].rows[0].competitor.full().to_owned(), serde_json::to_string(&events).unwrap().contains("Lane1"))
    };
    let hidden = ("Runner 1".to_owned(), false);
    let named = ("Tom Lane1".to_owned(), true);
    assert_eq!(of("H14", "", &Options::default()), hidden);
    assert_eq!(of("Men Elite", "<BirthDate>2010-01-01</BirthDate>", &Options::default()), hidden);
    assert_eq!(of("H14", "<BirthDate>2000-01-01</BirthDate>", &Options::default()), named, "the date decides");
    assert_eq!(of("H14", "", &Options { name_minors: true }), named);
    assert_eq!(of("Men Elite", "", &Options::default()), named);
}

#[test]
fn the_examples_of_the_federation_decode_or_say_why_not() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/feeds/iof-xml");
    if !folder.is_dir() {
        eprintln!("skipped: {} is not there", folder.display());
        return;
    }
    // The second race of the third has a split after the finish.
    for (file, events, refused) in [
        ("ResultList1.xml", 1, 1),
        ("ResultList2.xml", 1, 0),
        ("ResultList3.xml", 1, 1),
        ("ResultList4.xml", 1, 0),
        ("iof-xml-3.0-splittimes.xml", 2, 0),
    ] {
        let bytes = std::fs::read(folder.join(file)).unwrap();
        let decoded = decode(&Input::new(&bytes, file), &[]).unwrap();
        assert_eq!((decoded.events.len(), decoded.refused.len()), (events, refused), "{file}: {:?}", decoded.refused);
    }
}

#[test]
fn damaged_files_never_panic() {
    let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/iof/invented-open-relay/feed.xml")).unwrap();
    let mut state = 5;
    for _ in 0..300 {
        let damaged = mutated(&bytes, &mut state);
        drop(decode(&Input::new(&damaged, "list.xml"), &[]));
    }
}
