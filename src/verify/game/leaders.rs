//! Who had the most, who came next, who alone: words about players that the sheet decides.

use super::found::Found;
use super::line::Line;
use super::names::{Mention, Named, PlayerRef};
use super::reader::Reader;
use super::subject::acts;
use super::{alone, company, ranks, roles, statistics};
use crate::event::Which;
use crate::verify::foreign::Kind;
use std::ops::Range;

/// Statistics after "in" that a player can lead in.
const IN: [(&str, &str); 5] =
    [("rebounds", "rebounds"), ("rebounding", "rebounds"), ("assists", "assists"), ("steals", "steals"), ("blocks", "blocks")];

/// Judges the words about players.
pub(super) fn check(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    leading(reader, line, found);
    led_by(reader, line, found);
    next_best(reader, line, found);
    doubles(reader, line, found);
    highs(reader, line, found);
    alone::check(reader, line, found);
    roles::check(reader, line, found);
    ranks::check(reader, line, found);
}

/// The player who is the subject at a word: the last one named before it, or the one that "he" means.
pub(super) fn player_before(reader: &Reader<'_>, line: &Line, at: usize) -> Option<PlayerRef> {
    let before = line.mentions.iter().rev().filter(|mention| mention.tokens.end <= at && matches!(mention.named, Named::Players(_)));
    let last = before.clone().find(|mention| {
        acts(line, reader.vocabulary, mention) || mention.tokens.end + 6 >= at && line.before(mention.tokens.start) == "to"
    });
    let he = || (0..at).any(|at| matches!(line.word(at), "he" | "his")).then_some(reader.told.he).flatten();
    last.map_or_else(he, Mention::player)
}

/// What somebody led in: "in rebounding", "led the team with six assists".
fn statistic_led(reader: &Reader<'_>, line: &Line, from: usize) -> String {
    let named = (from..from + 6).find_map(|at| (line.word(at) == "in").then(|| IN.iter().find(|(word, _)| *word == line.word(at + 1)))?);
    let figure = || statistics::figures(reader, line).into_iter().find(|figure| figure.tokens.start >= from);
    let with = figure().filter(|figure| {
        let start = figure.tokens.start;
        start <= from + 6 && line.before(start) == "with" && figure.statistic != "minutes"
    });
    named.map(|(_, statistic)| (*statistic).to_owned()).or(with.map(|figure| figure.statistic)).unwrap_or_else(|| "points".to_owned())
}

/// "X led the team", "X led the bench", "X led the way for the Hawks".
fn leading(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    let words = reader.vocabulary;
    for verb in line.all(words.list("led"), 0..line.tokens.len().min(line.future)) {
        if line.phrase(words.list("led_by"), verb.start).is_some() || line.before(verb.start) == "-" {
            continue;
        }
        let Some(player) = player_before(reader, line, verb.start).filter(|_| subject_is_near(line, verb.start)) else { continue };
        let own = reader.sheet.side(player.0);
        let starter = reader.sheet.player(player).is_some_and(|player| player.starter);
        let statistic = &statistic_led(reader, line, verb.end);
        let mut object = (verb.end..verb.end + 5).take_while(|at| !matches!(line.word(*at), "and" | "," | "with"));
        let bench = object.find_map(|at| line.phrase(words.list("bench_group"), at).map(|width| at..at + width));
        let starters = (verb.end..verb.end + 5)
            .take_while(|at| !matches!(line.word(*at), "and" | "," | "with"))
            .find(|at| line.phrase(words.list("starter_noun"), *at).is_some());
        let named = line.mentions.iter().find(|mention| mention.tokens.start >= verb.end && mention.tokens.start <= verb.end + 4);
        if line.find(words.list("game_led"), verb.start..verb.end + 3).is_some() {
            let all = Which::BOTH.into_iter().flat_map(|which| reader.sheet.players(which, None));
            let best = reader.sheet.best(all, statistic);
            led(reader, &verb, player, statistic, reader.sheet.total(player, statistic) >= best, found);
            continue;
        }
        let way = line.tokens.get(verb.clone()).is_some_and(|tokens| tokens.len() > 1);
        if let (Some(company), None, true) = (reader.told.company, named, way)
            && company != player.0
            && let Some(mention) = line.mentions.iter().find(|mention| mention.player() == Some(player))
        {
            found.push(company::stranger(reader, mention));
            continue;
        }
        let object = line.word(verb.end);
        if !(way || matches!(object, "the" | "all" | "with" | "both") || named.is_some()) {
            continue;
        }
        if let Some(group) = bench {
            of_bench(reader, line, &group, player, found);
            let best = reader.sheet.best(reader.sheet.players(player.0, Some(false)), statistic);
            led(reader, &verb, player, statistic, reader.sheet.total(player, statistic) >= best, found);
            continue;
        }
        if let Some((mention, side)) = named.and_then(|mention| Some((mention, mention.side()?)))
            && side != player.0
        {
            let reason = format!("{} played for the {}", reader.sheet.name(player), own.nickname);
            found.push(Found::new(&mention.tokens, "F11", Kind::Name, false, reason).fixed(own.nickname.clone()));
            let best = reader.sheet.best(reader.sheet.players(player.0, None), statistic);
            if reader.sheet.total(player, statistic) < best {
                led(reader, &verb, player, statistic, false, found);
            }
            continue;
        }
        if let Some(word) = starters.filter(|_| !starter) {
            let reason = format!("{} came off the bench", reader.sheet.name(player));
            found.push(Found::new(&(word..word + 1), "F10", Kind::Claim, false, reason).named("starter"));
        }
        let group = if starters.is_some() && starter { Some(true) } else { None };
        let best = reader.sheet.best(reader.sheet.players(player.0, group), statistic);
        led(reader, &verb, player, statistic, reader.sheet.total(player, statistic) >= best, found);
    }
}

