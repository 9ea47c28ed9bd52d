//! All that was found, as JSON.

use super::lines::region;
use super::{Checked, RenderError};
use serde_json::{Value, json};

/// Version of the shape.
const SCHEMA: u32 = 1;

/// Renders the report.
pub(super) fn render(files: &[Checked<'_>]) -> Result<String, RenderError> {
    let files: Vec<Value> = files.iter().map(file).collect::<Result<_, _>>()?;
    let value =
        json!({ "kind": "verify", "schema": SCHEMA, "tool": { "name": "stringer", "version": env!("CARGO_PKG_VERSION") }, "files": files });
    serde_json::to_string_pretty(&value).map(|text| text + "\n").map_err(|source| RenderError::report("json", source))
}

fn file(file: &Checked<'_>) -> Result<Value, RenderError> {
    let fault = |source| RenderError::report("json", source);
    let mut sentences = Vec::new();
    for sentence in &file.report.sentences {
        let mut value = serde_json::to_value(sentence).map_err(fault)?;
        if let Some(Value::Array(statements)) = value.get_mut("statements") {
            for (shown, statement) in statements.iter_mut().zip(&sentence.statements) {
                let place = region(file.text, &statement.span);
                if let Value::Object(shown) = shown {
                    shown.insert("line".to_owned(), json!(place.line));
                    shown.insert("column".to_owned(), json!(place.column));
                }
            }
        }
        sentences.push(value);
    }
    Ok(json!({ "file": file.name, "event": file.report.event, "counts": file.report.counts(), "sentences": sentences }))
}
