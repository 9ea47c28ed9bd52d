//! What stands beside a result: names, teams, events and records, one rule after the other.

use super::places::{PLAN, codes, unit};
use super::traps::{FIRST, OFFICIAL, message, row};
use super::*;
use crate::event::Competitor;

/// A message beside the result of `message`.
pub(super) fn beside(kind: &str, version: u32, body: &str) -> String {
    headed(&format!("DocumentType=\"{kind}\" Version=\"{version}\""), body)
}

pub(super) fn headed(header: &str, body: &str) -> String {
    format!(
        "<OdfBody CompetitionCode=\"OG2016\" DocumentCode=\"ATH-------------------------------\" FeedFlag=\"P\" {header}><Competition>{body}</Competition></OdfBody>"
    )
}

fn partic(participants: &str) -> String {
    beside("DT_PARTIC", 1, participants)
}

/// The result with what stands beside it; notes of the messages and of the event together.
pub(super) fn all(feed: &str, with: &[String]) -> Result<(Event, Vec<String>), FeedError> {
    let names: Vec<String> = (0..with.len()).map(|at| format!("beside-{at}.xml")).collect();
    let with: Vec<Input<'_>> = with.iter().zip(&names).map(|(text, name)| Input::new(text.as_bytes(), name)).collect();
    let mut decoded = decode(&Input::new(feed.as_bytes(), "feed.xml"), &with)?;
    let event = decoded.events.remove(0);
    let notes = [decoded.warnings, event.warnings.clone()].concat();
    Ok((event, notes))
}

/// The race of one row, whose athlete is called as the attributes say.
fn race(description: &str) -> String {
    let named = "<Description GivenName=\"Tom\" FamilyName=\"FIELD\" Gender=\"M\" Organisation=\"KEN\"/>";
    message(OFFICIAL, "", &row(1, FIRST, "", "Tom", "FIELD").replace(named, description))
}

/// Full and short name of the row's athlete, and how many notes there are.
fn name(description: &str, participant: &str) -> (String, String, usize) {
    let (event, notes) = all(&race(description), &[partic(participant)]).unwrap();
    let who = &event.rows[0].competitor;
    (who.full().to_owned(), who.short().to_owned(), notes.len())
}

const TOM: &str = "<Description GivenName=\"Tom\" FamilyName=\"FIELD\" Organisation=\"KEN\"/>";

#[test]
fn a_list_of_participants_decides_the_order_of_names() {
    assert_eq!(name(TOM, "<Participant Code=\"100\" TVName=\"FIELD Tom\"/>"), ("Field Tom".into(), "Field".into(), 0));
    assert_eq!(name(TOM, "<Participant Code=\"999\" TVName=\"FIELD Tom\"/>"), ("Tom Field".into(), "Field".into(), 0));
}

#[test]
fn a_name_that_the_result_lacks_or_shortens_is_that_of_the_list() {
    let listed = "<Participant Code=\"100\" GivenName=\"Bálint\" FamilyName=\"KŐHÁTI\" TVName=\"KŐHÁTI Bálint\" PrintName=\"KŐHÁTI Bálint\" Organisation=\"KEN\" Gender=\"M\"/>";
    for own in
        ["", "<Description/>", "<Description FamilyName=\"KOHATI\"/>", "<Description GivenName=\"B.\" FamilyName=\"Kohati\" Gender=\"M\"/>"]
    {
        assert_eq!(name(own, listed), ("Kőháti Bálint".into(), "Kőháti".into(), 0), "{own}");
    }
    let (event, _) = all(&race(""), &[partic(listed)]).unwrap();
    let cells = &event.rows[0].cells;
    assert_eq!(cells["competitor"].at, "/OdfBody/Competition/Participant/@FamilyName");
    assert_eq!((cells["given"].raw.as_str(), cells["order of names"].raw.as_str()), ("Bálint", "KŐHÁTI Bálint"));
    assert_eq!(cells["competitor"].source, event.source.sha256[1]);
}

