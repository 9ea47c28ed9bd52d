//! What the sheet does not decide: coming matches, streaks, standings. Each is named as not checkable, so that a desk sees it.

use super::found::Found;
use super::line::Line;
use super::names::{Mention, Named};
use super::reader::Reader;
use super::setting::{WEEKDAYS, is_day_of_match, of_the_match};
use super::vocabulary::Vocabulary;
use crate::verify::foreign::Kind;
use crate::verify::numbers;

/// Why a coming match is not checkable.
const SCHEDULE: &str = "the sheet has no schedule";

/// Lists what is not checkable.
pub(super) fn check(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    coming(reader, line, found);
    standings(reader, line, found);
    runs(reader, line, found);
    days(reader, line, found);
    ordinals(reader, line, found);
    for phrase in line.all(reader.vocabulary.list("other_matches"), 0..line.tokens.len()) {
        found.push(Found::open(&phrase, "F9", Kind::Claim, "the sheet has no other matches"));
    }
}

/// Where a sentence begins to tell of a match to come in the present tense: "The Hawks host the Cavaliers on Friday".
pub(super) fn coming_by_tense(line: &Line, words: &Vocabulary) -> Option<usize> {
    let all = 0..line.tokens.len();
    let day = all.clone().find(|at| WEEKDAYS.contains(&line.word(*at)) && line.word(at + 1) != "'s")?;
    let past = ["beat", "won", "lost", "outscore", "beyond"].iter().any(|list| line.find(words.list(list), 0..day).is_some());
    let after = |at: usize| {
        let named =
            line.mentions.iter().any(|mention| mention.tokens.end == at && (mention.side().is_some() || mention.named == Named::Place));
        named || matches!(line.before(at), "they" | "both" | "teams" | "next" | "now" | "team" | "then")
    };
    if past {
        return None;
    }
    all.into_iter().find(|at| line.phrase(words.list("plays"), *at).is_some() && after(*at))
}

/// A weekday of which the words do not say that it is the day of the match.
fn days(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    for at in (0..line.tokens.len().min(line.future)).filter(|at| WEEKDAYS.contains(&line.word(*at))) {
        if !of_the_match(reader, line, at) && !is_day_of_match(reader, line.word(at)) {
            found.push(Found::open(&(at..at + 1), "F3", Kind::Day, "it is not the day of this match, and may be that of another one"));
        }
    }
}

/// "his second double-double in a row", "their third straight win".
fn ordinals(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    for at in 0..line.tokens.len().min(line.future) {
        let counted = line.phrase(reader.vocabulary.list("counted_on"), at + 1).is_some()
            || line.phrase(reader.vocabulary.list("counted_on"), at + 2).is_some();
        if counted && numbers::ordinal(line.word(at)).is_some() {
            found.push(Found::open(&(at..at + 1), "F9", Kind::Number, "the sheet has no other matches"));
        }
    }
}

/// Opponent, day and place of a coming match.
fn coming(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    let words = reader.vocabulary;
    let mut at = line.future;
    while at < line.tokens.len() {
        let mention = line.mentions.iter().find(|mention| mention.tokens.start == at);
        if let Some(mention) = mention {
            if of_schedule(line, mention) {
                found.push(Found::open(&mention.tokens, "F15", Kind::Name, SCHEDULE));
            }
            at = mention.tokens.end;
            continue;
        }
        if WEEKDAYS.contains(&line.word(at)) {
            found.push(Found::open(&(at..at + 1), "F15", Kind::Day, SCHEDULE));
        }
        let place = line.phrase(words.list("home_or_away"), at).or_else(|| line.phrase(words.list("going"), at));
        if let Some(width) = place {
            found.push(Found::open(&(at..at + width), "F15", Kind::Claim, SCHEDULE));
        }
        at += place.unwrap_or(1);
    }
}

/// Whether a name is that of an opponent or of a place to come, not of the side that the sentence is about.
fn of_schedule(line: &Line, mention: &Mention) -> bool {
    let opponent = matches!(mention.named, Named::Other(_));
    let side = mention.side().is_some() || mention.named == Named::Place;
    let before = line.before(mention.tokens.start);
    let led = matches!(before, "the" | "to" | "in" | "against" | "visit" | "host" | "face" | "play" | "at");
    let two = mention.tokens.start.checked_sub(2).map_or("", |at| line.word(at));
    opponent
        || side
            && led
            && matches!(two, "to" | "with" | "against" | "host" | "visit" | "on" | "from" | "travel" | "head" | "play" | "await" | "face")
}

/// "second place in the Eastern Conference".
fn standings(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    for phrase in line.all(reader.vocabulary.list("standing"), 0..line.tokens.len()) {
        found.push(Found::open(&phrase, "F9", Kind::Claim, "the sheet has no standings"));
    }
}

/// "won four of their last five games".
fn runs(reader: &Reader<'_>, line: &Line, found: &mut Vec<Found>) {
    for phrase in line.all(reader.vocabulary.list("counted"), 0..line.tokens.len().min(line.future)) {
        let before = phrase.start.checked_sub(1).and_then(|at| line.number(at));
        let after = (phrase.end..phrase.end + 2).find_map(|at| line.number(at));
        for number in before.into_iter().chain(after) {
            found.push(Found::open(&number.tokens, "F9", Kind::Number, "the sheet has no other matches"));
        }
    }
    for phrase in line.all(reader.vocabulary.list("streak"), 0..line.tokens.len().min(line.future)) {
        let number = (phrase.start.saturating_sub(3)..phrase.start).rev().find_map(|at| line.number(at));
        let Some(number) = number else { continue };
        let verb = number.tokens.start.checked_sub(1).map_or("", |at| line.word(at));
        if matches!(verb, "won" | "lost" | "of" | "dropped") && !found.iter().any(|one| one.tokens == number.tokens) {
            found.push(Found::open(&number.tokens, "F9", Kind::Number, "the sheet has no other matches"));
        }
    }
}
