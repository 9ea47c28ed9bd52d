//! F15: the future comes only from a schedule, and no schedule is given.
//!
//! "The next race is in Hungary" is refused: it was in no cell.

use super::{Context, Outcome, StuckOn, error};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let unread = cx.claims("F15", Some(StuckOn::Future));
    let mut tally = cx.phrases(&cx.style.words.future, |place, span, word| error(place, span, format!("\"{word}\" speaks of the future, for which there is no schedule")));
    if tally.findings.is_empty() {
        tally = unread;
    }
    if tally.findings.is_empty() { Outcome::Undecided("the copy says nothing of the future".to_owned()) } else { tally.outcome("") }
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided};
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
    fn a_future_event_is_refused() {
        assert_eq!(faults("F15", &sample::spa(), &["Hamilton will race in Hungary."]), 1);
        assert!(undecided("F15", &sample::spa(), &["Verstappen, Norris and Sainz took the next three places."]).is_some());
    }
}
