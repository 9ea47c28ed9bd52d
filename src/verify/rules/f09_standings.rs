//! F9: ranks and leads in a championship are computed from the standings that were given.
//!
//! "leads the standings by 78 points" needs the line of the leader and of the second.

use super::{Context, Outcome};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    cx.claims("F9", None).outcome("the copy speaks of no standings")
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided};
    use crate::verify::sample;

    #[test]
    fn true_copy_passes_and_the_nearest_false_copy_does_not() {
        let event = sample::spa();
        assert_eq!(faults("F9", &event, &["Verstappen leads the championship with 277 points."]), 0, "Verstappen leads the championship with 277 points.");
        assert_eq!(faults("F9", &event, &["Verstappen leads the championship by 78 points from Norris."]), 0, "Verstappen leads the championship by 78 points from Norris.");
        assert_eq!(faults("F9", &event, &["Hamilton is sixth in the standings on 150 points."]), 0, "Hamilton is sixth in the standings on 150 points.");
        assert_eq!(faults("F9", &event, &["Verstappen leads the championship with 276 points."]), 1, "Verstappen leads the championship with 276 points.");
        assert_eq!(faults("F9", &event, &["Verstappen leads the championship by 77 points."]), 1, "Verstappen leads the championship by 77 points.");
        assert_eq!(faults("F9", &event, &["Hamilton leads the championship."]), 1, "Hamilton leads the championship.");
        assert_eq!(faults("F9", &event, &["Verstappen leads the championship by 78 points from Hamilton."]), 1, "Verstappen leads the championship by 78 points from Hamilton.");
        assert_eq!(faults("F9", &event, &["George Russell is third in the standings."]), 1, "George Russell is third in the standings.");
    }

    #[test]
    fn copy_without_such_a_claim_leaves_it_undecided() {
        assert!(undecided("F9", &sample::spa(), &["Hamilton won."]).is_some());
    }
}
