//! Scores: final, of a quarter or a half, leads and margins.

use super::found::Found;
use super::line::{Line, Number};
use super::names::{Mention, Named};
use super::reader::Reader;
use super::shots::{Pair, pair};
use super::{battles, breaks, groups, periods, records, versus};
use crate::event::Which;
use crate::verify::foreign::Kind;
use std::ops::Range;

/// How far after a score its quarter or half may stand.
const REACH: usize = 8;
/// How far after the points of a stretch its name may stand.
const NEAR: usize = 6;
/// The least that a side scores in a match.
const LEAST: u32 = 50;
/// Points that no side scores in less than a match.
const WHOLE: u32 = 80;

/// Judges every pair of numbers that is no figure of shots.
pub(super) fn check(reader: &Reader<'_>, line: &Line, shots: &[Range<usize>], found: &mut Vec<Found>) {
    let mut at = 0;
    while at < line.tokens.len() {
        let Some(pair) = pair(line, at).filter(|pair| !pair.spoken && !shots.contains(&pair.tokens())) else {
            margin(reader, line, at, found);
            at += 1;
            continue;
        };
        at = pair.tokens().end;
        if records::is_record(reader, line, &pair) {
            records::record(reader, line, &pair, found);
        } else if pair.made.tokens.start < line.future {
            score(reader, line, &pair, found);
        }
    }
    outscored(reader, line, shots, found);
    records::counted(reader, line, found);
    breaks::check(reader, line, found);
    battles::check(reader, line, found);
    versus::check(reader, line, found);
    groups::check(reader, line, found);
    won_stretch(reader, line, found);
}

/// The stretch of the match that the words around a score name.
pub(super) fn stretch(reader: &Reader<'_>, line: &Line, around: &Range<usize>) -> Option<(u8, u8)> {
    let goes_on = |at: &usize| {
        let comma = *at == around.end && line.word(*at) == "," && !line.breaks(at + 1);
        // "38-11 to build a 34-point halftime lead"
        let to = *at == around.end && line.word(*at) == "to";
        comma || !to && !matches!(line.word(*at), "," | "and" | "while" | "but" | "before")
    };
    let near = (around.end..around.end + REACH).take_while(goes_on);
    let at_break = |at: usize| line.keyed(&reader.vocabulary.breaks, at).map(|(_, quarters)| (1, *quarters));
    let after = { near }.find_map(|at| at_break(at).or_else(|| periods::at(reader, line, at).map(|(_, stretch)| stretch)));
    let verb = line.all(reader.vocabulary.list("beat"), 0..around.start).last().map_or(0, |verb| verb.end);
    let before = || {
        let (words, stretch) = periods::within(reader, line, verb..around.start).pop()?;
        // "heading into the fourth, where they finished the job with a 34-29 quarter"
        let quarter = matches!(line.word(around.end), "quarter" | "period" | "frame") && stretch.0 == 1 && stretch.1 > 1;
        Some(if quarter { (stretch.1 + 1, stretch.1 + 1) } else { periods::of_each(line, &words, stretch, around.start) })
    };
    after.or_else(before)
}

/// Whether the words right before a pair of numbers make it one of rebounds.
fn of_rebounds(line: &Line, start: usize) -> bool {
    let near =
        (start.saturating_sub(7)..start).any(|at| matches!(line.word(at), "rebounding" | "battle" | "boards" | "glass" | "outrebounded"));
    let turnovers = (start.saturating_sub(4)..start).any(|at| line.word(at).starts_with("turnover"));
    near && !turnovers && (0..start).any(|at| matches!(line.word(at), "rebounding" | "rebounds" | "boards" | "glass" | "outrebounded"))
}

/// "a 52-47 rebounding advantage".
fn before_rebounds(reader: &Reader<'_>, line: &Line, end: usize) -> bool {
    line.phrase(reader.vocabulary.list("rebound_pair"), end).is_some()
}

