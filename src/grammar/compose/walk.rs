//! The walk through the sentences of a paragraph: its states are the nodes of the lattice.

use super::Paragraph;
use super::bound::Bound;
use super::forms::{fitting, labels, placed};
use super::opening::Opening;
use super::state::{Stage, State};
use crate::facts::{Fact, Value};
use crate::grammar::condition::Conditions;
use crate::grammar::discourse::{Cast, bit};
use crate::grammar::file::Grammar;
use crate::grammar::form::{Form, Item};
use crate::grammar::kind::{KindForms, Position};
use crate::grammar::lattice::{Edge, Lattice, Piece, Wording};
use crate::grammar::weave::{Labels, Weaver};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

pub(super) struct Composer<'a> {
    grammar: &'a Grammar,
    conditions: &'a dyn Conditions,
    pub(super) cast: &'a Cast,
    pub(super) paragraph: &'a Paragraph<'a>,
    pub(super) bound: Bound,
    pub(super) labels: Labels<'a>,
    pub(super) lattice: Lattice,
    nodes: BTreeMap<State, usize>,
    open: Vec<State>,
    /// The forms that were looked for.
    known_forms: RefCell<BTreeMap<FormKey, Placed<'a>>>,
}

/// A fact, a position, and the nucleus beside whose clause the form would stand.
type FormKey = (usize, Position, Option<usize>);

/// Forms with their places in the order of preference.
type Placed<'a> = Rc<Vec<(&'a Form, Wording)>>;

/// Walks all sentences of a paragraph, with the facts that belong together.
pub(super) fn walk(grammar: &Grammar, conditions: &dyn Conditions, cast: &Cast, what: (&Paragraph<'_>, Bound)) -> Lattice {
    let (paragraph, bound) = what;
    let mut composer = Composer {
        grammar,
        conditions,
        cast,
        paragraph,
        bound,
        labels: labels(grammar, conditions, cast, &paragraph.labels),
        lattice: Lattice::new(),
        nodes: BTreeMap::new(),
        open: Vec::new(),
        known_forms: RefCell::default(),
    };
    composer.run();
    composer.lattice.prune();
    composer.lattice
}

impl<'a> Composer<'a> {
    fn run(&mut self) {
        let start = State::between(0, self.paragraph.named, None);
        self.nodes.insert(start, self.lattice.start);
        self.open.push(start);
        while let Some(state) = self.open.pop() {
            let at = self.node(state);
            match state.stage {
                Stage::Start => self.start_sentence(state, at),
                Stage::Fronted => self.start_clause(state, at, (Opening::Fronted, 0)),
                Stage::Subject => {
                    self.say_verb(state, at);
                    self.modify_subject(state, at);
                }
                Stage::Pronoun | Stage::Modified => self.say_verb(state, at),
                Stage::Verb | Stage::Second | Stage::Participle | Stage::With => self.go_on(state, at),
            }
        }
    }

    fn all(&self) -> u64 {
        (1_u64 << self.paragraph.facts.len().min(60)) - 1
    }

    /// The node of a state; a new one is put on the list of states to be walked from.
    pub(super) fn node(&mut self, state: State) -> usize {
        if let Some(at) = self.nodes.get(&state) {
            return *at;
        }
        let boundary = state.stage == Stage::Start;
        let at = if boundary && state.said == self.all() {
            self.lattice.end
        } else {
            self.open.push(state);
            self.lattice.add_node(state.said, boundary)
        };
        if let Some(node) = self.lattice.nodes.get_mut(at) {
            node.said = state.said;
        }
        self.nodes.insert(state, at);
        at
    }

    pub(super) fn fact(&self, index: usize) -> Option<(&'a Fact, &'a KindForms)> {
        let fact = *self.paragraph.facts.get(index)?;
        Some((fact, self.grammar.kind(fact.kind)?))
    }

    /// The forms of a fact at a position that its data licenses, beside the clause of a nucleus if it does not give the clause
    /// itself. One that belongs to a nucleus takes those alone that are made for it, where its kind has such.
    pub(super) fn forms(&self, index: usize, position: Position, nucleus: Option<usize>) -> Placed<'a> {
        let key = (index, position, nucleus);
        if let Some(known) = self.known_forms.borrow().get(&key) {
            return Rc::clone(known);
        }
        let found = Rc::new(self.find_forms(index, position, nucleus));
        self.known_forms.borrow_mut().insert(key, Rc::clone(&found));
        found
    }

    fn find_forms(&self, index: usize, position: Position, nucleus: Option<usize>) -> Vec<(&'a Form, Wording)> {
        let Some((fact, kind)) = self.fact(index) else { return Vec::new() };
        let beside = nucleus.and_then(|nucleus| self.fact(nucleus)).map(|(fact, _)| fact.kind);
        let mut forms = fitting(kind, position, fact, (self.conditions, beside));
        if let Some(own) = self.bound.nucleus(index) {
            let made = kind.forms.values().flatten().any(|form| beside.is_some_and(|beside| form.beside.contains(&beside)));
            forms.retain(|form| nucleus == Some(own) && (!made || !form.beside.is_empty()));
        }
        placed(&forms)
    }

    /// The subject of a fact's clause.
    pub(super) fn subject(&self, index: usize) -> Option<&'a Value> {
        let (fact, kind) = self.fact(index)?;
        fact.roles.get(kind.subject.as_ref()?)
    }

    pub(super) fn subject_number(&self, index: usize) -> Option<usize> {
        self.competitor(self.subject(index)?)
    }

    /// The number of the one competitor who fills a role.
    pub(super) fn number(&self, index: usize, role: &str) -> Option<usize> {
        self.competitor(self.fact(index)?.0.roles.get(role)?)
    }

    fn competitor(&self, value: &Value) -> Option<usize> {
        match value {
            Value::Competitor(id) => self.cast.number(id),
            _ => None,
        }
    }

    /// The facts of a mask, in the order of the plan.
    pub(super) fn members(mask: u64) -> impl Iterator<Item = usize> {
        (0..60).filter(move |index| mask & (1 << index) != 0)
    }

    /// Whether a form mentions anybody but the subject.
    pub(super) fn has_company(&self, form: &Form, index: usize, state: State) -> bool {
        let subject = state.subject.map_or(0, bit);
        self.named_by(form, index, 0) & !subject != 0 || form.says("winner")
    }

    /// Who has been named after a form, whatever its path.
    pub(super) fn named_by(&self, form: &Form, index: usize, named: u64) -> u64 {
        let Some((fact, _)) = self.fact(index) else { return named };
        let values = form.roles().into_iter().filter_map(|role| fact.roles.get(&role));
        values.flat_map(|value| self.cast.of_value(value)).fold(named, |all, number| all | bit(number))
    }

    /// Weaves a wording of a fact.
    pub(super) fn weave(&mut self, items: &[Item], what: (usize, Wording), named: u64, path: (usize, usize), how: (bool, u64)) -> u64 {
        let (index, wording) = what;
        let Some((fact, _)) = self.fact(index) else { return named };
        let (opens, said) = how;
        self.weaver(said, wording).weave(items, fact, named, path, opens)
    }

    pub(super) fn weaver(&mut self, said: u64, wording: Wording) -> Weaver<'_> {
        Weaver { lattice: &mut self.lattice, cast: self.cast, labels: &self.labels, label: None, said, wording }
    }

    pub(super) fn edge(&mut self, from: usize, piece: Piece, to: usize, opens: bool) {
        self.lattice.add_edge(from, Edge { piece, to, opens, wording: Wording::default() });
    }
}
