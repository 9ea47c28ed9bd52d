//! How wide and how long to search, and what a token is worth.

use crate::lm::math::mix;

/// How wide and how long to search.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Hypotheses that survive a step, in all.
    pub width: usize,
    /// Hypotheses that survive a step in one stack.
    pub per_stack: usize,
    /// What a counted token earns, in nats: about the mean cost of a token of sensible copy.
    pub bonus: f64,
    /// How far the taste of `seed` moves the score of a token, in nats at most: the same token by the same for one seed, so that each
    /// text has words that it likes. 0: no taste.
    pub taste: f64,
    /// What the taste is drawn from.
    pub seed: u64,
    /// How many of the best paths to return.
    pub keep: usize,
    /// Tokens that may be evaluated.
    pub max_scored: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self { width: 16, per_stack: 8, bonus: 2.0, taste: 0.0, seed: 0, keep: 8, max_scored: 4096 }
    }
}

/// What a counted token earns: the bonus, and the taste for it. `token` tells it from others.
pub(in crate::lm) fn worth(token: u64, settings: &Settings) -> f64 {
    // The upper bits of the hash, as a number from -1 to 1.
    let drawn = f64::from(u32::try_from(mix(settings.seed ^ mix(token)) >> 32).unwrap_or(0)) / f64::from(u32::MAX);
    settings.bonus + settings.taste * (2.0 * drawn - 1.0)
}
