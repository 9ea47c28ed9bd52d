//! Traps of the format, one by one.

#![expect(clippy::format_collect, reason = "small texts of a test")]

use super::*;
use crate::event::{Competitor, Event, Gender, Irm, ResultState, Sport, UnitKind};
use crate::feed::{decode, decode_as, mutated};
use std::path::Path;

/// A file with one event; `results` are rows of (result number, attributes, children).
struct File {
    meet: &'static str,
    event: String,
    groups: String,
    heats: &'static str,
    clubs: String,
}

impl File {
    /// The men's 100 metres freestyle, with swimmers of age.
    fn new(rankings: &str, clubs: &str) -> Self {
        Self {
            meet: "name='Quay Meet' city='Brackwater' nation='GBR' course='LCM'",
            event: "eventid='1' gender='M' round='TIM'".to_owned(),
            groups: format!("<AGEGROUP agegroupid='1' agemin='-1' agemax='-1'><RANKINGS>{rankings}</RANKINGS></AGEGROUP>"),
            heats: "",
            clubs: clubs.to_owned(),
        }
    }

    fn text(&self) -> String {
        let Self { meet, event, groups, heats, clubs } = self;
        format!(
            "<LENEX version='3.0'><MEETS><MEET {meet}><SESSIONS><SESSION date='2026-05-17'><EVENTS><EVENT {event}><SWIMSTYLE distance='100' stroke='FREE' relaycount='1'/><HEATS>{heats}</HEATS><AGEGROUPS>{groups}</AGEGROUPS></EVENT></EVENTS></SESSION></SESSIONS><CLUBS>{clubs}</CLUBS></MEET></MEETS></LENEX>"
        )
    }

    fn read(&self) -> Result<Decoded, FeedError> {
        decode(&Input::new(self.text().as_bytes(), "meet.lef"), &[])
    }

    /// The only event, or why it was refused.
    fn one(&self) -> Result<Event, FeedError> {
        let mut decoded = self.read()?;
        decoded.refused.pop().map_or_else(|| Ok(decoded.events.remove(0)), Err)
    }
}

fn rank(place: i32, result: u32) -> String {
    format!("<RANKING place='{place}' resultid='{result}'/>")
}

fn swimmer(id: u32, birth: &str, result: &str, children: &str) -> String {
    format!(
        "<ATHLETE athleteid='{id}' firstname='Tom' lastname='Lane{id}' gender='M' birthdate='{birth}'><RESULTS><RESULT resultid='{id}' eventid='1' {result}>{children}</RESULT></RESULTS></ATHLETE>"
    )
}

fn club(athletes: &str) -> String {
    format!("<CLUB name='Quay SC' code='Q1' nation='GBR'><ATHLETES>{athletes}</ATHLETES></CLUB>")
}

fn two(second: &str, ranking: &str) -> Result<Event, FeedError> {
    let athletes = swimmer(1, "1999-02-03", "swimtime='00:00:50.10' reactiontime='+66'", "") + &swimmer(2, "1998-02-03", second, "");
    File::new(&(rank(1, 1) + ranking), &club(&athletes)).one()
}

#[test]
fn ranks_are_joined_from_the_events_and_keep_their_pointers() {
    let event = two("swimtime='00:00:50.30'", &rank(2, 2)).unwrap();
    assert_eq!((event.name.as_str(), event.kind, event.sport), ("men's 100 metres freestyle", UnitKind::Race, Sport::Swimming));
    assert_eq!(event.id, "tag:stringer,2024:lenex/quay-meet/2026-05-17/1/final");
    assert_eq!(event.rows.iter().map(|row| row.rank).collect::<Vec<_>>(), [Some(1), Some(2)]);
    let row = &event.rows[0];
    assert_eq!((row.mark.unwrap().clock().as_str(), row.reaction.unwrap().clock().as_str()), ("50.10", "0.66"));
    assert_eq!(row.cells["rank"].at, "/LENEX/MEETS/MEET/SESSIONS/SESSION/EVENTS/EVENT/AGEGROUPS/AGEGROUP/RANKINGS/RANKING[1]/@place");
    assert_eq!(row.cells["mark"].at, "/LENEX/MEETS/MEET/CLUBS/CLUB/ATHLETES/ATHLETE[1]/RESULTS/RESULT/@swimtime");
    assert_eq!(row.team.as_ref().map(|team| team.name.as_str()), Some("Quay SC"));
    assert!(row.nation.is_none(), "all are of one nation");
}

