//! Work that an interrupt waits for, and folders that it clears away.
//!
//! A file that is put in its place in one step exists under a temporary name for a moment. Whoever writes one holds a [`Held`]
//! for that moment; a folder for longer work is a [`Scratch`]. Before the process ends on Ctrl-C, [`settle`] lets the writes in
//! hand come to their end, keeps new ones from beginning, and removes the folders.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError, RwLock, RwLockReadGuard, TryLockError};
use std::time::{Duration, Instant};

static WRITES: RwLock<()> = RwLock::new(());
static FOLDERS: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// A write in hand.
#[derive(Debug)]
pub struct Held {
    _guard: RwLockReadGuard<'static, ()>,
}

/// Begins a write that an interrupt must not cut in two. It ends when the value is dropped; hold it for as short as can be, and
/// take no second one meanwhile.
pub fn hold() -> Held {
    Held { _guard: WRITES.read().unwrap_or_else(PoisonError::into_inner) }
}

/// A folder that an interrupt removes. Whoever made it removes it otherwise.
#[derive(Debug)]
pub struct Scratch {
    path: PathBuf,
}

impl Scratch {
    /// Marks a folder.
    pub fn new(path: &Path) -> Self {
        folders().insert(path.to_owned());
        Self { path: path.to_owned() }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        folders().remove(&self.path);
    }
}

fn folders() -> std::sync::MutexGuard<'static, BTreeSet<PathBuf>> {
    FOLDERS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits until no write is in hand, at most so long, and lets none begin any more; then removes the marked folders. To be called
/// once, by a process that ends right after it.
pub fn settle(patience: Duration) {
    let end = Instant::now() + patience;
    while Instant::now() < end {
        match WRITES.try_write() {
            Ok(guard) => {
                std::mem::forget(guard);
                break;
            }
            Err(TryLockError::Poisoned(_)) => break,
            Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(2)),
        }
    }
    for folder in std::mem::take(&mut *folders()) {
        // What cannot be removed stays; the process ends either way.
        let _ = std::fs::remove_dir_all(folder);
    }
}
