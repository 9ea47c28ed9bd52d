//! What can be said on the command line: types for clap, and nothing else.

mod batch;
mod check;
mod explain;
pub mod grammar;
mod models;
mod recap;
mod shared;
mod templates;
mod values;
mod verify;

pub use batch::{Batch, Every};
pub use check::Check;
pub use explain::{Explain, FactsArgs};
pub use grammar::{GrammarAction, GrammarArgs};
pub use models::{Models, ModelsAction, ScoreFormat};
pub use recap::Recap;
pub use shared::{DrafterKind, Reading, Writing};
pub use templates::{TemplatesAction, TemplatesArgs};
pub use values::{angle, length, style};
pub use verify::{RulesAction, RulesArgs, VerifyArgs};

use clap::builder::FalseyValueParser;
use clap::{Args, Parser, Subcommand};
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
}
