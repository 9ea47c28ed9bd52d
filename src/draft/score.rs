//! What is added to the model's score of a paragraph: the length of its sentences and how they open.

use super::runs::Shared;
use crate::english::text::words;
use crate::grammar::Wording;
use serde::Deserialize;

/// Letters that tell a word from others.
const STEM: usize = 5;

/// The weights of `house/score.toml`, in nats.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// Ways of writing that the search keeps in mind at a time.
    pub width: usize,
    /// For each token that counts.
    pub bonus: f64,
    /// How far an article's own taste moves that, up or down.
    pub taste: f64,
    /// Sentences are drawn to a number of words between these.
    words: (usize, usize),
    /// For each word below.
    short: f64,
    /// For each word beyond.
    long: f64,
    /// For a wording that is not among the editor's first, times ln of its place.
    late: f64,
    /// An article's own liking for each wording: up to this much.
    equal: f64,
    /// For a sentence that opens as the one before it.
    same_opening: f64,
    /// For a word of some weight that was used in the last paragraph (of a standfirst: in the article) or before in this one.
    repeated: f64,
    /// The share of a text's runs of five words that may stand in house copy.
    copied_most: f64,
    /// For each such run beyond that.
    copied: f64,
}

impl Weights {
    /// Reads the file.
    pub fn read(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| format!("house/score.toml: {error}"))
    }

    /// The adjustment for a paragraph, or for its first sentences, beside a text whose words it should not repeat; `shared` is what it has in
    /// common with house copy.
    pub(super) fn adjustment(&self, paragraph: &str, said: &str, shared: Shared) -> f64 {
        let mut total = 0.0;
        let mut opening = String::new();
        for sentence in paragraph.split_inclusive(". ") {
            total -= self.length(words(sentence));
            let first = sentence.split_whitespace().next().unwrap_or_default();
            let first = first.trim_end_matches("'s").trim_end_matches('\'').to_owned();
            if first == opening {
                total -= self.same_opening;
            }
            opening = first;
        }
        total - self.repeated * repeated(paragraph, said) - self.copied * self.beyond(shared)
    }

    /// How many runs more than allowed stand in house copy.
    fn beyond(&self, shared: Shared) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a paragraph has fewer than 2^52 words")]
        let (common, all) = (shared.common as f64, shared.all as f64);
        (common - self.copied_most * all).max(0.0)
    }

    /// What a wording costs for its place in the list, and by a number that an article drew for it, in thousandths of a nat.
    pub(super) fn wording(&self, wording: Wording, drawn: u64) -> u32 {
        let drawn = u32::try_from(drawn % 1000).map_or(0.0, f64::from);
        let liking = if wording.id == 0 { 0.0 } else { self.equal.max(0.0) * drawn };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small, and not below 0")]
        let cost = (f64::from(wording.late) * self.late.max(0.0) + liking).min(1e9) as u32;
        cost
    }

    /// The cost of a sentence's length.
    fn length(&self, count: usize) -> f64 {
        let over = count.saturating_sub(self.words.1);
        let under = self.words.0.saturating_sub(count);
        #[expect(clippy::cast_precision_loss, reason = "a sentence has fewer than 2^52 words")]
        let cost = over as f64 * self.long + under as f64 * self.short;
        cost
    }
}

/// How many lower-case words of five letters or more stand twice, or stood in another text: "advanced" and "advancing" are
/// one, which their first letters tell.
fn repeated(paragraph: &str, said: &str) -> f64 {
    let stem = |word: &str| word.chars().take(STEM).collect();
    let heavy = |text: &str| -> Vec<String> {
        let trimmed = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
        trimmed.filter(|word| word.len() > 4 && word.chars().all(char::is_lowercase)).map(stem).collect()
    };
    let mut seen = heavy(said);
    let mut total = 0.0;
    for word in heavy(paragraph) {
        if seen.contains(&word) {
            total += 1.0;
        }
        seen.push(word);
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights() -> Weights {
        Weights::read(include_str!("../../templates/house/score.toml")).unwrap()
    }

    #[test]
    fn a_repeated_opening_and_a_repeated_word_cost() {
        let none = Shared::default();
        let plain = weights().adjustment("Marsh was second in the long race. Behind him came Brandt of the other team.", "", none);
        let opening = weights().adjustment("Marsh was second in the long race. Marsh then came to the other team fast.", "", none);
        assert!(plain > opening);
        let owner = weights().adjustment("Marsh was second in the long race. Marsh's team then came to the other fast.", "", none);
        assert!((owner - opening).abs() < 1e-9);
        assert!(
            weights().adjustment("Marsh finished second.", "Brandt finished first.", none)
                < weights().adjustment("Marsh came second.", "Brandt finished first.", none)
        );
    }

    #[test]
    fn what_stands_in_house_copy_costs_beyond_a_share() {
        let cost = |common, all| weights().beyond(Shared { common, all });
        assert!(cost(0, 0) == 0.0 && cost(1, 20) == 0.0);
        assert!(cost(20, 20) > cost(10, 20) && cost(10, 20) > 0.0);
    }

    #[test]
    fn a_wording_costs_by_its_place_and_by_the_liking_of_the_article() {
        let (weights, cost) = (weights(), |late, id, drawn| weights().wording(Wording { late, id }, drawn));
        assert_eq!(cost(0, 0, 999), 0, "no wording begins");
        assert_eq!(cost(0, 7, 0), 0);
        assert!(f64::from(cost(0, 7, 999)) < 1000.0 * weights.equal && cost(0, 7, 999) > 0);
        assert!(cost(693, 7, 500) > cost(0, 7, 500));
    }

    #[test]
    fn a_sentence_of_the_ideal_length_costs_nothing() {
        assert!(weights().length(18) == 0.0 && weights().length(40) > 0.0 && weights().length(5) > 0.0);
    }
}
