//! Compiles a word lattice to tokens.
//!
//! A tokenizer splits a text before it looks at words, and whether it splits between two pieces depends on both: `won` and `,` are
//! apart, `)` and `,` are together, `'` and `s` are together. So pieces are joined until a space follows, which begins a new word to
//! every tokenizer here (see [`WordLattice::check`]), and only the joined pieces are encoded. The tokens of a path are then exactly
//! those of its whole text.

use super::automaton::{Arc, State, TokenLattice};
use super::lattice::{WordLattice, post_order};
use super::{LmError, LmErrorKind, Vocabulary};
use std::collections::BTreeMap;

/// Bytes of joined pieces between two spaces.
const MAX_CHUNK: usize = 1024;
/// States, and joined pieces, of one automaton.
const MAX_STATES: usize = 1 << 18;

impl TokenLattice {
    /// Compiles a lattice.
    ///
    /// # Errors
    /// As [`WordLattice::check`] and [`Vocabulary::encode`]; `Limit` when the joined pieces are too long or too many.
    pub fn compile(lattice: &WordLattice, vocabulary: &Vocabulary) -> Result<Self, LmError> {
        lattice.check()?;
        let mut builder = Builder::new(lattice, vocabulary);
        builder.states.push(State { stack: lattice.nodes.get(lattice.start).map_or(0, |node| node.stack), ..State::default() });
        if builder.breaks(lattice.start).ends {
            builder.accept(Self::START);
        }
        builder.chunks(Self::START, lattice.start, true)?;
        while let Some((state, node)) = builder.open.pop() {
            builder.chunks(state, node, false)?;
        }
        let mut states = builder.states;
        count_remaining(&mut states)?;
        Ok(Self { states })
    }
}

/// What can happen at a node after a word: the edges of its empty-text closure.
#[derive(Debug, Clone, Default)]
struct Breaks {
    /// Edges that begin with a space, each with what the empty ones before it cost.
    spaced: Vec<((usize, usize), u32)>,
    /// Edges with another beginning.
    joined: Vec<((usize, usize), u32)>,
    /// Whether the end is here.
    ends: bool,
}

struct Builder<'a> {
    lattice: &'a WordLattice,
    vocabulary: &'a Vocabulary,
    states: Vec<State>,
    /// The state "a word has just ended at this node".
    by_node: BTreeMap<usize, u32>,
    open: Vec<(u32, usize)>,
    encoded: BTreeMap<String, Vec<u32>>,
    chunks: usize,
}

/// Pieces that were joined, and where they lead.
struct Chunk {
    text: String,
    /// The end of each piece in bytes, and whether it counts.
    pieces: Vec<(usize, bool)>,
    node: usize,
    cost: u32,
}

impl<'a> Builder<'a> {
    fn new(lattice: &'a WordLattice, vocabulary: &'a Vocabulary) -> Self {
        let (by_node, encoded) = (BTreeMap::new(), BTreeMap::new());
        Self { lattice, vocabulary, states: Vec::new(), by_node, open: Vec::new(), encoded, chunks: 0 }
    }

    fn breaks(&self, node: usize) -> Breaks {
        let mut out = Breaks::default();
        let mut closure = vec![(node, 0)];
        let mut at = 0;
        while let Some((node, cost)) = closure.get(at).copied() {
            out.ends |= node == self.lattice.end;
            for (edge, next) in self.lattice.edges(node).iter().enumerate() {
                match next.text.chars().next() {
                    None if closure.iter().all(|(known, _)| *known != next.to) => closure.push((next.to, cost + next.cost)),
                    None => {}
                    Some(' ') => out.spaced.push(((node, edge), cost)),
                    Some(_) => out.joined.push(((node, edge), cost)),
                }
            }
            at += 1;
        }
        out
    }

    /// Adds every chunk that can begin at `node` to `state`.
    fn chunks(&mut self, state: u32, node: usize, first: bool) -> Result<(), LmError> {
        let breaks = self.breaks(node);
        let beginnings = breaks.spaced.iter().chain(if first { breaks.joined.as_slice() } else { &[] });
        let mut open: Vec<Chunk> = beginnings.filter_map(|step| self.join(None, *step)).collect();
        while let Some(chunk) = open.pop() {
            self.chunks += 1;
            if chunk.text.len() > MAX_CHUNK || self.chunks > MAX_STATES || self.states.len() > MAX_STATES {
                let message = format!("the lattice joins too many pieces without a space, near {:?}", chunk.text);
                return Err(LmError::new(LmErrorKind::Limit, message));
            }
            let breaks = self.breaks(chunk.node);
            if breaks.ends || !breaks.spaced.is_empty() {
                self.add(state, &chunk, breaks.ends)?;
            }
            open.extend(breaks.joined.iter().filter_map(|step| self.join(Some(&chunk), *step)));
        }
        Ok(())
    }

