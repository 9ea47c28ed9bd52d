//! Reads one sentence completely: every word is part of a pattern, a name, a value or a known connective, or the
//! sentence is not read.

use super::claim::RawClaim;
use super::entities::{Names, entrant_words};
use super::patterns::{End, Patterns};
use super::tokens::Token;
use super::values::Found;
use crate::event::Event;
use crate::lexicon::{Form, Lexicon, SlotType};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;

/// A pattern that matches at a token, before its subject is known.
#[derive(Debug, Clone)]
pub struct Matched {
    /// The pattern's end in the tree: entry and subject.
    pub end_of: End,
    /// The position it was read in.
    pub form: Form,
    /// Roles with their values.
    pub roles: Vec<(String, super::claim::Arg)>,
    /// The tokens of each role's value.
    pub spans: Vec<Range<usize>>,
    /// Claims inside the slots.
    pub inner: Vec<RawClaim>,
    /// First token.
    pub start: usize,
    /// The token after it.
    pub end: usize,
}

/// What was found at a token, by what was looked for.
type Memo<K, V> = RefCell<BTreeMap<(K, usize), Rc<Vec<V>>>>;

/// What is known while one sentence is read.
pub struct Reader<'a> {
    pub(super) patterns: &'a Patterns,
    pub(super) lexicon: &'a Lexicon,
    pub(super) event: &'a Event,
    pub(super) names: &'a Names,
    pub(super) tokens: &'a [Token],
    pub(super) headline: bool,
    pub(super) entrants: Vec<&'a str>,
    pub(super) entrant: Vec<&'a str>,
    pub(super) furthest: Cell<usize>,
    pub(super) best: RefCell<Option<super::binding::Prefix>>,
    pub(super) dead: RefCell<BTreeSet<(u8, usize, u8, bool)>>,
    slots: Memo<SlotType, Found>,
    matches: Memo<Form, Matched>,
}

impl std::fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("furthest", &self.furthest.get()).finish_non_exhaustive()
    }
}

/// The outcome of reading one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Read {
    /// Every word was read; these are the claims in the order of the text.
    Whole(Vec<RawClaim>),
    /// Reading got no further than this token.
    Stuck(usize),
}

impl<'a> Reader<'a> {
    /// A reader for one sentence.
    pub fn new(
        patterns: &'a Patterns,
        lexicon: &'a Lexicon,
        event: &'a Event,
        names: &'a Names,
        tokens: &'a [Token],
        headline: bool,
    ) -> Self {
        Self {
            patterns,
            lexicon,
            event,
            names,
            tokens,
            headline,
            entrants: entrant_words(event, lexicon, true),
            entrant: entrant_words(event, lexicon, false),
            furthest: Cell::new(0),
            best: RefCell::new(None),
            dead: RefCell::new(BTreeSet::new()),
            slots: RefCell::new(BTreeMap::new()),
            matches: RefCell::new(BTreeMap::new()),
        }
    }

    /// Reads the sentence.
    pub fn read(&self) -> Read {
        match self.sentence() {
            Some(mut claims) => {
                claims.sort_by_key(|claim| (claim.tokens.start, claim.tokens.end));
                claims.dedup();
                Read::Whole(claims)
            }
            None => Read::Stuck(self.furthest.get()),
        }
    }

    /// Whether the token is this word.
    pub(super) fn word_is(&self, at: usize, word: &str) -> bool {
        let found = self.tokens.get(at).is_some_and(|token| token.lower == word);
        if found {
            self.reach(at + 1);
        }
        found
    }

    pub(super) fn reach(&self, at: usize) {
        self.furthest.set(self.furthest.get().max(at));
    }

    /// Whether the sentence ends here.
    pub(super) fn at_end(&self, at: usize) -> bool {
        match self.tokens.get(at) {
            None => true,
            Some(token) => token.text == "." && at + 1 == self.tokens.len(),
        }
    }

    /// Every filling of a slot at a token, remembered.
    pub(super) fn filled(&self, slot: SlotType, at: usize) -> Rc<Vec<Found>> {
        if let Some(known) = self.slots.borrow().get(&(slot, at)) {
            return Rc::clone(known);
        }
        let found = Rc::new(if at < self.tokens.len() { self.fill(slot, at) } else { Vec::new() });
        if let Some(furthest) = found.iter().map(|found| found.end).max() {
            self.reach(furthest);
        }
        self.slots.borrow_mut().insert((slot, at), Rc::clone(&found));
        found
    }

    /// Every pattern of a position that matches at a token, longest first.
    pub(super) fn matching(&self, form: Form, at: usize) -> Rc<Vec<Matched>> {
        if let Some(known) = self.matches.borrow().get(&(form, at)) {
            return Rc::clone(known);
        }
        let mut found = Vec::new();
        let start = Partial { form, start: at, roles: Vec::new(), spans: Vec::new(), inner: Vec::new() };
        self.walk(self.patterns.root(form), at, &start, &mut found);
        found.sort_by_key(|matched| std::cmp::Reverse(matched.end));
        let found = Rc::new(found);
        self.matches.borrow_mut().insert((form, at), Rc::clone(&found));
        found
    }

    fn walk(&self, node: usize, at: usize, so_far: &Partial, found: &mut Vec<Matched>) {
        let Some(node) = self.patterns.node(node) else { return };
        for end in node.ends() {
            found.push(Matched {
                end_of: end.clone(),
                form: so_far.form,
                roles: so_far.roles.clone(),
                spans: so_far.spans.clone(),
                inner: so_far.inner.clone(),
                start: so_far.start,
                end: at,
            });
        }
        if let Some(next) = self.tokens.get(at).and_then(|token| node.word(&token.lower)) {
            self.reach(at + 1);
            self.walk(next, at + 1, so_far, found);
        }
        for (slot, role, next) in node.slots() {
            for filling in self.filled(*slot, at).iter() {
                let mut more = so_far.clone();
                more.roles.push((role.to_string(), filling.arg.clone()));
                more.spans.push(at..filling.end);
                more.inner.extend(filling.claims.iter().cloned());
                self.walk(*next, filling.end, &more, found);
            }
        }
    }
}

#[derive(Clone)]
struct Partial {
    form: Form,
    start: usize,
    roles: Vec<(String, super::claim::Arg)>,
    spans: Vec<Range<usize>>,
    inner: Vec<RawClaim>,
}
