//! What a model knows after it has read the house copy, kept on disk, so that the next process need not read it again.
//!
//! A file begins with a mark, the length of what follows in eight bytes, and its sha256 in hex. A file that is torn, of another length or
//! of another digest is as if it were not there, and is written anew.

use crate::net::sha256_hex;
use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::path::PathBuf;
use std::time::SystemTime;

/// The first bytes of a file; the number changes with the form.
const MARK: &[u8] = b"stringer state 1\n";
/// A longer file is not read.
const MOST_BYTES: u64 = 1 << 30;
/// Files that are kept; the ones that were written first go first.
const MOST_FILES: usize = 12;

/// A folder of states, by the digest of everything that decides them.
#[derive(Debug, Clone)]
pub struct StateCache {
    folder: PathBuf,
}

impl StateCache {
    /// A cache in a folder.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The state under a key, if it is whole.
    pub fn get(&self, key: &str) -> Option<Vec<u8>> {
        let mut file = File::open(self.path(key)).ok()?;
        let size = file.metadata().ok().filter(|meta| meta.is_file() && meta.len() <= MOST_BYTES)?.len();
        let (mut mark, mut length, mut digest) = ([0; MARK.len()], [0; 8], [0; 64]);
        file.read_exact(&mut mark).ok()?;
        file.read_exact(&mut length).ok()?;
        file.read_exact(&mut digest).ok()?;
        let length = u64::from_le_bytes(length);
        if mark != MARK || size != (MARK.len() + 8 + 64) as u64 + length {
            return None;
        }
        let mut state = Vec::with_capacity(usize::try_from(length).ok()?);
        file.take(length).read_to_end(&mut state).ok()?;
        (state.len() as u64 == length && sha256_hex(&state).as_bytes() == digest).then_some(state)
    }

    /// Stores a state under a key. A cache that cannot be written costs time, not the article: it is passed over.
    pub fn put(&self, key: &str, state: &[u8]) {
        let write = || -> std::io::Result<()> {
            fs::create_dir_all(&self.folder)?;
            let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
            file.write_all(MARK)?;
            file.write_all(&(state.len() as u64).to_le_bytes())?;
            file.write_all(sha256_hex(state).as_bytes())?;
            file.write_all(state)?;
            file.persist(self.path(key))?;
            self.tidy()
        };
        drop(write());
    }

    fn path(&self, key: &str) -> PathBuf {
        self.folder.join(format!("{key}.state"))
    }

    /// Removes the oldest files above the number that is kept.
    fn tidy(&self) -> std::io::Result<()> {
        let mut files: Vec<(SystemTime, PathBuf)> = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "state") {
                files.push((fs::metadata(&path)?.modified()?, path));
            }
        }
        files.sort();
        let more = files.len().saturating_sub(MOST_FILES);
        files.iter().take(more).try_for_each(|(_, path)| fs::remove_file(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_comes_back_and_a_damaged_one_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let cache = StateCache::new(folder.path().join("states"));
        assert_eq!(cache.get("k"), None);
        let state: Vec<u8> = (0..=255).cycle().take(5000).collect();
        cache.put("k", &state);
        assert_eq!(cache.get("k"), Some(state.clone()));
        let path = folder.path().join("states/k.state");
        let sound = fs::read(&path).unwrap();
        for cut in [0, 5, 20, 60, 89, 90, 1000, sound.len() - 1] {
            fs::write(&path, &sound[..cut]).unwrap();
            assert_eq!(cache.get("k"), None, "cut at {cut}");
        }
        for at in [0, 17, 24, 30, 88, 89, 3000] {
            let mut damaged = sound.clone();
            damaged[at] ^= 1;
            fs::write(&path, &damaged).unwrap();
            assert_eq!(cache.get("k"), None, "byte {at}");
        }
        fs::write(&path, [sound.as_slice(), b"x"].concat()).unwrap();
        assert_eq!(cache.get("k"), None);
        cache.put("k", &state);
        assert_eq!(cache.get("k"), Some(state));
    }

    #[test]
    fn old_states_make_room_for_new_ones() {
        let folder = tempfile::tempdir().unwrap();
        let cache = StateCache::new(folder.path().to_path_buf());
        for key in 0..MOST_FILES + 3 {
            cache.put(&format!("{key:02}"), b"state");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), MOST_FILES);
        assert!(cache.get(&format!("{:02}", MOST_FILES + 2)).is_some());
    }
}
