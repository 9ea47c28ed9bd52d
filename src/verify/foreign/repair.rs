//! What would make a false claim true: another value in one of its roles, another competitor, or two of them swapped.

use crate::lexicon::{Comparison, Entry, Expr, Threshold};
use crate::verify::evaluate::{Evaluation, Truth, Val};
use crate::verify::terms::EventWorld;
use std::collections::BTreeMap;

/// Values by role.
pub(super) type Roles = BTreeMap<String, Val>;

/// Whole numbers that are tried in a role.
const NUMBERS: std::ops::RangeInclusive<i64> = 0..=120;

/// A claim with everything that is needed to evaluate it.
pub(super) struct Trial<'a> {
    /// The event.
    pub world: &'a EventWorld<'a>,
    /// The predicate.
    pub entry: &'a Entry,
    /// Its limits.
    pub limits: &'a BTreeMap<String, Threshold>,
    /// Its roles.
    pub roles: &'a Roles,
}

/// One way to make a claim true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Repair {
    /// The roles that change, with their new values.
    pub changes: Vec<(String, Val)>,
    /// Whether other values would do as well: the place is wrong, and what is right there is open.
    pub open: bool,
}

/// So many competitors may share a mark, and the name is still said to be perhaps wrong.
const FEW: usize = 5;

impl Trial<'_> {
    /// Whether the claim holds with some roles changed.
    pub fn holds(&self, changes: &[(String, Val)]) -> Truth {
        let mut roles = self.roles.clone();
        roles.extend(changes.iter().cloned());
        let self_other: Vec<&Val> = ["self", "other"].iter().filter_map(|role| roles.get(*role)).collect();
        if matches!(self_other.as_slice(), [a, b] if a == b) {
            return Truth::False("nobody is meant twice".to_owned());
        }
        Evaluation { world: self.world, roles: &roles, limits: self.limits }.holds(&self.entry.means).0
    }

    /// Every repair of one role that is the only one of its kind, values before names; then a swap; then roles in which several values fit.
    pub fn repairs(&self) -> Vec<Repair> {
        let (mut found, mut open) = (Vec::new(), Vec::new());
        for (role, value) in self.roles {
            let fitting: Vec<Val> = self
                .candidates(role, value)
                .into_iter()
                .filter(|other| self.holds(&[(role.clone(), other.clone())]) == Truth::True)
                .collect();
            let few = match value {
                // A mark that few share points at them: the name is as likely to be wrong as the mark.
                Val::Who(_) => fitting.len() <= FEW && self.roles.values().any(|other| matches!(other, Val::Mark(_))),
                Val::Text(_) => true,
                _ => false,
            };
            match fitting.as_slice() {
                [only] => found.push(Repair { changes: vec![(role.clone(), only.clone())], open: false }),
                [one, _, ..] if few => open.push(Repair { changes: vec![(role.clone(), one.clone())], open: true }),
                _ => {}
            }
        }
        found.sort_by_key(|repair| matches!(repair.changes.first(), Some((_, Val::Who(_) | Val::Many(_)))));
        found.extend(self.swaps());
        found.extend(open);
        found
    }

    fn candidates(&self, role: &str, value: &Val) -> Vec<Val> {
        let event = self.world.event;
        let mut found: Vec<Val> = match value {
            Val::Who(_) => (0..event.rows.len()).map(Val::Who).collect(),
            Val::Number(_) => NUMBERS.map(Val::Number).collect(),
            Val::Day(stated) => self.day(*stated).into_iter().collect(),
            Val::Many(list) => self.lists(list),
            Val::Text(_) => self.texts(),
            _ => Vec::new(),
        };
        found.extend(self.direct(role));
        found.retain(|other| other != value);
        let mut once: Vec<Val> = Vec::new();
        for other in found {
            if !once.contains(&other) {
                once.push(other);
            }
        }
        once
    }

    /// The value that the definition's own equality asks for.
    fn direct(&self, role: &str) -> Option<Val> {
        let evaluation = Evaluation { world: self.world, roles: self.roles, limits: self.limits };
        self.entry.means.conjuncts().into_iter().find_map(|part| {
            let Expr::Compare(Comparison::Equal, a, b) = part else { return None };
            let is_role = |side: &Expr| matches!(side, Expr::Name(name) if name == role);
            let other = if is_role(b) {
                a
            } else if is_role(a) {
                b
            } else {
                return None;
            };
            evaluation.value(other).ok().filter(|value| *value != Val::Nothing)
        })
    }

    fn texts(&self) -> Vec<Val> {
        let rows = &self.world.event.rows;
        let teams = rows.iter().filter_map(|row| row.team.as_ref()).map(|team| team.name.clone());
        let nations = rows.iter().filter_map(|row| row.nation.as_ref()).map(|nation| nation.code.clone());
        let splits = rows.iter().flat_map(|row| &row.splits).map(|split| split.point.clone());
        teams.chain(nations).chain(splits).map(Val::Text).collect()
    }

    /// The event's day in the form in which the text gives one.
    fn day(&self, stated: crate::verify::numbers::DayText) -> Option<Val> {
        let own = self.world.event.day?;
        Some(Val::Day(crate::verify::numbers::DayText {
            weekday: stated.weekday.map(|_| crate::verify::numbers::weekday(own)),
            date: stated.date.map(|_| (own.month, own.day)),
            year: stated.year.map(|_| own.year),
        }))
    }

    /// The list with one competitor replaced, or two of them exchanged.
    fn lists(&self, list: &[usize]) -> Vec<Val> {
        let mut found = Vec::new();
        for place in 0..list.len() {
            for row in (0..self.world.event.rows.len()).filter(|row| !list.contains(row)) {
                let mut other = list.to_vec();
                if let Some(one) = other.get_mut(place) {
                    *one = row;
                }
                found.push(Val::Many(other));
            }
            for second in place + 1..list.len() {
                let mut other = list.to_vec();
                other.swap(place, second);
                found.push(Val::Many(other));
            }
        }
        found
    }

    /// Two competitors of the claim exchanged.
    fn swaps(&self) -> Vec<Repair> {
        let who: Vec<(&String, &Val)> = self.roles.iter().filter(|(_, value)| matches!(value, Val::Who(_))).collect();
        let mut found = Vec::new();
        for (place, (role, value)) in who.iter().enumerate() {
            for (other_role, other) in who.iter().skip(place + 1) {
                let changes = vec![((*role).clone(), (*other).clone()), ((*other_role).clone(), (*value).clone())];
                if self.holds(&changes) == Truth::True {
                    found.push(Repair { changes, open: false });
                }
            }
        }
        found
    }
}
