//! The draft cache: a paragraph's best paths by the digest of everything that decides them.

use serde::{Deserialize, Serialize};
use std::io::Write as _;
use std::path::PathBuf;

/// A folder of drafted paragraphs. A file that is torn or of another form is as if it were not there.
#[derive(Debug, Clone)]
pub struct DraftCache {
    folder: PathBuf,
    read: bool,
}

/// A path with its score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stored {
    /// The path, as (node, edge) steps.
    pub steps: Vec<(usize, usize)>,
    /// Its score, rounded.
    pub score: f64,
}

impl DraftCache {
    /// A cache in a folder; `fresh` leaves what is there aside and writes it anew.
    pub fn new(folder: PathBuf, fresh: bool) -> Self {
        Self { folder, read: !fresh }
    }

    /// What is stored under a key.
    pub fn get(&self, key: &str) -> Option<Vec<Stored>> {
        let bytes = self.read.then(|| std::fs::read(self.folder.join(format!("{key}.json"))).ok())??;
        serde_json::from_slice(&bytes).ok()
    }

    /// Stores paths under a key. A cache that cannot be written costs time, not the article: it is passed over.
    pub fn put(&self, key: &str, stored: &[Stored]) {
        let write = || -> std::io::Result<()> {
            std::fs::create_dir_all(&self.folder)?;
            let _held = crate::net::hold();
            let mut file = tempfile::NamedTempFile::new_in(&self.folder)?;
            file.write_all(&serde_json::to_vec(stored)?)?;
            file.persist(self.folder.join(format!("{key}.json")))?;
            Ok(())
        };
        drop(write());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_is_got_and_a_torn_file_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let cache = DraftCache::new(folder.path().join("drafts"), false);
        let stored = vec![Stored { steps: vec![(0, 1), (3, 0)], score: -1.25 }];
        cache.put("k", &stored);
        assert_eq!(cache.get("k"), Some(stored));
        assert_eq!(DraftCache::new(folder.path().join("drafts"), true).get("k"), None);
        std::fs::write(folder.path().join("drafts/k.json"), "[{\"st").unwrap();
        assert_eq!(cache.get("k"), None);
    }
}
