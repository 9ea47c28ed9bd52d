//! F14: the order in which things are told is the order in which they happened, or it is marked.
//!
//! A result has no clock: words of order ("then", "later") are reported wherever they stand, because nothing in the data
//! can confirm them. "Hamilton then passed Piastri" gets a warning.

use super::{Context, Outcome, warning};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let tally = cx.phrases(&cx.style.words.order, |place, span, word| warning(place, span, format!("\"{word}\" claims an order in time, which a result does not give")));
    if tally.findings.is_empty() { Outcome::Undecided("the copy has no words of order".to_owned()) } else { tally.outcome("") }
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided};
    use crate::verify::sample;

    #[test]
    fn words_of_order_are_reported() {
        assert_eq!(faults("F14", &sample::spa(), &["Hamilton then won."]), 1);
        assert!(undecided("F14", &sample::spa(), &["Hamilton won."]).is_some());
    }
}
