//! The conditions that phrases name.

use crate::event::Event;
use crate::facts::{Fact, features};
use std::collections::BTreeMap;

/// Decides whether a named condition holds for a fact.
pub trait Conditions {
    /// True only when the ledger proves the condition; a name that is not known never holds.
    fn holds(&self, name: &str, fact: &Fact) -> bool;
}

impl<F: Fn(&str, &Fact) -> bool> Conditions for F {
    fn holds(&self, name: &str, fact: &Fact) -> bool {
        self(name, fact)
    }
}

/// The conditions over the numbers of a fact: `grammar/conditions.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberConditions {
    table: BTreeMap<String, Vec<Vec<Comparison>>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Comparison {
    feature: String,
    sign: String,
    number: i64,
}

impl NumberConditions {
    /// Reads the file; the error is a lowercase fragment that names the line at fault.
    pub fn read(text: &str) -> Result<Self, String> {
        let raw: BTreeMap<String, Vec<String>> = toml::from_str(text).map_err(|error| error.to_string())?;
        let line = |text: &String| text.split(" and ").map(comparison).collect::<Result<Vec<_>, _>>();
        let condition = |(name, lines): (String, Vec<String>)| {
            let read = lines.iter().map(line).collect::<Result<Vec<_>, _>>();
            read.map(|lines| (name.clone(), lines)).map_err(|error| format!("[{name}]: {error}"))
        };
        Ok(Self { table: raw.into_iter().map(condition).collect::<Result<_, _>>()? })
    }

    /// Whether this file has the condition.
    pub fn knows(&self, name: &str) -> bool {
        self.table.contains_key(name)
    }

    /// Whether the condition holds for a fact of an event.
    pub fn holds(&self, name: &str, fact: &Fact, event: &Event) -> bool {
        let numbers = features(fact, event);
        let true_of = |one: &Comparison| numbers.get(&one.feature).is_some_and(|value| one.compare(*value));
        self.table.get(name).is_some_and(|lines| lines.iter().any(|line| line.iter().all(true_of)))
    }
}

impl Comparison {
    fn compare(&self, value: i64) -> bool {
        match self.sign.as_str() {
            "==" => value == self.number,
            "!=" => value != self.number,
            "<" => value < self.number,
            "<=" => value <= self.number,
            ">" => value > self.number,
            _ => value >= self.number,
        }
    }
}

fn comparison(text: &str) -> Result<Comparison, String> {
    let fault = || format!("`{text}` is no comparison: write `feature == number` with ==, !=, <, <=, > or >=");
    let parts: Vec<&str> = text.split_whitespace().collect();
    let [feature, sign, number] = parts.as_slice() else { return Err(fault()) };
    let number = number.replace('_', "").parse().map_err(|_| fault())?;
    let known = ["==", "!=", "<", "<=", ">", ">="].contains(sign);
    let read = Comparison { feature: (*feature).to_owned(), sign: (*sign).to_owned(), number };
    if known { Ok(read) } else { Err(fault()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_no_comparison_is_refused() {
        for text in ["a = [\"count\"]", "a = [\"count = 1\"]", "a = [\"count == one\"]"] {
            assert!(NumberConditions::read(text).unwrap_err().contains("no comparison"), "{text}");
        }
    }

    #[test]
    fn comparisons_compare() {
        let over = comparison("count >= 2").unwrap();
        assert!(over.compare(2) && !over.compare(1));
        assert!(comparison("gap_ms < 1_000").unwrap().compare(999));
    }
}
