//! Whole messages: our fixtures, the real samples beside the project, traps and hostile input.

use super::tree::Tree;
use super::*;
use crate::event::{Event, Gap, Gender, Irm, Mark, ResultState, Sport, UnitKind};
use std::path::Path;

mod context;
mod medals;
mod places;
mod rankings;
mod rounds;
mod runs;
mod traps;

fn fixture(case: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/odf").join(case).join("feed.xml")).unwrap()
}

fn decoded(xml: &str) -> Result<Event, FeedError> {
    decode(&Input::new(xml.as_bytes(), "feed.xml"), &[]).map(|decoded| decoded.events.into_iter().next().unwrap())
}

fn event(case: &str) -> Event {
    decoded(std::str::from_utf8(&fixture(case)).unwrap()).unwrap()
}

#[test]
fn the_womens_10000_metres_of_rio_is_a_world_record_and_an_official_final() {
    let event = event("rio-2016-women-10000m");
    assert_eq!(event.name, "women's 10,000 metres final");
    assert_eq!((event.sport, event.kind, event.state), (Sport::Running, UnitKind::Race, ResultState::Official));
    assert_eq!(event.competition.as_deref(), Some("Rio Olympics"));
    assert_eq!(event.venue.city.as_deref(), Some("Rio de Janeiro"));
    assert_eq!(event.day.map(|day| (day.year, day.month, day.day)), Some((2016, 8, 12)));
    assert_eq!((event.gender, event.individual, event.rows.len()), (Some(Gender::Women), true, 37));
    let ayana = &event.rows[0];
    assert_eq!((ayana.competitor.full(), ayana.competitor.short()), ("Almaz Ayana", "Ayana"));
    assert_eq!(ayana.mark.unwrap().clock(), "29:17.45");
    assert!(ayana.records.iter().any(|record| record.code == "WR" && record.confirmed && !record.equalled));
    assert_eq!(event.rows[1].gap, Some(Gap::Mark(Mark::time(15_080, 2))));
    assert_eq!(event.rows[36].irm, Some(Irm::Dnf));
    assert_eq!(event.rows[2].cells["rank"].at, "/OdfBody/Competition/Result[3]/@Rank");
    assert_eq!(event.rows[2].cells["mark"].raw, "29:42.56");
    assert_eq!(event.warnings, Vec::<String>::new());
    assert_eq!(event.id, "tag:stringer,2024:odf/OG2016/ATHW10000M------------FNL-000100");
}

fn sample(name: &str) -> Option<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/feeds/odf").join(name);
    let found = std::fs::read(&path).ok();
    if found.is_none() {
        println!("skipped: no sample {name} beside the project");
    }
    found
}

#[test]
fn the_real_training_message_has_its_tie_and_its_rows_without_a_start() {
    let Some(bytes) = sample("BOBOTEAM4.DT_RESULT.O.xml") else { return };
    let event = decode(&Input::new(&bytes, "bob.xml"), &[]).unwrap().events.remove(0);
    assert_eq!(event.name, "fifth training heat of the four-man bobsleigh");
    assert_eq!((event.kind, event.sport, event.gender, event.individual), (UnitKind::Training, Sport::Sliding, None, false));
    assert_eq!(event.rows.len(), 28);
    let tied: Vec<&str> = event.rows.iter().filter(|row| row.tied).map(|row| row.competitor.full()).collect();
    assert_eq!(tied.len(), 2);
    assert!(event.rows.iter().filter(|row| row.tied).all(|row| row.rank == Some(14)));
    assert_eq!(event.rows.iter().filter(|row| row.irm == Some(Irm::Dns)).count(), 8);
    assert_eq!(event.rows[0].competitor.full(), "Germany 2");
    assert_eq!(event.rows[0].splits.len(), 6);
    assert_eq!(event.venue.city.as_deref(), Some("Yanqing"));
    assert_eq!(event.day.map(|day| (day.month, day.day)), Some((2, 18)));
    println!("{:?}", event.warnings);
    assert!(event.warnings.len() <= 1, "{:?}", event.warnings);
}

