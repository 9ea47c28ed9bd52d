//! Several quarters in a sentence, one side beside the other, other opponents.

use super::{fails, holds, wrong};

#[test]
fn each_score_is_of_the_quarter_that_stands_beside_it() {
    holds("The Herons won the third quarter 30-18 and the fourth 26-22.", 4);
    fails("The Herons won the third quarter 30-18 and the fourth 26-23.", &[("23", "22")]);
    holds("The Herons took both the third and fourth quarters, 30-18 and 26-22.", 4);
    fails("The Herons took both the third and fourth quarters, 30-18 and 27-22.", &[("27", "26")]);
    holds("It was a two-point game heading into the fourth quarter, where the Herons finished the job with a 26-22 quarter.", 2);
    holds("The Foxes led by three after the first quarter and by 10 at the half.", 3);
    fails("The Foxes led by three after the first quarter and by nine at the half.", &[("nine", "10")]);
    holds("The Foxes were outscored 30-18 in the third quarter.", 3);
    fails("The Herons were outscored 30-18 in the third quarter.", &[("outscored", "")]);
    assert_eq!(wrong("The Herons built a 10-point cushion in the third quarter."), []);
}

#[test]
fn a_figure_beside_that_of_the_other_side() {
    holds("The Herons handed out 25 assists to the Foxes' 18.", 2);
    fails("The Herons handed out 25 assists to the Foxes' 20.", &[("20", "18")]);
    holds("The Herons handed out 25 assists, compared to just 18 for the Foxes.", 2);
    fails("The Herons handed out 25 assists, compared to 17 for the Foxes.", &[("17", "18")]);
    holds("The Herons handed out seven more assists than the Foxes.", 1);
    fails("The Herons handed out nine more assists than the Foxes.", &[("nine", "7")]);
    holds("The Herons shot 50 percent from the field, compared to 48 percent for the Foxes.", 2);
    fails("The Herons shot 50 percent from the field, compared to 44 percent for the Foxes.", &[("44", "48")]);
    assert_eq!(wrong("The Herons scored 40 points in the paint, compared to 28 for the Foxes."), []);
    assert_eq!(wrong("Tom Alder had five of the Herons' 25 assists."), []);
}

#[test]
fn another_team_of_the_league_is_no_opponent() {
    fails("The Brackwater Herons defeated the Atlanta Hawks, 101-95, on Friday.", &[("Atlanta Hawks", "Dunmore Foxes")]);
    assert_eq!(wrong("The Herons, who had lost their last game to the Hawks, defeated the Foxes, 101-95, on Friday."), []);
}

#[test]
fn what_somebody_led_in_and_among_whom() {
    holds("Ben Birch led the team with 11 assists.", 2);
    fails("Tom Alder led the team with five assists.", &[("led", "")]);
    holds("Finn Fir and Gus Gorse were the only Herons reserves in double figures.", 1);
    holds("Finn Fir scored 18 points, and Gus Gorse was the only other Heron off the bench in double figures.", 2);
    assert_eq!(wrong("Carl Cedar came within one rebound of a double-double."), []);
}
