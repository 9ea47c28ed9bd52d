//! Noun phrases: names with what stands before and after them, descriptions, pronouns, lists, the event.

use super::claim::{Arg, How, RawClaim, Who};
use super::reader::{Matched, Reader};
use super::values::Found;
use crate::lexicon::{Form, SlotType};

/// No noun phrase has more modifiers before its name.
const MOST_PRENAMES: usize = 3;

impl Reader<'_> {
    /// A competitor's noun phrase with appositions and relative clauses, longest first.
    pub(super) fn phrase(&self, at: usize) -> Vec<Found> {
        let mut found = Vec::new();
        for simple in self.simple(at, MOST_PRENAMES) {
            self.with_modifiers(simple, &mut found);
        }
        self.described_then_named(at, &mut found);
        found.sort_by_key(|found| std::cmp::Reverse(found.end));
        found
    }

    /// A competitor's noun phrase without commas: what stands before the name, the name, "of Kenya".
    pub(super) fn simple(&self, at: usize, prenames: usize) -> Vec<Found> {
        let mut found = Vec::new();
        let mut cores = self.bare_name(at);
        cores.extend(self.pronoun(at, false));
        cores.extend(self.described(at));
        for core in cores {
            for after in self.matching(Form::Postname, core.end).iter() {
                if let Some(claims) = bind(self, after, &core.arg) {
                    found.push(joined(&core, after.end, claims));
                }
            }
            found.push(core);
        }
        if prenames > 0 {
            for before in self.matching(Form::Prename, at).iter() {
                for core in self.simple(before.end, prenames - 1) {
                    let named = matches!(&core.arg, Arg::Who(Who { how: How::Name { .. }, .. }));
                    if let Some(claims) = bind(self, before, &core.arg).filter(|_| named) {
                        found.push(joined(&core, core.end, claims));
                    }
                }
            }
        }
        found
    }

    /// "the pole-sitter", "the Mercedes driver": a description that refers.
    fn described(&self, at: usize) -> Vec<Found> {
        let noun = self.matching(Form::Noun, at);
        let definite = |matched: &&Matched| {
            let refers = self.patterns.entry(matched.end_of.entry).is_some_and(|entry| entry.refers.is_some());
            let the = self.tokens.get(at).is_some_and(|token| token.lower == "the")
                || self.tokens.get(matched.start..matched.end).is_some_and(|t| t.iter().any(|t| t.text == "'s"));
            refers && the
        };
        let who = |matched: &Matched| {
            let how = How::Described { entry: matched.end_of.entry, roles: matched.roles.clone() };
            Found { end: matched.end, arg: Arg::Who(Who { tokens: matched.start..matched.end, how }), claims: matched.inner.clone() }
        };
        noun.iter().filter(definite).map(who).collect()
    }

    /// "the pole-sitter, Charles Leclerc,": a description with the name after it.
    fn described_then_named(&self, at: usize, found: &mut Vec<Found>) {
        for matched in self.matching(Form::Noun, at).iter() {
            if !self.word_is(matched.end, ",") {
                continue;
            }
            for name in self.simple(matched.end + 1, MOST_PRENAMES) {
                let named = matches!(&name.arg, Arg::Who(Who { how: How::Name { .. }, .. }));
                if let Some(claims) = bind(self, matched, &name.arg).filter(|_| named) {
                    let comma = usize::from(self.word_is(name.end, ","));
                    found.push(joined(&name, name.end + comma, claims));
                }
            }
        }
    }

    /// Adds relative clauses and appositions after a noun phrase.
    fn with_modifiers(&self, core: Found, found: &mut Vec<Found>) {
        let comma = usize::from(self.word_is(core.end, ","));
        let after = core.end + comma;
        let mut more = Vec::new();
        if self.word_is(after, "who") || self.word_is(after, "which") {
            for (end, claims) in self.predicates(after + 1, &core.arg) {
                more.push(joined(&core, end, claims));
            }
        }
        if comma == 1 {
            for form in [Form::Noun, Form::Postname] {
                for matched in self.matching(form, after).iter() {
                    if let Some(claims) = bind(self, matched, &core.arg) {
                        more.push(joined(&core, matched.end, claims));
                    }
                }
            }
        }
        for modified in more {
            if comma == 1 && self.word_is(modified.end, ",") {
                self.with_modifiers(Found { end: modified.end + 1, ..modified.clone() }, found);
            }
            if comma == 0 || self.at_end(modified.end) || self.closes(modified.end) {
                found.push(modified);
            }
        }
        found.push(core);
    }

    /// Words that may follow an apposition or a relative clause without a closing comma.
    fn closes(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| matches!(token.text.as_str(), "and" | "but" | ";" | "," | "with" | "by"))
    }

    /// One or more verb phrases of a relative clause, with adjuncts that no comma cuts off.
    fn predicates(&self, at: usize, subject: &Arg) -> Vec<(usize, Vec<RawClaim>)> {
        let mut found = Vec::new();
        let mut open: Vec<(usize, Vec<RawClaim>)> = self.verb_phrases(at, subject);
        while let Some((end, claims)) = open.pop() {
            let (adjuncts, participles) = (self.matching(Form::Adjunct, end), self.matching(Form::Participle, end));
            for adjunct in adjuncts.iter().chain(participles.iter()) {
                if let Some(more) = bind(self, adjunct, subject) {
                    open.push((adjunct.end, [claims.clone(), more].concat()));
                }
            }
            if self.word_is(end, "and") {
                for (further, more) in self.verb_phrases(end + 1, subject) {
                    open.push((further, [claims.clone(), more].concat()));
                }
            }
            found.push((end, claims));
        }
        found.sort_by_key(|(end, _)| std::cmp::Reverse(*end));
        found
    }

    /// Two or more competitors: "A, B and C".
    pub(super) fn list(&self, at: usize) -> Vec<Found> {
        let mut found = Vec::new();
        for first in self.simple(at, MOST_PRENAMES) {
            if let Arg::Who(who) = &first.arg {
                self.list_from(first.end, std::slice::from_ref(who), &first.claims, &mut found);
            }
        }
        found.sort_by_key(|found| std::cmp::Reverse(found.end));
        found
    }

    fn list_from(&self, end: usize, so_far: &[Who], claims: &[RawClaim], found: &mut Vec<Found>) {
        let comma = usize::from(self.word_is(end, ","));
        let and = usize::from(self.word_is(end + comma, "and"));
        if comma + and == 0 || so_far.len() > 30 {
            return;
        }
        for next in self.simple(end + comma + and, MOST_PRENAMES) {
            let Arg::Who(who) = &next.arg else { continue };
            // Nobody stands twice in one list.
            if so_far.contains(who) {
                continue;
            }
            let mut list = so_far.to_vec();
            list.push(who.clone());
            let claims = [claims, next.claims.as_slice()].concat();
            if and == 1 {
                found.push(Found { end: next.end, arg: Arg::Many(list), claims });
            } else {
                self.list_from(next.end, &list, &claims, found);
            }
        }
    }

    /// The event, by name or as "the race": "Sunday's Belgian Grand Prix", "the 2024 Belgian Grand Prix".
    pub(super) fn event_phrase(&self, at: usize) -> Vec<Found> {
        let mut found = Vec::new();
        self.event_from(at, &[], MOST_PRENAMES, &mut found);
        if self.word_is(at, "the") {
            self.event_from(at + 1, &[], MOST_PRENAMES, &mut found);
        }
        found
    }

    fn event_from(&self, at: usize, claims: &[RawClaim], depth: usize, found: &mut Vec<Found>) {
        let year = self.event.day.map(|day| day.year.to_string());
        let start = at + usize::from(year.is_some_and(|year| self.tokens.get(at).is_some_and(|token| token.text == year)));
        for (end, name) in self.names.at(self.tokens, start) {
            if *name == super::entities::Name::Event {
                found.push(Found { end, arg: Arg::Event, claims: claims.to_vec() });
            }
        }
        if depth > 0 {
            for before in self.matching(Form::Preevent, at).iter() {
                if let Some(more) = bind(self, before, &Arg::Event) {
                    self.event_from(before.end, &[claims, &more].concat(), depth - 1, found);
                }
            }
        }
    }
}

