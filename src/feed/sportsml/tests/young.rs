//! Who is not named, and what stands for the name.

use super::said::{ATHLETICS, final_of, pair, runner, whole};
use super::*;

const CHILD: &str = "date-of-birth='2012-03-04'";

fn cycling(name: &str, players: &str) -> String {
    item(CYCLING, "usable", &event("", players).replace("Harbour Classic", name))
}

fn metres(tournament: &str, players: &str) -> String {
    item(ATHLETICS, "usable", &final_of(tournament, "Final", "", players))
}

/// The same two in a race of another sport and in one of athletics.
fn both(attributes: &str) -> [String; 2] {
    let first = runner(1, &whole("Lotte Wijnands"), &format!("nationality='NED' {attributes}"), "4:04.18");
    let players = pair(&first.replace("vend:P1", "vend:wijnands-lotte"));
    [cycling("Harbour Classic", &players), metres("Women's 1500 Metres", &players)]
}

fn first(text: &str) -> (String, String) {
    let event = one(text).unwrap();
    let competitor = &event.rows[0].competitor;
    (competitor.full().to_owned(), competitor.id().to_owned())
}

#[test]
fn neither_a_key_nor_a_number_of_letters_stands_for_a_minor() {
    for number in ["", "uniform-number='Wijnands'", "uniform-number='lotte-14'", "uniform-number='1234567'", "uniform-number='LW4'"] {
        for text in both(&format!("{CHILD} {number}")) {
            assert_eq!(first(&text), ("Athlete 1".to_owned(), "n1".to_owned()), "{number}");
            let whole = serde_json::to_string(&one(&text).unwrap()).unwrap().to_lowercase();
            assert!(!["wijnands", "lotte", "1234567", "lw4"].iter().any(|part| whole.contains(part)), "{whole}");
        }
    }
    for text in both(&format!("{CHILD} uniform-number='B14'")) {
        assert_eq!(first(&text), ("No. B14".to_owned(), "B14".to_owned()));
        assert!(!serde_json::to_string(&one(&text).unwrap()).unwrap().contains("ijnands"), "the key is no id of a minor");
    }
    for text in both("date-of-birth='1999-03-04' uniform-number='LW4'") {
        assert_eq!(first(&text), ("Lotte Wijnands".to_owned(), "wijnands-lotte".to_owned()));
    }
}

#[test]
fn one_number_of_two_is_no_id() {
    let minor =
        |key: u32| runner(key, &whole("Ann Ames"), &format!("nationality='NED' {CHILD} uniform-number='7'"), &format!("4:0{key}.18"));
    for text in [cycling("Harbour Classic", &(minor(1) + &minor(2))), metres("Women's 1500 Metres", &(minor(1) + &minor(2)))] {
        let event = one(&text).unwrap();
        assert_eq!(event.rows.iter().map(|row| row.competitor.id()).collect::<Vec<_>>(), ["n1", "n2"]);
    }
}

#[test]
fn a_minor_keeps_the_medal() {
    let award = |players: String| players.replace("<rank value='1'/>", "<rank value='1'/><award award-type='spaward:medal' place='1'/>");
    for (attributes, full) in [(CHILD, "Athlete 1"), ("uniform-number='14' date-of-birth='2012-03-04'", "No. 14"), ("", "Lotte Wijnands")] {
        let players = pair(&runner(1, &whole("Lotte Wijnands"), &format!("nationality='NED' {attributes}"), "4:04.18"));
        let event = one(&metres("Women's 1500 Metres", &award(players))).unwrap();
        assert_eq!((event.rows[0].competitor.full(), event.rows[0].medal), (full, Some(Medal::Gold)));
        assert_eq!(event.rows[1].medal, None);
    }
}

