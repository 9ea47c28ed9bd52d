//! What a run was made of, and who looked at the result.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A person's approval of one text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Name of the reviewer.
    pub reviewer: String,
    /// Role ("duty editor"), when given.
    pub role: Option<String>,
    /// When, RFC 3339 with an offset.
    pub at: String,
    /// [`Article::reviewable_sha256`](super::Article::reviewable_sha256) of the text that was read.
    pub sha256: String,
}

/// The model that worded the article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModelUsed {
    /// Name from its card or file, or what its server calls it.
    pub name: String,
    /// sha256 (hex) of its file; of its address and name where it ran on a server.
    pub sha256: String,
    /// The address of the server that it ran on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server: Option<String>,
}

/// How many sentences each drafter worded (headline and standfirst count).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drafted {
    /// By the model.
    pub model: u32,
    /// By the first forms of phrases.
    pub phrases: u32,
}

/// A wording that the verifier refused: a fault of a phrase, which a person has to mend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ban {
    /// The paragraph's role, `headline` or `standfirst`.
    pub place: String,
    /// The refused text.
    pub text: String,
    /// The verifier's finding.
    pub reason: String,
}

/// Everything that would have to be the same for the same bytes to come out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// The program.
    pub tool: String,
    /// Its version.
    pub version: String,
    /// sha256 (hex) of each input.
    pub inputs: Vec<String>,
    /// The model; `None` where none ran.
    pub model: Option<ModelUsed>,
    /// sha256 (hex) over the article templates.
    pub templates: String,
    /// sha256 (hex) over the house copy; `None` where none was used.
    pub house: Option<String>,
    /// The article's seed.
    pub seed: u64,
    /// Settings that differ from their defaults, or all of them, by name.
    pub settings: BTreeMap<String, serde_json::Value>,
    /// Sentences by drafter.
    pub drafted: Drafted,
    /// The clock of the run as it was given, RFC 3339.
    pub now: String,
    /// What the verifier refused on the way.
    pub bans: Vec<Ban>,
}
