//! Clauses: which subject each part of a sentence has.
//!
//! A finite verb belongs to the noun phrase before it, or after "and" to the last finite subject; a relative clause to
//! the noun phrase just before; a participle or an adjunct to the subject of its clause, also when it stands first;
//! "with X third" and "X third" after a comma have subjects of their own.

use super::claim::{Arg, RawClaim};
use super::phrases::{bind, bind_free};
use super::reader::{Matched, Reader};
use crate::lexicon::{Form, SlotType};

/// A stretch of a sentence that was read, though what follows was not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prefix {
    /// The token after it.
    pub end: usize,
    /// What it claims.
    pub claims: Vec<RawClaim>,
    /// The subject of its last finite verb.
    pub subject: Option<Arg>,
}

/// What has been read so far.
#[derive(Clone, Default)]
struct State {
    claims: Vec<RawClaim>,
    /// Modifiers that stand before their subject.
    fronted: Vec<Matched>,
    subject: Option<Arg>,
}

impl State {
    fn with(&self, more: Vec<RawClaim>) -> Self {
        let mut next = self.clone();
        next.claims.extend(more);
        next
    }

    fn about(&self, subject: Arg) -> Self {
        let mut next = self.clone();
        next.subject = Some(subject);
        next
    }

    /// What later success depends on, beside the position.
    fn kind(&self) -> u8 {
        match &self.subject {
            None => 0,
            Some(Arg::Who(_)) => 1,
            Some(Arg::Many(_)) => 2,
            Some(Arg::Team(_)) => 3,
            Some(Arg::Nation(_)) => 4,
            Some(_) => 5,
        }
    }
}

const CONNECTIVES: [&str; 4] = ["and", "but", "while", "whereas"];
const COPULAS: [&str; 5] = ["was", "were", "is", "are", "had"];

