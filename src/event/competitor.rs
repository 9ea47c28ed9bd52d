//! Who competed: athletes, teams with members, their clubs and nations.

use serde::{Deserialize, Serialize};

/// Gender as the feed, the event or a people file gives it; without one there is no pronoun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// Women's events and female athletes.
    Women,
    /// Men's events and male athletes.
    Men,
    /// Mixed events (never of one person).
    Mixed,
}

/// One athlete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The feed's id.
    pub id: String,
    /// Given name; `None` for athletes of one name.
    pub given: Option<String>,
    /// Family name, in the case that prose uses.
    pub family: String,
    /// The display name in its own order ("Usain Bolt", "Su Bingtian"); the table and first references use it.
    pub full: String,
    /// Gender where it is known.
    pub gender: Option<Gender>,
}

/// A club, a constructor, or a national team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// The feed's id.
    pub id: String,
    /// The name as prose uses it.
    pub name: String,
}

/// A nation by its IOC code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Nation {
    /// IOC code, such as `KEN`.
    pub code: String,
    /// English short name with its article where it takes one: "Kenya", "the Netherlands".
    pub name: String,
    /// Demonym as an adjective ("Kenyan", "Dutch") where our table has one.
    pub adjective: Option<String>,
}

/// Who a row of a result is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Competitor {
    /// A single athlete.
    Athlete(Person),
    /// A relay, crew, pair or team, with its members in the order of the feed.
    Team {
        /// The feed's id.
        id: String,
        /// The name as prose uses it ("Jamaica", "Germany 1").
        name: String,
        /// Members where the feed names them.
        members: Vec<Person>,
    },
}

impl Competitor {
    /// The feed's id.
    pub fn id(&self) -> &str {
        match self {
            Self::Athlete(person) => &person.id,
            Self::Team { id, .. } => id,
        }
    }

    /// The full display name.
    pub fn full(&self) -> &str {
        match self {
            Self::Athlete(person) => &person.full,
            Self::Team { name, .. } => name,
        }
    }

    /// The name for later references: the family name of an athlete, the name of a team.
    pub fn short(&self) -> &str {
        match self {
            Self::Athlete(person) => &person.family,
            Self::Team { name, .. } => name,
        }
    }
}
