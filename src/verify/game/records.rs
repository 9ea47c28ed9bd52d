//! Records of wins and losses: "(12-5)", "fell to 8-10", "their 32nd win of the season".

use super::found::Found;
use super::line::{Line, Number};
use super::names::Mention;
use super::reader::Reader;
use super::shots::Pair;
use crate::verify::numbers;

/// Whether a pair of numbers is a record.
pub(super) fn is_record(reader: &Reader<'_>, line: &Line, pair: &Pair) -> bool {
    line.before(pair.made.tokens.start) == "(" || moved_to(reader, line, pair)
}

/// "(12-5)" after a side, and "fell to 12-5".
pub(super) fn record(reader: &Reader<'_>, line: &Line, pair: &Pair, found: &mut Vec<Found>) {
    let open = pair.made.tokens.start - 1;
    let moved = moved_to(reader, line, pair);
    if !moved && !matches!(line.word(pair.tried.tokens.end), ")" | ",") {
        return;
    }
    let named =
        |mention: &&Mention| if moved { mention.tokens.end <= open && mention.side().is_some() } else { mention.tokens.end == open };
    let Some(which) = line.mentions.iter().rev().find(named).and_then(Mention::side) else { return };
    let side = reader.sheet.side(which);
    let Some(record) = side.record else { return };
    for (number, right, field, word) in [(&pair.made, record.won, "won", "won"), (&pair.tried, record.lost, "lost", "lost")] {
        let reason = format!("{} had {word} {right} after this match", side.name());
        found.push(Found::number(number, right, number.value == right, reason).named("record").with(reader.sheet.side_cell(which, field)));
    }
}

/// "fell to 8-10".
pub(super) fn moved_to(reader: &Reader<'_>, line: &Line, pair: &Pair) -> bool {
    let start = pair.made.tokens.start;
    let verb = start.checked_sub(2).map_or("", |at| line.word(at));
    line.before(start) == "to" && reader.vocabulary.one_of("moved", verb)
}

/// "their 32nd win of the season", "lost for the 36th time this season": of the side that is the subject.
pub(super) fn counted(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    let words = reader.vocabulary;
    for at in 0..line.tokens.len().min(line.future) {
        let Some(value) = numbers::ordinal(line.word(at)).and_then(|value| u32::try_from(value).ok()) else { continue };
        let season = line.phrase(words.list("season_of"), at + 2).is_some();
        let won = match line.word(at + 1) {
            "win" | "victory" => Some(true),
            "loss" | "defeat" => Some(false),
            "time" => {
                let verb = (at.saturating_sub(4)..at).find(|at| matches!(line.word(*at), "won" | "lost" | "winning" | "losing"));
                verb.map(|verb| line.word(verb).starts_with("wo") || line.word(verb).starts_with("wi"))
            }
            _ => None,
        };
        let Some(won) = won.filter(|_| season) else { continue };
        let before = line.mentions.iter().rev().find(|mention| mention.tokens.end <= at);
        let Some(which) = before.map_or(reader.told.side, Mention::side) else { continue };
        let side = reader.sheet.side(which);
        let Some(record) = side.record else { continue };
        let right = if won { record.won } else { record.lost };
        let number = Number { tokens: at..at + 1, value };
        let reason = format!("{} had {} {right} after this match", side.name(), if won { "won" } else { "lost" });
        let cells = reader.sheet.side_cell(which, if won { "won" } else { "lost" });
        let mut one = Found::number(&number, right, value == right, reason).named("record").with(cells);
        // The correction of an ordinal is an ordinal, which is left to the desk.
        one.fix = None;
        found.push(one);
    }
}
