//! Traps of the format, one by one; the examples beside the project.

use super::*;
use crate::event::{Competitor, Event, Gap, Irm, Mark, Medal, Sport, UnitKind};
use crate::feed::{decode, decode_as, mutated};
use std::path::Path;

mod rounds;
mod said;
mod young;

fn item(subject: &str, status: &str, content: &str) -> String {
    format!(
        "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/'><itemMeta><pubStatus qcode='stat:{status}'/></itemMeta><contentMeta><located qcode='city:Elsewhere'/>{subject}</contentMeta><contentSet><inlineXML><sports-content>{content}</sports-content></inlineXML></contentSet></newsItem>"
    )
}

const CYCLING: &str =
    "<subject qcode='medtop:15000000'><name>sport</name></subject><subject qcode='medtop:20000892'><name>Cycling</name></subject>";

fn event(meta: &str, competitors: &str) -> String {
    format!(
        "<sports-event><event-metadata start-date-time='2026-04-26T10:30:00+02:00' {meta}><name>Harbour Classic</name></event-metadata>{competitors}</sports-event>"
    )
}

fn player(key: u32, stats: &str) -> String {
    format!(
        "<player><player-metadata key='vend:P{key}' nationality='BEL'><name role='nrol:full'>Jan Peeters{}</name></player-metadata>{stats}</player>",
        "a".repeat(key as usize)
    )
}

fn ranked(key: u32, rank: u32, score: &str, units: &str) -> String {
    player(key, &format!("<player-stats score='{score}' score-units='spscoreunits:{units}'><rank value='{rank}'/></player-stats>"))
}

fn two() -> String {
    ranked(1, 1, "4:41:03", "time-absolute") + &ranked(2, 2, "+00:00:07", "time-relative")
}

fn read(text: &str) -> Result<Decoded, FeedError> {
    decode(&Input::new(text.as_bytes(), "item.xml"), &[])
}

fn one(text: &str) -> Result<Event, FeedError> {
    read(text).map(|mut decoded| decoded.events.remove(0))
}

#[test]
fn both_wrappers_hold_the_same_race() {
    let event_text = event("", &two());
    let inside = one(&item(CYCLING, "usable", &event_text)).unwrap();
    let codes = "<sports-metadata><sports-content-codes><sports-content-code code-type='spct:sport' code-key='sport:1' code-name='Cycling'/></sports-content-codes></sports-metadata>";
    let plain = one(&format!("<sports-content>{codes}{event_text}</sports-content>")).unwrap();
    for event in [&inside, &plain] {
        assert_eq!(
            (event.name.as_str(), event.sport, event.id.as_str()),
            ("Harbour Classic", Sport::Cycling, "tag:stringer,2024:sportsml/2026-04-26/harbour-classic")
        );
        assert_eq!((event.rows[0].mark, event.rows[1].mark), (Some(Mark::time(16_863_000, 0)), None));
        assert_eq!(event.rows[1].gap, Some(Gap::Mark(Mark::time(7_000, 0))), "a relative score is a gap");
        assert_eq!(event.venue.city, None, "where the agency is says nothing");
    }
}

#[test]
fn a_figure_is_an_attribute_or_a_stat() {
    let stat = |score: &str| {
        format!(
            "<player-stats score-units='spscoreunits:time-absolute'><rank value='1'/><stat stat-type='spstat:score' value='{score}'/></player-stats>"
        )
    };
    let event = one(&item(CYCLING, "usable", &event("", &player(1, &stat("4:41:03"))))).unwrap();
    assert_eq!(event.rows[0].mark, Some(Mark::time(16_863_000, 0)));
    assert!(event.rows[0].cells["mark"].at.ends_with("/stat/@value"));
}

#[test]
fn what_is_no_race_is_named() {
    let message = |content: &str| read(&item(CYCLING, "usable", content)).unwrap_err().message;
    assert!(message("<standing><team/></standing>").contains("standings"));
    assert!(message("<standing><team><team-stats><award/></team-stats></team></standing>").contains("medal table"));
    assert!(message("").contains("without a sports-event"));
    let side = |side: &str| format!("<team><team-metadata alignment='{side}'/><team-stats score='1'/></team>");
    assert!(message(&event("", &(side("home") + &side("away")))).contains("match"));
    assert!(message(&event("event-status='speventstatus:pre-event'", &two())).contains("still to come"));
    assert!(message(&event("event-status='speventstatus:postponed'", &two())).contains("put off"));
    assert!(message(&event("event-status='speventstatus:odd'", &two())).contains("no status"));
    assert!(message(&event("", &player(1, "<player-stats/>"))).contains("rank"));
    let golf = "<subject qcode='subj:15027000'><name>Golf</name></subject>";
    assert!(read(&item(golf, "usable", &event("", &two()))).unwrap_err().message.contains("golf, which has no decoder"));
    assert!(read(&item(CYCLING, "withheld", &event("", &two()))).unwrap_err().message.contains("withheld"));
}

#[test]
fn a_status_stands_in_place_of_a_score() {
    let out = |score: &str| {
        item(CYCLING, "usable", &event("", &(two() + &player(3, &format!("<player-stats score='{score}' score-type='IRM'/>")))))
    };
    assert_eq!(one(&out("DNF")).unwrap().rows[2].irm, Some(Irm::Dnf));
    assert!(one(&out("GONE")).unwrap_err().message.contains("GONE"));
}

