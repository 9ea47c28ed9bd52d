//! Copy by others about the sample events: what is found, where, and with what correction.

use super::*;
use crate::event::Event;
use crate::verify::rules::bench::ap;
use crate::verify::sample;
use std::sync::LazyLock;

static WORDING: LazyLock<Wording> = LazyLock::new(|| Wording::embedded().unwrap());

fn report_on(event: &Event, text: &str, quotes: Option<&[String]>) -> ForeignReport {
    let document = Document::read(text, DocumentFormat::Text).unwrap();
    Foreign::new(ap(), &WORDING, event, quotes).check(&document)
}

/// The findings as `rule "spot" -> "fix"`.
fn findings_on(event: &Event, text: &str) -> Vec<String> {
    let report = report_on(event, text, None);
    let mut found = Vec::new();
    for finding in report.findings() {
        for spot in &finding.spots {
            assert_eq!(text.get(spot.span.clone()), Some(spot.text.as_str()), "{spot:?}");
        }
        let ways: Vec<String> =
            finding.spots.iter().map(|spot| format!("{:?} -> {}", spot.text, spot.fix.as_deref().unwrap_or("?"))).collect();
        found.push(format!("{} {}", finding.rule, ways.join(" or ")));
    }
    found
}

fn spa(text: &str) -> Vec<String> {
    findings_on(&sample::spa(), text)
}

fn none(text: &str) {
    assert_eq!(spa(text), Vec::<String>::new(), "{text}");
}

fn has(text: &str, finding: &str) {
    let found = spa(text);
    assert!(found.iter().any(|one| one.starts_with(finding)), "{text}\n{}", found.join("\n"));
}

#[test]
fn true_sentences_are_supported_by_cells() {
    let report =
        report_on(&sample::spa(), "Lewis Hamilton won the Belgian Grand Prix on Sunday, beating Oscar Piastri by 0.647 seconds.", None);
    let counts = report.counts();
    assert_eq!((counts.contradicted, counts.not_checkable), (0, 0), "{report:#?}");
    assert!(counts.supported >= 3, "{counts:?}");
}

#[test]
fn wrong_values_are_found_with_the_right_ones() {
    has("Lewis Hamilton beat Oscar Piastri by 0.747 seconds.", "F5 \"0.747 seconds\" -> 0.647 seconds");
    has("Lewis Hamilton won the Belgian Grand Prix on Saturday.", "F3 \"Saturday\" -> Sunday");
    has("Lewis Hamilton won the Belgian Grand Prix on July 27.", "F3 \"July 27\" -> July 28");
    has("Hamilton started fourth.", "F10 \"fourth\" -> third");
    has("Ferrari's Lewis Hamilton won the race.", "F11 \"Ferrari\" -> Mercedes");
}

#[test]
fn wrong_names_and_swapped_roles_are_found() {
    has(
        "Oscar Piastri beat Lewis Hamilton by 0.647 seconds.",
        "F5 \"Oscar Piastri beat Lewis Hamilton\" -> Lewis Hamilton beat Oscar Piastri",
    );
    has("Lando Norris won the Belgian Grand Prix.", "F4 \"Lando Norris\" -> Lewis Hamilton");
    has("Lewis Hamliton won the Belgian Grand Prix.", "F2 \"Hamliton\" -> Hamilton");
    has("Kimi Antonelli won the Belgian Grand Prix.", "F2 \"Kimi Antonelli\" -> Lewis Hamilton");
    none("Sergio Perez was seventh.");
}

#[test]
fn denials_are_claims_too() {
    has("Guanyu Zhou did not retire.", "F7 \"did not retire\" -> retired");
    has("Lewis Hamilton did not win the Belgian Grand Prix.", "F4 \"did not win\" -> won");
    has("George Russell was not disqualified.", "F7 \"was not\" -> was");
    none("Oscar Piastri did not win the race.");
    none("Lewis Hamilton never retired.");
}

#[test]
fn only_means_nobody_else() {
    let report = report_on(&sample::spa(), "Only George Russell was disqualified.", None);
    assert_eq!(report.counts().contradicted, 0, "{report:#?}");
    let text = "Only Lewis Hamilton was classified.";
    assert!(spa(text).iter().any(|one| one.starts_with("F7 \"Only\"")), "{:?}", spa(text));
}

#[test]
fn units_settings_and_other_races_are_found() {
    has("Lewis Hamilton beat Oscar Piastri by 0.647 minutes.", "F6 \"minutes\" -> seconds");
    has("Lewis Hamilton won the Italian Grand Prix.", "F2 \"Italian Grand Prix\" -> Belgian Grand Prix");
    has("Lewis Hamilton won the 2023 Belgian Grand Prix.", "F3 \"2023\" -> 2024");
}

