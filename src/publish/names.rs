//! Where output goes, and what the files are called.

use super::{PublishError, PublishErrorKind};
use crate::article::{hex, is_safe_slug};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Longest file name in bytes.
pub const MAX_NAME: usize = 120;

/// Where the result of a command goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// Standard output.
    Stdout,
    /// One file.
    File(PathBuf),
    /// A folder with one file per article and format.
    Dir(PathBuf),
}

impl Output {
    /// What `-o` means: nothing or `-` is standard output; a folder, or a path that ends with a separator, is a folder; anything
    /// else is a file.
    pub fn of(argument: Option<&str>) -> Self {
        match argument {
            None | Some("-") => Self::Stdout,
            Some(path) if path.ends_with(['/', std::path::MAIN_SEPARATOR]) || Path::new(path).is_dir() => Self::Dir(PathBuf::from(path)),
            Some(path) => Self::File(PathBuf::from(path)),
        }
    }
}

/// The names of a folder that are taken, and by which article. Two articles never share a name, not even on file systems that
/// do not tell capitals from small letters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names {
    taken: BTreeMap<String, String>,
}

impl Names {
    /// No name is taken.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a name for an article, as an earlier run has done.
    pub fn reserve(&mut self, name: &str, id: &str) {
        self.taken.insert(name.to_lowercase(), id.to_owned());
    }

    /// The file name of an article in one format: `<slug>.<extension>`, or `<slug>-<hash>.<extension>` where another article has
    /// that name; the hash is that of the article's id. Errors: a slug that is not safe as a name.
    pub fn name(&mut self, slug: &str, id: &str, extension: &str) -> Result<String, PublishError> {
        if !is_safe_slug(slug) {
            let detail = "an article's name has only small letters, digits and hyphens; make it with the program";
            return Err(PublishError::new(PublishErrorKind::Name, Path::new(&slug.escape_debug().to_string()), detail));
        }
        let plain = format!("{slug}.{extension}");
        let hash: String = hex(&Sha256::digest(id.as_bytes())).chars().take(8).collect();
        let hashed = format!("{slug}-{hash}.{extension}");
        let free = |name: &String| self.taken.get(&name.to_lowercase()).is_none_or(|owner| owner == id);
        let chosen = [plain, hashed].into_iter().find(|name| name.len() <= MAX_NAME && free(name));
        let Some(name) = chosen else {
            let detail = "two other articles have its names already; give this one a folder of its own";
            return Err(PublishError::new(PublishErrorKind::Name, Path::new(slug), detail));
        };
        self.reserve(&name, id);
        Ok(name)
    }
}
