//! Copy about an invented match: the Brackwater Herons beat the Dunmore Foxes 101-95 at home on a Friday.

mod certain;
mod players;
mod sides;
mod stretches;

use crate::event::Event;
use crate::feed::{Input, decode};
use crate::verify::foreign::{Document, DocumentFormat, Foreign, ForeignReport, Ruling};
use crate::verify::rules::bench::ap;
use crate::verify::{Statement, Wording};
use std::sync::LazyLock;

static WORDING: LazyLock<Wording> = LazyLock::new(|| Wording::embedded().unwrap());
static EVENT: LazyLock<Event> = LazyLock::new(|| {
    let sample = include_str!("../../feed/rotowire/sample.json");
    decode(&Input::new(sample.as_bytes(), "game.json"), &[]).unwrap().events.swap_remove(0)
});

fn check(text: &str) -> ForeignReport {
    let document = Document::read(text, DocumentFormat::Text).unwrap();
    Foreign::new(ap(), &WORDING, &EVENT, None).check(&document)
}

/// What is wrong, each with what is right.
fn wrong(text: &str) -> Vec<(String, Option<String>)> {
    let spot = |statement: &Statement| (statement.text.clone(), statement.spots[0].fix.clone());
    check(text).findings().map(spot).collect()
}

/// Which corrections are certain.
fn certain(text: &str) -> Vec<(String, String)> {
    let spot = |statement: &Statement| (statement.text.clone(), statement.spots[0].fix.clone().unwrap());
    check(text).findings().filter(|finding| finding.certain).map(spot).collect()
}

#[track_caller]
fn holds(text: &str, least: usize) {
    assert_eq!(wrong(text), [], "{text}");
    let counts = check(text).counts();
    assert!(counts.supported >= least, "{text}: {counts:?}");
}

#[track_caller]
fn fails(text: &str, words: &[(&str, &str)]) {
    let wanted: Vec<(String, Option<String>)> =
        words.iter().map(|(word, fix)| ((*word).to_owned(), (!fix.is_empty()).then(|| (*fix).to_owned()))).collect();
    assert_eq!(wrong(text), wanted, "{text}");
}

#[test]
fn figures_of_players() {
    holds("Tom Alder had 30 points, 12 rebounds, five assists, a pair of steals and a block in 38 minutes.", 6);
    fails("Tom Alder had 31 points, 12 rebounds and six assists.", &[("31", "30"), ("six", "5")]);
    holds("Alder posted a 30-point, 12-rebound double-double.", 3);
    fails("Birch posted a 21-point, four-rebound triple-double.", &[("triple-double", "")]);
    holds("The Herons got 18 points from Finn Fir and at least 20 points from Ben Birch.", 2);
    fails("The Herons got 19 points from Finn Fir.", &[("19", "18")]);
    holds("Alder led the way. He added 12 rebounds.", 2);
    fails("Hal Hazel chipped in two points.", &[("two", "0")]);
    holds("Fir and Gorse combined for 32 points.", 1);
    fails("Fir and Gorse combined for 33 points.", &[("33", "32")]);
    holds("Fir and Gorse came in, with the former scoring 18 points and the latter scoring 14 points.", 2);
    holds("Iris is averaging 31 points per game this season.", 0);
    holds("Iris scored 12 points in the first half.", 0);
}

#[test]
fn shots_of_players_and_sides() {
    holds("Alder shot 11-of-20 from the field and 2-for-5 from long range.", 4);
    holds("Alder finished with 30 points (11-20 FG, 2-5 3Pt, 6-7 FT).", 7);
    fails("Alder finished with 30 points (11-21 FG, 2-5 3Pt, 6-7 FT).", &[("21", "20")]);
    holds("The Herons shot 50 percent from the field and 41 percent from deep.", 2);
    fails("The Herons held the Foxes to 40 percent shooting.", &[("40", "48")]);
    fails("The Herons shot 48 percent from the field and 33 percent from deep.", &[("Herons", "Foxes")]);
}

#[test]
fn a_wrong_name_over_right_figures() {
    fails("Ed Elm had 18 points, six rebounds, two assists and a steal.", &[("Ed Elm", "Finn Fir")]);
    fails("Ed Elm had 18 points and six rebounds.", &[("Ed Elm", "Finn Fir")]);
    fails("Ed Elm had 18 points and a rebound.", &[("18", "4"), ("a", "2")]);
}

#[test]
fn scores_margins_and_records() {
    holds("The Brackwater Herons (12-5) defeated the Dunmore Foxes (9-8), 101-95, on Friday.", 7);
    fails("The Herons (12-6) defeated the Foxes, 101-96, on Saturday.", &[("6", "5"), ("96", "95"), ("Saturday", "Friday")]);
    fails("The Dunmore Foxes defeated the Brackwater Herons, 101-95.", &[("defeated", "lost to")]);
    fails("The Herons defeated the Herons.", &[("Herons", "Foxes")]);
    holds("The Herons outscored the Foxes 30-18 in the third quarter.", 3);
    fails("The Herons outscored the Foxes 20-27 in the second quarter.", &[("Herons", "Foxes"), ("Foxes", "Herons")]);
    holds("The Foxes took a 55-45 lead at halftime. It was a six-point win for the Herons.", 3);
    fails("It was a 16-point win for the Herons.", &[("16", "6")]);
    fails("The Foxes fell to 9-9.", &[("9", "8")]);
}

