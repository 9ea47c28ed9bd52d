//! How many distinct sentences a lattice holds, punctuation folded; and random walks through it.

use super::lattice::{Lattice, Piece};
use std::collections::{BTreeMap, BTreeSet};

/// Most sets of nodes that a count looks at; beyond it the count is a lower bound.
const MOST_SETS: usize = 40_000;

impl Lattice {
    /// The number of distinct strings from one boundary to another with no boundary between them. Punctuation does not count;
    /// a value is one symbol, whatever its words.
    pub fn count_strings(&self, from: usize, to: usize) -> u64 {
        let mut counter = Counter { lattice: self, to, memo: BTreeMap::new() };
        let start = counter.closure([from].into());
        counter.count(start)
    }

    /// A path from start to end; at each node the edge is chosen by a hash of the seed and the step.
    pub fn random_path(&self, seed: u64) -> Vec<(usize, usize)> {
        let (mut at, mut state, mut path) = (self.start, seed, Vec::new());
        while at != self.end {
            let Some(node) = self.nodes.get(at).filter(|node| !node.edges.is_empty()) else { break };
            state = mix(state);
            let index = usize::try_from(state % node.edges.len() as u64).unwrap_or(0);
            path.push((at, index));
            at = node.edges.get(index).map_or(self.end, |edge| edge.to);
        }
        path
    }
}

/// A step of the splitmix64 generator (Steele, Lea and Flood, 2014).
pub fn mix(state: u64) -> u64 {
    let mut z = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

struct Counter<'a> {
    lattice: &'a Lattice,
    to: usize,
    memo: BTreeMap<BTreeSet<usize>, u64>,
}

impl Counter<'_> {
    /// All nodes that pieces without a word lead to.
    fn closure(&self, mut set: BTreeSet<usize>) -> BTreeSet<usize> {
        let mut open: Vec<usize> = set.iter().copied().collect();
        while let Some(at) = open.pop() {
            if at == self.to {
                continue;
            }
            for edge in self.lattice.nodes.get(at).into_iter().flat_map(|node| &node.edges) {
                if matches!(edge.piece, Piece::Empty | Piece::Mark(_)) && self.inside(edge.to) && set.insert(edge.to) {
                    open.push(edge.to);
                }
            }
        }
        set
    }

    fn inside(&self, node: usize) -> bool {
        node == self.to || self.lattice.nodes.get(node).is_some_and(|node| !node.boundary)
    }

    fn count(&mut self, set: BTreeSet<usize>) -> u64 {
        if let Some(known) = self.memo.get(&set) {
            return *known;
        }
        if self.memo.len() >= MOST_SETS {
            return 0;
        }
        let mut next: BTreeMap<&Piece, BTreeSet<usize>> = BTreeMap::new();
        for at in set.iter().filter(|at| **at != self.to) {
            for edge in self.lattice.nodes.get(*at).into_iter().flat_map(|node| &node.edges) {
                if matches!(edge.piece, Piece::Word(_) | Piece::Slot(_)) && self.inside(edge.to) {
                    next.entry(&edge.piece).or_default().insert(edge.to);
                }
            }
        }
        let mut total = u64::from(set.contains(&self.to));
        for targets in next.into_values() {
            let targets = self.closure(targets);
            total = total.saturating_add(self.count(targets));
        }
        self.memo.insert(set, total);
        total
    }
}
