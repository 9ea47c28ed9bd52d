//! The bench and the starters of a side as one: "the bench combined for 56 points", "got 39 points from its reserves", "outscoring
//! Boston's bench 59-29".

use super::battles::of_both;
use super::found::Found;
use super::line::Line;
use super::names::Mention;
use super::reader::Reader;
use super::shots::pair;
use super::statistics::{Figure, hedged};
use crate::event::Which;
use crate::verify::foreign::Kind;
use std::ops::Range;

/// How far from the group its figure may stand.
const REACH: usize = 8;

/// A bench or the starters of a side.
#[derive(Debug)]
struct Group {
    which: Which,
    starters: bool,
}

/// Judges a figure of a group; `None` where it is none of one.
pub(super) fn judge(reader: &Reader<'_>, line: &Line, figure: &Figure) -> Option<Found> {
    let group = before(reader, line, figure).or_else(|| after(reader, line, figure))?;
    let right = reader.sheet.group_total(group.which, group.starters, &figure.statistic)?;
    let name = if group.starters { "starters" } else { "bench" };
    let reason = format!("the {name} of the {} had {right}", reader.sheet.side(group.which).nickname);
    let holds = hedged(line, figure.number.tokens.start, figure.number.value, right);
    let mut found = Found::number(&figure.number, right, holds, reason).named("group");
    found.cells =
        reader.sheet.players(group.which, Some(group.starters)).flat_map(|one| reader.sheet.cell(one, &figure.statistic)).collect();
    Some(found)
}

/// "the Lakers' reserves scored 59 points".
fn before(reader: &Reader<'_>, line: &Line, figure: &Figure) -> Option<Group> {
    let start = figure.number.tokens.start;
    let from = start.saturating_sub(REACH);
    let (noun, starters) = nouns(reader, line, from..start).pop()?;
    let acts = line.phrase(reader.vocabulary.list("group_acts"), noun.end).or_else(|| {
        let aside = usize::from(line.tokens.get(noun.end).is_some_and(|token| token.lower.ends_with("ly")));
        line.phrase(reader.vocabulary.list("group_acts"), noun.end + aside)
    });
    let named = line.mentions.iter().find(|mention| mention.tokens.start >= noun.end && mention.tokens.end <= start);
    // "the second unit gave San Antonio 49 points"
    if let Some(mention) = named.filter(|mention| mention.tokens.end == start && line.word(noun.end) == "gave") {
        return Some(Group { which: mention.side()?, starters });
    }
    acts.filter(|_| named.is_none())?;
    Some(Group { which: owner(reader, line, noun.start)?, starters })
}

/// "39 points from its reserves".
fn after(reader: &Reader<'_>, line: &Line, figure: &Figure) -> Option<Group> {
    let end = figure.tokens.end;
    let (noun, starters) = nouns(reader, line, end..end + 5).into_iter().next()?;
    let given = line.word(end) == "from" && (end + 1..noun.start).all(|at| !line.breaks(at));
    let clause = line.clause(figure.tokens.start);
    let player = line.mentions.iter().any(|mention| {
        clause.start <= mention.tokens.start && mention.tokens.end <= noun.start && !matches!(mention.named, super::names::Named::Side(_))
    });
    if !given || player || matches!(line.word(noun.end), "player" | "players" | "guard" | "forward" | "center" | "duo") {
        return None;
    }
    Some(Group { which: owner(reader, line, noun.start)?, starters })
}

/// The nouns of groups in a stretch, with whether they mean starters.
fn nouns(reader: &Reader<'_>, line: &Line, within: Range<usize>) -> Vec<(Range<usize>, bool)> {
    let all =
        |name: &str, starters: bool| line.all(reader.vocabulary.list(name), within.clone()).into_iter().map(move |place| (place, starters));
    let mut found: Vec<_> = all("bench_noun", false).chain(all("starter_noun", true)).collect();
    found.sort_by_key(|(place, _)| place.start);
    found
}

/// Whose group it is: of the side named right before it, else of the side of the clause.
fn owner(reader: &Reader<'_>, line: &Line, noun: usize) -> Option<Which> {
    let last = line.mentions.iter().rev().find(|mention| mention.tokens.end <= noun);
    let beside = last.filter(|mention| (mention.tokens.end..noun).all(|at| matches!(line.word(at), "'s" | "'" | "’" | "’s")));
    if let Some(mention) = beside {
        return mention.side();
    }
    let object = |mention: &&Mention| matches!(line.word(mention.tokens.start.saturating_sub(2)), "against" | "over" | "to" | "by" | "for");
    let clause = line.clause(noun);
    let side = last.filter(|mention| mention.tokens.start >= clause.start && !object(mention));
    match side {
        Some(mention) => mention.side(),
        None if last.is_none_or(|mention| mention.tokens.start < clause.start) && matches!(line.before(noun), "their" | "its") => {
            let first = line.mentions.iter().find_map(Mention::side);
            let several = line.mentions.iter().filter_map(Mention::side).any(|side| Some(side) != first);
            first.filter(|_| !several).or(if first.is_none() { reader.told.side } else { None })
        }
        None => None,
    }
}

/// "the reserves outscored Boston's bench 59-29": both numbers, and who had more.
pub(super) fn check(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    for verb in line.all(reader.vocabulary.list("outscore"), 0..line.tokens.len().min(line.future)) {
        let near = |within: Range<usize>| nouns(reader, line, within).into_iter().next();
        let own = near(verb.start.saturating_sub(REACH)..verb.start);
        let other = near(verb.end..verb.end + 5);
        let Some((noun, starters)) = own.or(other) else { continue };
        let points = |which| reader.sheet.group_total(which, starters, "points");
        let (Some(home), Some(visitors)) = (points(Which::Home), points(Which::Visitors)) else { continue };
        let Some(two) = (verb.end..verb.end + REACH + 2).find_map(|at| pair(line, at)).filter(|pair| !pair.spoken) else { continue };
        found.extend(of_both(reader, &two, (home, visitors), "group"));
        let subject = line.mentions.iter().rev().find(|mention| mention.tokens.end <= noun.start.min(verb.start)).and_then(Mention::side);
        let Some(who) = subject else { continue };
        let (own, other) = if who == Which::Home { (home, visitors) } else { (visitors, home) };
        let passive = matches!(line.before(verb.start), "were" | "was" | "been" | "being");
        let reason = format!("they had {own}, the others {other}");
        found.push(Found::new(&verb, "F10", Kind::Claim, if passive { own < other } else { own > other }, reason).named("group"));
    }
}
