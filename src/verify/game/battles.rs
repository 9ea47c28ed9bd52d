//! One side against the other in a statistic: "outrebounded the Magic by eight", "won the rebounding battle, 52-47", "rebounding was key".

use super::found::Found;
use super::line::{Line, Number};
use super::names::Mention;
use super::reader::Reader;
use super::shots::{Pair, pair};
use super::statistics::hedged;
use crate::event::Which;
use crate::verify::foreign::Kind;
use std::ops::Range;

/// How far after the words the figures may stand.
const REACH: usize = 9;

/// Judges every comparison; what was read is left to nobody else.
pub(super) fn check(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    let until = line.tokens.len().min(line.future);
    for (words, statistic) in line.spans(&reader.vocabulary.battles, 0..until) {
        let clause = line.clause(words.start);
        let list = |name: &str, within: Range<usize>| line.find(reader.vocabulary.list(name), within).is_some();
        if list("beyond", clause.clone()) || list("part", words.end..clause.end) || list("bench_noun", clause.clone()) {
            continue;
        }
        let (fewer, statistic) = statistic.strip_prefix('-').map_or((false, statistic.as_str()), |statistic| (true, statistic));
        figures(reader, line, &words, statistic, found);
        let Some((who, name)) = subject(reader, line, &words) else { continue };
        let (Some(own), Some(other)) = (reader.sheet.side_total(who, statistic), reader.sheet.side_total(who.other(), statistic)) else {
            continue;
        };
        let passive = matches!(line.before(words.start), "were" | "was" | "been" | "being" | "got" | "be" | "getting");
        let holds = if fewer == passive { own > other } else { own < other };
        let reason = format!("they had {own} {}, the others {other}", statistic.replace('_', " "));
        let cells = Which::BOTH.iter().flat_map(|which| reader.sheet.side_cell(*which, statistic)).collect();
        let object = line.mentions.iter().find(|mention| mention.tokens.start >= words.end && mention.tokens.start <= words.end + 2);
        if let Some(object) = object.filter(|object| name.is_some() && object.side() == Some(who)) {
            let fix = reader.sheet.side(who.other()).nickname.clone();
            found.push(Found::new(&object.tokens, "F4", Kind::Name, false, "a side cannot be better than itself").fixed(fix));
            continue;
        }
        found.push(Found::new(&words, "F10", Kind::Claim, holds, reason).named("battle").with(cells));
    }
    key(reader, line, found);
}

/// The side that is said to be better: the last one named before the words, no player and nobody's object.
fn subject<'a>(reader: &Reader<'_>, line: &'a Line, words: &Range<usize>) -> Option<(Which, Option<&'a Mention>)> {
    let object = |mention: &&Mention| {
        let start = mention.tokens.start;
        let before = line.before(if line.before(start) == "the" { start - 1 } else { start });
        reader.vocabulary.one_of("side_object", before) || matches!(before, "held" | "holding" | "to" | "by")
    };
    let before = line.mentions.iter().rev().filter(|mention| mention.tokens.end <= words.start);
    if let Some(mention) = before.clone().find(|mention| !object(mention)) {
        let they = (mention.tokens.end..words.start).any(|at| matches!(line.word(at), "they" | "them" | "who"));
        return mention.side().filter(|_| !they).map(|which| (which, Some(mention)));
    }
    let they = (0..words.start).any(|at| line.word(at) == "they");
    reader.told.side.filter(|_| they && before.count() == 0).map(|which| (which, None))
}

/// "52-47", "by eight" after the words.
fn figures(reader: &Reader<'_>, line: &Line, words: &Range<usize>, statistic: &str, found: &mut Vec<Found>) {
    let end = (words.end..words.end + REACH).find(|at| line.breaks(*at) || line.word(*at) == ".").unwrap_or(words.end + REACH);
    let total = |which| reader.sheet.side_total(which, statistic);
    let (Some(home), Some(visitors)) = (total(Which::Home), total(Which::Visitors)) else { return };
    // Rebounds in pairs are read with the scores.
    let two = (words.end..end).find_map(|at| pair(line, at)).filter(|pair| !pair.spoken && statistic == "turnovers");
    if let Some(two) = two {
        found.extend(of_both(reader, &two, (home, visitors), statistic));
        return;
    }
    let by = (words.end..end).find(|at| line.word(*at) == "by").and_then(|at| line.number(at + 1));
    if let Some(number) = by.filter(|number| pair(line, number.tokens.start).is_none() && line.word(number.tokens.end) != "-") {
        let right = home.abs_diff(visitors);
        let holds = hedged(line, number.tokens.start, number.value, right);
        found.push(Found::number(&number, right, holds, format!("the difference was {right}")).named("battle"));
    }
}

/// Two numbers that are the totals of both sides, in the order that is nearest to the copy.
pub(super) fn of_both(reader: &Reader<'_>, pair: &Pair, (home, visitors): (u32, u32), statistic: &str) -> Vec<Found> {
    let hits = |(a, b): (u32, u32)| usize::from(a == pair.made.value) + usize::from(b == pair.tried.value);
    let larger = if (home >= visitors) == (pair.made.value >= pair.tried.value) { (home, visitors) } else { (visitors, home) };
    let (first, second) = if hits((larger.1, larger.0)) > hits(larger) { (larger.1, larger.0) } else { larger };
    let sides = (&reader.sheet.side(Which::Home).nickname, &reader.sheet.side(Which::Visitors).nickname);
    let number = |number: &Number, right: u32| {
        let reason = format!("{} had {home}, {} {visitors}", sides.0, sides.1);
        Found::number(number, right, number.value == right, reason).named(statistic)
    };
    vec![number(&pair.made, first), number(&pair.tried, second)]
}

/// "Rebounding was key for the Lakers": of the side that had fewer.
fn key(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    let until = line.tokens.len().min(line.future);
    for phrase in line.all(reader.vocabulary.list("key_factor"), 0..until) {
        let statistic = match line.before(phrase.start) {
            "rebounding" => "rebounds",
            "shooting" => "field_goal_percent",
            _ => continue,
        };
        let side = line.mentions.iter().find(|mention| mention.tokens.start >= phrase.end && mention.tokens.start <= phrase.end + 8);
        let Some(who) = side.filter(|side| line.word(side.tokens.end) != "'s").and_then(Mention::side) else { continue };
        let (Some(own), Some(other)) = (reader.sheet.side_total(who, statistic), reader.sheet.side_total(who.other(), statistic)) else {
            continue;
        };
        let word = phrase.end - 1..phrase.end;
        let reason = format!("they had {own} {}, the others {other}", statistic.replace('_', " "));
        found.push(Found::new(&word, "F10", Kind::Claim, own > other, reason).named("key"));
    }
}
