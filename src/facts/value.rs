//! Values of roles: who, when, how much.

use crate::event::{LocalDay, Mark};
use serde::{Deserialize, Serialize};

/// A value of a role.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "is", content = "value", rename_all = "snake_case")]
pub enum Value {
    /// A competitor, by id.
    Competitor(String),
    /// Competitors in order, by id.
    Competitors(Vec<String>),
    /// A team by its name (id and name).
    Team {
        /// The feed's id.
        id: String,
        /// The name.
        name: String,
    },
    /// A nation (code, name).
    Nation {
        /// IOC code.
        code: String,
        /// Name.
        name: String,
    },
    /// A time, distance or score.
    Mark(Mark),
    /// A gap in marks.
    Gap(Mark),
    /// A gap in laps.
    LapsDown(u32),
    /// Points, in thousandths.
    Points(Mark),
    /// A cardinal number of things (the role's name says of what).
    Count(u32),
    /// A place or another ordinal.
    Ordinal(u32),
    /// A civil date.
    Day(LocalDay),
    /// A name that is no competitor: the event, the venue, the city, a split.
    Name(String),
    /// A code such as that of a record, an IRM or a medal.
    Code(String),
    /// A yes or no.
    Flag(bool),
    /// Wind in tenths of a metre per second.
    Wind(i32),
}

impl Value {
    /// The ids of the competitors that it names; none for a value of another type.
    pub fn competitors(&self) -> &[String] {
        match self {
            Self::Competitor(id) => std::slice::from_ref(id),
            Self::Competitors(ids) => ids,
            _ => &[],
        }
    }
}
