//! Words about sides: breaks, stretches, battles, benches, records, who won.

use super::{fails, holds, wrong};

#[test]
fn leads_at_breaks() {
    holds("The Foxes led by three after the first quarter and took a 10-point lead into halftime.", 4);
    holds("The Herons trailed by 10 at the half.", 2);
    holds("The Herons were down 10 points at the break but erased the deficit.", 1);
    fails("The Foxes led by five after the first quarter.", &[("five", "3")]);
    fails("The Herons led by 10 at halftime.", &[("led by", "")]);
    fails("The Foxes took a 12-point cushion into the locker room.", &[("12", "10")]);
    fails("The Herons trailed by two after three quarters.", &[("trailed by", "")]);
    for text in [
        "The Foxes led by as many as 20 before halftime.",
        "The Herons cut the deficit to four at the end of the third quarter.",
        "The Foxes led by 10 at the break and lost by six.",
        "Ian Iris led the way with 27 points after halftime.",
        "The Herons took the lead after halftime.",
    ] {
        assert_eq!(wrong(text), [], "{text}");
    }
}

#[test]
fn stretches_of_sides() {
    holds("The Herons scored 30 points in the third quarter and won the third quarter 30-18.", 4);
    fails("The Herons scored 33 points in the third quarter.", &[("33", "30")]);
    fails("The Herons held the Foxes to 20 points in the third quarter.", &[("20", "18")]);
    fails("The Herons won the second quarter.", &[("won", "")]);
    holds("The Herons won the fourth quarter 26-22, but a slow second quarter proved costly.", 3);
    holds("The Herons outscored the Foxes 56-40 after halftime.", 3);
    fails("The Herons outscored the Foxes 56-41 after halftime.", &[("41", "40")]);
    assert_eq!(wrong("The Foxes scored 12 points in the second quarter's final minutes off turnovers."), []);
    assert_eq!(wrong("The Foxes cut the lead to eight points in the fourth quarter."), []);
}

#[test]
fn battles_and_benches() {
    holds("The Herons outrebounded the Foxes by one and won the turnover battle 13-12.", 5);
    fails("The Foxes outrebounded the Herons.", &[("outrebounded", "")]);
    fails("The Herons outrebounded the Foxes by three.", &[("three", "1")]);
    fails("The Foxes won the turnover battle.", &[("won the turnover battle", "")]);
    holds("The Foxes were outrebounded by the Herons.", 1);
    fails("The Herons had a 43-40 rebounding advantage.", &[("43", "41")]);
    fails("Rebounding was key for the Foxes.", &[("key", "")]);
    holds("The Herons' reserves combined for 32 points.", 1);
    fails("The Herons' reserves combined for 35 points.", &[("35", "32")]);
    holds("The Herons got 32 points from their bench.", 1);
    fails("The Herons' bench outscored the Foxes' bench 32-23.", &[("23", "22")]);
    fails("The Foxes' starters scored 70 points.", &[("70", "73")]);
    assert_eq!(wrong("Finn Fir led the bench with 18 points."), []);
}

#[test]
fn results_in_other_words() {
    holds("The Herons cruised past the Foxes 101-95.", 3);
    fails("The Foxes cruised past the Herons 101-95.", &[("cruised past", "lost to")]);
    holds("The Foxes fell to the Herons 101-95.", 3);
    fails("The Herons lost to the Foxes.", &[("lost to", "defeated")]);
    fails("The Foxes took a win over the Herons.", &[("Herons", "Foxes")]);
    holds("It was a 101-95 win over the Foxes.", 3);
    fails("The Herons (12-5) took their 13th win of the season.", &[("13th", "")]);
    fails("The Foxes slipped to 9-9 despite shooting 48 percent.", &[("9", "8")]);
    assert_eq!(wrong("The Foxes are coming off a win over the Herons."), []);
    assert_eq!(wrong("The Foxes took their third straight win."), []);
}

#[test]
fn degree_and_venue() {
    fails("The Foxes never trailed.", &[("never trailed", "")]);
    holds("The Herons won at home.", 1);
    fails("The Foxes lost at home.", &[("at home", "")]);
    fails("It was a close game, and the Herons won on the road.", &[("on the road", "")]);
    assert_eq!(wrong("The Foxes had won three straight on the road."), []);
    assert_eq!(wrong("It was a close game. The Herons narrowly won, although it was nearly a rout."), []);
    fails("The Foxes will look to continue their winning ways.", &[("winning", "")]);
    fails("The Herons held the Foxes to 48 percent shooting and forced them to commit 14 turnovers.", &[("14", "13")]);
}
