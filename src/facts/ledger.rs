//! The ledger: all facts of an event.

use super::fact::Fact;
use super::kind::FactKind;
use serde::{Deserialize, Serialize};

/// All facts of an event, in a stable order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// The facts, most newsworthy first, then by id.
    pub facts: Vec<Fact>,
}

impl Ledger {
    /// The fact with this id.
    pub fn get(&self, id: &str) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.id == id)
    }

    /// All facts of a kind.
    pub fn of(&self, kind: FactKind) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |fact| fact.kind == kind)
    }
}
