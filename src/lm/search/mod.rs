//! Beam search over a token lattice.
//!
//! A hypothesis is a token string and the set of lattice states that it can be in (subset construction), so a string that has several
//! paths is scored once and competes once. Every step extends each surviving hypothesis by one choice; tokens without a choice are
//! taken along in the same pass. Continuations are ranked by the scores of the token before them, so only survivors are evaluated.
//!
//! Hypotheses compete within stacks: those that have said the same (Koehn, Och and Marcu 2003). They may differ in length, so every
//! counted token earns a bonus near the mean cost of a token; without it the shorter would win.

mod beam;
mod found;
mod settings;

pub use found::{Found, FoundPath};
pub use settings::Settings;
pub(super) use settings::worth;

use super::automaton::TokenLattice;
use super::lattice::WordLattice;
use super::{LmError, NodeId, Session, Vocabulary};
use beam::{Beam, Hypothesis};

/// A lattice in both forms, and the vocabulary that connects them.
#[derive(Debug, Clone, Copy)]
pub struct Lattices<'a> {
    /// Words.
    pub words: &'a WordLattice,
    /// The same, compiled.
    pub tokens: &'a TokenLattice,
    /// What it was compiled with.
    pub vocabulary: &'a Vocabulary,
}

/// Searches `lattices` for the best continuations of `from`, a node that was evaluated with scores. `adjust` is added to the score of
/// each whole path before the best are chosen, and to that of a path whose sentences so far are whole.
///
/// # Errors
/// As [`Session::extend`] and [`Session::log_probs`]; `Lattice` when the lattice holds no path.
pub fn search(
    session: &mut dyn Session<'_>,
    from: NodeId,
    lattices: Lattices<'_>,
    settings: &Settings,
    adjust: &dyn Fn(&str) -> f64,
) -> Result<Found, LmError> {
    let mut beam = Beam::new(session, lattices, settings, adjust);
    let mut active = vec![Hypothesis::at(from)];
    while !active.is_empty() {
        let survivors = beam.survivors(&active)?;
        active = beam.advance(&active, survivors)?;
    }
    beam.found()
}
