//! One row of a result: a competitor with rank, mark, IRM, gap, grid, splits and records.

use super::{Cells, Competitor, Leg, Mark, Nation, Shooting, Team};
use serde::{Deserialize, Serialize};

/// Invalid result mark: why a row has no regular finish. A row with an IRM never "finished in" its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Irm {
    /// Started and did not finish.
    Dnf,
    /// Did not start.
    Dns,
    /// Disqualified.
    Dsq,
    /// Running at the end but not classified.
    NotClassified,
    /// Did not qualify or pre-qualify for the race.
    Dnq,
    /// Withdrew before the start.
    Withdrawn,
    /// Excluded from the event.
    Excluded,
    /// No valid mark (field events: NM, NH).
    NoMark,
    /// Lapped and taken out of the race (cycling, biathlon); not the lapped finisher of motor racing.
    Lapped,
    /// Outside the time limit.
    OverTimeLimit,
    /// Missed a control, or took them in a wrong order (orienteering).
    Mispunched,
    /// Relegated or ranked as last for an infringement.
    Relegated,
}

/// Distance to the winner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gap {
    /// A difference of marks.
    Mark(Mark),
    /// Whole laps down.
    Laps(u32),
}

/// Where a car started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grid {
    /// Place on the grid, from 1.
    Place(u32),
    /// From the pit lane.
    PitLane,
}

/// A competitor's fastest lap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FastestLap {
    /// Rank among the fastest laps of the race; several can share 1.
    pub rank: Option<u32>,
    /// The lap's number.
    pub lap: Option<u32>,
    /// Its time.
    pub time: Mark,
}

/// A cumulative mark at a point of the course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// The feed's name of the point (`1`, `500`, `F`).
    pub point: String,
    /// How prose calls it: "500 metres", "the second split"; `None` where nothing is known.
    pub label: Option<String>,
    /// Cumulative time at the point.
    pub mark: Mark,
    /// Rank at the point, as the feed gives it.
    pub rank: Option<u32>,
}

impl Split {
    /// Whether it is the end of a run of several, not a point of the course.
    pub fn ends_run(&self) -> bool {
        self.label.as_deref().is_some_and(|label| label.ends_with(" run"))
    }
}

/// One attempt of a field event. Of a height (high jump, pole vault) the number is that of the height, the mark is the height and the raw
/// text its signs (`XXO`); of a combined event the number and the mark are those of a discipline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// Number from 1.
    pub number: u32,
    /// The mark; `None` for a foul or a pass.
    pub mark: Option<Mark>,
    /// The raw text (`8.38`, `X`, `-`).
    pub raw: String,
}

/// A record flag beside a mark.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RecordFlag {
    /// Code: `WR`, `OR`, `AR`, `NR`, `PB`, `SB`, `WL`, ...
    pub code: String,
    /// Equalled, not broken.
    pub equalled: bool,
    /// False where the feed says that it still has to be ratified.
    pub confirmed: bool,
}

/// A medal that the feed gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Medal {
    /// Gold.
    Gold,
    /// Silver.
    Silver,
    /// Bronze.
    Bronze,
}

impl Medal {
    /// The medal of a place.
    pub fn of_place(rank: u32) -> Option<Self> {
        match rank {
            1 => Some(Self::Gold),
            2 => Some(Self::Silver),
            3 => Some(Self::Bronze),
            _ => None,
        }
    }
}

/// One competitor's line in the result. `cells` holds the evidence by field name: `competitor`, `team`, `nation`,
/// `rank`, `mark`, `irm`, `gap`, `grid`, `laps`, `points`, `fastest_lap`, `pit_stops`, `split:POINT`, `record:CODE`,
/// `attempt:N`, `leg:N`, `leg_rank:N`, `leg_place:N`, `shooting`, `shooting:stages`, `start_gap`, `reaction`, `wind`, `qualified`,
/// `medal`, `order`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Display order of the feed, from 1.
    pub order: u32,
    /// Rank; `None` for rows that were not classified.
    pub rank: Option<u32>,
    /// The provider's flag that this rank is shared.
    pub tied: bool,
    /// Who.
    pub competitor: Competitor,
    /// Club, constructor or trade team.
    pub team: Option<Team>,
    /// Nation.
    pub nation: Option<Nation>,
    /// Race number.
    pub bib: Option<String>,
    /// The total time, distance or points; may be there beside an IRM.
    pub mark: Option<Mark>,
    /// Why it is no regular finish.
    pub irm: Option<Irm>,
    /// Distance to the winner.
    pub gap: Option<Gap>,
    /// Laps completed.
    pub laps: Option<u32>,
    /// Where it started.
    pub grid: Option<Grid>,
    /// Points scored, in thousandths.
    pub points: Option<Mark>,
    /// Fastest lap.
    pub fastest_lap: Option<FastestLap>,
    /// Stops in the pits.
    pub pit_stops: Option<u32>,
    /// Splits in course order.
    pub splits: Vec<Split>,
    /// Attempts in order.
    pub attempts: Vec<Attempt>,
    /// Reaction time.
    pub reaction: Option<Mark>,
    /// Wind in tenths of a metre per second.
    pub wind_tenths: Option<i32>,
    /// Qualification mark (`Q`, `q`).
    pub qualified: Option<String>,
    /// Records set or equalled.
    pub records: Vec<RecordFlag>,
    /// Medal.
    pub medal: Option<Medal>,
    /// Shooting of biathlon.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shooting: Option<Shooting>,
    /// How long after the first a pursuit was begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_gap: Option<Mark>,
    /// Legs of a relay, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub legs: Vec<Leg>,
    /// In which of several runs the row's status came about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub irm_run: Option<u32>,
    /// Evidence by field.
    pub cells: Cells,
}

impl Row {
    /// Whether it was out in one of the runs that lead to a point, whose name is the number of the last of them.
    pub fn out_before(&self, point: &str) -> bool {
        self.irm_run.is_some_and(|run| point.parse().is_ok_and(|last: u32| run <= last))
    }

    /// A row in which nothing is known but who and in which order.
    pub fn bare(order: u32, competitor: Competitor) -> Self {
        Self {
            order,
            rank: None,
            tied: false,
            competitor,
            team: None,
            nation: None,
            bib: None,
            mark: None,
            irm: None,
            gap: None,
            laps: None,
            grid: None,
            points: None,
            fastest_lap: None,
            pit_stops: None,
            splits: Vec::new(),
            attempts: Vec::new(),
            reaction: None,
            wind_tenths: None,
            qualified: None,
            records: Vec::new(),
            medal: None,
            shooting: None,
            start_gap: None,
            legs: Vec::new(),
            irm_run: None,
            cells: Cells::new(),
        }
    }
}
