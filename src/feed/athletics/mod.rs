//! What every adapter of athletics shares: the vocabulary of `templates/athletics.toml`, names, performances and attempts.
//!
//! Comes in: the words of a feed. Goes out: events, rounds, statuses, records and names as the event model and prose have
//! them. A word that the table lacks is `None`: each adapter says where it stood.

pub(in crate::feed) mod name;
pub(in crate::feed) mod performance;
pub(in crate::feed) mod unit;
pub(in crate::feed) mod words;
