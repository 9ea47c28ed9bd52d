//! What a text has in common with house copy: runs of five words.
//!
//! House copy is there for its voice, not for its sentences. Figures count as one word, since what differs by a figure is copied all the same. While
//! the model chooses, its text has stand-ins for names, and what is counted then can differ from the finished text by a run with a name.

use super::house::HouseCopy;
use crate::english::text::fold_punctuation;
use std::collections::BTreeSet;

/// Words of a run.
const LENGTH: usize = 5;

/// The runs of words of house copy.
#[derive(Debug, Clone, Default)]
pub struct Runs {
    known: BTreeSet<String>,
}

/// How much of a text stands in house copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shared {
    /// Runs of the text that house copy has.
    pub common: usize,
    /// All runs of the text.
    pub all: usize,
}

impl Runs {
    /// The runs of the paragraphs of all pieces, and of their headlines and standfirsts.
    pub fn of(house: &HouseCopy) -> Self {
        let known = house.pieces().iter().flat_map(|piece| {
            let lines = [&piece.headline, &piece.standfirst].into_iter().chain(&piece.body);
            lines.flat_map(|line| runs(line)).collect::<Vec<_>>()
        });
        Self { known: known.collect() }
    }

    /// Compares a paragraph or a line.
    pub fn shared(&self, text: &str) -> Shared {
        let all = runs(text);
        Shared { common: all.iter().filter(|run| self.known.contains(*run)).count(), all: all.len() }
    }
}

fn runs(text: &str) -> Vec<String> {
    let folded = fold_punctuation(text);
    let figure = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let words: Vec<&str> = folded.split(' ').map(|word| if figure(word) { "0" } else { word }).collect();
    words.windows(LENGTH).map(|run| run.join(" ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_five_words_are_compared_without_case_punctuation_and_figures() {
        let house = HouseCopy::read([("house/a.md", "# One two\n\n> Three.\n\nMarsh won the race in 9.81 seconds.\n\nHe did.")]).unwrap();
        let runs = Runs::of(&house);
        let shared = |text: &str| (runs.shared(text).common, runs.shared(text).all);
        assert_eq!(shared("Marsh won the race, in 10.2 seconds"), (3, 3));
        assert_eq!(shared("Brandt won the race in 9 seconds flat"), (2, 4), "the first and the last run are new");
        assert_eq!(shared("Won the race"), (0, 0));
        assert_eq!(shared("seconds he did one two three"), (0, 2), "no run goes from one paragraph to the next");
    }
}
