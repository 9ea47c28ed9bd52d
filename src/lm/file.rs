//! A model file on disk, read piece by piece.

use super::engine::hex;
use super::gguf::Header;
use super::weights::Blob;
use super::{LmError, LmErrorKind};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// A file larger than this is refused.
const MAX_FILE: u64 = 16 << 30;
/// The header of most models is shorter than the first, and that of any than the last.
const HEADERS: [u64; 2] = [8 << 20, 256 << 20];
/// Bytes that are read at once for the digest.
const BUFFER: usize = 1 << 20;

/// An open model file.
#[derive(Debug)]
pub(super) struct ModelFile {
    path: PathBuf,
    size: u64,
    file: Mutex<File>,
}

impl ModelFile {
    /// Opens a file.
    pub(super) fn open(path: &Path) -> Result<Self, LmError> {
        let shown = path.display();
        let io = |source: std::io::Error| LmError::with(LmErrorKind::Io, format!("cannot read the model file {shown}"), source);
        let file = File::open(path).map_err(io)?;
        let size = file.metadata().map_err(io)?.len();
        if size > MAX_FILE {
            return Err(LmError::new(LmErrorKind::Limit, format!("the model file {shown} has {size} bytes, more than {MAX_FILE}")));
        }
        Ok(Self { path: path.to_path_buf(), size, file: Mutex::new(file) })
    }

    /// Its header.
    pub(super) fn header(&self) -> Result<Header, LmError> {
        let mut header = Err(LmError::new(LmErrorKind::Format, "the model file has no header"));
        for most in HEADERS {
            let len = usize::try_from(self.size.min(most)).unwrap_or(usize::MAX);
            header = Header::parse_start(&self.read(0..len)?, self.size);
            if header.is_ok() || self.size <= most {
                break;
            }
        }
        header
    }

    /// The sha256 of all bytes, in hex.
    pub(super) fn digest(&self) -> Result<String, LmError> {
        let mut file = File::open(&self.path).map_err(|source| self.io(source))?;
        let (mut hasher, mut buffer) = (Sha256::new(), vec![0; BUFFER]);
        loop {
            let read = file.read(&mut buffer).map_err(|source| self.io(source))?;
            match buffer.get(..read) {
                None | Some([]) => return Ok(hex(&hasher.finalize())),
                Some(bytes) => hasher.update(bytes),
            }
        }
    }

    fn io(&self, source: std::io::Error) -> LmError {
        LmError::with(LmErrorKind::Io, format!("cannot read the model file {}", self.path.display()), source)
    }
}

impl Blob for ModelFile {
    fn read(&self, range: Range<usize>) -> Result<Cow<'_, [u8]>, LmError> {
        if range.end as u64 > self.size {
            return Err(LmError::new(LmErrorKind::Format, "a tensor is cut off"));
        }
        let mut bytes = vec![0; range.len()];
        let mut file = self.file.lock().map_err(|_| LmError::new(LmErrorKind::Io, "another reader of the model file died"))?;
        file.seek(SeekFrom::Start(range.start as u64)).map_err(|source| self.io(source))?;
        file.read_exact(&mut bytes).map_err(|source| self.io(source))?;
        Ok(Cow::Owned(bytes))
    }
}