impl Reader<'_> {
    /// Reads the whole sentence.
    pub(super) fn sentence(&self) -> Option<Vec<RawClaim>> {
        self.start(0, &State::default())
    }

    /// The longest stretch from a token that reads as clauses; with a subject, as what can be said of it further.
    pub(super) fn prefix(&self, at: usize, subject: Option<&Arg>) -> Option<Prefix> {
        self.dead.borrow_mut().clear();
        *self.best.borrow_mut() = None;
        let whole = match subject {
            None => self.start(at, &State::default()),
            Some(subject) => self.of_subject(at, subject),
        };
        drop(whole);
        self.best.borrow_mut().take().filter(|best| best.end > at)
    }

    fn of_subject(&self, at: usize, subject: &Arg) -> Option<Vec<RawClaim>> {
        let state = State::default().about(subject.clone());
        for (end, claims) in self.verb_phrases(at, subject) {
            if let Some(done) = self.after_verb(end, &state.with(claims)) {
                return Some(done);
            }
        }
        self.modifier(at, &state)
    }

    fn reached(&self, at: usize, state: &State) {
        let mut best = self.best.borrow_mut();
        if best.as_ref().is_none_or(|best| best.end < at) {
            *best = Some(Prefix { end: at, claims: state.claims.clone(), subject: state.subject.clone() });
        }
    }

    fn is_dead(&self, phase: u8, at: usize, state: &State) -> bool {
        self.dead.borrow().contains(&(phase, at, state.kind(), state.fronted.is_empty()))
    }

    fn bury<T>(&self, phase: u8, at: usize, state: &State, result: Option<T>) -> Option<T> {
        if result.is_none() {
            self.dead.borrow_mut().insert((phase, at, state.kind(), state.fronted.is_empty()));
        }
        result
    }

    /// The start of a clause: modifiers, then a whole-clause pattern or a subject.
    fn start(&self, at: usize, state: &State) -> Option<Vec<RawClaim>> {
        if self.is_dead(0, at, state) {
            return None;
        }
        let result = self.clause(at, state).or_else(|| self.subject(at, state)).or_else(|| self.front(at, state));
        self.bury(0, at, state, result)
    }

    fn front(&self, at: usize, state: &State) -> Option<Vec<RawClaim>> {
        for form in [Form::Participle, Form::Adjunct, Form::Predicate] {
            for matched in self.matching(form, at).iter() {
                if form == Form::Predicate && !self.word_is(matched.end, ",") {
                    continue;
                }
                let mut next = state.clone();
                next.fronted.push(matched.clone());
                let comma = usize::from(self.word_is(matched.end, ","));
                let and = usize::from(comma == 0 && self.word_is(matched.end, "and"));
                if let Some(done) = self.start(matched.end + comma + and, &next) {
                    return Some(done);
                }
            }
        }
        if self.word_is(at, "with") {
            for (end, claims, _) in self.gapped(at + 1) {
                let comma = usize::from(self.word_is(end, ","));
                if let Some(done) = self.start(end + comma, &state.with(claims)) {
                    return Some(done);
                }
            }
        }
        None
    }

    fn clause(&self, at: usize, state: &State) -> Option<Vec<RawClaim>> {
        for matched in self.matching(Form::Clause, at).iter() {
            let own = matched.roles.iter().find(|(role, _)| **role == *matched.end_of.subject).map(|(_, arg)| arg.clone());
            let Some(claims) = bind_free(self, matched) else { continue };
            let Some(next) = self.settle(state, own.as_ref()) else { continue };
            let mut next = next.with(claims);
            next.subject = own;
            if let Some(done) = self.after_verb(matched.end, &next) {
                return Some(done);
            }
        }
        None
    }

    fn subject(&self, at: usize, state: &State) -> Option<Vec<RawClaim>> {
        for slot in [SlotType::Competitors, SlotType::Competitor, SlotType::Team, SlotType::Nation, SlotType::Event] {
            for found in self.filled(slot, at).iter() {
                let Some(next) = self.settle(state, Some(&found.arg)) else { continue };
                let next = next.with(found.claims.clone()).about(found.arg.clone());
                if let Some(done) = self.after_subject(found.end, &next) {
                    return Some(done);
                }
            }
        }
        None
    }

    /// Gives the fronted modifiers their subject.
    fn settle(&self, state: &State, subject: Option<&Arg>) -> Option<State> {
        let mut next = State { claims: state.claims.clone(), fronted: Vec::new(), subject: state.subject.clone() };
        for matched in &state.fronted {
            let claims = match subject {
                Some(subject) => bind(self, matched, subject),
                None => bind_free(self, matched),
            };
            next.claims.extend(claims?);
        }
        Some(next)
    }

    /// After a subject: modifiers between commas, then its verb.
    fn after_subject(&self, at: usize, state: &State) -> Option<Vec<RawClaim>> {
        if self.is_dead(1, at, state) {
            return None;
        }
        let subject = state.subject.clone()?;
        let mut result = None;
        for (end, claims) in self.verb_phrases(at, &subject) {
            result = self.after_verb(end, &state.with(claims));
            if result.is_some() {
                return result;
            }
        }
        let comma = self.word_is(at, ",");
        let forms = if comma { &[Form::Participle, Form::Adjunct, Form::Predicate][..] } else { &[Form::Adjunct][..] };
        'forms: for form in forms {
            for matched in self.matching(*form, at + usize::from(comma)).iter() {
                let Some(claims) = bind(self, matched, &subject) else { continue };
                let closed = !comma || self.word_is(matched.end, ",");
                if closed {
                    result = self.after_subject(matched.end + usize::from(comma), &state.with(claims));
                    if result.is_some() {
                        break 'forms;
                    }
                }
            }
        }
        self.bury(1, at, state, result)
    }

    /// Every verb phrase at a token: a finite pattern, or "was" with a predicate or a noun phrase.
    pub(super) fn verb_phrases(&self, at: usize, subject: &Arg) -> Vec<(usize, Vec<RawClaim>)> {
        let silent = self.lexicon.words("silent");
        let at = at + usize::from(self.tokens.get(at).is_some_and(|token| silent.contains(&token.lower)));
        let at = at + self.quantifier(at, subject);
        let mut found = Vec::new();
        let mut add = |form: Form, at: usize| {
            for matched in self.matching(form, at).iter() {
                if let Some(claims) = bind(self, matched, subject) {
                    found.push((matched.end, claims));
                }
            }
        };
        add(Form::Finite, at);
        if self.headline {
            add(Form::Headline, at);
        }
        let copula = self.tokens.get(at).is_some_and(|token| COPULAS.contains(&token.lower.as_str()));
        if copula {
            let been = self.word_is(at, "had");
            let after = at + 1 + usize::from(been);
            let after = after + self.quantifier(after, subject);
            if !been || self.word_is(at + 1, "been") {
                add(Form::Predicate, after);
                add(Form::Noun, after);
            }
        }
        found.sort_by_key(|(end, _)| std::cmp::Reverse(*end));
        found
    }

    /// "both", "each" or "all" of a list: one word that says nothing more than the list does.
    fn quantifier(&self, at: usize, subject: &Arg) -> usize {
        let Arg::Many(list) = subject else { return 0 };
        let word = self.tokens.get(at).map_or("", |token| token.lower.as_str());
        usize::from(word == "each" || (word == "both" && list.len() == 2) || (word == "all" && list.len() > 2))
    }

    /// After a verb phrase: modifiers, coordinated verbs, further clauses, the end.
    fn after_verb(&self, at: usize, state: &State) -> Option<Vec<RawClaim>> {
        self.reached(at, state);
        if self.at_end(at) {
            return Some(state.claims.clone());
        }
        if self.is_dead(2, at, state) {
            return None;
        }
        let comma = usize::from(self.word_is(at, ","));
        let mut result = self.modifier(at + comma, state).or_else(|| self.coordinated(at + comma, state));
        if result.is_none() && (comma == 1 || self.word_is(at, ";")) {
            result = self.further(at + 1, state);
        }
        if result.is_none() && self.word_is(at, ";") {
            result = self.start(at + 1, state);
        }
        self.bury(2, at, state, result)
    }

    /// A participle, an adjunct, or "with X third".
    fn modifier(&self, at: usize, state: &State) -> Option<Vec<RawClaim>> {
        for form in [Form::Participle, Form::Adjunct] {
            for matched in self.matching(form, at).iter() {
                let claims = match &state.subject {
                    Some(subject) => bind(self, matched, subject),
                    None => bind_free(self, matched),
                };
                if let Some(done) = claims.and_then(|claims| self.after_verb(matched.end, &state.with(claims))) {
                    return Some(done);
                }
            }
        }
        if self.word_is(at, "with") {
            return self.further(at + 1, state);
        }
        None
    }

    /// "X third" with a subject of its own, after "with", a comma or a semicolon; the clause keeps its subject.
    fn further(&self, at: usize, state: &State) -> Option<Vec<RawClaim>> {
        for (end, claims, _) in self.gapped(at) {
            if let Some(done) = self.after_verb(end, &state.with(claims)) {
                return Some(done);
            }
        }
        None
    }

    /// A noun phrase with a predicate and no verb.
    fn gapped(&self, at: usize) -> Vec<(usize, Vec<RawClaim>, Arg)> {
        let mut found = Vec::new();
        for slot in [SlotType::Competitors, SlotType::Competitor] {
            for subject in self.filled(slot, at).iter() {
                for form in [Form::Predicate, Form::Participle] {
                    for matched in self.matching(form, subject.end).iter() {
                        if let Some(claims) = bind(self, matched, &subject.arg) {
                            let claims = [subject.claims.clone(), claims].concat();
                            found.push((matched.end, claims.clone(), subject.arg.clone()));
                            self.measures(matched.end, &claims, &subject.arg, &mut found);
                        }
                    }
                }
            }
        }
        found.sort_by_key(|(end, _, _)| std::cmp::Reverse(*end));
        found
    }

    /// Measures that belong to "X third": "with Leclerc third, 8.023 seconds behind", "with Leclerc third in 1:20:05.6".
    fn measures(&self, at: usize, claims: &[RawClaim], subject: &Arg, found: &mut Vec<(usize, Vec<RawClaim>, Arg)>) {
        let comma = usize::from(self.word_is(at, ","));
        for matched in self.matching(Form::Predicate, at + comma).iter() {
            if let Some(more) = bind(self, matched, subject) {
                found.push((matched.end, [claims, more.as_slice()].concat(), subject.clone()));
            }
        }
    }

    /// What follows "and", "but", "while": a verb or a modifier of the same subject, or a new clause. After "as" there is a clause.
    fn coordinated(&self, at: usize, state: &State) -> Option<Vec<RawClaim>> {
        if self.word_is(at, "as") {
            return self.start(at + 1, state);
        }
        if !CONNECTIVES.iter().any(|word| self.word_is(at, word)) {
            return None;
        }
        let at = at + 1;
        if let Some(subject) = &state.subject {
            for (end, claims) in self.verb_phrases(at, subject) {
                if let Some(done) = self.after_verb(end, &state.with(claims)) {
                    return Some(done);
                }
            }
        }
        self.modifier(at, state).or_else(|| self.start(at, state)).or_else(|| self.further(at, state))
    }
}
