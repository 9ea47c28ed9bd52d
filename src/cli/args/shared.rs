//! Arguments that several commands share: what is read, and how it is written.

use super::values;
use crate::english::Profile;
use crate::facts::Angle;
use crate::plan::Length;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Who chooses the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DrafterKind {
    /// The language model.
    Model,
    /// The first form of each phrase; needs no model.
    Phrases,
}

/// Style and words, for every command that writes.
#[derive(Debug, Clone, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "flags of a command line")]
pub struct Writing {
    /// House style
    #[arg(long, value_name = "ap|uk", env = "STRINGER_STYLE", hide_env_values = true, value_parser = values::style)]
    pub style: Option<Profile>,
    /// How much is told
    #[arg(long, value_name = "brief|standard|full", env = "STRINGER_LENGTH", hide_env_values = true, value_parser = values::length)]
    pub length: Option<Length>,
    /// For whom: nation:KEN, team:ferrari or athlete:hamilton
    #[arg(long, value_name = "ANGLE", value_parser = values::angle)]
    pub angle: Option<Angle>,
    /// Who chooses the words
    #[arg(long, env = "STRINGER_DRAFTER", hide_env_values = true)]
    pub drafter: Option<DrafterKind>,
    /// The model: a name of `models list`, a path, hf:org/repo/file, ollama:name, or a server: http://host:port/v1#name
    #[arg(long, value_name = "MODEL", env = "STRINGER_MODEL", hide_env_values = true)]
    pub model: Option<String>,
    /// Recaps of the house that show the model its tone
    #[arg(long, value_name = "DIR", env = "STRINGER_HOUSE", hide_env_values = true)]
    pub house: Option<PathBuf>,
    /// Templates that take the place of the built-in ones, file by file
    #[arg(long, value_name = "DIR", env = "STRINGER_TEMPLATES", hide_env_values = true)]
    pub templates: Option<PathBuf>,
    /// Keep this many proven runners-up of each sentence
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub alternatives: usize,
    /// Chooses among wordings that are nearly as good as the best
    #[arg(long, value_name = "N", env = "STRINGER_SEED", hide_env_values = true)]
    pub seed: Option<u64>,
    /// Ignore what is cached, of feeds and of drafts
    #[arg(long)]
    pub fresh: bool,
    /// Name athletes who are under 18, or may be: a number stands for them otherwise
    #[arg(long)]
    pub name_minors: bool,
    /// The time of the run in place of the clock (`SOURCE_DATE_EPOCH` does the same)
    #[arg(long, value_name = "RFC3339", env = "STRINGER_NOW", hide_env_values = true)]
    pub now: Option<String>,
    /// Answer yes to the question whether a model may be downloaded
    #[arg(long)]
    pub yes: bool,
    /// Mark articles as usable although nobody reviewed them
    #[arg(long)]
    pub allow_unreviewed: bool,
}

/// What is read.
#[derive(Debug, Clone, Default, Args)]
pub struct Reading {
    /// More data about the same event: qualifying, standings, pit stops
    #[arg(long, value_name = "SOURCE")]
    pub with: Vec<String>,
    /// The column map of a table
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// The event to take where the source holds several
    #[arg(long, value_name = "ID", conflicts_with = "all")]
    pub event: Option<String>,
    /// Take all events of the source
    #[arg(long)]
    pub all: bool,
}
