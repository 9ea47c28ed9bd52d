//! The tree of evaluated tokens of one request.
//!
//! What [`Session::retain`] keeps becomes the *trunk*: its whole blocks of 32 positions are packed, frozen and shared between forks; the
//! rows that do not fill a block stay rows, before those of the *tree*. The tree's rows are in the order of evaluation, each with a parent,
//! and a node sees exactly the rows on its path.

use super::attention::View;
use super::engine::LlamaModel;
use super::kernels::{BLOCK, Quantised};
use super::keys::{Blocks, Heads, Rows};
use super::{LmError, LmErrorKind, NewNode, NodeId, Session, state};
use std::sync::Arc;

/// A frozen part of the trunk: the blocks of each layer.
#[derive(Debug)]
pub(super) struct Stretch {
    pub(super) layers: Vec<Blocks>,
    pub(super) blocks: usize,
}

/// Keys and values of everything that a session has evaluated.
#[derive(Debug, Clone)]
pub(super) struct Cache {
    pub(super) heads: Heads,
    pub(super) trunk: Vec<Arc<Stretch>>,
    /// Rows of the trunk that do not fill a block.
    pub(super) tail: usize,
    /// Of each layer, the rows of the tail and of the tree.
    pub(super) rows: Vec<Rows>,
}

impl Cache {
    fn new(layers: usize, heads: Heads) -> Self {
        Self { heads, trunk: Vec::new(), tail: 0, rows: vec![Rows::default(); layers] }
    }

    /// The growing rows of a layer.
    pub(super) fn rows_mut(&mut self, layer: usize) -> Result<&mut Rows, LmError> {
        self.rows.get_mut(layer).ok_or_else(|| LmError::new(LmErrorKind::Compute, format!("there is no layer {layer}")))
    }

    /// The blocks of the trunk in a layer, stretch by stretch.
    pub(super) fn trunk_layer(&self, layer: usize) -> Vec<&Blocks> {
        self.trunk.iter().filter_map(|stretch| stretch.layers.get(layer)).collect()
    }

    /// The rows of a layer, packed.
    pub(super) fn pack(&self, layer: usize, lists: &[Vec<usize>]) -> Blocks {
        self.rows.get(layer).map(|rows| Blocks::pack(self.heads, rows, lists)).unwrap_or_default()
    }

    /// Positions in the trunk.
    fn trunk_len(&self) -> usize {
        self.trunk.iter().map(|stretch| stretch.blocks).sum::<usize>() * BLOCK + self.tail
    }

    /// The rows that a node of the tree sees, by the places of its path in the tree.
    fn seen(&self, path: &[usize]) -> Vec<usize> {
        (0..self.tail).chain(path.iter().map(|at| at + self.tail)).collect()
    }

    /// Keeps the first `count` rows of the tree.
    fn truncate(&mut self, count: usize) {
        self.rows.iter_mut().for_each(|rows| rows.truncate(self.heads, self.tail + count));
    }

    /// Makes the rows of `path` a part of the trunk and drops the rest of the tree.
    fn freeze(&mut self, path: &[usize]) {
        let seen = self.seen(path);
        let (whole, rest) = seen.split_at(seen.len() / BLOCK * BLOCK);
        if !whole.is_empty() {
            let lists: Vec<&[usize]> = whole.chunks(BLOCK).collect();
            let layers = self.rows.iter().map(|rows| Blocks::pack(self.heads, rows, &lists)).collect();
            self.trunk.push(Arc::new(Stretch { layers, blocks: lists.len() }));
        }
        self.rows.iter_mut().for_each(|rows| *rows = rows.pick(self.heads, rest));
        self.tail = rest.len();
    }
}

/// What the output layer needs to score any token after a node: its last row, normalised and quantised, and the normaliser.
#[derive(Debug, Clone)]
pub(super) struct Scores {
    pub(super) state: Arc<Quantised>,
    pub(super) normaliser: f32,
}

/// Tokens to evaluate in one pass, resolved.
#[derive(Debug, Default)]
pub(super) struct Batch {
    pub(super) tokens: Vec<u32>,
    pub(super) positions: Vec<u32>,
    /// What the entries see beyond the trunk's blocks.
    pub(super) view: View,
    /// The entries that want scores.
    pub(super) wanted: Vec<usize>,
}

#[derive(Debug, Clone)]
struct Node {
    /// The row of the parent within the tree; `None` where the parent is the end of the trunk.
    parent: Option<usize>,
    position: u32,
    scores: Option<Scores>,
}

/// A session on a [`LlamaModel`].
#[derive(Debug, Clone)]
pub(super) struct TreeSession<'m> {
    model: &'m LlamaModel,
    cache: Cache,
    nodes: Vec<Node>,
    /// Scores of the end of the trunk.
    tip: Option<Scores>,
    epoch: u32,
    scored: usize,
}

/// Rows evaluated in one pass; longer batches are cut, which changes no result and bounds the memory.
const PASS: usize = 256;

impl<'m> TreeSession<'m> {
    pub(super) fn new(model: &'m LlamaModel) -> Self {
        let cache = Cache::new(model.shape.layers, model.shape.heads);
        Self { model, cache, nodes: Vec::new(), tip: None, epoch: 0, scored: 0 }
    }

