//! Copy by anybody: what the feed supports, what it contradicts, and what cannot be checked.
//!
//! Comes in: a [`Document`] and the event. Goes out: a [`ForeignReport`] of statements with their spans in the file. A sentence is
//! read whole where the lexicon can read it, and otherwise as far as its claims have a sure subject. What is not understood is not
//! checkable; nothing is held against the copy by guess.

mod affirmed;
mod bench;
mod choose;
mod describe;
mod document;
mod evidence;
mod gazetteer;
mod islands;
mod leftover;
mod numbered;
mod phrase;
mod repair;
mod second;
mod sentence;
mod sentences;
mod spelling;
mod splits;
mod statement;
mod strangers;
mod tolerance;
mod wording;

#[cfg(test)]
mod tests;

pub use document::{Block, BlockKind, Document, DocumentError, DocumentFormat};
pub(super) use leftover::ruling_of_quotation;
pub(super) use sentences::{quotations, sentences as sentence_ranges};
pub use statement::{Counts, ForeignReport, Kind, Ruling, SentenceReport, Spot, Statement};
pub use wording::{Wording, WordingError};

use super::Verifier;
use super::entities::Names;
use super::terms::EventWorld;
use super::tokens::{Token, tokenise};
use crate::event::Event;
use bench::{Bench, Reading, Told};
use second::Second;
use sentence::Sentence;
use spelling::{Misspelt, Words};
use std::collections::BTreeMap;
use std::ops::Range;
use tolerance::Hedge;

/// Reads copy by anybody against one event.
pub struct Foreign<'a> {
    bench: Bench<'a>,
    /// Quotations that were supplied; `None`: none were.
    quotes: Option<&'a [String]>,
}

impl std::fmt::Debug for Foreign<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Foreign").field("event", &self.bench.event.id).finish_non_exhaustive()
    }
}

/// A sentence before it is read.
struct Prepared {
    tokens: Vec<Token>,
    misspelt: Vec<(Range<usize>, Misspelt)>,
    hedges: BTreeMap<usize, Hedge>,
}

impl<'a> Foreign<'a> {
    /// A reader for one event.
    pub fn new(verifier: &'a Verifier, wording: &'a Wording, event: &'a Event, quotes: Option<&'a [String]>) -> Self {
        let bench = Bench {
            event,
            lexicon: &verifier.lexicon,
            patterns: &verifier.patterns,
            wording,
            names: Names::of(event, &verifier.lexicon),
            words: Words::of(event, &gazetteer::words()),
            world: EventWorld::new(event),
        };
        Self { bench, quotes }
    }

    /// Reads the copy.
    pub fn check(&self, document: &Document) -> ForeignReport {
        if let Some(sheet) = &self.bench.event.score_sheet {
            return super::game::check(document, (self.bench.event, sheet), &self.bench.wording.game, self.quotes);
        }
        let mut told = Told { unbroken: true, ..Told::default() };
        let mut sentences = Vec::new();
        for block in &document.blocks {
            let apart = block.kind != BlockKind::Paragraph;
            if apart {
                // Headline and standfirst each speak for themselves, and the body starts anew.
                let mut alone = Told { unbroken: true, ..Told::default() };
                sentences.extend(self.block(block, &mut alone));
            } else {
                sentences.extend(self.block(block, &mut told));
            }
        }
        ForeignReport { event: self.bench.event.id.clone(), sentences }
    }

    fn block(&self, block: &Block, told: &mut Told) -> Vec<SentenceReport> {
        let whole = std::iter::once(0..block.text.len()).collect();
        let ranges = match block.kind {
            BlockKind::Dateline => return vec![leftover::dateline(&self.bench, block)],
            BlockKind::Headline => whole,
            BlockKind::Standfirst | BlockKind::Paragraph => sentences::sentences(&block.text),
        };
        let quoted = sentences::quotations(&block.text);
        ranges.into_iter().map(|range| self.sentence(block, &range, &quoted, told)).collect()
    }

