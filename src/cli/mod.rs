//! Arguments, configuration, progress, messages, exit codes.
//!
//! Comes in: the command line, the environment, configuration files. Goes out: data on standard output or in files, everything
//! else on standard error, and one of the codes of [`Exit`].

pub mod args;
mod commands;
mod config;
mod drafter;
mod exit;
mod failure;
mod folder;
mod interrupt;
mod manifest;
mod model;
mod out;
mod progress;
mod report;
mod run;
mod shown;
mod source;
mod stages;

pub use exit::Exit;
pub use failure::Failure;

use args::{Cli, Command};
use clap::Parser;
use run::Run;
use std::process::ExitCode;

/// The whole program.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(message) => return usage(&message).into(),
    };
    interrupt::watch();
    match dispatch(cli) {
        Ok(exit) => exit.into(),
        Err(failure) => {
            if !failure.message.is_empty() {
                failed(&failure);
            }
            failure.exit.into()
        }
    }
}

/// Help and version go to standard output with code 0; a mistake in the arguments goes to standard error.
fn usage(message: &clap::Error) -> Exit {
    let asked = !message.use_stderr();
    match message.print() {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Exit::Write,
        _ if asked => Exit::Done,
        _ => Exit::Usage,
    }
}

fn failed(failure: &Failure) {
    out::labelled("error", "31", &failure.to_string());
}

fn dispatch(cli: Cli) -> Result<Exit, Failure> {
    match cli.command {
        Command::Recap(recap) => commands::recap::run(&Run::new(cli.global)?, recap),
        Command::Facts(args) => commands::facts::run(&Run::new(cli.global)?, &args),
        Command::Explain(args) => commands::explain::run(&args),
        Command::Verify(args) => commands::verify::run(&Run::new(cli.global)?, &args),
        Command::Rules(args) => commands::rules::run(&args),
        Command::Models(args) => commands::models::run(&Run::new(cli.global)?, args),
        Command::Grammar(args) => commands::grammar::run(&Run::new(cli.global)?, args),
        Command::Templates(args) => commands::templates::run(&Run::new(cli.global)?, args),
        Command::Formats => commands::formats::run(),
        Command::Help { topic } => commands::help::run(&topic),
        Command::Completions { shell } => commands::manual::completions(shell),
        Command::Man { output } => commands::manual::pages(output.as_deref()),
        Command::Batch(args) => commands::batch::run(&Run::new(cli.global)?, args),
        Command::Check(args) => commands::check::run(&Run::new(cli.global)?, &args),
    }
}
