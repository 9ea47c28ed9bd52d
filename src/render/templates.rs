//! The article templates: embedded in the binary, overlaid file by file by a folder.

use super::RenderError;
use crate::article::hex;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Templates by name (`article/article.md.j2`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Templates {
    files: BTreeMap<String, String>,
}

/// Largest template that is read, in bytes.
const LARGEST: u64 = 1 << 20;

impl Templates {
    /// The templates of the program.
    pub fn embedded() -> Self {
        let files = [
            ("article/article.html.j2", include_str!("../../templates/article/article.html.j2")),
            ("article/article.md.j2", include_str!("../../templates/article/article.md.j2")),
            ("article/article.txt.j2", include_str!("../../templates/article/article.txt.j2")),
            ("article/body.html.j2", include_str!("../../templates/article/body.html.j2")),
            ("article/chart.html.j2", include_str!("../../templates/article/chart.html.j2")),
            ("article/foot.html.j2", include_str!("../../templates/article/foot.html.j2")),
            ("article/table.html.j2", include_str!("../../templates/article/table.html.j2")),
            ("article/text.html.j2", include_str!("../../templates/article/text.html.j2")),
        ];
        Self { files: files.into_iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect() }
    }

    /// The same with every `article/*.j2` of a templates folder in place of, or beside, those of that name. A folder without
    /// `article` changes nothing. Errors: `dir` is no folder, or a template cannot be read, is no UTF-8 or larger than 1 MiB.
    pub fn overlay(mut self, dir: &Path) -> Result<Self, RenderError> {
        let unreadable = |path: &Path, source: std::io::Error| {
            let detail = format!("{source}; check the folder given for templates");
            RenderError::read(path.display().to_string(), detail, Some(source))
        };
        fs::read_dir(dir).map_err(|source| unreadable(dir, source))?;
        let folder = dir.join("article");
        if !folder.is_dir() {
            return Ok(self);
        }
        for entry in fs::read_dir(&folder).map_err(|source| unreadable(&folder, source))? {
            let path = entry.map_err(|source| unreadable(&folder, source))?.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()).filter(|name| name.strip_suffix(".j2").is_some()) else {
                continue;
            };
            let size = fs::metadata(&path).map_err(|source| unreadable(&path, source))?.len();
            if size > LARGEST {
                return Err(RenderError::read(
                    path.display().to_string(),
                    format!("it has {size} bytes, a template may have {LARGEST}"),
                    None,
                ));
            }
            let text = fs::read_to_string(&path).map_err(|source| unreadable(&path, source))?;
            self.files.insert(format!("article/{name}"), text);
        }
        Ok(self)
    }

    /// The same with one template put in place of, or beside, the others.
    #[must_use]
    pub fn with(mut self, name: &str, text: &str) -> Self {
        self.files.insert(name.to_owned(), text.to_owned());
        self
    }

    /// Names and texts in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// sha256 (hex) over all names and texts, each with its length before it.
    pub fn digest(&self) -> String {
        let mut hasher = Sha256::new();
        for part in self.iter().flat_map(|(name, text)| [name, text]) {
            hasher.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hasher.update(part.as_bytes());
        }
        hex(&hasher.finalize())
    }
}
