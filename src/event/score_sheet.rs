//! The score sheet of a match: two sides, their periods and totals, and a line for each player.
//!
//! Totals stand under the names of statistics ("points", "rebounds"), which the decoder of a sport chooses; a later match sport brings
//! its own names and needs no other shape.

use super::{Cells, Person};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One of the two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// The side at home.
    Home,
    /// The side on the road.
    Visitors,
}

impl Which {
    /// Both sides, home first.
    pub const BOTH: [Self; 2] = [Self::Home, Self::Visitors];

    /// The other side.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Home => Self::Visitors,
            Self::Visitors => Self::Home,
        }
    }
}

/// Matches won and lost in the season, this one included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Won.
    pub won: u32,
    /// Lost.
    pub lost: u32,
}

/// Values by the name of the statistic.
pub type Totals = BTreeMap<String, u32>;

/// A player's line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Player {
    /// Who.
    pub person: Person,
    /// Whether the player was in the first line-up.
    pub starter: bool,
    /// Whether the player came on at all; a player who did not has no totals.
    pub played: bool,
    /// What the player did.
    pub totals: Totals,
    /// Evidence by the name of the statistic, `name` and `position`.
    pub cells: Cells,
}

/// A team with what it did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// City or region, as prose has it ("Los Angeles").
    pub place: String,
    /// The name without the place ("Lakers").
    pub nickname: String,
    /// Won and lost, when given.
    pub record: Option<Record>,
    /// The final score.
    pub score: u32,
    /// Points of each regular period; extra time is what the score has beyond them.
    pub periods: Vec<u32>,
    /// Totals of the team.
    pub totals: Totals,
    /// Everybody on the sheet, in the order of the feed.
    pub players: Vec<Player>,
    /// Evidence: `name`, `place`, `score`, `won`, `lost`, `period:N`, and the names of statistics.
    pub cells: Cells,
}

impl Side {
    /// The whole name ("Los Angeles Lakers").
    pub fn name(&self) -> String {
        format!("{} {}", self.place, self.nickname)
    }

    /// Points after the regular periods.
    pub fn extra(&self) -> u32 {
        self.score.saturating_sub(self.periods.iter().sum())
    }
}

/// Both sides of a match.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreSheet {
    /// The side at home.
    pub home: Side,
    /// The side on the road.
    pub visitors: Side,
}

impl ScoreSheet {
    /// One of the sides.
    pub fn side(&self, which: Which) -> &Side {
        match which {
            Which::Home => &self.home,
            Which::Visitors => &self.visitors,
        }
    }

    /// Who won; `None`: a draw.
    pub fn winner(&self) -> Option<Which> {
        match self.home.score.cmp(&self.visitors.score) {
            std::cmp::Ordering::Greater => Some(Which::Home),
            std::cmp::Ordering::Less => Some(Which::Visitors),
            std::cmp::Ordering::Equal => None,
        }
    }
}
