//! Who alone, and how many, were in double figures.

use super::company;
use super::found::Found;
use super::line::{Line, Number};
use super::names::{Mention, PlayerRef};
use super::reader::Reader;
use crate::event::Which;
use crate::verify::foreign::Kind;

/// Judges these words.
pub(super) fn check(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    only(reader, line, found);
    counted(reader, line, found);
}

/// "X was the only other starter in double figures".
fn only(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    let words = reader.vocabulary;
    for phrase in line.all(words.list("only"), 0..line.tokens.len().min(line.future)) {
        let Some(figures) = line.find(words.list("double_figures"), phrase.end..line.tokens.len()) else { continue };
        if (phrase.end..figures.start).any(|at| matches!(line.word(at), "failed" | "not" | "without" | "didn't")) {
            continue;
        }
        let after = line.mentions.iter().find(|mention| mention.tokens.start >= figures.end && mention.player().is_some());
        let before = line.mentions.iter().rev().find(|mention| mention.tokens.end <= phrase.start && mention.player().is_some());
        let players: Vec<PlayerRef> = before.or(after).and_then(Mention::player).into_iter().collect();
        let Some(player) = players.first().copied() else { continue };
        let inside = line.mentions.iter().find(|mention| phrase.end <= mention.tokens.start && mention.tokens.end <= figures.start);
        let of = inside.and_then(Mention::side).or(reader.told.company);
        if let (Some(mention), true) = (before.or(after), of.is_some_and(|side| side != player.0)) {
            found.push(company::stranger(reader, mention));
        }
        let starters = line.find(words.list("starter"), phrase.end..figures.start);
        // "the only Hawk off the bench in double figures"
        let clause = line.clause(phrase.start);
        let reserve = ["in_bench", "off_bench"].iter().any(|list| line.find(words.list(list), phrase.end..clause.end).is_some());
        let of_group = starters.as_ref().map(|_| true).or(reserve.then_some(false));
        let scored = reader.sheet.total(player, "points").is_some_and(|points| points >= 10);
        let starts = reader.sheet.player(player).is_some_and(|player| player.starter);
        let name = reader.sheet.name(player);
        if let Some(word) = starters.filter(|_| !starts) {
            found.push(Found::new(&word, "F10", Kind::Claim, false, format!("{name} came off the bench")).named("starter"));
            continue;
        }
        if !scored {
            found.push(Found::new(&figures, "F10", Kind::Claim, false, format!("{name} did not score ten points")).named("double_figures"));
            continue;
        }
        let group: Vec<PlayerRef> = if line.before(phrase.start) == "the" && line.word(phrase.start.saturating_sub(2)) == "were" {
            line.mentions.iter().filter(|mention| mention.tokens.end <= phrase.start).filter_map(Mention::player).collect()
        } else {
            vec![player]
        };
        let others: Vec<PlayerRef> =
            reader.sheet.in_double_figures(player.0, of_group).into_iter().filter(|other| !group.contains(other)).collect();
        let other = line.word(phrase.end - 1) == "other" || line.word(phrase.end) == "other";
        let here = |one: &PlayerRef| {
            line.mentions.iter().any(|mention| mention.tokens.end <= phrase.start && mention.player().as_ref() == Some(one))
        };
        let untold = others.iter().filter(|one| !(other && (here(one) || reader.told.named.contains(one)))).count();
        let reason = format!("{untold} more of the {} scored ten points", reader.sheet.side(player.0).nickname);
        found.push(Found::new(&phrase, "F10", Kind::Claim, untold == 0, reason).named("only").with(reader.sheet.cell(player, "points")));
    }
}

/// "The Hawks had six players in double figures", "seven Lakers", "no Magic starter".
fn counted(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    let Some(figures) = line.find(reader.vocabulary.list("double_figures"), 0..line.tokens.len().min(line.future)) else { return };
    for at in 0..figures.start {
        let none = matches!(line.word(at), "no" | "none");
        let number = line.number(at).or_else(|| none.then(|| Number { tokens: at..at + 1, value: 0 }));
        let Some(number) = number else { continue };
        let inside = line.mentions.iter().find(|mention| mention.tokens.start == number.tokens.end).filter(|one| one.side().is_some());
        let end = inside.map_or(number.tokens.end, |mention| mention.tokens.end);
        let noun = end + usize::from(line.word(end) == "'s" || line.word(end) == "'");
        let starters = matches!(line.word(noun), "starters" | "starter");
        let players = starters || matches!(line.word(noun), "players" | "different") || inside.is_some() && noun + 4 >= figures.start;
        if !players || line.before(at) == "the" || line.breaks_between(at, figures.start) || denied(line, noun..figures.start) {
            continue;
        }
        let before = || line.mentions.iter().rev().find(|mention| mention.tokens.end <= at).and_then(Mention::side);
        let side: Option<Which> = inside.and_then(Mention::side).or_else(before).or(reader.told.side);
        let Some(side) = side else { continue };
        let right = u32::try_from(reader.sheet.in_double_figures(side, starters.then_some(true)).len()).unwrap_or(0);
        let reason = format!("{right} of the {} scored ten points", reader.sheet.side(side).nickname);
        let holds = if none { right == 0 } else { right == number.value };
        let mut one = Found::number(&number, right, holds, reason).named("double_figures");
        one.fix = one.fix.filter(|_| !none);
        found.push(one);
    }
}

/// "failed to reach double figures".
fn denied(line: &Line, within: std::ops::Range<usize>) -> bool {
    within.into_iter().any(|at| matches!(line.word(at), "failed" | "not" | "without" | "didn't"))
}
