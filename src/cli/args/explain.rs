//! The arguments of `stringer facts` and `stringer explain`.

use super::Reading;
use super::values;
use crate::facts::Angle;
use clap::Args;
use std::path::PathBuf;

/// `stringer facts`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  stringer facts race.json\n  stringer facts race.json --angle nation:KEN --json | jq '.facts[0]'")]
pub struct FactsArgs {
    /// The results: a file, -, an address or jolpica:2024/14
    pub source: String,
    /// What is read beside it.
    #[command(flatten)]
    pub reading: Reading,
    /// For whom: nation:KEN, team:ferrari or athlete:hamilton
    #[arg(long, value_name = "ANGLE", value_parser = values::angle)]
    pub angle: Option<Angle>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// `stringer explain`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  stringer recap race.json --format json -o race.json\n  stringer explain race.json\n  stringer explain race.json 3"
)]
pub struct Explain {
    /// The article: what `recap --format json` or `recap --emit article` wrote
    pub article: PathBuf,
    /// One sentence, counted from the headline, which is 1
    pub number: Option<usize>,
}
