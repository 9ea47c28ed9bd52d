//! Which corrections of copy about a match are certain, and which are not.

use super::{certain, check, wrong};

/// The copy has this certain correction and no other.
#[track_caller]
fn sure(text: &str, word: &str, right: &str) {
    assert_eq!(certain(text), [(word.to_owned(), right.to_owned())], "{text}");
}

/// The copy is wrong, but no correction is certain.
#[track_caller]
fn unsure(texts: &[&str]) {
    for text in texts {
        assert!(!wrong(text).is_empty(), "nothing is wrong: {text}");
        assert_eq!(certain(text), [], "{text}");
    }
}

#[test]
fn one_wrong_figure_of_somebody_named_in_full() {
    sure("Tom Alder had 31 points.", "31", "30");
    sure("Tom Alder scored 33 points against the Foxes on Friday.", "33", "30");
    sure("Tom Alder led the Herons with 33 points, 12 rebounds and five assists.", "33", "30");
    sure("Tom Alder had 30 points, 12 rebounds and six assists.", "six", "five");
    sure("Tom Alder had 30 points, 12 rebounds and 6 assists.", "6", "5");
    sure("Carl Cedar was quiet, but Ian Iris finished with 28 points and eight rebounds.", "28", "27");
    sure("The Herons committed 17 turnovers.", "17", "12");
    sure("The Brackwater Herons shot 54 percent from the field.", "54", "50");
    sure("Tom Alder (33 points, 12 rebounds) was the best.", "33", "30");
    sure("Tom Alder shot 11-of-24 from the field.", "24", "20");
}

#[test]
fn the_subject_has_to_be_named_in_full_before_its_verb_and_alone() {
    unsure(&[
        "Alder had 31 points.",
        "Tom Alder was good. He had 31 points.",
        "Tom Alder, who had 31 points, was good.",
        "The Herons got 31 points from Tom Alder.",
        "Tom Alder had 31 points and Ben Birch had 21 points.",
        "Next to Ben Birch Tom Alder had 31 points.",
        "Tom Alder came in and had 31 points.",
        "Brackwater committed 17 turnovers.",
    ]);
}

#[test]
fn words_between_and_after_have_to_be_known() {
    unsure(&[
        "Tom Alder had a marvellous 31 points.",
        "Tom Alder had more than 30 points.",
        "Tom Alder scored 31.",
        "Tom Alder had 31 points between naps.",
    ]);
}

#[test]
fn another_occasion_makes_it_doubtful() {
    unsure(&[
        "In the first half it was even. Tom Alder had 31 points.",
        "Tom Alder had 31 points. They all came in the first half.",
        "Tom Alder had 31 points, and the second half was his.",
        "Tom Alder had 31 points and hoped for more.",
        "Tom Alder had 31 points when he sat down.",
        "Tom Alder had a season-high 31 points.",
        "Tom Alder had 31 points, but Hal Hazel did not play.",
        "Tom Alder had 31 points. In their last meeting he was hurt, and it was his season average.",
    ]);
    sure("Tom Alder had 31 points. Ian Iris scored nine points in the first half.", "31", "30");
}

#[test]
fn another_name_or_statistic_may_be_what_is_wrong() {
    unsure(&[
        // Ben Birch had 21 points.
        "Tom Alder had 21 points.",
        // Ian Iris had eight rebounds, and nothing else confirms the name.
        "Tom Alder had eight rebounds.",
        // He had 12 rebounds.
        "Tom Alder had 12 points.",
        // Both are wrong: perhaps it is somebody else.
        "Tom Alder had 31 points and 13 rebounds.",
        // The name is wrong.
        "The Foxes' Tom Alder had 31 points.",
        // The Foxes had 13.
        "The Herons committed 13 turnovers.",
        // They scored 30 in the third quarter.
        "The Herons scored 30 points.",
    ]);
}

#[test]
fn the_grammar_around_the_figure_has_to_hold() {
    unsure(&[
        "Ben Birch had 21 points, four rebounds, 11 assists and a pair of steals.",
        "Tom Alder had 30 points, 12 rebounds and three blocks.",
        "Ian Iris posted a 28-point, 13-rebound double-double.",
    ]);
    sure("Ben Birch had an 18-point game, and Ian Iris had a 29-point night.", "29", "27");
}

#[test]
fn a_correction_that_breaks_another_claim_is_none() {
    unsure(&["Ken Kapok had a double-double with 19 points and 11 rebounds, and was never better."]);
    sure("Ken Kapok had 19 points and 11 rebounds.", "19", "10");
}

#[test]
fn the_score_is_certain_beside_its_winner_and_loser() {
    sure("The Herons defeated the Foxes, 101-96, on Friday.", "96", "95");
    sure("The Brackwater Herons (12-5) defeated the Dunmore Foxes (9-8), 104-95.", "104", "101");
    sure("The Foxes fell to the Herons, 101-96.", "96", "95");
    unsure(&[
        "The Herons defeated the Foxes, 104-96.",
        "The Foxes defeated the Herons, 101-96.",
        "Brackwater defeated Dunmore, 101-96.",
        "The Herons defeated the Foxes, 101-96, after trailing at halftime.",
        "The Herons defeated the Foxes 94-101.",
    ]);
}

#[test]
fn the_day_is_certain_beside_the_result() {
    sure("The Herons defeated the Foxes, 101-95, on Saturday.", "Saturday", "Friday");
    sure("The Herons defeated the Foxes on Saturday night.", "Saturday", "Friday");
    unsure(&[
        "The Herons won on Saturday.",
        "The Herons defeated the Foxes, 101-95, on Saturday, Feb. 3.",
        "The Foxes defeated the Herons on Saturday.",
        "The Herons defeated the Foxes on Saturday, after a rest on Thursday.",
    ]);
}

#[test]
fn several_certain_corrections_are_made_together() {
    let text = "The Herons defeated the Foxes, 101-96, on Saturday. Tom Alder had 33 points.";
    let found = certain(text);
    let found: Vec<(&str, &str)> = found.iter().map(|(word, right)| (word.as_str(), right.as_str())).collect();
    assert_eq!(found, [("96", "95"), ("Saturday", "Friday"), ("33", "30")]);
    assert!(check("\"Tom Alder had 33 points,\" he said.").findings().all(|finding| !finding.certain));
}