#[test]
fn a_disqualified_swim_keeps_its_time_and_its_comment_stays_in_the_file() {
    let event = two("swimtime='00:00:49.00' status='DSQ' comment='call 555 0199'", "").unwrap();
    let out = &event.rows[1];
    assert_eq!((out.rank, out.irm, out.mark.unwrap().clock().as_str()), (None, Some(Irm::Dsq), "49.00"));
    assert!(event.warnings.iter().any(|note| note.contains("/@comment")), "{:?}", event.warnings);
    assert!(!serde_json::to_string(&event).unwrap().contains("555"), "free text has reached the event");
}

#[test]
fn zero_and_nt_are_no_times() {
    for (time, status, irm) in [("00:00:00.00", "WDR", Irm::Withdrawn), ("NT", "DNS", Irm::Dns), ("NT", "DSQ", Irm::Dsq)] {
        let event = two(&format!("swimtime='{time}' status='{status}'"), &rank(-1, 2)).unwrap();
        assert_eq!((event.rows[1].mark, event.rows[1].irm), (None, Some(irm)), "{status}");
    }
}

#[test]
fn an_unknown_status_is_an_error_with_its_pointer() {
    let error = two("swimtime='00:00:51.00' status='ZZZ'", "").unwrap_err();
    assert!(error.pointer.as_deref().is_some_and(|at| at.ends_with("/@status")), "{error}");
}

#[test]
fn who_is_not_ranked_is_left_out_and_who_lacks_a_place_refuses_the_race() {
    for (result, ranking) in [("swimtime='00:00:49.00' status='EXH'", String::new()), ("swimtime='00:00:49.00'", rank(-1, 2))] {
        let event = two(result, &ranking).unwrap();
        assert_eq!(event.rows.len(), 1);
        assert!(event.warnings.iter().any(|note| note.contains("left out")), "{:?}", event.warnings);
    }
    assert_eq!(two("swimtime='00:00:49.00'", "").unwrap_err().kind, FeedErrorKind::Incomplete);
}

#[test]
fn equal_places_need_equal_times_and_the_next_place_skips() {
    let three = |second: &str, places: [i32; 3]| {
        let times = ["00:00:50.10", second, "00:00:51.00"];
        let athletes: String = (1..).zip(times).map(|(id, time)| swimmer(id, "1999-02-03", &format!("swimtime='{time}'"), "")).collect();
        let ranks: String = (1..).zip(places).map(|(id, place)| rank(place, id)).collect();
        File::new(&ranks, &club(&athletes)).one()
    };
    assert_eq!(three("00:00:50.10", [1, 1, 3]).unwrap().winners().len(), 2);
    assert_eq!(three("00:00:50.10", [1, 1, 2]).unwrap_err().kind, FeedErrorKind::Incomplete);
    let error = three("00:00:50.11", [1, 1, 3]).unwrap_err();
    assert_eq!(error.kind, FeedErrorKind::Contradiction);
    assert!(error.pointer.is_some_and(|at| at.contains(" and ")), "both cells are named");
}

#[test]
fn who_is_not_of_age_on_the_day_is_not_named_and_the_evidence_names_nobody() {
    let athletes = swimmer(1, "2008-05-18", "swimtime='00:00:50.10'", "") + &swimmer(2, "2008-05-17", "swimtime='00:00:50.30'", "");
    let file = File::new(&(rank(1, 1) + &rank(2, 2)), &club(&athletes));
    let event = file.one().unwrap();
    assert_eq!(event.rows.iter().map(|row| row.competitor.full()).collect::<Vec<_>>(), ["Swimmer 1", "Tom Lane2"]);
    assert!(!serde_json::to_string(&event).unwrap().contains("Lane1"), "the name of a minor has reached the event");
    assert!(event.warnings.iter().any(|note| note.contains("under 18")), "{:?}", event.warnings);
    let named = decode_as(&Input::new(file.text().as_bytes(), "meet.lef"), &[], &Options { name_minors: true }).unwrap();
    assert_eq!(named.events[0].rows[0].competitor.full(), "Tom Lane1");
}

#[test]
fn each_age_group_is_a_race_of_its_own_and_a_swim_without_a_place_goes_to_the_group_of_its_age() {
    let mut file = File::new("", "");
    let group = |id: u32, from: i32, to: i32, rankings: &str| {
        format!("<AGEGROUP agegroupid='{id}' agemin='{from}' agemax='{to}'><RANKINGS>{rankings}</RANKINGS></AGEGROUP>")
    };
    file.groups = group(7, 20, 29, &rank(1, 1)) + &group(8, 30, -1, &rank(1, 2));
    let athletes = swimmer(1, "2000-02-03", "swimtime='00:00:50.10'", "")
        + &swimmer(2, "1990-02-03", "swimtime='00:00:55.10'", "")
        + &swimmer(3, "1991-02-03", "swimtime='NT' status='DNS'", "");
    file.clubs = club(&athletes);
    file.meet = "name='Quay Meet' city='Brackwater' nation='GBR' course='SCM'";
    let text = file.text().replace("<SESSIONS>", "<AGEDATE type='YEAR' value='2026-01-01'/><SESSIONS>");
    let decoded = decode(&Input::new(text.as_bytes(), "meet.lef"), &[]).unwrap();
    let names: Vec<(&str, usize)> = decoded.events.iter().map(|event| (event.name.as_str(), event.rows.len())).collect();
    assert_eq!(names, [("men's 100 metres freestyle for ages 20 to 29", 1), ("men's 100 metres freestyle for ages 30 and over", 2)]);
    assert!(decoded.events[1].id.contains("/1-8/"), "{}", decoded.events[1].id);
    // Without the day on which ages count nothing says where the absent one belongs.
    let unknown = file.read().unwrap();
    assert!(unknown.events.iter().all(|event| event.warnings.iter().any(|note| note.contains("age group"))));
}