#[test]
fn words_about_players() {
    fails("The Foxes were led by Tom Alder.", &[("Foxes", "Herons")]);
    fails("The Herons were led by Ben Birch.", &[("led", "")]);
    holds("Ian Iris led the Foxes with a team-high 27 points.", 3);
    fails("Ian Iris led the Foxes with a game-high 27 points.", &[("game-high", "")]);
    fails("Ed Elm led the bench with four points.", &[("led", ""), ("bench", "")]);
    holds("Finn Fir led the bench with 18 points.", 3);
    fails("Carl Cedar scored eight points off the bench.", &[("off the bench", "")]);
    holds("Tom Alder had 30 points. Ben Birch was the only other starter in double figures.", 2);
    fails("Tom Alder had 30 points. Ben Birch was the only other Herons player in double figures.", &[("only other", "")]);
    fails("The Herons were led by Tom Alder with 30 points. Gus Gorse was next with 14 points.", &[("next", "")]);
    fails("The Herons were led by Tom Alder with 30 points. Jo Juniper added 22 points.", &[("Jo Juniper", "")]);
    holds("The Herons had four players in double figures.", 1);
    fails("The Herons had five players in double figures.", &[("five", "4")]);
}

#[test]
fn words_about_sides() {
    fails("The host Foxes lost.", &[("host", "")]);
    fails("The Herons will look to bounce back.", &[("bounce back", "")]);
    fails("The Foxes will look to build on this win.", &[("win", "")]);
    fails("The Foxes were able to pull away in the second half.", &[("pull away", "")]);
    holds("The Herons battled back.", 1);
    fails("The Foxes were able to prevail.", &[("Foxes", "Herons")]);
    fails("The Foxes have now won three straight games.", &[("three", "zero")]);
}

#[test]
fn players_in_the_wrong_company_and_sides_that_meet_themselves() {
    fails("Tom Alder had 30 points, while Jo Juniper chipped in 22 points.", &[("Jo Juniper", "")]);
    holds("Tom Alder had 30 points for the Herons, while Jo Juniper chipped in 22 points.", 2);
    holds("Tom Alder had 30 points, while Ben Birch chipped in 21 points.", 2);
    fails("The Herons forced the Herons into 13 turnovers.", &[("Herons", "Foxes"), ("13", "12")]);
    holds("The Herons forced 13 turnovers.", 1);
    fails("The Foxes forced 13 turnovers.", &[("13", "12")]);
    holds("The Foxes got off to a hot start.", 0);
    fails("The Herons got off to a hot start.", &[("hot start", "")]);
}

#[test]
fn hedges_are_taken_at_their_word() {
    holds("Alder had more than 29 points. Birch had nearly 12 assists. Fir had fewer than 19 points.", 3);
    fails(
        "Alder had more than 30 points. Birch had nearly 11 rebounds. Fir had fewer than 18 points.",
        &[("30", ""), ("11", "4"), ("18", "")],
    );
    holds("The Herons surpassed 50 percent from the field.", 1);
}

#[test]
fn what_belongs_to_somebody_else_is_not_held_against_a_name() {
    for text in [
        "Ed Elm played in place of Hal Hazel, scoring four points.",
        "Tom Alder led the way and the bench combined for 56 points.",
        "The Herons guard finished with 31 points.",
        "Tom Alder and Ben Birch played well. He had 99 points.",
        "Finn Fir matched Gus Gorse's effort with 18 points.",
        "The Herons and the Foxes had 200 points in the second and third quarters, 99-98.",
        "Ian Iris came off a 132-129 loss to the Boston Celtics.",
    ] {
        assert_eq!(wrong(text), [], "{text}");
    }
}

#[test]
fn what_the_sheet_has_nothing_of_is_not_checkable() {
    let report = check("The Herons will travel to Boston to face the Celtics on Sunday. The Foxes have won four of their last five games.");
    let open: Vec<&str> = report.statements().filter(|one| one.ruling == Ruling::NotCheckable).map(|one| one.text.as_str()).collect();
    assert_eq!(open, ["travel", "Boston", "Celtics", "Sunday", "four"]);
    assert_eq!(report.findings().count(), 0);
}

#[test]
fn quotations_are_not_held_against_the_sheet() {
    let document = Document::read("Birch said: \"Tom Alder had 50 points.\"", DocumentFormat::Text).unwrap();
    let report = |quotes: Option<&[String]>| Foreign::new(ap(), &WORDING, &EVENT, quotes).check(&document);
    assert_eq!(report(None).findings().count(), 0);
    assert_eq!(report(Some(&["We won.".to_owned()])).findings().map(|one| one.rule.as_str()).collect::<Vec<_>>(), ["Q1"]);
    assert_eq!(report(Some(&["Tom Alder had 50 points.".to_owned()])).findings().count(), 0);
}

#[test]
fn the_files_of_words_are_checked() {
    let words = include_str!("../../../templates/verify/basketball.toml");
    let league = include_str!("../../../templates/leagues/nba.toml");
    let fault = |words: &str, league: &str| super::Vocabulary::parse(words, league).unwrap_err().to_string();
    assert!(super::Vocabulary::parse(words, league).is_ok());
    assert!(fault(&words.replace("led_by =", "led_bye ="), league).contains("\"led_by\" are missing"));
    assert!(fault(&format!("{words}\nother = [\"x\"]\n"), league).contains("nothing reads the phrases \"other\""));
    assert!(fault(words, "team = 1").starts_with("template leagues/nba.toml"));
}
