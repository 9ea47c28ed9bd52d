//! What can be told of phrase files and lattices without a model: how forms read, how many shapes a sentence has, and the longest
//! and shortest ways through.

use super::form::{Form, Item};
use super::lattice::{Edge, Lattice, Piece};
use std::collections::{BTreeMap, BTreeSet};

/// Most sets of nodes that a count looks at; beyond it the count is a lower bound.
const MOST_SETS: usize = 40_000;

/// What tells shapes apart at an edge: whether a comma stands there, and which facts are said with it.
type Turn = (bool, u64);

impl Form {
    /// The texts of the form, one for each way through its alternatives, with slots as they are written.
    pub fn texts(&self) -> Vec<String> {
        texts(&self.items).iter().map(|words| joined(words)).collect()
    }
}

fn texts(items: &[Item]) -> Vec<Vec<String>> {
    let mut all = vec![Vec::new()];
    for item in items {
        let ways: Vec<Vec<String>> = match item {
            Item::Word(word) => vec![vec![word.clone()]],
            Item::Mark(mark) => vec![vec![mark.to_string()]],
            Item::Slot { role, form, possessive } => {
                let form = if form.is_empty() { String::new() } else { format!(":{form}") };
                vec![vec![format!("{{{role}{form}{}}}", if *possessive { "'s" } else { "" })]]
            }
            Item::Choice(choices) => choices.iter().flat_map(|choice| texts(choice)).collect(),
        };
        all = all.iter().flat_map(|before| ways.iter().map(move |way| [before.clone(), way.clone()].concat())).collect();
    }
    all
}

/// Words with blanks between them, but none before punctuation.
fn joined(words: &[String]) -> String {
    let mut text = String::new();
    for word in words {
        if !text.is_empty() && !matches!(word.as_str(), "," | ";" | ":") {
            text.push(' ');
        }
        text.push_str(word);
    }
    text
}

impl Lattice {
    /// The number of distinct shapes from one boundary to another: the orders in which facts are said, and the commas between them.
    pub fn count_shapes(&self, from: usize, to: usize) -> u64 {
        let mut counter = Shapes { lattice: self, to, memo: BTreeMap::new() };
        let start = counter.closure([from].into());
        counter.count(start)
    }

    /// The path with the most words, or with the fewest; a value counts as one.
    pub fn extreme_path(&self, longest: bool) -> Vec<(usize, usize)> {
        let mut best: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for at in self.last_first() {
            let ways = self.nodes.get(at).into_iter().flat_map(|node| node.edges.iter().enumerate()).filter_map(|(number, edge)| {
                let rest = if edge.to == self.end { 0 } else { best.get(&edge.to)?.0 };
                Some((rest + usize::from(matches!(edge.piece, Piece::Word(_) | Piece::Slot(_))), number))
            });
            let chosen = if longest { ways.max_by_key(|(words, number)| (*words, usize::MAX - number)) } else { ways.min() };
            if let Some(chosen) = chosen {
                best.insert(at, chosen);
            }
        }
        let (mut at, mut path) = (self.start, Vec::new());
        while at != self.end {
            let Some((_, number)) = best.get(&at) else { break };
            path.push((at, *number));
            at = self.edge((at, *number)).map_or(self.end, |edge| edge.to);
        }
        path
    }

    /// The lattice with one path alone, on the same nodes.
    #[must_use]
    pub fn only(&self, path: &[(usize, usize)]) -> Self {
        let mut alone = self.clone();
        for (at, node) in alone.nodes.iter_mut().enumerate() {
            let kept: Option<Edge> = path.iter().find(|step| step.0 == at).and_then(|step| self.edge(*step)).cloned();
            node.edges = kept.into_iter().collect();
        }
        alone
    }

    /// The nodes that the start reaches, each after all that it leads to.
    fn last_first(&self) -> Vec<usize> {
        let (mut order, mut seen) = (Vec::new(), BTreeSet::new());
        let mut open = vec![(self.start, false)];
        while let Some((at, done)) = open.pop() {
            if done {
                order.push(at);
            } else if at != self.end && seen.insert(at) {
                open.push((at, true));
                open.extend(self.nodes.get(at).into_iter().flat_map(|node| &node.edges).map(|edge| (edge.to, false)));
            }
        }
        order
    }
}

/// Counts as a set of nodes at a time: walks that have turned alike so far go on together.
struct Shapes<'a> {
    lattice: &'a Lattice,
    to: usize,
    memo: BTreeMap<BTreeSet<usize>, u64>,
}

