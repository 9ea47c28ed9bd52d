//! Proven runners-up of each sentence, and the one that an editor takes.

use super::chooser::{Candidate, Job};
use super::error::DraftError;
use super::path::{PathSentence, sentences_of};
use super::phrases::first_forms;
use super::writer::Writer;
use super::{Alternative, Sentence};
use crate::grammar::Lattice;
use std::collections::BTreeMap;

/// What an editor wants of the runners-up. Sentences are counted from 1 in reading order: headline, standfirst, body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wishes {
    /// How many to keep of each sentence.
    pub alternatives: usize,
    /// For a sentence the runner-up that is taken (from 1); what follows is drafted again.
    pub taken: BTreeMap<usize, usize>,
}

/// A runner-up that the judge let pass.
struct RunnerUp {
    text: String,
    facts: Vec<String>,
    score: Option<f64>,
    steps: Vec<(usize, usize)>,
}

impl Wishes {
    /// How many runners-up a sentence needs.
    pub(super) fn wanted(&self, number: usize) -> usize {
        self.alternatives.max(self.taken.get(&number).copied().unwrap_or(0))
    }
}

impl Writer<'_> {
    /// Fills in the runners-up of the paragraph that was accepted last and gives its path, which is another one where an editor
    /// took a runner-up.
    pub(super) fn runners_up(
        &mut self,
        lattice: &Lattice,
        path: &[(usize, usize)],
        ids: &[String],
        job: &Job<'_>,
    ) -> Result<Vec<(usize, usize)>, DraftError> {
        let mut path = path.to_vec();
        let before: usize = self.head_lines() + self.draft.paragraphs.iter().rev().skip(1).map(|p| p.sentences.len()).sum::<usize>();
        for at in 0..sentences_of(lattice, &path, job.surface).len() {
            let number = before + at + 1;
            let wanted = self.wishes().wanted(number);
            let sentences = sentences_of(lattice, &path, job.surface);
            let Some(sentence) = sentences.get(at).filter(|_| wanted > 0) else { continue };
            let found = self.proven(lattice, sentence, at, ids, (wanted, job))?;
            path = self.settle(&path, lattice, sentence, (number, at), found)?;
        }
        Ok(path)
    }

    /// Other ways to say a sentence, the best first, that the judge lets pass in its place.
    fn proven(
        &mut self,
        lattice: &Lattice,
        sentence: &PathSentence,
        at: usize,
        ids: &[String],
        (wanted, job): (usize, &Job<'_>),
    ) -> Result<Vec<RunnerUp>, DraftError> {
        let (part, numbers) = lattice.between(sentence.between.0, sentence.between.1);
        let mut candidates = self.choose(&part, job)?;
        candidates.extend(first_forms(&part));
        let mut found: Vec<RunnerUp> = Vec::new();
        for Candidate { path, score, .. } in candidates.into_iter().filter(|candidate| part.is_path(&candidate.path)) {
            let Some(one) = sentences_of(&part, &path, job.surface).into_iter().next() else { continue };
            if found.len() == wanted || one.text == sentence.text || found.iter().any(|known| known.text == one.text) {
                continue;
            }
            let outer = |step: &(usize, usize)| Some((step.0, *numbers.get(step.0)?.get(step.1)?));
            let Some(steps) = path.iter().map(outer).collect() else { continue };
            let said = one.facts.iter().filter_map(|index| ids.get(*index).cloned()).chain(one.labels).collect();
            let runner_up = RunnerUp { text: one.text, facts: said, score, steps };
            if self.passes(&runner_up, at) {
                found.push(runner_up);
            }
        }
        Ok(found)
    }

    /// Whether the judge lets a runner-up stand in the place of a sentence of the last paragraph.
    fn passes(&self, runner_up: &RunnerUp, at: usize) -> bool {
        let mut trial = self.draft.clone();
        if let Some(place) = trial.paragraphs.last_mut().and_then(|paragraph| paragraph.sentences.get_mut(at)) {
            place.text.clone_from(&runner_up.text);
            place.facts.clone_from(&runner_up.facts);
        }
        self.judges(&trial, "paragraph").is_empty()
    }

    /// Writes the runners-up into the draft, and takes one where an editor asks for it.
    fn settle(
        &mut self,
        path: &[(usize, usize)],
        lattice: &Lattice,
        sentence: &PathSentence,
        (number, at): (usize, usize),
        found: Vec<RunnerUp>,
    ) -> Result<Vec<(usize, usize)>, DraftError> {
        let taken = self.wishes().taken.get(&number).copied();
        let many = found.len();
        let place = self.draft.paragraphs.last_mut().and_then(|paragraph| paragraph.sentences.get_mut(at));
        let Some(place) = place else { return Ok(path.to_vec()) };
        place.alternatives = found.iter().map(|one| Alternative { text: one.text.clone(), score: one.score }).collect();
        let Some(taken) = taken else { return Ok(path.to_vec()) };
        let Some(one) = taken.checked_sub(1).and_then(|index| found.into_iter().nth(index)) else {
            return Err(DraftError::NoSuchChoice { sentence: number, runner_up: taken, runners_up: many });
        };
        take(place, &one, taken - 1);
        let first = path.iter().position(|step| step.0 == sentence.between.0).unwrap_or(0);
        let rest = path.iter().skip(first).position(|step| lattice.edge(*step).is_some_and(|edge| edge.to == sentence.between.1));
        let after = first + rest.map_or(0, |length| length + 1);
        Ok(path.iter().take(first).chain(&one.steps).chain(path.iter().skip(after)).copied().collect())
    }
}

/// Puts a runner-up in the place of a sentence; what stood there stays among the alternatives.
fn take(place: &mut Sentence, one: &RunnerUp, index: usize) {
    let old = Alternative { text: std::mem::replace(&mut place.text, one.text.clone()), score: place.score };
    place.alternatives.push(old);
    place.facts.clone_from(&one.facts);
    place.score = one.score;
    place.chosen = Some(index);
}
