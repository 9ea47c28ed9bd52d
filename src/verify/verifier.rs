//! The verifier: reads copy once and asks every rule.

use super::copy::{Copy, Mode, Severity, Verdict};
use super::patterns::Patterns;
use super::reading::{Reading, read_copy};
use super::rules::{Context, Outcome, RULES};
use super::style::Style;
use crate::event::Event;
use crate::facts::Ledger;
use crate::lexicon::Lexicon;
use std::sync::Arc;

/// A lexicon, compiled once, with a style.
#[derive(Debug, Clone)]
pub struct Verifier {
    pub(super) lexicon: Lexicon,
    pub(super) patterns: Arc<Patterns>,
    style: Style,
}

impl Verifier {
    /// Compiles the lexicon.
    pub fn new(lexicon: Lexicon, style: Style) -> Self {
        let patterns = Arc::new(Patterns::compile(&lexicon));
        Self { lexicon, patterns, style }
    }

    /// The same lexicon, which is not compiled again, with another style.
    #[must_use]
    pub fn with_style(&self, style: Style) -> Self {
        Self { style, ..self.clone() }
    }

    /// Reads the copy: claims with their truth, mentions, what could not be read.
    pub fn read(&self, copy: &Copy, event: &Event) -> Vec<Reading> {
        read_copy(copy, event, &self.lexicon, &self.patterns)
    }

    /// Proves or refuses the copy. The ledger serves for coverage only; every value is recomputed from the event.
    pub fn verify(&self, copy: &Copy, event: &Event, ledger: Option<&Ledger>, mode: Mode) -> Verdict {
        let readings = self.read(copy, event);
        let context = Context { copy, event, ledger, mode, style: &self.style, lexicon: &self.lexicon, readings: &readings };
        let mut verdict = Verdict::default();
        for rule in RULES {
            match (rule.check)(&context) {
                Outcome::Decided { mut findings, checks } => {
                    for finding in &mut findings {
                        rule.id.clone_into(&mut finding.rule);
                    }
                    verdict.checks += checks;
                    verdict.decided.push(rule.id.to_owned());
                    verdict.findings.extend(findings);
                }
                Outcome::Undecided(reason) => {
                    verdict.undecided.insert(rule.id.to_owned(), reason);
                }
            }
        }
        if mode == Mode::Foreign {
            // Others need not say what our own copy must.
            verdict.findings.retain(|finding| finding.severity != Severity::Error || !finding.rule.starts_with('C'));
        }
        verdict
    }
}
