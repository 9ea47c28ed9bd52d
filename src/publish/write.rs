//! Files that are there whole or not at all.

use super::{PublishError, PublishErrorKind};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use tempfile::Builder;

/// How temporary files begin and end, so that those of an interrupted run can be found.
const PREFIX: &str = ".stringer-";
const SUFFIX: &str = ".part";

/// What a write did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// The file was written.
    New,
    /// The file had these bytes already; it was not touched.
    Unchanged,
}

/// Writes `bytes` to `path`: into a temporary file of the same folder, flushed to the disk, then renamed. Whoever opens `path`
/// sees the old bytes or the new ones, never a part. A link at `path` is replaced, not followed. The folder is made when it is
/// missing. Errors: whatever the system says, with the path.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<Written, PublishError> {
    let failed = |source: io::Error| PublishError::io(PublishErrorKind::Write, path, source);
    let is_link = fs::symlink_metadata(path).is_ok_and(|meta| meta.file_type().is_symlink());
    if !is_link && fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(Written::Unchanged);
    }
    if path.is_dir() {
        return Err(failed(io::Error::from(io::ErrorKind::IsADirectory)));
    }
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed)?;
    let _held = crate::net::hold();
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    readable(&mut builder);
    let mut file = builder.tempfile_in(folder).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    sync_folder(folder);
    Ok(Written::New)
}

/// Temporary files are private; what is published has the permissions that any new file gets.
#[cfg(unix)]
fn readable(builder: &mut Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt as _;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn readable(_builder: &mut Builder<'_, '_>) {}

/// Makes the rename itself durable, where the system can; the file's bytes are on the disk already.
fn sync_folder(folder: &Path) {
    if let Ok(handle) = File::open(folder) {
        let _ = handle.sync_all();
    }
}

/// Removes the temporary files that an interrupted run left in a folder; call it under the folder's lock. Returns them.
pub fn sweep(folder: &Path) -> Result<Vec<PathBuf>, PublishError> {
    let failed = |source: io::Error| PublishError::io(PublishErrorKind::Write, folder, source);
    let mut swept = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        if ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            fs::remove_file(entry.path()).map_err(failed)?;
            swept.push(entry.path());
        }
    }
    swept.sort();
    Ok(swept)
}
