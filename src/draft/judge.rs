//! The judge, who reads each part of a draft before it stands.

use super::Draft;

/// A sentence that the judge does not let pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Its number in the paragraph that was judged.
    pub sentence: usize,
    /// Why.
    pub reason: String,
}

/// Reads a draft whose last paragraph (or whose headline or standfirst) is new.
pub trait Judge {
    /// What must not stand in the new part; an empty list lets it pass.
    fn judge(&self, draft: &Draft, part: &str) -> Vec<Refusal>;
}
