//! Whether a sentence really says the facts that it lists.

use super::evaluate::{Evaluation, Val};
use super::numbers::DayText;
use super::terms::{EventWorld, irm_code};
use crate::event::Event;
use crate::facts::{Fact, Value};
use crate::lexicon::{Expr, Lexicon};
use std::collections::{BTreeMap, BTreeSet};

/// How much of a fact is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// All of it, some of it here.
    Here,
    /// All of it, but nothing of it here.
    Before,
    /// Not all of it; what is missing.
    Dropped(Vec<String>),
    /// The lexicon has no definition of this kind of fact.
    Undefined,
}

/// Compares a fact with what was said here and before.
pub fn said(fact: &Fact, event: &Event, lexicon: &Lexicon, here: &BTreeSet<&String>, before: &BTreeSet<&String>) -> Said {
    let Some(definition) = lexicon.fact(&fact.kind.name()) else { return Said::Undefined };
    let world = EventWorld::new(event);
    let roles: BTreeMap<String, Val> =
        fact.roles.iter().filter_map(|(role, value)| Some((role.clone(), value_of(role, value, event)?))).collect();
    let evaluation = Evaluation { world: &world, roles: &roles, limits: &BTreeMap::new() };
    let mut search = Search { evaluation, here, before, found_here: false, missing: Vec::new() };
    for part in definition.means.conjuncts() {
        if !search.evaluation.left_out(part) {
            search.part(part);
        }
    }
    match (search.missing.is_empty(), search.found_here) {
        (true, true) => Said::Here,
        (true, false) => Said::Before,
        (false, _) => Said::Dropped(search.missing),
    }
}

struct Search<'a> {
    evaluation: Evaluation<'a>,
    here: &'a BTreeSet<&'a String>,
    before: &'a BTreeSet<&'a String>,
    found_here: bool,
    missing: Vec<String>,
}

impl Search<'_> {
    fn part(&mut self, part: &Expr) {
        if let Expr::Or(cases) = part {
            // A case about a role that the fact lacks says nothing.
            let holds = |atoms: &[String]| !atoms.is_empty() && atoms.iter().all(|a| self.here.contains(a) || self.before.contains(a));
            let said = cases.iter().find(|case| holds(&self.atoms(case)));
            match said.cloned() {
                Some(case) => self.count(&case),
                None => self.missing.extend(self.atoms(part)),
            }
        } else {
            self.count(part);
        }
    }

    fn count(&mut self, part: &Expr) {
        for atom in self.atoms(part) {
            if self.here.contains(&atom) {
                self.found_here = true;
            } else if !self.before.contains(&atom) {
                self.missing.push(atom);
            }
        }
    }

    fn atoms(&self, part: &Expr) -> Vec<String> {
        let parts = part.conjuncts();
        parts.into_iter().filter(|part| !self.evaluation.left_out(part)).flat_map(|part| self.evaluation.atoms(part)).collect()
    }
}

/// A value of the ledger as the evaluator has it.
fn value_of(role: &str, value: &Value, event: &Event) -> Option<Val> {
    let row = |id: &String| event.rows.iter().position(|row| row.competitor.id() == id);
    Some(match value {
        // The ledger has the name of a status, definitions have its code.
        Value::Code(name) if role == "irm" => {
            let irm = serde_json::from_value(serde_json::Value::String(name.clone())).ok()?;
            Val::Text(irm_code(irm).to_owned())
        }
        Value::Competitor(id) => Val::Who(row(id)?),
        Value::Competitors(ids) => Val::Many(ids.iter().map(row).collect::<Option<_>>()?),
        Value::Name(text) => Val::Text(split_named(text, event).unwrap_or(text).clone()),
        Value::Team { name: text, .. } | Value::Nation { code: text, .. } | Value::Code(text) => Val::Text(text.clone()),
        Value::Mark(mark) | Value::Gap(mark) | Value::Points(mark) => Val::Mark(*mark),
        Value::LapsDown(laps) => Val::Laps((*laps).into()),
        Value::Count(number) | Value::Ordinal(number) => Val::Number((*number).into()),
        Value::Day(day) => Val::Day(DayText { weekday: None, date: Some((day.month, day.day)), year: Some(day.year) }),
        Value::Flag(flag) => Val::Flag(*flag),
        Value::Wind(tenths) => Val::Number((*tenths).into()),
    })
}

/// The point of the split with this label: the ledger has the label, readings have the point.
fn split_named<'a>(label: &str, event: &'a Event) -> Option<&'a String> {
    event.rows.iter().flat_map(|row| &row.splits).find(|split| split.label.as_deref() == Some(label)).map(|split| &split.point)
}
