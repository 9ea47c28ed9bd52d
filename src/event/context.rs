//! What was given beside a result: standings, qualifying and what comes next.

use super::{Cell, LocalDay, Mark};
use serde::{Deserialize, Serialize};

/// Whose standings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StandingKind {
    /// Athletes or drivers.
    Athletes,
    /// Teams or constructors.
    Teams,
    /// The overall classification of a stage race, by time.
    Overall,
    /// Its classification of points.
    PointsClassification,
    /// Its classification of the mountains.
    Mountains,
    /// Its young riders, by time.
    Youth,
}

/// One line of a championship table after the event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// Which table.
    pub kind: StandingKind,
    /// Rank in the table.
    pub rank: u32,
    /// Id of the competitor or team, as in the rows.
    pub id: String,
    /// Name as prose uses it.
    pub name: String,
    /// Points, in thousandths; of classifications by time the time.
    pub points: Mark,
    /// Wins so far, when given.
    pub wins: Option<u32>,
    /// Rank before this event, when given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<u32>,
    /// The cell of the points.
    pub cell: Cell,
}

/// A line of qualifying.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Qualifier {
    /// Id of the competitor.
    pub id: String,
    /// Rank in qualifying.
    pub rank: u32,
    /// Best time.
    pub mark: Option<Mark>,
    /// The cell of the rank.
    pub cell: Cell,
}

/// A line of the start list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entrant {
    /// Id of the competitor, as in the rows where it has one.
    pub id: String,
    /// Best mark of the season before the event, when the list gives one.
    pub season_best: Option<Mark>,
    /// The cell of the season's best, or of the id where there is none.
    pub cell: Cell,
}

/// A round of an event after the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Round {
    /// The final.
    Final,
    /// The semi-finals.
    SemiFinals,
    /// The quarter-finals.
    QuarterFinals,
}

impl Round {
    /// The code of the round in facts and definitions.
    pub fn code(self) -> &'static str {
        match self {
            Self::Final => "final",
            Self::SemiFinals => "semi_finals",
            Self::QuarterFinals => "quarter_finals",
        }
    }
}

/// The round that a schedule names next, with the day that is planned for all of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextRound {
    /// Which round.
    pub round: Round,
    /// The planned day at its venue.
    pub day: LocalDay,
    /// The cells of the round and of its start.
    pub cells: Vec<Cell>,
}

/// The event that a season's calendar has next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextEvent {
    /// What it is called: "Dutch Grand Prix".
    pub name: String,
    /// The planned day at its venue.
    pub day: LocalDay,
    /// The cells of the name and of the start.
    pub cells: Vec<Cell>,
}

/// The medals of a nation at the whole competition, right after this event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NationMedals {
    /// Code of the nation, as in the rows.
    pub nation: String,
    /// Gold medals.
    pub gold: u32,
    /// Medals of any kind.
    pub total: u32,
    /// The cells of the two numbers.
    pub cells: Vec<Cell>,
}

/// All context of an event; empty lists where nothing was given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// Standings after this event.
    pub standings: Vec<Standing>,
    /// Qualifying for this event.
    pub qualifying: Vec<Qualifier>,
    /// Who was to start, with the bests of the season.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub start_list: Vec<Entrant>,
    /// The next round of this event, of a heat whose schedule plans one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_round: Option<NextRound>,
    /// The next event of the season, of a race whose calendar was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_event: Option<NextEvent>,
    /// The medal table right after this event, of an event that awards some.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub medals: Vec<NationMedals>,
}
