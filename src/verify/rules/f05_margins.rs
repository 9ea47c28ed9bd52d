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

    fn tells_apart(event: &crate::event::Event, right: &[&str], wrong: &[&str]) {
        for (copies, due) in [(right, 0), (wrong, 1)] {
            for copy in copies {
                assert_eq!(faults("F5", event, &[*copy]), due, "{copy}");
            }
        }
    }

    #[test]
    fn who_missed_the_podium_and_by_how_much_is_checked() {
        let right = [
            "Max Verstappen missed the podium by 0.677 seconds.",
            "Max Verstappen was fourth, missing a place on the podium by 0.677 seconds.",
            "Hamilton finished in 1 hour, 19 minutes, 57.566 seconds to beat Piastri by 0.647 seconds.",
        ];
        let wrong = [
            "Max Verstappen missed the podium by 0.676 seconds.",
            "Lando Norris missed the podium by 0.677 seconds.",
            "Hamilton finished in 1 hour, 19 minutes, 57.566 seconds to beat Piastri by 0.648 seconds.",
        ];
        tells_apart(&sample::spa(), &right, &wrong);
    }

    #[test]
    fn the_podium_may_end_with_two_who_share_its_last_place() {
        let shared = |event: &mut crate::event::Event| {
            let mark = event.rows[1].mark;
            event.rows[2].mark = mark;
            event.rows[1..3].iter_mut().for_each(|row| (row.rank, row.tied) = (Some(2), true));
        };
        let mut event = sample::rio();
        let wrong = |event: &crate::event::Event, copy: &str| faults("F5", event, &[copy]);
        assert_eq!(wrong(&event, "Alice Nawowuna missed the podium by 10.95 seconds."), 0);
        assert_eq!(wrong(&event, "Alice Nawowuna missed bronze by 10.95 seconds."), 0);
        assert_eq!(wrong(&event, "Betsy Saina missed the podium by 25.22 seconds."), 0, "the fifth missed it too");
        assert_eq!(wrong(&event, "Tirunesh Dibaba missed the podium by 10.03 seconds."), 1, "she was on it");
        shared(&mut event);
        assert_eq!(wrong(&event, "Alice Nawowuna missed the podium by 20.98 seconds."), 0);
        assert_eq!(wrong(&event, "Alice Nawowuna missed the podium by 10.95 seconds."), 1);
        assert_eq!(wrong(&event, "Alice Nawowuna missed a medal by 20.98 seconds."), 0);
        assert_eq!(wrong(&event, "Alice Nawowuna missed bronze by 20.98 seconds."), 1, "nobody won bronze");
    }

    #[test]
    fn who_had_the_same_time_as_another_is_checked_with_the_place() {
        let mut event = sample::rio();
        event.rows[3].mark = event.rows[2].mark;
        let right = [
            "Alice Nawowuna was fourth in the same time as Dibaba.",
            "Alice Nawowuna had the same time as Tirunesh Dibaba.",
            "Tirunesh Dibaba was third in the same time as Nawowuna.",
        ];
        let wrong = ["Betsy Saina had the same time as Dibaba.", "Alice Nawowuna was fifth in the same time as Dibaba."];
        tells_apart(&event, &right, &wrong);
    }

    #[test]
    fn copy_without_such_a_claim_leaves_it_undecided() {
        assert!(undecided("F5", &sample::spa(), &["Hamilton won."]).is_some());
    }
}