/// "led the bench" of a starter.
fn of_bench(reader: &Reader<'_>, line: &Line, group: &Range<usize>, player: PlayerRef, found: &mut Vec<Found>) {
    let holds = reader.sheet.player(player).is_none_or(|player| !player.starter);
    let start = group.start + usize::from(line.word(group.start) == "the");
    let reason = format!("{} was a starter", reader.sheet.name(player));
    found.push(Found::new(&(start..group.end), "F10", Kind::Claim, holds, reason).named("bench"));
}

fn led(reader: &Reader<'_>, verb: &Range<usize>, player: PlayerRef, statistic: &str, holds: bool, found: &mut Vec<Found>) {
    let reason = format!("{} did not have the most {statistic}", reader.sheet.name(player));
    let reason = if holds { "the sheet says the same".to_owned() } else { reason };
    found.push(Found::new(verb, "F10", Kind::Claim, holds, reason).named("led").with(reader.sheet.cell(player, statistic)));
}

/// Whether a player's name or "he" stands close before a verb.
fn subject_is_near(line: &Line, verb: usize) -> bool {
    let named = line.mentions.iter().rev().find(|mention| mention.tokens.end <= verb);
    let name = named.is_some_and(|mention| matches!(mention.named, Named::Players(_)) && verb - mention.tokens.end <= 2);
    let alone = named.is_none_or(|mention| line.before(mention.tokens.start) != "and");
    name && alone || matches!(line.before(verb), "he")
}

/// "The Hawks were led by X": whether X had the most of his side, and whether it is his side.
fn led_by(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    for verb in line.all(reader.vocabulary.list("led_by"), 0..line.tokens.len().min(line.future)) {
        let duo = line.find(reader.vocabulary.list("duo"), verb.end..verb.end + 4);
        let from = duo.as_ref().map_or(verb.end, |duo| duo.end);
        let players: Vec<&Mention> = line
            .mentions
            .iter()
            .filter(|mention| mention.tokens.start >= from && mention.player().is_some())
            .take(if duo.is_some() { 2 } else { 1 })
            .collect();
        let Some(first) = players.first().filter(|mention| mention.tokens.start <= from + 6).and_then(|mention| mention.player()) else {
            continue;
        };
        let side = line.mentions.iter().rev().find(|mention| mention.tokens.end <= verb.start && mention.side().is_some());
        let foreign: Vec<&&Mention> = players
            .iter()
            .filter(|mention| side.and_then(Mention::side).is_some_and(|side| mention.player().is_some_and(|player| player.0 != side)))
            .collect();
        if let (Some(side), true) = (side, !foreign.is_empty() && foreign.len() == players.len()) {
            let own = reader.sheet.side(first.0);
            let reason = format!("{} played for the {}", reader.sheet.name(first), own.nickname);
            found.push(Found::new(&side.tokens, "F11", Kind::Name, false, reason).fixed(own.nickname.clone()));
        } else {
            for mention in foreign {
                found.push(company::stranger(reader, mention));
            }
        }
        if duo.is_none() && side.and_then(Mention::side).is_none_or(|side| side == first.0) {
            let statistic = "points";
            let best = reader.sheet.best(reader.sheet.players(first.0, None), statistic);
            let holds = reader.sheet.total(first, statistic) >= best;
            let word = verb.start..verb.end - 1;
            led(reader, &word, first, statistic, holds, found);
        }
    }
}

