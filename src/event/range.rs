//! What biathlon gives beside a time: the shooting, and how the legs of a relay went.

use serde::{Deserialize, Serialize};

/// Targets at each visit to the range.
pub const TARGETS: u32 = 5;

/// How somebody shot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shooting {
    /// Targets missed in all; of a relay penalty loops.
    pub misses: u32,
    /// Spare rounds used; `None` where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spares: Option<u32>,
    /// Misses at each visit to the range, in order; empty where the feed gives the sum alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<u32>,
}

impl Shooting {
    /// How many targets there were, where every visit is known.
    pub fn targets(&self) -> Option<u32> {
        u32::try_from(self.stages.len()).ok().filter(|stages| *stages > 0).map(|stages| stages * TARGETS)
    }
}

/// One leg of a relay, of the member of its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leg {
    /// Number from 1.
    pub number: u32,
    /// Rank of its time among all of this leg.
    pub rank: Option<u32>,
    /// Place of the team after it.
    pub place: Option<u32>,
}