fn score(reader: &Reader<'_>, line: &Line, pair: &Pair, found: &mut Vec<Found>) {
    let vocabulary = reader.vocabulary;
    let clause = line.clause(pair.made.tokens.start);
    let has = |name: &str| line.find(vocabulary.list(name), clause.clone()).is_some();
    let end = pair.tried.tokens.end;
    let after_rebounds = before_rebounds(reader, line, end);
    let run = !after_rebounds && vocabulary.one_of("run", line.word(end)) || line.word(end) == "lead" && line.word(end + 1) == "to";
    // What the bench scored is read with the groups.
    let group = has("bench_noun") && line.find(vocabulary.list("outscore"), clause.clone()).is_some();
    if run || group || has("beyond") || has("streak") {
        return;
    }
    let start = pair.made.tokens.start;
    if line.mentions.iter().any(|mention| matches!(mention.named, Named::Other(_)) && mention.tokens.start.abs_diff(end) <= REACH) {
        return;
    }
    let several = (clause.start..end + REACH).any(|at| matches!(line.word(at), "quarters" | "halves"))
        && periods::at(reader, line, end + 1).is_none();
    if several && stretch(reader, line, &pair.tokens()).is_none() {
        return;
    }
    let rebounds = after_rebounds || of_rebounds(line, start);
    let high = pair.made.value >= LEAST && pair.tried.value >= LEAST;
    let whole = pair.made.value >= WHOLE && pair.tried.value >= WHOLE;
    let beat = line.find(vocabulary.list("beat"), 0..start).is_some();
    let [home, visitors] = Which::BOTH;
    let sides = |value: &dyn Fn(Which) -> Option<u32>| value(home).zip(value(visitors));
    let (right, what, fields): (_, _, Vec<String>) = if rebounds {
        (sides(&|which| reader.sheet.side_total(which, "rebounds")), "rebounds were", vec!["rebounds".to_owned()])
    } else if let Some(stretch) = stretch(reader, line, &pair.tokens()).filter(|stretch| !(whole || beat && high && stretch.0 == 5)) {
        let fields = (stretch.0..=stretch.1).map(|number| format!("period:{number}")).collect();
        (sides(&|which| reader.sheet.points(which, stretch)), "that stretch was", fields)
    } else if high && (beat || has("won") || has("lost") || has("win_over") || has("loss_to") || has("lost_to")) {
        let score = |which: Which| Some(reader.sheet.side(which).score);
        (sides(&score), "the score was", vec!["score".to_owned()])
    } else {
        return;
    };
    let Some((a, b)) = right else { return };
    let stated = (pair.made.value, pair.tried.value);
    // The order in which the values stand, as near to the copy as can be; without a hit, the larger first.
    let hits = |(a, b): (u32, u32)| usize::from(a == stated.0) + usize::from(b == stated.1);
    let first_larger = if a >= b { (a, b) } else { (b, a) };
    let other = (first_larger.1, first_larger.0);
    let (first, second) = if hits(other) > hits(first_larger) { other } else { first_larger };
    let cells = |which: Which| fields.iter().flat_map(move |field| reader.sheet.side_cell(which, field));
    let cells: Vec<_> = Which::BOTH.iter().flat_map(|which| cells(*which)).collect();
    for (number, right) in [(&pair.made, first), (&pair.tried, second)] {
        let reason = format!("{what} {} {a}, {} {b}", reader.sheet.side(home).nickname, reader.sheet.side(visitors).nickname);
        found.push(Found::number(number, right, number.value == right, reason).named("score").with(cells.clone()));
    }
}

