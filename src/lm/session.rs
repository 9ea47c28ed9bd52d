//! The tree of evaluated tokens of one request.
//!
//! What [`Session::retain`] keeps becomes a stretch of the *trunk*: frozen, shared between forks, one row a position. What comes after
//! it is the *tree*: rows in the order of evaluation, each with a parent, and a node sees exactly the rows on its path. No prefix is
//! ever copied.

use super::engine::LlamaModel;
use super::kernels::Quantised;
use super::{LmError, LmErrorKind, NewNode, NodeId, Session};
use std::sync::Arc;

/// Keys and values, one row after the other.
type Rows = (Vec<f32>, Vec<f32>);

/// A frozen part of the trunk: the rows of each layer.
#[derive(Debug)]
struct Stretch {
    layers: Vec<Rows>,
    len: usize,
}

/// Keys and values of everything that a session has evaluated.
#[derive(Debug, Clone)]
pub(super) struct Cache {
    trunk: Vec<Arc<Stretch>>,
    tree: Vec<Rows>,
    width: usize,
}

impl Cache {
    fn new(layers: usize, width: usize) -> Self {
        Self { trunk: Vec::new(), tree: vec![Rows::default(); layers], width }
    }

    /// The growing rows of a layer.
    pub(super) fn tree_layer(&mut self, layer: usize) -> Result<&mut Rows, LmError> {
        self.tree.get_mut(layer).ok_or_else(|| LmError::new(LmErrorKind::Compute, format!("there is no layer {layer}")))
    }

    /// The rows of the tree in a layer.
    pub(super) fn tree_rows(&self, layer: usize) -> (&[f32], &[f32]) {
        self.tree.get(layer).map(|rows| (rows.0.as_slice(), rows.1.as_slice())).unwrap_or_default()
    }

    /// The stretches of the trunk in a layer.
    pub(super) fn trunk_layer(&self, layer: usize) -> Vec<(&[f32], &[f32])> {
        let rows = self.trunk.iter().filter_map(|stretch| stretch.layers.get(layer));
        rows.map(|rows| (rows.0.as_slice(), rows.1.as_slice())).collect()
    }

    /// Rows in the trunk.
    pub(super) fn trunk_len(&self) -> usize {
        self.trunk.iter().map(|stretch| stretch.len).sum()
    }

    fn truncate(&mut self, rows: usize) {
        for layer in &mut self.tree {
            layer.0.truncate(rows * self.width);
            layer.1.truncate(rows * self.width);
        }
    }

    /// Freezes the rows of `path` and drops the rest of the tree.
    fn freeze(&mut self, path: &[usize]) {
        let width = self.width;
        let pick = |rows: &[f32]| path.iter().filter_map(|at| rows.get(at * width..(at + 1) * width)).flatten().copied().collect();
        let layers = self.tree.iter().map(|(keys, values)| (pick(keys), pick(values))).collect();
        if !path.is_empty() {
            self.trunk.push(Arc::new(Stretch { layers, len: path.len() }));
        }
        self.truncate(0);
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
    /// For each entry, the rows of the tree that it sees, itself last.
    pub(super) paths: Vec<Vec<usize>>,
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
        let cache = Cache::new(model.shape.layers, model.shape.keys());
        Self { model, cache, nodes: Vec::new(), tip: None, epoch: 0, scored: 0 }
    }

    /// The place of a node in the tree: `None` for the end of the trunk.
    fn find(&self, id: NodeId) -> Result<Option<usize>, LmError> {
        let unknown = || LmError::new(LmErrorKind::Session, format!("{id:?} is not a node of this session (it may have been dropped)"));
        if id.epoch != self.epoch || (id.index == 0 && self.cache.trunk.is_empty()) || id.index as usize > self.nodes.len() {
            return Err(unknown());
        }
        Ok((id.index as usize).checked_sub(1))
    }

    fn place(&self, entry: &NewNode) -> Result<(Option<usize>, u32), LmError> {
        let (parent, position) = match entry.parent {
            None if self.cache.trunk.is_empty() => (None, 0),
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
        let mut batch = Batch::default();
        for (at, entry) in entries.iter().enumerate() {
            let (parent, position) = self.place(entry)?;
            self.nodes.push(Node { parent, position, scores: None });
            batch.tokens.push(entry.token);
            batch.positions.push(position);
            batch.paths.push(self.path(Some(first + at)));
            if entry.wants {
                batch.wanted.push(at);
            }
        }
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

    fn fork(&self) -> Box<dyn Session<'m> + 'm> {
        Box::new(self.clone())
    }
}
