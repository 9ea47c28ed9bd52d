//! A page that shows the copy with its spans; the evidence of each appears under the pointer, and all of it in lists.

use super::lines::region;
use super::terminal::corrections;
use super::{Checked, RenderError};
use crate::english::text::strip_unsafe;
use crate::render::env;
use crate::verify::{Ruling, SentenceReport, Statement};
use minijinja::value::Value as Shown;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The name of the page's template below `templates/`.
pub const PAGE: &str = "verify/report.html.j2";

/// Renders the page with the built-in template.
pub fn built_in(files: &[Checked<'_>]) -> Result<String, RenderError> {
    page(files, include_str!("../../../templates/verify/report.html.j2"))
}

/// Renders the page with a template.
pub fn page(files: &[Checked<'_>], template: &str) -> Result<String, RenderError> {
    let env = env::environment([(PAGE, template)])?;
    let read: Vec<Value> = files.iter().map(file).collect();
    let values = json!({ "files": read, "version": env!("CARGO_PKG_VERSION") });
    env::render(&env, PAGE, shown(values))
}

fn file(file: &Checked<'_>) -> Value {
    let sentences: Vec<Value> = file.report.sentences.iter().map(|sentence| of_sentence(file, sentence)).collect();
    json!({ "name": file.name, "event": file.report.event, "counts": file.report.counts(), "sentences": sentences })
}

fn of_sentence(file: &Checked<'_>, sentence: &SentenceReport) -> Value {
    let place = region(file.text, &sentence.span);
    let statements: Vec<Value> = sentence.statements.iter().enumerate().map(|(at, one)| of_statement(at, one)).collect();
    json!({ "line": place.line, "pieces": pieces(file, sentence), "statements": statements, "class": worst(sentence) })
}

fn class(statement: &Statement) -> &'static str {
    match statement.ruling {
        Ruling::Contradicted if statement.waived.is_some() => "waived",
        Ruling::Contradicted => "contradicted",
        Ruling::NotCheckable => "open",
        Ruling::Supported => "supported",
    }
}

fn word(statement: &Statement) -> &'static str {
    match class(statement) {
        "open" => "not checkable",
        other => other,
    }
}

fn worst(sentence: &SentenceReport) -> &'static str {
    let classes: Vec<&str> = sentence.statements.iter().map(class).collect();
    ["contradicted", "waived", "open"].into_iter().find(|one| classes.contains(one)).unwrap_or("supported")
}

fn of_statement(at: usize, statement: &Statement) -> Value {
    let cells: Vec<Value> = statement.cells.iter().map(|cell| json!({ "at": cell.at, "raw": cell.raw })).collect();
    json!({
        "number": at + 1,
        "class": class(statement),
        "ruling": word(statement),
        "rule": statement.rule,
        "text": statement.text,
        "reason": statement.reason,
        "fix": corrections(statement).unwrap_or_default(),
        "certain": statement.certain,
        "waived": statement.waived.as_deref().unwrap_or_default(),
        "cells": cells,
    })
}

/// The sentence cut where a statement begins or ends; each piece with the gravest statement that covers it.
fn pieces(file: &Checked<'_>, sentence: &SentenceReport) -> Vec<Value> {
    let mut cuts = BTreeSet::from([sentence.span.start, sentence.span.end]);
    let spans = |statement: &Statement| -> Vec<std::ops::Range<usize>> {
        if statement.ruling == Ruling::Contradicted && !statement.spots.is_empty() {
            statement.spots.iter().map(|spot| spot.span.clone()).collect()
        } else {
            vec![statement.span.clone()]
        }
    };
    for span in sentence.statements.iter().flat_map(&spans) {
        cuts.extend([span.start, span.end].into_iter().filter(|cut| sentence.span.contains(cut)));
    }
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let rank = |statement: &Statement| ["supported", "open", "waived", "contradicted"].iter().position(|one| *one == class(statement));
    let mut found = Vec::new();
    for pair in cuts.windows(2) {
        let [start, end] = pair else { continue };
        let Some(text) = file.text.get(*start..*end) else { continue };
        let covers = |statement: &&Statement| spans(statement).iter().any(|span| span.start <= *start && *end <= span.end);
        let covering =
            sentence.statements.iter().filter(covers).max_by_key(|statement| (rank(statement), std::cmp::Reverse(statement.span.len())));
        found.push(match covering {
            Some(statement) => json!({ "text": text, "class": class(statement), "tip": tip(statement) }),
            None => json!({ "text": text, "class": "", "tip": "" }),
        });
    }
    found
}

/// A JSON value as a template's value, without characters that nobody can see; lines and the blanks between pieces stay.
fn shown(value: Value) -> Shown {
    match value {
        Value::Null => Shown::from(()),
        Value::Bool(truth) => Shown::from(truth),
        Value::Number(number) => Shown::from(number.as_i64().unwrap_or_default()),
        Value::String(text) => Shown::from(text.split('\n').map(line).collect::<Vec<_>>().join("\n")),
        Value::Array(values) => values.into_iter().map(shown).collect::<Vec<_>>().into(),
        Value::Object(fields) => fields.into_iter().map(|(name, value)| (name, shown(value))).collect::<BTreeMap<_, _>>().into(),
    }
}

fn line(text: &str) -> String {
    let blank = |there: bool| if there { " " } else { "" };
    let core = strip_unsafe(text);
    let after = !core.is_empty() && text.ends_with(char::is_whitespace);
    format!("{}{core}{}", blank(text.starts_with(char::is_whitespace)), blank(after))
}

/// What appears under the pointer.
fn tip(statement: &Statement) -> String {
    let mut lines = vec![format!("{} {}: {}", statement.rule, word(statement), statement.reason)];
    lines.extend(corrections(statement));
    lines.extend(statement.cells.iter().take(6).map(|cell| format!("{} = {}", cell.at, cell.raw)));
    lines.join("\n")
}
