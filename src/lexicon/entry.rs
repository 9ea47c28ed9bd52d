//! One entry of the lexicon: how a claim is said, and when it is true.

use super::{Expr, Pattern, SlotType};
use crate::event::{Mark, Sport, Unit};
use std::collections::BTreeMap;

/// Where in a sentence a pattern stands; this decides what its subject is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// A finite verb phrase; its subject is the noun phrase before it, or the last finite subject after "and".
    Finite,
    /// A present-tense verb phrase of a headline.
    Headline,
    /// A participle with what belongs to it; its subject is that of the clause it stands beside.
    Participle,
    /// A phrase of time, place, manner or measure; bound like a participle.
    Adjunct,
    /// What can follow "was", or a name after "with" ("with Leclerc third").
    Predicate,
    /// A noun phrase: an apposition, a description that refers ("the pole-sitter"), or what follows "was".
    Noun,
    /// A whole clause with its own subject.
    Clause,
    /// What stands before a competitor's name ("Mercedes' ", "pole-sitter").
    Prename,
    /// What stands right after a competitor's name ("of Kenya").
    Postname,
    /// Silent glue around an event's name ("Sunday's", "the 44-lap"): stands before it.
    Preevent,
}

const FORMS: [(&str, Form); 10] = [
    ("finite", Form::Finite),
    ("headline", Form::Headline),
    ("participle", Form::Participle),
    ("adjunct", Form::Adjunct),
    ("predicate", Form::Predicate),
    ("noun", Form::Noun),
    ("clause", Form::Clause),
    ("prename", Form::Prename),
    ("postname", Form::Postname),
    ("preevent", Form::Preevent),
];

impl Form {
    /// The form with this name in a file.
    pub fn named(name: &str) -> Option<Self> {
        FORMS.iter().find(|(known, _)| *known == name).map(|(_, form)| *form)
    }

    /// All forms.
    pub fn all() -> impl Iterator<Item = Self> {
        FORMS.iter().map(|(_, form)| *form)
    }
}

/// How a noun phrase of an entry refers to a competitor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    /// To the only competitor for whom the definition is true ("the winner").
    Unique,
    /// To the one competitor already mentioned for whom it is true ("the Mercedes driver").
    Mentioned,
}

/// A named limit of a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Threshold {
    /// A difference of marks.
    Mark(Mark),
    /// Thousandths of a percent of the winning mark.
    Share(i64),
    /// A number of things.
    Count(i64),
}

impl Threshold {
    /// Reads `1.0s`, `0.10m`, `0.5%` or `3`.
    pub fn parse(text: &str) -> Option<Self> {
        let thousandths = |body: &str, unit| Mark::parse_decimal(body, unit).ok();
        if let Some(body) = text.strip_suffix('%') {
            return thousandths(body, Unit::Points).map(|mark| Self::Share(mark.value));
        }
        if let Some(body) = text.strip_suffix('s') {
            return thousandths(body, Unit::Time).map(Self::Mark);
        }
        if let Some(body) = text.strip_suffix('m') {
            return thousandths(body, Unit::Distance).map(Self::Mark);
        }
        text.parse().ok().map(Self::Count)
    }
}

/// A hand-written case beside the border of a definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The sport whose thresholds count; `None`: the default.
    pub sport: Option<String>,
    /// The value of each term and role that the definition asks for, by its text (`rank(self)`).
    pub given: BTreeMap<String, String>,
    /// Whether the claim is true there.
    pub inside: bool,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name, by which the grammar asks for it.
    pub name: String,
    /// The rule that a false claim breaks (`F10`).
    pub rule: String,
    /// The patterns by position.
    pub patterns: Vec<(Form, Pattern)>,
    /// When the claim is true.
    pub means: Expr,
    /// Limits by name, then by sport (`default` where a sport has none).
    pub thresholds: BTreeMap<String, BTreeMap<String, Threshold>>,
    /// Cases beside the border.
    pub examples: Vec<Example>,
    /// How its noun phrases refer; `None`: they only describe.
    pub refers: Option<Reference>,
    /// Background that may be repeated (a team, a nation).
    pub background: bool,
}

impl Entry {
    /// The limit of this name for a sport.
    pub fn threshold(&self, name: &str, sport: &str) -> Option<Threshold> {
        let by_sport = self.thresholds.get(name)?;
        by_sport.get(sport).or_else(|| by_sport.get("default")).copied()
    }

    /// The definition with its limits for a sport.
    pub fn condition(&self, sport: Sport) -> Condition<'_> {
        let key = sport_key(sport);
        let limits = self.thresholds.keys().filter_map(|name| Some((name.as_str(), self.threshold(name, key)?))).collect();
        Condition { name: &self.name, means: &self.means, limits }
    }

    /// The type of a role, from its slots or its name.
    pub fn role_type(&self, role: &str) -> Option<SlotType> {
        let elements = self.patterns.iter().flat_map(|(_, pattern)| pattern.sequences.iter().flatten());
        let slot = elements.into_iter().find_map(|element| match element {
            super::Element::Slot { role: r, slot } if **r == *role => Some(*slot),
            _ => None,
        });
        slot.or_else(|| SlotType::of_role(role))
    }
}

/// A definition for one sport: what the grammar asks before it uses a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition<'a> {
    /// The entry's name.
    pub name: &'a str,
    /// When it is true.
    pub means: &'a Expr,
    /// The limits that the definition names.
    pub limits: BTreeMap<&'a str, Threshold>,
}

/// The sport's name in the files.
pub const fn sport_key(sport: Sport) -> &'static str {
    match sport {
        Sport::FormulaOne => "formula_one",
        Sport::Running => "running",
        Sport::Relay => "relay",
        Sport::Walks => "walks",
        Sport::Field => "field",
        Sport::Combined => "combined",
        Sport::Swimming => "swimming",
        Sport::Cycling => "cycling",
        Sport::Sliding => "sliding",
        Sport::Skiing => "skiing",
        Sport::Skating => "skating",
        Sport::Biathlon => "biathlon",
        Sport::Orienteering => "orienteering",
        Sport::Rowing => "rowing",
        Sport::Basketball => "basketball",
        Sport::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_of_every_kind_are_read() {
        assert_eq!(Threshold::parse("1.0s"), Some(Threshold::Mark(Mark::time(1000, 1))));
        assert_eq!(Threshold::parse("0.5%"), Some(Threshold::Share(500)));
        assert_eq!(Threshold::parse("7"), Some(Threshold::Count(7)));
        assert_eq!(Threshold::parse("about 3"), None);
    }
}
