//! What a player was in the match: a starter or a reserve, out with six fouls, without a point; and of which side.

use super::found::Found;
use super::leaders::player_before;
use super::line::Line;
use super::names::{Mention, Named, PlayerRef};
use super::reader::Reader;
use crate::verify::foreign::Kind;
use std::ops::Range;

/// Fouls after which a player is out.
const FOULS: u32 = 6;

/// Judges these words.
pub(super) fn check(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    bench(reader, line, found);
    starter(reader, line, found);
    state(reader, line, found);
    owned(reader, line, found);
}

/// The player whom a phrase is about, where no side comes between.
fn about(reader: &Reader<'_>, line: &Line, phrase: &Range<usize>) -> Option<PlayerRef> {
    let counts = |mention: &&Mention| mention.tokens.end <= phrase.start && (mention.player().is_some() || mention.side().is_some());
    let named = line.mentions.iter().rev().find(counts);
    let near = named.is_none_or(|mention| mention.player().is_some() || (0..phrase.start).any(|at| line.word(at) == "he"));
    player_before(reader, line, phrase.start).filter(|_| near)
}

/// "off the bench" of a starter.
fn bench(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    for phrase in line.all(reader.vocabulary.list("off_bench"), 0..line.tokens.len().min(line.future)) {
        let Some(player) = about(reader, line, &phrase) else { continue };
        let Some(line_of) = reader.sheet.player(player) else { continue };
        let reason = format!("{} was a starter", line_of.person.full);
        let cells = line_of.cells.get("position").cloned().into_iter().collect();
        found.push(Found::new(&phrase, "F10", Kind::Claim, !line_of.starter, reason).named("bench").with(cells));
    }
}

/// "as a starter" of a reserve.
fn starter(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    for phrase in line.all(reader.vocabulary.list("as_starter"), 0..line.tokens.len().min(line.future)) {
        let clause = line.clause(phrase.start);
        let Some(player) = about(reader, line, &phrase) else { continue };
        if line.find(reader.vocabulary.list("beyond"), clause.start..phrase.end + 3).is_some() {
            continue;
        }
        let Some(line_of) = reader.sheet.player(player) else { continue };
        let reason = format!("{} came off the bench", line_of.person.full);
        let cells = line_of.cells.get("position").cloned().into_iter().collect();
        found.push(Found::new(&phrase, "F10", Kind::Claim, line_of.starter, reason).named("starter").with(cells));
    }
}

/// "fouled out", "went scoreless".
fn state(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    for (name, statistic, right) in [("fouled_out", "fouls", FOULS), ("scoreless", "points", 0)] {
        for phrase in line.all(reader.vocabulary.list(name), 0..line.tokens.len().min(line.future)) {
            let clause = line.clause(phrase.start);
            let of_part = line.find(reader.vocabulary.list("part"), phrase.end..clause.end).is_some();
            let Some(player) = about(reader, line, &phrase).filter(|_| !of_part) else { continue };
            let Some(total) = reader.sheet.total(player, statistic) else { continue };
            let reason = format!("{} had {total} {statistic}", reader.sheet.name(player));
            let cells = reader.sheet.cell(player, statistic);
            found.push(Found::new(&phrase, "F10", Kind::Claim, total == right, reason).named(name).with(cells));
        }
    }
}

/// "the Lakers' Khris Middleton", "Kings guard Victor Oladipo": a player of the other side.
fn owned(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    for pair in line.mentions.windows(2) {
        let [side, player] = pair else { continue };
        let (Some(which), Named::Players(players)) = (side.side(), &player.named) else { continue };
        let between = side.tokens.end..player.tokens.start;
        let role = between.clone().any(|at| reader.vocabulary.one_of("position", line.word(at)));
        let only = between.clone().all(|at| {
            matches!(line.word(at), "'s" | "'" | "’" | "’s" | "-" | "star" | "all") || reader.vocabulary.one_of("position", line.word(at))
        });
        let owner = between.len() == 1 && line.word(between.start).starts_with(['\'', '’']);
        let bare = line.before(side.tokens.start) == "of" || players.iter().any(|player| player.0 == which);
        if !only || !(role || owner) || bare {
            continue;
        }
        let Some(own) = players.first().map(|player| reader.sheet.side(player.0)) else { continue };
        let reason = format!("the player was with the {}", own.nickname);
        found.push(Found::new(&side.tokens, "F11", Kind::Name, false, reason).fixed(own.nickname.clone()));
    }
}
