//! F16: no integer that looks like an id.
//!
//! A published recap once gave the record's number as the attendance. A bare figure of five digits or more without a
//! thousands comma, or any figure of nine digits, is refused.

use super::{Context, Outcome, Tally, error};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let mut tally = Tally::default();
    for reading in cx.readings {
        for token in reading.tokens.iter().filter(|token| token.is_figure()) {
            let digits = token.text.bytes().filter(u8::is_ascii_digit).count();
            let plain = token.text.bytes().all(|b| b.is_ascii_digit());
            let id_like = (plain && digits >= 5) || (digits >= 9 && !token.text.contains([':', '.']));
            tally.check(id_like.then(|| error(reading.place, token.span.clone(), format!("{} looks like an id, not like a number of the event", token.text))));
        }
    }
    tally.outcome("the copy has no figures")
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided};
    use crate::verify::sample;

    #[test]
    fn ids_are_refused_and_numbers_are_not() {
        let event = sample::rio();
        assert_eq!(faults("F16", &event, &["Almaz Ayana won in front of 1153857 people."]), 1);
        assert_eq!(faults("F16", &event, &["Almaz Ayana won the women's 10,000 metres final in 29:17.45."]), 0);
        assert!(undecided("F16", &event, &["Almaz Ayana won."]).is_some());
    }
}
