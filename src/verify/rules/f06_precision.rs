//! F6: marks have the unit and the precision of the feed.
//!
//! "1:19:57.6" for 1:19:57.566 is refused, and so is a time under a status: who did not finish has no time.

use super::{Context, Outcome};
use crate::event::Unit;

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let mut tally = cx.claims("F6", None);
    if matches!(cx.event.mark_unit, Some(Unit::Distance | Unit::Points)) {
        let report = |place, span, phrase: &str| cx.unproven(place, span, format!("\"{phrase}\": the marks of this event are no times"));
        for finding in cx.phrases(cx.lexicon.words("of_time"), report).findings {
            tally.check(Some(finding));
        }
    }
    tally.outcome("the copy gives no marks")
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided};
    use crate::verify::sample;

    #[test]
    fn true_copy_passes_and_the_nearest_false_copy_does_not() {
        let event = sample::spa();
        assert_eq!(faults("F6", &event, &["Hamilton won in 1 hour, 19 minutes, 57.566 seconds."]), 0, "Hamilton won in 1 hour, 19 minutes, 57.566 seconds.");
        assert_eq!(faults("F6", &event, &["Hamilton won in 1:19:57.566."]), 0, "Hamilton won in 1:19:57.566.");
        assert_eq!(faults("F6", &event, &["The winning time was 1:19:57.566."]), 0, "The winning time was 1:19:57.566.");
        assert_eq!(faults("F6", &event, &["Hamilton won in 1:19:57.57."]), 1, "Hamilton won in 1:19:57.57.");
        assert_eq!(faults("F6", &event, &["Hamilton won in 1:19:57.567."]), 1, "Hamilton won in 1:19:57.567.");
        assert_eq!(faults("F6", &event, &["Hamilton won in 1 hour, 19 minutes, 58.213 seconds."]), 1, "Hamilton won in 1 hour, 19 minutes, 58.213 seconds.");
        assert_eq!(faults("F6", &event, &["Guanyu Zhou retired in 1:19:57.566."]), 1, "Guanyu Zhou retired in 1:19:57.566.");
    }

    #[test]
    fn a_jump_is_no_time() {
        let mut event = sample::rio();
        assert_eq!(faults("F6", &event, &["Almaz Ayana won in a time of 29:17.45."]), 0);
        event.mark_unit = Some(crate::event::Unit::Distance);
        for mark in event.rows.iter_mut().filter_map(|row| row.mark.as_mut()) {
            *mark = crate::event::Mark { unit: crate::event::Unit::Distance, value: 8_380, decimals: 2 };
        }
        assert_eq!(faults("F6", &event, &["Almaz Ayana won with a mark of 8.38 meters."]), 0);
        assert_eq!(faults("F6", &event, &["Almaz Ayana won in a time of 8.38 meters."]), 1);
        assert_eq!(faults("F6", &event, &["Almaz Ayana clocked 8.38 meters."]), 1);
    }

    #[test]
    fn copy_without_such_a_claim_leaves_it_undecided() {
        assert!(undecided("F6", &sample::spa(), &["Hamilton won."]).is_some());
    }
}
