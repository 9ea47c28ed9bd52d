//! Traps of the format, one by one; the twin in JSON; the whole of Rio beside the checkout.

use super::*;
use crate::event::{Competitor, Event, Gender, Irm, Medal, Sport, UnitKind};
use crate::feed::{FeedErrorKind, decode};

mod beside;
mod samples;

/// A competition around units.
fn competition(units: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><competition><id>7</id><name>Harbour Games, Quay Stadium</name><city>Brackwater</city><country>GBR</country>{units}</competition>"
    )
}

/// A unit with its rows.
fn unit(infos: &str, rows: &str) -> String {
    format!("<results><infos>{infos}</infos>{rows}</results>")
}

fn infos(event: &str, round: &str, detail: &str, gender: &str, more: &str) -> String {
    format!(
        "<age_group/><event_name>{event}</event_name><round_name>{round}</round_name><round_detail>{detail}</round_detail><event_gender>{gender}</event_gender><date>14.08.2016</date>{more}"
    )
}

fn row(id: u32, rank: &str, name: &str, performance: &str, more: &str) -> String {
    format!(
        "<result><competitorid>{id}</competitorid><rank>{rank}</rank><athlete>{name}</athlete><country>KEN</country><best_performance>{performance}</best_performance>{more}</result>"
    )
}

fn read(text: &str) -> Result<Decoded, FeedError> {
    decode(&Input::new(text.as_bytes(), "feed.xml"), &[])
}

/// The event of a document of one unit, or why it was refused.
fn one(unit: &str) -> Result<Event, FeedError> {
    let mut decoded = read(&competition(unit))?;
    decoded.refused.pop().map_or_else(|| Ok(decoded.events.remove(0)), Err)
}

fn final_100(rows: &str) -> Result<Event, FeedError> {
    one(&unit(&infos("100 m Men", "Final", "", "M", "<wind>0.2</wind>"), rows))
}

fn two(first: &str, second: &str) -> Result<Event, FeedError> {
    final_100(&(row(1, "1", "Tom Field", "9.81", first) + &row(2, "2", "Ben Mill", "9.89", second)))
}

#[test]
fn a_final_is_read_with_its_setting() {
    let event = two("<group>0.155</group><recordflag>WL =SB</recordflag>", "").unwrap();
    assert_eq!((event.name.as_str(), event.kind, event.sport), ("men's 100 metres final", UnitKind::Race, Sport::Running));
    assert_eq!((event.competition.as_deref(), event.venue.name.as_deref()), (Some("Harbour Games"), Some("Quay Stadium")));
    assert_eq!(event.id, "tag:stringer,2024:tilastopaja/7/M100/final");
    assert_eq!(event.day.map(|day| (day.year, day.month, day.day)), Some((2016, 8, 14)));
    let row = &event.rows[0];
    assert_eq!((row.reaction.unwrap().value, row.wind_tenths), (155, Some(2)));
    assert_eq!(row.records.iter().map(|flag| (flag.code.as_str(), flag.equalled)).collect::<Vec<_>>(), [("WL", false), ("SB", true)]);
    assert_eq!(row.cells["mark"].at, "/competition/results[1]/result[1]/best_performance");
    assert_eq!(event.source.credit.as_deref(), Some("Data: Tilastopaja / openath (ODbL)"));
}

#[test]
fn the_wind_keeps_its_sign_and_a_blank_one_is_none() {
    let wind = |text: &str| {
        one(&unit(&infos("100 m Men", "Final", "", "M", &format!("<wind>{text}</wind>")), &row(1, "1", "Tom Field", "9.81", "")))
    };
    assert_eq!(wind("-0.1").unwrap().rows[0].wind_tenths, Some(-1));
    assert_eq!(wind("0.0").unwrap().rows[0].wind_tenths, Some(0));
    assert_eq!(wind("2.1").unwrap().rows[0].wind_tenths, Some(21));
    assert_eq!(wind("").unwrap().rows[0].wind_tenths, None);
    let unread = wind("strong").unwrap();
    assert!(unread.rows[0].wind_tenths.is_none() && unread.warnings[0].contains("wind"), "{:?}", unread.warnings);
}