#[test]
fn heads_of_lists_are_no_results() {
    let head: String = (1..=12).map(|key| ranked(key, key, &format!("4:41:{key:02}"), "time-absolute")).collect();
    let error = read(&item(CYCLING, "usable", &(event("", &head) + &event("", &head)))).unwrap_err();
    assert_eq!(error.kind, FeedErrorKind::Incomplete);
    let longer = head.clone() + &ranked(13, 13, "4:41:13", "time-absolute");
    assert_eq!(read(&item(CYCLING, "usable", &(event("", &head) + &event("", &longer)))).unwrap().events.len(), 2);
}

#[test]
fn the_day_is_local_only_with_an_offset() {
    let day = |time: &str| {
        one(&item(CYCLING, "usable", &event("", &two()).replace("2026-04-26T10:30:00+02:00", time))).unwrap().day.map(|day| day.day)
    };
    assert_eq!((day("2026-04-26T23:30:00+02:00"), day("2026-04-26T23:30:00Z"), day("2026-04-26T23:30:00")), (Some(26), None, None));
}

#[test]
fn entities_are_not_expanded() {
    let text = format!(
        "<!DOCTYPE newsItem [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>{}",
        item(CYCLING, "usable", &event("", &two()).replace("Jan", "&x;"))
    );
    assert!(read(&text).unwrap_err().message.contains("document type"));
}

#[test]
fn a_relay_of_biathlon_has_its_loops_its_spare_rounds_and_its_members() {
    let biathlon = "<subject qcode='subj:15009000'><name>Biathlon</name></subject>";
    let shots: String = [("1", "0", "Penaltyrounds"), ("1", "4", "Extra shots"), ("2", "1", "Penaltyrounds"), ("2", "7", "Extra shots")]
        .map(|(period, score, name)| format!("<sub-score period-value='{period}' score='{score}' sub-score-name='{name}'/>"))
        .concat();
    let member = |name: &str, gender: &str| {
        format!(
            "<player><player-metadata gender='{gender}'><name part='nprt:given'>Ann</name><name part='nprt:family'>{name}</name></player-metadata></player>"
        )
    };
    let team = |key: u32, nation: &str, rank: u32, score: &str| {
        format!(
            "<team id='BIB{key}'><team-metadata nationality='{nation}'><name>{nation}</name></team-metadata><team-stats score='{score}'><rank value='{rank}'/>{shots}</team-stats>{}{}</team>",
            member("Ames", "female"),
            member("Bell", "male")
        )
    };
    let text =
        format!("<sports-event><event-metadata/>{}{}</sports-event>", team(6, "France", 1, "1.15.05,5"), team(2, "Norway", 2, "1.15.05,7"));
    let event = one(&item(biathlon, "usable", &text)).unwrap();
    assert_eq!((event.name.as_str(), event.individual, event.rows[0].mark.unwrap().clock().as_str()), ("mixed relay", false, "1:15:05.5"));
    let shooting = event.rows[0].shooting.clone().unwrap();
    assert_eq!((shooting.misses, shooting.spares), (1, Some(11)));
    let Competitor::Team { members, .. } = &event.rows[0].competitor else { unreachable!("a team") };
    assert_eq!((members[0].full.as_str(), members[1].family.as_str()), ("Ann Ames", "Bell"));
    assert_eq!(event.rows[0].nation.as_ref().unwrap().code, "FRA");
}

#[test]
fn the_examples_of_the_standard_decode_or_say_why_not() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/feeds/sportsml");
    if !folder.is_dir() {
        eprintln!("skipped: {} is not there", folder.display());
        return;
    }
    let of = |file: &str| read(&String::from_utf8(std::fs::read(folder.join(file)).unwrap()).unwrap());
    let metres = of("oly2020-ATHM800M.xml").unwrap();
    assert_eq!((metres.events.len(), metres.refused.len()), (10, 0), "{:?}", metres.refused);
    let last = metres.events.last().unwrap();
    assert_eq!((last.name.as_str(), last.kind), ("men's 800 metres final", UnitKind::Race));
    assert_eq!(
        last.rows.iter().map(|row| row.medal).take(4).collect::<Vec<_>>(),
        [Some(Medal::Gold), Some(Medal::Silver), Some(Medal::Bronze), None]
    );
    assert_eq!(of("biathlon_mixedrelay_g2.xml").unwrap().events[0].name, "mixed relay");
    for (file, reason) in [
        ("cycling-giro-2019.xml", "heads of longer lists"),
        ("golf-tour.xml", "golf"),
        ("horse-meet.xml", "horse racing"),
        ("oly-medals.xml", "medal table"),
        ("soccer-standings.xml", "standings"),
        ("soccer-standings-g2-specific.xml", "standings"),
        ("world-cup-2018.xml", "match"),
        ("soccer-match-02.xml", "match"),
        ("ice-hockey-match-classic-specific.xml", "match"),
        ("rugby-match-g2-generic-3.0.xml", "match"),
        ("basketball-match-g2-generic.xml", "match"),
    ] {
        let error = of(file).unwrap_err();
        let all: Vec<String> = error.flatten().into_iter().map(|error| error.message).collect();
        assert!(all.iter().any(|message| message.contains(reason)), "{file}: {all:?}");
    }
}

#[test]
fn damaged_files_never_panic() {
    let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/sportsml/invented-mixed-relay/feed.xml")).unwrap();
    let mut state = 11;
    for _ in 0..300 {
        let damaged = mutated(&bytes, &mut state);
        drop(decode(&Input::new(&damaged, "item.xml"), &[]));
    }
}
