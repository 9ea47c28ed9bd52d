//! F13: no cause and no order of cause unless a pattern owns it.
//!
//! Results say what, not why. "after X was disqualified" passes only where the disqualified row has the better mark.

use super::{Context, Outcome, StuckOn};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    cx.claims("F13", Some(StuckOn::Cause)).outcome("the copy claims no cause")
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided};
    use crate::verify::sample;

    #[test]
    fn true_copy_passes_and_the_nearest_false_copy_does_not() {
        let event = sample::relay();
        assert_eq!(faults("F13", &event, &["Canada was third after the United States was disqualified."]), 0, "Canada was third after the United States was disqualified.");
        assert_eq!(faults("F13", &event, &["Jamaica won after the United States was disqualified."]), 1, "Jamaica won after the United States was disqualified.");
        assert_eq!(faults("F13", &event, &["Jamaica won because of better changeovers."]), 1, "Jamaica won because of better changeovers.");
    }

    #[test]
    fn copy_without_such_a_claim_leaves_it_undecided() {
        assert!(undecided("F13", &sample::relay(), &["Jamaica won."]).is_some());
    }

    #[test]
    fn a_race_without_the_mark_of_the_disqualified_licenses_no_after() {
        assert_eq!(faults("F13", &sample::spa(), &["Hamilton won after George Russell was disqualified."]), 1);
    }
}
