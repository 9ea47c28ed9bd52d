//! Figures whose statistic is named by the words around the number: "turned the ball over 22 times", "scored 23", "blocked three shots".

use super::line::{Line, Number};
use super::reader::Reader;
use super::vocabulary::Count;

/// The statistic and the end of all words, where a number is such a figure.
pub(super) fn count(reader: &Reader<'_>, line: &Line, number: &Number) -> Option<(String, usize)> {
    let start = before_asides(reader, line, number.tokens.start);
    let fits = |count: &&Count| {
        let first = start.checked_sub(count.before.len());
        first.is_some_and(|at| count.before.is_empty() || line.is(&count.before, at)) && ends(reader, line, number.tokens.end, count)
    };
    let longest = reader.vocabulary.counts.iter().filter(fits).max_by_key(|count| count.before.len() + count.after.len())?;
    Some((longest.statistic.clone(), number.tokens.end + longest.after.len()))
}

/// Where the words that belong to a number begin: "just", "a season-high".
fn before_asides(reader: &Reader<'_>, line: &Line, at: usize) -> usize {
    (0..at).rev().find(|at| !reader.vocabulary.one_of("aside", line.word(*at))).map_or(0, |at| at + 1)
}

/// Whether what has to follow the number follows it.
fn ends(reader: &Reader<'_>, line: &Line, end: usize, count: &Count) -> bool {
    if !count.after.is_empty() {
        return line.is(&count.after, end);
    }
    let next = line.word(end);
    let own = line.phrase(reader.vocabulary.list("of_own"), end).is_some();
    own || next.is_empty() || reader.vocabulary.one_of("after_number", next) && line.number(end + 1).is_none()
}
