//! Where an Ergast-shaped document comes from: Jolpica, or whoever the document itself names.

use super::super::json::Node;
use super::super::{FeedError, FeedErrorKind, Input};
use crate::event::Source;

/// The source of a document. Our own files name theirs in a top-level `_source` object (`name`, `licence`, `credit`,
/// `commercial`); a `_derived` object with an F1DB licence counts as F1DB; all else is the Jolpica API.
pub(super) fn of(root: &Node<'_>, input: &Input<'_>) -> Result<Source, FeedError> {
    let source = |licence: &str, credit: &str, commercial| Source {
        provider: "ergast".to_owned(),
        credit: Some(credit.to_owned()),
        licence: Some(licence.to_owned()),
        commercial,
        sha256: vec![input.sha256.clone()],
    };
    if let Some(own) = root.get("_source") {
        let (_, licence) = own.name("licence")?;
        let (credit, text) = own.required("credit")?;
        if text.chars().count() > 120 || text.chars().any(|c| c.is_control() || matches!(c, '<' | '>' | '{' | '}')) {
            return Err(credit.error(FeedErrorKind::Value, "the credit line is not fit to print"));
        }
        let commercial = own.get("commercial").and_then(|node| node.value().as_bool());
        return Ok(source(&licence, text, commercial));
    }
    let derived = root.get("_derived").and_then(|node| node.get("licence")).and_then(|node| node.value().as_str());
    if derived.is_some_and(|licence| licence.contains("F1DB") && licence.contains("CC BY 4.0")) {
        return Ok(source("CC BY 4.0", "Data: F1DB (CC BY 4.0)", Some(true)));
    }
    Ok(source("CC BY-NC-SA 4.0", "Data: Jolpica F1 API (CC BY-NC-SA 4.0)", Some(false)))
}
