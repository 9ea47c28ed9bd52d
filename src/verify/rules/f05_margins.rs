//! F5: a margin is the difference of the marks, to the last digit, between the two that it is said of.
//!
//! "beating Piastri by 0.647 seconds" is computed from both rows; one thousandth more or less is refused, and so is the
//! right number between the wrong two.

use super::{Context, Outcome};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    cx.claims("F5", None).outcome("the copy gives no margins")
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided};
    use crate::verify::sample;

    #[test]
    fn true_copy_passes_and_the_nearest_false_copy_does_not() {
        let event = sample::spa();
        assert_eq!(faults("F5", &event, &["Hamilton beat Piastri by 0.647 seconds."]), 0, "Hamilton beat Piastri by 0.647 seconds.");
        assert_eq!(faults("F5", &event, &["Leclerc was third, 8.023 seconds behind the winner."]), 0, "Leclerc was third, 8.023 seconds behind the winner.");
        assert_eq!(faults("F5", &event, &["Lance Stroll finished ninth, a lap down."]), 0, "Lance Stroll finished ninth, a lap down.");
        assert_eq!(faults("F5", &event, &["Hamilton won by 0.647 seconds."]), 0, "Hamilton won by 0.647 seconds.");
        assert_eq!(faults("F5", &event, &["Hamilton beat Piastri by 0.646 seconds."]), 1, "Hamilton beat Piastri by 0.646 seconds.");
        assert_eq!(faults("F5", &event, &["Hamilton beat Piastri by 0.648 seconds."]), 1, "Hamilton beat Piastri by 0.648 seconds.");
        assert_eq!(faults("F5", &event, &["Hamilton beat Leclerc by 0.647 seconds."]), 1, "Hamilton beat Leclerc by 0.647 seconds.");
        assert_eq!(faults("F5", &event, &["Leclerc was third, 8.023 seconds behind Piastri."]), 1, "Leclerc was third, 8.023 seconds behind Piastri.");
        assert_eq!(faults("F5", &event, &["Lance Stroll finished ninth, two laps down."]), 1, "Lance Stroll finished ninth, two laps down.");
        assert_eq!(faults("F5", &event, &["Hamilton beat Piastri by 0.65 seconds."]), 1, "Hamilton beat Piastri by 0.65 seconds.");
    }

    #[test]
    fn who_missed_the_podium_and_by_how_much_is_checked() {
        let event = sample::spa();
        let wrong = |copy: &str| faults("F5", &event, &[copy]);
        for copy in [
            "Max Verstappen missed the podium by 0.677 seconds.",
            "Max Verstappen was fourth, missing a place on the podium by 0.677 seconds.",
            "Hamilton finished in 1 hour, 19 minutes, 57.566 seconds to beat Piastri by 0.647 seconds.",
        ] {
            assert_eq!(wrong(copy), 0, "{copy}");
        }
        for copy in [
            "Max Verstappen missed the podium by 0.676 seconds.",
            "Lando Norris missed the podium by 0.677 seconds.",
            "Hamilton finished in 1 hour, 19 minutes, 57.566 seconds to beat Piastri by 0.648 seconds.",
        ] {
            assert_eq!(wrong(copy), 1, "{copy}");
        }
    }

    #[test]
    fn copy_without_such_a_claim_leaves_it_undecided() {
        assert!(undecided("F5", &sample::spa(), &["Hamilton won."]).is_some());
    }
}
