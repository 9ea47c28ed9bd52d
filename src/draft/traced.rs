//! Random articles, with what a model would be asked at each of their tokens: the examples that a smaller model learns from.

use super::chooser::{Candidate, Chooser, Job};
use super::error::DraftError;
use super::house::HouseCopy;
use super::reading::Reading;
use super::standin::StandInTables;
use crate::grammar::{Lattice, mix};
use crate::lm::automaton::TokenLattice;
use crate::lm::{LmError, Vocabulary};
use crate::plan::Plan;
use serde::Serialize;

/// One part of an article, as a model sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TracedPart {
    /// The part in the recap, or `headline`, `standfirst`.
    pub role: String,
    /// What the model has read before it.
    pub before: String,
    /// The tokens of the part.
    pub tokens: Vec<u32>,
    /// For each token, all tokens that the lattice has in its place and whose probability counts. Where a stand-in comes there is none.
    pub choices: Vec<Vec<u32>>,
}

/// A chooser of random paths that writes down what it passes.
#[derive(Debug)]
pub struct Traced<'a> {
    vocabulary: &'a Vocabulary,
    reading: Reading,
    state: u64,
    parts: Vec<TracedPart>,
}

impl<'a> Traced<'a> {
    /// A chooser for one article.
    pub fn new(vocabulary: &'a Vocabulary, house: &HouseCopy, tables: &StandInTables, plan: &Plan, seed: u64) -> Self {
        Self { vocabulary, reading: Reading::new(house, tables, plan), state: mix(seed), parts: Vec::new() }
    }

    /// The parts that were written, in the order of writing.
    pub fn into_parts(self) -> Vec<TracedPart> {
        self.parts
    }

    fn trace(&self, lattice: &Lattice, path: &[(usize, usize)], job: &Job<'_>) -> Result<TracedPart, LmError> {
        let words = self.reading.words(lattice, job, &|_| 0);
        let lattice = TokenLattice::compile(&words, self.vocabulary)?;
        let tokens = self.vocabulary.encode(&words.text(path))?;
        let mut states = TokenLattice::start();
        let mut choices = Vec::with_capacity(tokens.len());
        for token in &tokens {
            let next = lattice.continuations(&states);
            choices.push(next.iter().filter(|next| next.counted).map(|next| next.token).collect());
            states = next.into_iter().find(|next| next.token == *token).map(|next| next.states).unwrap_or_default();
        }
        let (role, before) = (job.role.to_owned(), self.reading.before(job.role).to_owned());
        Ok(TracedPart { role, before, tokens, choices })
    }

    fn write_down(&mut self, lattice: &Lattice, path: &[(usize, usize)], job: &Job<'_>) -> Result<(), DraftError> {
        let part = self.trace(lattice, path, job).map_err(|error| DraftError::Model(Box::new(error)))?;
        self.parts.push(part);
        Ok(())
    }
}

impl Chooser for Traced<'_> {
    fn choose(&mut self, lattice: &Lattice, job: &Job<'_>) -> Result<Vec<Candidate>, DraftError> {
        self.state = mix(self.state);
        let path = lattice.random_path(self.state);
        // Nobody tells which headline was taken, and every one is as good an example.
        if matches!(job.role, "headline" | "standfirst") {
            self.write_down(lattice, &path, job)?;
        }
        Ok(vec![Candidate { path, score: None, by_model: false }])
    }

    fn take(&mut self, lattice: &Lattice, path: &[(usize, usize)], job: &Job<'_>) -> Result<(), DraftError> {
        self.write_down(lattice, path, job)?;
        self.reading.take(lattice, path, job);
        Ok(())
    }
}
