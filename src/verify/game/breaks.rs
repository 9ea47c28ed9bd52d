//! Who was ahead at a break, and by how much: "led by nine after the first quarter", "a 21-point halftime cushion", "trailed at the half".

use super::found::Found;
use super::line::{Line, Number};
use super::names::Mention;
use super::reader::Reader;
use super::shots::pair;
use super::statistics::hedged;
use crate::event::Which;
use crate::verify::foreign::Kind;
use std::ops::Range;

/// How far from the break the words of a lead may stand.
const REACH: usize = 9;
/// Words at which what is said of a break ends.
const ENDS: [&str; 9] = [";", ".", "while", "but", "whereas", "although", "though", "however", "before"];

/// Judges every lead at a break.
pub(super) fn check(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    for (place, quarters) in line.spans(&reader.vocabulary.breaks, 0..line.tokens.len().min(line.future)) {
        if matches!(line.before(place.start), "after" | "before" | "until" | "since" | "following") {
            continue;
        }
        let around = around(line, &place);
        let words = reader.vocabulary;
        if line.find(words.list("beyond"), around.clone()).is_some() || line.find(words.list("at_moment"), around.clone()).is_some() {
            continue;
        }
        let Some((word, ahead)) = lead(reader, line, &around, &place) else { continue };
        let Some(margin) = reader.sheet.margin(Which::Home, (1, *quarters)) else { continue };
        let numbers = around.clone().any(|at| pair(line, at).is_some_and(|pair| !pair.spoken));
        let apart = |number: &Number| {
            let between = number.tokens.end..place.start;
            !line.spans(&words.breaks, between).is_empty()
        };
        if let Some(number) = distance(line, &around, &word, &apart).filter(|_| !numbers) {
            let right = u32::try_from(margin.abs()).unwrap_or(0);
            let holds = hedged(line, number.tokens.start, number.value, right);
            let cells = Which::BOTH.iter().flat_map(|which| reader.sheet.side_cell(*which, "score")).collect();
            found.push(Found::number(&number, right, holds, format!("the difference was {right}")).named("break").with(cells));
        }
        let Some(who) = subject(reader, line, &word) else { continue };
        let own = if who == Which::Home { margin } else { -margin };
        let holds = if ahead { own > 0 } else { own < 0 };
        let by = margin.abs();
        let stood = if own > 0 { format!("ahead by {by}") } else { format!("behind by {by}") };
        let reason = format!("the {} were {stood} then", reader.sheet.side(who).nickname);
        found.push(Found::new(&word, "F10", Kind::Claim, holds, reason).named("break"));
    }
}

/// The words around a break that may tell of it.
fn around(line: &Line, place: &Range<usize>) -> Range<usize> {
    let ends = |at: &usize| ENDS.contains(&line.word(*at)) || line.word(*at) == "and" && line.word(at + 1) == "won";
    let start = (place.start.saturating_sub(REACH)..place.start).rev().find(ends).map_or(place.start.saturating_sub(REACH), |at| at + 1);
    let end = (place.end..place.end + REACH).find(|at| ends(at) || line.word(*at) == ",").unwrap_or(place.end + REACH);
    start..end.min(line.tokens.len())
}

/// The word that says who was ahead, and whether it says so of its subject.
fn lead(reader: &Reader<'_>, line: &Line, around: &Range<usize>, place: &Range<usize>) -> Option<(Range<usize>, bool)> {
    let words = reader.vocabulary;
    let all = |name: &str, ahead: bool| line.all(words.list(name), around.clone()).into_iter().map(move |word| (word, ahead));
    let bare = ["up", "down"].into_iter().flat_map(|word| {
        let here = around.clone().filter(move |at| line.word(*at) == word && leads_number(line, at + 1));
        here.map(move |at| (at..at + 1, word == "up"))
    });
    let far = |word: &Range<usize>| word.start.abs_diff(place.start).min(word.end.abs_diff(place.end));
    let nearest = all("ahead_word", true).chain(all("behind_word", false)).chain(bare).min_by_key(|(word, _)| far(word))?;
    let led = line.word(nearest.0.start) == "led";
    let by_somebody = line.phrase(words.list("led_by"), nearest.0.start).is_some() && line.number(nearest.0.start + 2).is_none();
    let way = line.phrase(words.list("led"), nearest.0.start).is_some_and(|width| width > 1);
    let passive = led && (by_somebody || way || matches!(line.before(nearest.0.start), "were" | "was"));
    (!passive).then_some(nearest)
}

/// "up 12", "down by five".
fn leads_number(line: &Line, at: usize) -> bool {
    line.number(at).is_some() || line.word(at) == "by" && line.number(at + 1).is_some()
}

/// The number of points between the sides.
fn distance(line: &Line, around: &Range<usize>, word: &Range<usize>, apart: &dyn Fn(&Number) -> bool) -> Option<Number> {
    let fits = |number: &Number| {
        let (start, end) = (number.tokens.start, number.tokens.end);
        let pointed = line.word(end) == "-" && matches!(line.word(end + 1), "point" | "points");
        let noun = end + 2;
        let of_lead = pointed && (noun..noun + 3).any(|at| at <= word.start && at + 3 > word.start) && word.start >= noun;
        let again = line.before(start) == "by" && line.word(start.saturating_sub(2)) == "and";
        let by = matches!(line.before(start), "by" | "up" | "down") && (again || word.end + 1 >= start) && word.start < start;
        let of = line.before(start) == "of" && word.end + 1 == start;
        let down = line.before(start) == "to" && line.word(start.saturating_sub(2)) == "down";
        let at = (down || matches!(line.before(start), "at" | "was")) && word.end < start && word.end + 3 + usize::from(down) >= start;
        of_lead || by || of || at && matches!(line.word(end), "points" | "at" | "when" | "," | ".")
    };
    around.clone().filter_map(|at| line.number(at)).find(|number| fits(number) && !apart(number))
}

/// Whose lead it is: the side named last before the word, where nobody else is named between.
fn subject(reader: &Reader<'_>, line: &Line, word: &Range<usize>) -> Option<Which> {
    let last = line.mentions.iter().rev().find(|mention| mention.tokens.end <= word.start);
    let Some(last) = last else {
        return (0..word.start).any(|at| matches!(line.word(at), "they" | "their")).then_some(reader.told.side).flatten();
    };
    let object = matches!(line.before(last.tokens.start), "over" | "on" | "against" | "outscored" | "to" | "by" | "than");
    let of_object = line.before(last.tokens.start) == "the"
        && last.tokens.start >= 2
        && matches!(line.word(last.tokens.start - 2), "over" | "on" | "against" | "outscored" | "to" | "by" | "than" | "outscoring");
    let they = (last.tokens.end..word.start).any(|at| matches!(line.word(at), "they" | "their" | "who" | "them"));
    if object || of_object || they {
        return None;
    }
    Mention::side(last)
}
