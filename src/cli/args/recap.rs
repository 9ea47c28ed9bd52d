//! The arguments of `stringer recap`.

use super::values;
use super::{Reading, Writing};
use crate::pipeline::Kind;
use crate::render::Format;
use clap::{ArgAction, Args};

/// `stringer recap`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  stringer recap race.json --drafter phrases
  stringer recap jolpica:2024/14 --with jolpica:2024/14/qualifying --style uk --format markdown --format ninjs -o out/
  stringer recap race.json --emit plan -o plan.json
  stringer recap --from plan.json --format html -o race.html

A SOURCE is a file, - for standard input, an http(s) address, or jolpica:SEASON/ROUND[/sprint], which stands for that
race at api.jolpi.ca.")]
pub struct Recap {
    /// The results: a file, -, an address or jolpica:2024/14
    #[arg(required_unless_present = "from", conflicts_with = "from")]
    pub source: Option<String>,
    /// What is read beside it.
    #[command(flatten)]
    pub reading: Reading,
    /// Go on from an artefact that --emit wrote
    #[arg(long, value_name = "ARTEFACT", conflicts_with_all = ["with", "map", "event", "all"])]
    pub from: Option<String>,
    /// What comes out; can be given several times [default: markdown]
    #[arg(long, value_name = "markdown|html|ninjs|text|json", action = ArgAction::Append, value_parser = values::format, conflicts_with = "emit")]
    pub format: Vec<Format>,
    /// Write the artefact of a stage in place of an article
    #[arg(long, value_name = "event|facts|plan|draft|verdict|article", value_parser = values::kind)]
    pub emit: Option<Kind>,
    /// A file, or a folder (ending in /) for one file per event and format [default: standard output]
    #[arg(short, long, value_name = "FILE|DIR")]
    pub output: Option<String>,
    /// Take the runner-up K of sentence S, as `explain` numbers them
    #[arg(long, value_name = "S=K", value_parser = values::choice)]
    pub choose: Vec<(usize, usize)>,
    /// How it is written.
    #[command(flatten)]
    pub writing: Writing,
}
