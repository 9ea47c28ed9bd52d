//! What can be said on the command line: types for clap, and nothing else.

pub mod grammar;
mod verify;

pub use grammar::{GrammarAction, GrammarArgs};
pub use verify::{RulesAction, RulesArgs, VerifyArgs};

use crate::english::Profile;
use crate::facts::Angle;
use crate::pipeline::Kind;
use crate::plan::Length;
use crate::render::Format;
use clap::builder::FalseyValueParser;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Turns a results feed into a proven, publishable recap.
#[derive(Debug, Parser)]
#[command(name = "stringer", version, about, disable_help_subcommand = true, arg_required_else_help = true, max_term_width = 100)]
#[command(after_help = "Example:\n  stringer recap jolpica:2024/14 --style uk -o belgium.md\n\nExit codes: stringer help exit-codes")]
pub struct Cli {
    /// What holds for every command.
    #[command(flatten)]
    pub global: Global,
    /// The command.
    #[command(subcommand)]
    pub command: Command,
}

/// What holds for every command.
#[derive(Debug, Clone, Default, Args)]
pub struct Global {
    /// Read this configuration file in place of the stringer.toml found upward from here
    #[arg(long, global = true, value_name = "FILE", env = "STRINGER_CONFIG", hide_env_values = true, conflicts_with = "no_config")]
    pub config: Option<PathBuf>,
    /// Read no configuration file
    #[arg(long, global = true)]
    pub no_config: bool,
    /// Keep answers and drafts in this folder
    #[arg(long, global = true, value_name = "DIR", env = "STRINGER_CACHE", hide_env_values = true)]
    pub cache: Option<PathBuf>,
    /// Use no network: answer from the cache or fail
    #[arg(long, global = true, env = "STRINGER_OFFLINE", hide_env_values = true, value_parser = FalseyValueParser::new())]
    pub offline: bool,
    /// Say nothing on standard error but errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write the recap of an event
    Recap(Recap),
    /// Write the recaps of many events
    Batch(Batch),
    /// Show the facts of an event, with the cells that prove them
    Facts(FactsArgs),
    /// Show for each sentence of an article its facts and cells, and who worded it
    Explain(Explain),
    /// Run the cases of a fixtures folder and compare every stage with what is stored
    Check(Check),
    /// Compare copy by anybody with a results feed: what is supported, what is contradicted, what cannot be checked
    Verify(VerifyArgs),
    /// List or explain the rules that copy is held to
    Rules(RulesArgs),
    /// List, fetch and look into language models
    Models(Models),
    /// Check or export the templates
    Templates(TemplatesArgs),
    /// List the formats that can be read, with their sports, their state and the terms of their sources
    #[command(after_help = "Example:\n  stringer formats")]
    Formats,
    /// Count, sample and check what the phrase files can say
    Grammar(GrammarArgs),
    /// Show help for a command, or the exit codes
    #[command(after_help = "Examples:\n  stringer help recap\n  stringer help exit-codes")]
    Help {
        /// A command, or `exit-codes`
        topic: Vec<String>,
    },
    /// Print the completions for a shell
    #[command(after_help = "Example:\n  stringer completions bash > ~/.local/share/bash-completion/completions/stringer")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or write those of all commands
    #[command(after_help = "Examples:\n  stringer man | man -l -\n  stringer man -o man1/")]
    Man {
        /// Write one page per command into this folder
        #[arg(short, long, value_name = "DIR")]
        output: Option<PathBuf>,
    },
}

/// Who chooses the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DrafterKind {
    /// The language model.
    Model,
    /// The first form of each phrase; needs no model.
    Phrases,
}

/// For whom editions of each event are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Every {
    /// One for each nation that took part.
    Nation,
    /// One for each team or club.
    Team,
}

/// How scores of texts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ScoreFormat {
    /// A table.
    Text,
    /// One object a line.
    Json,
}

