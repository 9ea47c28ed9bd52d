//! C4: an edition for an athlete, a nation or a team names it in the first 60 words.

use super::{Context, Outcome, Place, Tally, warning};
use crate::event::Row;
use crate::verify::Angle;
use crate::verify::evaluate::Val;

const FIRST_WORDS: usize = 60;

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let Some(angle) = &cx.copy.angle else { return Outcome::Undecided("the edition has no angle".to_owned()) };
    let belongs = |row: &Row| match angle {
        Angle::Competitor(id) => row.competitor.id() == id,
        Angle::Nation(code) => row.nation.as_ref().is_some_and(|nation| nation.code == *code),
        Angle::Team(id) => row.team.as_ref().is_some_and(|team| team.id == *id),
    };
    let mut words = 0;
    let mut named = false;
    for reading in cx.body() {
        let inside = |at: usize| words + reading.tokens.iter().take(at).filter(|token| token.is_word()).count() < FIRST_WORDS;
        named |= reading.mentions.iter().any(|mention| inside(mention.tokens.start) && cx.event.rows.get(mention.row).is_some_and(belongs));
        let code = |value: &Val| matches!((value, angle), (Val::Text(text), Angle::Nation(code)) if text == code);
        named |= words < FIRST_WORDS && reading.claims.iter().any(|claim| claim.roles.values().any(code));
        words += reading.tokens.iter().filter(|token| token.is_word()).count();
    }
    let mut tally = Tally::default();
    tally.check((!named).then(|| warning(Place::Whole, 0..0, "the first 60 words name nobody of the side that the edition is for")));
    tally.outcome("")
}

#[cfg(test)]
mod tests {
    use super::super::bench::verdict;
    use crate::verify::{Angle, Copy, sample};

    #[test]
    fn the_side_of_an_edition_is_named_early() {
        let mut copy = Copy::of(&[&["Hamilton beat Piastri."]]);
        assert!(verdict(&copy, &sample::spa()).undecided.contains_key("C4"));
        copy.angle = Some(Angle::Nation("AUS".into()));
        assert_eq!(verdict(&copy, &sample::spa()).of("C4").count(), 0);
        copy.angle = Some(Angle::Competitor("leclerc".into()));
        assert_eq!(verdict(&copy, &sample::spa()).of("C4").count(), 1);
        copy.angle = Some(Angle::Team("mclaren".into()));
        assert_eq!(verdict(&copy, &sample::spa()).of("C4").count(), 0);
    }
}
