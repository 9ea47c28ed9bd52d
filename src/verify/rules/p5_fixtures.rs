//! P5: copy from a fixture or a test message carries a mark and is withheld.
//!
//! A training story once went out on the wire: "UCLA upsets Oregon", before the season began.

use super::{Context, Outcome, Place, Tally, error};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let mut tally = Tally::default();
    let test = cx.copy.fixture || cx.event.test;
    tally.check((test && cx.copy.usable).then(|| error(Place::Whole, 0..0, "copy from a test is marked as usable")));
    tally.check((test && !cx.copy.watermark).then(|| error(Place::Whole, 0..0, "copy from a test does not carry the mark of one")));
    tally.check((!test && cx.copy.watermark).then(|| error(Place::Whole, 0..0, "copy from a real event carries the mark of a test")));
    tally.outcome("")
}

#[cfg(test)]
mod tests {
    use super::super::bench::verdict;
    use crate::verify::{Copy, sample};

    #[test]
    fn tests_are_marked_and_withheld() {
        let faults = |fixture, usable, watermark, test| {
            let mut event = sample::spa();
            event.test = test;
            let copy = Copy { fixture, usable, watermark, ..Copy::of(&[&["Hamilton won."]]) };
            verdict(&copy, &event).of("P5").count()
        };
        assert_eq!(faults(false, true, false, false), 0);
        assert_eq!(faults(true, false, true, false), 0);
        assert_eq!(faults(true, true, true, false), 1);
        assert_eq!(faults(false, false, false, true), 1);
        assert_eq!(faults(false, true, true, false), 1);
    }
}
