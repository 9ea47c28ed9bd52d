//! Hypotheses, and the step from one token to the next.

use super::Lattices;
use super::found::{Found, FoundPath};
use super::settings::{Settings, worth};
use crate::lm::automaton::{Continuation, Reached, TokenLattice};
use crate::lm::{LmError, LmErrorKind, NewNode, NodeId, Session};
use std::collections::BTreeMap;

/// A string that is still growing.
#[derive(Debug, Clone)]
pub(super) struct Hypothesis {
    /// The last token, evaluated.
    node: NodeId,
    states: Vec<Reached>,
    tokens: Vec<u32>,
    log_prob: f64,
    counted: usize,
    /// What its counted tokens earned.
    earned: f64,
    /// What the caller added for the sentences that are whole.
    shape: f64,
}

impl Hypothesis {
    /// The empty string behind an evaluated node.
    pub(super) fn at(node: NodeId) -> Self {
        let states = TokenLattice::start();
        Self { node, states, tokens: Vec::new(), log_prob: 0.0, counted: 0, earned: 0.0, shape: 0.0 }
    }
}

/// A string that is whole.
#[derive(Debug, Clone)]
struct Done {
    tokens: Vec<u32>,
    log_prob: f64,
    counted: usize,
    earned: f64,
    /// What its wording costs.
    cost: f64,
    complete: bool,
}

impl Done {
    /// The path that spells the string.
    fn finish(&self, lattices: Lattices<'_>, adjust: &dyn Fn(&str) -> f64) -> Result<FoundPath, LmError> {
        let text = lattices.vocabulary.decode(&self.tokens);
        let steps = lattices.words.find(&text);
        let steps =
            steps.ok_or_else(|| LmError::new(LmErrorKind::Lattice, format!("the lattice does not spell its own tokens {text:?}")))?;
        let (tokens, log_prob, counted, complete) = (self.tokens.clone(), self.log_prob, self.counted, self.complete);
        let score = log_prob + self.earned - self.cost;
        let mut path = FoundPath { text, tokens, log_prob, counted, score, adjusted: score, steps, complete };
        path.adjusted += adjust(&path.text);
        Ok(path)
    }
}

/// A way to go on from a hypothesis, not evaluated yet.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    parent: usize,
    next: Continuation,
    log_prob: f64,
    counted: usize,
    earned: f64,
    shape: f64,
    score: f64,
    stack: u64,
}

/// A survivor with the tokens that follow without a choice.
struct Run {
    hypothesis: Hypothesis,
    /// The tokens in order, each with whether it counts; the first is scored already.
    tokens: Vec<(u32, bool)>,
    /// Whether the string may end here.
    ends: bool,
    /// What may follow; nothing, or at least two (or one, if the string may also end here).
    next: Vec<Continuation>,
}

impl Run {
    /// How many of its tokens must be evaluated.
    fn needed(&self) -> usize {
        if self.next.is_empty() { self.tokens.iter().rposition(|(_, counted)| *counted).unwrap_or(0) } else { self.tokens.len() }
    }
}

/// The beam: what has been searched so far, and what it cost.
pub(super) struct Beam<'s, 'm, 'a> {
    session: &'s mut dyn Session<'m>,
    lattices: Lattices<'a>,
    settings: &'a Settings,
    adjust: &'a dyn Fn(&str) -> f64,
    done: Vec<Done>,
    begun: usize,
    passes: usize,
    exhausted: bool,
}

impl<'s, 'm, 'a> Beam<'s, 'm, 'a> {
    /// A beam that has found nothing yet.
    pub(super) fn new(
        session: &'s mut dyn Session<'m>,
        lattices: Lattices<'a>,
        settings: &'a Settings,
        adjust: &'a dyn Fn(&str) -> f64,
    ) -> Self {
        let begun = session.scored();
        Self { session, lattices, settings, adjust, done: Vec::new(), begun, passes: 0, exhausted: false }
    }

    /// The best ways to go on from the hypotheses.
    pub(super) fn survivors(&self, active: &[Hypothesis]) -> Result<Vec<Candidate>, LmError> {
        Ok(prune(self.candidates(active)?, self.settings))
    }

