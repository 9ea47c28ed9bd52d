//! A false denial that reads whole: "11 did not finish" is put right by another number, or by taking the denial away.

use super::bench::{Bench, Reading, Told};
use super::second::phrase_at;
use super::sentence::Sentence;
use super::statement::{Ruling, Spot, Statement};
use super::wording::replaced;
use crate::verify::evaluate::Truth;
use crate::verify::tokens::Token;
use std::ops::Range;

/// Adds the denial to the places at which a false statement may be wrong, where the sentence is true without it.
pub(super) fn add(sentence: &Sentence<'_, '_>, headline: bool, told: &Told, statements: &mut [Statement]) {
    let reading = sentence.reading;
    let twisted = reading.judged.iter().any(|judged| judged.twist.is_some());
    if !reading.islands.whole || twisted || statements.iter().all(|statement| statement.ruling != Ruling::Contradicted) {
        return;
    }
    let Some((bytes, positive)) = without(sentence.bench, reading, headline, told) else { return };
    let (span, text) = sentence.place(&bytes);
    let touches = |statement: &&mut Statement| {
        statement.ruling == Ruling::Contradicted && statement.span.start < span.end && span.start < statement.span.end
    };
    for statement in statements.iter_mut().filter(touches) {
        statement.spots.push(Spot { span: span.clone(), text: text.clone(), fix: Some(positive.clone()) });
        statement.certain = false;
    }
}

/// The denial without which every claim of the sentence is true: its bytes, and what would stand there.
fn without(bench: &Bench<'_>, reading: &Reading, headline: bool, told: &Told) -> Option<(Range<usize>, String)> {
    let tokens = &reading.tokens;
    let denials = &bench.wording.denials;
    for at in 0..tokens.len() {
        let copula = denials.copula.iter().filter_map(|(phrase, other)| Some((phrase_at(tokens, at, phrase)?, vec![other.clone()])));
        let verbs = denials.before_base.iter().filter_map(|phrase| {
            let width = phrase_at(tokens, at, phrase)?;
            Some((width + 1, bench.wording.past_of(&tokens.get(at + width)?.lower)))
        });
        for (width, forms) in copula.chain(verbs) {
            let found = forms.into_iter().find(|form| holds(bench, &changed(tokens, at, width, form), headline, told));
            if let (Some(form), Some(first), Some(last)) = (found, tokens.get(at), tokens.get(at + width - 1)) {
                return Some((first.span.start..last.span.end, form));
            }
        }
    }
    None
}

fn changed(tokens: &[Token], at: usize, width: usize, phrase: &str) -> Vec<Token> {
    let (before, after) = (tokens.get(..at).unwrap_or_default(), tokens.get(at + width..).unwrap_or_default());
    before.iter().cloned().chain(replaced(tokens, at, width, phrase)).chain(after.iter().cloned()).collect()
}

fn holds(bench: &Bench<'_>, tokens: &[Token], headline: bool, told: &Told) -> bool {
    let reading = bench.read(tokens, headline, told);
    reading.islands.whole && reading.judged.iter().all(|judged| judged.truth == Some(Truth::True))
}
