//! What a search found.

use crate::lm::lattice::Step;

/// A whole string of the lattice.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundPath {
    /// The joined text.
    pub text: String,
    /// Its tokens.
    pub tokens: Vec<u32>,
    /// The sum of the log-probabilities of the counted tokens.
    pub log_prob: f64,
    /// How many tokens counted.
    pub counted: usize,
    /// `log_prob`, the bonus and the taste for each counted token, less the costs of the edges.
    pub score: f64,
    /// `score` and what the caller's adjustment added; the order of the result.
    pub adjusted: f64,
    /// The edges of the first path with this text.
    pub steps: Vec<Step>,
    /// False where the budget ran out and the rest was taken unscored.
    pub complete: bool,
}

impl FoundPath {
    /// The mean log-probability of a counted token; 0 where none counts.
    pub fn per_token(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a sentence has fewer than 2^52 tokens")]
        let counted = self.counted.max(1) as f64;
        self.log_prob / counted
    }
}

/// What a search found, and what it cost.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The best paths, best first.
    pub paths: Vec<FoundPath>,
    /// Tokens evaluated.
    pub scored: usize,
    /// Passes through the model.
    pub passes: usize,
    /// Whether the budget ran out.
    pub exhausted: bool,
}
