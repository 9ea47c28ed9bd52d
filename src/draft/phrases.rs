//! First forms: what is said without a model.

use super::chooser::{Candidate, Chooser, Job};
use super::error::DraftError;
use crate::grammar::{Lattice, mix};
use sha2::{Digest, Sha256};

/// Random paths that are tried after the first form, when the judge refuses it.
const SPARES: u64 = 40;

/// How far an edition goes from the first forms: about as far as the sixth wording of a list is from the first.
const TASTE: u64 = 1800;

/// The chooser without a model: the first form, then other paths in a fixed order. Editions of one event for its sides have the
/// same facts of the victory; each says them near to the first form in a way of its own.
#[derive(Debug, Clone, Copy, Default)]
pub struct FirstForms;

impl Chooser for FirstForms {
    fn choose(&mut self, lattice: &Lattice, job: &Job<'_>) -> Result<Vec<Candidate>, DraftError> {
        let mut found = first_forms(lattice);
        if let angle @ Some(_) = job.plan.angle.as_deref() {
            let path = lattice.tasted_path(article_seed(0, &job.plan.event.id, angle), TASTE);
            found.insert(0, Candidate { path, score: None, by_model: false });
        }
        Ok(found)
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

/// The seed of an article: nothing passes from one article to another, and the same edition of an event is written the same way again.
pub fn article_seed(seed: u64, event: &str, angle: Option<&str>) -> u64 {
    let mut hash = Sha256::new();
    hash.update(seed.to_le_bytes());
    hash.update(event.as_bytes());
    hash.update(angle.unwrap_or_default().as_bytes());
    hash.finalize().iter().take(8).fold(0, |all, &byte| (all << 8) | u64::from(byte))
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

#[cfg(test)]
mod tests {
    use super::article_seed;

    #[test]
    fn an_article_has_a_seed_of_its_own() {
        let seed = article_seed(1, "tag:a", None);
        assert_eq!(seed, article_seed(1, "tag:a", None));
        assert_ne!(seed, article_seed(2, "tag:a", None));
        assert_ne!(seed, article_seed(1, "tag:b", None));
        assert_ne!(seed, article_seed(1, "tag:a", Some("nation:KEN")));
    }
}
