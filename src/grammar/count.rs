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

impl Lattice {
    /// The path that costs least, where a wording costs what it is late in its list, and where there is a choice up to `taste` more,
    /// drawn from the seed: near the first form, but not the same for everybody. How facts are grouped into sentences, which their
    /// openings decide, changes less.
    pub fn tasted_path(&self, seed: u64, taste: u64) -> Vec<(usize, usize)> {
        let mut best: Vec<Option<(u64, usize)>> = vec![None; self.nodes.len()];
        for at in self.ends_first() {
            let Some(node) = self.nodes.get(at) else { continue };
            let drawn = |index: usize, edge: &super::lattice::Edge| {
                let most = if edge.opens { taste / 4 } else { taste };
                mix(seed ^ mix((at as u64) << 20 | index as u64)) % most.max(1)
            };
            // The dearest draw of a choice costs something, not the choice: a way with many choices is no worse than one with few.
            let least_drawn = node.edges.iter().enumerate().map(|(index, edge)| drawn(index, edge)).min().unwrap_or(0);
            let cost = |(index, edge): (usize, &super::lattice::Edge)| {
                let rest = if edge.to == self.end { 0 } else { best.get(edge.to).copied().flatten()?.0 };
                Some((rest + u64::from(edge.wording.late) + drawn(index, edge) - least_drawn, index))
            };
            let least = node.edges.iter().enumerate().filter_map(cost).min();
            if let Some(place) = best.get_mut(at) {
                *place = least;
            }
        }
        let (mut at, mut path) = (self.start, Vec::new());
        while at != self.end {
            let Some((_, index)) = best.get(at).copied().flatten() else { break };
            path.push((at, index));
            at = self.nodes.get(at).and_then(|node| node.edges.get(index)).map_or(self.end, |edge| edge.to);
        }
        path
    }

    /// The nodes that the start reaches, each after all that follow it.
    fn ends_first(&self) -> Vec<usize> {
        let (mut order, mut seen, mut open) = (Vec::new(), BTreeSet::new(), vec![(self.start, false)]);
        while let Some((at, left)) = open.pop() {
            if left {
                order.push(at);
            } else if seen.insert(at) {
                open.push((at, true));
                open.extend(self.nodes.get(at).into_iter().flat_map(|node| &node.edges).map(|edge| (edge.to, false)));
            }
        }
        order
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

#[cfg(test)]
mod tests {
    use crate::grammar::{Edge, Lattice, Piece, Wording};

    /// "was|finished|came" with the cost of its place, then a full stop.
    fn lattice() -> Lattice {
        let mut lattice = Lattice::new();
        let middle = lattice.add_node(0, false);
        for (word, late) in [("was", 0), ("finished", 693), ("came", 5000)] {
            lattice.add_edge(
                lattice.start,
                Edge { piece: Piece::Word(word.to_owned()), to: middle, opens: false, wording: Wording { late, id: 0 } },
            );
        }
        lattice.add_edge(middle, Edge { piece: Piece::Mark('.'), to: lattice.end, opens: false, wording: Wording::default() });
        lattice
    }

    #[test]
    fn a_taste_goes_as_far_from_the_first_form_as_it_may() {
        let lattice = lattice();
        assert_eq!(lattice.tasted_path(7, 0), lattice.first_path());
        let firsts = |taste| (0..200).map(|seed| lattice.tasted_path(seed, taste)[0].1).collect::<std::collections::BTreeSet<_>>();
        assert_eq!(firsts(600), [0].into());
        assert_eq!(firsts(1400), [0, 1].into());
        assert_eq!(lattice.tasted_path(3, 1400), lattice.tasted_path(3, 1400));
        assert!(lattice.is_path(&lattice.tasted_path(5, 1400)));
    }
}
