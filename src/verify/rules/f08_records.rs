//! F8: record words, fastest laps and wind need the feed's flag.
//!
//! A world record needs WR, unequalled and confirmed; a record that is still to be ratified must say so.

use super::{Context, Outcome};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    cx.claims("F8", None).outcome("the copy claims no record")
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided};
    use crate::verify::sample;

    #[test]
    fn true_copy_passes_and_the_nearest_false_copy_does_not() {
        let event = sample::rio();
        assert_eq!(faults("F8", &event, &["Almaz Ayana won in 29 minutes, 17.45 seconds, a world record."]), 0, "Almaz Ayana won in 29 minutes, 17.45 seconds, a world record.");
        assert_eq!(faults("F8", &event, &["Almaz Ayana broke the Olympic record."]), 0, "Almaz Ayana broke the Olympic record.");
        assert_eq!(faults("F8", &event, &["Vivian Cheruiyot was second in a personal best."]), 0, "Vivian Cheruiyot was second in a personal best.");
        assert_eq!(faults("F8", &event, &["Molly Huddle was sixth in a national record, subject to ratification."]), 0, "Molly Huddle was sixth in a national record, subject to ratification.");
        assert_eq!(faults("F8", &event, &["Vivian Cheruiyot was second in 29:32.53, a world record."]), 1, "Vivian Cheruiyot was second in 29:32.53, a world record.");
        assert_eq!(faults("F8", &event, &["Almaz Ayana equalled the world record."]), 1, "Almaz Ayana equalled the world record.");
        assert_eq!(faults("F8", &event, &["Almaz Ayana set a world record, subject to ratification."]), 1, "it is confirmed");
        assert_eq!(faults("F8", &event, &["Molly Huddle was sixth in a national record."]), 1, "Molly Huddle was sixth in a national record.");
        assert_eq!(faults("F8", &event, &["Almaz Ayana set a championship record."]), 1, "Almaz Ayana set a championship record.");
    }

    #[test]
    fn copy_without_such_a_claim_leaves_it_undecided() {
        assert!(undecided("F8", &sample::rio(), &["Almaz Ayana won."]).is_some());
    }

    #[test]
    fn two_national_records_in_one_sentence_are_two_claims() {
        let mut event = sample::rio();
        for (row, value) in event.rows.iter_mut().skip(3).zip([1_806_530, 1_807_780]) {
            row.mark = Some(crate::event::Mark::time(value, 2));
            let flag = |confirmed| crate::event::RecordFlag { code: "NR".to_owned(), equalled: false, confirmed };
            row.records = vec![flag(true)];
        }
        let name = |at: usize| event.rows[at].competitor.full();
        let (first, second) = (name(3), name(4));
        let (right, other) = ("30 minutes, 6.53 seconds", "30 minutes, 7.78 seconds");
        let of = |mark: &str, theirs: &str| format!("{first} ran {mark} and {second} {theirs}, both national records.");
        assert_eq!(faults("F8", &event, &[&of(right, other)]), 0);
        assert_eq!(faults("F8", &event, &[&of(right, "30 minutes, 7.79 seconds")]), 1);
        assert_eq!(faults("F8", &event, &[&of("30 minutes, 6.52 seconds", other)]), 1);
        assert_eq!(faults("F8", &event, &[&format!("{first} set a national record of {right} and {second} one of {other}.")]), 0);
        let third = name(2);
        assert_eq!(faults("F8", &event, &[&format!("{third} set a national record of 29 minutes, 42.56 seconds and {second} one of {other}.")]), 1);
    }

    #[test]
    fn the_fastest_lap_belongs_to_who_set_it_with_its_time_and_number() {
        let event = sample::spa();
        assert_eq!(faults("F8", &event, &["Sergio Pérez set the fastest lap, 1:44.701, on lap 44."]), 0);
        assert_eq!(faults("F8", &event, &["Sergio Pérez set the fastest lap, 1:44.701, on lap 43."]), 1);
        assert_eq!(faults("F8", &event, &["Sergio Pérez set the fastest lap, 1:44.702, on lap 44."]), 1);
        assert_eq!(faults("F8", &event, &["Hamilton set the fastest lap."]), 1);
    }
}
