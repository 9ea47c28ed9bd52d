//! The arguments of `stringer templates`.

use clap::{Args, Subcommand};
use std::path::PathBuf;

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