/// "X was next": whether everybody of his side with more points was told before.
fn next_best(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    let words = reader.vocabulary;
    for phrase in line.all(words.list("next_best"), 0..line.tokens.len()) {
        let Some(player) = player_before(reader, line, phrase.start)
            .filter(|_| subject_is_near(line, phrase.start + 1) || subject_is_near(line, phrase.start))
        else {
            continue;
        };
        let second = line.find(words.list("second_best"), phrase.start..phrase.end + 4).is_some();
        if !second && reader.told.named.contains(&player) {
            continue;
        }
        let Some(points) = reader.sheet.total(player, "points") else { continue };
        let better: Vec<PlayerRef> = reader
            .sheet
            .players(player.0, None)
            .filter(|other| *other != player && reader.sheet.total(*other, "points").is_some_and(|total| total > points))
            .collect();
        let holds = if second { better.len() == 1 } else { better.iter().all(|other| reader.told.named.contains(other)) };
        if !second && line.phrase(words.list("next_best"), phrase.start) == Some(2) && line.word(phrase.start + 1) == "second" {
            continue;
        }
        let ordinal = || phrase.clone().find(|at| line.word(*at) == "second").filter(|_| second).map(|at| at..at + 1);
        let Some(word) = line.find(words.list("next_word"), phrase.clone()).or_else(ordinal) else { continue };
        let reason = format!("{} of {} had more points", better.len(), reader.sheet.side(player.0).nickname);
        let kind = if second { Kind::Number } else { Kind::Claim };
        found.push(Found::new(&word, "F10", kind, holds, reason).named("next").with(reader.sheet.cell(player, "points")));
    }
}

/// Double-doubles and triple-doubles.
fn doubles(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    for (name, least) in [("double_double", 2), ("triple_double", 3)] {
        for phrase in line.all(reader.vocabulary.list(name), 0..line.tokens.len().min(line.future)) {
            let denied = (phrase.start.saturating_sub(6)..phrase.start).any(|at| reader.vocabulary.one_of("not_quite", line.word(at)));
            let after =
                line.mentions.iter().find(|mention| mention.tokens.start >= phrase.end && mention.player().is_some() && phrase.start <= 3);
            let player = player_before(reader, line, phrase.start).or_else(|| after.and_then(Mention::player));
            let Some(player) = player.filter(|_| !denied) else { continue };
            let holds = reader.sheet.doubles(player, least);
            let reason = format!("{} had fewer than {least} double figures", reader.sheet.name(player));
            let cells = ["points", "rebounds", "assists"].iter().flat_map(|one| reader.sheet.cell(player, one)).collect();
            found.push(Found::new(&phrase, "F10", Kind::Claim, holds, reason).named(name).with(cells));
        }
    }
}

/// "a game-high 31 points", "a team-high of 13 rebounds".
fn highs(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    for name in ["game_high", "team_high", "bench_high"] {
        for phrase in line.all(reader.vocabulary.list(name), 0..line.tokens.len().min(line.future)) {
            let figure = statistics::figures(reader, line)
                .into_iter()
                .find(|figure| figure.tokens.end > phrase.end && figure.tokens.start <= phrase.end + 2);
            let statistic = figure.map_or_else(|| "points".to_owned(), |figure| figure.statistic);
            let Some(player) = player_before(reader, line, phrase.start) else { continue };
            let Some(total) = reader.sheet.total(player, &statistic) else { continue };
            let side = reader.sheet.players(player.0, (name == "bench_high").then_some(false));
            let other = reader.sheet.players(player.0.other(), None);
            let best =
                if name == "game_high" { reader.sheet.best(side.chain(other), &statistic) } else { reader.sheet.best(side, &statistic) };
            let starter = name == "bench_high" && reader.sheet.player(player).is_some_and(|player| player.starter);
            let holds = Some(total) >= best && !starter;
            let reason = format!("{} had {total} {statistic}, the most were {}", reader.sheet.name(player), best.unwrap_or(0));
            found.push(Found::new(&phrase, "F10", Kind::Claim, holds, reason).named(name).with(reader.sheet.cell(player, &statistic)));
        }
    }
}
