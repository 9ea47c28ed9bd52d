//! The walk from the start of a sentence to its verb.

use super::Paragraph;
use super::bound::Bound;
use super::forms::{fitting, labels};
use super::targets::targets;
use crate::facts::{Fact, FactKind, Value};
use crate::grammar::condition::Conditions;
use crate::grammar::discourse::{Cast, Reference, bit};
use crate::grammar::file::Grammar;
use crate::grammar::form::{Form, Item};
use crate::grammar::kind::{KindForms, Position, Slot};
use crate::grammar::lattice::{Edge, Lattice, Piece};
use crate::grammar::weave::{Labels, Sides, Weaver, lateness};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// How late a sentence of settings alone is: it is for a paragraph in which no other clause can take them.
const LAST_RESORT: u32 = 3000;

/// Where in a sentence a walk stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    Start,
    Fronted,
    Subject,
    Pronoun,
    Modified,
    Verb,
    Second,
    Participle,
    With,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct State {
    pub(super) stage: Stage,
    /// What has been said, of the whole paragraph.
    pub(super) said: u64,
    /// What the sentence is to have said at its end.
    pub(super) target: u64,
    /// The fact that gives the finite clause.
    pub(super) nucleus: usize,
    /// The slot of the last adjunct, after which only later ones may stand.
    pub(super) adjunct: Option<Slot>,
    /// Whether the clause has a comma inside, so that nothing can follow it without one.
    pub(super) comma: bool,
    /// Whether this is the second of two clauses.
    pub(super) second: bool,
    /// Whether somebody beside the subject has been mentioned, whom a pronoun could mean.
    pub(super) company: bool,
    pub(super) named: u64,
    pub(super) subject: Option<usize>,
    /// Whom an adjunct is understood of: the clause's subject, or the only one that it names ("the race was won by Ayana").
    pub(super) about: Option<usize>,
    /// Whom a pronoun means: the subject of the sentence before, or the only one that it names.
    pub(super) last: Option<usize>,
}

/// How a clause begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// It opens the sentence.
    Sentence,
    /// After a front: with the subject that the two share.
    Fronted,
    /// After ", and".
    Second,
}

pub(super) struct Composer<'a> {
    grammar: &'a Grammar,
    conditions: &'a dyn Conditions,
    pub(super) cast: &'a Cast,
    pub(super) paragraph: &'a Paragraph<'a>,
    pub(super) bound: Bound,
    labels: Labels<'a>,
    pub(super) lattice: Lattice,
    nodes: BTreeMap<State, usize>,
    open: Vec<State>,
    /// The forms that were looked for.
    known_forms: RefCell<BTreeMap<FormKey, Rc<Vec<&'a Form>>>>,
}

