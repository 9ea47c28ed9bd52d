//! Numbers, ordinals, times, distances, dates and wind, read from tokens.
//!
//! The verifier reads values with code of its own: it shares none with the code that writes them.

mod day;
mod measure;
mod numeral;

pub use day::{DayText, day, weekday};
pub use measure::{bare, distance, laps, points, time, wind};
pub use numeral::{cardinal, count, ordinal};

/// Where a reading ends and what it gave.
pub type Reading<T> = (usize, T);
