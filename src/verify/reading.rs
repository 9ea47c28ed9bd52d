//! A text read and evaluated: its claims with their truth, its mentions, and what could not be read.

use super::claim::RawClaim;
use super::copy::{Copy, Place};
use super::entities::Names;
use super::evaluate::{Evaluation, Truth, Val};
use super::patterns::Patterns;
use super::reader::{Read, Reader};
use super::resolve::{Discourse, Mention, Resolver, Trouble, limits_of};
use super::terms::EventWorld;
use super::tokens::{Token, tokenise};
use crate::event::Event;
use crate::lexicon::{Form, Lexicon};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A claim with its truth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The entry's name.
    pub entry: String,
    /// The rule that it breaks when it is false.
    pub rule: String,
    /// In which position it stood.
    pub form: Form,
    /// Values by role.
    pub roles: BTreeMap<String, Val>,
    /// The bytes of the text.
    pub span: Range<usize>,
    /// Whether it is true.
    pub truth: Truth,
    /// What it says, as plain statements.
    pub atoms: BTreeSet<String>,
    /// Background that may be repeated.
    pub background: bool,
}

/// What kind of word stopped the reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StuckOn {
    /// A figure, an ordinal, a number word.
    Number,
    /// A capitalised word that is no known name.
    Name,
    /// A weekday or a month.
    Day,
    /// "after", "because", "thanks to": an order or a cause.
    Cause,
    /// "will", "next": the future.
    Future,
    /// "only", "not", an evaluation, anything else.
    Word,
}

/// Where a text could not be read further.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stuck {
    /// What stopped it.
    pub on: StuckOn,
    /// The bytes that are unread.
    pub span: Range<usize>,
    /// The words.
    pub words: String,
}

/// One text, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Where it stands.
    pub place: Place,
    /// Its words.
    pub tokens: Vec<Token>,
    /// Its claims, in order.
    pub claims: Vec<Claim>,
    /// Its mentions of competitors, in order.
    pub mentions: Vec<Mention>,
    /// Mentions that mean nobody, or more than one.
    pub troubles: Vec<Trouble>,
    /// Where reading stopped; `None`: all of it was read.
    pub stuck: Option<Stuck>,
}

impl Reading {
    /// What the sentence says, as plain statements.
    pub fn atoms(&self) -> impl Iterator<Item = &String> {
        self.claims.iter().flat_map(|claim| &claim.atoms)
    }

    /// The bytes of a range of tokens.
    pub fn bytes(&self, tokens: &Range<usize>) -> Range<usize> {
        bytes(&self.tokens, tokens)
    }
}

fn bytes(tokens: &[Token], range: &Range<usize>) -> Range<usize> {
    let start = tokens.get(range.start).map_or(0, |token| token.span.start);
    let end = range.end.checked_sub(1).and_then(|last| tokens.get(last)).map_or(start, |token| token.span.end);
    start..end.max(start)
}

/// Reads headline, standfirst and body. Each of the three starts its own discourse.
pub fn read_copy(copy: &Copy, event: &Event, lexicon: &Lexicon, patterns: &Patterns) -> Vec<Reading> {
    let names = Names::of(event, lexicon);
    let mut readings = Vec::new();
    let mut body = Teller {
        event,
        lexicon,
        patterns,
        names: &names,
        world: EventWorld::new(event),
        discourse: Discourse::default(),
        said: BTreeSet::new(),
    };
    for (place, text) in copy.prose() {
        if matches!(place, Place::Body { .. }) {
            readings.push(body.read(place, text));
        } else {
            let mut alone = Teller { world: EventWorld::new(event), discourse: Discourse::default(), said: BTreeSet::new(), ..body };
            readings.push(alone.read(place, text));
            body = Teller { world: EventWorld::new(event), discourse: Discourse::default(), said: BTreeSet::new(), ..alone };
        }
    }
    readings
}

struct Teller<'a> {
    event: &'a Event,
    lexicon: &'a Lexicon,
    patterns: &'a Patterns,
    names: &'a Names,
    world: EventWorld<'a>,
    discourse: Discourse,
    /// Rows whose place has been said.
    said: BTreeSet<String>,
}