#[test]
fn a_relay_is_its_club_with_the_members_by_their_legs() {
    let members: String = [9, 8, 7, 6]
        .iter()
        .map(|id| format!("<ATHLETE athleteid='{id}' firstname='Tom' lastname='Lane{id}' gender='M' birthdate='1999-02-03'/>"))
        .collect();
    let positions =
        |ids: [u32; 4]| -> String { (1..).zip(ids).map(|(leg, id)| format!("<RELAYPOSITION number='{leg}' athleteid='{id}'/>")).collect() };
    let relay = |number: u32, result: &str, ids| {
        format!(
            "<RELAY number='{number}' gender='M'><RESULTS><RESULT resultid='{number}' eventid='1' {result}><RELAYPOSITIONS>{}</RELAYPOSITIONS></RESULT></RESULTS></RELAY>",
            positions(ids)
        )
    };
    let relays = relay(1, "swimtime='00:03:30.00'", [6, 7, 8, 9]) + &relay(2, "swimtime='00:03:33.00'", [6, 7, 8, 99]);
    let clubs = club(&members).replace("</CLUB>", &format!("<RELAYS>{relays}</RELAYS></CLUB>"));
    let text = File::new(&(rank(1, 1) + &rank(2, 2)), &clubs).text().replace("relaycount='1'", "relaycount='4'");
    let event = decode(&Input::new(text.as_bytes(), "meet.lef"), &[]).unwrap().events.remove(0);
    assert_eq!((event.name.as_str(), event.individual), ("men's 4x100 metres freestyle relay", false));
    let Competitor::Team { name, members, .. } = &event.rows[0].competitor else { panic!("no relay") };
    assert_eq!((name.as_str(), members[0].full.as_str(), members[3].full.as_str()), ("Quay SC 1", "Tom Lane6", "Tom Lane9"));
    let Competitor::Team { members, .. } = &event.rows[1].competitor else { panic!("no relay") };
    assert!(members.is_empty(), "one of them is not in the file");
}

#[test]
fn splits_are_cumulative_and_may_not_contradict_the_time() {
    let with = |splits: &[(u32, &str)]| {
        let splits: String = splits.iter().map(|(at, time)| format!("<SPLIT distance='{at}' swimtime='{time}'/>")).collect();
        let athlete = swimmer(1, "1999-02-03", "swimtime='00:00:50.10'", &format!("<SPLITS>{splits}</SPLITS>"));
        File::new(&rank(1, 1), &club(&athlete)).one()
    };
    let event = with(&[(100, "00:00:50.10"), (50, "00:00:24.00"), (75, "00:00:00.00")]).unwrap();
    let splits = &event.rows[0].splits;
    assert_eq!((splits.len(), splits[0].label.as_deref(), splits[0].mark.clock().as_str()), (1, Some("50 metres"), "24.00"));
    assert_eq!(with(&[(25, "00:00:24.00"), (50, "00:00:23.00")]).unwrap_err().kind, FeedErrorKind::Contradiction);
    assert_eq!(with(&[(50, "00:00:50.20")]).unwrap_err().kind, FeedErrorKind::Contradiction);
}

#[test]
fn a_and_b_finals_are_races_of_their_own() {
    // The third, who won the B final, was faster than the second.
    let times = [(1, "50.10", "A"), (2, "54.10", "A"), (3, "51.10", "B"), (4, "52.10", "B")];
    let swim = |(id, time, heat)| swimmer(id, "1999-02-03", &format!("swimtime='00:00:{time}' heatid='{heat}'"), "");
    let ranks = rank(1, 1) + &rank(2, 2) + &rank(3, 3) + &rank(4, 4);
    let mut file = File::new(&ranks, &club(&times.into_iter().map(swim).collect::<String>()));
    file.event = "eventid='1' gender='M' round='FIN'".to_owned();
    file.heats = "<HEAT heatid='A' final='A'/><HEAT heatid='B' final='B' status='OFFICIAL'/>";
    let events = file.read().unwrap().events;
    assert_eq!(
        events.iter().map(|event| event.name.as_str()).collect::<Vec<_>>(),
        ["men's 100 metres freestyle final", "men's 100 metres freestyle B final"]
    );
    assert_eq!(events[1].kind, UnitKind::Heat);
    let third = &events[1].rows[0];
    assert_eq!((third.rank, third.cells["rank"].raw.as_str()), (Some(1), "3"), "the cell keeps what stands there");
}