#[test]
fn a_pool_is_no_reaction_time() {
    let event = one(&unit(
        &infos("Shot Men", "Qualification", "Qualification", "M", ""),
        &row(1, "1", "Tom Field", "21.59", "<group>A 7</group><qualification>Q</qualification>"),
    ))
    .unwrap();
    assert_eq!((event.rows[0].reaction, event.rows[0].qualified.as_deref()), (None, Some("Q")));
    assert_eq!((event.name.as_str(), event.kind), ("men's shot put qualifying", UnitKind::Heat));
}

#[test]
fn a_row_with_a_status_keeps_its_mark_and_has_no_place() {
    let event = two("", "")
        .and_then(|_| final_100(&(row(1, "1", "Tom Field", "9.89", "") + &row(2, "", "Ben Mill", "9.81DQ", "<recordflag>PB</recordflag>"))))
        .unwrap();
    let out = &event.rows[1];
    assert_eq!((out.rank, out.irm, out.mark.unwrap().clock().as_str()), (None, Some(Irm::Dsq), "9.81"));
    assert!(out.records.is_empty(), "a record of a mark that does not count");
    let both = final_100(&row(1, "1", "Tom Field", "DNF", "")).unwrap_err();
    assert_eq!(both.kind, FeedErrorKind::Contradiction, "{both}");
}

#[test]
fn a_mark_without_a_place_or_a_status_refuses_the_unit_and_names_the_athlete() {
    let error = final_100(&(row(3, "", "Petr Lane", "13.65", "") + &row(1, "1", "Tom Field", "9.81", ""))).unwrap_err();
    assert_eq!(error.kind, FeedErrorKind::Incomplete);
    assert!(error.message.starts_with("100 m Men, Final: \"13.65\" is the mark of Petr Lane"), "{error}");
    assert_eq!(error.pointer.as_deref(), Some("/competition/results[1]/result[1]/best_performance"));
}

#[test]
fn a_shared_place_needs_equal_marks() {
    let tie = |second: &str| final_100(&(row(1, "1", "Tom Field", "9.81", "") + &row(2, "1", "Ben Mill", second, "")));
    assert_eq!(tie("9.81").unwrap().winners().len(), 2);
    let error = tie("9.82").unwrap_err();
    assert_eq!(error.kind, FeedErrorKind::Contradiction);
    assert!(error.pointer.unwrap().contains(" and "), "both cells are named");
}

#[test]
fn a_missing_place_is_incomplete() {
    let error = final_100(&(row(1, "1", "Tom Field", "9.81", "") + &row(2, "3", "Ben Mill", "9.89", ""))).unwrap_err();
    assert_eq!(error.kind, FeedErrorKind::Incomplete);
}

#[test]
fn heights_keep_their_signs_and_distances_their_marks() {
    let height = |signs: &str| {
        let attempts = format!(
            "<roundresults><roundresult count=\"1\"><performance>2.20</performance><round>{signs}</round></roundresult></roundresults>"
        );
        one(&unit(&infos("High jump Men", "Final", "", "M", ""), &row(1, "1", "Tom Field", "2.20", &attempts)))
    };
    let cleared = height("XXO").unwrap();
    assert_eq!((cleared.rows[0].attempts[0].raw.as_str(), cleared.rows[0].attempts[0].mark.unwrap().value), ("XXO", 2200));
    assert!(height("OX").unwrap_err().message.contains("no row of O, X"), "cleared and failed after it");
    let throw = |mark: &str| {
        let attempts = format!("<roundresults><roundresult round=\"2\"><performance>{mark}</performance></roundresult></roundresults>");
        one(&unit(&infos("Shot Men", "Final", "", "M", ""), &row(1, "1", "Tom Field", "22.52", &attempts)))
    };
    assert_eq!(throw("22.52").unwrap().rows[0].attempts[0].number, 2);
    assert_eq!(throw("X").unwrap().rows[0].attempts[0].mark, None);
    assert!(throw("far").unwrap_err().message.contains("X or P"));
}

