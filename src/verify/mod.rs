//! Reads finished copy and proves it against the event.
//!
//! Comes in: [`Copy`] by anybody and the [`Event`](crate::event::Event). Goes out: a [`Verdict`]. Every word of a
//! sentence must be part of a pattern of the lexicon, a name, a value or a known connective; every pattern that was read
//! is evaluated with its arguments bound by their role in the sentence, over the rows of the event. The module knows
//! nothing of plans, grammars or models.

mod binding;
mod catalogue;
mod claim;
mod copy;
mod coverage;
mod entities;
mod evaluate;
mod foreign;
mod game;
mod numbers;
mod patterns;
mod phrases;
mod reader;
mod reading;
mod resolve;
mod rules;
mod style;
mod terms;
mod tokens;
mod values;
mod verifier;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use catalogue::{RuleText, rule_texts};
pub use copy::{Angle, Copy, Disclosure, Finding, Mode, Place, Sentence, Severity, Verdict};
pub use evaluate::Truth;
pub use foreign::{
    Block, BlockKind, Counts, Document, DocumentError, DocumentFormat, Foreign, ForeignReport, Kind, Ruling, SentenceReport, Spot,
    Statement, Wording, WordingError,
};
pub use game::{Vocabulary, VocabularyError};
pub use reading::{Claim, Reading, Stuck, StuckOn};
pub use rules::{RULES, Rule};
pub use style::{Limits, Style, StyleError, TimeForm, Words};
pub use verifier::Verifier;
