//! Who won: "X defeated Y", "X fell to Y", "a win over Y", "the X were able to prevail".

use super::found::Found;
use super::line::Line;
use super::names::{Mention, Named};
use super::reader::Reader;
use super::shots::pair;
use crate::event::Which;
use crate::verify::foreign::Kind;
use std::ops::Range;

/// How far before another team words may stand that take it to another match.
const REACH: usize = 6;
/// Points that each side of a whole match scores.
const WHOLE: u32 = 60;

/// Judges who won.
pub(super) fn check(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    beat(reader, line, found);
    lost_to(reader, line, found);
    noun(reader, line, found);
    prevail(reader, line, found);
    opponent(reader, line, found);
}

/// "defeated the Houston Rockets, 101-92": another team of the league where the first sentence tells the result.
fn opponent(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    let score = |at: usize| pair(line, at).is_some_and(|pair| !pair.spoken && pair.made.value.min(pair.tried.value) >= WHOLE);
    let named: Vec<Which> = line.mentions.iter().filter_map(Mention::side).collect();
    let Some(own) = named.first().filter(|own| named.iter().all(|side| side == *own)) else { return };
    if !reader.first || !(0..line.tokens.len()).any(score) {
        return;
    }
    for mention in line.mentions.iter().filter(|mention| matches!(mention.named, Named::Other(_)) && mention.tokens.end <= line.future) {
        let around = mention.tokens.start.saturating_sub(REACH)..line.clause(mention.tokens.start).end;
        if line.find(reader.vocabulary.list("beyond"), around).is_none() {
            let right = reader.sheet.side(own.other()).name();
            found.push(Found::new(&mention.tokens, "F2", Kind::Name, false, format!("the match was against {right}")).fixed(right));
        }
    }
}

/// "The Bucks were able to prevail" of the loser.
fn prevail(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    for phrase in line.all(reader.vocabulary.list("prevail"), 0..line.tokens.len().min(line.future)) {
        let before =
            line.mentions.iter().rev().find(|mention| mention.tokens.end <= phrase.start && mention.tokens.end + 8 >= phrase.start);
        let Some((mention, who)) = before.and_then(|mention| Some((mention, mention.side()?))) else { continue };
        let other = reader.sheet.side(who.other()).nickname.clone();
        let holds = reader.sheet.won(who);
        let reason = format!("the {} {}", reader.sheet.side(who).nickname, if holds { "won" } else { "lost" });
        found.push(Found::new(&mention.tokens, "F4", Kind::Name, holds, reason).named("prevail").fixed(other));
    }
}

/// The side before a verb that is its subject.
fn subject<'a>(line: &'a Line, verb: &Range<usize>) -> Option<&'a Mention> {
    let acts = |mention: &&Mention| !matches!(line.before(mention.tokens.start), "from" | "of" | "to" | "by" | "against");
    let before = line.mentions.iter().rev().filter(|mention| mention.tokens.end <= verb.start && mention.side().is_some());
    before.clone().find(acts).or_else(|| before.clone().next())
}

/// The side after a verb that is its object.
fn object<'a>(line: &'a Line, verb: &Range<usize>) -> Option<&'a Mention> {
    let object = line.mentions.iter().find(|mention| mention.tokens.start >= verb.end && mention.side().is_some())?;
    (object.tokens.start <= verb.end + 3).then_some(object)
}

/// "X defeated Y".
fn beat(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    for verb in line.all(reader.vocabulary.list("beat"), 0..line.tokens.len().min(line.future)) {
        judge(reader, line, &verb, true, found);
    }
}

/// "X fell to Y".
fn lost_to(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    for verb in line.all(reader.vocabulary.list("lost_to"), 0..line.tokens.len().min(line.future)) {
        let clause = line.clause(verb.start);
        if line.find(reader.vocabulary.list("beyond"), clause).is_none() {
            judge(reader, line, &verb, false, found);
        }
    }
}

fn judge(reader: &Reader<'_>, line: &Line, verb: &Range<usize>, won: bool, found: &mut Vec<Found>) {
    let (Some(subject), Some(object)) = (subject(line, verb), object(line, verb)) else { return };
    let (Some(who), Some(whom)) = (subject.side(), object.side()) else { return };
    if line.find(reader.vocabulary.list("unreal"), 0..verb.start).is_some() {
        return;
    }
    let cells: Vec<_> = Which::BOTH.iter().flat_map(|which| reader.sheet.side_cell(*which, "score")).collect();
    if who == whom {
        let other = reader.sheet.side(who.other()).nickname.clone();
        let wrong = if reader.sheet.won(who) == won { object } else { subject };
        found.push(Found::new(&wrong.tokens, "F4", Kind::Name, false, "a side cannot beat itself").fixed(other).with(cells));
        return;
    }
    let holds = reader.sheet.won(who) == won;
    let (said, fix) = if won { ("lost", "lost to") } else { ("won", "defeated") };
    let reason = if holds { "the sheet says the same".to_owned() } else { format!("the {} {said}", reader.sheet.side(who).nickname) };
    found.push(Found::new(verb, "F4", Kind::Claim, holds, reason).named("beat").fixed(fix).with(cells));
}

/// "a 104-79 blowout of Orlando", "with a win over the Kings", "a loss to the Hawks": the side after it.
fn noun(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    let words = reader.vocabulary;
    for (name, lost) in [("win_over", true), ("loss_to", false)] {
        for phrase in line.all(words.list(name), 0..line.tokens.len().min(line.future)) {
            let clause = line.clause(phrase.start);
            let Some(mention) = object(line, &phrase).filter(|object| object.tokens.start <= phrase.end + 2) else { continue };
            let Some(whom) = mention.side() else { continue };
            let counted = (phrase.start.saturating_sub(2)..phrase.start).any(|at| line.word(at).ends_with("th") || line.word(at) == "last");
            if counted || line.find(words.list("beyond"), clause.clone()).is_some() || line.find(words.list("unreal"), clause).is_some() {
                continue;
            }
            let holds = reader.sheet.won(whom) != lost;
            let side = reader.sheet.side(whom);
            let reason = format!("the {} {}", side.nickname, if lost { "won" } else { "lost" });
            let fix = reader.sheet.side(whom.other()).nickname.clone();
            found.push(Found::new(&mention.tokens, "F4", Kind::Name, holds, reason).named("beat").fixed(fix));
        }
    }
}
