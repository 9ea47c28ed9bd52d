//! The arguments of `stringer verify` and `stringer rules`.

use crate::render::report::{ReportFormat, UnknownReportFormat};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `stringer verify`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "\
Examples:
  stringer verify recap.md --feed race.json
  stringer verify recap.html --feed jolpica:2024/14 jolpica:2024/14/driverstandings --format sarif -o recap.sarif
  stringer verify recap.txt --feed race.json --quotes quotes.txt --ignore S2 --waivers waivers.toml
  stringer verify recap.md --feed race.json --fix

The first SOURCE holds the results; others (qualifying, standings, pit stops) are read beside it. Ends with 1 where the feed
contradicts something that nobody waived. A waiver file has one table for each waiver:
  [[waive]]
  rule = \"F5\"
  text = \"0.747 seconds\"
  reason = \"timing corrected by the stewards at 18:40\"")]
pub struct VerifyArgs {
    /// The copy: Markdown, HTML, plain text or JSON, by the ending of the name
    #[arg(required = true, value_name = "ARTICLE")]
    pub articles: Vec<PathBuf>,
    /// The results, and what is read beside them
    #[arg(long, required = true, num_args = 1.., value_name = "SOURCE")]
    pub feed: Vec<String>,
    /// The column map of a table
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// The event to take where the source holds several
    #[arg(long, value_name = "ID")]
    pub event: Option<String>,
    /// Templates of the desk: lexicon, words, leagues, the page of the report
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
    /// Quotations that may stand in the copy, one a line
    #[arg(long, value_name = "FILE")]
    pub quotes: Option<PathBuf>,
    /// The form of the report
    #[arg(long, value_name = "text|json|junit|sarif|github|html", default_value = "text", value_parser = format)]
    pub format: ReportFormat,
    /// Write the report into this file [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// List also what is supported, with its cells (text)
    #[arg(long)]
    pub all: bool,
    /// Only these rules, by id or by the start of it (F, F5)
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,
    /// All but these rules
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,
    /// Findings that were looked into, each with a reason
    #[arg(long, value_name = "FILE")]
    pub waivers: Option<PathBuf>,
    /// Correct in the files what can be corrected in one way only
    #[arg(long)]
    pub fix: bool,
}

/// `stringer rules`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  stringer rules list\n  stringer rules explain F5")]
pub struct RulesArgs {
    /// What to do.
    #[command(subcommand)]
    pub action: RulesAction,
}

/// What can be done with rules.
#[derive(Debug, Subcommand)]
pub enum RulesAction {
    /// List the rules with what they ask
    #[command(after_help = "Example:\n  stringer rules list")]
    List,
    /// Explain a rule
    #[command(after_help = "Example:\n  stringer rules explain F5")]
    Explain {
        /// The id, as `rules list` has it
        id: String,
    },
}

fn format(name: &str) -> Result<ReportFormat, String> {
    name.parse().map_err(|error: UnknownReportFormat| error.to_string())
}
