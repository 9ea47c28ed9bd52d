//! One form, woven into the lattice between two nodes.

use super::discourse::{Cast, Reference, bit};
use super::form::{Form, Item};
use super::lattice::{Edge, Lattice, Piece, Slot, Wording};
use crate::facts::{Fact, Value};
use std::collections::BTreeMap;

/// What stands beside the full name of a competitor when it is named first: his nation or his team.
#[derive(Debug, Clone, Default)]
pub(super) struct Label<'a> {
    pub(super) fact: Option<&'a Fact>,
    pub(super) before: Vec<&'a Form>,
    pub(super) after: Vec<&'a Form>,
}

/// The form of a slot whose label stands before the name rather than behind it.
pub(super) const OWNED: &str = "owned";

/// Longest list in which each name has its label.
const MOST_LABELLED: usize = 3;

/// Where a label may stand. In a list one before the name seems to be of those after it too ("Ireland's O'Connell and van der
/// Heuvel"), and one behind the last of all where the others have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sides {
    Both,
    After,
    Neither,
}

/// Labels by the number of the competitor.
pub(super) type Labels<'a> = BTreeMap<usize, Label<'a>>;

/// What weaving needs to know beside the form.
pub(super) struct Weaver<'a> {
    pub(super) lattice: &'a mut Lattice,
    pub(super) cast: &'a Cast,
    pub(super) labels: &'a Labels<'a>,
    /// The label that is being woven.
    pub(super) label: Option<String>,
    /// Mark of the nodes that are made.
    pub(super) said: u64,
    /// The wording that the next edge begins.
    pub(super) wording: Wording,
}

/// How late the wording at a place of a list is: the first is the editor's own.
pub(super) fn lateness(place: usize) -> u32 {
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "lists are short")]
    let late = (1000.0 * (1.0 + place as f64).ln()).round() as u32;
    late
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
                let wording = std::mem::take(&mut self.wording);
                let mut end = named;
                for choice in choices {
                    self.wording = Wording { id: wording.id ^ choice.first().map_or(0, Item::id), ..wording };
                    end |= self.weave(choice, fact, named, path, opens);
                }
                self.wording = Wording::default();
                return end;
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
            let slot = self.make(value.clone(), form, reference, possessive);
            self.mention(slot, named, path, (opens, Sides::Both));
            return self.name(value, named);
        };
        let sides = if self.labelled(ids, named) { Sides::After } else { Sides::Neither };
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
            let slot = self.make(Value::Competitor(id.clone()), "", self.cast.reference(id, named), last && possessive);
            self.mention(slot, named, (at, next), (opens && index == 0, sides));
            at = next;
        }
        self.name(value, named)
    }

    /// Whether each of a short list is to be named first here, with a label of his own: "Miller of the Bahamas and Felix of the United States".
    fn labelled(&self, ids: &[String], named: u64) -> bool {
        let label = |id: &String| {
            let number = self.cast.number(id).filter(|number| named & bit(*number) == 0)?;
            let label = self.labels.get(&number).filter(|label| !label.after.is_empty())?;
            label.fact.map(|fact| ["nation", "team"].map(|role| fact.roles.get(role)))
        };
        let labels: Option<Vec<_>> = ids.iter().map(label).collect();
        let apart = |labels: &Vec<[Option<&Value>; 2]>| {
            labels.iter().enumerate().all(|(at, one)| !labels.iter().skip(at + 1).any(|other| one == other))
        };
        ids.len() <= MOST_LABELLED && labels.is_some_and(|labels| apart(&labels))
    }

    pub(super) fn make(&self, value: Value, form: &str, reference: Reference, possessive: bool) -> Slot {
        Slot { value, form: form.to_owned(), reference, possessive, label: self.label.clone() }
    }

    /// A value; the first full name of a competitor stands with its label where there is one.
    pub(super) fn mention(&mut self, slot: Slot, named: u64, path: (usize, usize), how: (bool, Sides)) {
        let (opens, sides) = how;
        let labels = self.labels;
        let number = match &slot.value {
            Value::Competitor(id) if slot.reference == Reference::Full && !slot.possessive => self.cast.number(id),
            _ => None,
        };
        let label = number.filter(|number| named & bit(*number) == 0).and_then(|number| labels.get(&number));
        let before = label.filter(|_| sides == Sides::Both).map_or(&[][..], |label| &label.before);
        let after = label.filter(|_| sides != Sides::Neither).map_or(&[][..], |label| &label.after);
        let Some(fact) = label.and_then(|label| label.fact).filter(|_| !before.is_empty() || !after.is_empty()) else {
            self.edge(path.0, Piece::Slot(slot), path.1, opens);
            return;
        };
        let outer = self.label.replace(fact.id.clone());
        let wording = std::mem::take(&mut self.wording);
        // "Winner of Kenya, second of Kenya": for the third the owner goes first ("Kenya's third").
        let (behind, owner) = (after.iter().map(|form| (form, true)), before.iter().map(|form| (form, false)));
        let forms: Vec<_> = if slot.form == OWNED { owner.chain(behind).collect() } else { behind.chain(owner).collect() };
        for (place, (form, is_behind)) in forms.into_iter().enumerate() {
            self.wording = wording.after(lateness(place));
            let between = self.lattice.add_node(self.said, false);
            let name = Piece::Slot(Slot { label: None, ..slot.clone() });
            if is_behind {
                self.edge(path.0, name, between, opens);
                self.weave(&form.items, fact, named, (between, path.1), false);
            } else {
                self.weave(&form.items, fact, named, (path.0, between), opens);
                self.edge(between, name, path.1, false);
            }
        }
        self.label = outer;
    }

    fn name(&self, value: &Value, named: u64) -> u64 {
        self.cast.of_value(value).into_iter().fold(named, |all, number| all | bit(number))
    }

    pub(super) fn edge(&mut self, from: usize, piece: Piece, to: usize, opens: bool) {
        let wording = std::mem::take(&mut self.wording);
        self.lattice.add_edge(from, Edge { piece, to, opens, wording });
    }
}