    /// What was found, the best paths first.
    pub(super) fn found(self) -> Result<Found, LmError> {
        let scored = self.session.scored() - self.begun;
        let paths = self.done.iter().map(|done| done.finish(self.lattices, self.adjust));
        let mut paths: Vec<FoundPath> = paths.collect::<Result<_, _>>()?;
        if paths.is_empty() {
            return Err(LmError::new(LmErrorKind::Lattice, "the lattice holds no string"));
        }
        paths.sort_by(|a, b| b.adjusted.total_cmp(&a.adjusted).then_with(|| a.tokens.cmp(&b.tokens)));
        paths.truncate(self.settings.keep.max(1));
        Ok(Found { paths, scored, passes: self.passes, exhausted: self.exhausted })
    }

    /// Every way to go on from the hypotheses.
    fn candidates(&self, active: &[Hypothesis]) -> Result<Vec<Candidate>, LmError> {
        let mut out = Vec::new();
        for (parent, hypothesis) in active.iter().enumerate() {
            let next = self.lattices.tokens.continuations(&hypothesis.states);
            let counted: Vec<u32> = next.iter().filter(|next| next.counted).map(|next| next.token).collect();
            let scores = if counted.is_empty() { Vec::new() } else { self.session.log_probs(hypothesis.node, &counted)? };
            let mut scores = scores.into_iter();
            for next in next {
                let gained = if next.counted { f64::from(scores.next().unwrap_or(f32::NEG_INFINITY)) } else { 0.0 };
                let (log_prob, counted) = (hypothesis.log_prob + gained, hypothesis.counted + usize::from(next.counted));
                let stack = self.lattices.tokens.stack(&next.states);
                let shape = if self.lattices.tokens.closes(&next.states) {
                    self.shape(&[hypothesis.tokens.as_slice(), &[next.token]].concat())
                } else {
                    hypothesis.shape
                };
                let earned = hypothesis.earned + if next.counted { worth(next.token.into(), self.settings) } else { 0.0 };
                let score = log_prob + earned + shape - cost(&next.states);
                out.push(Candidate { parent, next, log_prob, counted, earned, shape, score, stack });
            }
        }
        Ok(out)
    }

    /// What the caller adds for whole sentences.
    fn shape(&self, tokens: &[u32]) -> f64 {
        (self.adjust)(&self.lattices.vocabulary.decode(tokens))
    }

    /// Evaluates the survivors in one pass, with the tokens that follow each without a choice.
    pub(super) fn advance(&mut self, active: &[Hypothesis], survivors: Vec<Candidate>) -> Result<Vec<Hypothesis>, LmError> {
        let mut runs: Vec<Run> = survivors.into_iter().filter_map(|candidate| self.run(active, candidate)).collect();
        let needed: usize = runs.iter().map(Run::needed).sum();
        if self.session.scored() - self.begun + needed > self.settings.max_scored {
            self.exhausted = true;
            for run in &runs {
                self.abandon(run);
            }
            return Ok(Vec::new());
        }
        let ids = self.session.next_ids(needed);
        let mut batch: Vec<NewNode> = Vec::with_capacity(needed);
        let mut places = Vec::with_capacity(runs.len());
        for run in &runs {
            places.push(batch.len());
            let mut parent = run.hypothesis.node;
            for at in 0..run.needed() {
                let Some(&(token, _)) = run.tokens.get(at) else { break };
                let wants = match run.tokens.get(at + 1) {
                    Some((_, counted)) => *counted,
                    None => run.next.iter().any(|next| next.counted),
                };
                batch.push(NewNode { parent: Some(parent), token, wants });
                parent = ids.get(batch.len() - 1).copied().unwrap_or(parent);
            }
        }
        if !batch.is_empty() {
            self.session.extend(&batch)?;
            self.passes += 1;
        }
        let mut out = Vec::new();
        for (run, first) in runs.iter_mut().zip(places) {
            self.score_run(run, ids.get(first..).unwrap_or_default())?;
            let hypothesis = &run.hypothesis;
            if run.ends {
                let Hypothesis { tokens, log_prob, counted, earned, .. } = hypothesis.clone();
                let cost = cost(&hypothesis.states);
                self.done.push(Done { tokens, log_prob, counted, earned, cost, complete: true });
            }
            if !run.next.is_empty() {
                out.push(hypothesis.clone());
            }
        }
        Ok(out)
    }