    fn sentence(&self, block: &Block, range: &Range<usize>, quoted: &[Range<usize>], told: &mut Told) -> SentenceReport {
        let text = block.text.get(range.clone()).unwrap_or_default();
        let inside: Vec<Range<usize>> = quoted
            .iter()
            .filter(|quote| quote.start < range.end && range.start < quote.end)
            .map(|quote| quote.start.max(range.start) - range.start..quote.end.min(range.end) - range.start)
            .collect();
        let headline = block.kind == BlockKind::Headline;
        let (prepared, reading) = self.read(text, &inside, headline, told);
        let doubt = leftover::doubt(&self.bench, &reading);
        let sentence = Sentence { bench: &self.bench, block, start: range.start, reading: &reading, hedges: &prepared.hedges, doubt };
        let mut statements = sentence.statements();
        affirmed::add(&sentence, headline, told, &mut statements);
        statements.extend(prepared.misspelt.iter().map(|(bytes, found)| leftover::misspelt(&sentence, bytes, found)));
        statements.extend(inside.iter().map(|bytes| leftover::quotation(&sentence, bytes, self.quotes)));
        statements.extend(leftover::unread(&sentence, &inside));
        leftover::merge(&mut statements);
        let whole = reading.islands.whole && inside.is_empty();
        let stranger = leftover::names_a_stranger(&self.bench, &reading);
        *told = reading.told;
        told.stranger = stranger;
        SentenceReport { span: block.in_file(range), text: text.to_owned(), whole, statements }
    }

    /// Reads a sentence as it stands; where that does not succeed, with its phrases turned, its names spelt right, its hedges taken
    /// out, and at last by a second look.
    fn read(&self, text: &str, quoted: &[Range<usize>], headline: bool, told: &Told) -> (Prepared, Reading) {
        let mut tokens = tokenise(text);
        tokens.retain(|token| !quoted.iter().any(|quote| token.span.start + 1 >= quote.start && token.span.end <= quote.end + 1));
        let plain = Prepared { tokens, misspelt: Vec::new(), hedges: BTreeMap::new() };
        let reading = self.bench.read(&plain.tokens, headline, told);
        if reading.islands.whole {
            return (plain, reading);
        }
        let prepared = self.prepare(&plain.tokens);
        let first = self.bench.read(&prepared.tokens, headline, told);
        let reading = Second { bench: &self.bench, headline, told }.look(first);
        (prepared, reading)
    }

    fn prepare(&self, tokens: &[Token]) -> Prepared {
        let mut tokens = self.bench.wording.turned(tokens);
        let mut misspelt = Vec::new();
        for at in 0..tokens.len() {
            let Some(token) = tokens.get(at) else { continue };
            let Some(found) = self.bench.words.misspelt(at, token) else { continue };
            let span = token.span.clone();
            if let Some(token) = tokens.get_mut(at) {
                token.lower = found.right.to_lowercase();
                token.text.clone_from(&found.right);
            }
            misspelt.push((span, found));
        }
        let (tokens, hedges) = self.without_hedges(&tokens);
        Prepared { tokens, misspelt, hedges }
    }

    /// Takes "nearly", "more than" and the like out from before numbers, but for those of names: "No. 9 (under 15)".
    fn without_hedges(&self, tokens: &[Token]) -> (Vec<Token>, BTreeMap<usize, Hedge>) {
        let names = &self.bench.names;
        let named = |at: usize| names.at(tokens, at).map(|(end, _)| end).chain(names.numbered(tokens, at).map(|(end, _)| end)).max();
        let spans: Vec<Range<usize>> = (0..tokens.len()).filter_map(|at| named(at).map(|end| at..end)).collect();
        let mut hedges = BTreeMap::new();
        let mut kept: Vec<Token> = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            let number = token.is_figure() || super::numbers::cardinal(&token.lower).is_some();
            let inside = spans.iter().any(|span| span.start < at && at < span.end);
            for width in [2, 1] {
                let Some(from) = kept.len().checked_sub(width).filter(|_| number && !inside) else { continue };
                let phrase: Vec<&str> = kept.get(from..).unwrap_or_default().iter().map(|token| token.lower.as_str()).collect();
                if let Some(hedge) = Hedge::of(&phrase.join(" ")) {
                    hedges.insert(token.span.start, hedge);
                    kept.truncate(from);
                    break;
                }
            }
            kept.push(token.clone());
        }
        (kept, hedges)
    }
}
