//! The rules that copy is held to, one file each. A rule that cannot be decided says why.

macro_rules! rules {
    ($($id:literal $module:ident),* $(,)?) => {
        $(mod $module;)*

        /// Every rule, in the order in which findings are listed.
        pub const RULES: &[Rule] = &[$(Rule { id: $id, check: $module::check, source: include_str!(concat!(stringify!($module), ".rs")) }),*];
    };
}

rules! {
    "F1" f01_numerals, "F2" f02_names, "F3" f03_day, "F4" f04_order, "F5" f05_margins, "F6" f06_precision,
    "F7" f07_status, "F8" f08_records, "F9" f09_standings, "F10" f10_predicates, "F11" f11_sides, "F12" f12_references,
    "F13" f13_causes, "F14" f14_sequence, "F15" f15_future, "F16" f16_ids, "F17" f17_state, "F18" f18_repetition,
    "C1" c1_lede, "C2" c2_podium, "C3" c3_salience, "C4" c4_angle, "C5" c5_favourites, "C6" c6_table, "C7" c7_coverage,
    "S1" s01_placeholders, "S2" s02_dateline, "S3" s03_lengths, "S4" s04_headline, "S5" s05_numerals, "S6" s06_times,
    "S7" s07_scores, "S8" s08_spelling, "S9" s09_names, "S10" s10_days, "S11" s11_openings, "S12" s12_cliches,
    "S13" s13_trigrams, "S14" s14_redundancy, "S15" s15_manner,
    "Q3" q3_quotation_marks, "Q4" q4_speech, "P1" p1_disclosure, "P5" p5_fixtures,
}

use super::copy::{Copy, Finding, Mode, Place, Severity};
use super::evaluate::Truth;
use super::reading::{Reading, StuckOn};
use super::style::Style;
use super::tokens::{Token, tokenise};
use crate::event::{Event, Row};
use crate::facts::Ledger;
use crate::lexicon::Lexicon;
use std::ops::Range;

/// What a rule may look at.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The copy.
    pub copy: &'a Copy,
    /// The event.
    pub event: &'a Event,
    /// The ledger, for coverage.
    pub ledger: Option<&'a Ledger>,
    /// Whose copy it is.
    pub mode: Mode,
    /// The house style.
    pub style: &'a Style,
    /// The lexicon.
    pub lexicon: &'a Lexicon,
    /// The prose, read.
    pub readings: &'a [Reading],
}

/// What a rule found out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It was decided.
    Decided {
        /// What is wrong.
        findings: Vec<Finding>,
        /// How many checks were made.
        checks: usize,
    },
    /// It could not be, and why.
    Undecided(String),
}

/// A rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its id, such as `F4`.
    pub id: &'static str,
    /// Decides it.
    pub check: fn(&Context<'_>) -> Outcome,
    /// The file that it is written in; its head says what the rule asks.
    pub(super) source: &'static str,
}

/// Counts checks and collects findings.
#[derive(Debug, Default)]
pub struct Tally {
    findings: Vec<Finding>,
    checks: usize,
}

impl Tally {
    /// Counts one check; `wrong` is the finding, if there is one.
    pub fn check(&mut self, wrong: Option<Finding>) {
        self.checks += 1;
        self.findings.extend(wrong);
    }

    /// The outcome; without a single check the rule is undecided for this reason.
    pub fn outcome(self, reason: &str) -> Outcome {
        if self.checks == 0 {
            Outcome::Undecided(reason.to_owned())
        } else {
            Outcome::Decided { findings: self.findings, checks: self.checks }
        }
    }
}

/// An error.
pub fn error(place: Place, span: Range<usize>, message: impl Into<String>) -> Finding {
    Finding { rule: String::new(), severity: Severity::Error, place, span, message: message.into(), expected: None }
}

/// A warning.
pub fn warning(place: Place, span: Range<usize>, message: impl Into<String>) -> Finding {
    Finding { severity: Severity::Warning, ..error(place, span, message) }
}

