//! A second look at a sentence that did not read whole: denials, "only", wrong units, and names that the event does not have.
//!
//! Each is tried by putting something else in its place: where the sentence then reads further, the words in question are
//! understood, and the feed decides.

use super::bench::{Bench, Judged, Mended, Reading, Told, Twist};
use super::statement::Kind;
use super::wording::replaced;
use super::{numbered, splits, strangers};
use crate::verify::evaluate::Truth;
use crate::verify::tokens::Token;
use std::ops::Range;

/// Units that are taken for one another.
const UNITS: [&str; 22] = [
    "second",
    "seconds",
    "minute",
    "minutes",
    "hour",
    "hours",
    "metre",
    "metres",
    "meter",
    "meters",
    "point",
    "points",
    "lap",
    "laps",
    "place",
    "places",
    "kilometres",
    "kilometers",
    "km",
    "miles",
    "centimetres",
    "feet",
];

/// A sentence that is looked at again.
pub(super) struct Second<'a, 'b> {
    pub bench: &'a Bench<'b>,
    pub headline: bool,
    pub told: &'a Told,
}

impl Second<'_, '_> {
    /// The reading, as far as it could be bettered.
    pub fn look(&self, first: Reading) -> Reading {
        let mut best = first;
        for _ in 0..3 {
            if best.islands.whole {
                break;
            }
            let Some(mut better) = self.better(&best) else { break };
            keep_twists(&best, &mut better);
            best = better;
        }
        best
    }

    /// The first reading that is whole, or else the first that is better.
    fn better(&self, reading: &Reading) -> Option<Reading> {
        let ways: [&dyn Fn() -> Option<Reading>; 7] = [
            &|| numbered::look(self, reading),
            &|| self.denial(reading),
            &|| self.only(reading),
            &|| self.unit(reading),
            &|| self.year(reading),
            &|| splits::look(self, reading),
            &|| strangers::look(self, reading),
        ];
        let mut first = None;
        for way in ways {
            match way() {
                Some(found) if found.islands.whole => return Some(found),
                found => first = first.or(found),
            }
        }
        first
    }

    /// The sentence with some tokens replaced, if it then reads further.
    pub fn with(&self, reading: &Reading, at: usize, width: usize, phrase: &str) -> Option<Reading> {
        let tokens = &reading.tokens;
        let middle = replaced(tokens, at, width, phrase);
        let changed: Vec<Token> =
            tokens.get(..at)?.iter().cloned().chain(middle).chain(tokens.get(at + width..)?.iter().cloned()).collect();
        let other = self.bench.read(&changed, self.headline, self.told);
        (other.unread() < reading.unread() || (other.islands.whole && !reading.islands.whole)).then_some(other)
    }

    fn denial(&self, reading: &Reading) -> Option<Reading> {
        let denials = &self.bench.wording.denials;
        for at in 0..reading.tokens.len() {
            for (phrase, other) in &denials.copula {
                let Some(width) = phrase_at(&reading.tokens, at, phrase) else { continue };
                let found = self.with(reading, at, width, other).and_then(|found| denied(found, at, at + 1, other));
                if found.is_some() {
                    return found;
                }
            }
            for phrase in &denials.before_base {
                let Some(width) = phrase_at(&reading.tokens, at, phrase) else { continue };
                let Some(verb) = reading.tokens.get(at + width) else { continue };
                for past in self.bench.wording.past_of(&verb.lower) {
                    let found = self.with(reading, at, width + 1, &past).and_then(|found| denied(found, at, at, &past));
                    if found.is_some() {
                        return found;
                    }
                }
            }
            for phrase in &denials.before_past {
                let Some(width) = phrase_at(&reading.tokens, at, phrase) else { continue };
                let Some(verb) = reading.tokens.get(at + width).map(|token| token.text.clone()) else { continue };
                let found = self.with(reading, at, width + 1, &verb).and_then(|found| denied(found, at, at, &verb));
                if found.is_some() {
                    return found;
                }
            }
        }
        None
    }

    fn only(&self, reading: &Reading) -> Option<Reading> {
        let tokens = &reading.tokens;
        let word = |at: usize| tokens.get(at).map_or("", |token| token.lower.as_str());
        for at in (0..tokens.len()).filter(|at| word(*at) == "only") {
            let span = tokens.get(at)?.span.clone();
            if matches!(word(at.wrapping_sub(1)), "the") && word(at + 2) == "to" {
                let start = at - 1 - usize::from(matches!(word(at.wrapping_sub(2)), "was" | "were" | "is"));
                for past in self.bench.wording.past_of(word(at + 3)) {
                    if let Some(mut found) = self.with(reading, start, at + 4 - start, &past)
                        && twist(&mut found, start, &Twist::Only(span.clone()))
                    {
                        return Some(found);
                    }
                }
            }
            if let Some(mut found) = self.with(reading, at, 1, "") {
                if found.mentions.iter().any(|mention| mention.tokens.start == at) {
                    let own = |judged: &Judged| judged.raw.spans.last().is_some_and(|span| span.start == at);
                    found.judged.iter_mut().filter(|judged| own(judged)).for_each(|judged| judged.twist = Some(Twist::Only(span.clone())));
                }
                return Some(found);
            }
        }
        None
    }

