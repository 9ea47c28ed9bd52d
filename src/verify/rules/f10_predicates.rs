//! F10: words that judge or compare (only, edged, dominated, from pole, climbed, one-two) are true by definition.
//!
//! Each has a definition and limits in the lexicon; a word that the lexicon does not have is refused, and so is "not"
//! where no pattern owns it.

use super::{Context, Outcome, StuckOn};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    cx.claims("F10", Some(StuckOn::Word)).outcome("the copy has no words of judgement")
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided};
    use crate::event::{Attempt, Event, Mark, Sport, Unit};
    use crate::verify::sample;

    #[test]
    fn true_copy_passes_and_the_nearest_false_copy_does_not() {
        let event = sample::spa();
        assert_eq!(faults("F10", &event, &["Hamilton edged Piastri."]), 0, "Hamilton edged Piastri.");
        assert_eq!(faults("F10", &event, &["Max Verstappen climbed seven places, from 11th to fourth."]), 0, "Max Verstappen climbed seven places, from 11th to fourth.");
        assert_eq!(faults("F10", &event, &["Starting third, Hamilton won."]), 0, "Starting third, Hamilton won.");
        assert_eq!(faults("F10", &event, &["Leclerc, the pole-sitter, was third."]), 0, "Leclerc, the pole-sitter, was third.");
        assert_eq!(faults("F10", &event, &["Hamilton won by just 0.647 seconds from Piastri."]), 0, "below a second");
        assert_eq!(faults("F10", &event, &["The margin was just 0.647 seconds."]), 0, "below a second");
        let mut wide = event.clone();
        wide.rows[0].mark = wide.rows[0].mark.map(|mark| Mark { value: mark.value - 5_000, ..mark });
        assert_eq!(faults("F10", &wide, &["Hamilton won by just 5.647 seconds from Piastri."]), 1, "five seconds are not just");
        assert_eq!(faults("F10", &wide, &["The margin was just 5.647 seconds."]), 1, "five seconds are not just");
        assert_eq!(faults("F10", &event, &["Hamilton dominated the race."]), 1, "Hamilton dominated the race.");
        assert_eq!(faults("F10", &event, &["Max Verstappen climbed seven places, from 12th to fourth."]), 1, "Max Verstappen climbed seven places, from 12th to fourth.");
        assert_eq!(faults("F10", &event, &["Starting second, Hamilton won."]), 1, "Starting second, Hamilton won.");
        assert_eq!(faults("F10", &event, &["Piastri, the pole-sitter, was second."]), 1, "Piastri, the pole-sitter, was second.");
        assert_eq!(faults("F10", &event, &["Only nine of the 11 starters finished."]), 1, "Only nine of the 11 starters finished.");
        assert_eq!(faults("F10", &event, &["Hamilton did not win."]), 1, "Hamilton did not win.");
        assert_eq!(faults("F10", &event, &["Hamilton won brilliantly."]), 1, "Hamilton won brilliantly.");
    }

    #[test]
    fn who_came_with_the_best_of_the_season_is_checked_with_the_mark() {
        let mut event = sample::rio();
        event.context.start_list = sample::start_list(&event, &[1_770_000, 1_760_250, 1_765_500]);
        for (copy, due) in [
            ("Vivian Cheruiyot had come in with the fastest time of the field this year, 29 minutes, 20.25 seconds.", 0),
            ("Vivian Cheruiyot, who had arrived with the best mark of the field this season, 29 minutes, 20.25 seconds, was second.", 0),
            ("Vivian Cheruiyot had come in with the fastest time of the field this year, 29 minutes, 20.26 seconds.", 1),
            ("Almaz Ayana had gone into the race with the fastest time of the field this season, 29 minutes, 20.25 seconds.", 1),
            ("Tirunesh Dibaba had come in with the best mark of the field this year, 29 minutes, 25.50 seconds.", 1),
            // Somebody was faster in the race itself.
            ("Vivian Cheruiyot was the fastest of the field this year, 29 minutes, 20.25 seconds.", 1),
        ] {
            assert_eq!(faults("F10", &event, &[copy]), due, "{copy}");
        }
    }

    fn hammer() -> Event {
        let mut event = sample::rio();
        event.sport = Sport::Field;
        "women's hammer final".clone_into(&mut event.name);
        event
    }

    fn metres(value: i64) -> Mark {
        Mark { unit: Unit::Distance, value, decimals: 2 }
    }

    #[test]
    fn equal_bests_decided_by_second_bests_are_checked() {
        let mut event = hammer();
        for (row, second) in event.rows.iter_mut().zip([73_660, 73_350]) {
            row.mark = Some(metres(74_200));
            let attempt = |(number, mark)| Attempt { number, mark: Some(metres(mark)), raw: String::new() };
            row.attempts = [(1, second), (2, 74_200)].map(attempt).to_vec();
        }
        for (copy, due) in [
            ("Ayana beat Cheruiyot on second-best throws, 73.66 meters to 73.35 meters.", 0),
            ("Ayana finished level with Cheruiyot and won on second-best throws, 73.66 meters to 73.35 meters.", 0),
            ("Ayana beat Cheruiyot on second-best throws, 73.66 meters to 73.36 meters.", 1),
            ("Ayana beat Cheruiyot on second-best jumps, 73.66 meters to 73.35 meters.", 1),
            ("Cheruiyot beat Ayana on second-best throws, 73.35 meters to 73.66 meters.", 1),
        ] {
            assert_eq!(faults("F10", &event, &[copy]), due, "{copy}");
        }
    }

    #[test]
    fn the_last_round_is_the_last_of_anybody() {
        let mut event = hammer();
        let attempts = |marks: &[i64]| {
            let attempt = |(number, mark): (u32, &i64)| Attempt { number, mark: Some(metres(*mark)), raw: String::new() };
            (1..).zip(marks).map(attempt).collect::<Vec<_>>()
        };
        event.rows.truncate(2);
        for (row, marks) in event.rows.iter_mut().zip([[70_000, 71_000, 74_000], [73_000, 72_000, 70_000]]) {
            row.mark = marks.iter().max().map(|mark| metres(*mark));
            row.attempts = attempts(&marks);
        }
        let mut longer = event.clone();
        longer.rows[1].attempts = attempts(&[73_000, 72_000, 70_000, 69_000]);
        for copy in [
            "Ayana took the lead from Cheruiyot in the final round.",
            "Cheruiyot led until the last round, when Ayana took over.",
            "Ayana's winning throw came in the final round.",
            "Ayana's best throw came in the final round.",
            "The winning throw came in the last round.",
        ] {
            let rule = if copy.contains("throw") { "F8" } else { "F10" };
            assert_eq!(faults(rule, &event, &[copy]), 0, "{copy}");
            assert_eq!(faults(rule, &longer, &[copy]), 1, "{copy}");
        }
        assert_eq!(faults("F10", &event, &["Cheruiyot took the lead from Ayana in the final round."]), 1);
        assert_eq!(faults("F8", &event, &["Cheruiyot's best throw came in the first round."]), 0, "she did not win");
        assert_eq!(faults("F8", &event, &["Cheruiyot threw 73.00 meters in the final round."]), 1);
    }

    #[test]
    fn copy_without_such_a_claim_leaves_it_undecided() {
        assert!(undecided("F10", &sample::spa(), &["Hamilton won."]).is_some());
    }
}
