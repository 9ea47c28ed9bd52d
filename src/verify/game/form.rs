//! Words for how somebody shot, which the figures rule out: "efficient" of one who missed most of his shots, "ice-cold" of one who made most.

use super::found::Found;
use super::line::Line;
use super::reader::Reader;
use super::sheet::Sheet;
use super::shots;
use super::subject::{Place, Whose, subject};
use crate::verify::foreign::Kind;

/// Shots below which nobody is called hot or cold by their share.
const FEW: u32 = 5;

/// Words before that turn the meaning round.
const DENIED: [&str; 10] = ["not", "n't", "never", "less", "hardly", "far", "anything", "failed", "failing", "without"];

/// How far behind the words the figures of the shots may stand.
const NEAR: usize = 6;

/// From which percentage shots were not made badly, and up to which they were not made well: of a player, whose shots are few, and of a side.
struct Limits {
    bad: u32,
    good: u32,
}

const OF_PLAYER: Limits = Limits { bad: 55, good: 36 };
const OF_SIDE: Limits = Limits { bad: 50, good: 40 };
/// The same of shots from behind the arc.
const THREES: Limits = Limits { bad: 45, good: 28 };

/// Judges these words; where they are not ruled out, nothing is said of them.
pub(super) fn check(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    for (list, well) in [("shot_well", true), ("shot_badly", false)] {
        for phrase in line.all(reader.vocabulary.list(list), 0..line.tokens.len().min(line.future)) {
            let clause = line.clause(phrase.start);
            let other = |name: &str| line.find(reader.vocabulary.list(name), clause.clone()).is_some();
            let denied = (phrase.start.saturating_sub(3)..phrase.start).any(|at| DENIED.contains(&line.word(at)));
            if denied || other("beyond") || other("part") || other("moment_words") || other("unreal") {
                continue;
            }
            // "a highly efficient 21 minutes" is not about shots.
            let named = shots::kind(reader, line, phrase.end).or_else(|| shots::kind(reader, line, phrase.start));
            let figures = (phrase.end..phrase.end + NEAR).any(|at| shots::pair(line, at).is_some_and(|pair| pair.spoken));
            let Some(kind) = named.or(figures.then_some("field_goal")) else { continue };
            let of = subject(line, reader.vocabulary, reader.told, Place { start: phrase.start, end: phrase.end });
            let (made, tried) = Sheet::shots(kind);
            let total = |statistic: &str| shots::total(reader, &of.whose, statistic);
            let Some((made, tried)) = total(made).zip(total(tried)).filter(|(_, tried)| *tried >= FEW) else { continue };
            let limits = match (&of.whose, kind) {
                (Whose::Player(_) | Whose::Side(_), "three") => THREES,
                (Whose::Player(_), "field_goal") => OF_PLAYER,
                (Whose::Side(_), "field_goal") => OF_SIDE,
                _ => continue,
            };
            let percent = made * 100 / tried;
            let wrong = if well { percent <= limits.good } else { percent >= limits.bad };
            if wrong {
                let (who, cells) = shots::whose(reader, &of.whose, Sheet::shots(kind).0);
                let reason = format!("{who} made {made} of {tried} shots");
                found.push(Found::new(&phrase, "F10", Kind::Claim, false, reason).named("form").with(cells));
            }
        }
    }
}
