//! Rounds that decide nothing, and the gender of an event.

use super::said::{ATHLETICS, final_of, pair, runner, whole};
use super::*;
use crate::event::Gender;

fn players() -> String {
    let first = runner(1, &whole("Lotte Wijnands"), "nationality='NED'", "4:04.18");
    pair(&first).replace("<rank value='1'/>", "<rank value='1'/><award award-type='spaward:medal' place='1'/>")
}

/// An event of a tournament, in a part with these attributes and this name.
fn metres(part: &str, part_name: &str, event: &str) -> Result<Event, FeedError> {
    let part =
        format!("<tournament-part><tournament-part-metadata {part}><name>{part_name}</name></tournament-part-metadata><sports-event>");
    let text = final_of("Women's 1500 Metres", event, "", &players());
    let text = text.replace("<sports-event>", &part).replace("</sports-event>", "</sports-event></tournament-part>");
    one(&item(ATHLETICS, "usable", &text))
}

#[test]
fn a_heat_without_a_type_is_no_final() {
    for (part_name, event, name) in [
        ("Day 1", "Heat 2", "second heat of the women's 1,500 metres"),
        ("Day 1", "Women's 1500 Metres Semi-final 1", "first semi-final of the women's 1,500 metres"),
        ("Day 1", "Qualifying", "women's 1,500 metres qualifying"),
        ("Semi-finals", "Race 2", "second semi-final of the women's 1,500 metres"),
    ] {
        let heat = metres("", part_name, event).unwrap();
        assert_eq!((heat.name.as_str(), heat.kind, heat.rows[0].medal), (name, UnitKind::Heat, None), "{event}");
    }
    let heat = metres("type='sptournamentphase:final'", "Finals", "Heat 2").unwrap();
    assert_eq!((heat.kind, heat.rows[0].medal), (UnitKind::Heat, None), "one of several");
    for (part, event) in [("", "Final"), ("", "A race"), ("type='sptournamentphase:final'", "Final")] {
        let last = metres(part, "Day 2", event).unwrap();
        assert_eq!((last.kind, last.rows[0].medal), (UnitKind::Race, Some(Medal::Gold)), "{event}");
    }
}

#[test]
fn an_unknown_round_is_refused() {
    for (part, event) in [
        ("type='sptournamentphase:third-final'", "Race 1"),
        ("type='vend:final-b'", "Final"),
        ("", "Round 2"),
        ("", "Repechage 1"),
        ("", "Qualifying Group A"),
    ] {
        let error = metres(part, "Day 1", event).unwrap_err();
        assert!(error.message.contains("is no round"), "{event}: {}", error.message);
    }
    assert_eq!(metres("type='sptournamentphase:semi-final'", "Day 1", "Semi-final 2").unwrap().kind, UnitKind::Heat);
}

#[test]
fn rounds_of_other_sports_and_training_are_refused_by_name() {
    let race = |name: &str| one(&item(CYCLING, "usable", &event("", &two()).replace("Harbour Classic", name)));
    for name in
        ["Women Keirin Heat 2", "Sprint Quarter-final", "Keirin Semifinal 1", "Sprint Qualification", "Downhill Training", "Repechages"]
    {
        let error = race(name).unwrap_err();
        assert_eq!(error.kind, FeedErrorKind::Unsupported);
        assert!(error.message.contains(name) && error.message.contains("before the deciding race"), "{}", error.message);
    }
    assert!(["Women's Keirin Final", "Heath Classic", "Harbour Classic"].iter().all(|name| race(name).is_ok()));
    let typed = |kind: &str| {
        let part =
            format!("<tournament-part><tournament-part-metadata type='sptournamentphase:{kind}'/>{}</tournament-part>", event("", &two()));
        one(&item(CYCLING, "usable", &part))
    };
    assert_eq!(typed("quarter-final").unwrap_err().kind, FeedErrorKind::Unsupported);
    assert!(typed("final").is_ok() && typed("round").is_ok());
}

fn codes(genders: &[&str]) -> String {
    let codes: String = genders
        .iter()
        .map(|gender| format!("<sports-content-code code-type='spct:gender' code-key='gender:{gender}'/>"))
        .collect::<Vec<_>>()
        .concat();
    format!("<sports-content-codes>{codes}</sports-content-codes>")
}

/// The genders of two events, with codes of the document and of each of their tournaments.
fn genders(whole: &[&str], each: [&[&str]; 2]) -> Vec<Option<Gender>> {
    let tournament = |own: &[&str], name: &str| {
        let metadata = format!("<tournament-metadata>{}<name>{name}</name></tournament-metadata>", codes(own));
        let start = "<event-metadata start-date-time='2026-04-26T10:30:00+02:00'><name>Final</name></event-metadata>";
        format!("<tournament>{metadata}<sports-event>{start}{}</sports-event></tournament>", players())
    };
    let content = format!("<sports-metadata>{}</sports-metadata>", codes(whole))
        + &tournament(each[0], "1500 Metres")
        + &tournament(each[1], "800 Metres");
    read(&item(ATHLETICS, "usable", &content)).unwrap().events.iter().map(|event| event.gender).collect()
}

#[test]
fn the_nearest_gender_counts() {
    let (men, women) = (Some(Gender::Men), Some(Gender::Women));
    assert_eq!(genders(&[], [&["W"], &["M"]]), [women, men]);
    assert_eq!(genders(&["W"], [&[], &["M"]]), [women, men]);
    assert_eq!(genders(&["W"], [&[], &[]]), [women, women]);
}

#[test]
fn two_genders_and_none_above_the_event_are_none() {
    let women = Some(Gender::Women);
    assert_eq!(genders(&["W", "M"], [&[], &[]]), [None, None]);
    assert_eq!(genders(&["W", "M"], [&["W"], &[]]), [women, None]);
}
