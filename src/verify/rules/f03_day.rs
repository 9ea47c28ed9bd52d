//! F3: weekday and date are those of the event at its venue.
//!
//! The weekday is computed from the local day, never taken from the text: in measured copy 38% of wrong names are
//! weekdays. Without a proven local day nothing can be said.

use super::{Context, Outcome, StuckOn};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    cx.claims("F3", Some(StuckOn::Day)).outcome("the copy gives no day")
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided};
    use crate::verify::sample;

    #[test]
    fn true_copy_passes_and_the_nearest_false_copy_does_not() {
        let event = sample::spa();
        assert_eq!(faults("F3", &event, &["Hamilton won on Sunday."]), 0, "Hamilton won on Sunday.");
        assert_eq!(faults("F3", &event, &["Hamilton won on Sunday, July 28, 2024."]), 0, "Hamilton won on Sunday, July 28, 2024.");
        assert_eq!(faults("F3", &event, &["Hamilton won Sunday."]), 0, "Hamilton won Sunday.");
        assert_eq!(faults("F3", &event, &["Sunday's Belgian Grand Prix was won by Hamilton."]), 0, "Sunday's Belgian Grand Prix was won by Hamilton.");
        assert_eq!(faults("F3", &event, &["Hamilton won on Saturday."]), 1, "Hamilton won on Saturday.");
        assert_eq!(faults("F3", &event, &["Hamilton won on July 27."]), 1, "Hamilton won on July 27.");
        assert_eq!(faults("F3", &event, &["Hamilton won on Sunday, July 28, 2023."]), 1, "Hamilton won on Sunday, July 28, 2023.");
        assert_eq!(faults("F3", &event, &["Hamilton won in July."]), 1, "Hamilton won in July.");
    }

    #[test]
    fn copy_without_such_a_claim_leaves_it_undecided() {
        assert!(undecided("F3", &sample::spa(), &["Hamilton won."]).is_some());
    }

    #[test]
    fn without_a_local_day_no_day_is_proven() {
        let mut event = sample::spa();
        event.day = None;
        assert_eq!(faults("F3", &event, &["Hamilton won on Sunday."]), 1);
    }
}
