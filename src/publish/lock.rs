//! One run at a time in a folder.

use super::{PublishError, PublishErrorKind};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Seek as _, Write as _};
use std::path::{Path, PathBuf};

/// Name of the lock file.
pub const LOCK: &str = ".stringer.lock";

/// A folder that this process holds until the value is dropped. The file stays; the system frees the lock of a process that
/// ends in any way, so there is nothing to clean up after a crash.
#[derive(Debug)]
pub struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes a folder (made when it is missing) for a run; `holder` tells others what holds it, such as the command and the time.
    /// Errors: another run has it (with its `holder`), or the folder cannot be written.
    pub fn take(folder: &Path, holder: &str) -> Result<Self, PublishError> {
        let path = folder.join(LOCK);
        let failed = |source| PublishError::io(PublishErrorKind::Write, folder, source);
        fs::create_dir_all(folder).map_err(failed)?;
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let who = fs::read_to_string(&path).unwrap_or_default();
                let who = if who.trim().is_empty() { "another run".to_owned() } else { who.trim().escape_debug().to_string() };
                return Err(PublishError::new(
                    PublishErrorKind::Locked,
                    folder,
                    format!("{who} holds it; wait for its end or choose another folder"),
                ));
            }
            Err(TryLockError::Error(source)) => return Err(failed(source)),
        }
        file.set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| writeln!(file, "process {} ({holder})", std::process::id()))
            .map_err(failed)?;
        Ok(Self { file, path })
    }

    /// The lock file.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // The name of the holder goes first, so that nobody reads it without the lock.
        let _ = self.file.set_len(0);
        let _ = self.file.unlock();
    }
}
