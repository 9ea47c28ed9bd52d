//! Whole messages: our fixtures, the real samples beside the project, traps and hostile input.

use super::*;
use crate::event::{Event, Gap, Gender, Irm, Mark, ResultState, Sport, UnitKind};
use std::path::Path;

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
    assert_eq!(event.competition.as_deref(), Some("Rio 2016 Olympic Games"));
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
