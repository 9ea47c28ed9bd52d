//! What copy says of an event and of those in it: site, competition, names, and who is not named.

use super::*;

pub(super) const ATHLETICS: &str = "<subject qcode='medtop:20000827'><name>Athletics</name></subject>";
const SITE: &str =
    "<site><site-metadata><name>Quay Stadium</name><home-location><name>Brackwater</name></home-location></site-metadata></site>";

/// A final of two in a tournament of this name, the event called so.
pub(super) fn final_of(tournament: &str, event: &str, site: &str, players: &str) -> String {
    let gender = "<sports-metadata><sports-content-codes><sports-content-code code-type='spct:gender' code-key='gender:W'/></sports-content-codes></sports-metadata>";
    let metadata = if tournament.is_empty() {
        String::new()
    } else {
        format!("<tournament-metadata key='vend:T1'><name>{tournament}</name></tournament-metadata>")
    };
    format!(
        "{gender}<tournament>{metadata}<sports-event><event-metadata start-date-time='2026-04-26T10:30:00+02:00'><name>{event}</name>{site}</event-metadata>{players}</sports-event></tournament>"
    )
}

pub(super) fn runner(key: u32, name: &str, attributes: &str, score: &str) -> String {
    format!(
        "<player><player-metadata key='vend:P{key}' {attributes}>{name}</player-metadata><player-stats score='{score}' score-units='spscoreunits:time-absolute'><rank value='{key}'/></player-stats></player>"
    )
}

pub(super) fn whole(name: &str) -> String {
    format!("<name role='nrol:full'>{name}</name>")
}

fn parts(given: &str, family: &str) -> String {
    format!("<name part='nprt:given'>{given}</name><name part='nprt:family'>{family}</name>")
}

pub(super) fn pair(first: &str) -> String {
    first.to_owned() + &runner(2, &whole("Ida Moser"), "nationality='AUT'", "4:05.10")
}

fn metres(name: &str, attributes: &str) -> Event {
    let players = pair(&runner(1, name, attributes, "4:04.18"));
    one(&item(ATHLETICS, "usable", &final_of("Women's 1500 Metres", "Final", "", &players))).unwrap()
}

#[test]
fn athletics_have_their_site_and_their_competition() {
    let players = pair(&runner(1, &whole("Lotte Wijnands"), "nationality='NED'", "4:04.18"));
    let of = |tournament: &str, event: &str, site: &str, subject: &str| {
        one(&item(&format!("{ATHLETICS}{subject}"), "usable", &final_of(tournament, event, site, &players))).unwrap()
    };
    let games = "<subject type='spct:competition'><name>Women's 1500m</name></subject><subject type='spct:competition'><name>Harbour Games</name></subject>";
    let event = of("Women's 1500 Metres", "Final", SITE, games);
    assert_eq!((event.venue.name.as_deref(), event.venue.city.as_deref()), (Some("Quay Stadium"), Some("Brackwater")));
    assert_eq!((event.competition.as_deref(), event.name.as_str()), (Some("Harbour Games"), "women's 1,500 metres"));
    let meeting = of("Brackwater Meeting", "Women's 1500 Metres", "", "");
    assert_eq!((meeting.competition.as_deref(), meeting.name.as_str()), (Some("Brackwater Meeting"), "women's 1,500 metres"));
    assert_eq!((meeting.venue.name, of("Women's 1500 Metres", "Final", "", "").competition), (None, None));
    let town = SITE.replace("Quay Stadium", "Brackwater");
    let marathon = of("", "Women's Marathon", &town, "");
    assert_eq!((marathon.venue.name.as_deref(), marathon.venue.city.as_deref()), (None, Some("Brackwater")));
}

#[test]
fn events_of_one_document_have_sites_of_their_own() {
    let players = pair(&runner(1, &whole("Lotte Wijnands"), "nationality='NED'", "4:04.18"));
    let first = final_of("", "Women's 1500 Metres", SITE, &players);
    let second = first.replace("1500", "3000").replace("Quay Stadium", "Mill Track").replace("Brackwater", "Hartsmoor");
    let events = read(&item(ATHLETICS, "usable", &(first + &second))).unwrap().events;
    let cities: Vec<_> = events.iter().map(|event| event.venue.city.as_deref()).collect();
    assert_eq!(cities, [Some("Brackwater"), Some("Hartsmoor")]);
}

