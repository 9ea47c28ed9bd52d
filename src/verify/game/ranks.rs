//! Ranks among players, and how near to a double-double: "the Bucks' second-leading scorer", "one rebound shy of a triple-double".

use super::found::Found;
use super::leaders::player_before;
use super::line::Line;
use super::names::Mention;
use super::reader::Reader;
use super::statistics;
use crate::verify::foreign::Kind;
use crate::verify::numbers;

/// A double figure.
const TEN: u32 = 10;

/// Judges these words.
pub(super) fn check(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    ranked(reader, line, found);
    shy(reader, line, found);
}

/// "the second-leading scorer", "the third-highest scorer".
fn ranked(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    for phrase in line.all(reader.vocabulary.list("ranked_best"), 0..line.tokens.len().min(line.future)) {
        let clause = line.clause(phrase.start);
        // "second on the team in assists"
        let otherwise = line.word(phrase.end) == "in" && !line.word(phrase.end + 1).starts_with("scor");
        if otherwise || line.find(reader.vocabulary.list("beyond"), clause.start..phrase.end + 3).is_some() {
            continue;
        }
        let Some(at) = phrase.start.checked_sub(usize::from(line.before(phrase.start) == "-") + 1) else { continue };
        let Some(rank) = numbers::ordinal(line.word(at)).and_then(|rank| usize::try_from(rank).ok()) else { continue };
        let before = line.mentions.iter().rev().find(|mention| mention.tokens.end <= at && mention.player().is_some());
        let Some(player) = before.and_then(Mention::player) else { continue };
        let owner = line.mentions.iter().find(|mention| mention.tokens.end <= at && mention.tokens.end + 1 >= at);
        if let Some(beside) = owner.filter(|mention| mention.side().is_some_and(|side| side != player.0)) {
            let own = reader.sheet.side(player.0).nickname.clone();
            let reason = format!("the player was with the {own}");
            found.push(Found::new(&beside.tokens, "F11", Kind::Name, false, reason).fixed(own));
            continue;
        }
        let right = reader.sheet.better(player, "points") + 1;
        let reason = format!("{} more had more points than {}", right - 1, reader.sheet.name(player));
        let cells = reader.sheet.cell(player, "points");
        found.push(Found::new(&(at..at + 1), "F10", Kind::Number, right == rank, reason).named("rank").with(cells));
    }
}

/// "one rebound shy of a triple-double".
fn shy(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    for figure in statistics::figures(reader, line).into_iter().filter(|figure| figure.tokens.end < line.future) {
        let end = figure.tokens.end;
        let Some(width) = line.phrase(reader.vocabulary.list("shy"), end) else { continue };
        let goal = end + width;
        let least = [("double_double", 2), ("triple_double", 3)]
            .iter()
            .find(|(name, _)| (goal..goal + 3).any(|at| line.phrase(reader.vocabulary.list(name), at).is_some()))
            .map(|(_, least)| *least);
        let Some((least, player)) = least.and_then(|least| Some((least, player_before(reader, line, figure.tokens.start)?))) else {
            continue;
        };
        let Some(total) = reader.sheet.total(player, &figure.statistic) else { continue };
        let name = reader.sheet.name(player);
        let holds = total + figure.number.value == TEN && reader.sheet.doubles(player, least - 1);
        let reason = format!("{name} had {total} {}", figure.statistic.replace('_', " "));
        let cells = reader.sheet.cell(player, &figure.statistic);
        found.push(Found::new(&figure.tokens, "F1", Kind::Number, holds, reason).named("shy").with(cells));
    }
}
