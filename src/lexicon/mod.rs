//! The predicates of `templates/lexicon/`: patterns, definitions, thresholds, examples.
//!
//! Comes in: the text of lexicon files. Goes out: a [`Lexicon`] of entries, each with the surface patterns that claim
//! something, the [`Expr`] that says when the claim is true, and its thresholds by sport. Nothing is evaluated here: the
//! grammar and the verifier evaluate the same definitions with evaluators of their own, and so check each other.
//!
//! # The format
//! One table is one entry:
//!
//! ```toml
//! [edged]
//! rule = "F10"                                  # the rule that a false claim breaks
//! finite = ["edged [out] {other} [by {gap}]"]   # patterns by syntactic position, see `Form`
//! participle = ["edging {other} [by {gap}]"]
//! means = "rank(self) == 1 and rank(other) == 2 and gap(self, other) <= edged_max and gap(self, other) == gap"
//! [edged.thresholds]
//! edged_max = { formula_one = "1.0s", running = "0.10s", default = "0.5%" }
//! [[edged.inside]]
//! given = { "rank(self)" = "1", "rank(other)" = "2", "gap(self, other)" = "0.9s" }
//! sport = "formula_one"
//! ```
//!
//! In a pattern `(a|b)` are alternatives, `[x]` is optional, `{role}` or `{role:type}` is a slot, `%set` is a set of
//! words of `words.toml`, `<` and `>` are brackets of the text, and a leading `@role` names the role of the grammatical subject (`self` without one). In a
//! definition a bare name is a role or a threshold, and a call is a term of [`terms::CATALOGUE`]. A conjunct that is an
//! equality with a role which the pattern leaves out is not claimed; anything else needs every role that it names.

mod entry;
mod error;
mod expr;
mod load;
mod pattern;
pub mod terms;

pub use entry::{Condition, Entry, Example, Form, Reference, Threshold, sport_key};
pub use error::{LexiconError, LexiconErrorKind};
pub use expr::{Comparison, Expr};
pub use load::{FactDefinition, Lexicon};
pub use pattern::{Element, Pattern, SlotType};
