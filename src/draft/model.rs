//! The model's choice: a lattice with stand-ins, searched token by token after house copy and the article so far.

use super::Sentence;
use super::cache::{DraftCache, Stored};
use super::house::HouseCopy;
use super::reading::{Reading, house_text};
use super::score::Weights;
use super::standin::StandInTables;
use super::states::StateCache;
use super::writer::{Candidate, Chooser, DraftError, Job};
use crate::event::Sport;
use crate::grammar::{Lattice, mix};
use crate::lm::automaton::TokenLattice;
use crate::lm::search::{Lattices, Settings, search};
use crate::lm::{LanguageModel, LmError, LmErrorKind, NodeId, Session};
use crate::net::sha256_hex;
use crate::plan::Plan;
use std::collections::BTreeMap;

/// Version of everything that decides which path is best; part of the cache's keys.
const ENGINE: &str = "draft-7";

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

/// A model that has read the house copy: one session for each sport, from which every article of that sport is forked.
pub struct Primer<'a> {
    model: &'a dyn LanguageModel,
    house: &'a HouseCopy,
    states: Option<StateCache>,
    sessions: BTreeMap<Sport, Open<'a>>,
}

impl std::fmt::Debug for Primer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Primer").field("model", &self.model.name()).finish_non_exhaustive()
    }
}

impl<'a> Primer<'a> {
    /// A model and the house copy; nothing is evaluated before it is needed. What the model knows after the house copy is kept in
    /// `states`, if there is such a folder, and read from there.
    pub fn new(model: &'a dyn LanguageModel, house: &'a HouseCopy, states: Option<StateCache>) -> Self {
        Self { model, house, states, sessions: BTreeMap::new() }
    }

    /// A session that has read a text: this time, or in an earlier process.
    fn read(&self, text: &str) -> Result<(Box<dyn Session<'a> + 'a>, NodeId), LmError> {
        let key = sha256_hex(format!("{ENGINE}\n{}\n{text}", self.model.digest()).as_bytes());
        let kept = self.states.as_ref().and_then(|states| states.get(&key));
        if let Some(restored) = kept.and_then(|state| self.model.restore(&state)) {
            return Ok(restored);
        }
        let mut session = self.model.session();
        let node = session.feed(None, &self.model.vocabulary().encode(text)?)?;
        let node = session.retain(node)?;
        if let (Some(states), Some(state)) = (&self.states, session.save()) {
            states.put(&key, &state);
        }
        Ok((session, node))
    }

    /// A session that has read the house copy of a sport.
    fn open(&mut self, sport: Sport) -> Result<Open<'a>, LmError> {
        if !self.sessions.contains_key(&sport) {
            let text = house_text(self.house, sport);
            let (session, node) = self.read(&text)?;
            self.sessions.insert(sport, Open { session, node, read: text.len() });
        }
        let closed = || LmError::new(LmErrorKind::Session, "the house copy was not read");
        let open = self.sessions.get(&sport).ok_or_else(closed)?;
        Ok(Open { session: open.session.fork(), node: open.node, read: open.read })
    }
}

/// A chooser that asks a model, for one article.
pub struct ModelDrafter<'a, 'p> {
    primer: &'p mut Primer<'a>,
    sport: Sport,
    reading: Reading,
    cache: Option<&'p DraftCache>,
    settings: ModelSettings,
    session: Option<Open<'a>>,
    scored: u64,
    parts: u64,
}

/// A session that has read the text up to `read` bytes.
struct Open<'a> {
    session: Box<dyn Session<'a> + 'a>,
    node: NodeId,
    read: usize,
}

impl std::fmt::Debug for ModelDrafter<'_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ModelDrafter").field("model", &self.primer.model.name()).field("scored", &self.scored).finish_non_exhaustive()
    }
}

impl<'a, 'p> ModelDrafter<'a, 'p> {
    /// A drafter for one article. Nothing of it outlives the article but what it puts into the cache.
    pub fn new(
        primer: &'p mut Primer<'a>,
        tables: &StandInTables,
        plan: &Plan,
        cache: Option<&'p DraftCache>,
        settings: ModelSettings,
    ) -> Self {
        let reading = Reading::new(primer.house, tables, plan);
        Self { primer, sport: plan.event.sport, reading, cache, settings, session: None, scored: 0, parts: 0 }
    }

    /// Lets the article's session read on to the end of the text.
    fn read_on(&mut self) -> Result<(), LmError> {
        let mut open = match self.session.take() {
            Some(open) => open,
            None => self.primer.open(self.sport)?,
        };
        let text = self.reading.before("");
        let rest = text.get(open.read..).unwrap_or_default();
        if !rest.is_empty() {
            let node = open.session.feed(Some(open.node), &self.primer.model.vocabulary().encode(rest)?)?;
            open.node = open.session.retain(node)?;
            open.read = text.len();
        }
        self.session = Some(open);
        Ok(())
    }

    fn search(&mut self, lattice: &Lattice, job: &Job<'_>, before: &str) -> Result<Vec<Stored>, LmError> {
        let words = self.reading.words(lattice, job, &|late| self.settings.weights.late(late));
        let model = self.primer.model;
        let vocabulary = model.vocabulary();
        let tokens = TokenLattice::compile(&words, vocabulary)?;
        let lattices = Lattices { words: &words, tokens: &tokens, vocabulary };
        let left = usize::try_from(self.settings.budget.saturating_sub(self.scored)).unwrap_or(0);
        let settings = Settings { max_scored: left.min(self.settings.search.max_scored), ..self.settings.search.clone() };
        let weights = self.settings.weights.clone();
        let judge = |text: &str| weights.adjustment(text, before);
        let found = if matches!(job.role, "headline" | "standfirst") {
            let mut session = model.session();
            let node = session.feed(None, &vocabulary.encode(before)?)?;
            search(&mut *session, node, lattices, &settings, &judge)?
        } else {
            self.read_on()?;
            let open = self.session.as_ref().ok_or_else(|| LmError::new(LmErrorKind::Session, "the article's session is closed"))?;
            let mut session = open.session.fork();
            search(&mut *session, open.node, lattices, &settings, &judge)?
        };
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
        add(self.primer.model.digest().as_bytes());
        add(format!("{:?}{:?}", self.settings.search, self.settings.weights).as_bytes());
        add(job.role.as_bytes());
        add(before.as_bytes());
        for node in &lattice.nodes {
            add(&node.said.to_le_bytes());
            for edge in &node.edges {
                add(self.reading.piece(edge, job).as_bytes());
                add(&(edge.to as u64).to_le_bytes());
                add(&edge.late.to_le_bytes());
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

impl Chooser for ModelDrafter<'_, '_> {
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
