//! The arguments of `stringer models`.

use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// How scores of texts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ScoreFormat {
    /// A table.
    Text,
    /// One object a line.
    Json,
}

/// `stringer models`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  stringer models list\n  stringer models pull")]
pub struct Models {
    /// What to do.
    #[command(subcommand)]
    pub action: ModelsAction,
}

/// What can be done with models.
#[derive(Debug, Subcommand)]
pub enum ModelsAction {
    /// List the models that are known, and whether they are here
    #[command(after_help = "Example:\n  stringer models list")]
    List,
    /// Download a model and verify it
    #[command(after_help = "Example:\n  stringer models pull")]
    Pull {
        /// A name of `models list`, hf:org/repo/file or ollama:name [default: the model of the configuration]
        model: Option<String>,
    },
    /// Compare a model file with its digest
    #[command(after_help = "Example:\n  stringer models verify")]
    Verify {
        /// The model [default: the model of the configuration]
        model: Option<String>,
    },
    /// Show how probable a model finds finished texts
    #[command(
        after_help = "Examples:\n  stringer models score recap.txt\n  stringer models score *.txt --model ./model.gguf --format json"
    )]
    Score {
        /// Plain texts, each read by itself
        #[arg(required = true, value_name = "FILE")]
        texts: Vec<PathBuf>,
        /// The model: a name of `models list`, a path, hf:org/repo/file or ollama:name [default: the model of the configuration]
        #[arg(long, value_name = "MODEL", env = "STRINGER_MODEL", hide_env_values = true)]
        model: Option<String>,
        /// A table, or one object of JSON a line
        #[arg(long, value_name = "text|json", default_value = "text", hide_possible_values = true)]
        format: ScoreFormat,
    },
    /// Show what a model file says of itself
    #[command(after_help = "Example:\n  stringer models inspect ./model.gguf")]
    Inspect {
        /// The model [default: the model of the configuration]
        model: Option<String>,
    },
}