impl Shapes<'_> {
    fn ways(&self, at: usize) -> impl Iterator<Item = (Turn, usize)> {
        let node = self.lattice.nodes.get(at).filter(|_| at != self.to);
        node.into_iter().flat_map(|node| node.edges.iter().map(move |edge| (node, edge))).filter_map(|(node, edge)| {
            let target = self.lattice.nodes.get(edge.to)?;
            let inside = edge.to == self.to || !target.boundary;
            inside.then_some(((edge.piece == Piece::Mark(','), target.said & !node.said), edge.to))
        })
    }

    /// All nodes that are reached without a turn.
    fn closure(&self, mut set: BTreeSet<usize>) -> BTreeSet<usize> {
        let mut open: Vec<usize> = set.iter().copied().collect();
        while let Some(at) = open.pop() {
            open.extend(self.ways(at).filter(|(turn, to)| *turn == (false, 0) && set.insert(*to)).map(|(_, to)| to));
        }
        set
    }

    fn count(&mut self, set: BTreeSet<usize>) -> u64 {
        if let Some(known) = self.memo.get(&set) {
            return *known;
        }
        if self.memo.len() >= MOST_SETS {
            return 0;
        }
        let mut next: BTreeMap<Turn, BTreeSet<usize>> = BTreeMap::new();
        for (turn, to) in set.iter().flat_map(|at| self.ways(*at)).filter(|(turn, _)| *turn != (false, 0)) {
            next.entry(turn).or_default().insert(to);
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
    use super::super::Reference;
    use super::super::lattice::{Slot, Wording};
    use super::*;
    use crate::facts::Value;

    fn edge(piece: Piece, to: usize) -> Edge {
        Edge { piece, to, opens: false, wording: Wording::default() }
    }

    fn word(text: &str, to: usize) -> Edge {
        edge(Piece::Word(text.to_owned()), to)
    }

    /// "A won" or "A was the winner", then "on Sunday" or ", on Sunday", or the day first.
    fn lattice() -> Lattice {
        let slot = Slot { value: Value::Count(1), form: String::new(), reference: Reference::Value, possessive: false, label: None };
        let mut lattice = Lattice::new();
        let nodes: Vec<usize> = [0b01, 0b01, 0b01, 0b10].iter().map(|said| lattice.add_node(*said, false)).collect();
        lattice.nodes[1].said = 0b11;
        lattice.add_edge(0, word("won", nodes[0]));
        lattice.add_edge(0, word("was", nodes[1]));
        lattice.add_edge(nodes[1], word("winner", nodes[0]));
        lattice.add_edge(nodes[0], word("Sunday", 1));
        lattice.add_edge(nodes[0], edge(Piece::Mark(','), nodes[2]));
        lattice.add_edge(nodes[2], edge(Piece::Slot(slot), 1));
        lattice.add_edge(0, word("Sunday", nodes[3]));
        lattice.add_edge(nodes[3], word("won", 1));
        lattice
    }

    #[test]
    fn shapes_are_orders_and_commas_and_not_words() {
        let lattice = lattice();
        assert_eq!(lattice.count_strings(0, 1), 5);
        assert_eq!(lattice.count_shapes(0, 1), 3);
    }

    #[test]
    fn the_longest_and_the_shortest_path_are_found_and_one_can_stand_alone() {
        let lattice = lattice();
        let (longest, shortest) = (lattice.extreme_path(true), lattice.extreme_path(false));
        assert!(lattice.is_path(&longest) && lattice.is_path(&shortest));
        let words =
            |path: &[(usize, usize)]| path.iter().filter(|step| !matches!(lattice.edge(**step).unwrap().piece, Piece::Mark(_))).count();
        assert_eq!((words(&longest), words(&shortest)), (3, 2));
        let alone = lattice.only(&longest);
        assert_eq!(alone.count_strings(0, 1), 1);
        assert!(alone.is_path(&longest.iter().map(|(at, _)| (*at, 0)).collect::<Vec<_>>()));
    }

    #[test]
    fn a_form_is_written_out_in_all_its_ways() {
        let form = Form::parse("{who's} (time|best (|mark)) was {mark:clock}, a (|season's) best", vec![]).unwrap();
        let texts = form.texts();
        assert_eq!(texts.len(), 6);
        assert!(texts.contains(&"{who's} best was {mark:clock}, a best".to_owned()), "{texts:?}");
        assert!(texts.contains(&"{who's} best mark was {mark:clock}, a season's best".to_owned()), "{texts:?}");
    }
}
