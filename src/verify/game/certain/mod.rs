//! Corrections that are certain, which `--fix` may make: few, since a figure is bound to its subject by position.
//!
//! Comes in: a sentence with what was found in it. A wrong figure has a certain correction where its subject is named in full before its
//! verb, where nothing but words of known use stands between them, and where neither another name, nor another statistic, nor another part
//! of the match is as good an explanation. What is left is tried: the sentence with its corrections in place must read as it should.

mod clause;
mod figure;
mod occasion;
mod whole;

use super::found::Found;
use super::line::Line;
use super::names::Names;
use super::reader::{self, Reader};
use crate::verify::foreign::{Kind, Ruling};
pub(super) use occasion::elsewhere;
use std::collections::BTreeSet;
use std::ops::Range;

/// Marks the findings of a sentence whose correction is certain.
pub(super) fn mark(reader: &Reader<'_>, names: &Names, text: &str, line: &Line, found: &mut [Found]) {
    if doubtful(reader, line, found) {
        return;
    }
    let fixes: Vec<Option<String>> = found.iter().map(|one| correction(reader, line, found, one)).collect();
    let before = wrong(found);
    let mended: BTreeSet<(usize, usize)> = found.iter().zip(&fixes).filter(|(_, fix)| fix.is_some()).map(|(one, _)| key(one)).collect();
    if mended.is_empty() || !holds(reader, names, &corrected(text, line, found, &fixes), &before, &mended) {
        return;
    }
    for (one, fix) in found.iter_mut().zip(fixes).filter(|(_, fix)| fix.is_some()) {
        one.fix = fix;
        one.certain = true;
    }
}

/// Whether no correction can be certain: the sentence may tell of something else, or a name or a word in it is wrong too.
fn doubtful(reader: &Reader<'_>, line: &Line, found: &[Found]) -> bool {
    let wrong = |one: &Found| one.ruling == Ruling::Contradicted;
    let more = found.iter().any(|one| wrong(one) && !matches!(one.kind, Kind::Number | Kind::Day));
    more || !found.iter().any(wrong) || reader.told.elsewhere || occasion::doubtful(reader.vocabulary, line)
}

/// What is certainly right in place of a finding's words.
fn correction(reader: &Reader<'_>, line: &Line, all: &[Found], one: &Found) -> Option<String> {
    if one.ruling != Ruling::Contradicted || one.tokens.len() != 1 {
        return None;
    }
    match one.kind {
        Kind::Day => whole::day(reader, line, all, one),
        _ if one.figure.is_some() => figure::correction(reader, line, all, one),
        _ => whole::score(reader, line, all, one),
    }
}

fn key(one: &Found) -> (usize, usize) {
    (one.tokens.start, one.tokens.end)
}

/// The words that are wrong.
fn wrong(found: &[Found]) -> BTreeSet<(usize, usize)> {
    found.iter().filter(|one| one.ruling == Ruling::Contradicted).map(key).collect()
}

/// The sentence with its corrections in place.
fn corrected(text: &str, line: &Line, found: &[Found], fixes: &[Option<String>]) -> String {
    let place = |tokens: &Range<usize>| line.tokens.get(tokens.start).map(|token| token.span.clone());
    let mut changes: Vec<(Range<usize>, &String)> =
        found.iter().zip(fixes).filter_map(|(one, fix)| Some((place(&one.tokens)?, fix.as_ref()?))).collect();
    changes.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    changes.into_iter().fold(text.to_owned(), |mut text, (span, fix)| {
        text.replace_range(span, fix);
        text
    })
}

/// Whether the corrected sentence is supported where it was mended, and nowhere else more wrong than before.
fn holds(reader: &Reader<'_>, names: &Names, text: &str, before: &BTreeSet<(usize, usize)>, mended: &BTreeSet<(usize, usize)>) -> bool {
    let line = reader::line(text, names, reader.vocabulary);
    let (found, _) = reader::read(reader, &line);
    let supported: BTreeSet<(usize, usize)> = found.iter().filter(|one| one.ruling == Ruling::Supported).map(key).collect();
    let left: BTreeSet<(usize, usize)> = before.difference(mended).copied().collect();
    wrong(&found) == left && mended.is_subset(&supported)
}