#[test]
fn without_a_name_anywhere_the_result_is_incomplete_and_says_what_would_help() {
    let error = all(&race("<Description GivenName=\"Tom\"/>"), &[partic("<Participant Code=\"100\" GivenName=\"Tom\"/>")]).unwrap_err();
    assert_eq!((error.kind, error.file.as_str()), (FeedErrorKind::Missing, "feed.xml"));
    assert!(error.pointer.unwrap().ends_with("/Description/@FamilyName"));
    assert!(error.hint.unwrap().contains("DT_PARTIC"));
    assert_eq!(all(&race(""), &[]).unwrap_err().kind, FeedErrorKind::Missing);
}

#[test]
fn a_list_that_contradicts_the_result_is_not_used_and_that_is_said() {
    for participant in [
        "<Participant Code=\"100\" GivenName=\"Ben\" FamilyName=\"MILL\" TVName=\"Ben MILL\"/>",
        "<Participant Code=\"100\" GivenName=\"Ben\" FamilyName=\"FIELD\"/>",
        "<Participant Code=\"100\" TVName=\"Tommy FIELD\"/>",
        "<Participant Code=\"100\" GivenName=\"Töm\" FamilyName=\"FIELD\" Organisation=\"UGA\"/>",
        "<Participant Code=\"100\" GivenName=\"Töm\" FamilyName=\"FIELD\" Gender=\"W\"/>",
        "<Participant Code=\"100\" GivenName=\"Tom\" FamilyName=\"FIELD\" TVName=\"&lt;b&gt;Tom FIELD\"/>",
        "<Participant Code=\"100\" FamilyName=\"FIELD\" GivenName=\"Töm\"/><Participant Code=\"100\" FamilyName=\"FIELD\" GivenName=\"Tôm\"/>",
    ] {
        assert_eq!(name(TOM, participant), ("Tom Field".into(), "Field".into(), 1), "{participant}");
    }
    let (_, notes) = all(&race(TOM), &[partic("<Participant Code=\"100\" GivenName=\"Ben\" FamilyName=\"MILL\"/>")]).unwrap();
    assert!(notes[0].contains("\"MILL\"") && notes[0].contains("\"Tom FIELD\""), "{notes:?}");
    assert!(notes[0].contains("beside-0.xml at /OdfBody/Competition/Participant/@FamilyName"), "{notes:?}");
}

#[test]
fn the_newest_list_counts_and_updates_change_single_participants() {
    let tv = |name: &str, sign: &str| format!("<Participant Code=\"100\" TVName=\"{name}\" {sign}/>");
    let shown =
        |with: &[String]| all(&race(TOM), with).map(|(event, notes)| (event.rows[0].competitor.full().to_owned(), notes.len())).unwrap();
    let (old, new) = (beside("DT_PARTIC", 1, &tv("Tom FIELD", "")), beside("DT_PARTIC", 2, &tv("FIELD Tom", "")));
    assert_eq!(shown(&[new.clone(), old.clone()]), ("Field Tom".into(), 1));
    assert_eq!(shown(&[old.clone(), new.clone()]), ("Field Tom".into(), 1));
    let update = beside("DT_PARTIC_UPDATE", 1, &tv("Tom FIELD", "ModificationIndicator=\"U\""));
    assert_eq!(shown(&[update.clone(), new.clone()]), ("Tom Field".into(), 0));
    let deleted = beside("DT_PARTIC_UPDATE", 2, &tv("FIELD Tom", "ModificationIndicator=\"D\""));
    assert_eq!(shown(&[deleted, update, new.clone()]), ("Tom Field".into(), 0), "a deleted participant has no order");
    let torn = beside("DT_PARTIC", 2, &tv("Tom FIELD", ""));
    assert_eq!(shown(&[new.clone(), torn, old]), ("Tom Field".into(), 1), "version 2 is torn, and version 1 is read");
    assert_eq!(shown(&[new.clone(), new]), ("Field Tom".into(), 0), "one message twice is one message");
}

