//! Stand-ins: what the model sees in place of the values of the feed.
//!
//! A value is replaced by one with the same features: a person, a team or a nation by another of its kind, a numeral by one of
//! its class (one, two to nine, ten and up), a time by one of the same shape. So a draft serves every paragraph of the same
//! shape, and nothing of the feed reaches the model.

use crate::english::{self, Profile};
use crate::event::{Competitor, Gender, Sport};
use crate::facts::{Fact, Value};
use crate::grammar::{Piece, Reference, Slot, Surface};
use crate::plan::Plan;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The tables of `house/standins.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandInTables {
    persons: Vec<(String, String)>,
    persons_women: Vec<(String, String)>,
    teams: Vec<String>,
    nations: Vec<(String, String)>,
    nations_with_article: Vec<(String, String)>,
    cities: Vec<String>,
    venues: Vec<String>,
    event: BTreeMap<Sport, String>,
}

/// The stand-ins of one plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandIns {
    people: BTreeMap<String, (String, String)>,
    /// The nation's code of each athlete whom his nation's adjective may stand for.
    origins: BTreeMap<String, String>,
    teams: BTreeMap<String, String>,
    nations: BTreeMap<String, (String, String)>,
    event: (String, String),
    venue: String,
    city: String,
    profile: Profile,
}

impl StandInTables {
    /// Reads the file.
    pub fn read(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| format!("house/standins.toml: {error}"))
    }
}

/// The entry of a table for the next value; tables are used again from the start when they are short.
fn pick<T: Clone + Default>(table: &[T], number: usize) -> T {
    table.get(number % table.len().max(1)).cloned().unwrap_or_default()
}

impl StandIns {
    /// Gives every value of the plan its stand-in, in the order in which the plan says them.
    pub fn of(plan: &Plan, tables: &StandInTables) -> Self {
        let event = tables.event.get(&plan.event.sport).or_else(|| tables.event.get(&Sport::Other)).cloned().unwrap_or_default();
        let mut made = Self {
            people: BTreeMap::new(),
            origins: BTreeMap::new(),
            teams: BTreeMap::new(),
            nations: BTreeMap::new(),
            event: (plan.event.name.clone(), event),
            venue: pick(&tables.venues, 0),
            city: pick(&tables.cities, 0),
            profile: plan.style,
        };
        let labels = plan.labels.iter().filter_map(|id| plan.ledger.get(id));
        // The rest of the ledger last: a headline may name what the body does not.
        for fact in plan.facts().chain(labels).chain(&plan.ledger.facts) {
            made.add(fact, plan, tables);
        }
        made
    }

    fn add(&mut self, fact: &Fact, plan: &Plan, tables: &StandInTables) {
        for value in fact.roles.values() {
            match value {
                Value::Competitor(id) => self.competitor(id, plan, tables),
                Value::Competitors(ids) => ids.iter().for_each(|id| self.competitor(id, plan, tables)),
                Value::Team { id, .. } => {
                    let next = pick(&tables.teams, self.teams.len());
                    self.teams.entry(id.clone()).or_insert(next);
                }
                Value::Nation { code, name } => self.nation(code, name, tables),
                _ => {}
            }
        }
    }

    fn nation(&mut self, code: &str, name: &str, tables: &StandInTables) {
        let table = if name.starts_with("the ") { &tables.nations_with_article } else { &tables.nations };
        let next = pick(table, self.nations.len());
        self.nations.entry(code.to_owned()).or_insert(next);
    }

    fn competitor(&mut self, id: &str, plan: &Plan, tables: &StandInTables) {
        if self.people.contains_key(id) {
            return;
        }
        let number = self.people.len();
        let row = plan.event.row(id);
        if let Some(nation) = row.and_then(|row| row.nation.as_ref()) {
            self.nation(&nation.code, &nation.name, tables);
            self.origins.insert(id.to_owned(), nation.code.clone());
        }
        let stand_in = match row.map(|row| &row.competitor) {
            Some(Competitor::Athlete(person)) if person.gender == Some(Gender::Women) => pick(&tables.persons_women, number),
            Some(Competitor::Team { .. }) => {
                let name = pick(&tables.teams, number);
                (name.clone(), name)
            }
            Some(Competitor::Athlete(_)) | None => pick(&tables.persons, number),
        };
        self.people.insert(id.to_owned(), stand_in);
    }

    /// The text of a piece as the model sees it, with the space before it.
    pub fn piece(&self, piece: &Piece, opens: bool, surface: &Surface<'_>) -> String {
        match piece {
            Piece::Slot(slot) => {
                let text = self.slot(slot, opens, surface);
                if opens { format!(" {}", english::text::sentence_case(&text)) } else { format!(" {text}") }
            }
            _ => crate::grammar::piece_text(surface, piece, opens),
        }
    }

    fn slot(&self, slot: &Slot, opens: bool, surface: &Surface<'_>) -> String {
        let text = self.value(slot, opens, surface);
        if slot.possessive { english::noun::possessive(&text, self.profile) } else { text }
    }

    fn value(&self, slot: &Slot, opens: bool, surface: &Surface<'_>) -> String {
        let real = || surface.slot(&Slot { possessive: false, ..slot.clone() }, opens);
        match &slot.value {
            Value::Competitor(id) => self.name(id, slot.reference).unwrap_or_else(real),
            Value::Team { id, .. } => self.teams.get(id).cloned().unwrap_or_else(real),
            Value::Nation { code, .. } => {
                let Some((name, adjective)) = self.nations.get(code).cloned() else { return real() };
                if slot.form == "adjective" { adjective } else { name }
            }
            Value::Name(name) if *name == self.event.0 => self.event.1.clone(),
            Value::Name(name) if name.chars().next().is_some_and(char::is_uppercase) => {
                if slot.form == "city" {
                    self.city.clone()
                } else {
                    self.venue.clone()
                }
            }
            Value::Name(_) | Value::Code(_) | Value::Flag(_) => real(),
            Value::Count(n) | Value::Ordinal(n) => surface.slot(&Slot { value: class(&slot.value, *n), ..slot.clone() }, opens),
            Value::LapsDown(n) => surface.slot(&Slot { value: Value::LapsDown(class_of(*n)), ..slot.clone() }, opens),
            Value::Day(day) => {
                let fixed = crate::event::LocalDay { year: 2019, month: 6, day: 15 };
                let value = if matches!(slot.form.as_str(), "date" | "month_day") { Value::Day(fixed) } else { Value::Day(*day) };
                surface.slot(&Slot { value, ..slot.clone() }, opens)
            }
            Value::Mark(_) | Value::Gap(_) | Value::Points(_) | Value::Wind(_) | Value::Competitors(_) => mask(&real()),
        }
    }

    fn name(&self, id: &str, reference: Reference) -> Option<String> {
        let (full, short) = self.people.get(id)?;
        match reference {
            Reference::Short => Some(short.clone()),
            Reference::Full | Reference::Value => Some(full.clone()),
            Reference::National => {
                let (_, adjective) = self.nations.get(self.origins.get(id)?)?;
                Some(format!("the {adjective}"))
            }
            Reference::Pronoun => None,
        }
    }
}

/// The representative of a numeral's class: one, two to nine, ten and up.
fn class_of(n: u32) -> u32 {
    match n {
        0 | 1 => n,
        2..=9 => 4,
        _ => 14,
    }
}

fn class(value: &Value, n: u32) -> Value {
    match value {
        Value::Ordinal(_) => Value::Ordinal(class_of(n)),
        _ => Value::Count(class_of(n)),
    }
}

/// A figure of the same shape: every digit becomes another by its place; a lone "1" stays, since it is singular.
fn mask(text: &str) -> String {
    const DIGITS: [char; 8] = ['4', '7', '2', '5', '3', '8', '6', '9'];
    let chars: Vec<char> = text.chars().collect();
    let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
    let mut place = 0;
    let mut masked = String::new();
    for (at, c) in chars.iter().enumerate() {
        let near = |step: Option<usize>| step.is_some_and(|at| digit(at) || chars.get(at) == Some(&'.'));
        let lone = *c == '1' && !near(at.checked_sub(1)) && !near(Some(at + 1));
        if c.is_ascii_digit() && !lone {
            masked.push(DIGITS.get(place % DIGITS.len()).copied().unwrap_or('4'));
            place += 1;
        } else {
            masked.push(*c);
        }
    }
    masked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_figure_keeps_its_shape() {
        assert_eq!(mask("1 hour, 19 minutes, 57.566 seconds"), "1 hour, 47 minutes, 25.386 seconds");
        assert_eq!(mask("0.647 seconds"), "4.725 seconds");
        assert_eq!(mask("1:44.701"), mask("1:22.118"));
    }

    #[test]
    fn every_value_of_every_embedded_sport_has_a_stand_in() {
        let templates = [include_str!("../../templates/house/standins.toml")];
        let tables = StandInTables::read(templates[0]).unwrap();
        let all = tables.persons.len().min(tables.persons_women.len()).min(tables.teams.len()).min(tables.nations.len());
        assert!(all >= 20 && !tables.nations_with_article.is_empty() && !tables.cities.is_empty() && !tables.venues.is_empty());
        assert!(tables.event.contains_key(&Sport::FormulaOne) && tables.event.contains_key(&Sport::Other));
    }

    #[test]
    fn numerals_keep_their_class() {
        assert_eq!([1, 2, 9, 10, 33].map(class_of), [1, 4, 4, 14, 14]);
    }
}
