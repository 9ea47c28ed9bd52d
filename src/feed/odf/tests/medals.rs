//! Medals and places beside a final: the list of its medallists, the table after it, the ranking of the event.

use super::context::{all, headed};
use super::traps::{OFFICIAL, message, row};
use crate::event::{Medal, NationMedals, ResultState};

/// Three rows, all of Kenya, by their places.
fn final_of(places: [u32; 3]) -> String {
    let marks = ["1:42.15", "1:42.16", "1:42.17"];
    let rows = (1..).zip(places).map(|(order, place)| {
        let mark = marks[place as usize - 1];
        let tied = if places.iter().filter(|other| **other == place).count() > 1 { "RankEqual=\"Y\"" } else { "" };
        row(
            order,
            &format!("Rank=\"{place}\" {tied} Result=\"{mark}\" ResultType=\"TIME\""),
            "",
            "Tom",
            &format!("FIELD{}", ["A", "B", "C"][order as usize - 1]),
        )
    });
    message(OFFICIAL, "", &rows.collect::<String>())
}

const UNIT: &str = "ATHM800M--------------FNL-000100--";
const EVENT: &str = "ATHM800M--------------------------";

/// The list of the event's medallists: medal and code of each.
fn medallists(medals: &[(&str, &str)]) -> String {
    let medal = |(medal, code): &(&str, &str)| format!("<Medal Code=\"ME_{medal}\" Unit=\"{UNIT}\"><Competitor Code=\"{code}\"/></Medal>");
    let header = "DocumentType=\"DT_MEDALLISTS\" Version=\"1\" Date=\"2016-08-15\" Time=\"223000000\"";
    headed(header, &medals.iter().map(medal).collect::<String>()).replace("ATH-------------------------------", EVENT)
}

/// A version of the table of medals, with Kenya's gold medals and all of them.
fn table(version: u32, last: &str, gold: u32, total: u32) -> String {
    let line = format!(
        "<MedalLine Organisation=\"KEN\"><MedalNumber Type=\"M\" Gold=\"1\" Total=\"1\"/><MedalNumber Type=\"TOT\" Gold=\"{gold}\" Total=\"{total}\"/></MedalLine>"
    );
    let body = format!("<MedalStandings LastEvent=\"{last}\"><MedalsTable>{line}</MedalsTable></MedalStandings>");
    headed(&format!("DocumentType=\"DT_MEDALS\" Version=\"{version}\" Date=\"2016-08-15\" Time=\"223100000\""), &body)
        .replace("ATH-------------------------------", "GEN-------------------------------")
}

const ALL: [(&str, &str); 3] = [("GOLD", "100"), ("SILVER", "200"), ("BRONZE", "300")];

#[test]
fn medals_are_those_of_the_list_where_the_places_say_the_same() {
    let medals = |feed: &str, list: &[(&str, &str)]| {
        let (event, notes) = all(feed, &[medallists(list)]).unwrap();
        (event.rows.iter().map(|row| row.medal).collect::<Vec<_>>(), notes.len())
    };
    assert_eq!(medals(&final_of([1, 2, 3]), &ALL), (vec![Some(Medal::Gold), Some(Medal::Silver), Some(Medal::Bronze)], 0));
    let shared = [("GOLD", "100"), ("GOLD", "200"), ("BRONZE", "300")];
    assert_eq!(medals(&final_of([1, 1, 3]), &shared), (vec![Some(Medal::Gold), Some(Medal::Gold), Some(Medal::Bronze)], 0));
    for wrong in
        [&ALL[..2], &[("SILVER", "100"), ("GOLD", "200"), ("BRONZE", "300")], &[("GOLD", "100"), ("SILVER", "200"), ("BRONZE", "400")]]
    {
        assert_eq!(medals(&final_of([1, 2, 3]), wrong), (vec![None; 3], 1), "{wrong:?}");
    }
    let cell = all(&final_of([1, 2, 3]), &[medallists(&ALL)]).unwrap().0.rows[1].cells["medal"].clone();
    assert_eq!((cell.at.as_str(), cell.raw.as_str()), ("/OdfBody/Competition/Medal[2]/@Code", "ME_SILVER"));
}

#[test]
fn the_list_of_another_unit_or_event_gives_no_medals() {
    for (from, to) in [("-000100--", "-000200--"), ("ATHM800M--", "ATHM1500M-")] {
        let (event, _) = all(&final_of([1, 2, 3]), &[medallists(&ALL).replace(from, to)]).unwrap();
        assert!(event.rows.iter().all(|row| row.medal.is_none()), "{to}");
    }
}

#[test]
fn of_the_table_the_version_counts_whose_last_event_is_this_one() {
    let tables =
        [table(7, "ATHM1500M-------------------------", 5, 9), table(5, EVENT, 3, 6), table(4, "ATHW100M--------------------------", 2, 3)];
    let (event, notes) = all(&final_of([1, 2, 3]), &[&[medallists(&ALL)], &tables[..]].concat()).unwrap();
    let [NationMedals { nation, gold, total, cells }] = event.context.medals.as_slice() else { panic!() };
    assert_eq!((nation.as_str(), *gold, *total, cells.len()), ("KEN", 3, 6, 3));
    assert_eq!(notes.iter().filter(|note| note.contains("not about this event")).count(), 2, "{notes:?}");
}

