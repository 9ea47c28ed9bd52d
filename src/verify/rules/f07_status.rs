//! F7: who did not finish, did not start, was lapped or disqualified is never said to have finished.
//!
//! "Zhou finished" is refused when the row has a DNF, and "Alonso retired" when he was classified.

use super::{Context, Outcome};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    cx.claims("F7", None).outcome("the copy speaks of no status")
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided};
    use crate::verify::sample;

    #[test]
    fn true_copy_passes_and_the_nearest_false_copy_does_not() {
        let event = sample::spa();
        assert_eq!(faults("F7", &event, &["Guanyu Zhou retired."]), 0, "Guanyu Zhou retired.");
        assert_eq!(faults("F7", &event, &["George Russell was disqualified."]), 0, "George Russell was disqualified.");
        assert_eq!(faults("F7", &event, &["One car failed to finish: Guanyu Zhou."]), 0, "One car failed to finish: Guanyu Zhou.");
        assert_eq!(faults("F7", &event, &["Lance Stroll was lapped."]), 0, "Lance Stroll was lapped.");
        assert_eq!(faults("F7", &event, &["Fernando Alonso finished on the lead lap."]), 0, "Fernando Alonso finished on the lead lap.");
        assert_eq!(faults("F7", &event, &["Fernando Alonso retired."]), 1, "Fernando Alonso retired.");
        assert_eq!(faults("F7", &event, &["Guanyu Zhou was disqualified."]), 1, "Guanyu Zhou was disqualified.");
        assert_eq!(faults("F7", &event, &["One car failed to finish: George Russell."]), 1, "One car failed to finish: George Russell.");
        assert_eq!(faults("F7", &event, &["Fernando Alonso was lapped."]), 1, "Fernando Alonso was lapped.");
        assert_eq!(faults("F7", &event, &["Lance Stroll finished on the lead lap."]), 1, "Lance Stroll finished on the lead lap.");
        assert_eq!(faults("F7", &event, &["Guanyu Zhou finished."]), 1, "Guanyu Zhou finished.");
    }

    #[test]
    fn also_disqualified_is_disqualified() {
        let event = sample::spa();
        assert_eq!(faults("F7", &event, &["Guanyu Zhou retired and George Russell was also disqualified."]), 0);
        assert_eq!(faults("F7", &event, &["Lance Stroll was also disqualified."]), 1);
    }

    #[test]
    fn who_was_withdrawn_did_not_start_either() {
        let mut event = sample::spa();
        let mut fate = |name: &str, irm| {
            let row = event.rows.iter_mut().find(|row| row.competitor.full() == name).unwrap();
            (row.irm, row.rank, row.mark) = (Some(irm), None, None);
        };
        fate("Guanyu Zhou", crate::event::Irm::Dns);
        fate("Lance Stroll", crate::event::Irm::Withdrawn);
        for right in ["Guanyu Zhou did not start.", "Lance Stroll did not start.", "The non-starters were Guanyu Zhou and Lance Stroll.", "There were two non-starters."] {
            assert_eq!(faults("F7", &event, &[right]), 0, "{right}");
        }
        for wrong in ["The only non-starter was Guanyu Zhou.", "There were three non-starters.", "Fernando Alonso did not start.", "Guanyu Zhou withdrew."] {
            assert_eq!(faults("F7", &event, &[wrong]), 1, "{wrong}");
        }
    }

    #[test]
    fn copy_without_such_a_claim_leaves_it_undecided() {
        assert!(undecided("F7", &sample::spa(), &["Hamilton won."]).is_some());
    }
}
