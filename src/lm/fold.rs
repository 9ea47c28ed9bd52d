//! How many different sentences a lattice holds.

use super::lattice::{WordEdge, WordLattice};
use std::collections::BTreeMap;

impl WordLattice {
    /// The number of distinct strings when punctuation and case are folded away, at most `cap`. Two paths that spell the same string
    /// count once: the lattice is made deterministic on the way (subset construction). The lattice must have been checked.
    pub fn count_strings(&self, cap: u64) -> u64 {
        let texts = Texts::new(self);
        let mut counted = BTreeMap::new();
        let start = texts.closure(vec![Place::Node(self.start)]);
        texts.count(start, cap, &mut counted)
    }
}

/// A place in the character automaton: at a node, or inside the text of an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Node(usize),
    Inside { node: usize, edge: usize, at: usize },
}

/// The folded texts of all edges.
struct Texts<'a> {
    lattice: &'a WordLattice,
    folded: Vec<Vec<Vec<char>>>,
}

impl<'a> Texts<'a> {
    fn new(lattice: &'a WordLattice) -> Self {
        let fold = |edge: &WordEdge| {
            edge.text.chars().filter(|c| c.is_alphanumeric() || *c == ' ').flat_map(char::to_lowercase).collect::<Vec<char>>()
        };
        Self { lattice, folded: lattice.nodes.iter().map(|node| node.edges.iter().map(fold).collect()).collect() }
    }

    fn text(&self, node: usize, edge: usize) -> &[char] {
        self.folded.get(node).and_then(|edges| edges.get(edge)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Adds what edges of empty text lead to; sorted, without doubles.
    fn closure(&self, mut places: Vec<Place>) -> Vec<Place> {
        let mut at = 0;
        while let Some(place) = places.get(at).copied() {
            if let Place::Node(node) = place {
                for (edge, to) in self.lattice.edges(node).iter().enumerate() {
                    if self.text(node, edge).is_empty() && !places.contains(&Place::Node(to.to)) {
                        places.push(Place::Node(to.to));
                    }
                }
            }
            at += 1;
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    /// The sets of places that each next character leads to.
    fn next(&self, places: &[Place]) -> BTreeMap<char, Vec<Place>> {
        let mut out: BTreeMap<char, Vec<Place>> = BTreeMap::new();
        let mut step = |node: usize, edge: usize, at: usize| {
            let text = self.text(node, edge);
            let Some(c) = text.get(at) else { return };
            let end = self.lattice.edge((node, edge)).map_or(node, |edge| edge.to);
            let to = if at + 1 == text.len() { Place::Node(end) } else { Place::Inside { node, edge, at: at + 1 } };
            out.entry(*c).or_default().push(to);
        };
        for place in places {
            match *place {
                Place::Node(node) => (0..self.lattice.edges(node).len()).for_each(|edge| step(node, edge, 0)),
                Place::Inside { node, edge, at } => step(node, edge, at),
            }
        }
        out.into_iter().map(|(c, places)| (c, self.closure(places))).collect()
    }

    fn count(&self, mut places: Vec<Place>, cap: u64, counted: &mut BTreeMap<Vec<Place>, u64>) -> u64 {
        // Stretches without a choice are walked, not recursed into: the depth is the number of choices in a row.
        let (done, next) = loop {
            let done = places.contains(&Place::Node(self.lattice.end));
            let mut next = self.next(&places);
            match (done, next.len(), next.pop_first()) {
                (false, 1, Some((_, only))) => places = only,
                (_, _, first) => {
                    next.extend(first);
                    break (done, next);
                }
            }
        };
        if let Some(known) = counted.get(&places) {
            return *known;
        }
        let mut total = u64::from(done);
        for places in next.into_values() {
            total = total.saturating_add(self.count(places, cap, counted)).min(cap);
        }
        counted.insert(places, total);
        total
    }
}

#[cfg(test)]
mod tests {
    use super::super::lattice::row_lattice;
    use std::collections::BTreeSet;

    fn folded(text: &str) -> String {
        text.chars().filter(|c| c.is_alphanumeric() || *c == ' ').flat_map(char::to_lowercase).collect()
    }

    #[test]
    fn the_count_is_that_of_an_enumeration() {
        let lattice = row_lattice(&["Ann Lee|Ann|The leader", "| Lee", ",|", " won| Won| took", "|n", " it| it, easily", "."]);
        let mut all = BTreeSet::new();
        let mut open = vec![(lattice.start, String::new())];
        while let Some((at, text)) = open.pop() {
            if at == lattice.end {
                all.insert(folded(&text));
            }
            open.extend(lattice.nodes[at].edges.iter().map(|edge| (edge.to, format!("{text}{}", edge.text))));
        }
        assert_eq!(lattice.count_strings(u64::MAX), all.len() as u64);
        assert_eq!(lattice.count_strings(7), 7);
    }

    #[test]
    fn punctuation_and_case_make_no_new_string() {
        assert_eq!(row_lattice(&["Ann|ann|ANN", ",|", " won", "."]).count_strings(100), 1);
    }

    #[test]
    fn a_large_lattice_saturates() {
        let rows = vec![" a| b| c| d"; 40];
        assert_eq!(row_lattice(&rows).count_strings(u64::MAX), u64::MAX);
        assert_eq!(row_lattice(&rows[..10]).count_strings(u64::MAX), 1 << 20);
    }
}
