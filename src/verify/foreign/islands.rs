//! Reads as much of a sentence as can be read: whole, or in stretches between words that nothing in the lexicon reads.
//!
//! A stretch has its own subject, or that of the words before it where no other can be meant. What has no sure subject is
//! left unread: a claim is never bound to somebody by guess.

use crate::lexicon::{Form, SlotType};
use crate::verify::binding::Prefix;
use crate::verify::claim::{Arg, RawClaim};
use crate::verify::phrases::{bind, bind_free};
use crate::verify::reader::{Read, Reader};
use std::ops::Range;

/// Words that may stand between a subject and its verb, beside adverbs in -ly.
const ADVERBS: [&str; 16] = [
    ",",
    "then",
    "also",
    "still",
    "again",
    "once",
    "duly",
    "himself",
    "herself",
    "themselves",
    "ultimately",
    "even",
    "now",
    "thus",
    "soon",
    "later",
];

/// Words and marks after which a clause can start.
const OPENERS: [&str; 19] = [
    ",",
    ";",
    ":",
    "-",
    "–",
    "—",
    "(",
    "and",
    "but",
    "while",
    "as",
    "when",
    "that",
    "then",
    "where",
    "with",
    "however",
    "meanwhile",
    "behind",
];

/// Words that may stand before the name of a subject.
const TITLES: [&str; 22] = [
    "the",
    "a",
    "an",
    "world",
    "olympic",
    "reigning",
    "defending",
    "former",
    "champion",
    "driver",
    "rider",
    "runner",
    "swimmer",
    "athlete",
    "veteran",
    "rookie",
    "teenager",
    "local",
    "favourite",
    "favorite",
    "home",
    "star",
];

/// What was read of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Islands {
    /// The claims in the order of the text.
    pub claims: Vec<RawClaim>,
    /// Whether every word was read.
    pub whole: bool,
    /// Stretches of tokens that were not read.
    pub unread: Vec<Range<usize>>,
}

/// Whom the next verb without a subject of its own is about.
#[derive(Clone)]
enum Subject {
    /// Nobody was named yet in this clause.
    None,
    /// One noun phrase, and the token after it or after what was read of it last.
    Sure(Arg, usize),
    /// More than one noun phrase could be meant.
    Doubtful,
}

/// Reads a sentence.
pub(super) fn read(reader: &Reader<'_>) -> Islands {
    match reader.read() {
        Read::Whole(claims) => Islands { claims, whole: true, unread: Vec::new() },
        Read::Stuck(_) => Walk { reader, at: 0, subject: Subject::None, claims: Vec::new(), read: Vec::new() }.run(),
    }
}

struct Walk<'a, 'b> {
    reader: &'a Reader<'b>,
    at: usize,
    subject: Subject,
    claims: Vec<RawClaim>,
    read: Vec<Range<usize>>,
}

impl Walk<'_, '_> {
    fn run(mut self) -> Islands {
        while self.at < self.reader.tokens.len() {
            if !(self.clause() || self.further() || self.noun() || self.setting()) {
                self.skip();
            }
        }
        self.claims.sort_by_key(|claim| (claim.tokens.start, claim.tokens.end));
        self.claims.dedup();
        Islands { claims: self.claims, whole: false, unread: unread(self.reader, &self.read) }
    }

    fn word(&self, at: usize) -> &str {
        self.reader.tokens.get(at).map_or("", |token| token.lower.as_str())
    }

    fn take(&mut self, end: usize, claims: Vec<RawClaim>) {
        self.claims.extend(claims);
        self.read.push(self.at..end);
        self.at = end;
    }

    /// A clause with its own subject. One that starts inside an unknown verb's object is none: a subject opens a clause.
    fn clause(&mut self) -> bool {
        if !self.opens() {
            return false;
        }
        let Some(Prefix { end, claims, subject }) = self.reader.prefix(self.at, None).filter(|found| !found.claims.is_empty()) else {
            return false;
        };
        self.take(end, claims);
        self.subject = subject.map_or(Subject::None, |subject| Subject::Sure(subject, end));
        true
    }

    /// Whether a clause can start here: at the start, after punctuation or a conjunction.
    fn opens(&self) -> bool {
        let before = self.at.checked_sub(1).map_or("", |before| self.word(before));
        before.is_empty() || OPENERS.contains(&before) || self.read.iter().all(|range| range.end <= self.at) && !self.named_before()
    }

