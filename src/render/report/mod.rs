//! Reports on copy that was compared with a feed, for people and for machines.
//!
//! Comes in: files with what was found in them. Goes out: text of one [`ReportFormat`]. The same findings give the same bytes.

mod github;
mod html;
mod json;
mod junit;
mod lines;
mod sarif;
mod terminal;
#[cfg(test)]
mod tests;

pub use html::{PAGE, page};
pub use terminal::terminal;

use super::RenderError;
use crate::verify::{ForeignReport, RuleText};
use std::fmt;
use std::str::FromStr;

/// A file with what was found in it.
#[derive(Debug, Clone, Copy)]
pub struct Checked<'a> {
    /// Its name as it was given.
    pub name: &'a str,
    /// Its text; spans are bytes of it.
    pub text: &'a str,
    /// What was found.
    pub report: &'a ForeignReport,
}

/// A format of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReportFormat {
    /// For a terminal or a log.
    Text,
    /// All that was found.
    Json,
    /// `JUnit` XML, a test case for each statement.
    Junit,
    /// SARIF 2.1.0.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// A page that shows the evidence of each statement.
    Html,
}

/// A name that is no format of reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownReportFormat {
    /// The name as it came.
    pub name: String,
}

impl fmt::Display for UnknownReportFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known: Vec<&str> = ReportFormat::ALL.iter().map(|format| format.name()).collect();
        write!(f, "\"{}\" is no format of a report: choose one of {}", self.name.escape_debug(), known.join(", "))
    }
}

impl std::error::Error for UnknownReportFormat {}

impl ReportFormat {
    /// All formats.
    pub const ALL: [Self; 6] = [Self::Text, Self::Json, Self::Junit, Self::Sarif, Self::Github, Self::Html];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Junit => "junit",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Html => "html",
        }
    }
}

impl FromStr for ReportFormat {
    type Err = UnknownReportFormat;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|format| format.name() == name).ok_or_else(|| UnknownReportFormat { name: name.to_owned() })
    }
}

/// Renders a report for machines, or for a log without colours.
pub fn render(format: ReportFormat, files: &[Checked<'_>], rules: &[RuleText]) -> Result<String, RenderError> {
    match format {
        ReportFormat::Text => Ok(terminal(files, false, false)),
        ReportFormat::Json => json::render(files),
        ReportFormat::Junit => Ok(junit::render(files)),
        ReportFormat::Sarif => sarif::render(files, rules),
        ReportFormat::Github => Ok(github::render(files)),
        ReportFormat::Html => html::built_in(files),
    }
}
