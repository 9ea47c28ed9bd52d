//! What a sentence claims, before and after its references are resolved.

use super::numbers::DayText;
use crate::event::Mark;
use crate::lexicon::Form;
use std::ops::Range;

/// Which pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pronoun {
    /// he, him, his
    He,
    /// she, her
    She,
    /// it, its, they, their: a crew or a team
    It,
}

/// How the text points at a competitor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// By a name; rows that bear it, and whether it is the full one.
    Name {
        /// Indexes of rows.
        rows: Vec<usize>,
        /// Whether it is the full name.
        full: bool,
    },
    /// By a pronoun.
    Pronoun(Pronoun),
    /// By a description of the lexicon ("the pole-sitter").
    Described {
        /// The entry's place in the matcher.
        entry: usize,
        /// What its slots hold.
        roles: Vec<(String, Arg)>,
    },
}

/// A mention of a competitor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The tokens of the mention.
    pub tokens: Range<usize>,
    /// How it points.
    pub how: How,
}

/// A value of a role as the text gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// One competitor.
    Who(Who),
    /// A list of competitors.
    Many(Vec<Who>),
    /// A team, by name.
    Team(String),
    /// A nation, by code.
    Nation(String),
    /// The event itself.
    Event,
    /// A number, an ordinal, wind in tenths.
    Number(i64),
    /// A list of ordinals.
    Numbers(Vec<i64>),
    /// A time, a distance or points.
    Mark(Mark),
    /// Whole laps.
    Laps(i64),
    /// A day.
    Day(DayText),
    /// A name that is no competitor, or a word.
    Text(String),
}

/// A pattern that was read, with its roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawClaim {
    /// The entry's place in the matcher.
    pub entry: usize,
    /// In which position it stood.
    pub form: Form,
    /// Roles with what the text gives for them, the subject among them.
    pub roles: Vec<(String, Arg)>,
    /// The tokens of each role's value, in the order of the roles.
    pub spans: Vec<Range<usize>>,
    /// The tokens of the pattern.
    pub tokens: Range<usize>,
}

impl Arg {
    /// The tokens of the names in it, where it has any.
    pub fn tokens(&self) -> Option<Range<usize>> {
        match self {
            Self::Who(who) => Some(who.tokens.clone()),
            Self::Many(list) => Some(list.first()?.tokens.start..list.last()?.tokens.end),
            _ => None,
        }
    }
}

impl RawClaim {
    /// Every mention of a competitor in the roles.
    pub fn mentions(&self) -> Vec<&Who> {
        let mut found = Vec::new();
        for (_, arg) in &self.roles {
            match arg {
                Arg::Who(who) => found.push(who),
                Arg::Many(list) => found.extend(list),
                _ => {}
            }
        }
        found
    }
}
