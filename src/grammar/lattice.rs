//! The packed lattice: a DAG over words and slots.

use super::discourse::Reference;
use crate::facts::Value;

/// A value of the event as a lattice holds it: features decide the form, the surface comes later.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    /// The value.
    pub value: Value,
    /// The form that the phrase asks for (`clock`, `weekday`, ...); empty for the default.
    pub form: String,
    /// How a competitor is referred to; `Reference::Value` for everything else.
    pub reference: Reference,
    /// With a possessive ending.
    pub possessive: bool,
    /// The fact of a label beside a name, which is said with the name and not counted among the paragraph's facts.
    pub label: Option<String>,
}

/// What an edge writes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Piece {
    /// Nothing.
    Empty,
    /// A word, after a space.
    Word(String),
    /// Punctuation, without a space before it.
    Mark(char),
    /// A value, after a space.
    Slot(Slot),
}

/// An edge of the lattice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// What it writes.
    pub piece: Piece,
    /// Where it leads.
    pub to: usize,
    /// The first piece of a sentence.
    pub opens: bool,
    /// The wording that begins here.
    pub wording: Wording,
}

/// Which wording of its list an edge begins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wording {
    /// How far it stands from the editor's first ones: thousandths of ln(1 + place in the list); wordings of equal worth share a place.
    pub late: u32,
    /// Tells it from others, so that an article can have a taste for it; 0 where no wording begins.
    pub id: u32,
}

impl Wording {
    /// The same one after others that cost something.
    pub(super) fn after(self, late: u32) -> Self {
        Self { late: self.late + late, ..self }
    }
}

/// A node of the lattice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Node {
    /// Ways on, the first form first.
    pub edges: Vec<Edge>,
    /// The facts that have been said on every path to here (bit i: fact i of the paragraph).
    pub said: u64,
    /// Between two sentences (the start and the end too).
    pub boundary: bool,
}

/// All ways to say a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lattice {
    /// The nodes.
    pub nodes: Vec<Node>,
    /// Where every path begins.
    pub start: usize,
    /// Where every path ends.
    pub end: usize,
}

impl Lattice {
    /// A lattice with a start and an end and nothing between them.
    pub(super) fn new() -> Self {
        let bare = Node { boundary: true, ..Node::default() };
        Self { nodes: vec![bare.clone(), bare], start: 0, end: 1 }
    }

    pub(super) fn add_node(&mut self, said: u64, boundary: bool) -> usize {
        self.nodes.push(Node { edges: Vec::new(), said, boundary });
        self.nodes.len() - 1
    }

    pub(super) fn add_edge(&mut self, from: usize, edge: Edge) {
        let Some(node) = self.nodes.get_mut(from) else { return };
        let same = |known: &&mut Edge| (&known.piece, known.to, known.opens) == (&edge.piece, edge.to, edge.opens);
        match node.edges.iter_mut().find(same) {
            Some(known) => known.wording.late = known.wording.late.min(edge.wording.late),
            None => node.edges.push(edge),
        }
    }

    /// Drops every edge from which the end cannot be reached, and every node that is not used any more.
    pub(super) fn prune(&mut self) {
        let alive = self.reach_end();
        for node in &mut self.nodes {
            node.edges.retain(|edge| alive.get(edge.to).copied().unwrap_or(false));
        }
        self.compact();
    }

    /// For each node whether the end can be reached from it.
    fn reach_end(&self) -> Vec<bool> {
        let mut back: Vec<Vec<usize>> = vec![Vec::new(); self.nodes.len()];
        for (from, node) in self.nodes.iter().enumerate() {
            for edge in &node.edges {
                if let Some(list) = back.get_mut(edge.to) {
                    list.push(from);
                }
            }
        }
        let mut alive = vec![false; self.nodes.len()];
        let mut open = vec![self.end];
        while let Some(at) = open.pop() {
            if let Some(flag) = alive.get_mut(at)
                && !*flag
            {
                *flag = true;
                open.extend(back.get(at).into_iter().flatten());
            }
        }
        alive
    }

    /// Renumbers the nodes that the start reaches, in order of first use.
    fn compact(&mut self) {
        let mut number = vec![usize::MAX; self.nodes.len()];
        let mut order = Vec::new();
        let mut open = vec![self.end, self.start];
        while let Some(at) = open.pop() {
            if number.get(at) != Some(&usize::MAX) {
                continue;
            }
            if let Some(slot) = number.get_mut(at) {
                *slot = order.len();
            }
            order.push(at);
            open.extend(self.nodes.get(at).into_iter().flat_map(|node| node.edges.iter().rev().map(|edge| edge.to)));
        }
        let mut nodes = Vec::with_capacity(order.len());
        for at in &order {
            let mut node = self.nodes.get(*at).cloned().unwrap_or_default();
            for edge in &mut node.edges {
                edge.to = number.get(edge.to).copied().unwrap_or(usize::MAX);
            }
            nodes.push(node);
        }
        self.start = number.get(self.start).copied().unwrap_or(0);
        self.end = number.get(self.end).copied().unwrap_or(0);
        self.nodes = nodes;
    }

    /// Whether there is at least one path from start to end.
    pub fn is_empty(&self) -> bool {
        self.nodes.get(self.start).is_none_or(|node| node.edges.is_empty())
    }

    /// The first form: the path of first edges, as (node, edge) pairs.
    pub fn first_path(&self) -> Vec<(usize, usize)> {
        let mut path = Vec::new();
        let mut at = self.start;
        while at != self.end {
            let Some(edge) = self.nodes.get(at).and_then(|node| node.edges.first()) else { break };
            path.push((at, 0));
            at = edge.to;
        }
        path
    }

    /// The part between two boundaries with none between them, on the same node numbers; and for each of its edges the number that
    /// it has here.
    pub fn between(&self, from: usize, to: usize) -> (Self, Vec<Vec<usize>>) {
        let mut part = Self { nodes: self.nodes.clone(), start: from, end: to };
        let stops: Vec<bool> = self.nodes.iter().enumerate().map(|(at, node)| node.boundary && at != from && at != to).collect();
        for (at, node) in part.nodes.iter_mut().enumerate() {
            if at == to || stops.get(at) == Some(&true) {
                node.edges.clear();
            }
        }
        let alive = part.reach_end();
        let mut numbers = Vec::with_capacity(part.nodes.len());
        for node in &mut part.nodes {
            let keeps = |edge: &Edge| alive.get(edge.to).copied().unwrap_or(false);
            numbers.push(node.edges.iter().enumerate().filter(|(_, edge)| keeps(edge)).map(|(number, _)| number).collect());
            node.edges.retain(keeps);
        }
        (part, numbers)
    }

    /// Whether these steps lead from the start to the end.
    pub fn is_path(&self, path: &[(usize, usize)]) -> bool {
        let mut at = self.start;
        for step in path {
            match self.edge(*step) {
                Some(edge) if step.0 == at => at = edge.to,
                _ => return false,
            }
        }
        at == self.end
    }

    /// The edge at a step of a path.
    pub fn edge(&self, step: (usize, usize)) -> Option<&Edge> {
        self.nodes.get(step.0).and_then(|node| node.edges.get(step.1))
    }
}
