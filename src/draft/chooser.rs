//! Choosers: they order the ways to say a paragraph.

use super::error::DraftError;
use crate::grammar::{Lattice, Surface};
use crate::plan::Plan;

/// A way to write a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The path, as (node, edge) steps.
    pub path: Vec<(usize, usize)>,
    /// The model's score.
    pub score: Option<f64>,
    /// Whether a model put it here.
    pub by_model: bool,
}

/// What a chooser may know beside the lattice.
#[derive(Debug)]
pub struct Job<'a> {
    /// The part in the recap, or `headline`, `standfirst`.
    pub role: &'a str,
    /// The plan.
    pub plan: &'a Plan,
    /// Turns pieces into real text.
    pub surface: &'a Surface<'a>,
}

/// Orders the paths of a lattice, best first.
pub trait Chooser {
    /// The best paths, at least one for a lattice that is not empty.
    fn choose(&mut self, lattice: &Lattice, job: &Job<'_>) -> Result<Vec<Candidate>, DraftError>;

    /// Told which path was taken, so that what follows can build on it.
    fn take(&mut self, _lattice: &Lattice, _path: &[(usize, usize)], _job: &Job<'_>) -> Result<(), DraftError> {
        Ok(())
    }

    /// Tokens evaluated so far.
    fn scored(&self) -> u64 {
        0
    }
}
