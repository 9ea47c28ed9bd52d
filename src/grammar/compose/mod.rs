//! Composition: the facts of a paragraph, in the order of the plan, become sentences of every shape that English allows here.
//!
//! A sentence says some of the facts. One of them is its nucleus and gives the finite clause; the others stand before it,
//! beside its subject, after its verb, in a participle, in an absolute, or in a second verb or clause. The states of that walk
//! are the nodes of the lattice, so walks that have said the same facts meet again.

mod bound;
mod forms;
mod opening;
mod state;
mod tails;
mod targets;
mod walk;

pub use forms::sayable;

use super::condition::Conditions;
use super::discourse::Cast;
use super::file::Grammar;
use super::kind::Position;
use super::lattice::Lattice;
use crate::facts::Fact;
use bound::Bound;

/// A paragraph to be realised.
pub struct Paragraph<'a> {
    /// The facts in the order of the plan, at most 60.
    pub facts: Vec<&'a Fact>,
    /// Who was named in the article before (bits of the cast's numbers).
    pub named: u64,
    /// Sizes of the sentences that the plan prefers: the first form follows them.
    pub sizes: Vec<usize>,
    /// Most facts in one sentence.
    pub most: usize,
    /// Whether a sentence may take a later fact along out of turn, beside the first that is not said yet.
    pub free: bool,
    /// The positions of clause and tail: body, headline or standfirst.
    pub clause: Position,
    /// Facts that stand as labels beside the full names of their subjects.
    pub labels: Vec<&'a Fact>,
}

impl std::fmt::Debug for Paragraph<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.facts.iter().map(|fact| &fact.id)).finish()
    }
}

/// All ways to say the paragraph; an empty lattice where the phrase files have none. Facts that belong in one sentence with
/// another stand there; where no sentence can hold both, each may stand alone.
pub fn compose(grammar: &Grammar, conditions: &dyn Conditions, cast: &Cast, paragraph: &Paragraph<'_>) -> Lattice {
    let bound = Bound::of(grammar, cast, paragraph);
    let walked = |bound: Bound| walk::walk(grammar, conditions, cast, (paragraph, bound));
    let lattice = walked(bound.clone());
    if !lattice.is_empty() || bound.is_empty() {
        return lattice;
    }
    let settings = walked(bound.of_settings());
    if settings.is_empty() { walked(bound.loose()) } else { settings }
}
