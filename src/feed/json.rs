//! Walking a JSON document with a JSON Pointer (RFC 6901) to every value, so that each value read has its evidence.

use super::error::{FeedError, FeedErrorKind};
use super::names;
use crate::event::Cell;
use serde_json::Value;

/// A value of a document and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Node<'a> {
    file: &'a str,
    source: &'a str,
    at: String,
    value: &'a Value,
}

impl<'a> Node<'a> {
    /// The root of a document; `file` names it in errors, `source` is the sha256 of its bytes.
    pub(crate) fn root(value: &'a Value, file: &'a str, source: &'a str) -> Self {
        Self { file, source, at: String::new(), value }
    }

    pub(crate) fn at(&self) -> &str {
        &self.at
    }

    pub(crate) fn value(&self) -> &'a Value {
        self.value
    }

    pub(crate) fn error(&self, kind: FeedErrorKind, message: impl Into<String>) -> FeedError {
        let error = FeedError::new(kind, self.file, message);
        if self.at.is_empty() { error } else { error.at(&self.at) }
    }

    /// The member, when it is there and not `null`.
    pub(crate) fn get(&self, key: &str) -> Option<Node<'a>> {
        let value = self.value.get(key).filter(|value| !value.is_null())?;
        let escaped = key.replace('~', "~0").replace('/', "~1");
        Some(Self { at: format!("{}/{escaped}", self.at), value, ..self.clone() })
    }

    /// The member, or the error that it is missing.
    pub(crate) fn need(&self, key: &str) -> Result<Node<'a>, FeedError> {
        if !self.value.is_object() {
            return Err(self.wrong("an object"));
        }
        self.get(key).ok_or_else(|| self.error(FeedErrorKind::Missing, format!("\"{key}\" is missing")))
    }

    /// The items of an array.
    pub(crate) fn items(&self) -> Result<Vec<Node<'a>>, FeedError> {
        let Value::Array(items) = self.value else { return Err(self.wrong("a list")) };
        let node = |(index, value)| Self { at: format!("{}/{index}", self.at), value, ..self.clone() };
        Ok(items.iter().enumerate().map(node).collect())
    }

    /// The text of a string.
    pub(crate) fn text(&self) -> Result<&'a str, FeedError> {
        self.value.as_str().ok_or_else(|| self.wrong("a text"))
    }

    /// The text of an optional member; an empty text counts as missing, as old seasons have them.
    pub(crate) fn optional(&self, key: &str) -> Result<Option<(Node<'a>, &'a str)>, FeedError> {
        let Some(node) = self.get(key) else { return Ok(None) };
        let text = node.text()?;
        Ok((!text.is_empty()).then_some((node, text)))
    }

    /// The text of a member that must be there and must not be empty.
    pub(crate) fn required(&self, key: &str) -> Result<(Node<'a>, &'a str), FeedError> {
        let node = self.need(key)?;
        let text = node.text()?;
        if text.trim().is_empty() {
            return Err(node.error(FeedErrorKind::Missing, format!("\"{key}\" is empty")));
        }
        Ok((node, text))
    }

    /// A name that may be printed (see [`names::clean`]).
    pub(crate) fn name(&self, key: &str) -> Result<(Node<'a>, String), FeedError> {
        let (node, text) = self.required(key)?;
        let clean = names::clean(text).map_err(|reason| node.error(FeedErrorKind::Value, reason.to_string()).hint(names::ADVICE))?;
        Ok((node, clean))
    }

    /// A provider's id: ASCII letters, digits, `_`, `-` and `.`.
    pub(crate) fn id(&self, key: &str) -> Result<(Node<'a>, &'a str), FeedError> {
        let (node, text) = self.required(key)?;
        let plain = text.len() <= 60 && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
        if plain { Ok((node, text)) } else { Err(node.error(FeedErrorKind::Value, format!("{text:?} is not an id"))) }
    }

    /// A whole number, as a text of digits or as a JSON number: providers change between the two.
    pub(crate) fn number(&self) -> Result<u32, FeedError> {
        if let Some(number) = self.value.as_u64().and_then(|number| u32::try_from(number).ok()) {
            return Ok(number);
        }
        let text = self.text()?;
        let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let parsed = if digits { text.parse().ok() } else { None };
        parsed.ok_or_else(|| self.error(FeedErrorKind::Value, format!("{text:?} is not a whole number")))
    }

    /// A whole number of an optional member; an empty text counts as missing.
    pub(crate) fn optional_number(&self, key: &str) -> Result<Option<(Node<'a>, u32)>, FeedError> {
        let Some(node) = self.get(key).filter(|node| node.value.as_str() != Some("")) else { return Ok(None) };
        let number = node.number()?;
        Ok(Some((node, number)))
    }

    /// The evidence for a value read here.
    pub(crate) fn cell(&self) -> Cell {
        let raw = self.value.as_str().map_or_else(|| self.value.to_string(), str::to_owned);
        Cell { source: self.source.to_owned(), at: self.at.clone(), raw }
    }

    fn wrong(&self, wanted: &str) -> FeedError {
        let found = match self.value {
            Value::Null => "null",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "a text",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        self.error(FeedErrorKind::Value, format!("{wanted} is needed here, but this is {found}"))
    }
}
