//! The provider-neutral model of a result, with its invariants.
//!
//! Comes in: what a decoder of `feed` read, each value with the [`Cell`] it was read from. Goes out: an [`Event`] that
//! [`Event::check`] has found free of contradictions. Nothing here knows a format, and nothing is defaulted: a value
//! that the feed lacks is `None`.

mod check;
mod competitor;
mod context;
mod discipline;
mod mark;
mod range;
mod row;
mod score_sheet;
mod unit;

pub use check::Discrepancy;
pub use competitor::{Competitor, Gender, Nation, Person, Team};
pub use context::{Context, Entrant, NationMedals, NextEvent, NextRound, Qualifier, Round, Standing, StandingKind};
pub use discipline::Discipline;
pub use mark::{Mark, MarkError, Unit};
pub use range::{Leg, Shooting, TARGETS};
pub use row::{Attempt, FastestLap, Gap, Grid, Irm, Medal, RecordFlag, Row, Split};
pub use score_sheet::{Player, Record, ScoreSheet, Side, Totals, Which};
pub use unit::{Cell, Cells, Event, LocalDay, ResultState, Source, Sport, UnitKind, Venue};