/// Style and words, for every command that writes.
#[derive(Debug, Clone, Default, Args)]
#[expect(clippy::struct_excessive_bools, reason = "flags of a command line")]
pub struct Writing {
    /// House style
    #[arg(long, value_name = "ap|uk", env = "STRINGER_STYLE", hide_env_values = true, value_parser = style)]
    pub style: Option<Profile>,
    /// How much is told
    #[arg(long, value_name = "brief|standard|full", env = "STRINGER_LENGTH", hide_env_values = true, value_parser = length)]
    pub length: Option<Length>,
    /// For whom: nation:KEN, team:ferrari or athlete:hamilton
    #[arg(long, value_name = "ANGLE", value_parser = angle)]
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
    /// Name swimmers who are under 18 or of unknown age: a number stands for them otherwise
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
    #[arg(long, value_name = "markdown|html|ninjs|text|json", action = ArgAction::Append, value_parser = format, conflicts_with = "emit")]
    pub format: Vec<Format>,
    /// Write the artefact of a stage in place of an article
    #[arg(long, value_name = "event|facts|plan|draft|verdict|article", value_parser = kind)]
    pub emit: Option<Kind>,
    /// A file, or a folder (ending in /) for one file per event and format [default: standard output]
    #[arg(short, long, value_name = "FILE|DIR")]
    pub output: Option<String>,
    /// Take the runner-up K of sentence S, as `explain` numbers them
    #[arg(long, value_name = "S=K", value_parser = choice)]
    pub choose: Vec<(usize, usize)>,
    /// How it is written.
    #[command(flatten)]
    pub writing: Writing,
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
    #[arg(long, value_name = "markdown|html|ninjs|text|json", action = ArgAction::Append, value_parser = format)]
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
    #[arg(long, value_name = "ANGLE", value_parser = angle)]
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

/// `stringer check`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  stringer check fixtures
  stringer check fixtures/f1/2024-belgium --update
  stringer check fixtures --redraft

A case is a folder with case.toml, expect.toml and feed.json, feed.xml or feed.csv. --update stores what the stages make;
it never touches expect.toml, and is refused where CI is set.")]
pub struct Check {
    /// A case, or a folder of cases
    pub folder: PathBuf,
    /// Store what the stages make
    #[arg(long)]
    pub update: bool,
    /// Draft again in place of replaying the stored draft, and report the margins
    #[arg(long)]
    pub redraft: bool,
    /// Who drafts what is not stored, or is drafted again
    #[arg(long, env = "STRINGER_DRAFTER", hide_env_values = true)]
    pub drafter: Option<DrafterKind>,
    /// The model: a name of `models list`, a path, hf:org/repo/file, ollama:name, or a server: http://host:port/v1#name
    #[arg(long, value_name = "MODEL", env = "STRINGER_MODEL", hide_env_values = true)]
    pub model: Option<String>,
    /// Templates that take the place of the built-in ones, file by file
    #[arg(long, value_name = "DIR", env = "STRINGER_TEMPLATES", hide_env_values = true)]
    pub templates: Option<PathBuf>,
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

/// `stringer templates`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  stringer templates export my-templates\n  stringer templates check my-templates")]
pub struct TemplatesArgs {
    /// What to do.
    #[command(subcommand)]
    pub action: TemplatesAction,
}

/// What can be done with templates.
#[derive(Debug, Subcommand)]
pub enum TemplatesAction {
    /// Compile the built-in templates with a folder laid over them
    #[command(after_help = "Example:\n  stringer templates check my-templates")]
    Check {
        /// The folder [default: the templates of the configuration]
        folder: Option<PathBuf>,
    },
    /// Write the built-in templates into a folder, to be changed there
    #[command(after_help = "Example:\n  stringer templates export my-templates")]
    Export {
        /// The folder; files that differ from the built-in ones are left alone
        folder: PathBuf,
    },
}

/// Reads a style.
pub fn style(name: &str) -> Result<Profile, String> {
    match name {
        "ap" => Ok(Profile::Ap),
        "uk" => Ok(Profile::Uk),
        _ => Err("choose one of ap, uk".to_owned()),
    }
}

/// Reads a length.
pub fn length(name: &str) -> Result<Length, String> {
    match name {
        "brief" => Ok(Length::Brief),
        "standard" => Ok(Length::Standard),
        "full" => Ok(Length::Full),
        _ => Err("choose one of brief, standard, full".to_owned()),
    }
}

/// Reads an angle.
pub fn angle(text: &str) -> Result<Angle, String> {
    let form = "an angle is nation:CODE, team:NAME or athlete:NAME";
    let (kind, name) = text.split_once(':').ok_or(form)?;
    let name = name.trim();
    match kind {
        _ if name.is_empty() => Err(form.to_owned()),
        "nation" => Ok(Angle::Nation(name.to_owned())),
        "team" => Ok(Angle::Team(name.to_owned())),
        "athlete" => Ok(Angle::Athlete(name.to_owned())),
        _ => Err(form.to_owned()),
    }
}

fn format(name: &str) -> Result<Format, String> {
    name.parse().map_err(|error: crate::render::UnknownFormat| error.to_string())
}

fn kind(name: &str) -> Result<Kind, String> {
    let names: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    Kind::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| format!("choose one of {}", names.join(", ")))
}

/// Reads `S=K`, both from 1.
fn choice(text: &str) -> Result<(usize, usize), String> {
    let pair = text.split_once('=').and_then(|(s, k)| Some((s.trim().parse().ok()?, k.trim().parse().ok()?)));
    pair.filter(|(s, k)| *s > 0 && *k > 0).ok_or_else(|| "write S=K: the sentence and the runner-up, both counted from 1".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definitions_are_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_shows_an_example() {
        let mut open = vec![Cli::command()];
        while let Some(mut command) = open.pop() {
            let help = command.render_long_help().to_string();
            assert!(help.contains("Example"), "{}", command.get_name());
            open.extend(command.get_subcommands().cloned());
        }
    }

    #[test]
    fn an_angle_needs_a_kind_and_a_name() {
        assert_eq!(angle("nation:KEN"), Ok(Angle::Nation("KEN".into())));
        for bad in ["KEN", "nation:", "country:KEN", ""] {
            assert!(angle(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_choice_counts_from_one() {
        assert_eq!(choice("3=2"), Ok((3, 2)));
        for bad in ["0=1", "1=0", "1", "a=b", "1=2=3"] {
            assert!(choice(bad).is_err(), "{bad}");
        }
    }
}
