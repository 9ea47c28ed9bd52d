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
    use crate::event::NationMedals;
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
    fn a_medal_is_counted_by_the_table_after_the_event() {
        let mut event = sample::rio();
        assert_eq!(faults("F9", &event, &["Ayana won Ethiopia's second gold medal of the Games."]), 1, "there is no table");
        let line = |code: &str, gold, total| NationMedals { nation: code.to_owned(), gold, total, cells: Vec::new() };
        event.context.medals = vec![line("ETH", 2, 5), line("KEN", 1, 4)];
        for good in [
            "Ayana won Ethiopia's second gold medal of the Games.",
            "It was Ethiopia's second gold of the Games.",
            "The victory gave Ethiopia its second gold medal of the Games.",
            "Cheruiyot gave Kenya its fourth medal of the Games.",
            "Kenya's fourth medal of the Games went to Cheruiyot.",
        ] {
            assert_eq!(faults("F9", &event, &[good]), 0, "{good}");
        }
        for bad in [
            "Ayana won Ethiopia's third gold medal of the Games.",
            "Ayana won Ethiopia's first gold medal of the Games.",
            "It was Ethiopia's fifth gold of the Games.",
            "Ayana gave Ethiopia its fifth medal of the Games.",
            "Ayana gave Kenya its fourth medal of the Games.",
            "Saina won Kenya's fourth medal of the Games.",
            "Cheruiyot won Kenya's first gold medal of the Games.",
            "Kenya's first medal of the Games went to Cheruiyot.",
        ] {
            assert_eq!(faults("F9", &event, &[bad]), 1, "{bad}");
        }
    }

    #[test]
    fn copy_without_such_a_claim_leaves_it_undecided() {
        assert!(undecided("F9", &sample::spa(), &["Hamilton won."]).is_some());
    }
}
