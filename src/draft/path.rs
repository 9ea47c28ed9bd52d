//! A path through a lattice, read as sentences.

use crate::grammar::{Lattice, Piece, Surface, piece_text};

/// A sentence of a path: its text, the facts of the paragraph that it says (by number), and the boundaries it lies between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathSentence {
    /// The text, without the space before it.
    pub text: String,
    /// Numbers of the paragraph's facts.
    pub facts: Vec<usize>,
    /// Facts said as labels beside names, by id.
    pub labels: Vec<String>,
    /// The nodes before and after it.
    pub between: (usize, usize),
}

/// The sentences of a path of (node, edge) steps.
pub fn sentences_of(lattice: &Lattice, path: &[(usize, usize)], surface: &Surface<'_>) -> Vec<PathSentence> {
    let mut sentences = Vec::new();
    let mut text = String::new();
    let mut labels = Vec::new();
    let mut from = lattice.start;
    for step in path {
        let Some(edge) = lattice.edge(*step) else { break };
        // A name that ends with a full stop ("Sainz Jr.") closes its sentence with it.
        if edge.piece != Piece::Mark('.') || !text.ends_with('.') {
            text.push_str(&piece_text(surface, &edge.piece, edge.opens));
        }
        if let Piece::Slot(slot) = &edge.piece {
            labels.extend(slot.label.clone());
        }
        let Some(node) = lattice.nodes.get(edge.to) else { break };
        if node.boundary {
            let before = lattice.nodes.get(from).map_or(0, |node| node.said);
            let facts = (0..60).filter(|index| (node.said & !before) & (1 << index) != 0).collect();
            let labels = std::mem::take(&mut labels);
            sentences.push(PathSentence { text: text.trim().to_owned(), facts, labels, between: (from, edge.to) });
            text.clear();
            from = edge.to;
        }
    }
    sentences
}

/// The competitors that a path names, by id.
pub fn named_in(lattice: &Lattice, path: &[(usize, usize)]) -> Vec<String> {
    let edges = path.iter().filter_map(|step| lattice.edge(*step));
    let values = edges.filter_map(|edge| match &edge.piece {
        Piece::Slot(slot) => Some(&slot.value),
        Piece::Empty | Piece::Word(_) | Piece::Mark(_) => None,
    });
    values
        .flat_map(|value| match value {
            crate::facts::Value::Competitor(id) => vec![id.clone()],
            crate::facts::Value::Competitors(ids) => ids.clone(),
            _ => Vec::new(),
        })
        .collect()
}
