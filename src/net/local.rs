//! Local files and standard input, with the size limit of everything else.

use super::digest::sha256_hex;
use super::error::{NetError, NetErrorKind};
use super::{Fetched, Origin};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// Reads a file of at most `max_bytes`; fails with `Io` or `TooLarge`.
pub fn read_file(path: &Path, max_bytes: u64) -> Result<Fetched, NetError> {
    let name = path.display().to_string();
    let file = File::open(path).map_err(|error| NetError::new(NetErrorKind::Io, &name, "").because(error))?;
    read_local(file, name, max_bytes)
}

/// Reads standard input to its end, at most `max_bytes`; fails with `Io` or `TooLarge`.
pub fn read_stdin(max_bytes: u64) -> Result<Fetched, NetError> {
    read_local(io::stdin().lock(), "-".to_owned(), max_bytes)
}

/// Reads anything to its end.
fn read_local(reader: impl Read, name: String, max_bytes: u64) -> Result<Fetched, NetError> {
    let mut bytes = Vec::new();
    reader
        .take(max_bytes.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| NetError::new(NetErrorKind::Io, &name, "").because(error))?;
    if bytes.len() as u64 > max_bytes {
        return Err(too_large(name, max_bytes));
    }
    Ok(Fetched { sha256: sha256_hex(&bytes), bytes, url: name, from: Origin::Local, content_type: None, notes: Vec::new() })
}

/// The failure for more than `max_bytes`.
pub(super) fn too_large(url: impl Into<String>, max_bytes: u64) -> NetError {
    NetError::new(NetErrorKind::TooLarge, url, format!("more than {max_bytes} bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_up_to_the_limit() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("feed.json");
        std::fs::write(&path, b"abc").unwrap();
        let fetched = read_file(&path, 3).unwrap();
        assert_eq!((fetched.bytes.as_slice(), fetched.from), (&b"abc"[..], Origin::Local));
        assert_eq!(fetched.sha256, sha256_hex(b"abc"));
        assert_eq!(read_file(&path, 2).unwrap_err().kind, NetErrorKind::TooLarge);
    }

    #[test]
    fn a_missing_file_and_a_folder_are_errors_with_the_path() {
        let dir = tempfile::tempdir().unwrap();
        let error = read_file(&dir.path().join("none.json"), 9).unwrap_err();
        assert_eq!(error.kind, NetErrorKind::Io);
        assert!(error.to_string().contains("none.json"), "{error}");
        assert_eq!(read_file(dir.path(), 9).unwrap_err().kind, NetErrorKind::Io);
    }
}
