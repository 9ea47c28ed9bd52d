//! Word lattices: every way to say a paragraph, as a directed acyclic graph over words.

use super::math::mix;
use super::{LmError, LmErrorKind};
use std::collections::BTreeSet;

/// Bytes in the text of one edge.
const MAX_TEXT: usize = 512;
/// Edges in a lattice.
const MAX_EDGES: usize = 1 << 20;

/// A directed acyclic graph whose paths from `start` to `end` are sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordLattice {
    /// The nodes; edges name them by their place here.
    pub nodes: Vec<WordNode>,
    /// Where every path begins.
    pub start: usize,
    /// Where every path ends.
    pub end: usize,
}

/// A place between two words.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WordNode {
    /// What may come next, in the order of preference that ties are broken by.
    pub edges: Vec<WordEdge>,
    /// What has been said on the way here. Hypotheses compete only among those of equal label.
    pub stack: u64,
    /// Whether a sentence ends here.
    pub closes: bool,
}

/// A word, a punctuation mark, or several words that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordEdge {
    /// The text as it is joined to what stands before it: a word has a leading space, a punctuation mark none; it may be empty.
    pub text: String,
    /// The node that it leads to.
    pub to: usize,
    /// Whether its probability counts. That of a stand-in does not.
    pub counted: bool,
    /// What the maker of the lattice would have it cost, in thousandths of a nat.
    pub cost: u32,
    /// Whatever the maker of the lattice wants to find again on a path.
    pub tag: u32,
}

/// A step of a path: the node, and the place of the edge among the node's edges.
pub type Step = (usize, usize);

impl WordLattice {
    /// The edge of a step.
    pub fn edge(&self, step: Step) -> Option<&WordEdge> {
        self.nodes.get(step.0)?.edges.get(step.1)
    }

    pub(super) fn edges(&self, node: usize) -> &[WordEdge] {
        self.nodes.get(node).map(|node| node.edges.as_slice()).unwrap_or_default()
    }

    /// The joined text of a path.
    pub fn text(&self, path: &[Step]) -> String {
        path.iter().filter_map(|step| self.edge(*step)).map(|edge| edge.text.as_str()).collect()
    }

    /// Checks that this is a lattice: start and end exist, edges lead to nodes, nothing leaves the end, there is no cycle, and from
    /// every node that can be reached the end can be reached. A text must not hold control characters, end in white space, or begin
    /// with more than one space: then a space is always the beginning of a new word to a tokenizer.
    ///
    /// # Errors
    /// `Lattice`, with the node and the text at fault; `Limit` above a million edges.
    pub fn check(&self) -> Result<(), LmError> {
        let edges: usize = self.nodes.iter().map(|node| node.edges.len()).sum();
        if edges > MAX_EDGES {
            return Err(LmError::new(LmErrorKind::Limit, format!("the lattice has {edges} edges, more than {MAX_EDGES}")));
        }
        if self.start >= self.nodes.len() || self.end >= self.nodes.len() || !self.edges(self.end).is_empty() {
            return Err(fault("the lattice has no start, no end, or edges that leave its end"));
        }
        for (at, node) in self.nodes.iter().enumerate() {
            if let Some(edge) = node.edges.iter().find(|edge| edge.to >= self.nodes.len() || !sound(&edge.text)) {
                return Err(fault(format!("lattice node {at}: {:?} -> {} cannot stand there", edge.text, edge.to)));
            }
        }
        let order = self.post_order()?;
        let mut live = vec![false; self.nodes.len()];
        for at in order {
            let reaches = at == self.end || self.edges(at).iter().any(|edge| live.get(edge.to).copied().unwrap_or(false));
            if !reaches {
                return Err(fault(format!("lattice node {at} is a dead end")));
            }
            live.iter_mut().skip(at).take(1).for_each(|live| *live = true);
        }
        Ok(())
    }

    /// The nodes that can be reached, each after all that it leads to.
    pub(super) fn post_order(&self) -> Result<Vec<usize>, LmError> {
        post_order(self.nodes.len(), self.start, |node, at| self.edges(node).get(at).map(|edge| edge.to))
            .map_err(|node| fault(format!("lattice node {node} is on a cycle")))
    }

    /// A path drawn from `state`, which is moved on: each edge of a node is equally likely. The lattice must have been checked.
    pub fn random_path(&self, state: &mut u64) -> Vec<Step> {
        self.random_walk(self.start, state, &|_| false)
    }

    /// A way drawn as [`Self::random_path`] draws it, from a node to the end or to the first node behind it that `stops`.
    pub fn random_walk(&self, from: usize, state: &mut u64, stops: &dyn Fn(usize) -> bool) -> Vec<Step> {
        let mut draw = |edges: usize| {
            *state = mix(*state);
            usize::try_from(*state >> 33).unwrap_or(0) % edges.max(1)
        };
        self.walk(from, &mut draw, stops)
    }

    /// The path of the first edges.
    pub fn first_path(&self) -> Vec<Step> {
        self.walk(self.start, &mut |_| 0, &|_| false)
    }

    fn walk(&self, from: usize, pick: &mut dyn FnMut(usize) -> usize, stops: &dyn Fn(usize) -> bool) -> Vec<Step> {
        let mut path = Vec::new();
        let mut at = from;
        while at != self.end && path.len() <= self.nodes.len() {
            let edges = self.edges(at);
            let choice = pick(edges.len());
            let Some(edge) = edges.get(choice) else { break };
            path.push((at, choice));
            at = edge.to;
            if stops(at) {
                break;
            }
        }
        path
    }

