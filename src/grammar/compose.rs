//! Composition: the facts of a paragraph, in the order of the plan, become sentences of every shape that English allows here.
//!
//! A sentence says a run of the facts. One of them is its nucleus and gives the finite clause; the others stand before it,
//! beside its subject, after its verb, in a participle, in an absolute, or in a second verb or clause. The states of that walk
//! are the nodes of the lattice, so walks that have said the same facts meet again.

use super::condition::Conditions;
use super::discourse::{Cast, bit};
use super::file::{Grammar, KindForms, Position};
use super::form::{Form, Item};
use super::lattice::{Edge, Lattice, Piece};
use super::weave::{Label, Labels, Sides, Weaver};
use crate::facts::{Fact, Value};
use std::collections::BTreeMap;

/// A paragraph to be realised.
pub struct Paragraph<'a> {
    /// The facts in the order of the plan, at most 60.
    pub facts: Vec<&'a Fact>,
    /// Who was named in the article before (bits of the cast's numbers).
    pub named: u64,
    /// Sizes of the sentences that the plan prefers: the first form follows them.
    pub sizes: Vec<usize>,
    /// Most facts in one sentence.
    pub most: usize,
    /// The positions of clause and tail: body, headline or standfirst.
    pub clause: Position,
    /// Facts that stand as labels beside the full names of their subjects.
    pub labels: Vec<&'a Fact>,
}

impl std::fmt::Debug for Paragraph<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.facts.iter().map(|fact| &fact.id)).finish()
    }
}

/// Where in a sentence a walk stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
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
struct State {
    stage: Stage,
    said: u64,
    target: u64,
    nucleus: usize,
    adjuncts: u8,
    named: u64,
    subject: Option<usize>,
    /// Whom an adjunct is understood of: the clause's subject, or the only one that it names ("the race was won by Ayana").
    about: Option<usize>,
    last: Option<usize>,
}

struct Composer<'a> {
    grammar: &'a Grammar,
    conditions: &'a dyn Conditions,
    cast: &'a Cast,
    paragraph: &'a Paragraph<'a>,
    labels: Labels<'a>,
    lattice: Lattice,
    nodes: BTreeMap<State, usize>,
    open: Vec<State>,
}

/// All ways to say the paragraph; an empty lattice where the phrase files have none.
pub fn compose(grammar: &Grammar, conditions: &dyn Conditions, cast: &Cast, paragraph: &Paragraph<'_>) -> Lattice {
    let mut composer = Composer {
        grammar,
        conditions,
        cast,
        paragraph,
        labels: labels(grammar, conditions, cast, &paragraph.labels),
        lattice: Lattice::new(),
        nodes: BTreeMap::new(),
        open: Vec::new(),
    };
    composer.run();
    composer.lattice.prune();
    composer.lattice
}

/// Whether a fact can be said in the body at all: in a clause, or in a position beside one.
pub fn sayable(grammar: &Grammar, conditions: &dyn Conditions, fact: &Fact) -> bool {
    let Some(kind) = grammar.kind(fact.kind) else { return false };
    let body = [
        Position::Clause,
        Position::Participle,
        Position::Front,
        Position::Relative,
        Position::Apposition,
        Position::Adjunct,
        Position::With,
    ];
    body.iter().any(|position| !fitting(kind, *position, fact, conditions).is_empty())
}

/// The forms of a kind at a position that a fact's data licenses: they fill all of its roles but the optional ones, ask for no
/// role that it lacks, and their conditions hold.
fn fitting<'a>(kind: &'a KindForms, position: Position, fact: &Fact, conditions: &dyn Conditions) -> Vec<&'a Form> {
    let fits = |form: &&Form| {
        let mut roles = form.roles();
        if position != Position::With {
            roles.extend(kind.subject.clone());
        }
        let complete = fact.roles.keys().all(|role| roles.contains(role) || kind.optional.contains(role));
        let known = roles.iter().all(|role| fact.roles.contains_key(role));
        complete && known && form.when.iter().all(|name| conditions.holds(name, fact))
    };
    kind.forms.get(&position).into_iter().flatten().filter(fits).collect()
}

