//! Where model files live on this machine, and whether they are what their cards say.

use super::card::Card;
use super::engine::hex;
use super::{LmError, LmErrorKind};
use sha2::{Digest, Sha256};
use std::io::Read;
use std::path::{Path, PathBuf};

/// A folder of model files, one for each card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Store {
    root: PathBuf,
}

impl Store {
    /// The folder `chosen` (the value of `$STRINGER_MODELS`), or else `models` in the program's cache folder.
    pub fn new(chosen: Option<PathBuf>, cache: &Path) -> Self {
        Self { root: chosen.unwrap_or_else(|| cache.join("models")) }
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where the file of `card` is, or would be.
    pub fn path(&self, card: &Card) -> PathBuf {
        self.root.join(format!("{}.gguf", card.name))
    }

    /// The file of `card`, if one of the right size is there. Its digest is computed when it is loaded, and by [`verify`].
    pub fn find(&self, card: &Card) -> Option<PathBuf> {
        let path = self.path(card);
        std::fs::metadata(&path).ok().filter(|meta| meta.is_file() && meta.len() == card.size).map(|_| path)
    }
}

/// Checks size and sha256 of a file against its card.
///
/// # Errors
/// `Io` when it cannot be read, `Digest` when it is another file than the card describes.
pub fn verify(path: &Path, card: &Card) -> Result<(), LmError> {
    let shown = path.display();
    let io = |source: std::io::Error| LmError::with(LmErrorKind::Io, format!("cannot read {shown}"), source);
    let mut file = std::fs::File::open(path).map_err(io)?;
    let size = file.metadata().map_err(io)?.len();
    if size != card.size {
        let message = format!("{shown} has {size} bytes, the card {} says {}: pull it again", card.name, card.size);
        return Err(LmError::new(LmErrorKind::Digest, message));
    }
    let mut hasher = Sha256::new();
    let mut buffer = vec![0_u8; 1 << 20];
    loop {
        let read = file.read(&mut buffer).map_err(io)?;
        match buffer.get(..read) {
            None | Some([]) => break,
            Some(bytes) => hasher.update(bytes),
        }
    }
    let digest = hex(&hasher.finalize());
    if digest != card.sha256 {
        let message = format!("{shown} has the sha256 {digest}, the card {} says {}: pull it again", card.name, card.sha256);
        return Err(LmError::new(LmErrorKind::Digest, message));
    }
    Ok(())
}

/// A card for a file of a few bytes, for tests.
#[cfg(test)]
pub(super) fn card_of(bytes: &[u8], source: &str) -> Card {
    let digest = hex(&Sha256::digest(bytes));
    let text = format!(
        "name = \"tiny\"\ntitle = \"Tiny\"\ndescription = \"d\"\narchitecture = \"llama\"\ncontext = 8\nlicence = \"MIT\"\nsha256 = \"{digest}\"\nsize = {}\nsources = [\"{source}\"]\n",
        bytes.len()
    );
    Card::parse("test", &text).unwrap()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_found_by_its_card_and_verified_by_its_bytes() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::new(None, dir.path());
        let card = card_of(b"weights", "hf:a/b/c");
        assert_eq!(store.find(&card), None);
        std::fs::create_dir(store.root()).unwrap();
        std::fs::write(store.path(&card), b"weight").unwrap();
        assert_eq!(store.find(&card), None);
        assert_eq!(verify(&store.path(&card), &card).unwrap_err().kind, LmErrorKind::Digest);
        std::fs::write(store.path(&card), b"weighty").unwrap();
        assert_eq!(verify(&store.path(&card), &card).unwrap_err().kind, LmErrorKind::Digest);
        std::fs::write(store.path(&card), b"weights").unwrap();
        assert_eq!(store.find(&card), Some(store.path(&card)));
        verify(&store.path(&card), &card).unwrap();
    }

    #[test]
    fn a_chosen_folder_takes_the_place_of_the_cache() {
        assert_eq!(Store::new(Some("/m".into()), Path::new("/c")).root(), Path::new("/m"));
        assert_eq!(Store::new(None, Path::new("/c")).root(), Path::new("/c/models"));
    }
}
