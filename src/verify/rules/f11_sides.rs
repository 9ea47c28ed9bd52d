//! F11: the team and the nation given for a name are those of its row.
//!
//! "Ferrari's Lewis Hamilton" is refused although both names are in the event.

use super::{Context, Outcome};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    cx.claims("F11", None).outcome("the copy gives no team and no nation")
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided};
    use crate::verify::sample;

    #[test]
    fn true_copy_passes_and_the_nearest_false_copy_does_not() {
        let event = sample::spa();
        assert_eq!(faults("F11", &event, &["Mercedes' Lewis Hamilton won."]), 0, "Mercedes' Lewis Hamilton won.");
        assert_eq!(faults("F11", &event, &["Oscar Piastri of McLaren was second."]), 0, "Oscar Piastri of McLaren was second.");
        assert_eq!(faults("F11", &event, &["Great Britain's Hamilton won."]), 0, "Great Britain's Hamilton won.");
        assert_eq!(faults("F11", &event, &["Hamilton, the Mercedes driver, won."]), 0, "Hamilton, the Mercedes driver, won.");
        assert_eq!(faults("F11", &event, &["Ferrari's Lewis Hamilton won."]), 1, "Ferrari's Lewis Hamilton won.");
        assert_eq!(faults("F11", &event, &["Oscar Piastri of Mercedes was second."]), 1, "Oscar Piastri of Mercedes was second.");
        assert_eq!(faults("F11", &event, &["Spain's Hamilton won."]), 1, "Spain's Hamilton won.");
        assert_eq!(faults("F11", &event, &["Hamilton, the Ferrari driver, won."]), 1, "Hamilton, the Ferrari driver, won.");
    }

    #[test]
    fn copy_without_such_a_claim_leaves_it_undecided() {
        assert!(undecided("F11", &sample::spa(), &["Hamilton won."]).is_some());
    }
}
