//! Copy about a match, against its score sheet.
//!
//! Comes in: a document and an event with a [`ScoreSheet`](crate::event::ScoreSheet). Goes out: a report of statements, as for races.
//! Recaps of matches are full of figures whose meaning stands right beside them ("18 points", "8-of-15 from the field", "(12-5)"), so
//! they are not read whole: each figure, name, day and each word of the vocabulary is bound to its subject and compared by itself.
//! What the sheet cannot decide (schedules, streaks, standings) is named as not checkable.

mod alone;
mod battles;
mod breaks;
mod certain;
mod company;
mod counts;
mod degree;
mod form;
mod found;
mod groups;
mod leaders;
mod line;
mod mistaken;
mod names;
mod open;
mod periods;
mod ranks;
mod reader;
mod records;
mod respective;
mod result;
mod roles;
mod scores;
mod setting;
mod sheet;
mod shots;
mod statistics;
mod subject;
mod versus;
mod vocabulary;

#[cfg(test)]
mod tests;

pub use vocabulary::{Vocabulary, VocabularyError};

use super::foreign::{
    Block, BlockKind, Document, ForeignReport, Kind, Ruling, SentenceReport, Spot, Statement, quotations, ruling_of_quotation,
    sentence_ranges,
};
use crate::event::{Event, ScoreSheet};
use found::Found;
use line::Line;
use names::Names;
use reader::Reader;
use std::collections::BTreeMap;
use std::ops::Range;
use subject::Told;

/// Reads the copy against a score sheet.
pub(super) fn check(
    document: &Document,
    (event, sheet): (&Event, &ScoreSheet),
    vocabulary: &Vocabulary,
    quotes: Option<&[String]>,
) -> ForeignReport {
    let names = Names::of(sheet, vocabulary);
    let mut told = Told::default();
    let mut sentences = Vec::new();
    for block in document.blocks.iter().filter(|block| block.kind != BlockKind::Dateline) {
        let quoted = quotations(&block.text);
        for range in sentence_ranges(&block.text) {
            let text = block.text.get(range.clone()).unwrap_or_default();
            let line = reader::line(text, &names, vocabulary);
            let reader = Reader { event, sheet: sheet::Sheet(sheet), vocabulary, told: &told, first: sentences.is_empty() };
            let (mut found, next) = reader::read(&reader, &line);
            certain::mark(&reader, &names, text, &line, &mut found);
            if next.elsewhere && line.mentions.first().is_none_or(|mention| mention.tokens.start > 1) {
                // "They all came in the first half" tells what the sentence before counted.
                unsettle(sentences.last_mut());
            }
            let statements = found.into_iter().map(|found| statement(block, &range, &line, found));
            let inside = |statement: &Statement| quoted.iter().any(|quote| overlap(&block.in_file(quote), &statement.span));
            let mut statements: Vec<Statement> = statements.filter(|statement| !inside(statement)).collect();
            let here = quoted.iter().filter(|quote| range.start <= quote.start && quote.start < range.end);
            statements.extend(here.map(|quote| quotation(block, quote, quotes)));
            sentences.push(SentenceReport { span: block.in_file(&range), text: text.to_owned(), whole: false, statements });
            told = next;
        }
    }
    ForeignReport { event: event.id.clone(), sentences }
}

/// Takes back that the corrections of a sentence are certain.
fn unsettle(sentence: Option<&mut SentenceReport>) {
    for statement in sentence.into_iter().flat_map(|sentence| &mut sentence.statements) {
        statement.certain = false;
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// Words in quotation marks.
fn quotation(block: &Block, bytes: &Range<usize>, quotes: Option<&[String]>) -> Statement {
    let text = block.text.get(bytes.clone()).unwrap_or_default();
    let (ruling, reason) = ruling_of_quotation(text, quotes);
    let found = Found { ruling, ..Found::new(&(0..0), "Q1", Kind::Quotation, true, reason) };
    placed(block, bytes, found)
}

fn statement(block: &Block, sentence: &Range<usize>, line: &Line, found: Found) -> Statement {
    let tokens = line.tokens.get(found.tokens.clone()).unwrap_or_default();
    let start = tokens.first().map_or(0, |token| token.span.start);
    let bytes = sentence.start + start..sentence.start + tokens.last().map_or(start, |token| token.span.end);
    placed(block, &bytes, found)
}

/// The statement at these bytes of a block.
fn placed(block: &Block, bytes: &Range<usize>, found: Found) -> Statement {
    let (span, text) = (block.in_file(bytes), block.text.get(bytes.clone()).unwrap_or_default().to_owned());
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
        certain: found.certain,
        waived: None,
    }
}