/// "a 6-point win", "by 16": the margin of the match or of a stretch.
fn margin(reader: &Reader<'_>, line: &Line, at: usize, found: &mut Vec<Found>) {
    let Some(number) = line.number(at) else { return };
    if at >= line.future || number.value == 0 || number.tokens.start > 0 && line.before(number.tokens.start) == "-" {
        return;
    }
    let point = line.word(number.tokens.end) == "-" && matches!(line.word(number.tokens.end + 1), "point" | "points");
    let noun = number.tokens.end + 2;
    let vocabulary = reader.vocabulary;
    let clause = line.clause(at);
    if point && let Some((width, stretch)) = line.keyed(&vocabulary.periods, noun) {
        period_of_side(reader, line, &number, *stretch, noun + width, found);
        return;
    }
    let at_break = point && line.word(noun) == "game";
    let of_match = point && line.phrase(vocabulary.list("margin"), noun).is_some();
    let by = line.before(at) == "by" && matches!(line.word(number.tokens.end), "" | "." | "," | "points" | "in" | "and" | "at" | "after");
    let beyond = line.find(vocabulary.list("beyond"), clause.clone()).is_some();
    // "won the rebounding battle by eight" is read with the battles.
    let battle = line.spans(&vocabulary.battles, clause.start..at).iter().any(|(words, _)| words.end + REACH > at);
    if beyond || battle || !(of_match || by || at_break) {
        return;
    }
    let told = by && at.checked_sub(2).is_some_and(|at| vocabulary.one_of("win_words", line.word(at)));
    // "in the fourth quarter, which Miami won by 14"
    let which = (at.saturating_sub(6)..at).any(|at| line.word(at) == "which");
    let period = stretch(reader, line, &number.tokens).filter(|_| !of_match && (!told || which));
    let outscored = line.find(vocabulary.list("outscore"), clause.start..at).is_some();
    let beat =
        line.find(vocabulary.list("beat"), clause.start..at).is_some() || line.find(vocabulary.list("won"), clause.start..at).is_some();
    let right = match period {
        Some(stretch) if at_break && stretch.0 == 1 => reader.sheet.margin(Which::Home, stretch),
        _ if at_break => None,
        Some(stretch) if outscored || by && !stands(line.word(at.saturating_sub(2))) => reader.sheet.margin(Which::Home, stretch),
        None if of_match || told || (by && beat) => Some(reader.sheet.margin_of_match()),
        _ => None,
    };
    let Some(right) = right.and_then(|right| u32::try_from(right.abs()).ok()) else { return };
    let cells = Which::BOTH.iter().flat_map(|which| reader.sheet.side_cell(*which, "score")).collect();
    let holds = super::statistics::hedged(line, at, number.value, right);
    found.push(Found::number(&number, right, holds, format!("the difference was {right}")).named("margin").with(cells));
}

/// Words before "by 28" that make it how the match stood.
fn stands(word: &str) -> bool {
    matches!(word, "led" | "up" | "down" | "ahead" | "behind" | "trailed" | "trailing" | "leading")
}

/// "a 38-point first quarter": of the side that is named before it.
fn period_of_side(reader: &Reader<'_>, line: &Line, number: &Number, stretch: (u8, u8), end: usize, found: &mut Vec<Found>) {
    let side = line.mentions.iter().rev().filter(|mention| mention.tokens.end <= number.tokens.start).find_map(Mention::side);
    if matches!(line.word(end), "lead" | "deficit" | "advantage" | "run" | "cushion" | "edge" | "margin" | "hole" | "bulge" | "gap") {
        return;
    }
    let Some((side, right)) = side.and_then(|side| Some((side, reader.sheet.points(side, stretch)?))) else { return };
    let holds = super::statistics::hedged(line, number.tokens.start, number.value, right);
    let reason = format!("the {} scored {right} in that stretch", reader.sheet.side(side).nickname);
    found.push(Found::number(number, right, holds, reason).named("period"));
}

