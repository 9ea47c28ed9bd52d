//! An archive that holds one file stands for that file.

use super::Fetched;
use super::digest::sha256_hex;
use super::error::{NetError, NetErrorKind};
use super::local::too_large;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The first bytes of a zip archive.
const ZIP: &[u8] = b"PK\x03\x04";

/// What was fetched, or the only file of the zip archive that it is, of at most `max_bytes`. Anything else that looks like an archive
/// comes back as it is: who reads it can say better what was expected.
pub fn unpacked(fetched: Fetched, max_bytes: u64) -> Result<Fetched, NetError> {
    let Some((name, bytes)) = only_file(&fetched, max_bytes)? else { return Ok(fetched) };
    let note = format!("\"{}\" was unpacked", name.escape_debug());
    let notes = fetched.notes.into_iter().chain([note]).collect();
    Ok(Fetched { sha256: sha256_hex(&bytes), bytes, notes, ..fetched })
}

fn only_file(fetched: &Fetched, max_bytes: u64) -> Result<Option<(String, Vec<u8>)>, NetError> {
    if !fetched.bytes.starts_with(ZIP) {
        return Ok(None);
    }
    let Ok(mut archive) = ZipArchive::new(Cursor::new(fetched.bytes.as_slice())) else { return Ok(None) };
    if archive.len() != 1 {
        return Ok(None);
    }
    let Ok(file) = archive.by_index(0) else { return Ok(None) };
    let name: String = file.name().map(|name| name.chars().take(80).collect()).unwrap_or_default();
    let mut bytes = Vec::new();
    // The size that an archive claims proves nothing: it is read until the limit.
    let broken = |error: std::io::Error| NetError::new(NetErrorKind::Io, &fetched.url, "the archive is damaged").because(error);
    file.take(max_bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(broken)?;
    if bytes.len() as u64 > max_bytes {
        return Err(too_large(fetched.url.clone(), max_bytes));
    }
    Ok(Some((name, bytes)))
}

#[cfg(test)]
mod tests {
    use super::super::Origin;
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn archive(files: &[(&str, &[u8])]) -> Fetched {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in files {
            writer.start_file(*name, SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated)).unwrap();
            writer.write_all(content).unwrap();
        }
        fetched(writer.finish().unwrap().into_inner())
    }

    fn fetched(bytes: Vec<u8>) -> Fetched {
        Fetched {
            sha256: sha256_hex(&bytes),
            bytes,
            url: "meet.lxf".to_owned(),
            from: Origin::Local,
            content_type: None,
            notes: Vec::new(),
        }
    }

    #[test]
    fn an_archive_of_one_file_is_that_file() {
        let read = unpacked(archive(&[("meet.lef", b"<LENEX/>")]), 8).unwrap();
        assert_eq!((read.bytes.as_slice(), read.sha256), (&b"<LENEX/>"[..], sha256_hex(b"<LENEX/>")));
        assert!(read.notes[0].contains("meet.lef"));
    }

    #[test]
    fn a_file_that_unpacks_to_more_than_the_limit_is_refused() {
        let bomb = archive(&[("meet.lef", &vec![b' '; 1_000_000])]);
        assert!(bomb.bytes.len() < 5_000);
        assert_eq!(unpacked(bomb.clone(), 999_999).unwrap_err().kind, NetErrorKind::TooLarge);
        assert_eq!(unpacked(bomb, 1_000_000).unwrap().bytes.len(), 1_000_000);
    }

    #[test]
    fn anything_else_stays_as_it_is() {
        let two = archive(&[("a.lef", b"a"), ("b.lef", b"b")]);
        let none = archive(&[]);
        for other in [two, none, fetched(b"PK\x03\x04 not an archive".to_vec()), fetched(b"<LENEX/>".to_vec())] {
            assert_eq!(unpacked(other.clone(), 10_000).unwrap(), other);
        }
    }
}
