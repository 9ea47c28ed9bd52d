//! An invented match, and what happens to it when its cells do not agree.

use crate::event::{Event, LocalDay, Sport, UnitKind, Which};
use crate::feed::{FeedErrorKind, Input, decode};

const SAMPLE: &str = include_str!("sample.json");

fn read(text: &str) -> Event {
    decode(&Input::new(text.as_bytes(), "game.json"), &[]).unwrap().events.swap_remove(0)
}

fn refused(from: &str, to: &str) -> (FeedErrorKind, String) {
    let text = SAMPLE.replacen(from, to, 1);
    assert_ne!(text, SAMPLE, "{from} is not in the sample");
    let error = decode(&Input::new(text.as_bytes(), "game.json"), &[]).unwrap_err();
    (error.kind, error.to_string())
}

#[test]
fn both_sides_and_their_players_are_read() {
    let event = read(SAMPLE);
    assert_eq!((event.sport, event.kind, event.name.as_str()), (Sport::Basketball, UnitKind::Match, "Dunmore Foxes at Brackwater Herons"));
    assert_eq!(event.day, Some(LocalDay { year: 2017, month: 2, day: 3 }));
    assert_eq!(event.id, "tag:stringer,2024:rotowire/2017-02-03/herons");
    let sheet = event.score_sheet.as_ref().unwrap();
    assert_eq!((sheet.home.score, sheet.visitors.score, sheet.winner()), (101, 95, Some(Which::Home)));
    assert_eq!((sheet.home.periods.as_slice(), sheet.home.extra()), ([25, 20, 30, 26].as_slice(), 0));
    assert_eq!(sheet.home.record.map(|record| (record.won, record.lost)), Some((12, 5)));
    let alder = &sheet.home.players[0];
    assert_eq!((alder.person.full.as_str(), alder.starter, alder.totals["rebounds"]), ("Tom Alder", true, 12));
    assert_eq!((alder.cells["points"].at.as_str(), alder.cells["points"].raw.as_str()), ("/box_score/PTS/0", "30"));
    let hazel = sheet.home.players.iter().find(|player| player.person.family == "Hazel").unwrap();
    assert!(!hazel.played && !hazel.starter && hazel.totals.is_empty());
    assert_eq!(sheet.visitors.totals["steals"], 6, "a total that the line lacks is the sum of the players");
    assert_eq!(event.winners().len(), 1);
    assert_eq!(serde_json::from_str::<Event>(&serde_json::to_string(&event).unwrap()).unwrap(), event);
}

#[test]
fn one_game_on_each_line_and_a_list_of_games_are_read() {
    let line = serde_json::from_str::<serde_json::Value>(SAMPLE).unwrap().to_string();
    let lines = decode(&Input::new(format!("{line}\n{line}\n").as_bytes(), "games.jsonl"), &[]).unwrap();
    assert_eq!(lines.events.len(), 2);
    assert_eq!(lines.events[1].score_sheet.as_ref().unwrap().home.players[0].cells["points"].at, "/1/box_score/PTS/0");
    assert_eq!(decode(&Input::new(format!("[{line}]").as_bytes(), "games.json"), &[]).unwrap().events.len(), 1);
}

#[test]
fn points_that_do_not_add_up_refuse_the_game() {
    let (kind, message) = refused("\"TEAM-PTS\": \"101\"", "\"TEAM-PTS\": \"102\"");
    assert_eq!(kind, FeedErrorKind::Contradiction);
    assert!(message.contains("the score of Brackwater Herons is 102, its players have 101 points, its quarters 101"), "{message}");
    assert_eq!(refused("\"TEAM-PTS_QTR1\": \"25\"", "\"TEAM-PTS_QTR1\": \"26\"").0, FeedErrorKind::Contradiction);
}

#[test]
fn overtime_is_what_the_score_has_beyond_four_quarters() {
    let event = read(&SAMPLE.replacen("\"TEAM-PTS_QTR1\": \"25\"", "\"TEAM-PTS_QTR1\": \"19\"", 1));
    assert_eq!(event.score_sheet.unwrap().home.extra(), 6);
}

#[test]
fn what_is_missing_or_no_value_is_refused_with_its_place() {
    assert_eq!(refused("\"day\": \"02_03_17\"", "\"day\": \"13_40_17\"").0, FeedErrorKind::Value);
    assert_eq!(refused("\"TEAM-PTS\": \"101\"", "\"TEAM-PTS\": \"N/A\"").0, FeedErrorKind::Missing);
    assert_eq!(refused("\"PTS\": {\"0\": \"30\"", "\"PTS\": {\"0\": \"many\"").0, FeedErrorKind::Value);
    assert_eq!(
        refused("\"home_line\": {\"TEAM-CITY\": \"Brackwater\"", "\"home_line\": {\"TEAM-CITY\": \"Nowhere\"").0,
        FeedErrorKind::Incomplete
    );
}