/// "X outscored Y in the fourth quarter": whether X did.
fn outscored(reader: &Reader<'_>, line: &Line, shots: &[Range<usize>], found: &mut Vec<Found>) {
    for verb in line.all(reader.vocabulary.list("outscore"), 0..line.tokens.len().min(line.future)) {
        let object = |mention: &&Mention| {
            let start = mention.tokens.start;
            let before = line.before(if line.before(start) == "the" { start - 1 } else { start });
            matches!(before, "from" | "against" | "over" | "past" | "by")
        };
        let subject = line.mentions.iter().rev().filter(|mention| mention.tokens.end <= verb.start && mention.side().is_some());
        let subject = { subject }.find(|mention| !object(mention));
        let object = line.mentions.iter().find(|mention| mention.tokens.start >= verb.end && mention.tokens.start <= verb.end + 2);
        let who = subject.and_then(Mention::side).or(reader.told.side);
        let Some(who) = who else { continue };
        let until = (verb.end..line.tokens.len()).find(|at| line.breaks(*at) && line.word(*at) != "with").unwrap_or(line.tokens.len());
        let points = |at: usize| pair(line, at).filter(|pair| line.before(at) != "(" && !shots.contains(&pair.tokens()));
        let numbers = (verb.end..until).find_map(points);
        // "in the third, outscoring the Bulls 26-18, and a 30-26 fourth quarter by the visitors"
        let near = numbers.as_ref().map_or(until, |pair| until.min(pair.tokens().end + NEAR));
        let after = periods::within(reader, line, verb.end..near).into_iter().next();
        let before = || periods::within(reader, line, line.clause(verb.start).start..verb.start).pop();
        let Some((_, stretch)) = after.or_else(before) else { continue };
        let Some(margin) = reader.sheet.margin(who, stretch) else { continue };
        if let Some(object) = object.filter(|object| object.side() == Some(who)) {
            let other = reader.sheet.side(who.other()).nickname.clone();
            found.push(Found::new(&object.tokens, "F4", Kind::Name, false, "a side cannot outscore itself").fixed(other));
            continue;
        }
        let swapped = margin < 0 && numbers.as_ref().is_some_and(|pair| exact(reader, pair, stretch));
        let side = reader.sheet.side(who);
        let reason = format!("{} were outscored by {} in that stretch", side.nickname, margin.abs());
        match (swapped, subject, object) {
            (true, Some(subject), Some(object)) if subject.tokens.end + 4 >= verb.start => {
                let other = reader.sheet.side(who.other()).nickname.clone();
                found.push(Found::new(&subject.tokens, "F4", Kind::Name, false, reason.clone()).fixed(other));
                found.push(Found::new(&object.tokens, "F4", Kind::Name, false, reason).fixed(side.nickname.clone()));
            }
            _ => {
                let passive = matches!(line.before(verb.start), "were" | "was" | "been" | "being" | "got");
                let holds = if passive { margin < 0 } else { margin > 0 };
                let more = if passive { format!("the {} had {} more in that stretch", side.nickname, margin.abs()) } else { reason };
                found.push(Found::new(&verb, "F10", Kind::Claim, holds, more).named("outscored"));
            }
        }
    }
}

/// "won the fourth quarter": whether the side before it did.
fn won_stretch(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    for (place, stretch) in periods::within(reader, line, 0..line.tokens.len().min(line.future)) {
        let Some(verb) = (place.start.saturating_sub(2)..place.start).find(|at| line.before(*at) != "to" && wins(line, *at).is_some())
        else {
            continue;
        };
        let Some(says) = wins(line, verb).filter(|_| place.start - verb <= 1 || line.word(verb + 1) == "the") else { continue };
        let before = line.mentions.iter().rev().find(|mention| mention.tokens.end <= verb);
        let they = before.is_some_and(|mention| (mention.tokens.end..verb).any(|at| matches!(line.word(at), "they" | "who")));
        let Some(who) = before.filter(|_| !they).and_then(Mention::side) else { continue };
        let Some(margin) = reader.sheet.margin(who, stretch) else { continue };
        let holds = if says { margin > 0 } else { margin < 0 };
        let reason = format!("the difference for the {} was {margin}", reader.sheet.side(who).nickname);
        found.push(Found::new(&(verb..verb + 1), "F10", Kind::Claim, holds, reason).named("won_stretch"));
    }
}

/// Whether a verb says that its subject won or lost.
fn wins(line: &Line, at: usize) -> Option<bool> {
    match line.word(at) {
        "won" | "winning" | "took" => Some(true),
        "lost" | "losing" | "dropped" => Some(false),
        _ => None,
    }
}

/// Whether two numbers are the points of both sides in a stretch.
fn exact(reader: &Reader<'_>, pair: &Pair, stretch: (u8, u8)) -> bool {
    let points = |which| reader.sheet.points(which, stretch);
    let right = (points(Which::Home), points(Which::Visitors));
    let stated = (Some(pair.made.value), Some(pair.tried.value));
    right == stated || right == (stated.1, stated.0)
}