    /// Whether a competitor was named earlier in this clause.
    fn named_before(&self) -> bool {
        !matches!(self.subject, Subject::None)
    }

    /// A verb or a modifier of the subject that is sure.
    fn further(&mut self) -> bool {
        let Subject::Sure(subject, since) = self.subject.clone() else { return false };
        let Some(Prefix { end, claims, .. }) = self.reader.prefix(self.at, Some(&subject)).filter(|found| !found.claims.is_empty()) else {
            return false;
        };
        let first = claims.iter().filter(|claim| claim.tokens.start >= self.at).min_by_key(|claim| claim.tokens.start);
        if !first.is_some_and(|first| self.attached(first.form, since)) {
            return false;
        }
        self.take(end, claims);
        self.subject = Subject::Sure(subject, end);
        true
    }

    /// Whether what starts here belongs to the subject although other words may stand between them.
    fn attached(&self, form: Form, since: usize) -> bool {
        let between: Vec<&str> = (since..self.at).map(|at| self.word(at)).collect();
        let (first, last) = (between.first().copied().unwrap_or(","), between.last().copied().unwrap_or(","));
        let adverbs = between.iter().all(|word| word.ends_with("ly") || ADVERBS.contains(word));
        match form {
            Form::Finite | Form::Headline => adverbs || matches!(last, "and" | "but") || (first == "," && last == "," && between.len() > 2),
            Form::Participle if self.word(self.at).ends_with("ing") => adverbs || matches!(last, "," | "before" | "after"),
            _ => between.iter().all(|word| *word == ","),
        }
    }

    /// A competitor's noun phrase: the subject of what comes, unless somebody else was named before it.
    fn noun(&mut self) -> bool {
        for slot in [SlotType::Competitors, SlotType::Competitor] {
            let Some(found) = self.reader.filled(slot, self.at).first().cloned() else { continue };
            let owner = self.word(found.end) == "'s";
            let opens = self.opens_phrase();
            self.subject = match self.subject {
                Subject::None if !owner && opens => Subject::Sure(found.arg.clone(), found.end),
                _ => Subject::Doubtful,
            };
            self.take(found.end + usize::from(owner), found.claims);
            return true;
        }
        false
    }

    /// Whether a noun phrase here can be the subject: at the start of a clause, perhaps after a title.
    fn opens_phrase(&self) -> bool {
        let mut at = self.at;
        while at > 0 && TITLES.contains(&self.word(at - 1)) {
            at -= 1;
        }
        at == 0 || OPENERS.contains(&self.word(at - 1))
    }

    /// A phrase of time or place, which needs no subject.
    fn setting(&mut self) -> bool {
        for form in [Form::Adjunct, Form::Preevent] {
            for matched in self.reader.matching(form, self.at).iter() {
                let claims = if form == Form::Preevent { bind(self.reader, matched, &Arg::Event) } else { bind_free(self.reader, matched) };
                if let Some(claims) = claims.filter(|claims| !claims.is_empty()) {
                    self.take(matched.end, claims);
                    return true;
                }
            }
        }
        let found = self.reader.filled(SlotType::Event, self.at);
        let Some(found) = found.first() else { return false };
        self.take(found.end, found.claims.clone());
        true
    }

    fn skip(&mut self) {
        if matches!(self.word(self.at), ";" | ":" | "—" | "–" | "and" | "but" | "while" | "when" | "as" | "before" | "until" | "after")
        {
            self.subject = match (&self.subject, self.word(self.at)) {
                // "Hamilton pitted and finished third": the same subject, unless another one follows.
                (Subject::Sure(subject, since), "and" | "but") => Subject::Sure(subject.clone(), *since),
                _ => Subject::None,
            };
        }
        self.at += 1;
    }
}

/// The stretches of words between what was read.
fn unread(reader: &Reader<'_>, read: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in 0..reader.tokens.len() {
        let silent = reader.tokens.get(at).is_none_or(|token| !token.is_word());
        if silent || read.iter().any(|range| range.contains(&at)) {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.end == at || last.end + 1 == at && reader.tokens.get(last.end).is_some_and(|token| token.text == "-") => {
                last.end = at + 1;
            }
            _ => found.push(at..at + 1),
        }
    }
    found
}