#[test]
fn a_descriptive_name_is_in_running_copy_and_keeps_its_id() {
    let named = |name: &str, tournament: &str| {
        let text = event("", &two()).replace("Harbour Classic", name);
        let metadata = format!("<tournament><tournament-metadata><name>{tournament}</name></tournament-metadata>{text}</tournament>");
        one(&item(CYCLING, "usable", if tournament.is_empty() { &text } else { &metadata })).unwrap()
    };
    let event = named("Women's 10 km Interval Start Classic", "Nordlands Tour");
    assert_eq!(
        (event.name.as_str(), event.competition.as_deref()),
        ("women's 10-kilometre interval start classic", Some("Nordlands Tour"))
    );
    assert!(event.id.ends_with("/women-s-10-km-interval-start-classic"), "{}", event.id);
    assert_eq!(named("Women's Harbour Classic", "").name, "Women's Harbour Classic", "a proper name stays");
    assert_eq!(named("Harbour Classic", "Harbour Classic").competition, None, "the race is no competition that it belongs to");
}

#[test]
fn capitals_come_into_prose_case_and_the_nation_gives_the_order() {
    for (name, nation, full, family) in [
        (whole("Adaeze NWOKOLO-BRIGGS"), "NGR", "Adaeze Nwokolo-Briggs", "Nwokolo-Briggs"),
        (parts("Adaeze", "NWOKOLO-BRIGGS"), "NGR", "Adaeze Nwokolo-Briggs", "Nwokolo-Briggs"),
        (parts("Ji-woo", "SEONG"), "KOR", "Seong Ji-woo", "Seong"),
        (whole("Lotte Wijnands"), "NED", "Lotte Wijnands", "Wijnands"),
    ] {
        let metres = metres(&name, &format!("nationality='{nation}'"));
        let race =
            one(&item(CYCLING, "usable", &event("", &pair(&runner(1, &name, &format!("nationality='{nation}'"), "4:04.18"))))).unwrap();
        for event in [metres, race] {
            let Competitor::Athlete(person) = &event.rows[0].competitor else { unreachable!("an athlete") };
            assert_eq!((person.full.as_str(), person.family.as_str()), (full, family));
        }
    }
}

#[test]
fn who_is_under_age_on_the_day_is_not_named() {
    let born = |date: &str| {
        let attributes = format!("nationality='NED' uniform-number='14' date-of-birth='{date}'");
        runner(1, &whole("Lotte Wijnands"), &attributes, "4:04.18")
    };
    let texts = |date: &str| {
        let players = pair(&born(date));
        [item(CYCLING, "usable", &event("", &players)), item(ATHLETICS, "usable", &final_of("Women's 1500 Metres", "Final", "", &players))]
    };
    for text in texts("2008-04-27") {
        let event = one(&text).unwrap();
        assert_eq!(event.rows[0].competitor.full(), "No. 14");
        let whole = serde_json::to_string(&event).unwrap();
        assert!(!whole.contains("Wijnands") && !whole.contains("2008"), "{whole}");
        assert!(event.warnings.iter().any(|note| note.contains("under 18")), "{:?}", event.warnings);
        let named = decode_as(&Input::new(text.as_bytes(), "item.xml"), &[], &Options { name_minors: true }).unwrap();
        assert_eq!(named.events[0].rows[0].competitor.full(), "Lotte Wijnands");
    }
    for text in texts("2008-04-26") {
        assert_eq!(one(&text).unwrap().rows[0].competitor.full(), "Lotte Wijnands", "18 on the day");
    }
}

#[test]
fn a_team_with_a_minor_has_no_members() {
    let team = |born: &str| {
        let member = |name: &str| {
            format!("<player><player-metadata key='vend:{name}' date-of-birth='{born}'>{}</player-metadata></player>", parts("Ann", name))
        };
        let stats = "<team-stats score='1.15.05,5'><rank value='1'/></team-stats>";
        let text = format!(
            "<team id='B1'><team-metadata nationality='FRA'><name>France</name></team-metadata>{stats}{}{}</team>",
            member("Ames"),
            member("Bell")
        );
        let biathlon = "<subject qcode='subj:15009000'><name>Biathlon</name></subject>";
        let event = one(&item(biathlon, "usable", &event("", &text))).unwrap();
        let Competitor::Team { members, .. } = &event.rows[0].competitor else { unreachable!("a team") };
        (members.len(), serde_json::to_string(&event).unwrap().contains("Ames"))
    };
    assert_eq!((team("2000-02-03"), team("2010-02-03")), ((2, true), (0, false)));
}
