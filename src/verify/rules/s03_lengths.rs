//! S3: lengths of the lede, of sentences on average, and of the longest one; limits stand in the style.

use super::{Context, Outcome, Place, Tally, warning};
use crate::verify::reading::Reading;

fn words(reading: &Reading) -> usize {
    reading.tokens.iter().filter(|token| token.is_word()).count()
}

pub(super) fn check(cx: &Context<'_>) -> Outcome {
    let limits = &cx.style.limits;
    let lengths: Vec<(Place, usize)> = cx.body().map(|reading| (reading.place, words(reading))).collect();
    let mut tally = Tally::default();
    if let Some((place, length)) = lengths.first() {
        let (least, most) = limits.lede_words;
        tally.check((!(least..=most).contains(length)).then(|| warning(*place, 0..0, format!("the lede has {length} words, not {least} to {most}"))));
    }
    for (place, length) in &lengths {
        tally.check((*length > limits.most_words).then(|| warning(*place, 0..0, format!("the sentence has {length} words, more than {}", limits.most_words))));
    }
    if lengths.len() >= 3 {
        let (least, most) = limits.mean_words;
        let mean = lengths.iter().map(|(_, length)| length).sum::<usize>() / lengths.len();
        tally.check((!(least..=most).contains(&mean)).then(|| warning(Place::Whole, 0..0, format!("sentences have {mean} words on average, not {least} to {most}"))));
    }
    tally.outcome("the copy has no sentences")
}

#[cfg(test)]
mod tests {
    use super::super::bench::{faults, undecided};
    use crate::verify::sample;

    #[test]
    fn a_short_lede_and_an_endless_sentence_are_reported() {
        let event = sample::spa();
        assert_eq!(faults("S3", &event, &["Lewis Hamilton won the Belgian Grand Prix at Circuit de Spa-Francorchamps on Sunday."]), 0);
        assert_eq!(faults("S3", &event, &["Hamilton won."]), 1);
        assert_eq!(faults("S3", &event, &[&"Hamilton won ".repeat(30)]), 2);
        assert!(undecided("S3", &event, &[]).is_some());
    }
}
