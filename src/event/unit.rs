//! The unit of a result: one race, heat or stage, with where and when it was held.

use super::{Competitor, Context, Gender, Mark, Row, ScoreSheet, Unit};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One value of a feed as it stood there: the evidence that facts carry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cell {
    /// sha256 (hex) of the source's bytes.
    pub source: String,
    /// A JSON Pointer, a positional `XPath`, or `row=3;col=time`.
    pub at: String,
    /// The raw text.
    pub raw: String,
}

/// Cells by the name of the field they were read for (`rank`, `mark`, `gap`, `grid`, `status`, `date`, `name`, ...).
pub type Cells = BTreeMap<String, Cell>;

/// Where the data came from and on what terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Provider's key, such as `ergast`, `odf`, `table`.
    pub provider: String,
    /// The credit line that the article prints, when the source asks for one.
    pub credit: Option<String>,
    /// Licence in words.
    pub licence: Option<String>,
    /// Whether the terms allow commercial use; `None` where they are not known.
    pub commercial: Option<bool>,
    /// sha256 (hex) of each input that was read.
    pub sha256: Vec<String>,
}

/// The sport, which chooses phrase files, house copy and the words for things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sport {
    /// Formula One.
    FormulaOne,
    /// Track running and road races.
    Running,
    /// Relays on the track.
    Relay,
    /// Race walks.
    Walks,
    /// Jumps and throws.
    Field,
    /// Decathlon, heptathlon, pentathlon.
    Combined,
    /// Pool and open-water swimming.
    Swimming,
    /// Cycling.
    Cycling,
    /// Bobsleigh, luge, skeleton.
    Sliding,
    /// Alpine and cross-country skiing.
    Skiing,
    /// Speed skating.
    Skating,
    /// Orienteering.
    Orienteering,
    /// Biathlon.
    Biathlon,
    /// Rowing and canoeing.
    Rowing,
    /// Basketball.
    Basketball,
    /// Any other timed or measured race.
    Other,
}

/// What kind of unit it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// A race or final that decides the event.
    Race,
    /// A Formula One sprint.
    Sprint,
    /// A heat, semi-final or other qualifying round: winning it is not winning the event.
    Heat,
    /// A training run: not a race at all.
    Training,
    /// A match of two sides.
    Match,
}

/// How final a result is, from least to most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResultState {
    /// Entries only.
    StartList,
    /// In progress.
    Live,
    /// A state between start and finish.
    Intermediate,
    /// Some results are in.
    Partial,
    /// Over, not yet confirmed.
    Unconfirmed,
    /// Over, not waiting for official decisions.
    Unofficial,
    /// A protest is open or the result is provisional.
    Provisional,
    /// Official.
    Official,
}

/// Where it was held.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Venue {
    /// Name of the circuit, stadium or course.
    pub name: Option<String>,
    /// City or town, for the dateline.
    pub city: Option<String>,
    /// State or province, where datelines of its country name that instead; from our tables of venues.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Country in words.
    pub country: Option<String>,
    /// IOC code of the host nation, where our table knows it.
    pub nation: Option<String>,
}

/// A civil date at the venue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LocalDay {
    /// Year.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: i8,
    /// Day of the month.
    pub day: i8,
}

impl LocalDay {
    /// How many days the other is after this one; `None` where one of them is in no calendar.
    pub fn days_until(self, other: Self) -> Option<i32> {
        let date = |day: Self| jiff::civil::Date::new(day.year, day.month, day.day).ok();
        date(self)?.until(date(other)?).ok().map(|span| span.get_days())
    }
}

/// One unit with its rows: the thing that a recap is written about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// A `tag:` URI made of the provider and the feed's ids, never random.
    pub id: String,
    /// Where it came from.
    pub source: Source,
    /// The sport.
    pub sport: Sport,
    /// What kind of unit.
    pub kind: UnitKind,
    /// The event's name as prose uses it after "the": "Belgian Grand Prix", "men's 100 metres final".
    pub name: String,
    /// The competition it belongs to ("Formula One World Championship", "Rio Olympics"), when given.
    pub competition: Option<String>,
    /// Season and round or phase and unit, for ids and listings ("2024/14", "heat 5").
    pub unit: Option<String>,
    /// Men's, women's or mixed; `None` when the feed does not say.
    pub gender: Option<Gender>,
    /// Whether competitors are athletes (false: crews, relays or teams).
    pub individual: bool,
    /// Where.
    pub venue: Venue,
    /// The official local day, proven by a zone of the feed or of our venue table; `None`: no day or weekday is written.
    pub day: Option<LocalDay>,
    /// How final the result is.
    pub state: ResultState,
    /// A message with the test flag: never publishable.
    pub test: bool,
    /// Scheduled laps or the winner's laps, as the feed gives them.
    pub laps: Option<u32>,
    /// The unit of the marks in `rows`.
    pub mark_unit: Option<Unit>,
    /// The rows in the feed's own display order.
    pub rows: Vec<Row>,
    /// The score sheet of a match; its two teams are the rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score_sheet: Option<Box<ScoreSheet>>,
    /// Context that was given beside the result.
    pub context: Context,
    /// Notes of the decoder for the editor: unknown words with their pointers, dropped columns.
    pub warnings: Vec<String>,
    /// Cells of the event's own fields (`name`, `date`, `time`, `venue`, `city`, `state`, ...).
    pub cells: Cells,
}

impl Event {
    /// The row with this competitor id.
    pub fn row(&self, id: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.competitor.id() == id)
    }

    /// Rows with a rank and no IRM, in the order of rank, then of the feed.
    pub fn ranked(&self) -> Vec<&Row> {
        let mut rows: Vec<&Row> = self.rows.iter().filter(|row| row.rank.is_some() && row.irm.is_none()).collect();
        rows.sort_by_key(|row| (row.rank, row.order));
        rows
    }

    /// All rows of the first rank: more than one after a dead heat, none without a classified finisher.
    pub fn winners(&self) -> Vec<&Row> {
        self.ranked().into_iter().filter(|row| row.rank == Some(1)).collect()
    }

    /// The mark of the winner or winners.
    pub fn winning_mark(&self) -> Option<Mark> {
        self.winners().first().and_then(|row| row.mark)
    }

    /// Everybody who competed.
    pub fn competitors(&self) -> impl Iterator<Item = &Competitor> {
        self.rows.iter().map(|row| &row.competitor)
    }
}
