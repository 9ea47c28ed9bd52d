//! Why a draft could not be made.

use std::fmt;

/// Why a draft could not be made.
#[derive(Debug)]
pub enum DraftError {
    /// The lede, without which there is no recap, was refused in every form.
    Refused {
        /// The part of the recap.
        part: String,
        /// The judge's last reasons.
        reasons: Vec<String>,
    },
    /// The phrase files have no way to say a part.
    NoForms {
        /// The part of the recap.
        part: String,
        /// The facts, by id.
        facts: Vec<String>,
    },
    /// An editor chose for a sentence that there is not.
    NoSuchSentence {
        /// The sentence, from 1.
        sentence: usize,
        /// How many there are, headline and standfirst among them.
        sentences: usize,
    },
    /// An editor asked for a runner-up that there is not.
    NoSuchChoice {
        /// The sentence, from 1.
        sentence: usize,
        /// The runner-up that was asked for, from 1.
        runner_up: usize,
        /// How many there are.
        runners_up: usize,
    },
    /// The model failed.
    Model(Box<dyn std::error::Error + Send + Sync>),
}

impl fmt::Display for DraftError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { part, reasons } => write!(f, "no form of the {part} could be proven: {}", reasons.join("; ")),
            Self::NoForms { part, facts } => write!(f, "the phrase files have no form for the {part} ({})", facts.join(", ")),
            Self::NoSuchSentence { sentence, sentences } => {
                write!(f, "there is no sentence {sentence}: there are {sentences}, and the headline is 1")
            }
            Self::NoSuchChoice { sentence, runner_up, runners_up } => {
                write!(f, "sentence {sentence} has no runner-up {runner_up}: {runners_up} are proven")
            }
            Self::Model(error) => write!(f, "the model failed: {error}"),
        }
    }
}

impl std::error::Error for DraftError {}
