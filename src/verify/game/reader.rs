//! One sentence at a time: what it says, judged, and what later sentences need to know of it.

use super::found::Found;
use super::line::{Line, words};
use super::names::{Mention, Named, Names, PlayerRef};
use super::sheet::Sheet;
use super::subject::Told;
use super::vocabulary::Vocabulary;
use super::{certain, company, form, leaders, mistaken, open, scores, setting, shots, statistics};
use crate::event::Event;
use crate::verify::foreign::Ruling;

/// What a check may look at.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub event: &'a Event,
    pub sheet: Sheet<'a>,
    pub vocabulary: &'a Vocabulary,
    pub told: &'a Told,
    /// Whether it is the first sentence.
    pub first: bool,
}

/// Reads a sentence.
pub(super) fn line(text: &str, names: &Names, vocabulary: &Vocabulary) -> Line {
    let tokens = words(text);
    let mentions = names.mentions(&tokens);
    let mut line = Line { tokens, mentions, future: usize::MAX };
    let told = line.find(vocabulary.list("future"), 0..line.tokens.len()).map(|place| place.start);
    line.future = told.or_else(|| open::coming_by_tense(&line, vocabulary)).unwrap_or(line.tokens.len());
    line
}

/// Judges a sentence and tells what later ones need.
pub(super) fn read(reader: &Reader<'_>, line: &Line) -> (Vec<Found>, Told) {
    let mut found = Vec::new();
    statistics::check(reader, line, &mut found);
    let shots = shots::check(reader, line, &mut found);
    mistaken::rename(reader, &mut found);
    scores::check(reader, line, &shots, &mut found);
    leaders::check(reader, line, &mut found);
    form::check(reader, line, &mut found);
    setting::check(reader, line, &mut found);
    let told = told(reader, line, &mut found);
    open::check(reader, line, &mut found);
    (without_doubles(found), told)
}

/// One statement for the same words and the same ruling.
fn without_doubles(mut found: Vec<Found>) -> Vec<Found> {
    // What is decided comes before what cannot be.
    found.sort_by_key(|one| one.ruling == Ruling::NotCheckable);
    let mut kept: Vec<Found> = Vec::new();
    for one in found {
        let inside = kept
            .iter()
            .any(|other| other.ruling == one.ruling && other.tokens.start <= one.tokens.start && one.tokens.end <= other.tokens.end);
        let settled = one.ruling == Ruling::NotCheckable
            && kept.iter().any(|other| other.tokens.start < one.tokens.end && one.tokens.start < other.tokens.end);
        if !inside && !settled {
            kept.push(one);
        }
    }
    kept.sort_by_key(|one| (one.tokens.start, one.tokens.end));
    kept
}

/// What the sentence tells later ones; players in the company of the other side are found on the way.
fn told(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) -> Told {
    let mut told = reader.told.clone();
    let words = reader.vocabulary;
    told.elsewhere = certain::elsewhere(words, line);
    let first = line.mentions.iter().find(|mention| !matches!(mention.named, Named::Arena(_) | Named::Stranger));
    // "They limited Chicago to 38 percent" is not about Chicago.
    let opens = first.filter(|first| !(0..first.tokens.start).any(|at| matches!(line.word(at), "they" | "their"))).and_then(Mention::side);
    if let Some(side) = opens {
        told.side = Some(side);
    }
    told.team = first.and_then(|mention| mention.side().or_else(|| mention.player().map(|player| player.0))).or(told.team);
    let named = line.mentions.iter().filter_map(Mention::side).next_back();
    let players: Vec<(&Mention, PlayerRef)> = line.mentions.iter().filter_map(|mention| Some((mention, mention.player()?))).collect();
    let leads =
        line.find(words.list("led"), 0..line.tokens.len()).is_some() || line.find(words.list("led_by"), 0..line.tokens.len()).is_some();
    if let Some((_, player)) = players.first().filter(|_| leads) {
        told.side = Some(player.0);
        told.company = named.is_none_or(|side| side == player.0).then_some(player.0);
    } else if opens.is_some() {
        let in_double_figures = line.find(words.list("double_figures"), 0..line.tokens.len()).is_some();
        let of_one_side = named == opens && players.first().is_some_and(|(_, player)| Some(player.0) == opens);
        told.company = opens.filter(|_| in_double_figures || of_one_side);
    } else if company::of_passage(reader, line, told.company, &players, found)
        || players.first().is_some_and(|(_, player)| told.company.is_some_and(|side| side != player.0))
    {
        // Somebody of the other side is a mistake, or begins another passage.
        told.company = None;
    }
    company::of_sentence(reader, line, &players, found);
    company::off_the_sheet(reader, line, statistics::figures(reader, line).len(), found);
    let mut once: Vec<PlayerRef> = Vec::new();
    for (_, player) in &players {
        if !once.contains(player) && reader.sheet.player(*player).is_some_and(|player| player.played) {
            once.push(*player);
        }
    }
    if let Some(first) = once.first() {
        // Of several players, nobody can tell whom "he" means.
        told.he = (once.len() == 1).then_some(*first);
        told.pair = if let [first, second] = once.as_slice() { Some((*first, *second)) } else { None };
    }
    for (_, player) in players {
        if !told.named.contains(&player) {
            told.named.push(player);
        }
    }
    told
}
