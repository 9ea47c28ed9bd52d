//! Traps of the format, one by one.

use super::*;
use crate::event::{Event, Gap, Irm, Mark, ResultState, Sport, UnitKind};
use crate::feed::{FeedErrorKind, decode, decode_as, mutated};
use std::path::Path;

fn file(header: &str, race: &str, ranked: &str, others: &str) -> String {
    format!(
        "<Fisresults><Raceheader Sector='{race}' Sex='L'><Season>2026</Season><Codex>0411</Codex>{header}</Raceheader><{race}_race><{race}_classified>{ranked}</{race}_classified><{race}_notclassified>{others}</{race}_notclassified></{race}_race></Fisresults>"
    )
}

const SLALOM: &str = "<Nation>AUT</Nation><Discipline>SL</Discipline><Type>Official</Type><Place>Kreuzbach</Place><Racedate><Day>1</Day><Month>2</Month><Year>2026</Year></Racedate>";

fn skier(code: u32, more: &str) -> String {
    format!(
        "<Bib>{code}</Bib><Competitor><Fiscode>{code}</Fiscode><Lastname>BERGER</Lastname><Firstname>Ida</Firstname><Nation>AUT</Nation>{more}</Competitor>"
    )
}

fn ranked(code: u32, rank: u32, times: &[(&str, &str)]) -> String {
    let times = times.iter().map(|(name, time)| format!("<{name}>{time}</{name}>")).collect::<Vec<_>>().concat();
    format!("<AL_ranked Status='QLF'><Rank>{rank}</Rank>{}<AL_result>{times}</AL_result></AL_ranked>", skier(code, ""))
}

fn out(code: u32, status: &str, more: &str) -> String {
    format!("<AL_notranked Status='{status}'>{}{more}</AL_notranked>", skier(code, ""))
}

fn two() -> String {
    ranked(1, 1, &[("Timerun1", "52.75"), ("Timerun2", "51.32"), ("Totaltime", "1:44.07")])
        + &ranked(2, 2, &[("Timerun1", "52.01"), ("Timerun2", "52.24"), ("Totaltime", "1:44.25"), ("Diff", "+0.18")])
}

fn read(text: &str) -> Result<Event, FeedError> {
    decode(&Input::new(text.as_bytes(), "race.xml"), &[]).map(|mut decoded| decoded.events.remove(0))
}

fn slalom(ranked: &str, others: &str) -> Result<Event, FeedError> {
    read(&file(SLALOM, "AL", ranked, others))
}

#[test]
fn a_race_of_two_runs_has_a_split_between_them() {
    let event = slalom(&two(), "").unwrap();
    assert_eq!(
        (event.name.as_str(), event.sport, event.id.as_str()),
        ("women's slalom", Sport::Skiing, "tag:stringer,2024:fis/2026/al0411")
    );
    assert_eq!((event.day.unwrap().month, event.state, event.venue.country.as_deref()), (2, ResultState::Official, Some("Austria")));
    let split = &event.rows[0].splits[0];
    assert_eq!((split.point.as_str(), split.label.as_deref(), split.mark.clock().as_str()), ("1", Some("the first run"), "52.75"));
    assert!(split.ends_run() && event.rows[0].splits.len() == 1);
    assert_eq!(event.rows[1].gap, Some(Gap::Mark(Mark::time(180, 2))));
    assert_eq!(event.rows[0].competitor.full(), "Ida Berger");
}

#[test]
fn the_digit_of_a_status_is_the_run() {
    let of = |status: &str, more: &str| slalom(&two(), &out(3, status, more)).map(|event| (event.rows[2].irm, event.rows[2].irm_run));
    assert_eq!(of("DNF2", "").unwrap(), (Some(Irm::Dnf), Some(2)));
    assert_eq!(of("DSQ1", "").unwrap(), (Some(Irm::Dsq), Some(1)));
    assert_eq!(of("DNF", "<Run>2</Run>").unwrap(), (Some(Irm::Dnf), Some(2)), "the run in an element of its own");
    assert_eq!(of("DNS", "").unwrap(), (Some(Irm::Dns), None));
    let error = of("DNF2", "<Run>1</Run>").unwrap_err();
    assert_eq!(error.kind, FeedErrorKind::Contradiction, "{error}");
    assert!(of("XYZ1", "").unwrap_err().pointer.is_some_and(|at| at.ends_with("/@Status")));
    let first = slalom(&two(), &out(3, "DNF2", "<AL_result><Timerun1>51.00</Timerun1></AL_result>")).unwrap();
    assert_eq!((first.rows[2].splits.len(), first.rows[2].mark), (1, None));
    assert!(first.rows[2].out_before("2") && !first.rows[2].out_before("1"));
}

#[test]
fn runs_that_do_not_add_up_refuse_the_race_and_name_the_cells() {
    let error = slalom(&ranked(1, 1, &[("Timerun1", "52.75"), ("Timerun2", "51.32"), ("Totaltime", "1:44.08")]), "").unwrap_err();
    assert_eq!(error.kind, FeedErrorKind::Contradiction);
    assert!(error.message.contains("1:44.07") && error.pointer.unwrap().contains("Timerun2 and"));
}