fn joined(core: &Found, end: usize, claims: Vec<RawClaim>) -> Found {
    Found { end, arg: core.arg.clone(), claims: [core.claims.clone(), claims].concat() }
}

/// The claims of a matched pattern about a subject; `None` where the subject is of the wrong kind. A list of
/// competitors stands for each of them where the pattern wants one.
pub(super) fn bind(reader: &Reader<'_>, matched: &Matched, subject: &Arg) -> Option<Vec<RawClaim>> {
    let entry = reader.patterns.entry(matched.end_of.entry)?;
    let claim = |subject: Option<Arg>| {
        let (mut roles, mut spans) = (matched.roles.clone(), matched.spans.clone());
        spans.extend(subject.as_ref().map(|arg| arg.tokens().unwrap_or(matched.start..matched.end)));
        roles.extend(subject.map(|arg| (matched.end_of.subject.to_string(), arg)));
        RawClaim { entry: matched.end_of.entry, form: matched.form, roles, spans, tokens: matched.start..matched.end }
    };
    let mut claims = matched.inner.clone();
    if matched.end_of.subject_type == SlotType::Event && *subject != Arg::Event {
        return None;
    }
    if !entry.means.names().contains(&*matched.end_of.subject) || matched.roles.iter().any(|(role, _)| **role == *matched.end_of.subject) {
        claims.push(claim(None));
        return Some(claims);
    }
    match (matched.end_of.subject_type, subject) {
        (SlotType::Competitor, Arg::Who(_))
        | (SlotType::Competitors, Arg::Many(_))
        | (SlotType::Team, Arg::Team(_))
        | (SlotType::Nation, Arg::Nation(_))
        | (SlotType::Event, Arg::Event) => {
            claims.push(claim(Some(subject.clone())));
        }
        (SlotType::Competitor, Arg::Many(list)) => claims.extend(list.iter().map(|who| claim(Some(Arg::Who(who.clone()))))),
        _ => return None,
    }
    Some(claims)
}

/// The claims of a pattern that needs no subject.
pub(super) fn bind_free(reader: &Reader<'_>, matched: &Matched) -> Option<Vec<RawClaim>> {
    let entry = reader.patterns.entry(matched.end_of.entry)?;
    let subject = &*matched.end_of.subject;
    let free = !entry.means.names().contains(subject) || matched.roles.iter().any(|(role, _)| role == subject);
    free.then(|| {
        let mut claims = matched.inner.clone();
        claims.push(RawClaim {
            entry: matched.end_of.entry,
            form: matched.form,
            roles: matched.roles.clone(),
            spans: matched.spans.clone(),
            tokens: matched.start..matched.end,
        });
        claims
    })
}