    /// Follows a survivor for as long as it has no choice.
    fn run(&self, active: &[Hypothesis], candidate: Candidate) -> Option<Run> {
        let parent = active.get(candidate.parent)?;
        let mut tokens = vec![(candidate.next.token, candidate.next.counted)];
        let (mut states, mut shape) = (candidate.next.states, candidate.shape);
        let mut strung: Vec<u32> = parent.tokens.iter().copied().chain([candidate.next.token]).collect();
        let (ends, next) = loop {
            let ends = self.lattices.tokens.accepts(&states);
            let mut next = self.lattices.tokens.continuations(&states);
            if ends || next.len() != 1 {
                break (ends, next);
            }
            if let Some(only) = next.pop() {
                tokens.push((only.token, only.counted));
                strung.push(only.token);
                if self.lattices.tokens.closes(&only.states) {
                    shape = self.shape(&strung);
                }
                states = only.states;
            }
        };
        let (node, log_prob, counted, earned) = (parent.node, candidate.log_prob, candidate.counted, candidate.earned);
        let hypothesis = Hypothesis { node, states, tokens: strung, log_prob, counted, earned, shape };
        Some(Run { hypothesis, tokens, ends, next })
    }

    /// Adds the scores of the tokens that had no choice, and moves the hypothesis to its last node.
    fn score_run(&self, run: &mut Run, ids: &[NodeId]) -> Result<(), LmError> {
        for ((token, counted), before) in run.tokens.iter().skip(1).zip(ids) {
            if *counted {
                let gained = self.session.log_probs(*before, &[*token])?;
                run.hypothesis.log_prob += gained.first().copied().map_or(f64::NEG_INFINITY, f64::from);
                run.hypothesis.earned += worth((*token).into(), self.settings);
                run.hypothesis.counted += 1;
            }
        }
        if let Some(last) = run.needed().checked_sub(1).and_then(|last| ids.get(last)) {
            run.hypothesis.node = *last;
        }
        Ok(())
    }

    /// Finishes a string without the model, by the fewest tokens.
    fn abandon(&mut self, run: &Run) {
        let tokens = self.lattices.tokens;
        let hypothesis = &run.hypothesis;
        let (mut strung, mut states) = (hypothesis.tokens.clone(), hypothesis.states.clone());
        while !tokens.accepts(&states) {
            let next = tokens.continuations(&states);
            let Some(best) = next.into_iter().min_by_key(|next| tokens.remaining(&next.states)) else { return };
            strung.push(best.token);
            states = best.states;
        }
        let Hypothesis { log_prob, counted, earned, .. } = *hypothesis;
        self.done.push(Done { tokens: strung, log_prob, counted, earned, cost: cost(&states), complete: false });
    }
}

/// What the cheapest way to one of the states costs, in nats.
fn cost(states: &[Reached]) -> f64 {
    f64::from(states.iter().map(|reached| reached.cost).min().unwrap_or(0)) / 1000.0
}

/// The survivors: the best of each stack, and where stacks hold more than the width, the best of every stack before the second of any.
fn prune(mut candidates: Vec<Candidate>, settings: &Settings) -> Vec<Candidate> {
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| (a.parent, a.next.token).cmp(&(b.parent, b.next.token))));
    let mut taken: BTreeMap<u64, usize> = BTreeMap::new();
    let mut ranked: Vec<(usize, Candidate)> = Vec::new();
    for candidate in candidates {
        let rank = taken.entry(candidate.stack).or_default();
        if *rank < settings.per_stack {
            ranked.push((*rank, candidate));
        }
        *rank += 1;
    }
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.truncate(settings.width.max(1));
    ranked.into_iter().map(|(_, candidate)| candidate).collect()
}