    /// A session that has retained what these bytes say, and its last node; `None` for bytes of another model.
    pub(super) fn restore(model: &'m LlamaModel, bytes: &[u8]) -> Option<(Self, NodeId)> {
        let shape = &model.shape;
        let (cache, tip) = state::restore(bytes, shape.layers, shape.heads, shape.width, shape.context)?;
        let session = Self { model, cache, nodes: Vec::new(), tip: Some(tip), epoch: 1, scored: 0 };
        Some((session, NodeId { epoch: 1, index: 0 }))
    }

    /// The place of a node in the tree: `None` for the end of the trunk.
    fn find(&self, id: NodeId) -> Result<Option<usize>, LmError> {
        let unknown = || LmError::new(LmErrorKind::Session, format!("{id:?} is not a node of this session (it may have been dropped)"));
        if id.epoch != self.epoch || (id.index == 0 && self.cache.trunk_len() == 0) || id.index as usize > self.nodes.len() {
            return Err(unknown());
        }
        Ok((id.index as usize).checked_sub(1))
    }

    fn place(&self, entry: &NewNode) -> Result<(Option<usize>, u32), LmError> {
        let (parent, position) = match entry.parent {
            None if self.cache.trunk_len() == 0 => (None, 0),
            None => return Err(LmError::new(LmErrorKind::Session, "a first token was given to a session that already has a trunk")),
            Some(id) => match self.find(id)? {
                None => (None, u32::try_from(self.cache.trunk_len()).unwrap_or(u32::MAX)),
                Some(row) => (Some(row), self.nodes.get(row).map_or(0, |node| node.position + 1)),
            },
        };
        if position as usize >= self.model.shape.context {
            return Err(LmError::new(LmErrorKind::Limit, format!("the model's context of {} tokens is full", self.model.shape.context)));
        }
        if entry.token as usize >= self.model.shape.vocabulary {
            return Err(LmError::new(LmErrorKind::Session, format!("token {} is not in the model's vocabulary", entry.token)));
        }
        Ok((parent, position))
    }

    fn path(&self, row: Option<usize>) -> Vec<usize> {
        let mut path: Vec<usize> = std::iter::successors(row, |row| self.nodes.get(*row).and_then(|node| node.parent)).collect();
        path.reverse();
        path
    }

    /// Evaluates entries in one pass; after an error the caller restores what was there before.
    fn pass(&mut self, entries: &[NewNode]) -> Result<(), LmError> {
        let first = self.nodes.len();
        let (mut batch, mut paths) = (Batch::default(), Vec::with_capacity(entries.len()));
        for (at, entry) in entries.iter().enumerate() {
            let (parent, position) = self.place(entry)?;
            self.nodes.push(Node { parent, position, scores: None });
            batch.tokens.push(entry.token);
            batch.positions.push(position);
            paths.push(self.cache.seen(&self.path(Some(first + at))));
            if entry.wants {
                batch.wanted.push(at);
            }
        }
        batch.view = View::new(paths.into_iter());
        let scores = self.model.forward(&batch, &mut self.cache)?;
        for (at, scores) in batch.wanted.iter().zip(scores) {
            if let Some(node) = self.nodes.get_mut(first + at) {
                node.scores = Some(scores);
            }
        }
        self.scored += entries.len();
        Ok(())
    }
}

impl<'m> Session<'m> for TreeSession<'m> {
    fn extend(&mut self, nodes: &[NewNode]) -> Result<Vec<NodeId>, LmError> {
        let ids = self.next_ids(nodes.len());
        let (rows, scored) = (self.nodes.len(), self.scored);
        for entries in nodes.chunks(PASS) {
            if let Err(error) = self.pass(entries) {
                self.nodes.truncate(rows);
                self.cache.truncate(rows);
                self.scored = scored;
                return Err(error);
            }
        }
        Ok(ids)
    }

    fn next_ids(&self, count: usize) -> Vec<NodeId> {
        let first = self.nodes.len();
        let index = |at: usize| u32::try_from(first + at + 1).unwrap_or(u32::MAX);
        (0..count).map(|at| NodeId { epoch: self.epoch, index: index(at) }).collect()
    }

    fn log_probs(&self, node: NodeId, tokens: &[u32]) -> Result<Vec<f32>, LmError> {
        let scores = match self.find(node)? {
            None => self.tip.as_ref(),
            Some(row) => self.nodes.get(row).and_then(|node| node.scores.as_ref()),
        };
        let scores =
            scores.ok_or_else(|| LmError::new(LmErrorKind::Session, format!("{node:?} was evaluated without asking for scores")))?;
        self.model.log_probs(scores, tokens)
    }

    fn retain(&mut self, node: NodeId) -> Result<NodeId, LmError> {
        let row = self.find(node)?;
        if let Some(row) = row {
            self.tip = self.nodes.get(row).and_then(|node| node.scores.clone());
        }
        let path = self.path(row);
        self.cache.freeze(&path);
        self.nodes.clear();
        self.epoch += 1;
        Ok(NodeId { epoch: self.epoch, index: 0 })
    }

    fn scored(&self) -> usize {
        self.scored
    }

    fn save(&self) -> Option<Vec<u8>> {
        if self.nodes.is_empty() { state::save(&self.cache, self.tip.as_ref()) } else { None }
    }

    fn fork(&self) -> Box<dyn Session<'m> + 'm> {
        Box::new(self.clone())
    }
}
