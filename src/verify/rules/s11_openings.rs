//! S11: no sentence starts with a figure, unless it is a year.

use super::{Context, Outcome, Tally, warning};

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let mut tally = Tally::default();
    for reading in cx.body() {
        if let Some(first) = reading.tokens.first() {
            let year = first.text.len() == 4 && first.text.bytes().all(|b| b.is_ascii_digit());
            tally.check((first.is_figure() && !year).then(|| warning(reading.place, first.span.clone(), "the sentence starts with a figure")));
        }
    }
    tally.outcome("the copy has no sentences")
}

#[cfg(test)]
mod tests {
    use super::super::bench::faults;
    use crate::verify::sample;

    #[test]
    fn a_figure_at_the_start_is_reported() {
        assert_eq!(faults("S11", &sample::spa(), &["11 cars started."]), 1);
        assert_eq!(faults("S11", &sample::spa(), &["Nine cars finished."]), 0);
    }
}
