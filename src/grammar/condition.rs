//! The conditions that phrases name, evaluated over the numbers of a fact. The verifier evaluates the lexicon's definitions over
//! the rows of the event instead: the two are each other's check, and share the thresholds alone.

use crate::event::{Event, Unit};
use crate::facts::Fact;
use crate::lexicon::{Lexicon, Threshold, sport_key};
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
    bound: Bound,
}

/// What a feature is compared with: a number, or a threshold of a lexicon entry.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Bound {
    Number(i64),
    Threshold { entry: String, name: String },
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

    /// Whether the condition holds for the numbers of a fact ([`crate::plan::Plan::features`]) of an event, with the thresholds of the lexicon.
    pub fn holds(&self, name: &str, numbers: &BTreeMap<String, i64>, event: &Event, lexicon: &Lexicon) -> bool {
        let true_of = |one: &Comparison| one.is_true(numbers, event, lexicon).unwrap_or(false);
        self.table.get(name).is_some_and(|lines| lines.iter().any(|line| line.iter().all(true_of)))
    }
}

impl Comparison {
    /// `None` where the fact lacks the number or the lexicon the threshold.
    fn is_true(&self, numbers: &BTreeMap<String, i64>, event: &Event, lexicon: &Lexicon) -> Option<bool> {
        let (feature, number) = match &self.bound {
            Bound::Number(number) => (self.feature.clone(), *number),
            Bound::Threshold { entry, name } => match lexicon.entry(entry)?.threshold(name, sport_key(event.sport))? {
                Threshold::Mark(mark) if mark.unit == Unit::Time => (format!("{}_ms", self.feature), mark.value),
                Threshold::Mark(mark) => (format!("{}_mm", self.feature), mark.value),
                Threshold::Share(thousandths) => (format!("{}_ppm", self.feature), thousandths * 10),
                Threshold::Count(count) => (self.feature.clone(), count),
            },
        };
        Some(self.compare(*numbers.get(&feature)?, number))
    }

    fn compare(&self, value: i64, number: i64) -> bool {
        match self.sign.as_str() {
            "==" => value == number,
            "!=" => value != number,
            "<" => value < number,
            "<=" => value <= number,
            ">" => value > number,
            _ => value >= number,
        }
    }
}

fn comparison(text: &str) -> Result<Comparison, String> {
    let fault =
        || format!("`{text}` is no comparison: write `feature == number` (or `feature <= entry.threshold`) with ==, !=, <, <=, > or >=");
    let parts: Vec<&str> = text.split_whitespace().collect();
    let [feature, sign, number] = parts.as_slice() else { return Err(fault()) };
    let bound = match number.split_once('.') {
        Some((entry, name)) => Bound::Threshold { entry: entry.to_owned(), name: name.to_owned() },
        None => Bound::Number(number.replace('_', "").parse().map_err(|_| fault())?),
    };
    let known = ["==", "!=", "<", "<=", ">", ">="].contains(sign);
    let read = Comparison { feature: (*feature).to_owned(), sign: (*sign).to_owned(), bound };
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
        assert!(over.compare(2, 2) && !over.compare(1, 2));
        assert_eq!(comparison("gap_ms < 1_000").unwrap().bound, Bound::Number(1000));
        let named = Bound::Threshold { entry: "edged".to_owned(), name: "edged_max".to_owned() };
        assert_eq!(comparison("gap <= edged.edged_max").unwrap().bound, named);
    }
}
