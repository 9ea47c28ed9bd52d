//! A GGUF, a tokenizer, and the search over token lattices; knows tokens and nothing of sport.
//!
//! ```text
//! card -> store -> gguf -> weights -> engine -> session
//!                    \-> vocabulary -> lattice -> automaton -> search
//! ```
//!
//! A [`server`] that scores given texts takes the place of all this but the lattice.
//!
//! Files of the architectures `llama`, `qwen2`, `qwen3`, `smollm3`, `gemma3` and `phi3` run (`family`); their switches are data, the forward pass is one.
//!
//! A [`LanguageModel`] hands out [`Session`]s. A session holds a tree of evaluated tokens and everything that was computed for
//! them; it belongs to one request, and nothing of it reaches another. The search writes through a [`lattice::WordLattice`] on such
//! a session and never sees anything but tokens and opaque labels.

mod error;
pub mod card;
pub mod store;
pub mod pull;
pub mod locate;
pub mod gguf;
pub mod inspect;
mod math;
mod team;
mod kernels;
mod keys;
mod attention;
mod family;
mod shape;
mod weights;
mod file;
pub mod engine;
mod forward;
mod session;
mod state;
mod pieces;
pub mod vocabulary;
pub mod lattice;
mod fold;
pub mod automaton;
mod compile;
pub mod search;
pub mod rescore;
pub mod surprise;
pub mod server;
pub mod mock;
#[cfg(test)]
mod automaton_tests;
#[cfg(test)]
mod pieces_tests;
#[cfg(test)]
mod tiny;
#[cfg(test)]
mod tiny_tests;
#[cfg(test)]
mod family_tests;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod real_tests;
#[cfg(test)]
mod search_tests;

pub use error::{LmError, LmErrorKind};
pub use vocabulary::Vocabulary;

/// One evaluated token of a session. Valid in the session that made it and in forks of that session, until a
/// [`Session::retain`] drops it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeId {
    /// How often the session had been compacted when the node was made.
    pub(crate) epoch: u32,
    /// The place within the epoch; 0 is the node that the last compaction kept.
    pub(crate) index: u32,
}

/// A token to be evaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewNode {
    /// The token before it; `None` for the first token of a text, which an empty session alone accepts.
    pub parent: Option<NodeId>,
    /// The token's number in the vocabulary.
    pub token: u32,
    /// Whether [`Session::log_probs`] will be asked of this node. The output layer is skipped where it is not.
    pub wants: bool,
}

/// A model that can be asked how probable a next token is.
pub trait LanguageModel {
    /// The model's own name.
    fn name(&self) -> &str;
    /// The sha256 of the model file in hex, or another string that changes when the model's answers do.
    fn digest(&self) -> &str;
    /// How this model splits text into tokens.
    fn vocabulary(&self) -> &Vocabulary;
    /// A new, empty session.
    fn session(&self) -> Box<dyn Session<'_> + '_>;
    /// A session that goes on from what [`Session::save`] gave, and its last node; `None` for bytes of another length than the model's.
    /// The caller answers for their being whole and of this model.
    fn restore(&self, _state: &[u8]) -> Option<(Box<dyn Session<'_> + '_>, NodeId)> {
        None
    }
}

/// A tree of evaluated tokens. Every method is deterministic: the same calls give the same bytes, with any number of threads, and a
/// node's scores depend on the tokens before it alone, not on what else was in its batch. `'m` is the life of the model.
pub trait Session<'m> {
    /// Evaluates a batch in one pass and returns its nodes in order. The id of an entry is known before the call: see
    /// [`Session::next_ids`]; so a later entry may have an earlier one of the same batch as its parent.
    ///
    /// # Errors
    /// An unknown parent, a token outside the vocabulary, or a context that is full.
    fn extend(&mut self, nodes: &[NewNode]) -> Result<Vec<NodeId>, LmError>;
    /// The ids that the next [`Session::extend`] of `count` entries will give.
    fn next_ids(&self, count: usize) -> Vec<NodeId>;
    /// The natural logarithm of the probability of each of `tokens` after `node`, normalised over the full vocabulary.
    ///
    /// # Errors
    /// An unknown node, or one that was evaluated without `wants`.
    fn log_probs(&self, node: NodeId, tokens: &[u32]) -> Result<Vec<f32>, LmError>;
    /// Keeps the path from the first token to `node` and forgets every other node; returns the new id of `node`.
    ///
    /// # Errors
    /// An unknown node.
    fn retain(&mut self, node: NodeId) -> Result<NodeId, LmError>;
    /// Tokens evaluated so far, in this session and in those that it was forked from.
    fn scored(&self) -> usize;
    /// Everything that was computed for a session whose last call was [`Session::retain`], as bytes; `None` where there are nodes that
    /// were not retained, and for models that do not keep states.
    fn save(&self) -> Option<Vec<u8>> {
        None
    }
    /// A session with the same nodes, independent from here on. What was retained is shared, not copied.
    fn fork(&self) -> Box<dyn Session<'m> + 'm>;
}

impl<'m> dyn Session<'m> + 'm {
    /// Evaluates `tokens` one after the other behind `parent`; only the last one wants scores. Returns the last node.
    ///
    /// # Errors
    /// As [`Session::extend`]; an empty `tokens` is refused.
    pub fn feed(&mut self, parent: Option<NodeId>, tokens: &[u32]) -> Result<NodeId, LmError> {
        let ids = self.next_ids(tokens.len());
        let parents = std::iter::once(parent).chain(ids.iter().copied().map(Some));
        let batch: Vec<NewNode> = tokens
            .iter()
            .zip(parents)
            .enumerate()
            .map(|(at, (&token, parent))| NewNode { parent, token, wants: at + 1 == tokens.len() })
            .collect();
        let made = self.extend(&batch)?;
        made.last().copied().ok_or_else(|| LmError::new(LmErrorKind::Session, "no tokens were given to evaluate"))
    }
}
