//! Facts that belong into the clause of another: where a driver started, beside where he finished.

use super::Paragraph;
use crate::facts::{Fact, FactKind};
use crate::grammar::file::Grammar;

/// For each fact of a paragraph the one in whose clause it must stand, if there is one.
#[derive(Debug, Clone, Default)]
pub(super) struct Bound {
    pairs: Vec<(usize, usize)>,
}

impl Bound {
    /// A fact is bound to the first one of the kinds that its own kind names under `binds`, if both have the same subject.
    pub(super) fn of(grammar: &Grammar, paragraph: &Paragraph<'_>) -> Self {
        let subject =
            |fact: &Fact| grammar.kind(fact.kind).and_then(|kind| kind.subject.as_ref()).and_then(|role| fact.roles.get(role)).cloned();
        let binds = |fact: &Fact, other: FactKind| grammar.kind(fact.kind).is_some_and(|kind| kind.binds.contains(&other));
        let mut pairs = Vec::new();
        for (index, fact) in paragraph.facts.iter().enumerate() {
            let mut others = paragraph.facts.iter().enumerate();
            let nucleus = others.find(|(_, other)| binds(fact, other.kind) && subject(fact).is_some() && subject(fact) == subject(other));
            pairs.extend(nucleus.map(|(nucleus, _)| (index, nucleus)));
        }
        Self { pairs }
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
}
