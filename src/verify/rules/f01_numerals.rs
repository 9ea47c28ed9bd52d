//! F1: every number is a number of the event.
//!
//! Counts, laps, stops and points are recomputed from the rows; a number that no pattern reads is refused. Misread
//! numbers are the commonest error of generated sports copy. "Nine of the 11 starters finished" is refused when ten did.

use super::{Context, Outcome, StuckOn};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    cx.claims("F1", Some(StuckOn::Number)).outcome("the copy has no numbers of this kind")
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided};
    use crate::verify::sample;

    #[test]
    fn true_copy_passes_and_the_nearest_false_copy_does_not() {
        let event = sample::spa();
        assert_eq!(faults("F1", &event, &["Nine of the 11 starters finished."]), 0, "Nine of the 11 starters finished.");
        assert_eq!(faults("F1", &event, &["Hamilton made two pit stops."]), 0, "Hamilton made two pit stops.");
        assert_eq!(faults("F1", &event, &["The race was held over 44 laps."]), 0, "The race was held over 44 laps.");
        assert_eq!(faults("F1", &event, &["Eight of the 11 starters finished."]), 1, "Eight of the 11 starters finished.");
        assert_eq!(faults("F1", &event, &["Nine of the 12 starters finished."]), 1, "Nine of the 12 starters finished.");
        assert_eq!(faults("F1", &event, &["Hamilton made three pit stops."]), 1, "Hamilton made three pit stops.");
        assert_eq!(faults("F1", &event, &["The race was held over 43 laps."]), 1, "The race was held over 43 laps.");
        assert_eq!(faults("F1", &event, &["Hamilton won 17 trophies."]), 1, "Hamilton won 17 trophies.");
    }

    #[test]
    fn copy_without_such_a_claim_leaves_it_undecided() {
        assert!(undecided("F1", &sample::spa(), &["Hamilton won."]).is_some());
    }
}