impl Context<'_> {
    /// An error in our own copy; not checkable in others'.
    fn unproven(&self, place: Place, span: Range<usize>, message: String) -> Finding {
        let severity = if self.mode == Mode::Own { Severity::Error } else { Severity::NotCheckable };
        Finding { severity, ..error(place, span, message) }
    }

    /// Checks every claim of a rule, and the words of this kind that could not be read.
    pub fn claims(&self, rule: &str, unread: Option<StuckOn>) -> Tally {
        let mut tally = Tally::default();
        for reading in self.readings {
            for claim in reading.claims.iter().filter(|claim| claim.rule == rule) {
                tally.check(match &claim.truth {
                    Truth::True => None,
                    Truth::False(why) => Some(Finding {
                        expected: Some(why.clone()),
                        ..error(reading.place, claim.span.clone(), format!("this is not true ({}): {why}", claim.entry))
                    }),
                    Truth::Unknown(why) => {
                        Some(self.unproven(reading.place, claim.span.clone(), format!("this cannot be proven ({}): {why}", claim.entry)))
                    }
                });
            }
            for trouble in reading.troubles.iter().filter(|trouble| trouble.rule == rule) {
                tally.check(Some(self.unproven(reading.place, reading.bytes(&trouble.tokens), trouble.message.clone())));
            }
            if let Some(stuck) = reading.stuck.as_ref().filter(|stuck| Some(stuck.on) == unread) {
                tally.check(Some(self.unproven(
                    reading.place,
                    stuck.span.clone(),
                    format!("nothing in the lexicon or the event reads \"{}\" here", stuck.words),
                )));
            }
        }
        tally
    }

    /// The readings of the body, in order.
    pub fn body(&self) -> impl Iterator<Item = &Reading> {
        self.readings.iter().filter(|reading| matches!(reading.place, Place::Body { .. }))
    }

    /// Reports every occurrence of a phrase of a list, as whole words.
    pub fn phrases(&self, list: &[String], report: impl Fn(Place, Range<usize>, &str) -> Finding) -> Tally {
        let mut tally = Tally::default();
        let wanted: Vec<(&String, Vec<Token>)> = list.iter().map(|phrase| (phrase, tokenise(phrase))).collect();
        for reading in self.readings {
            let mut any = false;
            for (phrase, words) in &wanted {
                for at in 0..reading.tokens.len() {
                    let there = reading.tokens.get(at..at + words.len());
                    let said = there.is_some_and(|there| there.iter().zip(words).all(|(token, word)| token.lower == word.lower));
                    // "Will Claye" is no future: words of a name mean nothing.
                    if said && !self.in_name(reading, at) {
                        any = true;
                        tally.check(Some(report(reading.place, reading.bytes(&(at..at + words.len())), phrase)));
                    }
                }
            }
            if !any {
                tally.check(None);
            }
        }
        tally
    }

    /// Whether a token is part of a competitor's name, in a sentence that was read or in one that was not.
    fn in_name(&self, reading: &Reading, at: usize) -> bool {
        let named = |row: &Row| {
            let name = tokenise(row.competitor.full());
            let starts = at.saturating_sub(name.len().saturating_sub(1))..=at;
            let is_name = |there: &[Token]| there.iter().zip(&name).all(|(token, word)| token.text == word.text);
            starts.filter_map(|start| reading.tokens.get(start..start + name.len())).any(is_name)
        };
        reading.mentions.iter().any(|mention| mention.tokens.contains(&at)) || self.event.rows.iter().any(named)
    }
}

#[cfg(test)]
pub mod bench {
    //! Runs one rule on copy about the sample events.

    use super::*;
    use crate::english::Profile;
    use crate::verify::{Verdict, Verifier};
    use std::sync::LazyLock;

    static AP: LazyLock<Verifier> = LazyLock::new(|| Verifier::new(Lexicon::embedded().unwrap(), Style::built_in(Profile::Ap).unwrap()));
    static UK: LazyLock<Verifier> = LazyLock::new(|| Verifier::new(Lexicon::embedded().unwrap(), Style::built_in(Profile::Uk).unwrap()));

    pub fn ap() -> &'static Verifier {
        &AP
    }

    pub fn verdict(copy: &Copy, event: &Event) -> Verdict {
        AP.verify(copy, event, None, Mode::Own)
    }

    pub fn verdict_uk(copy: &Copy, event: &Event) -> Verdict {
        UK.verify(copy, event, None, Mode::Own)
    }

    /// How often a rule finds fault with sentences.
    pub fn faults(rule: &str, event: &Event, sentences: &[&str]) -> usize {
        verdict(&Copy::of(&[sentences]), event).of(rule).count()
    }

    /// Why a rule is undecided on sentences.
    pub fn undecided(rule: &str, event: &Event, sentences: &[&str]) -> Option<String> {
        verdict(&Copy::of(&[sentences]), event).undecided.get(rule).cloned()
    }
}