/// A fact, a position, and the nucleus beside whose clause the form would stand.
type FormKey = (usize, Position, Option<usize>);

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
        let start = State {
            stage: Stage::Start,
            said: 0,
            target: 0,
            nucleus: 0,
            adjunct: None,
            comma: false,
            second: false,
            company: false,
            named: self.paragraph.named,
            subject: None,
            about: None,
            last: None,
        };
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
    /// itself. One that belongs to a nucleus takes those alone that are made for it,
    /// where its kind has such.
    pub(super) fn forms(&self, index: usize, position: Position, nucleus: Option<usize>) -> Rc<Vec<&'a Form>> {
        let key = (index, position, nucleus);
        if let Some(known) = self.known_forms.borrow().get(&key) {
            return Rc::clone(known);
        }
        let found = Rc::new(self.find_forms(index, position, nucleus));
        self.known_forms.borrow_mut().insert(key, Rc::clone(&found));
        found
    }

    fn find_forms(&self, index: usize, position: Position, nucleus: Option<usize>) -> Vec<&'a Form> {
        let Some((fact, kind)) = self.fact(index) else { return Vec::new() };
        let beside = nucleus.and_then(|nucleus| self.fact(nucleus)).map(|(fact, _)| fact.kind);
        let mut forms = fitting(kind, position, fact, (self.conditions, beside));
        if let Some(own) = self.bound.nucleus(index) {
            let made = kind.forms.values().flatten().any(|form| !form.beside.is_empty());
            forms.retain(|form| nucleus == Some(own) && (!made || !form.beside.is_empty()));
        }
        forms
    }

    /// The subject of a fact's clause.
    pub(super) fn subject(&self, index: usize) -> Option<&'a Value> {
        let (fact, kind) = self.fact(index)?;
        fact.roles.get(kind.subject.as_ref()?)
    }

    pub(super) fn subject_number(&self, index: usize) -> Option<usize> {
        match self.subject(index)? {
            Value::Competitor(id) => self.cast.number(id),
            _ => None,
        }
    }

    /// The facts of a mask, in the order of the plan.
    pub(super) fn members(mask: u64) -> impl Iterator<Item = usize> {
        (0..60).filter(move |index| mask & (1 << index) != 0)
    }

    fn start_sentence(&mut self, state: State, at: usize) {
        let whole = self.paragraph.clause != Position::Clause;
        for (place, target) in targets(self.paragraph, &self.bound, state.said, whole).into_iter().enumerate() {
            let late = lateness(place);
            for nucleus in Self::members(target) {
                if self.bound.nucleus(nucleus).is_some() || self.forms(nucleus, self.paragraph.clause, None).is_empty() {
                    continue;
                }
                let late = late + if self.sets(nucleus) { LAST_RESORT } else { 0 };
                if self.sets(nucleus) && Self::members(target).any(|index| !self.sets(index)) {
                    continue;
                }
                let state = State { target, nucleus, adjunct: None, comma: false, second: false, company: false, subject: None, ..state };
                self.start_clause(state, at, (Opening::Sentence, late));
                self.front(state, at, late);
            }
        }
    }

    /// Whether a fact is a setting, such as the day.
    fn sets(&self, index: usize) -> bool {
        self.fact(index).is_some_and(|(_, kind)| kind.slot == Slot::Setting)
    }

    /// A fact before the clause: "Starting third, ...".
    fn front(&mut self, state: State, at: usize, late: u32) {
        for index in Self::members(state.target & !(1 << state.nucleus)) {
            if self.subject(index).is_none() || self.subject(index) != self.subject(state.nucleus) || !self.may_shade(index, state) {
                continue;
            }
            for (place, form) in self.forms(index, Position::Front, Some(state.nucleus)).iter().copied().enumerate() {
                let said = state.said | 1 << index;
                let comma = self.lattice.add_node(said, false);
                let named = self.weave(&form.items, (index, late + lateness(place)), state.named, (at, comma), (true, said));
                let company = self.has_company(form, index, State { subject: self.subject_number(index), ..state });
                let next = self.node(State { stage: Stage::Fronted, said, named, company, ..state });
                self.edge(comma, Piece::Mark(','), next, false);
            }
        }
    }

    /// The subject of the nucleus, or a whole clause that has none to share.
    pub(super) fn start_clause(&mut self, state: State, at: usize, (opening, late): (Opening, u32)) {
        let opens = opening == Opening::Sentence;
        let forms = self.forms(state.nucleus, self.paragraph.clause, None);
        let subject = self.fact(state.nucleus).and_then(|(_, kind)| kind.subject.clone());
        if let Some(value) = self.subject(state.nucleus)
            && forms.iter().any(|form| form.split_subject().map(|(role, _)| role) == subject.as_deref())
        {
            self.say_subject(state, at, value, (opening, late));
        }
        for (place, form) in forms.iter().copied().enumerate().filter(|_| opening != Opening::Fronted) {
            if form.split_subject().is_none() || form.split_subject().map(|(role, _)| role) != subject.as_deref() {
                let said = state.said | 1 << state.nucleus;
                let named = self.named_by(form, state.nucleus, state.named);
                let about = self.subject_number(state.nucleus).filter(|number| self.named_by(form, state.nucleus, 0) == bit(*number));
                let next = self.node(State { stage: Stage::Verb, said, named, comma: form.has_comma(), subject: None, about, ..state });
                self.weave(&form.items, (state.nucleus, late + lateness(place)), state.named, (at, next), (opens, said));
            }
        }
    }

    fn say_subject(&mut self, state: State, at: usize, value: &Value, (opening, late): (Opening, u32)) {
        let opens = opening == Opening::Sentence;
        let number = self.subject_number(state.nucleus);
        if let (Value::Competitor(id), Some(number)) = (value, number) {
            let ways = self.cast.subject_references(id, state.named, state.last.filter(|_| opens));
            // A headline names everybody by his name.
            let all = if self.paragraph.clause == Position::Clause { ways.len() } else { 1 };
            // Nobody is called by a nation that the text does not say.
            let labelled = self.labels.get(&number).is_some_and(|label| label.fact.is_some_and(|fact| fact.kind == FactKind::NationOf));
            for reference in ways.into_iter().take(all).filter(|way| labelled || *way != Reference::National) {
                let pronoun = reference == Reference::Pronoun;
                let stage = if pronoun { Stage::Pronoun } else { Stage::Subject };
                let next = self.node(State { stage, named: state.named | bit(number), subject: Some(number), ..state });
                let mut weaving = self.weaver(state.said, late);
                let slot = weaving.make(value.clone(), "", reference, false);
                weaving.mention(slot, state.named, (at, next), (opens, Sides::Both));
            }
        } else {
            let named = self.cast.of_value(value).into_iter().fold(state.named, |all, number| all | bit(number));
            let next = self.node(State { stage: Stage::Pronoun, named, subject: None, ..state });
            let role = self.fact(state.nucleus).and_then(|(_, kind)| kind.subject.clone()).unwrap_or_default();
            let item = Item::Slot { role, form: String::new(), possessive: false };
            self.weave(&[item], (state.nucleus, late), state.named, (at, next), (opens, state.said));
        }
    }

    /// Whether a fact may be said in passing: where the clause says only what came before the race, the news is no aside
    /// ("Bekele, who beat Kiptoo, was third at 2,000 metres").
    fn may_shade(&self, index: usize, state: State) -> bool {
        let background = |index| self.fact(index).is_some_and(|(_, kind)| kind.background);
        background(index) || !background(state.nucleus)
    }

    /// A relative clause or an apposition beside the subject, but for headlines: "Leclerc, the pole-sitter, ...".
    fn modify_subject(&mut self, state: State, at: usize) {
        if self.paragraph.clause == Position::Headline {
            return;
        }
        for index in Self::members(state.target & !state.said & !(1 << state.nucleus)) {
            if self.subject_number(index).is_none() || self.subject_number(index) != state.subject || !self.may_shade(index, state) {
                continue;
            }
            let said = state.said | 1 << index;
            let person = state.subject.is_some_and(|number| self.cast.person(number));
            for position in [Position::Apposition, Position::Relative].into_iter().take(if person { 2 } else { 1 }) {
                for (place, form) in self.forms(index, position, Some(state.nucleus)).iter().copied().enumerate() {
                    let (before, after) = (self.lattice.add_node(said, false), self.lattice.add_node(said, false));
                    self.edge(at, Piece::Mark(','), before, false);
                    let named = self.weave(&form.items, (index, lateness(place)), state.named, (before, after), (false, said));
                    let company = state.company || self.has_company(form, index, state);
                    let next = self.node(State { stage: Stage::Modified, said, named, company, ..state });
                    self.edge(after, Piece::Mark(','), next, false);
                }
            }
        }
    }

    fn say_verb(&mut self, state: State, at: usize) {
        let said = state.said | 1 << state.nucleus;
        for (place, form) in self.forms(state.nucleus, self.paragraph.clause, None).iter().copied().enumerate() {
            // "Leclerc, Norris and Sainz completed the top six": a list takes no modifier of its first name.
            let bare = state.stage != Stage::Modified && (state.second || state.said & state.target == 0);
            if let Some(rest) = self.after_subject(form, state.nucleus)
                && (bare || !matches!(rest.first(), Some(Item::Mark(_))))
            {
                let named = self.named_by(form, state.nucleus, state.named);
                let company = state.company || self.has_company(form, state.nucleus, state);
                let next =
                    self.node(State { stage: Stage::Verb, said, named, company, comma: form.has_comma(), about: state.subject, ..state });
                self.weave(rest, (state.nucleus, lateness(place)), state.named, (at, next), (false, said));
            }
        }
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

    /// Weaves a wording of a fact that stands so late in its list.
    pub(super) fn weave(&mut self, items: &[Item], what: (usize, u32), named: u64, path: (usize, usize), how: (bool, u64)) -> u64 {
        let (index, late) = what;
        let Some((fact, _)) = self.fact(index) else { return named };
        let (opens, said) = how;
        self.weaver(said, late).weave(items, fact, named, path, opens)
    }

    fn weaver(&mut self, said: u64, late: u32) -> Weaver<'_> {
        Weaver { lattice: &mut self.lattice, cast: self.cast, labels: &self.labels, label: None, said, late }
    }

    pub(super) fn edge(&mut self, from: usize, piece: Piece, to: usize, opens: bool) {
        self.lattice.add_edge(from, Edge { piece, to, opens, late: 0 });
    }
}
