//! Surface realisation: a lattice and a model (or first forms) become sentences.
//!
//! Comes in: a [`Plan`] and the compiled [`Grammar`]. Goes out: a [`Draft`]: headline, standfirst and paragraphs of sentences,
//! each with the facts that it says, who chose its words, and out of how many strings. Whoever calls passes a judge that
//! reads each finished paragraph; what it refuses is banned and drafted again.

mod cache;
mod chooser;
mod ear;
mod error;
mod head;
mod house;
mod judge;
mod model;
mod path;
mod reading;
mod phrases;
mod runners_up;
mod runs;
mod score;
mod states;
mod standin;
mod traced;
mod writer;

pub use cache::DraftCache;
pub use chooser::{Candidate, Chooser, Job};
pub use ear::{Before, Ear, LocalEar, Primer, ServerEar};
pub use error::DraftError;
pub use house::{HouseCopy, HousePiece};
pub use judge::{Judge, Refusal};
pub use model::{ModelDrafter, ModelSettings};
pub use path::sentences_of;
pub use phrases::{FirstForms, RandomForms, article_seed, first_forms};
pub use reading::Reading;
pub use runners_up::Wishes;
pub use runs::{Runs, Shared};
pub use score::Weights;
pub use standin::{StandInTables, StandIns};
pub use states::StateCache;
pub use traced::{Traced, TracedPart};
pub use writer::{MODEL_FLOOR, Tools, Writer, draft};

use serde::{Deserialize, Serialize};

/// Who chose the words of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Drafter {
    /// The model, out of twenty or more distinct strings.
    Model,
    /// First forms, or a choice too narrow to be called the model's.
    Phrases,
}

/// A sentence of the draft.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sentence {
    /// The text.
    pub text: String,
    /// The facts that it says, by id.
    pub facts: Vec<String>,
    /// Who chose its words.
    pub drafter: Drafter,
    /// Distinct strings (punctuation folded) that were open.
    pub strings: u64,
    /// The model's score, rounded to three decimals: shown, never compared.
    pub score: Option<f64>,
    /// Texts that were refused in its place.
    pub bans: Vec<String>,
    /// Proven runners-up, best first.
    #[serde(default)]
    pub alternatives: Vec<Alternative>,
    /// The place among `alternatives` of the runner-up that an editor took.
    #[serde(default)]
    pub chosen: Option<usize>,
}

impl Sentence {
    /// A sentence in the first form of its phrases, with no alternatives.
    pub fn phrases(text: impl Into<String>, facts: &[&str]) -> Self {
        Self {
            text: text.into(),
            facts: facts.iter().map(|&id| id.to_owned()).collect(),
            drafter: Drafter::Phrases,
            strings: 1,
            score: None,
            bans: Vec::new(),
            alternatives: Vec::new(),
            chosen: None,
        }
    }

    /// A score as the record keeps it: three decimals, and no negative zero.
    pub fn rounded(score: f64) -> f64 {
        let rounded = (score * 1000.0).round() / 1000.0;
        if rounded == 0.0 { 0.0 } else { rounded }
    }
}

/// Another way to say a sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alternative {
    /// The text.
    pub text: String,
    /// The model's score, rounded.
    pub score: Option<f64>,
}

/// A drafted recap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The headline.
    pub headline: Sentence,
    /// The standfirst.
    pub standfirst: Option<Sentence>,
    /// Paragraphs: role and sentences.
    pub paragraphs: Vec<DraftParagraph>,
    /// Facts that the plan had and the draft leaves out, because no path that says them was proven.
    pub left_out: Vec<String>,
    /// Tokens that the model evaluated.
    pub tokens_scored: u64,
}

/// A drafted paragraph.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DraftParagraph {
    /// Its part in the recap.
    pub role: String,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
}
