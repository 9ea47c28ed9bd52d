//! The final score and the day of the match, where winner and loser stand right beside them.

use super::super::found::Found;
use super::super::line::{Line, phrase};
use super::super::names::Mention;
use super::super::reader::Reader;
use super::super::setting::WEEKDAYS;
use super::super::shots::pair;
use crate::event::Which;
use crate::verify::foreign::{Kind, Ruling};

/// What is certainly right in place of one figure of a final score whose other figure is right: "defeated the Foxes, 101-96".
pub(super) fn score(reader: &Reader<'_>, line: &Line, all: &[Found], one: &Found) -> Option<String> {
    let scores = (0..line.tokens.len()).filter_map(|at| pair(line, at)).filter(|pair| !pair.spoken);
    let score = scores.into_iter().find(|pair| pair.tokens().contains(&one.tokens.start))?;
    let of_score = |found: &&Found| found.predicate.as_deref() == Some("score");
    let figures: Vec<&Found> = all.iter().filter(of_score).collect();
    let [first, second] = figures.as_slice() else { return None };
    let both = first.tokens == score.made.tokens && second.tokens == score.tried.tokens;
    let other = if first.tokens == one.tokens { second } else { first };
    let [home, visitors] = Which::BOTH.map(|which| reader.sheet.side(which).score);
    let (right, place) = (home.max(visitors), home.min(visitors));
    let fix = if first.tokens == one.tokens { right } else { place };
    let partner = if first.tokens == one.tokens { place } else { right };
    let kept = if first.tokens == one.tokens { score.tried.value } else { score.made.value };
    let digits = line.word(one.tokens.start).starts_with(|c: char| c.is_ascii_digit());
    (both && digits && other.ruling == Ruling::Supported && kept == partner && told(reader, line, all)).then(|| fix.to_string())
}

/// What is certainly right in place of the only weekday of a sentence that tells who beat whom on it.
pub(super) fn day(reader: &Reader<'_>, line: &Line, all: &[Found], one: &Found) -> Option<String> {
    let at = one.tokens.start;
    let days = (0..line.tokens.len()).filter(|at| WEEKDAYS.contains(&line.word(*at))).count();
    let on = line.before(at) == "on";
    let ends = matches!(line.word(at + 1), "" | "." | "," | "night" | "evening" | "afternoon" | "at" | "in");
    // "on Friday, Feb. 3": day and date would have to agree.
    let capital = |at: usize| line.tokens.get(at).is_some_and(|token| token.text.starts_with(char::is_uppercase));
    let dated = (at + 1..at + 4).any(|next| line.number(next).is_some()) || line.word(at + 1) == "," && capital(at + 2);
    (days == 1 && on && ends && !dated && told(reader, line, all)).then(|| one.fix.clone())?
}

/// Whether the sentence names both sides in full, says rightly who won, and nobody else.
fn told(reader: &Reader<'_>, line: &Line, all: &[Found]) -> bool {
    let won = |one: &Found| one.ruling == Ruling::Supported && one.kind == Kind::Claim && one.predicate.as_deref() == Some("beat");
    let named = |which: Which| {
        let nickname = phrase(&reader.sheet.side(which).nickname);
        let full = |mention: &Mention| {
            let words: Vec<String> = mention.tokens.clone().map(|at| line.word(at).to_owned()).collect();
            mention.side() == Some(which) && words.ends_with(&nickname)
        };
        line.mentions.iter().any(full)
    };
    all.iter().any(won) && Which::BOTH.into_iter().all(named)
}