#[test]
fn a_table_that_cannot_be_right_or_is_of_one_discipline_is_not_used() {
    let used = |table: String| {
        let (event, notes) = all(&final_of([1, 2, 3]), &[medallists(&ALL), table]).unwrap();
        (event.context.medals.len(), notes)
    };
    let (lines, notes) = used(table(1, EVENT, 1, 2));
    assert!(lines == 0 && notes[0].contains("fewer of KEN than this event awarded"), "{notes:?}");
    let (lines, notes) = used(table(1, EVENT, 3, 6).replace("Organisation=\"KEN\"", "Organisation=\"ETH\""));
    assert!(lines == 0 && notes[0].contains("fewer of KEN"), "{notes:?}");
    let (lines, notes) = used(table(1, EVENT, 3, 6).replace("223100000", "222900000"));
    assert!(lines == 0 && notes[0].contains("before the list of the medallists"), "{notes:?}");
    for (day, used_lines) in [("14", 0), ("16", 1), ("17", 0)] {
        let (lines, notes) = used(table(1, EVENT, 3, 6).replace("2016-08-15", &format!("2016-08-{day}")));
        assert_eq!((lines, notes.len()), (used_lines, 1 - used_lines), "{notes:?}");
    }
    let other = table(1, EVENT, 3, 6).replace("OG2016", "WCH2016");
    let abroad = all(&final_of([1, 2, 3]).replace("OG2016", "WCH2016"), &[medallists(&ALL).replace("OG2016", "WCH2016"), other]).unwrap().0;
    assert!(
        abroad.rows[0].medal.is_some() && abroad.context.medals.is_empty(),
        "what is not of our table of Games has no medals of the Games"
    );
    let (lines, notes) = used(table(1, EVENT, 7, 6));
    assert!(lines == 0 && notes[0].contains("could not be read"), "{notes:?}");
    let (lines, notes) = used(table(1, EVENT, 3, 6).replace("GEN-", "ATH-"));
    assert!(lines == 0 && notes[0].contains("one discipline"), "{notes:?}");
    let alone = all(&final_of([1, 2, 3]), &[table(1, EVENT, 3, 6)]).unwrap().0;
    assert!(alone.context.medals.is_empty(), "without the list it is not known who won medals");
}

/// The ranking of the event, sent at this hour: place or status of each code.
fn ranking(hour: u32, places: &[(&str, &str)]) -> String {
    let entry = |(code, place): &(&str, &str)| {
        let says = if place.parse::<u32>().is_ok() { "Rank" } else { "IRM" };
        format!("<Result {says}=\"{place}\"><Competitor Code=\"{code}\" Type=\"A\"/></Result>")
    };
    let header = format!("DocumentType=\"DT_RANKING\" Version=\"1\" Date=\"2016-08-15\" Time=\"{hour:02}0000000\"");
    headed(&header, &places.iter().map(entry).collect::<String>()).replace("ATH-------------------------------", EVENT)
}

#[test]
fn a_final_is_provisional_where_the_ranking_of_the_event_has_other_places() {
    let sent = final_of([1, 2, 3]).replace("FeedFlag=\"P\"", "FeedFlag=\"P\" Time=\"200000000\"");
    let with = |feed: &str, hour, places: &[(&str, &str)]| {
        let (event, notes) = all(feed, &[ranking(hour, places)]).unwrap();
        (event.state, notes)
    };
    let state = |hour, places: &[(&str, &str)]| with(&sent, hour, places).0;
    assert_eq!(with(&sent, 21, &[("100", "1"), ("200", "2"), ("300", "3"), ("400", "4")]), (ResultState::Official, vec![]));
    let moved = [("100", "DSQ"), ("200", "1"), ("300", "2")];
    let (later, notes) = with(&sent, 21, &moved);
    assert_eq!(later, ResultState::Provisional);
    let place = "/OdfBody/Competition/Result[1]/@IRM";
    assert_eq!(
        notes,
        [format!(
            "Tom Fielda has the rank 1, and no rank in the ranking of the event: the result is provisional (beside-0.xml at {place})"
        )]
    );
    assert_eq!(state(21, &[("100", "01"), ("200", "3"), ("300", "2")]), ResultState::Provisional);
    assert_eq!(state(21, &[("100", "1"), ("200", "2"), ("300", "2")]), ResultState::Provisional, "a place that is shared now");
    assert_eq!(state(19, &moved), ResultState::Official, "the result is the newer one");
    assert_eq!(
        state(21, &[("400", "1"), ("100", "9"), ("200", "10")]),
        ResultState::Official,
        "a second final has the places after the first"
    );
    let heat = sent.replace("FNL-000100--", "HEAT000100--");
    assert_eq!(with(&heat, 21, &moved).0, ResultState::Official, "a heat does not decide");
    let both = "<Result Rank=\"1\" IRM=\"PEN\"><Competitor Code=\"100\"/></Result><Result Rank=\"2\"><Competitor Code=\"200\"/></Result>";
    let header = "DocumentType=\"DT_RANKING\" Version=\"1\"";
    let list = headed(header, both).replace("ATH-------------------------------", EVENT);
    assert_eq!(all(&sent, &[list]).unwrap().0.state, ResultState::Official, "a rank counts beside a status");
    let out = sent.replace("Rank=\"3\"", "IRM=\"DSQ\"");
    assert_eq!(with(&out, 21, &[("100", "1"), ("200", "2"), ("300", "3")]).0, ResultState::Provisional, "somebody is back");
}
