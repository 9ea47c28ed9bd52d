//! A fact: its kind, its roles, its evidence.

use super::kind::FactKind;
use super::value::Value;
use crate::event::Cell;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How far a fact is from the feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Copied from the feed.
    Basic,
    /// Computed inside the event.
    Derived,
    /// Needs history or another source.
    Context,
}

/// Why a fact is true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The cells that were read.
    pub cells: Vec<Cell>,
    /// The rule that derived it (its file's name).
    pub rule: String,
}

/// One true statement about the event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Kind and the feed's ids of its roles: `margin:ver,nor`. Never a counter.
    pub id: String,
    /// What it says.
    pub kind: FactKind,
    /// Who and what, by role.
    pub roles: BTreeMap<String, Value>,
    /// Basic, derived or context.
    pub scope: Scope,
    /// Cells and rule.
    pub evidence: Evidence,
    /// How much it is news, 0 to 100.
    pub newsworthiness: u32,
}
