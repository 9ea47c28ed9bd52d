//! Content determination: the ledger of typed facts, each with its evidence.
//!
//! Comes in: an [`Event`](crate::event::Event) without contradictions. Goes out: a [`Ledger`]. One rule, one file; a rule
//! reads the event, says nothing that the cells do not prove, and lists the cells that it read.

mod fact;

pub use fact::{Evidence, Fact, FactKind, Ledger, Scope, Value};
