//! S13: no two sentences of an article open with the same three words.

use super::{Context, Outcome, Tally, warning};
use std::collections::BTreeSet;

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let mut tally = Tally::default();
    let mut seen = BTreeSet::new();
    for reading in cx.body() {
        let opening: Vec<&str> = reading.tokens.iter().filter(|token| token.is_word()).take(3).map(|token| token.lower.as_str()).collect();
        let end = reading.tokens.iter().filter(|token| token.is_word()).nth(2).map_or(0, |token| token.span.end);
        if opening.len() == 3 {
            let text = opening.join(" ");
            let again = !seen.insert(opening);
            tally.check(again.then(|| warning(reading.place, 0..end, format!("another sentence opens with \"{text}\""))));
        }
    }
    tally.outcome("the copy has no sentence of three words")
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided};
    use crate::verify::sample;

    #[test]
    fn a_repeated_opening_is_reported() {
        let event = sample::spa();
        assert_eq!(faults("S13", &event, &["Hamilton made two pit stops.", "Hamilton made two stops."]), 1);
        assert_eq!(faults("S13", &event, &["Hamilton made two pit stops.", "Piastri made two stops."]), 0);
        assert!(undecided("S13", &event, &["Hamilton won."]).is_some());
    }
}
