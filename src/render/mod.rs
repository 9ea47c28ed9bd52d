//! The record becomes the bytes of one format.
//!
//! Comes in: an [`Article`] without contradictions, and the files of `templates/article/`. Goes out: text in UTF-8 with LF, one newline at the end.
//! The same record and templates give the same bytes; there is no clock and no locale here. Templates are strict: an undefined
//! name, or a value that is not there, is an error with template and line, never an empty place in an article.

mod context;
mod env;
mod error;
mod filters;
mod jsonld;
mod ninjs;
pub mod report;
mod svg;
mod topics;
#[cfg(test)]
mod tests;

pub use error::{RenderError, RenderErrorKind};

use crate::article::Article;
use minijinja::Environment;
use std::fmt;
use std::str::FromStr;

/// A format that an article can be rendered to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Markdown with YAML front matter.
    Markdown,
    /// A complete HTML page in XML-compatible form, with schema.org JSON-LD.
    Html,
    /// IPTC ninjs 3.1.
    Ninjs,
    /// Plain text in agency form.
    Text,
    /// The record itself.
    Json,
}

/// A name that is no format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownFormat {
    /// The name as it came.
    pub name: String,
}

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        write!(f, "\"{}\" is no format: choose one of {}", self.name.escape_debug(), known.join(", "))
    }
}

impl std::error::Error for UnknownFormat {}

impl Format {
    /// All formats.
    pub const ALL: [Self; 5] = [Self::Markdown, Self::Html, Self::Ninjs, Self::Text, Self::Json];

    /// The name for arguments and messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Ninjs => "ninjs",
            Self::Text => "text",
            Self::Json => "json",
        }
    }

    /// The extension of its files, without the leading dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Ninjs => "ninjs.json",
            Self::Text => "txt",
            Self::Json => "json",
        }
    }

    /// The format whose extension a file name has (`.ninjs.json` before `.json`).
    pub fn of_file(name: &str) -> Option<Self> {
        let lower = name.to_ascii_lowercase();
        let has = |format: &Self| lower.strip_suffix(format.extension()).is_some_and(|stem| stem.ends_with('.'));
        Self::ALL.into_iter().find(has)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let lower = name.to_ascii_lowercase();
        let short = |format: &Self| format.name() == lower || format.extension() == lower;
        Self::ALL.into_iter().find(short).ok_or_else(|| UnknownFormat { name: name.to_owned() })
    }
}

/// Templates that were compiled once, for any number of articles.
#[derive(Debug)]
pub struct Renderer {
    env: Environment<'static>,
}

impl Renderer {
    /// Compiles templates (name, text), such as `article/article.md.j2`. Errors: a syntax error or an unknown filter, with template
    /// and line.
    pub fn new<'a>(templates: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, RenderError> {
        Ok(Self { env: env::environment(templates)? })
    }

    /// The article in one format. Errors: the record contradicts itself, a template failed, the text is too long.
    pub fn render(&self, article: &Article, format: Format) -> Result<String, RenderError> {
        let problems = article.check();
        if !problems.is_empty() {
            return Err(RenderError::record(article, &problems));
        }
        let text = match format {
            Format::Markdown => self.template("article/article.md.j2", article)?,
            Format::Html => self.template("article/article.html.j2", article)?,
            Format::Text => self.template("article/article.txt.j2", article)?,
            Format::Ninjs => ninjs::render(article, &self.template("article/body.html.j2", article)?)?,
            Format::Json => serde_json::to_string_pretty(article).map_err(|source| RenderError::json(article, source))?,
        };
        Ok(format!("{}\n", text.trim_end().replace("\r\n", "\n")))
    }

    fn template(&self, name: &str, article: &Article) -> Result<String, RenderError> {
        env::render(&self.env, name, context::context(article)?)
    }
}