#[test]
fn a_predicate_that_does_not_hold_is_found() {
    let found = spa("Lewis Hamilton dominated the race.");
    assert!(found.iter().any(|one| one.starts_with("F10")), "{found:?}");
    none("Lewis Hamilton narrowly won the race.");
}

#[test]
fn what_is_not_understood_is_not_held_against_the_copy() {
    for text in [
        "Hamilton hoped to win the Italian Grand Prix.",
        "Piastri could have won the race had he stopped once.",
        "Norris finished third in qualifying.",
        "Piastri won last year.",
        "Russell, who led until lap 30, said the team won together.",
        "Verstappen was third by the end of the opening lap.",
        "The stewards praised Piastri and won many friends.",
        "Hamilton's engineer finished third in a local marathon.",
        "It was a wonderful afternoon in the Ardennes.",
        "Hamilton completed the 44-lap race in 1 hour, 19 minutes, 57.566 seconds.",
    ] {
        none(text);
    }
}

#[test]
fn roundings_of_a_desk_are_accepted() {
    none("Lewis Hamilton beat Oscar Piastri by 0.6 seconds.");
    none("Lewis Hamilton beat Oscar Piastri by just over 0.6 seconds.");
    has("Lewis Hamilton beat Oscar Piastri by 0.7 seconds.", "F5 \"0.7 seconds\" -> 0.647 seconds");
}

#[test]
fn quotations_must_be_supplied() {
    let text = "\"We had the pace,\" Hamilton said.";
    let with = |quotes: &[String]| report_on(&sample::spa(), text, Some(quotes)).findings().map(|one| one.rule.clone()).collect::<Vec<_>>();
    assert_eq!(with(&["We had the pace, and more.".to_owned()]), Vec::<String>::new());
    assert_eq!(with(&["We were slow.".to_owned()]), ["Q1"]);
    assert_eq!(report_on(&sample::spa(), text, None).counts().contradicted, 0);
}

#[test]
fn a_dead_heat_and_shared_surnames_are_read() {
    let tie = sample::tie();
    assert_eq!(findings_on(&tie, "Simone Manuel and Penny Oleksiak shared first place."), Vec::<String>::new());
    assert!(!findings_on(&tie, "Simone Manuel won the race.").is_empty());
    assert_eq!(findings_on(&tie, "Campbell finished fifth."), Vec::<String>::new(), "two of this surname: not checkable");
}

#[test]
fn a_wrong_number_in_a_name_is_found_at_the_number() {
    let mut event = sample::rio();
    for (row, name) in event.rows.iter_mut().zip(["Runner 41", "Runner 42"]) {
        if let crate::event::Competitor::Athlete(person) = &mut row.competitor {
            (person.given, person.family, person.full) = (None, name.to_owned(), name.to_owned());
        }
    }
    let found = findings_on(&event, "Runner 51 won the women's 10,000 metres final.");
    assert!(found.contains(&"F2 \"51\" -> 41".to_owned()), "{found:?}");
    assert_eq!(findings_on(&event, "Runner 41 won the women's 10,000 metres final."), Vec::<String>::new());
}

#[test]
fn a_given_name_in_common_does_not_make_a_stranger_known() {
    has("Lewis Whitfield won the Belgian Grand Prix.", "F2 \"Lewis Whitfield\" -> Lewis Hamilton");
    none("Checo Pérez was seventh.");
}

#[test]
fn a_lapped_car_has_no_time_for_the_race() {
    let found = spa("Lance Stroll completed the race in 1 hour, 19 minutes, 57.566 seconds.");
    assert!(found.iter().any(|one| one.contains("\"Lance Stroll\" -> Lewis Hamilton")), "{found:?}");
}

#[test]
fn a_false_denial_may_be_wrong_at_the_denial() {
    let found = findings_on(&sample::relay(), "Three of the four who started did not finish.");
    assert!(found.iter().any(|one| one.contains("\"did not finish\" -> finished")), "{found:?}");
}

#[test]
fn what_the_data_leave_open_is_not_held_against_the_copy() {
    none("Oscar Piastri was second in the final round.");
    let mut event = sample::rio();
    let flag = crate::event::RecordFlag { code: "AR".to_owned(), equalled: false, confirmed: true };
    event.rows[3].records = vec![flag];
    let name = event.rows[3].competitor.full().to_owned();
    let said = format!("{name} set a national record.");
    assert_eq!(findings_on(&event, &said), Vec::<String>::new(), "a continental record is a national one");
    event.rows[3].records.clear();
    assert!(!findings_on(&event, &said).is_empty());
}