#[test]
fn a_message_of_another_competition_flag_or_discipline_is_not_used() {
    let list = partic("<Participant Code=\"100\" TVName=\"FIELD Tom\"/>");
    for (from, to) in [
        ("\"OG2016\"", "\"OG2020\""),
        ("FeedFlag=\"P\"", "FeedFlag=\"T\""),
        ("FeedFlag=\"P\"", ""),
        ("\"ATH-", "\"SWM-"),
        ("Version=\"1\"", ""),
        ("DT_PARTIC", "DT_PARTIC_NAME"),
        ("DT_PARTIC", "DT_MEDALS"),
    ] {
        let (event, notes) = all(&race(TOM), &[list.replace(from, to)]).unwrap();
        assert_eq!((event.rows[0].competitor.full(), notes.len()), ("Tom Field", 1), "{to}");
        assert!(notes[0].starts_with("beside-0.xml: not used, "), "{notes:?}");
        assert_eq!(event.source.sha256.len(), 1, "{to}");
    }
    let test = race(TOM).replace("FeedFlag=\"P\"", "FeedFlag=\"T\"");
    let (event, notes) = all(&test, &[list.replace("FeedFlag=\"P\"", "FeedFlag=\"T\"")]).unwrap();
    assert_eq!((event.test, event.rows[0].competitor.full(), notes.len()), (true, "Field Tom", 0));
}

/// A relay of one team, of an organisation that our table lacks.
fn relay(description: &str, athletes: &str) -> String {
    let team = format!(
        "<Result SortOrder=\"1\" {FIRST}><Competitor Code=\"ATHX4X400M---XYZ01\" Type=\"T\" Organisation=\"XYZ\">{description}<Composition>{athletes}</Composition></Competitor></Result>"
    );
    message(OFFICIAL, "", &team).replace("ATHM800M--------------", "ATHX4X400M------------")
}

#[test]
fn teams_and_their_members_are_named_by_the_lists() {
    let teams = beside(
        "DT_PARTIC_TEAMS",
        1,
        "<Team Code=\"ATHX4X400M---XYZ01\" Name=\"Harbour Island\" Organisation=\"XYZ\"><Composition><Athlete Code=\"1\"/><Athlete Code=\"2\"/><Athlete Code=\"3\"/></Composition></Team>",
    );
    let people = partic(
        "<Participant Code=\"1\" GivenName=\"Ada\" FamilyName=\"STROM\" Gender=\"W\"/><Participant Code=\"2\" GivenName=\"Bo\" FamilyName=\"LI\" Gender=\"M\" TVName=\"LI Bo\"/><Participant Code=\"3\" GivenName=\"Cy\" FamilyName=\"REST\"/>",
    );
    let (event, notes) = all(&relay("", "<Athlete Code=\"2\" Order=\"2\"/><Athlete Code=\"1\" Order=\"1\"/>"), &[teams, people]).unwrap();
    let Competitor::Team { name, members, .. } = &event.rows[0].competitor else { panic!() };
    let named: Vec<(&str, Option<Gender>)> = members.iter().map(|member| (member.full.as_str(), member.gender)).collect();
    assert_eq!((name.as_str(), named), ("Harbour Island", vec![("Ada Strom", Some(Gender::Women)), ("Li Bo", Some(Gender::Men))]));
    assert_eq!(event.rows[0].cells["competitor"].raw, "Harbour Island");
    assert!(notes.iter().all(|note| note.contains("XYZ")), "the reserve is no member, the nation is not known: {notes:?}");
}

#[test]
fn the_results_name_of_a_team_counts_and_another_nation_is_another_team() {
    let teams = |attributes: &str| beside("DT_PARTIC_TEAMS", 1, &format!("<Team Code=\"ATHX4X400M---XYZ01\" {attributes}/>"));
    let (event, notes) = all(&relay("<Description TeamName=\"Lagoon\"/>", ""), &[teams("Name=\"Harbour\"")]).unwrap();
    assert_eq!(event.rows[0].competitor.full(), "Lagoon");
    assert!(notes.iter().any(|note| note.contains("\"Lagoon\" \"Harbour\"")), "{notes:?}");
    let (_, notes) = all(&relay("<Description TeamName=\"Lagoon\"/>", ""), &[teams("Name=\"Lagoon Island\"")]).unwrap();
    assert!(!notes.iter().any(|note| note.contains("list of teams")), "{notes:?}");
    assert_eq!(all(&relay("", ""), &[teams("Name=\"Harbour\" Organisation=\"ABC\"")]).unwrap_err().kind, FeedErrorKind::Missing);
    assert_eq!(all(&relay("", ""), &[teams("Name=\"{{x}}\"")]).unwrap_err().kind, FeedErrorKind::Missing);
}

