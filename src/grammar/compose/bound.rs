//! Facts that belong into the clause of another: where a driver started, beside where he finished.

use super::Paragraph;
use crate::facts::{Fact, FactKind, Value};
use crate::grammar::file::{Grammar, KindForms};
use std::collections::BTreeSet;

/// How the facts of a paragraph hang together.
#[derive(Debug, Clone, Default)]
pub(super) struct Bound {
    /// A fact and the one in whose clause it must stand.
    pairs: Vec<(usize, usize)>,
    /// A fact and one that must be said before it, or in the same sentence.
    order: Vec<(usize, usize)>,
}

impl Bound {
    /// A fact is bound to the first one of the kinds that its own kind names under `binds`, and comes after those that it names
    /// under `after`, if both have the same subject.
    pub(super) fn of(grammar: &Grammar, paragraph: &Paragraph<'_>) -> Self {
        Self { pairs: pairs(grammar, paragraph, |kind| &kind.binds), order: pairs(grammar, paragraph, |kind| &kind.after) }
    }

    /// The same without the facts that belong into clauses.
    pub(super) fn loose(self) -> Self {
        Self { pairs: Vec::new(), ..self }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pairs.is_empty()
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

    /// Whether a sentence may say this set of facts when the others have been said.
    pub(super) fn in_order(&self, target: u64, said: u64) -> bool {
        let has = |set: u64, index: usize| set & (1 << index) != 0;
        self.order.iter().all(|(fact, first)| !has(target, *fact) || has(target | said, *first))
    }
}

/// Each fact with the first one of the kinds that its own kind names, if both have the same subject.
fn pairs(grammar: &Grammar, paragraph: &Paragraph<'_>, named: impl Fn(&KindForms) -> &BTreeSet<FactKind>) -> Vec<(usize, usize)> {
    let names = |fact: &Fact, other: FactKind| grammar.kind(fact.kind).is_some_and(|kind| named(kind).contains(&other));
    let alike = |fact: &Fact, other: &Fact| subject(grammar, fact).is_some_and(|one| Some(one) == subject(grammar, other));
    let first = |fact: &Fact| paragraph.facts.iter().position(|other| names(fact, other.kind) && alike(fact, other));
    paragraph.facts.iter().enumerate().filter_map(|(index, fact)| Some((index, first(fact)?))).collect()
}

/// The subject of a fact's clause.
fn subject<'a>(grammar: &Grammar, fact: &'a Fact) -> Option<&'a Value> {
    fact.roles.get(grammar.kind(fact.kind)?.subject.as_ref()?)
}
