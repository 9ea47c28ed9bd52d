//! `stringer templates`.

use crate::cli::args::{TemplatesAction, TemplatesArgs};
use crate::cli::run::{self, Run};
use crate::cli::{Exit, Failure, out};
use crate::pipeline::Templates;
use crate::publish::write_atomic;
use std::path::Path;

/// Runs the command.
pub fn run(run: &Run, args: TemplatesArgs) -> Result<Exit, Failure> {
    match args.action {
        TemplatesAction::Check { folder } => check(folder.as_deref().or(run.config.templates.as_deref())),
        TemplatesAction::Export { folder } => export(&folder),
    }
}

/// Compiles everything; the first fault is the error.
fn check(folder: Option<&Path>) -> Result<Exit, Failure> {
    let (desk, _) = run::desk(folder)?;
    desk.check()?;
    let own = Templates::embedded();
    let mut text = format!("{} templates are sound, sha256 {}\n", desk.templates().iter().count(), desk.templates().digest());
    for (name, _) in desk.templates().iter().filter(|(name, text)| own.get(name) != Some(text)) {
        text.extend(["changed: ", &out::clean(name), "\n"]);
    }
    out::data(text.as_bytes())?;
    Ok(Exit::Done)
}

/// Writes the built-in templates. What an editor has changed is not overwritten.
fn export(folder: &Path) -> Result<Exit, Failure> {
    let mut kept = 0_usize;
    for (name, text) in Templates::embedded().iter() {
        let path = folder.join(name);
        match std::fs::read(&path) {
            Ok(there) if there != text.as_bytes() => {
                out::warning(&format!("{} differs from the built-in one and was left alone", path.display()));
                kept += 1;
            }
            Ok(_) | Err(_) => drop(write_atomic(&path, text.as_bytes())?),
        }
    }
    Ok(if kept > 0 { Exit::Findings } else { Exit::Done })
}