#[test]
fn a_relay_of_which_one_may_not_be_named_has_no_legs() {
    let relay = |third: &str| {
        let member =
            |name: &str, attributes: &str| format!("<player><player-metadata {attributes}>{}</player-metadata></player>", whole(name));
        let old = "date-of-birth='1999-03-04'";
        let members = member("Ann Ames", old) + &member("Bea Bell", old) + third + &member("Dora Dale", old);
        let stats = "<team-stats score='42.18'><rank value='1'/></team-stats>";
        let team = format!("<team id='T1'><team-metadata nationality='FRA'><name>France</name></team-metadata>{stats}{members}</team>");
        let event = one(&metres("Women's 4x100 Metres Relay", &team)).unwrap();
        let Competitor::Team { members, .. } = &event.rows[0].competitor else { unreachable!("a team") };
        members.iter().map(|member| member.family.clone()).collect::<Vec<_>>()
    };
    let third = |attributes: &str| format!("<player><player-metadata {attributes}>{}</player-metadata></player>", whole("Cleo Cole"));
    assert_eq!(relay(&third("")), ["Ames", "Bell", "Cole", "Dale"]);
    assert!(relay(&third(CHILD)).is_empty(), "a minor without a number and a key");
    assert!(relay("<player><player-metadata/></player>").is_empty(), "somebody without a name: the fourth is not on the third leg");
}

#[test]
fn in_a_race_of_the_young_no_date_of_birth_is_no_proof() {
    let players =
        |born: &str| pair(&runner(1, &whole("Lotte Wijnands"), &format!("nationality='NED' uniform-number='14' {born}"), "4:04.18"));
    let unborn = players("");
    let part = cycling("Harbour Classic", &unborn).replace(
        "<sports-event>",
        "<sports-metadata><sports-content-codes><sports-content-code code-type='spct:league' code-name='Youth Tour'/></sports-content-codes></sports-metadata><sports-event>",
    );
    let cup = "<subject type='spct:competition'><name>Harbour U18 Cup</name></subject>";
    let games = item(&format!("{ATHLETICS}{cup}"), "usable", &final_of("Women's 1500 Metres", "Final", "", &unborn));
    for text in [cycling("Junior Women Road Race", &unborn), part, games] {
        let event = one(&text).unwrap();
        assert_eq!(event.rows[0].competitor.full(), "No. 14", "{}", event.name);
        assert!(event.warnings.iter().any(|note| note.contains("without a date of birth")), "{:?}", event.warnings);
        let named = decode_as(&Input::new(text.as_bytes(), "item.xml"), &[], &Options { name_minors: true }).unwrap();
        assert_eq!(named.events[0].rows[0].competitor.full(), "Lotte Wijnands");
    }
    for text in [cycling("Harbour Classic", &unborn), metres("Women's 1500 Metres", &unborn)] {
        assert_eq!(first(&text).0, "Lotte Wijnands", "a race of adults");
    }
    assert_eq!(first(&cycling("Junior Women Road Race", &players("date-of-birth='2008-04-26'"))).0, "Lotte Wijnands", "18 on the day");
}

#[test]
fn a_time_in_utc_or_without_an_offset_proves_the_age_of_the_day_before() {
    for time in ["2026-04-26T10:30:00Z", "2026-04-26T10:30:00", "2026-04-26"] {
        let of = |born: &str| {
            both(&format!("uniform-number='14' date-of-birth='{born}'")).map(|text| {
                let event = one(&text.replace("2026-04-26T10:30:00+02:00", time)).unwrap();
                assert_eq!(event.day, None, "the printed day stays strict");
                event.rows[0].competitor.full().to_owned()
            })
        };
        assert_eq!(of("1985-06-01"), ["Lotte Wijnands", "Lotte Wijnands"], "{time}");
        assert_eq!(of("2008-04-25"), ["Lotte Wijnands", "Lotte Wijnands"], "{time}");
        assert_eq!(of("2008-04-26"), ["No. 14", "No. 14"], "{time}: the race may have been on the day before");
    }
}