#[test]
fn alpine_times_with_two_colons_end_in_hundredths_and_cross_country_ones_in_seconds() {
    let total = |race: &str, header: &str, time: &str| {
        let row = ranked(1, 1, &[("Totaltime", time)]).replace("AL_", &format!("{race}_"));
        read(&file(header, race, &row, "")).unwrap().rows[0].mark.unwrap()
    };
    let downhill = SLALOM.replace("SL<", "DH<");
    assert_eq!(total("AL", &downhill, "02:22:47"), Mark::time(142_470, 2));
    assert_eq!(total("AL", &downhill, "2:22.47"), Mark::time(142_470, 2));
    assert_eq!(total("CC", &SLALOM.replace("SL<", "MS<"), "1:00:12"), Mark::time(3_612_000, 0));
    assert_eq!(total("CC", &SLALOM.replace("SL<", "MS<"), "1:00:12.1"), Mark::time(3_612_100, 1));
}

#[test]
fn names_of_elements_may_have_another_case() {
    let text =
        file(SLALOM, "AL", &two(), "").replace("Raceheader", "RaceHeader").replace("Racedate", "RaceDate").replace("AL_race", "AL_Race");
    let text = text.replace("Fiscode", "FisCode").replace("Totaltime", "TotalTime").replace("Sex=", "Gender=");
    assert_eq!(read(&text).unwrap().rows.len(), 2);
    let dated = file(&SLALOM.replace("<Day>1</Day><Month>2</Month><Year>2026</Year>", "2026-02-01"), "AL", &two(), "");
    assert_eq!(read(&dated).unwrap().day.unwrap().day, 1);
}

#[test]
fn shared_places_need_equal_times_and_the_next_skips() {
    let three = |second: &str, places: [u32; 3]| {
        let times = ["1:44.07", second, "1:45.00"];
        let rows: String = (1..).zip(times).zip(places).map(|((code, time), place)| ranked(code, place, &[("Totaltime", time)])).collect();
        slalom(&rows, "")
    };
    assert_eq!(three("1:44.07", [1, 1, 3]).unwrap().winners().len(), 2);
    assert_eq!(three("1:44.07", [1, 1, 2]).unwrap_err().kind, FeedErrorKind::Incomplete);
    assert_eq!(three("1:44.10", [1, 1, 3]).unwrap_err().kind, FeedErrorKind::Contradiction);
}

#[test]
fn what_is_no_race_is_named() {
    assert!(read(&file(&SLALOM.replace("Official", "Startlist"), "AL", "", "")).unwrap_err().message.contains("start list of skiing"));
    assert!(read(&file(&SLALOM.replace("SL<", "PSL<"), "AL", &two(), "")).unwrap_err().message.contains("without a decoder"));
    assert!(read(&file(SLALOM, "JP", &two(), "")).unwrap_err().message.contains("without a decoder"));
    assert_eq!(read(&file(&SLALOM.replace("Official", "Perhaps"), "AL", &two(), "")).unwrap_err().kind, FeedErrorKind::Value);
    let training = read(&file(&SLALOM.replace("SL<", "DH<").replace("<Type>", "<Training>1</Training><Type>"), "AL", &two(), "")).unwrap();
    assert_eq!((training.kind, training.name.as_str()), (UnitKind::Training, "women's downhill training"));
    assert!(slalom("", "").unwrap_err().message.contains("nobody"));
}

#[test]
fn a_row_of_the_wrong_list_refuses_the_race() {
    let error = slalom(&(two() + &out(3, "DNF1", "").replace("notranked", "ranked")), "").unwrap_err();
    assert_eq!(error.kind, FeedErrorKind::Contradiction);
    assert_eq!(slalom(&two(), &out(3, "QLF", "")).unwrap_err().kind, FeedErrorKind::Contradiction);
}

#[test]
fn entities_are_not_expanded() {
    let text = format!(
        "<!DOCTYPE Fisresults [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>{}",
        file(SLALOM, "AL", &two().replace("Ida", "&x;"), "")
    );
    assert!(read(&text).unwrap_err().message.contains("document type"));
}

#[test]
fn who_may_be_under_age_is_not_named() {
    let born = |year: &str, options: &Options| {
        let row = two()
            .replace("<Nation>AUT</Nation></Competitor>", &format!("<Nation>AUT</Nation><Yearofbirth>{year}</Yearofbirth></Competitor>"));
        let text = file(SLALOM, "AL", &row, "");
        decode_as(&Input::new(text.as_bytes(), "race.xml"), &[], options)
    };
    let of = |year: &str, options: &Options| {
        let events = born(year, options).unwrap().events;
        (events[0].rows[0].competitor.full().to_owned(), serde_json::to_string(&events).unwrap().contains("BERGER"))
    };
    assert_eq!(of("2008", &Options::default()), ("Skier 1".to_owned(), false), "17 or 18 on the day");
    assert_eq!(of("2007", &Options::default()), ("Ida Berger".to_owned(), true));
    assert_eq!(of("2010", &Options { name_minors: true }), ("Ida Berger".to_owned(), true));
    for year in ["-32768", "99999", "MMVIII"] {
        assert!(born(year, &Options::default()).is_err_and(|error| error.to_string().contains("is no year")), "{year}");
    }
    assert_eq!(of("65535", &Options::default()).0, "Skier 1", "nobody is born after the race, and nobody is named by mistake");
}

#[test]
fn damaged_files_never_panic() {
    let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/fis/invented-women-slalom/feed.xml")).unwrap();
    let mut state = 9;
    for _ in 0..300 {
        let damaged = mutated(&bytes, &mut state);
        drop(decode(&Input::new(&damaged, "race.xml"), &[]));
    }
}