    fn unit(&self, reading: &Reading) -> Option<Reading> {
        let plural = |word: &str| word.ends_with('s');
        for (at, token) in reading.tokens.iter().enumerate().filter(|(_, token)| UNITS.contains(&token.lower.as_str())) {
            for other in UNITS.into_iter().filter(|other| *other != token.lower && plural(other) == plural(&token.lower)) {
                let Some(mut found) = self.with(reading, at, 1, other) else { continue };
                let reason = format!("the feed has this in {other}, not in {}", token.lower);
                let right = other.to_owned();
                let put_right = Mended { span: token.span.clone(), right, kind: Kind::Number, rule: "F6", reason, alias: false };
                if mended(&mut found, &(at..at + 1), &put_right) {
                    return Some(found);
                }
            }
        }
        None
    }

    /// Another year before the event's name.
    fn year(&self, reading: &Reading) -> Option<Reading> {
        let year = self.bench.event.day?.year.to_string();
        let is_year = |token: &Token| token.text.len() == 4 && token.text.bytes().all(|byte| byte.is_ascii_digit());
        for (at, token) in reading.tokens.iter().enumerate().filter(|(_, token)| is_year(token) && token.text != year) {
            let Some(mut found) = self.with(reading, at, 1, &year) else { continue };
            let reason = format!("the event was held in {year}");
            let put_right = Mended { span: token.span.clone(), right: year.clone(), kind: Kind::Day, rule: "F3", reason, alias: false };
            let read = found.islands.unread.iter().all(|unread| !unread.contains(&at));
            if read && mended(&mut found, &(at..at + 2), &put_right) {
                return Some(found);
            }
        }
        None
    }
}

/// Marks the claims that touch a stretch of tokens as true once it is put right. `false` where none does, or one is not true.
pub(super) fn mended(found: &mut Reading, tokens: &Range<usize>, mended: &Mended) -> bool {
    let touches = |judged: &Judged| {
        let spans = std::iter::once(&judged.raw.tokens).chain(&judged.raw.spans);
        spans.into_iter().any(|span| span.start < tokens.end && tokens.start < span.end)
    };
    let mut touched = found.judged.iter_mut().filter(|judged| touches(judged)).peekable();
    if touched.peek().is_none() {
        return false;
    }
    let mut sound = true;
    for judged in touched {
        sound &= judged.truth == Some(Truth::True);
        judged.twist.get_or_insert(Twist::Mended(mended.clone()));
    }
    sound
}

/// The width of a phrase that stands at a token.
pub(super) fn phrase_at(tokens: &[Token], at: usize, phrase: &str) -> Option<usize> {
    let words: Vec<&str> = phrase.split(' ').collect();
    let there = tokens.get(at..at + words.len())?;
    there.iter().zip(&words).all(|(token, word)| token.lower == *word).then_some(words.len())
}

/// Marks the claims at a token as denied.
fn denied(mut found: Reading, changed: usize, at: usize, positive: &str) -> Option<Reading> {
    let span = found.tokens.get(changed)?.span.clone();
    twist(&mut found, at, &Twist::Denied(span, positive.to_owned())).then_some(found)
}

/// Twists the claims whose pattern has a token; `false` where there is none.
fn twist(found: &mut Reading, at: usize, twist: &Twist) -> bool {
    let mut any = false;
    for judged in found.judged.iter_mut().filter(|judged| judged.raw.tokens.contains(&at)) {
        judged.twist = Some(twist.clone());
        any = true;
    }
    any
}

/// Carries the twists of an earlier look over: they are known by their bytes and their predicate.
fn keep_twists(before: &Reading, after: &mut Reading) {
    let bytes = |reading: &Reading, judged: &Judged| reading.tokens.get(judged.raw.tokens.start).map(|token| token.span.clone());
    for old in before.judged.iter().filter(|old| old.twist.is_some()) {
        let place = bytes(before, old);
        let known: Vec<usize> = (0..after.judged.len())
            .filter(|at| after.judged.get(*at).is_some_and(|new| new.raw.entry == old.raw.entry && bytes(after, new) == place))
            .collect();
        for at in known {
            if let Some(new) = after.judged.get_mut(at) {
                new.twist = new.twist.clone().or_else(|| old.twist.clone());
            }
        }
    }
}
