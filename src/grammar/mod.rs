//! The phrase files, compiled: a paragraph of facts becomes a packed lattice of its realisations.
//!
//! Comes in: the facts of a paragraph in the order of the plan, who was named before, and the phrase files of
//! `templates/grammar/`. Goes out: a [`Lattice`] (a DAG over words and slots) in which every path says exactly those facts,
//! in one or more sentences. Nothing is enumerated: states that have said the same facts in the same way share a node.

mod compose;
mod condition;
mod count;
mod discourse;
mod file;
mod form;
mod kind;
mod lattice;
mod raw;
mod stats;
mod surface;
mod weave;

pub use compose::{Paragraph, compose, sayable};
pub use condition::{Conditions, NumberConditions};
pub use count::mix;
pub use discourse::{Cast, Reference, bit};
pub use file::{Grammar, GrammarError};
pub use form::{Form, Item};
pub use kind::{KindForms, Position};
pub use lattice::{Edge, Lattice, Node, Piece, Slot, Wording};
pub use surface::{Surface, piece_text};