#[test]
fn the_code_set_names_an_event_that_neither_our_table_nor_the_result_names() {
    let feed = race(TOM).replace("ATHM800M----", "ATHMTOSS----");
    let event_codes = codes(
        "EVENT",
        1,
        "<CodeSet Code=\"ATHMTOSS--------------------------\"><Language Language=\"ENG\" Description=\"Men's Hill Toss\"/></CodeSet>",
    );
    let (event, notes) = all(&feed, std::slice::from_ref(&event_codes)).unwrap();
    assert_eq!((event.name.as_str(), event.cells["name"].raw.as_str()), ("men's hill toss final", "Men's Hill Toss"));
    assert!(notes[0].contains("sports.toml"), "{notes:?}");
    let own = feed.replace("<ExtendedInfos>", "<ExtendedInfos><SportDescription EventName=\"Men's Tree Toss\"/>");
    assert_eq!(all(&own, &[event_codes]).unwrap().0.name, "men's tree toss final");
    assert!(all(&feed, &[codes("EVENT", 1, "<CodeSet Code=\"ATHWTOSS\"/>")]).unwrap_err().message.contains("TOSS"));
}

#[test]
fn a_record_is_not_ratified_while_the_newest_list_says_so() {
    let inner = "<RecordIndicators><RecordIndicator Order=\"1\" Code=\"C1\" RecordType=\"WR\"/></RecordIndicators>";
    let feed = message(OFFICIAL, "", &row(1, FIRST, inner, "Tom", "FIELD"));
    let record = |version: u32, sign: &str| {
        let data =
            format!("<Record Code=\"C1\"><RecordType RecordType=\"WR\"><RecordData Result=\"1:42.15\" {sign}/></RecordType></Record>");
        beside("DT_RECORD", version, &data)
    };
    let confirmed = |with: &[String]| all(&feed, with).unwrap().0.rows[0].records[0].confirmed;
    assert!(!confirmed(&[record(1, "Unconfirmed=\"Y\"")]));
    assert!(confirmed(&[record(2, ""), record(1, "Unconfirmed=\"Y\"")]));
}

/// A communication about a document of this code, sent at this hour.
fn communication(code: &str, hour: u32, body: &str) -> String {
    let header = format!("DocumentType=\"DT_COMMUNICATION\" Version=\"1\" Date=\"2016-08-15\" Time=\"{hour:02}0000000\"");
    headed(&header, body).replace("ATH-------------------------------", code)
}

#[test]
fn a_decision_that_affects_the_result_is_noted_with_its_codes_and_never_with_its_free_text() {
    let decision =
        "<Communication><Decision AffectsRES=\"Y\">Smith was rude</Decision><Protest Rule=\"TR 17.3\" Status=\"CLS\"/></Communication>";
    let notes = |with: String| all(&race(TOM), &[with]).unwrap().1;
    for code in ["ATHM800M--------------FNL-000100--", "ATHM800M--------------FNL---------", "ATHM800M--------------------------"] {
        assert_eq!(
            notes(communication(code, 9, decision)),
            [
                "a decision of the officials affects the result (rule \"TR 17.3\"): read it before you publish (beside-0.xml at /OdfBody/Competition/Communication/Decision/@AffectsRES)"
            ]
        );
    }
    assert_eq!(notes(communication("ATHM800M--------------FNL-000100--", 9, &decision.replace("\"Y\"", "\"N\""))), [""; 0]);
    for code in ["ATHW800M--------------FNL-000100--", "ATH-------------------------------"] {
        assert_eq!(notes(communication(code, 9, decision)), ["beside-0.xml: not used, it is not about this event"], "{code}");
    }
}

