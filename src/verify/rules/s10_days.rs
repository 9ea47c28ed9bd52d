//! S10: no "yesterday", "today", "tonight": the day is named.

use super::{Context, Outcome, error};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    cx.phrases(&cx.style.words.relative_days, |place, span, phrase| error(place, span, format!("\"{phrase}\" names a day by when one reads it"))).outcome("there is no text")
}

#[cfg(test)]
mod tests {
    use super::super::bench::faults;
    use crate::verify::sample;

    #[test]
    fn listed_phrases_are_reported_and_plain_copy_is_not() {
        assert_eq!(faults("S10", &sample::spa(), &["Hamilton won yesterday."]), 1);
        assert_eq!(faults("S10", &sample::spa(), &["Hamilton won on Sunday."]), 0);
    }
}
