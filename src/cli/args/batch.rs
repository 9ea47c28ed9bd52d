//! The arguments of `stringer batch`.

use super::Writing;
use super::values;
use crate::render::Format;
use clap::{ArgAction, Args, ValueEnum};
use std::path::PathBuf;

/// For whom editions of each event are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Every {
    /// One for each nation that took part.
    Nation,
    /// One for each team or club.
    Team,
}

/// `stringer batch`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  stringer batch results/*.json --drafter phrases -o out/
  stringer batch --manifest tonight.jsonl -o out/ --resume
  stringer batch final.xml --every nation --drafter phrases -o editions/

A manifest has one JSON object per line:
  {\"source\": \"a.json\", \"with\": [\"q.json\"], \"event\": \"2024/14\", \"angle\": \"nation:KEN\", \"formats\": [\"html\"], \"out\": \"belgium\"}
Only \"source\" is required. Files are looked for beside the manifest; \"out\" names the files below the output folder.")]
pub struct Batch {
    /// The results, each as for `recap`
    #[arg(required_unless_present = "manifest", conflicts_with = "manifest")]
    pub sources: Vec<String>,
    /// A file with one item per line
    #[arg(long, value_name = "FILE")]
    pub manifest: Option<PathBuf>,
    /// The folder for the articles and the journal
    #[arg(short, long, value_name = "DIR")]
    pub output: PathBuf,
    /// What comes out; can be given several times [default: markdown]
    #[arg(long, value_name = "markdown|html|ninjs|text|json", action = ArgAction::Append, value_parser = values::format)]
    pub format: Vec<Format>,
    /// Write one edition of each event for every nation or team in it, in place of the plain recap
    #[arg(long, value_name = "nation|team", conflicts_with_all = ["angle", "manifest"])]
    pub every: Option<Every>,
    /// Leave alone what the journal has as done and whose files are intact
    #[arg(long)]
    pub resume: bool,
    /// How many events are worked on at a time [default: as many as there are processors; 1 with a model]
    #[arg(long, value_name = "N")]
    pub jobs: Option<std::num::NonZeroUsize>,
    /// How it is written.
    #[command(flatten)]
    pub writing: Writing,
}
