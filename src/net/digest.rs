//! SHA-256 digests in hex (FIPS 180-4).

use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::io::{self, Read};

/// The SHA-256 of some bytes in lower-case hex.
pub fn sha256_hex(bytes: &[u8]) -> String {
    let mut hasher = Hasher::new();
    hasher.update(bytes);
    hasher.hex()
}

/// Whether a text is a SHA-256 in hex.
pub(super) fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

/// A digest that is built up in steps.
#[derive(Debug, Clone)]
pub(super) struct Hasher(Sha256);

impl Hasher {
    /// The digest of nothing so far.
    pub(super) fn new() -> Self {
        Self(Sha256::new())
    }

    /// Takes in more bytes.
    pub(super) fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Takes in all that a reader has, and returns how much that was.
    pub(super) fn read_all(&mut self, reader: &mut dyn Read) -> io::Result<u64> {
        let mut buffer = vec![0; 1 << 16];
        let mut total = 0;
        loop {
            let count = match reader.read(&mut buffer) {
                Ok(0) => return Ok(total),
                Ok(count) => count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            self.update(buffer.get(..count).unwrap_or_default());
            total += count as u64;
        }
    }

    /// The digest in lower-case hex.
    pub(super) fn hex(&self) -> String {
        let mut out = String::with_capacity(64);
        for byte in self.0.clone().finalize() {
            // Writing to a String cannot fail.
            let _ = write!(out, "{byte:02x}");
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_those_of_the_standard() {
        assert_eq!(sha256_hex(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(sha256_hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let mut hasher = Hasher::new();
        assert_eq!(hasher.read_all(&mut &b"abc"[..]).unwrap(), 3);
        assert_eq!(hasher.hex(), sha256_hex(b"abc"));
        assert!(is_sha256(&sha256_hex(b"")) && !is_sha256("abc"));
    }
}
