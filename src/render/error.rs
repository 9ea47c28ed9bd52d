//! What can go wrong when an article is rendered.

use crate::article::{Article, Problem};
use std::error::Error;
use std::fmt;

/// The kind of failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RenderErrorKind {
    /// The record contradicts itself.
    Record,
    /// A template has a fault: syntax, an undefined name, a value that is not there.
    Template,
    /// The rendered text is longer than any article.
    TooLong,
    /// The record could not be written as JSON.
    Json,
}

/// Why an article could not be rendered.
#[derive(Debug)]
pub struct RenderError {
    /// The kind of failure.
    pub kind: RenderErrorKind,
    /// Where: `template:line`, a file, or the article's id with a pointer.
    pub at: String,
    /// Why and what to do.
    pub detail: String,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            RenderErrorKind::Record => "cannot render a record that contradicts itself",
            RenderErrorKind::Template => "a template failed",
            RenderErrorKind::TooLong => "the rendered text is too long",
            RenderErrorKind::Json => "cannot write JSON",
        };
        write!(f, "{what}: {}: {}", self.at, self.detail)
    }
}

impl Error for RenderError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_ref().map(|source| -> &(dyn Error + 'static) { source.as_ref() })
    }
}

impl RenderError {
    pub(super) fn record(article: &Article, problems: &[Problem]) -> Self {
        let detail = problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        Self { kind: RenderErrorKind::Record, at: article.id.clone(), detail, source: None }
    }

    pub(super) fn json(article: &Article, source: serde_json::Error) -> Self {
        Self { kind: RenderErrorKind::Json, at: article.id.clone(), detail: source.to_string(), source: Some(source.into()) }
    }

    pub(super) fn report(format: &str, source: serde_json::Error) -> Self {
        Self { kind: RenderErrorKind::Json, at: format!("{format} report"), detail: source.to_string(), source: Some(source.into()) }
    }

    pub(super) fn too_long(template: &str, most: usize) -> Self {
        let detail = format!("more than {most} bytes were written; look for a loop that repeats itself");
        Self { kind: RenderErrorKind::TooLong, at: template.to_owned(), detail, source: None }
    }

    /// A fault of a template, with the innermost place that is known (the template that was included, not the one that
    /// includes it).
    pub(super) fn template(name: &str, error: minijinja::Error) -> Self {
        let mut deepest = &error;
        let mut next = Error::source(&error);
        while let Some(cause) = next {
            if let Some(inner) = cause.downcast_ref::<minijinja::Error>()
                && inner.line().is_some()
            {
                deepest = inner;
            }
            next = cause.source();
        }
        let file = deepest.name().unwrap_or(name);
        let at = deepest.line().map_or_else(|| file.to_owned(), |line| format!("{file}:{line}"));
        let kind = deepest.kind().to_string();
        let detail = deepest.detail().map_or(kind.clone(), |detail| format!("{kind}: {detail}"));
        Self { kind: RenderErrorKind::Template, at, detail, source: Some(error.into()) }
    }
}
