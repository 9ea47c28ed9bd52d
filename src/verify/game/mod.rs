//! Copy about a match, against its score sheet.
//!
//! Comes in: a document and an event with a [`ScoreSheet`](crate::event::ScoreSheet). Goes out: a report of statements, as for races.
//! Recaps of matches are full of figures whose meaning stands right beside them ("18 points", "8-of-15 from the field", "(12-5)"), so
//! they are not read whole: each figure, name, day and each word of the vocabulary is bound to its subject and compared by itself.
//! What the sheet cannot decide (schedules, streaks, standings) is named as not checkable.

mod found;
mod leaders;
mod line;
mod mistaken;
mod names;
mod open;
mod reader;
mod scores;
mod setting;
mod sheet;
mod shots;
mod statistics;
mod subject;
mod vocabulary;

#[cfg(test)]
mod tests;

pub use vocabulary::{Vocabulary, VocabularyError};

use super::foreign::{Block, BlockKind, Document, ForeignReport, Ruling, SentenceReport, Spot, Statement};
use crate::event::{Event, ScoreSheet};
use found::Found;
use line::Line;
use names::Names;
use reader::Reader;
use std::collections::BTreeMap;
use std::ops::Range;
use subject::Told;

/// Reads the copy against a score sheet.
pub(super) fn check(document: &Document, event: &Event, sheet: &ScoreSheet, vocabulary: &Vocabulary) -> ForeignReport {
    let names = Names::of(sheet, vocabulary);
    let mut told = Told::default();
    let mut sentences = Vec::new();
    for block in document.blocks.iter().filter(|block| block.kind != BlockKind::Dateline) {
        for range in super::foreign::sentence_ranges(&block.text) {
            let text = block.text.get(range.clone()).unwrap_or_default();
            let line = reader::line(text, &names, vocabulary);
            let reader = Reader { event, sheet: sheet::Sheet(sheet), vocabulary, told: &told, first: sentences.is_empty() };
            let (found, next) = reader::read(&reader, &line);
            let statements = found.into_iter().map(|found| statement(block, &range, &line, found)).collect();
            sentences.push(SentenceReport { span: block.in_file(&range), text: text.to_owned(), whole: false, statements });
            told = next;
        }
    }
    ForeignReport { event: event.id.clone(), sentences }
}

fn statement(block: &Block, sentence: &Range<usize>, line: &Line, found: Found) -> Statement {
    let tokens = line.tokens.get(found.tokens.clone()).unwrap_or_default();
    let start = tokens.first().map_or(0, |token| token.span.start);
    let bytes = sentence.start + start..sentence.start + tokens.last().map_or(start, |token| token.span.end);
    let (span, text) = (block.in_file(&bytes), block.text.get(bytes).unwrap_or_default().to_owned());
    let wrong = found.ruling == Ruling::Contradicted;
    let spots = if wrong { vec![Spot { span: span.clone(), text: text.clone(), fix: found.fix.clone() }] } else { Vec::new() };
    Statement {
        rule: found.rule.to_owned(),
        kind: found.kind,
        predicate: found.predicate,
        roles: BTreeMap::new(),
        positive: true,
        span,
        text,
        ruling: found.ruling,
        reason: found.reason,
        cells: found.cells,
        spots,
        certain: false,
        waived: None,
    }
}