#[test]
fn a_relay_is_its_nation_and_keeps_its_legs() {
    let legs = "<relayrunners><relayrunner1>Asa Pool</relayrunner1><relayrunner1id>11</relayrunner1id><relayrunner2>Jon Blay</relayrunner2><relayrunner2id>12</relayrunner2id></relayrunners>";
    let event = one(&unit(&infos("4 x 100 m Men", "Final", "", "M", ""), &row(9, "1", " ", "37.27", legs))).unwrap();
    let Competitor::Team { name, members, .. } = &event.rows[0].competitor else { panic!() };
    assert_eq!((name.as_str(), members.len(), members[1].full.as_str()), ("Kenya", 2, "Jon Blay"));
    assert_eq!((event.individual, event.sport), (false, Sport::Relay));
}

#[test]
fn a_combined_event_has_points_and_its_disciplines_are_no_finals() {
    let marks = "<combinedresults><event1>10.46/-0.1</event1><event2>NM</event2><event3/></combinedresults>";
    let event = one(&unit(&infos("Decathlon Men", "Final", "", "M", ""), &row(1, "1", "Tom Field", "8893", marks))).unwrap();
    assert_eq!((event.name.as_str(), event.sport, event.rows[0].mark.unwrap().value), ("men's decathlon", Sport::Combined, 8_893_000));
    assert_eq!(event.rows[0].attempts.iter().map(|attempt| attempt.mark.map(|mark| mark.value)).collect::<Vec<_>>(), [Some(10_460), None]);
    let part = infos("Long jump Men", "Final", "", "M", "").replace("<age_group/>", "<age_group>Decathlon</age_group>");
    let part = one(&unit(&part, &row(1, "1", "Tom Field", "7.94", ""))).unwrap();
    assert_eq!((part.name.as_str(), part.kind), ("decathlon long jump", UnitKind::Heat));
    let juniors = infos("Long jump Men", "Final", "", "M", "").replace("<age_group/>", "<age_group>U20</age_group>");
    assert!(one(&unit(&juniors, "")).unwrap_err().message.contains("age groups are not supported"));
}

#[test]
fn a_road_race_is_not_held_in_the_stadium_of_the_competitions_name() {
    let event = |name: &str, mark: &str| one(&unit(&infos(name, "Final", "", "M", ""), &row(1, "1", "Tom Field", mark, ""))).unwrap();
    let (road, track) = (event("Marathon Men", "2:08:44"), event("800 m Men", "1:42.15"));
    assert_eq!((road.venue.name, road.venue.city.as_deref()), (None, Some("Brackwater")));
    assert_eq!(track.venue.name.as_deref(), Some("Quay Stadium"));
}

#[test]
fn medals_need_a_table_that_agrees_with_the_finals() {
    let table = |gold: u32| {
        format!(
            "<medaltable><medalline><organization>KEN</organization><gold>{gold}</gold><silver>1</silver><bronze>0</bronze></medalline></medaltable>"
        )
    };
    let rows = row(1, "1", "Tom Field", "9.81", "") + &row(2, "2", "Ben Mill", "9.89", "");
    let whole = |table: &str| read(&competition(&(table.to_owned() + &unit(&infos("100 m Men", "Final", "", "M", ""), &rows)))).unwrap();
    assert_eq!(whole(&table(1)).events[0].rows[0].medal, Some(Medal::Gold));
    let other = whole(&table(2));
    assert_eq!(other.events[0].rows[0].medal, None);
    assert!(other.warnings.iter().any(|note| note.contains("medal table")), "{:?}", other.warnings);
    assert_eq!(whole("").events[0].rows[0].medal, None);
}

