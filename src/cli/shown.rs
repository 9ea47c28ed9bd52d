//! A chooser that says how far it is.

use crate::draft::{Candidate, Chooser, DraftError, Job};
use crate::grammar::Lattice;
use crate::plan::Plan;

/// Another chooser, with a line about each part before it is worded.
pub struct Shown<'a> {
    inner: &'a mut dyn Chooser,
    say: &'a dyn Fn(&str),
    parts: usize,
    begun: Vec<String>,
}

impl std::fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shown").field("begun", &self.begun).finish_non_exhaustive()
    }
}

impl<'a> Shown<'a> {
    /// A chooser for a plan; `say` gets the lines.
    pub fn new(inner: &'a mut dyn Chooser, plan: &Plan, say: &'a dyn Fn(&str)) -> Self {
        let parts = plan.paragraphs.len() + 1 + usize::from(!plan.standfirst.is_empty());
        Self { inner, say, parts, begun: Vec::new() }
    }
}

impl Chooser for Shown<'_> {
    fn choose(&mut self, lattice: &Lattice, job: &Job<'_>) -> Result<Vec<Candidate>, DraftError> {
        // A part comes back when a wording is refused, or for runners-up.
        if self.begun.last().is_none_or(|last| last != job.role) {
            self.begun.push(job.role.to_owned());
        }
        let (number, of) = (self.begun.len().min(self.parts), self.parts);
        let scored = match self.inner.scored() {
            0 => String::new(),
            tokens => format!(", {tokens} tokens scored"),
        };
        (self.say)(&format!("drafting the {} ({number} of {of}{scored})", job.role));
        self.inner.choose(lattice, job)
    }

    fn take(&mut self, lattice: &Lattice, path: &[(usize, usize)], job: &Job<'_>) -> Result<(), DraftError> {
        self.inner.take(lattice, path, job)
    }

    fn scored(&self) -> u64 {
        self.inner.scored()
    }
}
