//! Words about players: counts without a noun, shots, roles, ranks.

use super::{fails, holds, wrong};

#[test]
fn counts_without_a_noun() {
    holds("Tom Alder scored 30 and turned the ball over three times.", 2);
    fails("Tom Alder scored 32 and turned the ball over four times.", &[("32", "30"), ("four", "3")]);
    fails("Carl Cedar blocked three shots.", &[("three", "2")]);
    fails("Ian Iris took five free throws, making six free throws.", &[("six", "4")]);
    holds("Ian Iris needed 22 shots.", 1);
    holds("Gus Gorse sank four threes on seven attempts.", 2);
    fails("Gus Gorse sank four threes on eight attempts.", &[("eight", "7")]);
    for text in
        ["The Herons scored 12 straight to open the game.", "Tom Alder scored 12 in the first half.", "Fir scored 3 of 4 from deep late."]
    {
        assert!(wrong(text).iter().all(|(word, _)| word != "12" && word != "3"), "{text}");
    }
}

#[test]
fn shots_in_other_words() {
    holds("Tom Alder made 11 of his 20 shots.", 2);
    fails("Tom Alder made 11 of his 21 shots.", &[("21", "20")]);
    holds("Tom Alder missed nine of his 20 shots.", 2);
    fails("Tom Alder missed eight of his 20 shots.", &[("eight", "9")]);
    holds("Ed Elm missed all three of his three-point attempts.", 1);
    fails("Ed Elm missed all four of his three-point attempts.", &[("four", "3")]);
    holds("Ben Birch hit all four of his free throws.", 1);
    holds("The Herons outshot the Foxes 50 percent to 48 percent.", 3);
    fails("The Herons outshot the Foxes 50 percent to 46 percent.", &[("46", "48")]);
    holds("Fir and Gorse combined to go 12-of-21 from the field.", 2);
    assert_eq!(wrong("Tom Alder scored 17 of his 30 points from the line."), []);
}

#[test]
fn roles_and_sides() {
    fails("Finn Fir had 18 points as a starter.", &[("as a starter", "")]);
    holds("Tom Alder had 30 points as a starter.", 2);
    fails("Carl Cedar fouled out.", &[("fouled out", "")]);
    holds("Hal Hazel was scoreless.", 1);
    fails("Ed Elm went scoreless.", &[("went scoreless", "")]);
    fails("The Foxes' Tom Alder had 30 points.", &[("Foxes", "Herons")]);
    fails("Foxes guard Ben Birch had 21 points.", &[("Foxes", "Herons")]);
    holds("Herons guard Ben Birch had 21 points.", 1);
    fails("Finn Fir paced the Herons starters with 18 points.", &[("paced", ""), ("starters", "")]);
    assert_eq!(wrong("The Foxes, Tom Alder said, were good."), []);
}

#[test]
fn ranks_and_near_misses() {
    holds("Ben Birch was the Herons' second-leading scorer with 21 points.", 2);
    fails("Ben Birch was the Herons' third-leading scorer with 21 points.", &[("third", "")]);
    holds("Carl Cedar finished one rebound shy of a double-digit night.", 0);
    holds("Tom Alder led all scorers with 30 points.", 2);
    fails("Ian Iris led all scorers with 27 points.", &[("led all scorers", "")]);
    holds("Seven Herons played and four Herons finished in double figures.", 1);
    fails("Five Herons finished in double figures.", &[("Five", "4")]);
    fails("No Foxes starter scored in double figures.", &[("No", "")]);
    holds("Ian Iris had a season-high 27 points.", 1);
    fails("Ian Iris had a season-high 29 points.", &[("29", "27")]);
    fails("Ken Kapok finished two points shy of a double-double.", &[("two points", "")]);
}

#[test]
fn names_beside_figures() {
    holds("Tom Alder (30 points, 12 rebounds) and Ben Birch (21 points, four rebounds) played 38 and 36 minutes, respectively.", 6);
    fails("Tom Alder (21 points) and Ben Birch (21 points) played 38 and 37 minutes, respectively.", &[("21", "30"), ("37", "36")]);
    fails("Fir and Gorse had 18 and 15 points respectively.", &[("15", "14")]);
    fails("Tom Alder did it all. The forward had 31 points.", &[("31", "30")]);
    fails("Tom Alder did it all. The team shot 51 percent from the field.", &[("51", "50")]);
    fails("Tom Alder was the Foxes' leading man, Ben Birch the Foxes' second-leading scorer with 21 points.", &[("Foxes", "Herons")]);
}

#[test]
fn words_for_how_somebody_shot() {
    fails("Ed Elm was efficient, going 2-of-7 from the field.", &[("efficient", "")]);
    fails("Ken Kapok struggled from the field, going 5-of-8.", &[("struggled from the field", "")]);
    holds("Ken Kapok was efficient, going 5-of-8 from the field.", 2);
    holds("Ed Elm was not efficient, going 2-of-7 from the field.", 2);
    holds("Ben Birch struggled from the field, going 8-of-17.", 2);
    holds("Ed Elm played an efficient 24 minutes.", 1);
}