#[test]
fn words_that_are_not_known_are_refused_or_noted_with_their_pointer() {
    let refused =
        |event: &str, round: &str| one(&unit(&infos(event, round, "", "M", ""), &row(1, "1", "Tom Field", "9.81", ""))).unwrap_err();
    assert!(refused("Sack race Men", "Final").message.contains("no event"));
    assert!(refused("100 m Men", "Play-off").message.contains("no round"));
    assert_eq!(refused("100 m Men", "Play-off").pointer.as_deref(), Some("/competition/results[1]/infos/round_name"));
    assert!(refused("100 m Women", "Final").message.contains("gender"));
    let noted = two("<recordflag>XYZ PB</recordflag><shoe>fast</shoe>", "").unwrap();
    assert!(noted.warnings[0].contains("XYZ") && noted.rows[0].records.len() == 1, "{:?}", noted.warnings);
    let unknown =
        read(&competition(&unit(&infos("100 m Men", "Final", "", "M", ""), &row(1, "1", "Tom Field", "9.81", "<shoe>zoomfoam</shoe>"))))
            .unwrap();
    assert!(
        unknown.warnings[0].contains("shoe") && !serde_json::to_string(&unknown.events).unwrap().contains("zoomfoam"),
        "{:?}",
        unknown.warnings
    );
}

#[test]
fn a_heat_says_which_and_a_unit_without_a_round_is_no_final() {
    let heat = one(&unit(&infos("100 m Women", "Heats", "Heat 3", "W", ""), &row(1, "1", "Ada Field", "11.02", ""))).unwrap();
    assert_eq!(
        (heat.name.as_str(), heat.unit.as_deref(), heat.gender),
        ("third heat of the women's 100 metres", Some("heat 3"), Some(Gender::Women))
    );
    let nameless = one(&unit(&infos("100 m Women", "Heats", "", "W", ""), &row(1, "1", "Ada Field", "11.02", ""))).unwrap_err();
    assert!(nameless.message.contains("which heat"), "{nameless}");
    let without = infos("100 m Men", "", "", "M", "");
    assert!(one(&unit(&without, &row(1, "1", "Tom Field", "9.81", ""))).is_err());
}

#[test]
fn an_unknown_nation_is_noted_and_hostile_names_are_refused() {
    let event = final_100(&row(1, "1", "Tom Field", "9.81", "").replace("KEN", "XQX")).unwrap();
    assert!(event.rows[0].nation.is_none() && event.warnings[0].contains("XQX"));
    assert!(final_100(&row(1, "1", "Tom {{7*7}}", "9.81", "")).unwrap_err().message.contains("not fit to print"));
    let bomb = read("<!DOCTYPE a [<!ENTITY l 'lol'>]><competition><results></results></competition>").unwrap_err();
    assert!(bomb.message.contains("document type"), "{bomb}");
}

#[test]
fn schedules_and_entries_are_named() {
    let refused = |body: &str| read(&format!("<?xml version=\"1.0\"?><message>{body}</message>")).unwrap_err();
    assert!(
        refused("<timetable/>").message.contains("unknown") || refused("<timetable><day>1</day></timetable>").message.contains("schedule")
    );
    assert!(refused("<athletes><athlete/></athletes>").message.contains("entries"));
}

#[test]
fn damaged_documents_are_refused_without_a_panic() {
    let whole = competition(&unit(
        &infos("100 m Men", "Final", "", "M", "<wind>0.2</wind>"),
        &row(1, "1", "Tom Field", "9.81", "<group>0.155</group>"),
    ));
    let mut state = 0x5eed_u64;
    for _ in 0..3_000 {
        let bytes = crate::feed::mutated(whole.as_bytes(), &mut state);
        if let Ok(decoded) = decode(&Input::new(&bytes, "feed.xml"), &[]) {
            assert!(decoded.events.iter().all(|event| event.check().is_empty()));
        }
    }
}
