//! Quarters and halves as copy names them: "the third quarter", "at the half", "in the fourth".

use super::line::Line;
use super::reader::Reader;
use super::shots::pair;
use std::ops::Range;

/// Words after "the fourth" that show that no noun belongs to it.
const ENDS: [&str; 16] = ["", ".", ",", ";", "and", "but", "to", "before", "while", "as", "for", "with", "by", "on", "when", "where"];
/// Words of a sentence that speaks of quarters.
const SPOKEN: [&str; 7] = ["quarter", "quarters", "period", "periods", "frame", "half", "halftime"];

/// The first and the last quarter of a part of the match.
pub(super) type Stretch = (u8, u8);

/// The part of the match that words name here, and how many words they are.
pub(super) fn at(reader: &Reader<'_>, line: &Line, at: usize) -> Option<(usize, Stretch)> {
    let keyed = line.keyed(&reader.vocabulary.periods, at).map(|(width, stretch)| (width, *stretch));
    keyed.or_else(|| bare(line, at).map(|quarter| (1, (quarter, quarter))))
}

/// All that words of a sentence name, none inside another.
pub(super) fn within(reader: &Reader<'_>, line: &Line, within: Range<usize>) -> Vec<(Range<usize>, Stretch)> {
    let mut found = Vec::new();
    let mut here = within.start;
    while here < within.end {
        let named = at(reader, line, here);
        found.extend(named.map(|(width, stretch)| (here..here + width, stretch)));
        here += named.map_or(1, |(width, _)| width);
    }
    found
}

/// "in the fourth" in a sentence that speaks of quarters.
fn bare(line: &Line, at: usize) -> Option<u8> {
    let quarter = match line.word(at) {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        _ => return None,
    };
    let ends = ENDS.contains(&line.word(at + 1)) || pair(line, at + 1).is_some_and(|pair| !pair.spoken);
    let spoken = (0..line.tokens.len()).any(|at| SPOKEN.contains(&line.word(at)));
    let the = line.before(at) == "the" && (spoken || line.word(at.saturating_sub(2)) == "in");
    // "a 29-10 second"
    let counted = at >= 3 && spoken && pair(line, at - 3).is_some_and(|pair| !pair.spoken && pair.tokens().end == at);
    ((the || counted) && ends).then_some(quarter)
}

/// "both the second and third quarters, 27-21 and 24-23": each pair of numbers after the words is of one quarter.
pub(super) fn of_each(line: &Line, words: &Range<usize>, stretch: Stretch, number: usize) -> Stretch {
    let both = (words.start.saturating_sub(2)..words.start).any(|at| matches!(line.word(at), "both" | "each"));
    if !both || stretch.0 == stretch.1 {
        return stretch;
    }
    let earlier = (words.end..number).filter(|at| pair(line, *at).is_some_and(|pair| !pair.spoken)).count();
    let quarter = u8::try_from(earlier).map_or(stretch.1, |earlier| (stretch.0 + earlier).min(stretch.1));
    (quarter, quarter)
}
