//! Names that are nearly those of the event.

use crate::event::Event;
use crate::verify::tokens::{Token, tokenise};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization as _;

/// Shortest word that can be a misspelt name.
const SHORTEST: usize = 4;

/// How a word of the copy differs from a word of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Misspelt {
    /// The token.
    pub at: usize,
    /// As the feed has it.
    pub right: String,
    /// Whether only marks over letters are missing or wrong.
    pub marks_only: bool,
}

/// The words of names that a text about the event may have.
pub(super) struct Words {
    names: BTreeSet<String>,
    known: BTreeSet<String>,
}

impl Words {
    /// Collects the words of competitors and teams; words of other names are known, but nothing is taken for them.
    pub fn of(event: &Event, others: &BTreeSet<String>) -> Self {
        let mut words = Self { names: BTreeSet::new(), known: others.clone() };
        let venue = [&event.venue.name, &event.venue.city, &event.venue.country, &event.competition];
        let known = venue.into_iter().flatten().chain(std::iter::once(&event.name));
        let known = known.chain(event.rows.iter().filter_map(|row| row.nation.as_ref()).map(|nation| &nation.name));
        let known = known.chain(event.context.standings.iter().map(|line| &line.name));
        words.known.extend(known.flat_map(|text| tokenise(text)).map(|token| token.text));
        for row in &event.rows {
            let team = row.team.as_ref().map(|team| team.name.as_str());
            for text in std::iter::once(row.competitor.full()).chain(team) {
                words.names.extend(tokenise(text).into_iter().map(|token| token.text));
            }
        }
        words.known.extend(words.names.iter().cloned());
        words
    }

    /// The one word of a name that this token is nearly.
    pub fn misspelt(&self, at: usize, token: &Token) -> Option<Misspelt> {
        let word = token.text.as_str();
        let length = word.chars().count();
        let opens = at == 0;
        if !word.starts_with(char::is_uppercase) || length < SHORTEST + usize::from(opens) || self.known.contains(word) {
            return None;
        }
        let folded = fold(word);
        let limit = if length < 6 || opens { 1 } else { 2 };
        let near: Vec<(usize, &String)> = self
            .names
            .iter()
            .filter(|name| name.chars().count() >= SHORTEST)
            .map(|name| (distance(&folded, &fold(name)), name))
            .filter(|(away, _)| *away <= limit)
            .collect();
        let least = near.iter().map(|(away, _)| *away).min()?;
        let mut best = near.iter().filter(|(away, _)| *away == least);
        let (_, right) = best.next()?;
        let only = best.next().is_none();
        only.then(|| Misspelt { at, right: (*right).clone(), marks_only: least == 0 && word.to_lowercase() != right.to_lowercase() })
    }
}

/// Lower case without marks over letters.
pub(super) fn fold(text: &str) -> String {
    text.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// Letters to change, add, drop or exchange with their neighbour.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX / 2);
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let mut best = (at(&last, j + 1) + 1).min(at(&row, j) + 1).min(at(&last, j) + usize::from(x != y));
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    at(&last, b.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::sample;

    fn misspelt(word: &str) -> Option<(String, bool)> {
        let token = tokenise(word).remove(0);
        Words::of(&sample::spa(), &BTreeSet::new()).misspelt(1, &token).map(|found| (found.right, found.marks_only))
    }

    #[test]
    fn a_word_that_is_nearly_a_name_is_found_and_another_is_not() {
        assert_eq!(misspelt("Hamliton"), Some(("Hamilton".to_owned(), false)));
        assert_eq!(misspelt("Perez"), Some(("Pérez".to_owned(), true)));
        assert_eq!(misspelt("Verstapen"), Some(("Verstappen".to_owned(), false)));
        for other in ["Hamilton", "Monday", "Smith", "verstapen"] {
            assert_eq!(misspelt(other), None, "{other}");
        }
    }

    #[test]
    fn the_distance_counts_changes() {
        assert_eq!(distance("abc", "abc"), 0);
        assert_eq!(distance("abc", "acb"), 1);
        assert_eq!(distance("abc", "ab"), 1);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
