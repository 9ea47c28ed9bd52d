//! Words of degree that the result rules out: a "blowout" by three points, an "escape" by thirty; "never trailed".

use super::found::Found;
use super::line::Line;
use super::names::Mention;
use super::reader::Reader;
use crate::event::Which;
use crate::verify::foreign::Kind;
use std::ops::Range;

/// A margin up to which nobody routs anybody.
const CLOSE: u64 = 5;
/// A margin from which nothing is narrow.
const PLAIN: u64 = 12;
/// A margin from which nobody holds anybody off.
const CLEAR: u64 = 20;

/// Judges these words; where they are not ruled out, nothing is said of them.
pub(super) fn check(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    let margin = reader.sheet.margin_of_match().unsigned_abs();
    for (name, wrong) in [("lopsided", margin <= CLOSE), ("narrow", margin >= PLAIN), ("clung", margin >= CLEAR)] {
        for phrase in line.all(reader.vocabulary.list(name), 0..line.tokens.len().min(line.future)) {
            let clause = line.clause(phrase.start);
            let other = |name: &str| line.find(reader.vocabulary.list(name), clause.clone()).is_some();
            if wrong && !other("beyond") && !other("unreal") && !other("moment_words") {
                found.push(Found::new(&phrase, "F10", Kind::Claim, false, format!("the difference was {margin}")).named("degree"));
            }
        }
    }
    throughout(reader, line, found);
}

/// "led for the entirety", "never trailed" of a side that was behind at a break.
fn throughout(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    for phrase in line.all(reader.vocabulary.list("led_throughout"), 0..line.tokens.len().min(line.future)) {
        let before = line.mentions.iter().rev().find(|mention| mention.tokens.end <= phrase.start && mention.side().is_some());
        let Some(who) = before.and_then(Mention::side).or(reader.told.side) else { continue };
        let behind = behind(reader, who, line.find(reader.vocabulary.list("second_half"), phrase.clone()).is_some());
        let word = word(line, &phrase);
        let reason = format!("the {} were {} at a break", reader.sheet.side(who).nickname, if behind { "behind" } else { "never behind" });
        found.push(Found::new(&word, "F10", Kind::Claim, !behind, reason).named("led_throughout"));
    }
}

/// Whether a side was behind at a break, from the half on where only the second half is meant.
fn behind(reader: &Reader<'_>, who: Which, second_half: bool) -> bool {
    let breaks: &[(u8, u8)] = if second_half { &[(1, 2), (1, 3)] } else { &[(1, 1), (1, 2), (1, 3)] };
    breaks.iter().filter_map(|stretch| reader.sheet.margin(who, *stretch)).any(|margin| margin < 0)
}

/// The word that is wrong where the phrase is.
fn word(line: &Line, phrase: &Range<usize>) -> Range<usize> {
    phrase.clone().find(|at| line.word(*at) == "entirety").map_or(phrase.clone(), |at| at..at + 1)
}
