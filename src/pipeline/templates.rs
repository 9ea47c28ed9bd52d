//! Everything that an editor may change, embedded in the binary and overlaid file by file.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// Template files by their name below `templates/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Templates {
    files: BTreeMap<String, String>,
}

/// A folder of templates that cannot be used.
#[derive(Debug)]
pub struct TemplateError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong, as a lowercase fragment.
    pub message: String,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "template {}: {}", self.path.display(), self.message)
    }
}

impl std::error::Error for TemplateError {}

macro_rules! embedded {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../templates/", $name)))),*]
    };
}

/// All files of `templates/`; a test compares this list with the folder.
const EMBEDDED: &[(&str, &str)] = embedded![
    "article/article.html.j2",
    "article/article.md.j2",
    "article/article.txt.j2",
    "article/body.html.j2",
    "article/chart.html.j2",
    "article/foot.html.j2",
    "article/table.html.j2",
    "article/text.html.j2",
    "athletics.toml",
    "biathlon.toml",
    "clubs.toml",
    "cycling.toml",
    "grammar/biathlon.toml",
    "grammar/combined.toml",
    "grammar/conditions.toml",
    "grammar/cycling.toml",
    "grammar/field.toml",
    "grammar/formula_one.toml",
    "grammar/labels.toml",
    "grammar/orienteering.toml",
    "grammar/race.toml",
    "grammar/relay.toml",
    "grammar/running.toml",
    "grammar/side.toml",
    "grammar/runs.toml",
    "grammar/skiing.toml",
    "grammar/sliding.toml",
    "grammar/swimming.toml",
    "grammar/walks.toml",
    "house/biathlon-1.md",
    "house/cycling-1.md",
    "house/field-1.md",
    "house/formula_one-1.md",
    "house/formula_one-2.md",
    "house/running-1.md",
    "house/running-2.md",
    "house/skiing-1.md",
    "house/sliding-1.md",
    "house/score.toml",
    "house/standins.toml",
    "house/swimming-1.md",
    "house/swimming-2.md",
    "leagues/nba.toml",
    "lexicon/athletics.toml",
    "lexicon/biathlon.toml",
    "lexicon/cycling.toml",
    "lexicon/demonyms.toml",
    "lexicon/facts.toml",
    "lexicon/margin.toml",
    "lexicon/orienteering.toml",
    "lexicon/people.toml",
    "lexicon/race.toml",
    "lexicon/record.toml",
    "lexicon/result.toml",
    "lexicon/setting.toml",
    "lexicon/side.toml",
    "lexicon/skiing.toml",
    "lexicon/standing.toml",
    "lexicon/status.toml",
    "lexicon/swimming.toml",
    "lexicon/words.toml",
    "maps/english.toml",
    "maps/german.toml",
    "maps/nordic.toml",
    "nations.toml",
    "newsworthiness.toml",
    "orienteering.toml",
    "plan.toml",
    "skiing.toml",
    "sports.toml",
    "sportsml.toml",
    "styles/ap.toml",
    "styles/spelling.toml",
    "styles/uk.toml",
    "styles/words.toml",
    "swimming.toml",
    "venues/circuits.toml",
    "venues/games.toml",
    "verify/basketball.toml",
    "verify/report.html.j2",
    "verify/wording.toml",
    "words.toml",
];

/// Largest template that is read, in bytes.
const LARGEST: u64 = 1 << 20;

impl Templates {
    /// The files that the binary carries.
    pub fn embedded() -> Self {
        Self { files: EMBEDDED.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect() }
    }

    /// Puts the files of a folder over the embedded ones. A name that the tool does not know is an error: it is a typing mistake,
    /// and would do nothing.
    pub fn overlay(mut self, folder: &Path) -> Result<Self, TemplateError> {
        let fault = |path: &Path, message: String| TemplateError { path: path.to_owned(), message };
        let mut open = vec![folder.to_owned()];
        while let Some(at) = open.pop() {
            let entries = std::fs::read_dir(&at).map_err(|error| fault(&at, format!("cannot be read: {error}")))?;
            for entry in entries {
                let path = entry.map_err(|error| fault(&at, format!("cannot be read: {error}")))?.path();
                if path.is_dir() {
                    open.push(path);
                    continue;
                }
                let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                // House copy and parts that article templates include are the desk's own.
                let own = name.starts_with("house/") || (name.starts_with("article/") && name.strip_suffix(".j2").is_some());
                if !self.files.contains_key(&name) && !own {
                    return Err(fault(&path, "is no template of this tool (see `stringer templates export`)".to_owned()));
                }
                let size = path.metadata().map_err(|error| fault(&path, format!("cannot be read: {error}")))?.len();
                if size > LARGEST {
                    return Err(fault(&path, format!("has {size} bytes, a template may have {LARGEST}")));
                }
                let text = std::fs::read_to_string(&path).map_err(|error| fault(&path, format!("cannot be read: {error}")))?;
                self.files.insert(name, text);
            }
        }
        Ok(self)
    }

    /// The text of a file.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.files.get(name).map(String::as_str)
    }

    /// All files, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Files below a folder, by name.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.iter().filter(move |(name, _)| name.starts_with(folder))
    }

    /// sha256 (hex) over all names and texts.
    pub fn digest(&self) -> String {
        let mut bytes = Vec::new();
        for part in self.files.iter().flat_map(|(name, text)| [name, text]) {
            bytes.extend((part.len() as u64).to_le_bytes());
            bytes.extend(part.as_bytes());
        }
        crate::net::sha256_hex(&bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_embedded() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let mut open = vec![root.clone()];
        let mut found = Vec::new();
        while let Some(at) = open.pop() {
            for entry in std::fs::read_dir(at).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    found.push(path.strip_prefix(&root).unwrap().to_string_lossy().into_owned());
                }
            }
        }
        found.sort();
        let known: Vec<String> = Templates::embedded().files.into_keys().collect();
        assert_eq!(found, known);
    }

    #[test]
    fn an_overlay_replaces_a_file_and_changes_the_digest() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("words.toml"), "[record]\nWR = \"world best\"\n").unwrap();
        let plain = Templates::embedded();
        let laid = plain.clone().overlay(folder.path()).unwrap();
        assert!(laid.get("words.toml").unwrap().contains("world best"));
        assert_ne!(plain.digest(), laid.digest());
        std::fs::create_dir(folder.path().join("article")).unwrap();
        std::fs::write(folder.path().join("article/desk.txt.j2"), "ours").unwrap();
        assert_eq!(plain.clone().overlay(folder.path()).unwrap().below("article/").count(), plain.below("article/").count() + 1);
        std::fs::write(folder.path().join("article/large.txt.j2"), " ".repeat(2 << 20)).unwrap();
        assert!(plain.clone().overlay(folder.path()).unwrap_err().to_string().contains("a template may have 1048576"));
        std::fs::remove_file(folder.path().join("article/large.txt.j2")).unwrap();
        std::fs::write(folder.path().join("wrods.toml"), "").unwrap();
        let error = plain.overlay(folder.path()).unwrap_err();
        assert!(error.to_string().contains("no template of this tool"), "{error}");
    }
}
