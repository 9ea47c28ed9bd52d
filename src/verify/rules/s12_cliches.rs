//! S12: no worn phrases; the list stands in `templates/styles/words.toml`.

use super::{Context, Outcome, warning};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    cx.phrases(&cx.style.words.cliches, |place, span, phrase| warning(place, span, format!("\"{phrase}\" is worn"))).outcome("there is no text")
}

#[cfg(test)]
mod tests {
    use super::super::bench::faults;
    use crate::verify::sample;

    #[test]
    fn listed_phrases_are_reported_and_plain_copy_is_not() {
        assert_eq!(faults("S12", &sample::spa(), &["Hamilton made history."]), 1);
        assert_eq!(faults("S12", &sample::spa(), &["Hamilton won on Sunday."]), 0);
    }
}
