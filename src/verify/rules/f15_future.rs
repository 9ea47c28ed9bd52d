//! F15: the future comes only from a schedule: the next round and its day.
//!
//! "The next race is in Hungary" is refused: it was in no cell.

use super::{Context, Outcome, StuckOn, error};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let words = cx.phrases(&cx.style.words.future, |place, span, word| {
        error(place, span, format!("\"{word}\" speaks of the future, for which there is no schedule"))
    });
    if !words.findings.is_empty() {
        return words.outcome("");
    }
    cx.claims("F15", Some(StuckOn::Future)).outcome("the copy says nothing of the future")
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided};
    use crate::event::{NextEvent, NextRound, Round};
    use crate::verify::sample;

    #[test]
    fn a_word_of_a_name_is_no_future() {
        let mut event = sample::spa();
        if let Some(crate::event::Competitor::Athlete(person)) = event.rows.first_mut().map(|row| &mut row.competitor) {
            person.full = "Will Claye".to_owned();
            person.family = "Claye".to_owned();
        }
        assert!(undecided("F15", &event, &["Will Claye won."]).is_some());
        assert_eq!(faults("F15", &event, &["Will Claye will race in Hungary."]), 1);
    }

    #[test]
    fn the_next_round_is_that_of_the_schedule_on_its_day() {
        let mut event = sample::spa();
        assert_eq!(faults("F15", &event, &["The final is on Wednesday."]), 1, "there is no schedule");
        let day = crate::event::LocalDay { year: 2024, month: 7, day: 31 };
        event.context.next_round = Some(NextRound { round: Round::Final, day, cells: Vec::new() });
        for text in ["The final is on Wednesday.", "The final takes place on Wednesday, July 31.", "Next comes the final on Wednesday."] {
            assert_eq!(faults("F15", &event, &[text]), 0, "{text}");
        }
        for text in ["The final is on Thursday.", "The semifinals are on Wednesday.", "The final follows on Sunday.", "The final is on August 31."] {
            assert_eq!(faults("F15", &event, &[text]), 1, "{text}");
        }
    }

    #[test]
    fn the_next_event_is_that_of_the_calendar_on_its_day() {
        let mut event = sample::spa();
        let copy = "The season continues with the Dutch Grand Prix on Aug. 25.";
        assert!(faults("F2", &event, &[copy]) > 0, "there is no calendar");
        let day = crate::event::LocalDay { year: 2024, month: 8, day: 25 };
        event.context.next_event = Some(NextEvent { name: "Dutch Grand Prix".to_owned(), day, cells: Vec::new() });
        for text in [copy, "Next is the Dutch Grand Prix on August 25.", "The Dutch Grand Prix follows on Aug. 25."] {
            assert_eq!(faults("F15", &event, &[text]), 0, "{text}");
        }
        for text in ["The season continues with the Dutch Grand Prix on Aug. 26.", "Next comes the Dutch Grand Prix on Sept. 1."] {
            assert_eq!(faults("F15", &event, &[text]), 1, "{text}");
        }
        assert_eq!(faults("F15", &event, &["The Dutch Grand Prix follows on Sunday."]), 1, "four weeks later");
        event.day = Some(crate::event::LocalDay { day: 18, month: 8, ..day });
        assert_eq!(faults("F15", &event, &["The Dutch Grand Prix follows on Sunday."]), 0, "the next Sunday");
        assert!(faults("F2", &event, &["Next comes the Italian Grand Prix on Aug. 25."]) > 0);
    }

    #[test]
    fn a_future_event_is_refused() {
        assert_eq!(faults("F15", &sample::spa(), &["Hamilton will race in Hungary."]), 1);
        assert!(undecided("F15", &sample::spa(), &["Verstappen, Norris and Sainz took the next three places."]).is_some());
    }
}
