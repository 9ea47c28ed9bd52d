//! Facts that belong into the clause of another: where a driver started, beside where he finished.

use super::Paragraph;
use crate::facts::{Fact, Value};
use crate::grammar::discourse::Cast;
use crate::grammar::file::Grammar;
use std::collections::BTreeMap;

/// How the facts of a paragraph hang together.
#[derive(Debug, Clone, Default)]
pub(super) struct Bound {
    /// A fact and the one in whose clause it must stand.
    pairs: Vec<(usize, usize)>,
    /// A fact and one that must be said before it, or in the same sentence.
    order: Vec<(usize, usize)>,
    /// Facts that come along with another one and do not fill a sentence: what the event was part of.
    light: Vec<usize>,
}

impl Bound {
    /// A fact is bound to the first one of the kinds that its own kind names under `binds`, if both have the same subject or it has none, or
    /// under `binds_named`, if that one names its subject beside its own. It comes
    /// after those named under `after` that have its subject, those under `introduced` that name it beside their own, and all of
    /// those under `late`. Facts of ranked kinds that are bound to none come in the order of their subjects in the result.
    pub(super) fn of(grammar: &Grammar, cast: &Cast, paragraph: &Paragraph<'_>) -> Self {
        let of = |fact: &Fact| grammar.kind(fact.kind);
        let bare = |fact: &Fact| of(fact).is_some_and(|kind| kind.subject.is_none());
        let bound = |fact: &Fact, other: &Fact| {
            let Some(kind) = of(fact) else { return false };
            let named = || {
                kind.binds_named.contains(&other.kind)
                    && !alike(grammar, fact, other)
                    && subject(grammar, fact).is_some_and(|who| mentions(other, who))
            };
            kind.binds.contains(&other.kind) && (bare(fact) || alike(grammar, fact, other)) || named()
        };
        let after = |fact: &Fact, other: &Fact| {
            let kind = of(fact)?;
            let (own, named) = (alike(grammar, fact, other), subject(grammar, fact).is_some_and(|who| mentions(other, who)));
            let introduced = kind.introduced.contains(&other.kind) && named && !own;
            Some(kind.late.contains(&other.kind) || introduced || kind.after.contains(&other.kind) && own)
        };
        let mut nuclei: BTreeMap<usize, usize> = BTreeMap::new();
        for (fact, nucleus) in pairs(paragraph, bound) {
            nuclei.entry(fact).or_insert(nucleus);
        }
        let place = |fact: &Fact| {
            let ranked = of(fact).is_some_and(|kind| kind.ranked);
            subject(grammar, fact).filter(|_| ranked).and_then(|who| cast.of_value(who).first().copied())
        };
        let behind = |fact: &Fact, other: &Fact| place(fact).zip(place(other)).is_some_and(|(own, first)| own > first);
        let mut order = pairs(paragraph, |fact, other| after(fact, other).unwrap_or(false));
        // What is bound stands where its nucleus does.
        let free = |(fact, other): &(usize, usize)| !nuclei.contains_key(fact) && !nuclei.contains_key(other);
        order.extend(pairs(paragraph, behind).into_iter().filter(free));
        let light = nuclei.keys().copied().filter(|index| paragraph.facts.get(*index).is_some_and(|fact| bare(fact))).collect();
        Self { pairs: nuclei.into_iter().collect(), order, light }
    }

    /// The same where nothing belongs into clauses but what has no subject, such as the day.
    pub(super) fn of_settings(&self) -> Self {
        let pairs = self.pairs.iter().copied().filter(|(fact, _)| self.is_light(*fact)).collect();
        Self { pairs, ..self.clone() }
    }

    /// The same without the facts that belong into clauses.
    pub(super) fn loose(self) -> Self {
        Self { pairs: Vec::new(), light: Vec::new(), ..self }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Whether a fact comes along with another and is not counted.
    pub(super) fn is_light(&self, index: usize) -> bool {
        self.light.contains(&index)
    }

    /// The fact in whose clause this one stands.
    pub(super) fn nucleus(&self, index: usize) -> Option<usize> {
        self.pairs.iter().find(|(fact, _)| *fact == index).map(|(_, nucleus)| *nucleus)
    }

    /// A set of facts with all that belong to them.
    pub(super) fn close(&self, mut target: u64) -> u64 {
        for (fact, nucleus) in &self.pairs {
            if target & (1 << fact | 1 << nucleus) != 0 {
                target |= 1 << fact | 1 << nucleus;
            }
        }
        target
    }

    /// Whether a fact comes after another one.
    pub(super) fn after(&self, fact: usize, first: usize) -> bool {
        self.order.contains(&(fact, first))
    }

    /// Whether a sentence may say this set of facts when the others have been said.
    pub(super) fn in_order(&self, target: u64, said: u64) -> bool {
        let has = |set: u64, index: usize| set & (1 << index) != 0;
        self.order.iter().all(|(fact, first)| !has(target, *fact) || has(target | said, *first))
    }
}

/// The facts of a paragraph in pairs for which something holds, in order.
fn pairs(paragraph: &Paragraph<'_>, holds: impl Fn(&Fact, &Fact) -> bool) -> Vec<(usize, usize)> {
    let facts = || paragraph.facts.iter().enumerate();
    facts()
        .flat_map(|(at, fact)| facts().map(move |other| (at, fact, other)))
        .filter(|(_, fact, (_, other))| holds(fact, other))
        .map(|(at, _, (other, _))| (at, other))
        .collect()
}

/// Whether two facts have the same subject.
fn alike(grammar: &Grammar, one: &Fact, other: &Fact) -> bool {
    subject(grammar, one).is_some_and(|value| Some(value) == subject(grammar, other))
}

/// Whether a fact names all of whom a value is.
fn mentions(fact: &Fact, value: &Value) -> bool {
    let named = || fact.roles.values().flat_map(Value::competitors);
    value.competitors().iter().all(|id| named().any(|other| other == id))
}

/// The subject of a fact's clause.
fn subject<'a>(grammar: &Grammar, fact: &'a Fact) -> Option<&'a Value> {
    fact.roles.get(grammar.kind(fact.kind)?.subject.as_ref()?)
}
