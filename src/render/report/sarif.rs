//! SARIF 2.1.0, for code scanning and editors.

use super::lines::region;
use super::{Checked, RenderError};
use crate::verify::{RuleText, Ruling, Statement};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::ops::Range;

/// Renders the report.
pub(super) fn render(files: &[Checked<'_>], rules: &[RuleText]) -> Result<String, RenderError> {
    let results: Vec<Value> = files
        .iter()
        .flat_map(|file| file.report.statements().filter(|one| one.ruling != Ruling::Supported).map(|one| result(file, one, rules)))
        .collect();
    let artifacts: Vec<Value> = files.iter().map(|file| json!({ "location": { "uri": uri(file.name) }, "encoding": "UTF-8" })).collect();
    let value = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "stringer",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(rule).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "artifacts": artifacts,
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&value).map(|text| text + "\n").map_err(|source| RenderError::report("sarif", source))
}

fn rule(rule: &RuleText) -> Value {
    json!({ "id": rule.id, "shortDescription": { "text": rule.title }, "fullDescription": { "text": format!("{}. {}", rule.title, rule.text) } })
}

fn result(file: &Checked<'_>, statement: &Statement, rules: &[RuleText]) -> Value {
    let contradicted = statement.ruling == Ruling::Contradicted;
    let span = statement.spots.first().map_or(&statement.span, |spot| &spot.span);
    let mut value = json!({
        "ruleId": statement.rule,
        "kind": if contradicted { "fail" } else { "open" },
        "level": if contradicted { "error" } else { "none" },
        "message": { "text": message(statement) },
        "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(file.name) }, "region": region_of(file, span) } }],
    });
    let Value::Object(fields) = &mut value else { return value };
    if let Some(index) = rules.iter().position(|rule| rule.id == statement.rule) {
        fields.insert("ruleIndex".to_owned(), json!(index));
    }
    let fixes: Vec<Value> = statement.spots.iter().filter_map(|spot| Some(fix(file, &spot.span, spot.fix.as_ref()?))).collect();
    if !fixes.is_empty() {
        fields.insert("fixes".to_owned(), Value::Array(fixes));
    }
    if let Some(reason) = &statement.waived {
        fields.insert("suppressions".to_owned(), json!([{ "kind": "external", "justification": reason }]));
    }
    value
}

fn message(statement: &Statement) -> String {
    match statement.ruling {
        Ruling::Contradicted => format!("\"{}\" is contradicted by the feed: {}.", statement.text, statement.reason),
        Ruling::NotCheckable | Ruling::Supported => format!("\"{}\" cannot be checked: {}.", statement.text, statement.reason),
    }
}

fn fix(file: &Checked<'_>, span: &Range<usize>, right: &str) -> Value {
    json!({
        "description": { "text": format!("write \"{right}\"") },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(file.name) },
            "replacements": [{ "deletedRegion": region_of(file, span), "insertedContent": { "text": right } }],
        }],
    })
}

fn region_of(file: &Checked<'_>, span: &Range<usize>) -> Value {
    let place = region(file.text, span);
    json!({
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "byteOffset": span.start,
        "byteLength": span.end.saturating_sub(span.start),
    })
}

/// A path as a relative reference: what a URI does not have is percent-encoded.
fn uri(name: &str) -> String {
    let mut text = String::new();
    for byte in name.replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~') {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}