    fn join(&self, before: Option<&Chunk>, (step, empty): ((usize, usize), u32)) -> Option<Chunk> {
        let edge = self.lattice.edge(step)?;
        let (mut text, mut pieces) = before.map(|chunk| (chunk.text.clone(), chunk.pieces.clone())).unwrap_or_default();
        text.push_str(&edge.text);
        pieces.push((text.len(), edge.counted));
        let cost = before.map_or(0, |chunk| chunk.cost).saturating_add(empty).saturating_add(edge.cost);
        Some(Chunk { text, pieces, node: edge.to, cost })
    }

    /// Adds one chunk to the tree of tokens below `from`.
    fn add(&mut self, from: u32, chunk: &Chunk, ends: bool) -> Result<(), LmError> {
        let tokens = match self.encoded.get(&chunk.text) {
            Some(tokens) => tokens.clone(),
            None => self.vocabulary.encode(&chunk.text)?,
        };
        self.encoded.entry(chunk.text.clone()).or_insert_with(|| tokens.clone());
        let target = self.word_end(chunk.node, ends)?;
        let (mut state, mut begin) = (from, 0);
        for (at, &token) in tokens.iter().enumerate() {
            let end = begin + self.vocabulary.byte_len(token);
            let counted = counts(&chunk.pieces, begin, end);
            let last = at + 1 == tokens.len();
            state = self.arc(state, (token, counted), last.then_some((target, chunk.cost)))?;
            begin = end;
        }
        Ok(())
    }

    /// The arc on `token`, to `target` at its cost or to a state inside a word, which is made when there is none yet.
    fn arc(&mut self, from: u32, (token, counted): (u32, bool), target: Option<(u32, u32)>) -> Result<u32, LmError> {
        let inside = |to: u32| self.states.get(to as usize).is_some_and(|state| state.inside);
        let same = |arc: &Arc| arc.token == token && arc.counted == counted && target.map_or(inside(arc.to), |(to, _)| to == arc.to);
        let found = self.states.get(from as usize).and_then(|state| state.arcs.iter().position(same));
        let known = found.and_then(|at| self.states.get_mut(from as usize)?.arcs.get_mut(at));
        if let Some(arc) = known {
            // Of two ways to the same the cheaper.
            arc.cost = arc.cost.min(target.map_or(0, |(_, cost)| cost));
            return Ok(arc.to);
        }
        let (to, cost) = match target {
            Some(target) => target,
            None => (self.state(self.states.get(from as usize).map_or(0, |state| state.stack), true)?, 0),
        };
        if let Some(state) = self.states.get_mut(from as usize) {
            state.arcs.push(Arc { token, counted, to, cost });
        }
        Ok(to)
    }

    fn state(&mut self, stack: u64, inside: bool) -> Result<u32, LmError> {
        let id = u32::try_from(self.states.len()).map_err(|_| LmError::new(LmErrorKind::Limit, "the lattice has too many states"))?;
        self.states.push(State { stack, inside, ..State::default() });
        Ok(id)
    }

    fn word_end(&mut self, node: usize, ends: bool) -> Result<u32, LmError> {
        if let Some(state) = self.by_node.get(&node) {
            return Ok(*state);
        }
        let (stack, closes) = self.lattice.nodes.get(node).map_or((0, false), |node| (node.stack, node.closes));
        let state = self.state(stack, false)?;
        if let Some(state) = self.states.get_mut(state as usize) {
            state.closes = closes;
        }
        self.by_node.insert(node, state);
        self.open.push((state, node));
        if ends {
            self.accept(state);
        }
        Ok(state)
    }

    fn accept(&mut self, state: u32) {
        if let Some(state) = self.states.get_mut(state as usize) {
            state.accepts = true;
        }
    }
}

/// Whether a token over the bytes `begin..end` touches a piece that counts.
fn counts(pieces: &[(usize, bool)], begin: usize, end: usize) -> bool {
    let begins = std::iter::once(0).chain(pieces.iter().map(|(end, _)| *end));
    begins.zip(pieces).any(|(first, (last, counted))| *counted && first < end && begin < *last)
}

fn count_remaining(states: &mut [State]) -> Result<(), LmError> {
    let child = |node: usize, at: usize| states.get(node).and_then(|state| state.arcs.get(at)).map(|arc| arc.to as usize);
    let order = post_order(states.len(), 0, child)
        .map_err(|state| LmError::new(LmErrorKind::Lattice, format!("token state {state} is on a cycle")))?;
    for at in order {
        let least = states.get(at).map(|state| {
            let after = state.arcs.iter().filter_map(|arc| states.get(arc.to as usize)).map(|to| to.remaining.saturating_add(1)).min();
            if state.accepts { 0 } else { after.unwrap_or(u32::MAX) }
        });
        if let (Some(state), Some(least)) = (states.get_mut(at), least) {
            state.remaining = least;
        }
    }
    Ok(())
}
