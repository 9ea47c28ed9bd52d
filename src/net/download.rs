//! Downloads of large files with a known digest: resumed, verified, and put in place in one step.

use super::address;
use super::digest::{Hasher, is_sha256};
use super::error::{NetError, NetErrorKind};
use super::exchange::{self, Answer, Request};
use super::local::too_large;
use super::{Client, retry};
use reqwest::Url;
use reqwest::header::{ACCEPT_ENCODING, CONTENT_RANGE, HeaderMap, HeaderValue, RANGE};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// What to download.
#[derive(Debug, Clone, Copy)]
pub struct Download<'a> {
    /// The address.
    pub url: &'a str,
    /// Where the file goes; beside it, `.part` is added to the name while it is incomplete.
    pub dest: &'a Path,
    /// The SHA-256 that the file must have, in hex.
    pub sha256: &'a str,
    /// Hosts that a redirect may lead to, beside that of the address; a leading point stands for all hosts below.
    pub allow_hosts: &'a [&'a str],
}

/// Called with the bytes that are there and, if known, the bytes of the whole file.
type Progress<'a> = &'a mut dyn FnMut(u64, Option<u64>);

impl Client {
    /// Downloads a file whose digest is known. A part that an earlier run left is resumed; a file that is already there
    /// with the right digest is left alone, also offline. `progress` gets the bytes done and the total.
    ///
    /// Fails with `Digest` if the content differs (the part is then removed), with `Io` if another process is downloading
    /// to the same place, and with the other kinds as [`Client::get`] does.
    pub fn download(&self, what: &Download<'_>, progress: &mut dyn FnMut(u64, Option<u64>)) -> Result<(), NetError> {
        let url = address::parse(what.url)?;
        let shown = address::show(&url);
        let expected = what.sha256.to_ascii_lowercase();
        if !is_sha256(&expected) {
            return Err(NetError::new(NetErrorKind::Digest, shown, "the digest that it should have is no SHA-256"));
        }
        if has_digest(what.dest, &expected) {
            return Ok(());
        }
        if self.options().offline {
            return Err(NetError::new(NetErrorKind::Offline, shown, format!("and {} is not there", what.dest.display())));
        }
        let mut part = Part::open(what.dest)?;
        let resumed = part.len > 0;
        self.fill(&url, what, &mut part, progress)?;
        if part.hasher.hex() != expected && resumed {
            // The part may have been of another version: once more from the start.
            part.restart()?;
            self.fill(&url, what, &mut part, progress)?;
        }
        let found = part.hasher.hex();
        if found != expected {
            part.remove();
            return Err(NetError::new(NetErrorKind::Digest, shown, format!("SHA-256 {found} instead of {expected}")));
        }
        part.finish(what.dest)
    }

    /// Fetches what the part lacks, again and again as the options say.
    fn fill(&self, url: &Url, what: &Download<'_>, part: &mut Part, progress: Progress<'_>) -> Result<(), NetError> {
        let options = self.options();
        retry::repeat(options.retries, options.backoff, || {
            let mut answer = self.ask(url, what, part.len)?;
            if answer.status() == 416 && part.len > 0 {
                if total_of_range(&answer) == Some(part.len) {
                    return Ok(());
                }
                part.restart()?;
                answer = self.ask(url, what, 0)?;
            }
            let resumes = answer.status() == 206 && start_of_range(&answer) == Some(part.len);
            if !resumes {
                if answer.status() != 200 {
                    return Err(answer.failure());
                }
                part.restart()?;
            }
            self.copy(&mut answer, part, &address::show(url), progress)
        })?;
        Ok(())
    }

