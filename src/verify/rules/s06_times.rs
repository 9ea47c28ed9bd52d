//! S6: the first time of a minute or more has the form of the style; the clock form may follow.
//!
//! In AP copy "29 minutes, 17.45 seconds" comes first and "29:32.53" later. Lap times do not count.

use super::{Context, Outcome, Tally, error};
use crate::verify::evaluate::Val;
use crate::verify::style::TimeForm;
use crate::event::Unit;

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let wanted = cx.style.limits.first_time;
    if wanted == TimeForm::Any {
        return Outcome::Undecided("the style leaves the form of times open".to_owned());
    }
    let mut tally = Tally::default();
    for reading in cx.body() {
        for claim in reading.claims.iter().filter(|claim| claim.rule == "F6") {
            let long = claim.roles.values().any(|value| matches!(value, Val::Mark(mark) if mark.unit == Unit::Time && mark.value >= 60_000));
            if long {
                let inside = reading.tokens.iter().filter(|token| claim.span.contains(&token.span.start));
                let clock = inside.into_iter().any(|token| token.text.contains(':'));
                let wrong = clock == (wanted == TimeForm::Words);
                tally.check(wrong.then(|| error(reading.place, claim.span.clone(), "the first time is not in the form of the style")));
                return tally.outcome("");
            }
        }
    }
    tally.outcome("the copy gives no time of a minute or more")
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided};
    use crate::verify::sample;

    #[test]
    fn the_first_time_is_in_words() {
        let event = sample::rio();
        assert_eq!(faults("S6", &event, &["Almaz Ayana won in 29 minutes, 17.45 seconds.", "Vivian Cheruiyot was second in 29:32.53."]), 0);
        assert_eq!(faults("S6", &event, &["Almaz Ayana won in 29:17.45."]), 1);
        assert!(undecided("S6", &event, &["Almaz Ayana won."]).is_some());
    }
}
