//! The model's choice: a lattice with stand-ins, searched by its ear after house copy and the article so far.

use super::Sentence;
use super::cache::{DraftCache, Stored};
use super::chooser::{Candidate, Chooser, Job};
use super::ear::{Before, Ear};
use super::error::DraftError;
use super::reading::Reading;
use super::score::Weights;
use crate::grammar::{Lattice, Wording, mix};
use crate::lm::LmError;
use crate::lm::search::Settings;
use crate::net::sha256_hex;

/// Version of everything that decides which path is best; part of the cache's keys.
pub(super) const ENGINE: &str = "draft-8";

/// How the model writes.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelSettings {
    /// The search.
    pub search: Settings,
    /// What is added to the score of the model.
    pub weights: Weights,
    /// Tokens that one article may evaluate, house copy not counted.
    pub budget: u64,
    /// Paths this close to the best (in nats) are as good; the article's seed chooses among them.
    pub distance: f64,
    /// The article's seed.
    pub seed: u64,
}

/// A chooser that asks a model, for one article.
pub struct ModelDrafter<'p> {
    ear: Box<dyn Ear + 'p>,
    reading: Reading,
    cache: Option<&'p DraftCache>,
    settings: ModelSettings,
    scored: u64,
    parts: u64,
}

impl std::fmt::Debug for ModelDrafter<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ModelDrafter").field("model", &self.ear.name()).field("scored", &self.scored).finish_non_exhaustive()
    }
}

impl<'p> ModelDrafter<'p> {
    /// A drafter for one article, which `reading` begins. Nothing of it outlives the article but what it puts into the cache.
    pub fn new(ear: Box<dyn Ear + 'p>, reading: Reading, cache: Option<&'p DraftCache>, settings: ModelSettings) -> Self {
        Self { ear, reading, cache, settings, scored: 0, parts: 0 }
    }

    /// What a wording costs in this article, in thousandths of a nat.
    fn cost(&self, wording: Wording) -> u32 {
        let drawn = mix(self.settings.seed ^ mix(u64::from(wording.id)));
        self.settings.weights.wording(wording, drawn)
    }

    fn search(&mut self, lattice: &Lattice, job: &Job<'_>, before: &str) -> Result<Vec<Stored>, LmError> {
        let words = self.reading.words(lattice, job, &|wording| self.cost(wording));
        let left = usize::try_from(self.settings.budget.saturating_sub(self.scored)).unwrap_or(0);
        let settings = Settings { max_scored: left.min(self.settings.search.max_scored), ..self.settings.search.clone() };
        let said = self.reading.said(job.role);
        let adjust = |text: &str| self.settings.weights.adjustment(text, said, self.reading.shared(text));
        let place = Before { text: before, body: !matches!(job.role, "headline" | "standfirst") };
        let found = self.ear.best(&words, place, &settings, &adjust)?;
        self.scored += u64::try_from(found.scored).unwrap_or(0);
        Ok(found.paths.into_iter().map(|path| Stored { steps: path.steps, score: Sentence::rounded(path.adjusted) }).collect())
    }

    fn key(&self, lattice: &Lattice, job: &Job<'_>, before: &str) -> String {
        let mut key = Vec::new();
        let mut add = |bytes: &[u8]| {
            key.extend((bytes.len() as u64).to_le_bytes());
            key.extend(bytes);
        };
        add(ENGINE.as_bytes());
        add(self.ear.digest().as_bytes());
        add(format!("{:?}{:?}", self.settings.search, self.settings.weights).as_bytes());
        add(job.role.as_bytes());
        add(before.as_bytes());
        add(self.reading.said(job.role).as_bytes());
        for node in &lattice.nodes {
            add(&node.said.to_le_bytes());
            for edge in &node.edges {
                add(self.reading.piece(edge, job).as_bytes());
                add(&(edge.to as u64).to_le_bytes());
                add(&self.cost(edge.wording).to_le_bytes());
            }
        }
        sha256_hex(&key)
    }

    /// The order in which the paths are offered: the article's seed picks among those that are as good as the best.
    fn order(&self, mut stored: Vec<Stored>) -> Vec<Stored> {
        let best = stored.first().map_or(0.0, |first| first.score);
        let close = stored.iter().take_while(|one| best - one.score <= self.settings.distance).count().max(1);
        let pick = mix(self.settings.seed ^ mix(self.parts)) % u64::try_from(close).unwrap_or(1);
        if let Ok(pick) = usize::try_from(pick)
            && pick < stored.len()
        {
            let chosen = stored.remove(pick);
            stored.insert(0, chosen);
        }
        stored
    }
}

impl Chooser for ModelDrafter<'_> {
    fn choose(&mut self, lattice: &Lattice, job: &Job<'_>) -> Result<Vec<Candidate>, DraftError> {
        let before = self.reading.before(job.role).to_owned();
        let key = self.key(lattice, job, &before);
        let stored = if let Some(stored) = self.cache.and_then(|cache| cache.get(&key)) {
            stored
        } else {
            let found = self.search(lattice, job, &before).map_err(|error| DraftError::Model(Box::new(error)))?;
            if let Some(cache) = self.cache {
                cache.put(&key, &found);
            }
            found
        };
        self.parts += 1;
        let ordered = self.order(stored).into_iter();
        Ok(ordered.map(|one| Candidate { path: one.steps, score: Some(one.score), by_model: true }).collect())
    }

    fn take(&mut self, lattice: &Lattice, path: &[(usize, usize)], job: &Job<'_>) -> Result<(), DraftError> {
        self.reading.take(lattice, path, job);
        Ok(())
    }

    fn scored(&self) -> u64 {
        self.scored
    }
}
