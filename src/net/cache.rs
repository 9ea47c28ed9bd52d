//! The disk cache: for each address a body and a small JSON record, named by the SHA-256 of the address.
//!
//! Both are written to a temporary file and renamed. The record holds the digest of the body, so a body that was torn,
//! changed or belongs to another record is found out; such an entry counts as absent.

use super::digest::sha256_hex;
use reqwest::Url;
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The version of the record; another one counts as absent.
const VERSION: u32 = 1;
/// The most bytes of a record.
const RECORD_LIMIT: u64 = 1 << 16;

/// What is kept beside a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    /// The version of the record.
    pub(super) version: u32,
    /// The address, fit to be shown. For people: the cache finds its entries by digest.
    pub(super) url: String,
    /// When the server last vouched for the body, in seconds since 1970.
    pub(super) stored_at: i64,
    /// The `ETag` header.
    pub(super) etag: Option<String>,
    /// The `Last-Modified` header.
    pub(super) last_modified: Option<String>,
    /// Seconds for which the body may be served without asking, counted from `stored_at`.
    pub(super) max_age: Option<i64>,
    /// The `Content-Type` header.
    pub(super) content_type: Option<String>,
    /// The digest of the body.
    pub(super) sha256: String,
}

impl Record {
    /// A record for an address and the digest of its body, without any headers.
    pub(super) fn new(url: String, sha256: String, stored_at: i64) -> Self {
        Self { version: VERSION, url, stored_at, etag: None, last_modified: None, max_age: None, content_type: None, sha256 }
    }

    /// Whether the body may be served without asking. An answer that can be asked for with a condition always is.
    pub(super) fn is_fresh(&self, now: i64) -> bool {
        let validators = self.etag.is_some() || self.last_modified.is_some();
        // A record from the future says nothing: the clock was wrong then or is now.
        let age = now.saturating_sub(self.stored_at);
        !validators && age >= 0 && self.max_age.is_some_and(|max_age| age < max_age)
    }
}

/// A body with its record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) record: Record,
    pub(super) body: Vec<u8>,
}

/// A folder of entries.
#[derive(Debug, Clone)]
pub(super) struct Cache {
    dir: PathBuf,
}

impl Cache {
    /// The cache in a folder, which is made when something is first kept.
    pub(super) fn new(dir: &Path) -> Self {
        Self { dir: dir.to_owned() }
    }

    /// The files of an address: record and body.
    fn paths(&self, url: &Url) -> (PathBuf, PathBuf) {
        let key = sha256_hex(url.as_str().as_bytes());
        (self.dir.join(format!("{key}.json")), self.dir.join(format!("{key}.body")))
    }

    /// The entry of an address; `None` if there is none, or it is damaged or larger than `max_bytes`.
    pub(super) fn read(&self, url: &Url, max_bytes: u64) -> Option<Entry> {
        let (record, body) = self.paths(url);
        let record: Record = serde_json::from_slice(&bounded(&record, RECORD_LIMIT)?).ok()?;
        let body = bounded(&body, max_bytes)?;
        (record.version == VERSION && record.sha256 == sha256_hex(&body)).then_some(Entry { record, body })
    }

    /// Keeps a body with its record.
    pub(super) fn write(&self, url: &Url, record: &Record, body: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.dir)?;
        let (_, body_path) = self.paths(url);
        self.replace(&body_path, body)?;
        self.write_record(url, record)
    }

    /// Keeps a new record for the body that is there.
    pub(super) fn write_record(&self, url: &Url, record: &Record) -> io::Result<()> {
        let (record_path, _) = self.paths(url);
        self.replace(&record_path, &serde_json::to_vec_pretty(record)?)
    }

    /// Puts a file in its place in one step.
    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let _held = super::hold();
        let mut file = tempfile::NamedTempFile::new_in(&self.dir)?;
        file.write_all(bytes)?;
        file.persist(path).map(|_| ()).map_err(|error| error.error)
    }
}

/// A file of at most `limit` bytes.
fn bounded(path: &Path, limit: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path).ok()?.take(limit.saturating_add(1)).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= limit).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(body: &[u8]) -> (Url, Record) {
        (Url::parse("http://a.org/x").unwrap(), Record::new("http://a.org/x".to_owned(), sha256_hex(body), 1000))
    }

    #[test]
    fn an_entry_is_read_back_and_a_damaged_one_is_absent() {
        let dir = tempfile::tempdir().unwrap();
        let cache = Cache::new(&dir.path().join("new"));
        let (url, record) = entry(b"abc");
        assert_eq!(cache.read(&url, 99), None);
        cache.write(&url, &record, b"abc").unwrap();
        assert_eq!(cache.read(&url, 99).unwrap().body, b"abc");
        assert_eq!(cache.read(&url, 2), None);
        let (record_path, body_path) = cache.paths(&url);
        fs::write(&body_path, b"ab").unwrap();
        assert_eq!(cache.read(&url, 99), None);
        cache.write(&url, &record, b"abc").unwrap();
        fs::write(&record_path, b"{\"version\":1").unwrap();
        assert_eq!(cache.read(&url, 99), None);
        cache.write(&url, &Record { version: 2, ..record }, b"abc").unwrap();
        assert_eq!(cache.read(&url, 99), None);
        assert_eq!(fs::read_dir(dir.path().join("new")).unwrap().count(), 2);
    }

    #[test]
    fn only_an_age_without_validators_spares_the_question() {
        let (_, record) = entry(b"");
        let aged = Record { max_age: Some(60), ..record.clone() };
        assert!(!record.is_fresh(1000));
        assert!(aged.is_fresh(1000) && aged.is_fresh(1059));
        assert!(!aged.is_fresh(1060) && !aged.is_fresh(999));
        assert!(!Record { etag: Some("\"a\"".to_owned()), ..aged.clone() }.is_fresh(1000));
        assert!(!Record { last_modified: Some("x".to_owned()), ..aged }.is_fresh(1000));
    }
}
