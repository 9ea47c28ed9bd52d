//! One form, woven into the lattice between two nodes.

use super::discourse::{Cast, Reference, bit};
use super::form::Item;
use super::lattice::{Edge, Lattice, Piece, Slot};
use crate::facts::{Fact, Value};

/// What weaving needs to know beside the form.
pub(super) struct Weaver<'a> {
    pub(super) lattice: &'a mut Lattice,
    pub(super) cast: &'a Cast,
    /// Label of the nodes that are made.
    pub(super) said: u64,
}

impl Weaver<'_> {
    /// Weaves the items of a form for a fact from one node to another. `opens`: the first piece begins a sentence. Gives who
    /// has been named at the end.
    pub(super) fn weave(&mut self, items: &[Item], fact: &Fact, named: u64, path: (usize, usize), opens: bool) -> u64 {
        let (from, to) = path;
        let mut at = from;
        let mut named = named;
        for (index, item) in items.iter().enumerate() {
            let next = if index + 1 == items.len() { to } else { self.lattice.add_node(self.said, false) };
            named = self.item(item, fact, named, (at, next), opens && index == 0);
            at = next;
        }
        if items.is_empty() {
            self.edge(from, Piece::Empty, to, false);
        }
        named
    }

    fn item(&mut self, item: &Item, fact: &Fact, named: u64, path: (usize, usize), opens: bool) -> u64 {
        match item {
            Item::Word(word) => self.edge(path.0, Piece::Word(word.clone()), path.1, opens),
            Item::Mark(mark) => self.edge(path.0, Piece::Mark(*mark), path.1, false),
            Item::Slot { role, form, possessive } => {
                if let Some(value) = fact.roles.get(role) {
                    return self.slot(value, (form, *possessive), named, path, opens);
                }
            }
            Item::Choice(choices) => {
                let ends: Vec<u64> = choices.iter().map(|choice| self.weave(choice, fact, named, path, opens)).collect();
                return ends.into_iter().fold(named, |all, one| all | one);
            }
        }
        named
    }

    /// A value; lists of competitors become their names with commas and "and".
    fn slot(&mut self, value: &Value, how: (&str, bool), named: u64, path: (usize, usize), opens: bool) -> u64 {
        let (form, possessive) = how;
        let Value::Competitors(ids) = value else {
            let reference = match value {
                Value::Competitor(id) => self.cast.reference(id, named),
                _ => Reference::Value,
            };
            let slot = Slot { value: value.clone(), form: form.to_owned(), reference, possessive };
            self.edge(path.0, Piece::Slot(slot), path.1, opens);
            return self.name(value, named);
        };
        let mut at = path.0;
        for (index, id) in ids.iter().enumerate() {
            let last = index + 1 == ids.len();
            if index > 0 {
                let between = self.lattice.add_node(self.said, false);
                let joint = if last { Piece::Word("and".to_owned()) } else { Piece::Mark(',') };
                self.edge(at, joint, between, false);
                at = between;
            }
            let next = if last { path.1 } else { self.lattice.add_node(self.said, false) };
            let value = Value::Competitor(id.clone());
            let slot = Slot { reference: self.cast.reference(id, named), value, form: String::new(), possessive: last && possessive };
            self.edge(at, Piece::Slot(slot), next, opens && index == 0);
            at = next;
        }
        self.name(value, named)
    }

    fn name(&self, value: &Value, named: u64) -> u64 {
        self.cast.of_value(value).into_iter().fold(named, |all, number| all | bit(number))
    }

    pub(super) fn edge(&mut self, from: usize, piece: Piece, to: usize, opens: bool) {
        self.lattice.add_edge(from, Edge { piece, to, opens });
    }
}
