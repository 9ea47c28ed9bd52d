//! `stringer help`.

use crate::cli::args::Cli;
use crate::cli::{Exit, Failure, out};
use clap::CommandFactory as _;

/// Prints the help of a command, of the program, or the exit codes.
pub fn run(topic: &[String]) -> Result<Exit, Failure> {
    if topic == ["exit-codes"] {
        out::data(Exit::table().as_bytes())?;
        return Ok(Exit::Done);
    }
    let mut command = Cli::command().bin_name("stringer");
    command.build();
    let mut at = &mut command;
    for word in topic {
        let missing = Failure::usage(format!("there is no command \"{word}\"")).hint("`stringer help` lists the commands");
        at = at.find_subcommand_mut(word).ok_or(missing)?;
    }
    let text = at.render_long_help();
    out::data(text.to_string().as_bytes())?;
    Ok(Exit::Done)
}