    /// Sends the request for everything from `from` on. No compression: the digest is that of the file as it is.
    fn ask(&self, url: &Url, what: &Download<'_>, from: u64) -> Result<Answer, NetError> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        if from > 0 {
            headers.extend(HeaderValue::from_str(&format!("bytes={from}-")).ok().map(|range| (RANGE, range)));
        }
        exchange::send(self.http(url)?, &Request { url, headers, allow_hosts: what.allow_hosts, timeout: None, body: None })
    }

    /// Appends the body of an answer to the part.
    fn copy(&self, answer: &mut Answer, part: &mut Part, shown: &str, progress: Progress<'_>) -> Result<(), NetError> {
        let limit = self.options().max_download_bytes;
        let total = answer.length().map(|length| part.len.saturating_add(length));
        if total.is_some_and(|total| total > limit) {
            return Err(too_large(shown, limit));
        }
        let mut buffer = vec![0; 1 << 18];
        progress(part.len, total);
        loop {
            let count = answer.read(&mut buffer)?;
            if count == 0 {
                return Ok(());
            }
            if part.len.saturating_add(count as u64) > limit {
                return Err(too_large(shown, limit));
            }
            part.append(buffer.get(..count).unwrap_or_default())?;
            progress(part.len, total);
        }
    }
}

/// Whether a file is there and has the digest.
fn has_digest(path: &Path, sha256: &str) -> bool {
    let mut hasher = Hasher::new();
    File::open(path).is_ok_and(|mut file| hasher.read_all(&mut file).is_ok()) && hasher.hex() == sha256
}

/// The first byte of a `Content-Range: bytes 100-199/200`.
fn start_of_range(answer: &Answer) -> Option<u64> {
    let range = answer.header(&CONTENT_RANGE)?;
    range.strip_prefix("bytes ")?.split('-').next()?.trim().parse().ok()
}

/// The length in a `Content-Range: bytes */200`.
fn total_of_range(answer: &Answer) -> Option<u64> {
    answer.header(&CONTENT_RANGE)?.rsplit('/').next()?.trim().parse().ok()
}

/// The incomplete file, locked, with the digest of what it has.
#[derive(Debug)]
struct Part {
    path: PathBuf,
    file: File,
    hasher: Hasher,
    len: u64,
}

impl Part {
    /// Opens or makes the part of a file, and reads what is there.
    fn open(dest: &Path) -> Result<Self, NetError> {
        let mut name = dest.as_os_str().to_owned();
        name.push(".part");
        let path = PathBuf::from(name);
        let fail = |error: std::io::Error| failure(&path, error);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(fail)?;
        }
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).map_err(fail)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => {
                return Err(NetError::new(NetErrorKind::Io, path.display().to_string(), "another process is downloading to it"));
            }
            // A file system without locks is no reason to refuse.
            Err(TryLockError::Error(error)) if error.kind() != ErrorKind::Unsupported => return Err(fail(error)),
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        let mut hasher = Hasher::new();
        let len = hasher.read_all(&mut file).map_err(fail)?;
        Ok(Self { path, file, hasher, len })
    }

    /// Adds bytes at the end.
    fn append(&mut self, bytes: &[u8]) -> Result<(), NetError> {
        self.file.write_all(bytes).map_err(|error| failure(&self.path, error))?;
        self.hasher.update(bytes);
        self.len += bytes.len() as u64;
        Ok(())
    }

    /// Empties the part.
    fn restart(&mut self) -> Result<(), NetError> {
        self.file.set_len(0).and_then(|()| self.file.seek(SeekFrom::Start(0))).map_err(|error| failure(&self.path, error))?;
        self.hasher = Hasher::new();
        self.len = 0;
        Ok(())
    }

    /// Removes the part; one that cannot be removed is found out by its digest the next time.
    fn remove(self) {
        let _ = fs::remove_file(&self.path);
    }

    /// Puts the whole file in its place.
    fn finish(self, dest: &Path) -> Result<(), NetError> {
        self.file.sync_all().map_err(|error| failure(&self.path, error))?;
        fs::rename(&self.path, dest).map_err(|error| failure(dest, error))
    }
}

/// A failure of the disk.
fn failure(path: &Path, error: std::io::Error) -> NetError {
    NetError::new(NetErrorKind::Io, path.display().to_string(), "").because(error)
}
