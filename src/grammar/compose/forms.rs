//! The forms of a fact that its data and the clause around it license.

use crate::facts::{Fact, FactKind};
use crate::grammar::condition::Conditions;
use crate::grammar::discourse::Cast;
use crate::grammar::file::Grammar;
use crate::grammar::form::Form;
use crate::grammar::kind::{KindForms, Position};
use crate::grammar::lattice::Wording;
use crate::grammar::weave::{Label, Labels, lateness};
use std::collections::BTreeSet;

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
    body.iter().any(|position| !fitting(kind, *position, fact, (conditions, None)).is_empty())
}

/// The forms of a kind at a position that a fact's data licenses: they fill all of its roles but those that may be left out, ask
/// for no role that it lacks, and their conditions hold. `nucleus` is the kind of the clause beside which the form would stand.
pub(super) fn fitting<'a>(
    kind: &'a KindForms,
    position: Position,
    fact: &Fact,
    (conditions, nucleus): (&dyn Conditions, Option<FactKind>),
) -> Vec<&'a Form> {
    let fits = |form: &&Form| {
        let mut roles = form.roles();
        if position != Position::With {
            roles.extend(kind.subject.clone());
        }
        let complete = fact.roles.keys().all(|role| roles.contains(role) || kind.optional.contains(role) || form.without.contains(role));
        let known = roles.iter().all(|role| fact.roles.contains_key(role));
        let placed = form.beside.is_empty() || nucleus.is_some_and(|nucleus| form.beside.contains(&nucleus));
        complete && known && placed && form.when.iter().all(|name| conditions.holds(name, fact))
    };
    kind.forms.get(&position).into_iter().flatten().filter(fits).collect()
}

/// Forms with their places in the order of preference: those of equal worth share one, and those that do not fit here take none.
pub(super) fn placed<'a>(forms: &[&'a Form]) -> Vec<(&'a Form, Wording)> {
    let groups: BTreeSet<usize> = forms.iter().map(|form| form.group).collect();
    let place = |form: &Form| lateness(groups.range(..form.group).count());
    forms.iter().map(|form| (*form, Wording { late: place(form), id: form.id() })).collect()
}

/// The labels of a paragraph, by the competitor's number.
pub(super) fn labels<'a>(grammar: &'a Grammar, conditions: &dyn Conditions, cast: &Cast, facts: &[&'a Fact]) -> Labels<'a> {
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
