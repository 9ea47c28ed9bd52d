//! The conditions that phrases name.

use crate::facts::Fact;

/// Decides whether a named condition of the lexicon holds for a fact.
pub trait Conditions {
    /// True only when the ledger proves the condition; a name that is not known never holds.
    fn holds(&self, name: &str, fact: &Fact) -> bool;
}

impl<F: Fn(&str, &Fact) -> bool> Conditions for F {
    fn holds(&self, name: &str, fact: &Fact) -> bool {
        self(name, fact)
    }
}
