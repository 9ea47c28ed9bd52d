//! S14: no "new record", no "first ever": a record is new.

use super::{Context, Outcome, warning};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    cx.phrases(&cx.style.words.redundant, |place, span, phrase| warning(place, span, format!("\"{phrase}\" says the same twice"))).outcome("there is no text")
}

#[cfg(test)]
mod tests {
    use super::super::bench::faults;
    use crate::verify::sample;

    #[test]
    fn listed_phrases_are_reported_and_plain_copy_is_not() {
        assert_eq!(faults("S14", &sample::spa(), &["Almaz Ayana set a new record."]), 1);
        assert_eq!(faults("S14", &sample::spa(), &["Hamilton won on Sunday."]), 0);
    }
}
