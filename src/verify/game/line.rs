//! A sentence as words: numbers, phrases and clauses.

use super::names::Mention;
use crate::verify::numbers;
use crate::verify::tokens::{Token, tokenise};
use std::ops::Range;

/// Words of a phrase in lower case.
pub(super) type Phrase = Vec<String>;

/// Words after which a clause begins.
const BREAKS: [&str; 9] = [";", "while", "but", "whereas", "although", "though", "however", "despite", "with"];
/// Words that may follow a comma at the start of a clause.
const AFTER_COMMA: [&str; 6] = ["as", "and", "who", "which", "where", "a"];
/// The longest number that is one of a match.
const MOST_DIGITS: usize = 4;

/// A phrase out of its text.
pub(super) fn phrase(text: &str) -> Phrase {
    words(text).into_iter().map(|token| token.lower).collect()
}

/// The words of a text. A hyphen is a word of its own, and the letters of "J.J." are one.
pub(super) fn words(text: &str) -> Vec<Token> {
    let parts: Vec<Token> = tokenise(text).into_iter().flat_map(parts).collect();
    let mut found: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(token) = parts.get(at) {
        let mut joined = token.clone();
        at += 1;
        while let (true, Some(stop)) = (initial(&parts, at - 1), parts.get(at).filter(|stop| stop.text == ".")) {
            joined.span.end = stop.span.end;
            at += 1;
            let Some(next) = parts.get(at).filter(|next| next.span.start == joined.span.end && initial(&parts, at)) else { break };
            joined.text.push_str(&next.text);
            joined.span.end = next.span.end;
            at += 1;
        }
        joined.lower = joined.text.to_lowercase();
        found.push(joined);
    }
    found
}

/// Whether a token is a single capital with a full stop right after it.
fn initial(tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let stop = tokens.get(at + 1).is_some_and(|next| next.text == "." && next.span.start == token.span.end);
    stop && token.text.len() == 1 && token.text.starts_with(char::is_uppercase)
}

/// A token taken apart at its hyphens.
fn parts(token: Token) -> Vec<Token> {
    if token.text.len() == 1 || !token.text.contains('-') {
        return vec![token];
    }
    let mut found = Vec::new();
    let mut at = token.span.start;
    for piece in token.text.split_inclusive('-') {
        let word = piece.trim_end_matches('-');
        if !word.is_empty() {
            found.push(Token { text: word.to_owned(), lower: word.to_lowercase(), span: at..at + word.len() });
        }
        if piece.ends_with('-') {
            found.push(Token { text: "-".to_owned(), lower: "-".to_owned(), span: at + word.len()..at + piece.len() });
        }
        at += piece.len();
    }
    found
}

/// A number of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// Its words.
    pub tokens: Range<usize>,
    /// Its value.
    pub value: u32,
}

/// A sentence with what it names.
#[derive(Debug)]
pub(super) struct Line {
    /// Its words.
    pub tokens: Vec<Token>,
    /// Whom it names, in order.
    pub mentions: Vec<Mention>,
    /// From this word on it tells of what is to come.
    pub future: usize,
}

impl Line {
    /// A word in lower case; nothing beyond the ends.
    pub fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.lower.as_str())
    }

    /// The word before.
    pub fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.word(at))
    }

    /// How many words the longest of the phrases takes here.
    pub fn phrase(&self, phrases: &[Phrase], at: usize) -> Option<usize> {
        phrases.iter().filter(|phrase| self.is(phrase, at)).map(Vec::len).max()
    }

    /// Whether a phrase stands here.
    pub fn is(&self, phrase: &Phrase, at: usize) -> bool {
        !phrase.is_empty() && phrase.iter().enumerate().all(|(offset, word)| self.word(at + offset) == word)
    }

    /// The first place of a phrase in a stretch.
    pub fn find(&self, phrases: &[Phrase], within: Range<usize>) -> Option<Range<usize>> {
        within.clone().find_map(|at| self.phrase(phrases, at).map(|width| at..at + width))
    }

    /// All places of the phrases in a stretch, none inside another.
    pub fn all(&self, phrases: &[Phrase], within: Range<usize>) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = within.start;
        while at < within.end {
            let width = self.phrase(phrases, at);
            found.extend(width.map(|width| at..at + width));
            at += width.unwrap_or(1);
        }
        found
    }

    /// All places of the keyed phrases in a stretch, none inside another.
    pub fn spans<'a, T>(&self, phrases: &'a [(Phrase, T)], within: Range<usize>) -> Vec<(Range<usize>, &'a T)> {
        let mut found = Vec::new();
        let mut at = within.start;
        while at < within.end {
            let keyed = self.keyed(phrases, at);
            found.extend(keyed.map(|(width, value)| (at..at + width, value)));
            at += keyed.map_or(1, |(width, _)| width);
        }
        found
    }

    /// The value of the longest keyed phrase here.
    pub fn keyed<'a, T>(&self, phrases: &'a [(Phrase, T)], at: usize) -> Option<(usize, &'a T)> {
        let fitting = phrases.iter().filter(|(phrase, _)| self.is(phrase, at));
        fitting.map(|(phrase, value)| (phrase.len(), value)).max_by_key(|(width, _)| *width)
    }

    /// A number in figures or in words.
    pub fn number(&self, at: usize) -> Option<Number> {
        let word = self.word(at);
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            let plain = word.len() <= MOST_DIGITS && word.bytes().all(|byte| byte.is_ascii_digit());
            return plain.then(|| word.parse().ok()).flatten().map(|value| Number { tokens: at..at + 1, value });
        }
        if word == "a" && self.word(at + 1) == "pair" && self.word(at + 2) == "of" {
            return Some(Number { tokens: at + 1..at + 2, value: 2 });
        }
        let value = match word {
            "zero" => 0,
            _ => u32::try_from(numbers::cardinal(word)?).ok()?,
        };
        let tens = value >= 20 && value.is_multiple_of(10) && value < 100;
        let unit = numbers::cardinal(self.word(at + 2)).filter(|unit| (1..10).contains(unit));
        if let (true, "-", Some(unit)) = (tens, self.word(at + 1), unit) {
            return Some(Number { tokens: at..at + 3, value: value + u32::try_from(unit).ok()? });
        }
        Some(Number { tokens: at..at + 1, value })
    }

    /// Whether a clause begins here.
    pub fn breaks(&self, at: usize) -> bool {
        let word = self.word(at);
        BREAKS.contains(&word) || (self.before(at) == "," && AFTER_COMMA.contains(&word) && !self.listed(at))
    }

    /// Whether ", and" or ", a" goes on with a list of figures: "12 points, a steal and two blocks".
    fn listed(&self, at: usize) -> bool {
        let next = if self.word(at) == "and" { at + 1 } else { at };
        matches!(self.word(next), "a" | "an") || self.number(next).is_some()
    }

    /// The clause around a word.
    pub fn clause(&self, at: usize) -> Range<usize> {
        let start = (0..=at).rev().find(|at| self.breaks(*at)).unwrap_or(0);
        let end = (at + 1..self.tokens.len()).find(|at| self.breaks(*at)).unwrap_or(self.tokens.len());
        start..end
    }
}
