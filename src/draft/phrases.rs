//! First forms: what is said without a model.

use super::writer::{Candidate, Chooser, DraftError, Job};
use crate::grammar::{Lattice, mix};

/// Random paths that are tried after the first form, when the judge refuses it.
const SPARES: u64 = 40;

/// The chooser without a model: the first form, then other paths in a fixed order.
#[derive(Debug, Clone, Copy, Default)]
pub struct FirstForms;

impl Chooser for FirstForms {
    fn choose(&mut self, lattice: &Lattice, _job: &Job<'_>) -> Result<Vec<Candidate>, DraftError> {
        Ok(first_forms(lattice))
    }
}

/// A chooser of random paths: for proving the grammar, and for showing what the model chose against.
#[derive(Debug, Clone, Copy)]
pub struct RandomForms {
    /// The state of its generator.
    pub seed: u64,
}

impl Chooser for RandomForms {
    fn choose(&mut self, lattice: &Lattice, _job: &Job<'_>) -> Result<Vec<Candidate>, DraftError> {
        self.seed = mix(self.seed);
        Ok(vec![Candidate { path: lattice.random_path(self.seed), score: None, by_model: false }])
    }
}

/// The first form of a lattice and spare paths behind it.
pub fn first_forms(lattice: &Lattice) -> Vec<Candidate> {
    let mut found = vec![Candidate { path: lattice.first_path(), score: None, by_model: false }];
    for number in 0..SPARES {
        let path = lattice.random_path(mix(number));
        if found.iter().all(|known| known.path != path) {
            found.push(Candidate { path, score: None, by_model: false });
        }
    }
    found
}
