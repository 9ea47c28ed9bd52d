//! Numerals, ordinals, lists, plurals, possessives, dates and measures in prose; AP and UK profiles.
//!
//! Comes in: plain integers and strings. Goes out: the English for them, and for every form a parser that reads it back,
//! so that finished copy can be checked. Nothing here knows sport, and nothing is rounded.

pub mod date;
mod duration;
pub mod list;
pub mod measure;
pub mod noun;
pub mod number;
pub mod ordinal;
pub mod spelling;
pub mod text;

use serde::{Deserialize, Serialize};

/// The house style that copy is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// The Associated Press: American spelling, "July 28, 2024", "Sainz's" but "Lewis' car".
    Ap,
    /// British desks: British spelling, "28 July 2024", "Lewis's car".
    Uk,
}
