//! What is the same for every sentence: the event, the lexicon, the names; and how a sentence is read and judged.

use super::evidence::Watched;
use super::islands::{self, Islands};
use super::repair::{Roles, Trial};
use super::spelling::Words;
use super::statement::Kind;
use super::wording::Wording;
use crate::event::{Cell, Event};
use crate::lexicon::{Entry, Lexicon, Threshold};
use crate::verify::claim::{How, RawClaim};
use crate::verify::entities::{Name, Names};
use crate::verify::evaluate::{Evaluation, Truth};
use crate::verify::patterns::Patterns;
use crate::verify::reader::Reader;
use crate::verify::reading::said_places;
use crate::verify::resolve::{Discourse, Mention, Resolver, limits_of};
use crate::verify::terms::EventWorld;
use crate::verify::tokens::Token;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What is the same for every sentence.
pub(super) struct Bench<'a> {
    pub event: &'a Event,
    pub lexicon: &'a Lexicon,
    pub patterns: &'a Patterns,
    pub wording: &'a Wording,
    pub names: Names,
    pub words: Words,
    pub world: EventWorld<'a>,
}

/// What the text has said before a sentence.
#[derive(Debug, Clone, Default)]
pub(super) struct Told {
    pub discourse: Discourse,
    /// Plain statements of places.
    pub places: BTreeSet<String>,
    /// Whether every sentence so far was read whole.
    pub unbroken: bool,
    /// Whether the last sentence names somebody whom the event does not have.
    pub stranger: bool,
}

/// How the copy says a claim other than plainly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Twist {
    /// It is denied, by these bytes of the sentence; what stands there without the denial.
    Denied(Range<usize>, String),
    /// It is said to be true of nobody else, by these bytes.
    Only(Range<usize>),
    /// It is true once these bytes are put right.
    Mended(Mended),
}

/// What had to be put right before a claim could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mended {
    /// Bytes of the sentence.
    pub span: Range<usize>,
    /// What the feed has there.
    pub right: String,
    pub kind: Kind,
    pub rule: &'static str,
    pub reason: String,
    /// Whether it is another way to say the right thing, and no mistake.
    pub alias: bool,
}

/// A claim with what came of it.
#[derive(Debug, Clone)]
pub(super) struct Judged {
    pub raw: RawClaim,
    pub roles: Roles,
    /// `None` where a reference in it means nobody for sure; the reason is beside it.
    pub truth: Option<Truth>,
    pub trouble: String,
    pub cells: Vec<Cell>,
    pub twist: Option<Twist>,
}

/// A sentence read and judged.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    pub tokens: Vec<Token>,
    pub islands: Islands,
    pub judged: Vec<Judged>,
    pub mentions: Vec<Mention>,
    /// What the text has said after it.
    pub told: Told,
}

impl Reading {
    /// How many words were not read.
    pub fn unread(&self) -> usize {
        self.islands.unread.iter().map(ExactSizeIterator::len).sum()
    }
}

