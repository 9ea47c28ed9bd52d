//! What is added to the model's score of a whole paragraph: the length of its sentences and how they open.

use crate::english::text::words;

/// Sentences are drawn towards this many words.
const IDEAL: (usize, usize) = (16, 26);
/// Nats for each word beyond the ideal, and below it.
const LONG: f64 = 0.25;
const SHORT: f64 = 0.3;
/// Nats for a sentence that opens as the one before it.
const SAME_OPENING: f64 = 1.5;
/// Nats for a word of some weight that was used in the last paragraph or before in this one.
const REPEATED: f64 = 0.35;

/// The adjustment for a paragraph after a text.
pub fn adjustment(paragraph: &str, before: &str) -> f64 {
    let mut total = 0.0;
    let mut opening = String::new();
    for sentence in paragraph.split_inclusive(". ") {
        total -= length(words(sentence));
        let first = sentence.split_whitespace().next().unwrap_or_default().to_owned();
        if first == opening {
            total -= SAME_OPENING;
        }
        opening = first;
    }
    let last = before.trim_end().rsplit("\n\n").next().unwrap_or_default();
    total - repeated(paragraph, last)
}

/// The cost of a sentence's length.
fn length(count: usize) -> f64 {
    let over = count.saturating_sub(IDEAL.1);
    let under = IDEAL.0.saturating_sub(count);
    #[expect(clippy::cast_precision_loss, reason = "a sentence has fewer than 2^52 words")]
    let cost = over as f64 * LONG + under as f64 * SHORT;
    cost
}

/// The cost of lower-case words of five letters or more that stand twice, or stood in the last paragraph.
fn repeated(paragraph: &str, last: &str) -> f64 {
    let heavy = |text: &str| -> Vec<String> {
        let trimmed = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        trimmed.filter(|word| word.len() > 4 && word.chars().all(char::is_lowercase)).map(str::to_owned).collect()
    };
    let mut seen = heavy(last);
    let mut total = 0.0;
    for word in heavy(paragraph) {
        if seen.contains(&word) {
            total += REPEATED;
        }
        seen.push(word);
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repeated_opening_and_a_repeated_word_cost() {
        let plain = adjustment("Marsh was second in the long race. Behind him came Brandt of the other team.", "");
        let opening = adjustment("Marsh was second in the long race. Marsh then came to the other team fast.", "");
        assert!(plain > opening);
        assert!(
            adjustment("Marsh finished second.", "Brandt finished first.") < adjustment("Marsh came second.", "Brandt finished first.")
        );
    }

    #[test]
    fn a_sentence_of_the_ideal_length_costs_nothing() {
        assert!(length(18) == 0.0 && length(40) > 0.0 && length(5) > 0.0);
    }
}
