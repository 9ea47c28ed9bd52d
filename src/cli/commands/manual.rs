//! `stringer completions` and `stringer man`.

use crate::cli::args::Cli;
use crate::cli::{Exit, Failure, out};
use crate::publish::write_atomic;
use clap::{Command, CommandFactory as _};
use clap_mangen::Man;
use std::path::Path;

/// Prints the completions for a shell.
pub fn completions(shell: clap_complete::Shell) -> Result<Exit, Failure> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "stringer", &mut text);
    out::data(&text)?;
    Ok(Exit::Done)
}

/// Prints the manual page, or writes one per command into a folder.
pub fn pages(folder: Option<&Path>) -> Result<Exit, Failure> {
    let mut command = Cli::command().bin_name("stringer");
    command.build();
    let Some(folder) = folder else {
        out::data(&page(command, "stringer")?)?;
        return Ok(Exit::Done);
    };
    let mut open = vec![("stringer".to_owned(), command)];
    while let Some((name, command)) = open.pop() {
        open.extend(command.get_subcommands().map(|sub| (format!("{name}-{}", sub.get_name()), sub.clone())));
        write_atomic(&folder.join(format!("{name}.1")), &page(command, &name)?)?;
    }
    Ok(Exit::Done)
}

/// A page in roff, with the exit codes.
fn page(command: Command, name: &str) -> Result<Vec<u8>, Failure> {
    let mut text = Vec::new();
    let failed = |error: std::io::Error| Failure::new(Exit::Write, format!("cannot make the manual page: {error}"));
    Man::new(command).title(name.to_owned()).render(&mut text).map_err(failed)?;
    text.extend_from_slice(b".SH \"EXIT STATUS\"\n");
    for exit in Exit::ALL {
        text.extend_from_slice(format!(".TP\n{}\n{}\n", exit.code(), exit.meaning()).as_bytes());
    }
    Ok(text)
}
