//! Lists of entries and timetables beside the results.

use super::*;
use crate::event::{LocalDay, Round};

/// A result of three and, as the first, what stands beside it.
fn with(unit: &str, beside: &[String]) -> Result<Decoded, FeedError> {
    let results = competition(&format!("<calendareventid>5</calendareventid>{unit}"));
    let inputs: Vec<Input<'_>> = beside.iter().map(|text| Input::new(text.as_bytes(), "beside.xml")).collect();
    decode(&Input::new(results.as_bytes(), "feed.xml"), &inputs)
}

fn rows() -> String {
    row(1, "1", "Tom Field", "9.91", "") + &row(2, "2", "Ben Mill", "9.95", "") + &row(3, "3", "Pond Jack", "9.99", "")
}

fn semi() -> String {
    unit(&infos("100 m Men", "Semifinals", "Semifinal 2", "M", ""), &rows())
}

fn entry(heat: &str, id: u32, names: [&str; 2], best: &str) -> String {
    let best = if best.is_empty() { String::new() } else { format!("<seasonalBest><result>{best}</result></seasonalBest>") };
    let [first, last] = names;
    format!(
        "<athlete><gender>M</gender><event>100</event><heat>{heat}</heat><id>{id}</id><firstname>{first}</firstname><lastname>{last}</lastname><country>KEN</country><birthdate>01.01.1990</birthdate>{best}</athlete>"
    )
}

fn list(entries: &[String]) -> String {
    format!("<message><meetingid>5</meetingid><athletes>{}</athletes></message>", entries.concat())
}

fn three() -> Vec<String> {
    vec![
        entry("s2", 1, ["Tom", "Field"], "9.98"),
        entry("s2", 9, ["Ben", "Mill"], ""),
        entry("s2", 3, ["Jack", "Pond"], "9.90"),
        entry("s1", 8, ["Max", "Other"], "9.70"),
    ]
}

#[test]
fn a_start_list_gives_the_bests_of_the_season_to_the_unit_that_it_is_of() {
    let decoded = with(&semi(), &[list(&three())]).unwrap();
    let start_list = &decoded.events[0].context.start_list;
    let known: Vec<(&str, Option<i64>)> =
        start_list.iter().map(|entrant| (entrant.id.as_str(), entrant.season_best.map(|mark| mark.value))).collect();
    // Ben Mill has another number in the list, and no best.
    assert_eq!(known, [("1", Some(9980)), ("2", None), ("3", Some(9900))]);
    assert_eq!(start_list[2].cell.at, "/message/athletes/athlete[3]/seasonalBest/result");
    assert_eq!(decoded.events[0].source.sha256.len(), 2);
    assert!(!format!("{:?}", decoded.events[0]).contains("1990"), "dates of birth are not read");
}

/// Why a start list was not used.
fn unused(entries: &[String]) -> String {
    let mut decoded = with(&semi(), &[list(entries)]).unwrap();
    assert!(decoded.events[0].context.start_list.is_empty());
    decoded.events[0].warnings.pop().unwrap()
}

#[test]
fn a_start_list_that_cannot_be_that_of_the_race_is_not_used() {
    assert_eq!(unused(&three()[..2]), "the start list was not used: it does not have Pond Jack");
    let mut other = three();
    other[0] = entry("s2", 1, ["Max", "Stranger"], "9.80");
    assert_eq!(unused(&other), "the start list was not used: it does not have Tom Field", "a number that is somebody else's now");
    let mut hand = three();
    hand[1] = entry("s2", 9, ["Ben", "Mill"], "9.7h");
    assert_eq!(unused(&hand), "the start list was not used: \"9.7h\" is no mark of the season");
    let mut twice = three();
    twice.push(entry("s2", 3, ["Ann", "Other"], "9.99"));
    assert_eq!(unused(&twice), "the start list was not used: two entries have one number");
}

#[test]
fn a_start_list_is_not_that_of_a_discipline() {
    let heptathlon = infos("100 m Men", "Heats", "Heat 2", "M", "").replace("<age_group/>", "<age_group>Decathlon</age_group>");
    let decoded = with(&unit(&heptathlon, &rows()), &[list(&three()).replace(">s2<", ">h2<")]).unwrap();
    assert!(decoded.events[0].context.start_list.is_empty());
    assert_eq!(decoded.warnings, ["beside.xml was not used: it is of no unit of the results"]);
}