    /// The first path, in the order of the edges, whose joined text is `text`.
    pub fn find(&self, text: &str) -> Option<Vec<Step>> {
        let mut path: Vec<Step> = Vec::new();
        let mut failed: BTreeSet<(usize, usize)> = BTreeSet::new();
        let (mut at, mut offset, mut next) = (self.start, 0, 0);
        loop {
            if at == self.end && offset == text.len() {
                return Some(path);
            }
            let rest = text.get(offset..).unwrap_or_default();
            let fits = |edge: &WordEdge| rest.starts_with(edge.text.as_str()) && !failed.contains(&(edge.to, offset + edge.text.len()));
            let choice = self.edges(at).iter().enumerate().skip(next).find(|(_, edge)| fits(edge));
            if let Some((choice, edge)) = choice {
                path.push((at, choice));
                (at, offset, next) = (edge.to, offset + edge.text.len(), 0);
            } else {
                failed.insert((at, offset));
                let (node, choice) = path.pop()?;
                offset -= self.edge((node, choice)).map_or(0, |edge| edge.text.len());
                (at, next) = (node, choice + 1);
            }
        }
    }
}

/// Depth-first order of a graph, every node after all that it leads to; `Err` names a node on a cycle.
pub(super) fn post_order(nodes: usize, start: usize, child: impl Fn(usize, usize) -> Option<usize>) -> Result<Vec<usize>, usize> {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        No,
        Open,
        Done,
    }
    let mut seen = vec![Seen::No; nodes];
    let mut mark = |node: usize, to: Seen| seen.get_mut(node).map_or(Seen::Done, |slot| std::mem::replace(slot, to));
    let (mut order, mut open) = (Vec::new(), vec![(start, 0)]);
    mark(start, Seen::Open);
    while let Some((node, at)) = open.pop() {
        let Some(to) = child(node, at) else {
            mark(node, Seen::Done);
            order.push(node);
            continue;
        };
        open.push((node, at + 1));
        match mark(to, Seen::Open) {
            Seen::No => open.push((to, 0)),
            Seen::Open => return Err(to),
            Seen::Done => {
                mark(to, Seen::Done);
            }
        }
    }
    Ok(order)
}

fn sound(text: &str) -> bool {
    let doubled = text.starts_with(' ') && text.chars().nth(1).is_none_or(char::is_whitespace);
    text.len() <= MAX_TEXT && !doubled && !text.ends_with(char::is_whitespace) && !text.chars().any(char::is_control)
}

fn fault(message: impl Into<String>) -> LmError {
    LmError::new(LmErrorKind::Lattice, message)
}

/// Makes lattices from alternatives in a row, for tests: `"won|took"` is a choice, an empty alternative is an epsilon, `~` in front
/// marks what is not counted, and `^` stands between the pieces of one alternative.
#[cfg(test)]
pub(super) fn row_lattice(rows: &[&str]) -> WordLattice {
    let mut nodes: Vec<WordNode> = (0..=rows.len()).map(|at| WordNode { stack: at as u64, ..WordNode::default() }).collect();
    for (at, row) in rows.iter().enumerate() {
        for (tag, text) in (0..).zip(row.split('|')) {
            let pieces: Vec<&str> = text.split('^').collect();
            let mut from = at;
            for (place, piece) in pieces.iter().enumerate() {
                let (text, counted) = piece.strip_prefix('~').map_or((*piece, true), |text| (text, false));
                let to = if place + 1 == pieces.len() { at + 1 } else { nodes.len() };
                if to == nodes.len() {
                    nodes.push(WordNode { stack: at as u64, ..WordNode::default() });
                }
                nodes[from].edges.push(WordEdge { text: text.to_string(), to, counted, cost: 0, tag });
                from = to;
            }
        }
    }
    WordLattice { start: 0, end: rows.len(), nodes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_random_path_is_found_again_by_its_text() {
        let lattice = row_lattice(&["~Ann Lee|Ann", "~ Lee|", " won|took", "|,", " the race|, easily", "."]);
        lattice.check().unwrap();
        let mut state = 1;
        for _ in 0..200 {
            let text = lattice.text(&lattice.random_path(&mut state));
            let found = lattice.find(&text).unwrap();
            assert_eq!(lattice.text(&found), text);
        }
        assert_eq!(lattice.find("Ann lost."), None);
    }

    #[test]
    fn a_text_with_two_paths_gives_the_first_in_edge_order() {
        let lattice = row_lattice(&["A B|A", "| B", "."]);
        assert_eq!(lattice.find("A B.").unwrap(), [(0, 0), (1, 0), (2, 0)]);
    }

    #[test]
    fn damaged_lattices_are_refused() {
        let sound = row_lattice(&["A", " b|", "."]);
        sound.check().unwrap();
        let refused = |change: fn(&mut WordLattice)| {
            let mut lattice = sound.clone();
            change(&mut lattice);
            lattice.check().unwrap_err().message
        };
        assert!(refused(|l| l.nodes[1].edges[0].to = 0).contains("cycle"));
        assert!(refused(|l| l.nodes[1].edges[0].to = 9).contains("node 1"));
        assert!(refused(|l| l.nodes[1].edges[0].text = " b ".into()).contains("cannot stand"));
        assert!(refused(|l| l.nodes[1].edges[0].text = "  b".into()).contains("cannot stand"));
        assert!(refused(|l| l.nodes[1].edges[0].text = " b\n\u{7}c".into()).contains("cannot stand"));
        assert!(refused(|l| l.nodes[2].edges.clear()).contains("dead end"));
        assert!(refused(|l| l.end = 0).contains("end"));
    }
}
