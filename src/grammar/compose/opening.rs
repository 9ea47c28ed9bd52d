//! From the start of a sentence to its verb: what stands in front, the subject and what stands beside it.

use super::state::{Stage, State};
use super::targets::targets;
use super::walk::Composer;
use crate::facts::{FactKind, Value};
use crate::grammar::discourse::{Reference, bit};
use crate::grammar::form::Item;
use crate::grammar::kind::{Position, Slot};
use crate::grammar::lattice::{Piece, Wording};
use crate::grammar::weave::{OWNED, Sides, lateness};

/// How late a sentence of settings alone is: it is for a paragraph in which no other clause can take them.
const LAST_RESORT: u32 = 3000;

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

impl Composer<'_> {
    /// The first clause of a sentence, for each set of facts that it can say and each nucleus.
    pub(super) fn start_sentence(&mut self, state: State, at: usize) {
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
            for &(form, wording) in self.forms(index, Position::Front, Some(state.nucleus)).iter() {
                let said = state.said | 1 << index;
                let comma = self.lattice.add_node(said, false);
                let named = self.weave(&form.items, (index, wording.after(late)), state.named, (at, comma), (true, said));
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
            && forms.iter().any(|(form, _)| form.split_subject().map(|(role, _)| role) == subject.as_deref())
        {
            self.say_subject(state, at, value, (opening, late));
        }
        for &(form, wording) in forms.iter().filter(|_| opening != Opening::Fronted) {
            if form.split_subject().is_none() || form.split_subject().map(|(role, _)| role) != subject.as_deref() {
                let said = state.said | 1 << state.nucleus;
                let named = self.named_by(form, state.nucleus, state.named);
                let alone = |number: &usize| self.named_by(form, state.nucleus, 0) == bit(*number);
                // "{second} was second": what trails the clause is about the one with whom it begins, if it names nobody else.
                let first = form.split_subject().and_then(|(role, _)| self.number(state.nucleus, role));
                let subject = first.filter(|number| alone(number) && !form.says("winner"));
                let about = subject.or_else(|| self.subject_number(state.nucleus).filter(alone));
                let next = self.node(State { stage: Stage::Verb, said, named, comma: form.has_comma(), subject, about, ..state });
                self.weave(&form.items, (state.nucleus, wording.after(late)), state.named, (at, next), (opens, said));
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
            let label = if self.fact(state.nucleus).is_some_and(|(_, kind)| kind.owned) { OWNED } else { "" };
            for reference in ways.into_iter().take(all).filter(|way| labelled || *way != Reference::National) {
                let pronoun = reference == Reference::Pronoun;
                let stage = if pronoun { Stage::Pronoun } else { Stage::Subject };
                let next = self.node(State { stage, named: state.named | bit(number), subject: Some(number), ..state });
                let mut weaving = self.weaver(state.said, Wording::default().after(late));
                let slot = weaving.make(value.clone(), label, reference, false);
                weaving.mention(slot, state.named, (at, next), (opens, Sides::Both));
            }
        } else {
            let named = self.cast.of_value(value).into_iter().fold(state.named, |all, number| all | bit(number));
            let next = self.node(State { stage: Stage::Pronoun, named, subject: None, ..state });
            let role = self.fact(state.nucleus).and_then(|(_, kind)| kind.subject.clone()).unwrap_or_default();
            let item = Item::Slot { role, form: String::new(), possessive: false };
            self.weave(&[item], (state.nucleus, Wording::default().after(late)), state.named, (at, next), (opens, state.said));
        }
    }

    /// Whether a fact may be said in passing: where the clause says only what came before the race, the news is no aside
    /// ("Bekele, who beat Kiptoo, was third at 2,000 metres").
    fn may_shade(&self, index: usize, state: State) -> bool {
        let background = |index| self.fact(index).is_some_and(|(_, kind)| kind.background);
        background(index) || !background(state.nucleus)
    }

    /// A relative clause or an apposition beside the subject, but for headlines: "Leclerc, the pole-sitter, ...".
    pub(super) fn modify_subject(&mut self, state: State, at: usize) {
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
                for &(form, wording) in self.forms(index, position, Some(state.nucleus)).iter() {
                    let (before, after) = (self.lattice.add_node(said, false), self.lattice.add_node(said, false));
                    self.edge(at, Piece::Mark(','), before, false);
                    let named = self.weave(&form.items, (index, wording), state.named, (before, after), (false, said));
                    let company = state.company || self.has_company(form, index, state);
                    let next = self.node(State { stage: Stage::Modified, said, named, company, ..state });
                    self.edge(after, Piece::Mark(','), next, false);
                }
            }
        }
    }

    /// The verb of the nucleus and the rest of its clause.
    pub(super) fn say_verb(&mut self, state: State, at: usize) {
        let said = state.said | 1 << state.nucleus;
        for &(form, wording) in self.forms(state.nucleus, self.paragraph.clause, None).iter() {
            // "Leclerc, Norris and Sainz completed the top six": a list takes no modifier of its first name.
            let bare = state.stage != Stage::Modified && (state.second || state.said & state.target == 0);
            if let Some(rest) = self.after_subject(form, state.nucleus)
                && (bare || !matches!(rest.first(), Some(Item::Mark(_))))
            {
                let named = self.named_by(form, state.nucleus, state.named);
                let company = state.company || self.has_company(form, state.nucleus, state);
                let next =
                    self.node(State { stage: Stage::Verb, said, named, company, comma: form.has_comma(), about: state.subject, ..state });
                self.weave(rest, (state.nucleus, wording), state.named, (at, next), (false, said));
            }
        }
    }
}
