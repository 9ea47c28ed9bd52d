//! Whether a sentence may tell of something else than the whole match: a part of it, another match, what did not come about.

use super::super::line::Line;
use super::super::names::{Mention, Named};
use super::super::vocabulary::Vocabulary;

/// Lists of words that take a sentence to a part of the match or to other ones.
const ELSEWHERE: [&str; 3] = ["part", "beyond", "other_matches"];
/// Lists of words that leave it open what a figure in the same sentence counts.
const OPEN: [&str; 8] = ["unreal", "at_moment", "not_quite", "together", "apiece", "group_scored", "streak", "certain_never"];

/// Whether a sentence tells of a part of the match or of other ones.
pub(in super::super) fn elsewhere(words: &Vocabulary, line: &Line) -> bool {
    let all = 0..line.tokens.len();
    let part = !line.spans(&words.periods, all.clone()).is_empty() || !line.spans(&words.breaks, all.clone()).is_empty();
    part || ELSEWHERE.iter().any(|list| line.find(words.list(list), all.clone()).is_some())
}

/// Whether a figure of a sentence may be none of the whole match.
pub(super) fn doubtful(words: &Vocabulary, line: &Line) -> bool {
    let all = 0..line.tokens.len();
    let coming = line.future < line.tokens.len();
    let other = |mention: &Mention| matches!(mention.named, Named::Other(_) | Named::Place);
    let denied = all.clone().any(|at| line.word(at).ends_with("n't") || line.word(at).ends_with("n’t"));
    coming
        || denied
        || line.mentions.iter().any(other)
        || elsewhere(words, line)
        || OPEN.iter().any(|list| line.find(words.list(list), all.clone()).is_some())
}