impl Teller<'_> {
    fn read(&mut self, place: Place, text: &str) -> Reading {
        let tokens = tokenise(text);
        let headline = matches!(place, Place::Headline | Place::Standfirst);
        let reader = Reader::new(self.patterns, self.lexicon, self.event, self.names, &tokens, headline);
        let mut reading =
            Reading { place, tokens: Vec::new(), claims: Vec::new(), mentions: Vec::new(), troubles: Vec::new(), stuck: None };
        match reader.read() {
            Read::Whole(raw) => {
                let mut resolver = Resolver {
                    patterns: self.patterns,
                    world: &self.world,
                    discourse: &mut self.discourse,
                    rows: BTreeMap::new(),
                    mentions: Vec::new(),
                    troubles: Vec::new(),
                };
                resolver.run(&raw);
                for claim in &raw {
                    let evaluated = evaluated(&resolver, claim, &tokens);
                    self.said
                        .extend(evaluated.iter().flat_map(|claim| claim.atoms.iter().filter(|atom| atom.starts_with("rank(")).cloned()));
                    self.world.said_places.set(said_places(&self.world, &self.said));
                    reading.claims.extend(evaluated);
                }
                reading.mentions = resolver.mentions;
                reading.troubles = resolver.troubles;
            }
            Read::Stuck(at) => {
                reading.stuck = Some(stuck(&tokens, at));
                self.discourse.sentence += 1;
            }
        }
        reading.tokens = tokens;
        reading
    }
}

fn evaluated(resolver: &Resolver<'_>, raw: &RawClaim, tokens: &[Token]) -> Option<Claim> {
    let entry = resolver.patterns.entry(raw.entry)?;
    let mut roles = BTreeMap::new();
    for (role, arg) in &raw.roles {
        // Words of a sport are no values; a mention that means nobody is reported as such.
        roles.insert(role.clone(), resolver.value(arg)?);
    }
    let limits = limits_of(&entry.condition(resolver.world.event.sport));
    let (truth, atoms) = Evaluation { world: resolver.world, roles: &roles, limits: &limits }.holds(&entry.means);
    Some(Claim {
        entry: entry.name.clone(),
        rule: entry.rule.clone(),
        form: raw.form,
        roles,
        span: bytes(tokens, &raw.tokens),
        truth,
        atoms,
        background: entry.background,
    })
}

/// The place before the first one that was not said, be it by its number or as the next after one that was.
pub(super) fn said_places(world: &EventWorld<'_>, said: &BTreeSet<String>) -> i64 {
    let ranked = world.event.ranked();
    let mut before: Option<&str> = None;
    for row in &ranked {
        let (name, rank) = (row.competitor.full(), row.rank.unwrap_or_default());
        let next_after = |before: &str| said.contains(&format!("rank({name}) - rank({before}) == 1"));
        if !said.contains(&format!("rank({name}) == {rank}")) && !before.is_some_and(next_after) {
            return i64::from(row.rank.unwrap_or(1)) - 1;
        }
        before = Some(name);
    }
    i64::try_from(ranked.len()).unwrap_or(i64::MAX)
}

fn stuck(tokens: &[Token], at: usize) -> Stuck {
    let mut at = at.min(tokens.len().saturating_sub(1));
    // A number is read as a value before it is known that no pattern wants it: it is what cannot be read.
    let numeric = |token: &Token| token.is_figure() || super::numbers::cardinal(&token.lower).is_some();
    if at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(numeric) {
        at -= 1;
    }
    let rest = tokens.iter().skip(at + 1).take_while(|token| token.is_word()).count().min(5);
    let range = at..at + 1 + rest;
    let words: Vec<&str> = tokens.get(range.clone()).unwrap_or_default().iter().map(|token| token.text.as_str()).collect();
    let on = tokens.get(at).map_or(StuckOn::Word, |token| kind_of(token, at));
    Stuck { on, span: bytes(tokens, &range), words: words.join(" ") }
}

const CAUSES: [&str; 9] = ["after", "because", "thanks", "due", "since", "following", "owing", "despite", "as"];
const FUTURE: [&str; 5] = ["will", "next", "upcoming", "tomorrow", "shall"];
const DAYS: [&str; 19] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn kind_of(token: &Token, at: usize) -> StuckOn {
    let lower = token.lower.as_str();
    if token.is_figure() || super::numbers::cardinal(lower).is_some() || super::numbers::ordinal(lower).is_some() {
        StuckOn::Number
    } else if DAYS.contains(&lower) && token.text != token.lower {
        StuckOn::Day
    } else if CAUSES.contains(&lower) {
        StuckOn::Cause
    } else if FUTURE.contains(&lower) {
        StuckOn::Future
    } else if token.text.starts_with(char::is_uppercase) && at > 0 {
        StuckOn::Name
    } else {
        StuckOn::Word
    }
}
