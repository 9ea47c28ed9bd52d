//! The arguments of `stringer check`.

use super::DrafterKind;
use clap::Args;
use std::path::PathBuf;

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
