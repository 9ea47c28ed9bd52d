//! What a stage made, as a file: `{kind, schema, inputs, body}`, self-contained.

use crate::article::Article;
use crate::draft::Draft;
use crate::event::Event;
use crate::facts::Ledger;
use crate::plan::Plan;
use crate::verify::Verdict;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The version of the form that this build writes and reads.
pub const SCHEMA: u32 = 1;

/// A stage's product.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The decoded event.
    Event,
    /// The ledger, with its event.
    Facts,
    /// The plan, with ledger and event.
    Plan,
    /// The draft, with its plan.
    Draft,
    /// The verdict, with draft and plan.
    Verdict,
    /// The finished record.
    Article,
}

impl Kind {
    /// All kinds, in the order of the flow.
    pub const ALL: [Self; 6] = [Self::Event, Self::Facts, Self::Plan, Self::Draft, Self::Verdict, Self::Article];

    /// The name in files and arguments.
    pub fn name(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Facts => "facts",
            Self::Plan => "plan",
            Self::Draft => "draft",
            Self::Verdict => "verdict",
            Self::Article => "article",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The content of an artefact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
#[expect(clippy::large_enum_variant, reason = "one artefact is alive at a time, and it moves a few times")]
pub enum Body {
    /// The decoded event.
    Event(Event),
    /// The ledger, with its event.
    Facts {
        /// The event.
        event: Event,
        /// Its facts.
        ledger: Ledger,
    },
    /// The plan.
    Plan(Plan),
    /// The draft, with its plan.
    Draft {
        /// The plan.
        plan: Plan,
        /// The draft.
        draft: Draft,
    },
    /// The verdict.
    Verdict {
        /// The plan.
        plan: Plan,
        /// The draft.
        draft: Draft,
        /// What the verifier says of it.
        verdict: Verdict,
    },
    /// The finished record.
    Article(Article),
}

/// An artefact as it is written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Artefact {
    /// Version of the form.
    pub schema: u32,
    /// sha256 of the inputs it was made from.
    pub inputs: Vec<InputDigest>,
    /// Kind and content.
    #[serde(flatten)]
    pub body: Body,
}

/// The digest of an input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputDigest {
    /// sha256 in hex.
    pub sha256: String,
}

/// A file that is no artefact of this build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArtefactError {
    /// What is wrong, as a lowercase fragment.
    pub message: String,
}

impl fmt::Display for ArtefactError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ArtefactError {}

impl Artefact {
    /// Wraps a stage's product.
    pub fn new(body: Body, inputs: &[String]) -> Self {
        let inputs = inputs.iter().map(|sha256| InputDigest { sha256: sha256.clone() }).collect();
        Self { schema: SCHEMA, inputs, body }
    }

    /// What kind it is.
    pub fn kind(&self) -> Kind {
        match self.body {
            Body::Event(_) => Kind::Event,
            Body::Facts { .. } => Kind::Facts,
            Body::Plan(_) => Kind::Plan,
            Body::Draft { .. } => Kind::Draft,
            Body::Verdict { .. } => Kind::Verdict,
            Body::Article(_) => Kind::Article,
        }
    }

    /// Reads an artefact.
    pub fn read(bytes: &[u8]) -> Result<Self, ArtefactError> {
        let artefact: Self =
            serde_json::from_slice(bytes).map_err(|error| ArtefactError { message: format!("is no artefact of this tool: {error}") })?;
        if artefact.schema == SCHEMA {
            return Ok(artefact);
        }
        Err(ArtefactError { message: format!("has schema {}, this build reads {SCHEMA}", artefact.schema) })
    }

    /// The bytes of the file: indented JSON with one newline at the end.
    pub fn bytes(&self) -> Result<Vec<u8>, ArtefactError> {
        let mut bytes =
            serde_json::to_vec_pretty(self).map_err(|error| ArtefactError { message: format!("cannot be written: {error}") })?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}