#[test]
fn a_heat_that_is_not_official_makes_the_result_unofficial() {
    let mut file = File::new(&rank(1, 1), &club(&swimmer(1, "1999-02-03", "swimtime='00:00:50.10'", "")));
    assert_eq!(file.one().unwrap().state, ResultState::Official);
    file.heats = "<HEAT heatid='1' status='INOFFICIAL'/>";
    assert_eq!(file.one().unwrap().state, ResultState::Unofficial);
}

#[test]
fn a_record_needs_a_list_that_ends_before_the_race() {
    let list = |updated: &str, time: &str| {
        format!(
            "<LENEX><RECORDLISTS><RECORDLIST type='WR' course='LCM' gender='M' updated='{updated}'><RECORDS><RECORD swimtime='{time}'><SWIMSTYLE distance='100' relaycount='1' stroke='FREE'/></RECORD></RECORDS></RECORDLIST></RECORDLISTS></LENEX>"
        )
    };
    let text = File::new(&rank(1, 1), &club(&swimmer(1, "1999-02-03", "swimtime='00:00:46.10'", ""))).text();
    let flags = |list: &str| {
        let with = Input::new(list.as_bytes(), "records.lef");
        let event = decode(&Input::new(text.as_bytes(), "meet.lef"), &[with]).unwrap().events.remove(0);
        event.rows[0].records.iter().map(|flag| (flag.code.clone(), flag.equalled, flag.confirmed)).collect::<Vec<_>>()
    };
    assert_eq!(flags(&list("2026-05-01", "00:00:46.20")), [("WR".to_owned(), false, false)]);
    assert_eq!(flags(&list("2026-05-01", "00:00:46.10")), [("WR".to_owned(), true, true)]);
    assert_eq!(flags(&list("2026-05-01", "00:00:46.00")), []);
    assert_eq!(flags(&list("2026-05-17", "00:00:46.20")), [], "the list may hold this very time");
    assert_eq!(flags(&list("2026-05-01", "00:00:46.20").replace("course='LCM'", "course='SCM'")), []);
}

#[test]
fn files_without_results_are_refused_for_what_they_are() {
    let refused = |text: &str| decode(&Input::new(text.as_bytes(), "meet.lef"), &[]).unwrap_err();
    assert!(refused("<LENEX><RECORDLISTS><RECORDLIST type='WR' updated='2026-01-01'><RECORDS><RECORD swimtime='00:00:46.10'><SWIMSTYLE distance='100' stroke='FREE'/></RECORD></RECORDS></RECORDLIST></RECORDLISTS></LENEX>").message.contains("records"));
    assert!(refused("<LENEX><MEETS><MEET name='x'/></MEETS></LENEX>").message.contains("entries"));
    assert!(refused("<LENEX/>").message.contains("no meet"));
    assert_eq!(refused("<!DOCTYPE l [<!ENTITY x 'y'>]><LENEX/>").kind, FeedErrorKind::Syntax);
}

#[test]
fn gender_comes_from_the_event_and_from_the_swimmer() {
    let mut file = File::new(&rank(1, 1), &club(&swimmer(1, "1999-02-03", "swimtime='00:00:50.10'", "")));
    file.event = "eventid='1' gender='X' round='TIM'".to_owned();
    let event = file.one().unwrap();
    let Competitor::Athlete(person) = &event.rows[0].competitor else { panic!("no swimmer") };
    assert_eq!((event.gender, person.gender), (Some(Gender::Mixed), Some(Gender::Men)));
    file.event = "eventid='1' gender='Q' round='TIM'".to_owned();
    assert!(file.one().unwrap_err().pointer.is_some_and(|at| at.ends_with("/@gender")));
}

#[test]
fn damaged_files_never_panic() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/lenex");
    let mut state = 7;
    for case in ["invented-women-4x100m-medley-relay", "invented-women-100m-butterfly-heats"] {
        let bytes = std::fs::read(folder.join(case).join("feed.xml")).unwrap();
        for _ in 0..200 {
            let damaged = mutated(&bytes, &mut state);
            drop(decode(&Input::new(&damaged, "meet.lef"), &[]));
        }
    }
}
