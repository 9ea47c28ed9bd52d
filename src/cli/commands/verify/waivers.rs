//! Waivers: findings that somebody looked into, each with a reason.

use super::text;
use crate::cli::Failure;
use crate::verify::{ForeignReport, Ruling};
use serde::Deserialize;
use std::path::Path;

/// One waiver.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Waiver {
    /// The rule.
    rule: String,
    /// Words of the copy that the finding is about.
    text: String,
    /// The file, where it holds for one only.
    file: Option<String>,
    /// Why the finding is no mistake.
    reason: String,
    #[serde(skip)]
    used: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    waive: Vec<Waiver>,
}

/// The waivers of a file.
#[derive(Debug, Default)]
pub(super) struct Waivers {
    list: Vec<Waiver>,
}

impl Waivers {
    /// Reads the file. A waiver without a reason is an error.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let file: File = toml::from_str(&text(path)?).map_err(|error| {
            let failure = Failure::usage(format!("{} is no file of waivers: {}", path.display(), error.message()));
            failure.hint("each waiver is a table [[waive]] with rule, text and reason")
        })?;
        for (at, waiver) in file.waive.iter().enumerate() {
            if waiver.reason.trim().is_empty() || waiver.text.trim().is_empty() {
                let failure = Failure::usage(format!("{}: waiver {} has no reason or no text", path.display(), at + 1));
                return Err(failure.hint("say in `reason` why the finding is no mistake"));
            }
        }
        Ok(Self { list: file.waive })
    }

    /// Marks the findings that are waived.
    pub(super) fn apply(&mut self, name: &str, report: &mut ForeignReport) {
        for statement in report.sentences.iter_mut().flat_map(|sentence| &mut sentence.statements) {
            if statement.ruling != Ruling::Contradicted {
                continue;
            }
            let fits = |waiver: &&mut Waiver| {
                waiver.rule == statement.rule
                    && waiver.file.as_ref().is_none_or(|file| name == file || name.ends_with(&format!("/{file}")))
                    && (statement.text.contains(&waiver.text) || statement.spots.iter().any(|spot| spot.text.contains(&waiver.text)))
            };
            if let Some(waiver) = self.list.iter_mut().find(fits) {
                waiver.used = true;
                statement.waived = Some(waiver.reason.clone());
            }
        }
    }

    /// The waivers that nothing needed.
    pub(super) fn unused(&self) -> Vec<String> {
        self.list.iter().filter(|waiver| !waiver.used).map(|waiver| format!("{} \"{}\"", waiver.rule, waiver.text)).collect()
    }
}