#[test]
fn a_result_is_provisional_while_a_protest_about_its_unit_is_open() {
    let protest = |unit: &str, status: &str| {
        let body = format!("<Communication><Protest Status=\"{status}\" Rule=\"R1\" Unit=\"{unit}\"/></Communication>");
        let (event, notes) = all(&race(TOM), &[communication("ATH-------------------------------", 9, &body)]).unwrap();
        (event.state, notes.iter().any(|note| note.starts_with("a protest about this event is open (rule \"R1\")")))
    };
    let unit = "ATHM800M--------------FNL-000100--";
    for status in ["OPN", "PND", "ROPN"] {
        assert_eq!(protest(unit, status), (ResultState::Provisional, true), "{status}");
    }
    assert_eq!(protest(unit, "CLS"), (ResultState::Official, false));
    assert_eq!(protest("ATHM1500M-------------FNL-000100--", "OPN"), (ResultState::Official, false));
}

#[test]
fn a_result_that_was_sent_before_a_decision_about_it_is_provisional() {
    let decision = |hour| communication("ATHM800M--------------------------", hour, "<Decision AffectsRES=\"Y\"/>");
    let sent = race(TOM).replace("FeedFlag=\"P\"", "FeedFlag=\"P\" Time=\"200000000\"");
    let state = |feed: &str, hour| all(feed, &[decision(hour)]).unwrap().0.state;
    assert_eq!((state(&sent, 19), state(&sent, 21)), (ResultState::Official, ResultState::Provisional));
    assert_eq!(state(&race(TOM), 21), ResultState::Official, "a result without its hour is not known to be older");
}

#[test]
fn messages_of_every_other_type_are_refused_by_name() {
    for (kind, words) in [
        ("DT_COMMUNICATION", "an ODF communication"),
        ("DT_RECORD", "an ODF list of records"),
        ("DT_MEDALS", "an ODF medal table"),
        ("DT_MEDALLISTS", "an ODF list of medallists"),
        ("DT_RANKING", "an ODF ranking"),
        ("DT_PARTIC_TEAMS", "an ODF list of teams"),
        ("DT_PARTIC_NAME", "an ODF list of names in other languages"),
        ("DT_SCHEDULE_UPDATE", "an ODF schedule"),
        ("DT_CODES", "an ODF code set"),
        ("DT_FLAGBEARERS", "an ODF message of the type \"DT_FLAGBEARERS\""),
    ] {
        let error = decoded(&beside(kind, 1, "")).unwrap_err();
        assert_eq!((error.kind, error.pointer.as_deref()), (FeedErrorKind::NotAResult, Some("/OdfBody/@DocumentType")), "{kind}");
        assert_eq!(error.message, format!("this is {words}, not a result"));
    }
}

#[test]
fn mutated_context_never_panics_and_leaves_a_consistent_event() {
    let feed = relay("", "<Athlete Code=\"1\" Order=\"1\"/>").replace("<UnitDateTime StartDate=\"2016-08-15T22:25:00-03:00\"/>", "");
    let texts = [
        beside("DT_PARTIC_TEAMS", 1, "<Team Code=\"ATHX4X400M---XYZ01\" Name=\"Harbour Island\" Organisation=\"XYZ\"/>"),
        partic(
            "<Participant Code=\"1\" GivenName=\"Ada\" FamilyName=\"STRÖM\" TVName=\"Ada STRÖM\" PrintName=\"STRÖM Ada\" Gender=\"W\"/>",
        ),
        beside("DT_SCHEDULE", 1, &unit(PLAN).replace("ATHM800M--", "ATHX4X400M")),
        codes("VENUE", 1, "<CodeSet Code=\"OLS\"><Language Language=\"ENG\" Description=\"Stadium\"/></CodeSet>"),
    ];
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let (mut tried, mut good) = (0, 0);
    for at in 0..texts.len() {
        for _ in 0..150 {
            let mutated: Vec<Vec<u8>> = texts
                .iter()
                .enumerate()
                .map(
                    |(place, text)| if place == at { crate::feed::mutated(text.as_bytes(), &mut state) } else { text.clone().into_bytes() },
                )
                .collect();
            let with: Vec<Input<'_>> = mutated.iter().map(|bytes| Input::new(bytes, "beside.xml")).collect();
            tried += 1;
            if let Ok(decoded) = decode(&Input::new(feed.as_bytes(), "feed.xml"), &with) {
                assert!(decoded.events.iter().all(|event| event.check().is_empty()));
                good += 1;
            }
        }
    }
    assert!(good > tried / 20 && good < tried, "{good} of {tried}");
}