#[test]
fn entries_that_are_not_known_are_noted_and_lists_of_other_meetings_refused() {
    let notes = |text: String| with(&semi(), &[text]).unwrap().warnings;
    assert_eq!(notes(list(&three()[3..])), ["beside.xml was not used: it is of no unit of the results"]);
    let hopping = notes(list(&three()).replacen("<event>100<", "<event>hopping<", 1));
    assert_eq!(hopping, ["entries of \"hopping\" are not known and were left out"]);
    let heat = notes(list(&three()).replace("<heat>s1<", "<heat>é1<"));
    assert_eq!(heat, ["entries of \"é1\" are not known and were left out"]);
    let why = |text: String| with(&semi(), &[text]).unwrap_err().message;
    assert_eq!(why(list(&three()).replace("<meetingid>5", "<meetingid>6")), "the list is of the meeting 6, and the results are of 5");
    let nameless = list(&three()).replace("<meetingid>5</meetingid>", "");
    assert_eq!(why(nameless), "the list is of a meeting without a number, and the results are of 5");
    for useless in ["<message><meetingid>5</meetingid></message>", "{\"MRData\": {}}"] {
        assert_eq!(why(useless.to_owned()), "this is no context for results of Tilastopaja");
    }
    let cut = competition(&format!("<calendareventid>5</calendareventid>{}", semi()));
    let (before, _) = cut.split_once("<results>").unwrap();
    assert!(read(before).unwrap_err().message.contains("not well-formed"), "a document that was cut before its results");
}

fn day(date: &str, items: &[(&str, &str)]) -> String {
    let item = |(gender, round): &(&str, &str)| {
        format!(
            "<session>Evening</session><time>20:00</time><gender>{gender}</gender><eventname>100 Metres</eventname><eventcode>100</eventcode><roundname>-</roundname><roundcode>{round}</roundcode>"
        )
    };
    let items: String = items.iter().map(item).collect();
    format!("<message><meetingid>5</meetingid><timetable><day>1</day><date>{date}</date>{items}</timetable></message>")
}

#[test]
fn the_next_round_is_that_of_the_timetables_of_all_days_until_it() {
    let heat = unit(&infos("100 m Men", "Heats", "Heat 3", "M", ""), &rows());
    let next = |days: &[String]| with(&heat, days).unwrap().events.remove(0).context.next_round.map(|next| (next.round, next.day));
    let on = |day: i8| LocalDay { year: 2016, month: 8, day };
    let first = day("14 August 2016", &[("M", "p"), ("W", "s"), ("M", "h")]);
    let rest = |of: &str| day(&format!("{of} August 2016"), &[("W", "f")]);
    let semis = |of: &str| day(&format!("{of} August 2016"), &[("M", "s"), ("M", "f")]);
    assert_eq!(next(&[first.clone(), rest("15"), semis("16"), rest("17")]), Some((Round::SemiFinals, on(16))));
    assert_eq!(next(&[first.clone(), semis("16"), rest("17")]), None, "a day is missing");
    assert_eq!(next(&[first.clone(), semis("15"), semis("16")]), None, "semi-finals on two days");
    assert_eq!(next(&[first.clone(), semis("15")]), None, "nobody knows whether they go on the day after");
    assert_eq!(next(&[first.clone(), day("15 August 2016", &[("M", "f")])]), Some((Round::Final, on(15))));
    assert_eq!(
        next(&[day("14 August 2016", &[("M", "p")]), semis("15"), rest("16")]),
        None,
        "the heats are not in the timetable of their day"
    );
    let unknown = |code: &'static str| day("15 August 2016", &[("M", code)]);
    assert_eq!(next(&[first.clone(), unknown("S"), semis("16"), rest("17")]), None, "nobody knows what the round of the 15th is");
    assert_eq!(next(&[first.clone(), unknown("q"), semis("16"), rest("17")]), None, "on the track it may be a quarter-final");
    assert_eq!(next(&[first.clone(), unknown("m"), semis("16"), rest("17")]), Some((Round::SemiFinals, on(16))), "a decathlon's");
}

#[test]
fn a_timetable_is_not_that_of_a_discipline() {
    let discipline = infos("100 m Men", "Heats", "Heat 3", "M", "").replace("<age_group/>", "<age_group>Decathlon</age_group>");
    let days = [day("14 August 2016", &[("M", "h")]), day("15 August 2016", &[("M", "f")])];
    assert_eq!(with(&unit(&discipline, &rows()), &days).unwrap().events[0].context.next_round, None);
}

#[test]
fn a_timetable_without_a_date_is_refused() {
    let error = with(&semi(), &[day("someday", &[("M", "s")])]).unwrap_err();
    assert_eq!((error.message.as_str(), error.file.as_str()), ("\"someday\" is no date", "beside.xml"));
}