/// The labels of a paragraph, by the competitor's number.
fn labels<'a>(grammar: &'a Grammar, conditions: &dyn Conditions, cast: &Cast, facts: &[&'a Fact]) -> Labels<'a> {
    let mut found = Labels::new();
    for fact in facts {
        let Some(kind) = grammar.kind(fact.kind) else { continue };
        let subject = kind.subject.as_ref().and_then(|role| fact.roles.get(role));
        let number = subject.and_then(|value| cast.of_value(value).first().copied());
        let at = |position| {
            let forms = kind.forms.get(&position).into_iter().flatten();
            forms.filter(|form| form.when.iter().all(|name| conditions.holds(name, fact))).collect()
        };
        if let Some(number) = number {
            let label = Label { fact: Some(fact), before: at(Position::LabelBefore), after: at(Position::LabelAfter) };
            found.entry(number).or_insert(label);
        }
    }
    found
}

impl<'a> Composer<'a> {
    fn run(&mut self) {
        let start = State {
            stage: Stage::Start,
            said: 0,
            target: 0,
            nucleus: 0,
            adjuncts: 0,
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
                Stage::Fronted => self.start_clause(state, at, false),
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
    fn node(&mut self, state: State) -> usize {
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

    fn fact(&self, index: usize) -> Option<(&'a Fact, &'a KindForms)> {
        let fact = *self.paragraph.facts.get(index)?;
        Some((fact, self.grammar.kind(fact.kind)?))
    }

    /// The forms of a fact at a position that its data licenses.
    fn forms(&self, index: usize, position: Position) -> Vec<&'a Form> {
        let known = self.fact(index);
        known.map(|(fact, kind)| fitting(kind, position, fact, self.conditions)).unwrap_or_default()
    }

    /// The subject of a fact's clause.
    fn subject(&self, index: usize) -> Option<&'a Value> {
        let (fact, kind) = self.fact(index)?;
        fact.roles.get(kind.subject.as_ref()?)
    }

    fn subject_number(&self, index: usize) -> Option<usize> {
        match self.subject(index)? {
            Value::Competitor(id) => self.cast.number(id),
            _ => None,
        }
    }

    /// The facts of a mask, in the order of the plan.
    fn members(mask: u64) -> impl Iterator<Item = usize> {
        (0..60).filter(move |index| mask & (1 << index) != 0)
    }

    fn start_sentence(&mut self, state: State, at: usize) {
        let done = state.said.count_ones() as usize;
        let left = self.paragraph.facts.len() - done.min(self.paragraph.facts.len());
        let mut total = 0;
        let preferred = self.paragraph.sizes.iter().find(|size| {
            total += **size;
            total > done
        });
        let whole = self.paragraph.clause != Position::Clause;
        let mut sizes: Vec<usize> = preferred.copied().filter(|size| *size <= left).into_iter().collect();
        sizes.extend((1..=left.min(self.paragraph.most)).rev().filter(|size| Some(size) != preferred));
        for size in sizes.into_iter().filter(|size| !whole || *size == left) {
            let target = ((1_u64 << size) - 1) << done;
            for nucleus in Self::members(target) {
                if self.forms(nucleus, self.paragraph.clause).is_empty() {
                    continue;
                }
                let state = State { target, nucleus, adjuncts: 0, subject: None, ..state };
                self.start_clause(state, at, true);
                self.front(state, at);
            }
        }
    }

    /// A fact before the clause: "Starting third, ...".
    fn front(&mut self, state: State, at: usize) {
        for index in Self::members(state.target & !(1 << state.nucleus)) {
            if self.subject(index).is_none() || self.subject(index) != self.subject(state.nucleus) {
                continue;
            }
            for form in self.forms(index, Position::Front) {
                let said = state.said | 1 << index;
                let comma = self.lattice.add_node(said, false);
                let named = self.weave(&form.items, index, state.named, (at, comma), (true, said));
                let next = self.node(State { stage: Stage::Fronted, said, named, ..state });
                self.edge(comma, Piece::Mark(','), next, false);
            }
        }
    }

    /// The subject of the nucleus, or a whole clause that has none to share.
    fn start_clause(&mut self, state: State, at: usize, opens: bool) {
        let forms = self.forms(state.nucleus, self.paragraph.clause);
        let subject = self.fact(state.nucleus).and_then(|(_, kind)| kind.subject.clone());
        if let Some(value) = self.subject(state.nucleus)
            && forms.iter().any(|form| form.split_subject().map(|(role, _)| role) == subject.as_deref())
        {
            self.say_subject(state, at, value, opens);
        }
        // After a front the clause begins with the subject that the two share.
        for form in forms.into_iter().filter(|_| opens) {
            if form.split_subject().is_none() || form.split_subject().map(|(role, _)| role) != subject.as_deref() {
                let said = state.said | 1 << state.nucleus;
                let named = self.named_by(form, state.nucleus, state.named);
                let about = self.subject_number(state.nucleus).filter(|number| self.named_by(form, state.nucleus, 0) == bit(*number));
                let next = self.node(State { stage: Stage::Verb, said, named, subject: None, about, ..state });
                self.weave(&form.items, state.nucleus, state.named, (at, next), (opens, said));
            }
        }
    }

    fn say_subject(&mut self, state: State, at: usize, value: &Value, opens: bool) {
        let number = self.subject_number(state.nucleus);
        if let (Value::Competitor(id), Some(number)) = (value, number) {
            for reference in self.cast.subject_references(id, state.named, state.last.filter(|_| opens)) {
                let pronoun = reference == super::Reference::Pronoun;
                let stage = if pronoun { Stage::Pronoun } else { Stage::Subject };
                let next = self.node(State { stage, named: state.named | bit(number), subject: Some(number), ..state });
                let mut weaving = self.weaver(state.said);
                let slot = weaving.make(value.clone(), "", reference, false);
                weaving.mention(slot, state.named, (at, next), (opens, Sides::Both));
            }
        } else {
            let named = self.cast.of_value(value).into_iter().fold(state.named, |all, number| all | bit(number));
            let next = self.node(State { stage: Stage::Pronoun, named, subject: None, ..state });
            let role = self.fact(state.nucleus).and_then(|(_, kind)| kind.subject.clone()).unwrap_or_default();
            let item = Item::Slot { role, form: String::new(), possessive: false };
            self.weave(&[item], state.nucleus, state.named, (at, next), (opens, state.said));
        }
    }

    /// A relative clause or an apposition beside the subject: "Leclerc, the pole-sitter, ...".
    fn modify_subject(&mut self, state: State, at: usize) {
        for index in Self::members(state.target & !state.said & !(1 << state.nucleus)) {
            if self.subject_number(index).is_none() || self.subject_number(index) != state.subject {
                continue;
            }
            let said = state.said | 1 << index;
            for position in [Position::Apposition, Position::Relative] {
                for form in self.forms(index, position) {
                    let (before, after) = (self.lattice.add_node(said, false), self.lattice.add_node(said, false));
                    self.edge(at, Piece::Mark(','), before, false);
                    let named = self.weave(&form.items, index, state.named, (before, after), (false, said));
                    let next = self.node(State { stage: Stage::Modified, said, named, ..state });
                    self.edge(after, Piece::Mark(','), next, false);
                }
            }
        }
    }

    fn say_verb(&mut self, state: State, at: usize) {
        let said = state.said | 1 << state.nucleus;
        for form in self.forms(state.nucleus, self.paragraph.clause) {
            if let Some(rest) = self.after_subject(form, state.nucleus) {
                let named = self.named_by(form, state.nucleus, state.named);
                let next = self.node(State { stage: Stage::Verb, said, named, about: state.subject, ..state });
                self.weave(rest, state.nucleus, state.named, (at, next), (false, said));
            }
        }
    }

    /// After a verb: the other facts of the sentence, or its end.
    fn go_on(&mut self, state: State, at: usize) {
        let left = state.target & !state.said;
        if left == 0 {
            self.end_sentence(state, at);
            return;
        }
        let trails = !self.fact(state.nucleus).is_some_and(|(_, kind)| kind.background);
        for index in Self::members(left) {
            if state.stage == Stage::Verb && state.adjuncts < 3 && self.may_join(index, state) {
                self.tail(state, at, index, Position::Adjunct);
            }
            let same = state.subject.is_some() && self.subject_number(index) == state.subject;
            if trails && same && matches!(state.stage, Stage::Verb | Stage::Second) {
                self.tail(state, at, index, Position::Participle);
            }
            let open = matches!(state.stage, Stage::Verb | Stage::Second | Stage::Participle);
            if trails && open && self.joins(index, state) && !self.names_subject(index, state) {
                self.tail(state, at, index, Position::With);
            }
            if same && state.stage == Stage::Verb && self.paragraph.clause == Position::Clause {
                self.second_verb(state, at, index);
            }
        }
    }

    /// Whether a fact speaks of the clause's subject.
    fn names_subject(&self, index: usize, state: State) -> bool {
        let values = self.fact(index).into_iter().flat_map(|(fact, _)| fact.roles.values());
        let mut named = values.flat_map(|value| self.cast.of_value(value));
        named.any(|number| Some(number) == state.subject)
    }

    /// Whether a fact can be an adjunct of this clause: of its own subject if it has one, and beside the kinds that it may join.
    fn may_join(&self, index: usize, state: State) -> bool {
        let Some((_, kind)) = self.fact(index) else { return false };
        let free = kind.subject.is_some() && kind.joins.is_empty();
        let own = kind.subject.is_none() || self.subject(index) == self.subject(state.nucleus);
        own && (free || self.joins(index, state))
    }

    /// Whether the phrase files let a fact stand beside a clause of this nucleus.
    fn joins(&self, index: usize, state: State) -> bool {
        let nucleus = self.fact(state.nucleus).map(|(fact, _)| fact.kind);
        self.fact(index).is_some_and(|(_, kind)| nucleus.is_some_and(|nucleus| kind.joins.contains(&nucleus)))
    }

    /// Whether an adjunct names the one whom it is about, or stands in a clause about the same.
    fn understood(&self, form: &Form, index: usize, state: State) -> bool {
        let subject = self.subject_number(index);
        subject.is_none_or(|number| state.about == subject || self.named_by(form, index, 0) & bit(number) != 0)
    }

    fn tail(&mut self, state: State, at: usize, index: usize, position: Position) {
        let (position, stage) = match (position, self.paragraph.clause) {
            (Position::Adjunct, Position::Headline) => (Position::HeadlineTail, Stage::Verb),
            (Position::Adjunct, Position::Standfirst) => (Position::StandfirstTail, Stage::Verb),
            (Position::Adjunct, _) => (Position::Adjunct, Stage::Verb),
            (Position::Participle, _) => (Position::Participle, Stage::Participle),
            (position, _) => (position, Stage::With),
        };
        if self.paragraph.clause == Position::Headline && position != Position::HeadlineTail {
            return;
        }
        let said = state.said | 1 << index;
        for form in self.forms(index, position) {
            if stage == Stage::Verb && !self.understood(form, index, state) {
                continue;
            }
            let from = if stage == Stage::Verb {
                at
            } else {
                let comma = self.lattice.add_node(state.said, false);
                self.edge(at, Piece::Mark(','), comma, false);
                comma
            };
            let named = self.named_by(form, index, state.named);
            let last = self.fact(index).is_some_and(|(_, kind)| kind.last);
            let adjuncts = if last { u8::MAX } else { state.adjuncts + u8::from(stage == Stage::Verb) };
            let next = self.node(State { stage, said, adjuncts, named, ..state });
            self.weave(&form.items, index, state.named, (from, next), (false, said));
        }
    }

    /// What follows the subject in a clause that begins with the subject of its kind.
    fn after_subject<'f>(&self, form: &'f Form, index: usize) -> Option<&'f [Item]> {
        let (_, kind) = self.fact(index)?;
        let (role, rest) = form.split_subject()?;
        (kind.subject.as_deref() == Some(role)).then_some(rest)
    }

    /// "... and set the fastest lap": a second verb of the same subject.
    fn second_verb(&mut self, state: State, at: usize, index: usize) {
        if self.fact(index).is_none_or(|(_, kind)| kind.background || kind.leads) {
            return;
        }
        let said = state.said | 1 << index;
        for form in self.forms(index, self.paragraph.clause) {
            let Some(rest) = self.after_subject(form, index) else { continue };
            let and = self.lattice.add_node(state.said, false);
            self.edge(at, Piece::Word("and".to_owned()), and, false);
            let named = self.named_by(form, index, state.named);
            let next = self.node(State { stage: Stage::Second, said, named, ..state });
            self.weave(rest, index, state.named, (and, next), (false, said));
        }
    }

    fn end_sentence(&mut self, state: State, at: usize) {
        // After "with Bolt taking gold" a pronoun could mean either of two.
        let last = state.subject.filter(|_| state.stage != Stage::With);
        let next = State { stage: Stage::Start, target: 0, nucleus: 0, adjuncts: 0, subject: None, about: None, last, ..state };
        let to = self.node(next);
        let piece = if self.paragraph.clause == Position::Headline { Piece::Empty } else { Piece::Mark('.') };
        self.edge(at, piece, to, false);
    }

    /// Who has been named after a form, whatever its path.
    fn named_by(&self, form: &Form, index: usize, named: u64) -> u64 {
        let Some((fact, _)) = self.fact(index) else { return named };
        let values = form.roles().into_iter().filter_map(|role| fact.roles.get(&role));
        values.flat_map(|value| self.cast.of_value(value)).fold(named, |all, number| all | bit(number))
    }

    fn weave(&mut self, items: &[Item], index: usize, named: u64, path: (usize, usize), how: (bool, u64)) -> u64 {
        let Some((fact, _)) = self.fact(index) else { return named };
        let (opens, said) = how;
        self.weaver(said).weave(items, fact, named, path, opens)
    }

    fn weaver(&mut self, said: u64) -> Weaver<'_> {
        Weaver { lattice: &mut self.lattice, cast: self.cast, labels: &self.labels, label: None, said }
    }

    fn edge(&mut self, from: usize, piece: Piece, to: usize, opens: bool) {
        self.lattice.add_edge(from, Edge { piece, to, opens });
    }
}