impl<'a> Bench<'a> {
    /// The entry of a claim.
    pub fn entry(&self, raw: &RawClaim) -> Option<&'a Entry> {
        self.patterns.entry(raw.entry)
    }

    /// The limits of an entry in this sport.
    pub fn limits(&self, entry: &Entry) -> BTreeMap<String, Threshold> {
        limits_of(&entry.condition(self.event.sport))
    }

    /// Reads a sentence; one that does not read whole is also read as a headline, whose verbs are in the present tense.
    pub fn read(&self, tokens: &[Token], headline: bool, told: &Told) -> Reading {
        let pass = |headline: bool| {
            let reader = Reader::new(self.patterns, self.lexicon, self.event, &self.names, tokens, headline);
            islands::read(&reader)
        };
        let size = |islands: &Islands| islands.unread.iter().map(ExactSizeIterator::len).sum::<usize>();
        let mut islands = pass(headline);
        if !islands.whole && !headline {
            let other = pass(true);
            if other.whole || size(&other) < size(&islands) {
                islands = other;
            }
        }
        self.judge(tokens, islands, told)
    }

    fn judge(&self, tokens: &[Token], islands: Islands, told: &Told) -> Reading {
        let mut after = told.clone();
        let mut resolver = Resolver {
            patterns: self.patterns,
            world: &self.world,
            discourse: &mut after.discourse,
            rows: BTreeMap::new(),
            mentions: Vec::new(),
            troubles: Vec::new(),
        };
        resolver.run(&islands.claims);
        let mut judged = Vec::new();
        for raw in &islands.claims {
            self.world.said_places.set(said_places(&self.world, &after.places));
            let (one, atoms) = self.judge_one(&resolver, raw, told);
            after.places.extend(atoms.into_iter().filter(|atom| atom.starts_with("rank(")));
            judged.push(one);
        }
        let mentions = std::mem::take(&mut resolver.mentions);
        self.remember(tokens, &mentions, &mut after.discourse);
        after.unbroken &= islands.whole;
        Reading { tokens: tokens.to_vec(), islands, judged, mentions, told: after }
    }

    /// Puts the names that stand in unread words among the mentions, in the order of the text: a pronoun may mean them.
    fn remember(&self, tokens: &[Token], mentions: &[Mention], discourse: &mut Discourse) {
        let now = discourse.sentence.saturating_sub(1);
        discourse.mentioned.retain(|(sentence, _)| *sentence != now);
        let mut all: Vec<(usize, usize)> = mentions.iter().map(|mention| (mention.tokens.start, mention.row)).collect();
        for at in 0..tokens.len() {
            for (end, name) in self.names.at(tokens, at) {
                let known = mentions.iter().any(|mention| mention.tokens.start < end && at < mention.tokens.end);
                if let Name::Competitor(row, _) = name
                    && !known
                {
                    all.push((at, *row));
                }
            }
        }
        all.sort_unstable();
        all.dedup();
        discourse.mentioned.extend(all.into_iter().map(|(_, row)| (now, row)));
    }

    fn judge_one(&self, resolver: &Resolver<'_>, raw: &RawClaim, told: &Told) -> (Judged, BTreeSet<String>) {
        let mut one = Judged { raw: raw.clone(), roles: Roles::new(), truth: None, trouble: String::new(), cells: Vec::new(), twist: None };
        let Some(entry) = self.entry(raw) else { return (one, BTreeSet::new()) };
        for (role, arg) in &raw.roles {
            let Some(value) = resolver.value(arg) else {
                let at = arg.tokens();
                let why = resolver.troubles.iter().find(|trouble| at.as_ref().is_some_and(|at| at.contains(&trouble.tokens.start)));
                one.trouble = why.map_or_else(|| "it is not clear who is meant".to_owned(), |trouble| trouble.message.clone());
                return (one, BTreeSet::new());
            };
            one.roles.insert(role.clone(), value);
        }
        let pronoun = raw.mentions().iter().any(|who| matches!(who.how, How::Pronoun(_)));
        if pronoun && told.stranger {
            "the pronoun may mean somebody whom the feed does not have".clone_into(&mut one.trouble);
            return (one, BTreeSet::new());
        }
        if !told.unbroken && entry.means.to_string().contains("said_places") {
            "it depends on what earlier sentences say, which were not all understood".clone_into(&mut one.trouble);
            return (one, BTreeSet::new());
        }
        let watched = Watched::new(&self.world);
        let limits = self.limits(entry);
        let (truth, atoms) = Evaluation { world: &watched, roles: &one.roles, limits: &limits }.holds(&entry.means);
        one.truth = Some(truth);
        one.cells = watched.cells();
        (one, atoms)
    }

    /// Runs something with a claim as a trial.
    pub fn trial<T>(&self, judged: &Judged, run: impl FnOnce(&Trial<'_>) -> T) -> Option<T> {
        let entry = self.entry(&judged.raw)?;
        let limits = self.limits(entry);
        Some(run(&Trial { world: &self.world, entry, limits: &limits, roles: &judged.roles }))
    }
}
