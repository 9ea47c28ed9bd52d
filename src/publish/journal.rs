//! The journal of a batch: JSON Lines, one entry per article, flushed to the disk before the next one begins.

use super::{Names, PublishError, PublishErrorKind};
use crate::article::hex;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Name of the journal in the output folder.
pub const JOURNAL: &str = "journal.jsonl";

/// How an item of a batch ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Written and usable.
    Usable,
    /// Written and withheld.
    Withheld,
    /// Not proven: nothing usable was written.
    Refused,
    /// An error.
    Failed,
}

/// A file that an item wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputFile {
    /// Its name in the output folder.
    pub name: String,
    /// sha256 (hex) of its bytes.
    pub sha256: String,
}

/// One line of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What the item was made of; see [`key`].
    pub key: String,
    /// Id of the article, or the name of the input where there is none.
    pub id: String,
    /// How it ended.
    pub outcome: Outcome,
    /// What it wrote.
    pub outputs: Vec<OutputFile>,
    /// The error or the reasons.
    pub message: Option<String>,
    /// When, RFC 3339, as the run's clock was given.
    pub at: String,
    /// Milliseconds that it took; `None` in runs that have to be reproducible.
    pub ms: Option<u64>,
}

impl Entry {
    /// Whether all its files are still in the folder with the bytes that it wrote.
    pub fn is_intact(&self, folder: &Path) -> bool {
        self.outputs
            .iter()
            .all(|output| fs::read(folder.join(&output.name)).is_ok_and(|bytes| hex(&Sha256::digest(&bytes)) == output.sha256))
    }
}

/// The key of an item: the sha256 (hex) of everything that its bytes depend on (inputs, templates, model, settings), each part
/// with its length before it.
pub fn key(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(part.as_bytes());
    }
    hex(&hasher.finalize())
}

/// An open journal. It belongs to the run that holds the folder's [`Lock`](super::Lock).
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
    entries: Vec<Entry>,
    last: BTreeMap<String, usize>,
}

impl Journal {
    /// Opens the journal of a folder, or begins one. A last line without its line break was being written when a run was
    /// interrupted: it is cut off. Errors: the file cannot be read or written, or an earlier line is no entry.
    pub fn open(folder: &Path) -> Result<Self, PublishError> {
        let path = folder.join(JOURNAL);
        let failed = |source: io::Error| PublishError::io(PublishErrorKind::Write, &path, source);
        fs::create_dir_all(folder).map_err(failed)?;
        let file = OpenOptions::new().read(true).append(true).create(true).open(&path).map_err(failed)?;
        let bytes = fs::read(&path).map_err(failed)?;
        let whole = bytes.iter().rposition(|&b| b == b'\n').map_or(0, |at| at + 1);
        if whole < bytes.len() {
            file.set_len(u64::try_from(whole).unwrap_or(u64::MAX)).and_then(|()| file.sync_all()).map_err(failed)?;
        }
        let mut journal = Self { path: path.clone(), file, entries: Vec::new(), last: BTreeMap::new() };
        for (number, line) in bytes.get(..whole).unwrap_or_default().split(|&b| b == b'\n').enumerate().filter(|(_, line)| !line.is_empty())
        {
            let entry = serde_json::from_slice(line).map_err(|error| {
                let detail = format!("line {} is no entry ({error}); move the file away to begin again", number + 1);
                PublishError::new(PublishErrorKind::Journal, &path, detail)
            })?;
            journal.push(entry);
        }
        Ok(journal)
    }

    /// The last entry of a key, when the item was written: it need not be made again while [`Entry::is_intact`].
    pub fn done(&self, key: &str) -> Option<&Entry> {
        self.last(key).filter(|entry| matches!(entry.outcome, Outcome::Usable | Outcome::Withheld))
    }

    /// The last entry of a key, however it ended.
    pub fn last(&self, key: &str) -> Option<&Entry> {
        self.last.get(key).and_then(|&at| self.entries.get(at))
    }

    /// The names that the articles of earlier runs have in this folder, so that none is given away again.
    pub fn names(&self) -> Names {
        let mut names = Names::new();
        for entry in &self.entries {
            entry.outputs.iter().for_each(|output| names.reserve(&output.name, &entry.id));
        }
        names
    }

    /// All entries, oldest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Appends an entry and waits until it is on the disk.
    pub fn record(&mut self, entry: Entry) -> Result<(), PublishError> {
        let failed = |source: io::Error| PublishError::io(PublishErrorKind::Write, &self.path, source);
        let mut line = serde_json::to_vec(&entry).map_err(|error| failed(error.into()))?;
        line.push(b'\n');
        let _held = crate::net::hold();
        self.file.write_all(&line).and_then(|()| self.file.sync_data()).map_err(failed)?;
        self.push(entry);
        Ok(())
    }

    fn push(&mut self, entry: Entry) {
        self.last.insert(entry.key.clone(), self.entries.len());
        self.entries.push(entry);
    }
}
