//! A model without weights: pseudo-probabilities from a hash, for tests and for trying a grammar on a machine without a model.
//!
//! Its answers are deterministic, normalised, and depend on the whole path before a token, as those of a real model do. They know
//! nothing of English.

use super::math::mix;
use super::vocabulary::byte_of;
use super::{LanguageModel, LmError, LmErrorKind, NewNode, NodeId, Session, Vocabulary};
use std::collections::BTreeMap;

/// Merges of the tiny vocabulary, so that common words take a few tokens and rare ones a token a letter.
const MERGES: &str =
    "h e|Ġ t|Ġ a|i n|Ġt he|e r|o n|r e|a t|e n|o r|i s|Ġ w|Ġ s|n d|Ġ f|e d|Ġ b|a n|i t|in g|Ġ o|Ġ c|Ġ p|Ġ i|e s|l l|Ġw on|Ġa nd|Ġo f|Ġ in";

/// A model whose log-probabilities come from a hash of the path and a seed.
#[derive(Debug)]
pub struct HashModel {
    name: String,
    vocabulary: Vocabulary,
    seed: u64,
}

impl HashModel {
    /// A model with a tiny byte-level vocabulary. Different seeds are different models.
    ///
    /// # Errors
    /// Only if the built-in vocabulary were broken.
    pub fn new(seed: u64) -> Result<Self, LmError> {
        let (tokens, merges) = tiny_vocabulary();
        let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
        let vocabulary = Vocabulary::from_parts(&tokens, &merges, &[], "smollm")?;
        Ok(Self { name: format!("hash-{seed}"), vocabulary, seed })
    }

    /// Uses another vocabulary, such as that of a real model.
    #[must_use]
    pub fn with_vocabulary(self, vocabulary: Vocabulary) -> Self {
        Self { vocabulary, ..self }
    }

    /// An unnormalised score from 0 to 6.
    fn logit(state: u64, token: u32) -> f64 {
        let hash = mix(state ^ mix(u64::from(token).wrapping_add(0x9e37_79b9)));
        #[expect(clippy::cast_precision_loss, reason = "twenty bits")]
        let unit = (hash >> 44) as f64 / f64::from(1 << 20);
        unit * 6.0
    }
}

impl LanguageModel for HashModel {
    fn name(&self) -> &str {
        &self.name
    }

    fn digest(&self) -> &str {
        &self.name
    }

    fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    fn session(&self) -> Box<dyn Session<'_> + '_> {
        Box::new(HashSession { model: self, nodes: BTreeMap::new(), made: 0, scored: 0 })
    }
}

/// The tokens and merges of the tiny vocabulary.
pub(super) fn tiny_vocabulary() -> (Vec<String>, Vec<&'static str>) {
    let letters = (0x21..=0x143_u32).filter_map(char::from_u32).filter_map(|c| Some((byte_of(c)?, c.to_string())));
    let mut alphabet: Vec<(u8, String)> = letters.collect();
    alphabet.sort();
    let merges: Vec<&str> = MERGES.split('|').collect();
    let joined = merges.iter().map(|merge| merge.replace(' ', ""));
    (alphabet.into_iter().map(|(_, token)| token).chain(joined).collect(), merges)
}

#[derive(Debug, Clone)]
struct HashSession<'m> {
    model: &'m HashModel,
    /// The hash of the path to a node, and whether scores were asked for.
    nodes: BTreeMap<NodeId, (u64, bool)>,
    made: u32,
    scored: usize,
}

impl HashSession<'_> {
    fn find(&self, node: NodeId) -> Result<(u64, bool), LmError> {
        self.nodes.get(&node).copied().ok_or_else(|| LmError::new(LmErrorKind::Session, format!("{node:?} is not a node of this session")))
    }
}

impl<'m> Session<'m> for HashSession<'m> {
    fn extend(&mut self, nodes: &[NewNode]) -> Result<Vec<NodeId>, LmError> {
        let ids = self.next_ids(nodes.len());
        for (entry, id) in nodes.iter().zip(&ids) {
            let before = match entry.parent {
                Some(parent) => self.find(parent)?.0,
                None => self.model.seed,
            };
            if entry.token as usize >= self.model.vocabulary.len() {
                return Err(LmError::new(LmErrorKind::Session, format!("token {} is not in the vocabulary", entry.token)));
            }
            self.nodes.insert(*id, (mix(before ^ mix(u64::from(entry.token))), entry.wants));
        }
        self.made += u32::try_from(ids.len()).unwrap_or(u32::MAX);
        self.scored += ids.len();
        Ok(ids)
    }

    fn next_ids(&self, count: usize) -> Vec<NodeId> {
        (self.made..).take(count).map(|index| NodeId { epoch: 0, index: index + 1 }).collect()
    }

    fn log_probs(&self, node: NodeId, tokens: &[u32]) -> Result<Vec<f32>, LmError> {
        let (state, scored) = self.find(node)?;
        if !scored {
            return Err(LmError::new(LmErrorKind::Session, format!("{node:?} was evaluated without asking for scores")));
        }
        // A sample of the vocabulary stands for all of it, which keeps the mock fast and its answers below zero.
        let sample: f64 = (0..64).map(|token| HashModel::logit(state, token).exp()).sum();
        #[expect(clippy::cast_precision_loss, reason = "a vocabulary has fewer than 2^52 tokens")]
        let total = (sample * self.model.vocabulary.len() as f64 / 64.0).ln().max(6.0);
        #[expect(clippy::cast_possible_truncation, reason = "the scores are 32-bit")]
        let log_prob = |token: &u32| (HashModel::logit(state, *token) - total) as f32;
        Ok(tokens.iter().map(log_prob).collect())
    }

    fn retain(&mut self, node: NodeId) -> Result<NodeId, LmError> {
        let kept = self.find(node)?;
        self.nodes = BTreeMap::from([(node, kept)]);
        Ok(node)
    }

    fn scored(&self) -> usize {
        self.scored
    }

    fn fork(&self) -> Box<dyn Session<'m> + 'm> {
        Box::new(self.clone())
    }
}