#[test]
fn real_messages_of_other_types_are_refused_by_name() {
    for (name, word) in [
        ("DT_CODES_OG2016_a.xml", "an ODF code set, not a result"),
        ("DT_SCHEDULE_OG2024_ATH.xml", "an ODF schedule, not a result"),
        ("DT_SCHEDULE_OG2024_CER.xml", "an ODF schedule, not a result"),
        ("DT_SCHEDULE_OG2024_CRD.xml", "an ODF schedule, not a result"),
        ("DT_SCHEDULE_OG2024_SWM.xml", "an ODF schedule, not a result"),
        ("DT_SCHEDULE_statuses_test.xml", "an ODF schedule, not a result"),
    ] {
        let Some(bytes) = sample(name) else { continue };
        let error = decode(&Input::new(&bytes, name), &[]).unwrap_err();
        assert_eq!(error.kind, FeedErrorKind::NotAResult);
        assert!(error.message.contains(word), "{error}");
        assert_eq!(error.pointer.as_deref(), Some("/OdfBody/@DocumentType"));
    }
}

const CASES: [&str; 10] = [
    "rio-2016-women-10000m",
    "rio-2016-men-100m",
    "rio-2016-men-4x100m",
    "rio-2016-women-100m-heat-1",
    "rio-2016-men-long-jump",
    "invented-women-100m-freestyle-dead-heat",
    "invented-men-1500m-speed-skating",
    "invented-four-man-bobsleigh-training",
    "invented-men-5000m-unofficial",
    "invented-men-800m-live",
];

#[test]
fn the_sprint_final_has_wind_reaction_and_a_name_of_two_words() {
    let event = event("rio-2016-men-100m");
    assert_eq!(event.day.map(|day| day.day), Some(14));
    assert_eq!((event.rows[0].wind_tenths, event.rows[0].reaction), (Some(2), Some(Mark::time(155, 3))));
    assert_eq!(event.rows[2].competitor.short(), "De Grasse");
    assert_eq!(event.rows[0].cells["wind"].raw, "+0.2");
    assert!(event.rows[0].records.iter().any(|record| record.code == "SB"));
}

#[test]
fn a_disqualified_relay_keeps_its_time_beside_the_status_and_has_no_rank() {
    let event = event("rio-2016-men-4x100m");
    let usa = event.rows.iter().find(|row| row.competitor.full() == "the United States").unwrap();
    assert_eq!((usa.irm, usa.rank, usa.mark), (Some(Irm::Dsq), None, Some(Mark::time(37_620, 2))));
    let crate::event::Competitor::Team { name, members, .. } = &event.rows[0].competitor else { panic!() };
    let names: Vec<&str> = members.iter().map(|member| member.full.as_str()).collect();
    assert_eq!((name.as_str(), names), ("Jamaica", vec!["Asafa Powell", "Yohan Blake", "Nickel Ashmeade", "Usain Bolt"]));
    let crate::event::Competitor::Team { name, members, .. } = &event.rows[3].competitor else { panic!() };
    assert_eq!((name.as_str(), members[2].full.as_str()), ("China", "Su Bingtian"));
    assert!(!event.individual);
}

#[test]
fn a_heat_has_qualifiers_and_is_no_race() {
    let event = event("rio-2016-women-100m-heat-1");
    assert_eq!((event.kind, event.name.as_str()), (UnitKind::Heat, "first heat of the women's 100 metres"));
    let marks: Vec<Option<&str>> = event.rows.iter().map(|row| row.qualified.as_deref()).collect();
    assert_eq!(&marks[..4], &[Some("Q"), Some("Q"), Some("q"), None]);
}

#[test]
fn a_field_event_has_distances_and_attempts() {
    let event = event("rio-2016-men-long-jump");
    assert_eq!((event.sport, event.mark_unit), (Sport::Field, Some(crate::event::Unit::Distance)));
    let henderson = &event.rows[0];
    assert_eq!((henderson.mark.unwrap().clock(), henderson.attempts.len(), henderson.wind_tenths), ("8.38".to_owned(), 6, Some(2)));
    assert_eq!((event.rows[1].attempts[1].mark, event.rows[1].attempts[1].raw.as_str()), (None, "X"));
    assert!(henderson.records[0].equalled);
}

#[test]
fn a_dead_heat_for_first_has_two_winners_and_the_next_rank_skips() {
    let event = event("invented-women-100m-freestyle-dead-heat");
    let winners: Vec<&str> = event.winners().iter().map(|row| row.competitor.full()).collect();
    assert_eq!(winners, ["Maeve O'Connell", "Lotte van der Heuvel"]);
    assert_eq!(event.rows[2].rank, Some(3));
    assert_eq!(event.rows[7].irm, Some(Irm::Dsq));
}

