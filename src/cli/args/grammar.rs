//! The arguments of `stringer grammar`.

use super::{Reading, Writing};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// `stringer grammar`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  stringer grammar stats fixtures\n  stringer grammar sample race.json --count 3\n  stringer grammar lint fixtures"
)]
pub struct GrammarArgs {
    /// What to do.
    #[command(subcommand)]
    pub action: GrammarAction,
}

/// What can be told of the phrase files.
#[derive(Debug, Subcommand)]
pub enum GrammarAction {
    /// Count the wordings that are open to each sentence, and the forms of each kind of fact
    Stats(Stats),
    /// Show other ways to write the recap of an event, part by part
    Sample(Box<Sample>),
    /// Write random recaps as a model sees them, as JSON lines, for training a model of your own
    Paths(Box<Paths>),
    /// Look for slips in the phrase files that compile and are wrong all the same
    Lint(Lint),
}

/// `stringer grammar stats`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  stringer grammar stats fixtures
  stringer grammar stats race.json final.xml --each --templates my-templates

Strings are counted with punctuation folded and a value as one word. Shapes are the orders in which a sentence can say its facts,
with the commas between them. FORMS has for each kind of fact and sport clauses+others, alternatives written out.")]
pub struct Stats {
    /// Results, or folders of fixtures
    #[arg(required = true)]
    pub sources: Vec<String>,
    /// Show every sentence, not only the medians
    #[arg(long)]
    pub each: bool,
    /// Templates that take the place of the built-in ones, file by file
    #[arg(long, value_name = "DIR", env = "STRINGER_TEMPLATES", hide_env_values = true)]
    pub templates: Option<PathBuf>,
}

/// `stringer grammar sample`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  stringer grammar sample race.json --seed 7 --count 3
  stringer grammar sample race.json --extreme
  stringer grammar sample race.json --drafter model --worst

First forms always stand first. With --drafter model the model's text follows, and --worst adds the least probable under the
model of eight random paths for each part, a lower bound of what the model avoids. Every text shown is proven; a wording that
the verifier refused is named.")]
pub struct Sample {
    /// The results: a file, -, an address or jolpica:2024/14
    pub source: String,
    /// What is read beside it.
    #[command(flatten)]
    pub reading: Reading,
    /// Random articles
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub count: u64,
    /// The articles of the longest and of the shortest sentences
    #[arg(long)]
    pub extreme: bool,
    /// The least probable of some random paths under the model
    #[arg(long)]
    pub worst: bool,
    /// How it is written.
    #[command(flatten)]
    pub writing: Writing,
}

/// `stringer grammar paths`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  stringer grammar paths fixtures --count 100 --model smollm2-135m-instruct > paths.jsonl

A line is a recap: {source, event, parts: [{role, before, tokens, choices}]}. Values are replaced by stand-ins, `before` is what a
model has read before the part, `tokens` are a random path of it in the vocabulary of the model, and `choices` are the tokens that
the lattice has in the place of each, where they count.")]
pub struct Paths {
    /// Results, or folders of fixtures
    #[arg(required = true)]
    pub sources: Vec<String>,
    /// Recaps of each event
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub count: u64,
    /// How it is written.
    #[command(flatten)]
    pub writing: Writing,
}

/// `stringer grammar lint`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  stringer grammar lint fixtures --templates my-templates

Faults: a slot that no fact of its kind has, a word or comma twice, a wrong \"a\" or \"an\" (code 1 where there is one).
Notes: forms alike but for punctuation, and those whose conditions no fact of these sources meets.")]
pub struct Lint {
    /// Results, or folders of fixtures, whose facts the forms are held against
    #[arg(required = true)]
    pub sources: Vec<String>,
    /// Templates that take the place of the built-in ones, file by file
    #[arg(long, value_name = "DIR", env = "STRINGER_TEMPLATES", hide_env_values = true)]
    pub templates: Option<PathBuf>,
}
