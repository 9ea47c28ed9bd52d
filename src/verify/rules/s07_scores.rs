//! S7: scores have the style's dash, the winner's number first.
//!
//! Races have no scores; the rule is decided where two small numbers are joined by a dash.

use super::{Context, Outcome, Tally, error};
use crate::english::{Profile, event_name};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let mut tally = Tally::default();
    // "Girls' 10-11 4x50 relay" has ages.
    let event = event_name::headline(&cx.event.name, cx.style.profile);
    for reading in cx.readings {
        for token in reading.tokens.iter().filter(|token| token.text.contains(['-', '\u{2013}']) && !event.split(' ').any(|word| word == token.text)) {
            let Some((first, second)) = token.text.split_once(['-', '\u{2013}']) else { continue };
            let (Ok(first), Ok(second)) = (first.parse::<u32>(), second.parse::<u32>()) else { continue };
            let dash = if cx.style.profile == Profile::Uk { '\u{2013}' } else { '-' };
            tally.check((!token.text.contains(dash) && cx.style.profile == Profile::Ap).then(|| error(reading.place, token.span.clone(), format!("a score is written with \"{dash}\""))));
            tally.check((first < second).then(|| error(reading.place, token.span.clone(), "the winner's number comes first")));
        }
    }
    tally.outcome("the copy has no scores")
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided};
    use crate::verify::sample;

    #[test]
    fn the_winners_number_comes_first() {
        assert_eq!(faults("S7", &sample::spa(), &["Hamilton won 4-3."]), 0);
        assert_eq!(faults("S7", &sample::spa(), &["Hamilton won 3-4."]), 1);
        assert!(undecided("S7", &sample::spa(), &["Hamilton won."]).is_some());
        let mut ages = sample::spa();
        ages.name = "girls' 4x50 metres relay for ages 10 to 11".to_owned();
        assert_eq!(faults("S7", &ages, &["Hamilton won the girls' 10-11 4x50 relay."]), 0);
    }
}
