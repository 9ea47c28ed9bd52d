//! The numbers that conditions ask for.

use super::sample::*;
use crate::event::UnitKind;
use crate::facts::{Fact, FactKind, features};
use std::collections::BTreeMap;

fn of(event: &crate::event::Event, kind: FactKind) -> BTreeMap<String, i64> {
    let fact: Fact = only(event, kind).unwrap();
    features(&fact, event)
}

#[test]
fn a_gap_has_milliseconds_decimals_and_its_share_of_the_winning_mark() {
    let found = of(&race(), FactKind::Margin);
    assert_eq!((found["gap_ms"], found["decimals"], found["gap_ppm"]), (647, 3, 134));
    assert_eq!((found["race_laps"], found["classified"], found["entries"]), (44, 6, 8));
    let sprint = runners(UnitKind::Race, &[(1, "9.80"), (2, "9.81")]);
    assert_eq!(of(&sprint, FactKind::Margin)["gap_ppm"], 1020);
}

#[test]
fn counts_and_ordinals_go_by_their_roles() {
    let gained = of(&race(), FactKind::Gained);
    assert_eq!((gained["places"], gained["grid"], gained["rank"]), (7, 11, 4));
    let retired = of(&mass_retirement(), FactKind::RetiredCount);
    assert_eq!((retired["count"], retired["starters"], retired["share_percent"]), (15, 20, 75));
    assert_eq!(of(&race(), FactKind::Retired)["count"], 2);
    assert_eq!(of(&race(), FactKind::StandingLeader)["lead_thousandths"], 78_000);
    assert_eq!(of(&race(), FactKind::FastestLap)["rank"], 1);
}

#[test]
fn a_flag_is_one_or_nought() {
    let event = with(final_run(), |event| event.rows[3].records.clear());
    let found = of(&event, FactKind::Record);
    assert_eq!((found["confirmed"], found["equalled"], found["mark_ms"]), (1, 0, 1_600_410));
}
