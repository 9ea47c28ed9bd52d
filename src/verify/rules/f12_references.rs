//! F12: a pronoun or a description means the competitor that a reader takes it for.
//!
//! A pronoun is bound to the nearest competitor that fits it, who must be the subject last spoken of when others fit as
//! well; its gender must be known. A description such as "the Briton" must fit exactly one of those already named.

use super::{Context, Outcome};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    cx.claims("F12", None).outcome("the copy has no pronouns and no descriptions that fail to refer")
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided};
    use crate::verify::sample;

    #[test]
    fn a_clear_pronoun_passes_and_an_open_one_does_not() {
        let event = sample::spa();
        assert_eq!(faults("F12", &event, &["Hamilton won.", "He started third."]), 0);
        assert_eq!(faults("F12", &event, &["Hamilton won, beating Piastri.", "He started third."]), 1);
        assert_eq!(faults("F12", &event, &["Hamilton won.", "She started third."]), 1);
        assert_eq!(faults("F12", &event, &["He started third."]), 1);
        assert!(undecided("F12", &event, &["Hamilton won."]).is_some());
    }

    #[test]
    fn a_description_must_fit_exactly_one_that_was_named() {
        let event = sample::spa();
        assert_eq!(faults("F12", &event, &["Hamilton beat Piastri.", "The Briton started third."]), 0);
        assert_eq!(faults("F12", &event, &["Hamilton beat Piastri, with Norris fifth.", "The Briton started third."]), 1);
        assert_eq!(faults("F12", &event, &["Piastri was second.", "The Briton started third."]), 1);
    }

    #[test]
    fn an_unknown_gender_licenses_no_pronoun() {
        let mut event = sample::spa();
        event.gender = None;
        for row in &mut event.rows {
            if let crate::event::Competitor::Athlete(person) = &mut row.competitor {
                person.gender = None;
            }
        }
        assert_eq!(faults("F12", &event, &["Hamilton won.", "He started third."]), 1);
    }
}