#[test]
fn splits_have_ranks_and_names_from_behind() {
    let event = event("invented-men-1500m-speed-skating");
    let first = &event.rows[0];
    assert_eq!(first.splits[0].label.as_deref(), Some("300 metres"));
    assert!(first.splits[0].rank.unwrap() > 3 && first.splits[3].rank == Some(1));
    assert_eq!(first.cells["split:300"].raw, "23.91");
    assert!(!first.records[0].confirmed);
    let surnames = event.rows.iter().filter(|row| row.competitor.short() == "Halvorsen").count();
    assert_eq!(surnames, 2);
}

#[test]
fn a_result_below_unofficial_is_not_finished_and_an_unofficial_one_says_so() {
    let error = decoded(std::str::from_utf8(&fixture("invented-men-800m-live")).unwrap()).unwrap_err();
    assert_eq!(error.kind, FeedErrorKind::NotAResult);
    assert!(error.message.contains("not finished"), "{error}");
    assert_eq!(event("invented-men-5000m-unofficial").state, ResultState::Unofficial);
}

#[derive(serde::Deserialize)]
struct Expect {
    outcome: String,
    winner: Option<toml::Value>,
    #[serde(default)]
    order: Vec<String>,
}

#[test]
fn every_fixture_decodes_in_its_expected_order() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/odf");
    for case in CASES {
        let expect: Expect = toml::from_str(&std::fs::read_to_string(folder.join(case).join("expect.toml")).unwrap()).unwrap();
        let event = decoded(std::str::from_utf8(&fixture(case)).unwrap());
        if expect.outcome == "refused" {
            assert!(event.is_err(), "{case}");
            continue;
        }
        let event = event.unwrap();
        let order: Vec<&str> = event.ranked().iter().take(6).map(|row| row.competitor.full()).collect();
        assert_eq!(order, expect.order, "{case}");
        let winners: Vec<&str> = match expect.winner.as_ref().unwrap() {
            toml::Value::Array(names) => names.iter().filter_map(toml::Value::as_str).collect(),
            name => name.as_str().into_iter().collect(),
        };
        let first: Vec<&str> = event.winners().iter().map(|row| row.competitor.full()).collect();
        assert_eq!(first, winners, "{case}");
        assert_eq!(event.warnings, Vec::<String>::new(), "{case}");
        assert!(event.rows.iter().all(|row| row.nation.is_some()), "{case}");
    }
}

#[test]
fn every_cell_points_to_its_raw_text() {
    for case in CASES {
        let bytes = fixture(case);
        let text = std::str::from_utf8(&bytes).unwrap();
        let Ok(event) = decoded(text) else { continue };
        let document = crate::feed::xml::parse(text).unwrap();
        let places = Tree::new(&document, "feed.xml", "");
        let mut found = std::collections::BTreeMap::new();
        for node in document.descendants().filter(Node::is_element) {
            for attribute in node.attributes() {
                found.insert(places.at(node, attribute.name()), attribute.value().to_owned());
            }
        }
        for cell in event.rows.iter().map(|row| &row.cells).chain([&event.cells]).flat_map(|cells| cells.values()) {
            assert_eq!(found.get(&cell.at), Some(&cell.raw), "{case} {}", cell.at);
            assert_eq!(cell.source, event.source.sha256[0]);
        }
        for row in &event.rows {
            assert!(row.mark.is_none() || row.cells.contains_key("mark"));
            assert!(row.rank.is_none() || row.cells.contains_key("rank"));
            assert!(row.cells.contains_key("competitor") && row.cells.contains_key("nation"));
        }
    }
}

#[test]
fn mutated_messages_never_panic_and_decode_only_to_consistent_events() {
    let (mut tried, mut good) = (0, 0);
    for case in CASES {
        let bytes = fixture(case);
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        for _ in 0..200 {
            let mutated = crate::feed::mutated(&bytes, &mut state);
            tried += 1;
            if let Ok(decoded) = decode(&Input::new(&mutated, case), &[]) {
                assert!(decoded.events.iter().all(|event| event.check().is_empty()));
                good += 1;
            }
        }
    }
    assert!(good > tried / 20 && good < tried, "{good} of {tried}");
}
