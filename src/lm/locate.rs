//! From the text after `--model` to a file on this machine. Nothing is downloaded here.

use super::card::{Card, HubFile, is_part, is_sha256};
use super::server::Address;
use super::store::Store;
use super::{LmError, LmErrorKind};
use std::fmt;
use std::path::{Path, PathBuf};

/// Where other programs keep their models; folders that do not exist hold none.
#[derive(Debug, Clone)]
pub struct Places {
    /// Our own.
    pub store: Store,
    /// The model hub's cache (`$HF_HUB_CACHE`, else `$HF_HOME/hub`, else `huggingface/hub` in the user's cache folder).
    pub hub_cache: Option<PathBuf>,
    /// Ollama's folder (`$OLLAMA_MODELS`, else `.ollama/models` in the user's home).
    pub ollama: Option<PathBuf>,
}

/// Where the bytes of a model are.
#[derive(Clone, PartialEq, Eq)]
pub enum Place {
    /// In a file.
    File(PathBuf),
    /// In the program.
    BuiltIn(&'static [u8]),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::BuiltIn(_) => f.write_str("built in"),
        }
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Place({self})")
    }
}

/// A model that was found, and its card if it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// Its bytes.
    pub place: Place,
    /// The card that says what its bytes must be.
    pub card: Option<Card>,
}

/// Finds the model that `text` names: the path of a file, the name of a card, `hf:ORG/REPO[@REVISION]/FILE` in the hub's cache, or
/// `ollama:NAME:TAG` in Ollama's folder.
///
/// # Errors
/// `NotFound`, with what to do; `Format` for a damaged manifest or a text that is none of these.
pub fn resolve(text: &str, cards: &[Card], places: &Places) -> Result<Located, LmError> {
    if let Some(rest) = text.strip_prefix("hf:") {
        return in_hub_cache(rest, places).map(of_file);
    }
    if let Some(rest) = text.strip_prefix("ollama:") {
        return in_ollama(rest, places).map(of_file);
    }
    if Address::is_one(text) {
        return Err(missing(format!("{text:?} is a server, which can draft, but there is no file to look into")));
    }
    if let Some(card) = cards.iter().find(|card| card.name == text) {
        if let Some(bytes) = card.built_in() {
            return Ok(Located { place: Place::BuiltIn(bytes), card: Some(card.clone()) });
        }
        let missing = || missing(format!("the model {text} is not on this machine: run `stringer models pull {text}`"));
        return Ok(Located { place: Place::File(places.store.find(card).ok_or_else(missing)?), card: Some(card.clone()) });
    }
    let path = PathBuf::from(text);
    if path.is_file() {
        return Ok(of_file(path));
    }
    let names: Vec<&str> = cards.iter().map(|card| card.name.as_str()).collect();
    let message = format!("{text:?} is neither a file nor a model card ({}), nor does it begin with hf: or ollama:", names.join(", "));
    Err(missing(message))
}

fn of_file(path: PathBuf) -> Located {
    Located { place: Place::File(path), card: None }
}

fn in_hub_cache(text: &str, places: &Places) -> Result<PathBuf, LmError> {
    let file = HubFile::parse(text).ok_or_else(|| format_error(format!("\"hf:{text}\" is not hf:ORG/REPO/FILE")))?;
    let not_there = || {
        missing(format!("hf:{text} is not in the hub's cache on this machine: download it with the hub's own tool, or pull it by a card"))
    };
    let cache = places.hub_cache.as_ref().ok_or_else(not_there)?;
    let repository = cache.join(format!("models--{}--{}", file.organisation, file.repository));
    let commit = match std::fs::read_to_string(repository.join("refs").join(&file.revision)) {
        Ok(commit) => commit.trim().to_string(),
        Err(_) => file.revision.clone(),
    };
    if !is_part(&commit) {
        return Err(format_error(format!("the hub's cache names {commit:?} as the commit of {text}")));
    }
    let path = repository.join("snapshots").join(commit).join(&file.file);
    if path.is_file() { Ok(path) } else { Err(not_there()) }
}

fn in_ollama(text: &str, places: &Places) -> Result<PathBuf, LmError> {
    let (name, tag) = text.split_once(':').unwrap_or((text, "latest"));
    let (space, name) = name.split_once('/').unwrap_or(("library", name));
    if ![space, name, tag].into_iter().all(is_part) {
        return Err(format_error(format!("\"ollama:{text}\" is not ollama:NAME:TAG")));
    }
    let not_there = || missing(format!("Ollama has no model {text:?} on this machine: run `ollama pull {text}`"));
    let root = places.ollama.as_ref().ok_or_else(not_there)?;
    let manifest = root.join("manifests/registry.ollama.ai").join(space).join(name).join(tag);
    let manifest = read_small(&manifest).ok_or_else(not_there)?;
    let digest = model_digest(&manifest)
        .ok_or_else(|| format_error(format!("Ollama's manifest of {text:?} names no model file with a valid digest")))?;
    let path = root.join("blobs").join(format!("sha256-{digest}"));
    if path.is_file() { Ok(path) } else { Err(not_there()) }
}

/// The digest of the layer that holds the weights; 64 hexadecimal digits and nothing else, since it becomes part of a path.
fn model_digest(manifest: &str) -> Option<String> {
    let manifest: serde_json::Value = serde_json::from_str(manifest).ok()?;
    let layers = manifest.get("layers")?.as_array()?;
    let kind = |layer: &serde_json::Value| {
        layer.get("mediaType").and_then(serde_json::Value::as_str) == Some("application/vnd.ollama.image.model")
    };
    let digest = layers.iter().find(|layer| kind(layer))?.get("digest")?.as_str()?;
    let hex = digest.strip_prefix("sha256:").or_else(|| digest.strip_prefix("sha256-"))?;
    is_sha256(hex).then(|| hex.to_string())
}

fn read_small(path: &Path) -> Option<String> {
    let small = std::fs::metadata(path).ok()?.len() <= 1 << 20;
    small.then(|| std::fs::read_to_string(path).ok())?
}

fn missing(message: String) -> LmError {
    LmError::new(LmErrorKind::NotFound, message)
}

fn format_error(message: String) -> LmError {
    LmError::new(LmErrorKind::Format, message)
}

#[cfg(test)]
mod tests {
    use super::super::store::card_of;
    use super::*;

    fn places(root: &Path) -> Places {
        Places { store: Store::new(None, root), hub_cache: Some(root.join("hub")), ollama: Some(root.join("ollama")) }
    }

    fn put(path: &Path, text: &str) {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    #[test]
    fn paths_and_cards_are_found() {
        let dir = tempfile::tempdir().unwrap();
        let places = places(dir.path());
        let cards = [card_of(b"weights", "hf:a/b/c")];
        let error = resolve("tiny", &cards, &places).unwrap_err();
        assert!(error.kind == LmErrorKind::NotFound && error.message.contains("models pull tiny"));
        put(&places.store.path(&cards[0]), "weights");
        assert_eq!(resolve("tiny", &cards, &places).unwrap().card.as_ref(), Some(&cards[0]));
        let file = dir.path().join("own.gguf");
        put(&file, "x");
        assert_eq!(resolve(file.to_str().unwrap(), &cards, &places).unwrap(), of_file(file));
        assert_eq!(resolve("none", &cards, &places).unwrap_err().kind, LmErrorKind::NotFound);
        assert!(resolve("http://a/v1#m", &cards, &places).unwrap_err().message.contains("is a server"));
    }

    #[test]
    fn the_hubs_cache_is_read_by_its_own_layout() {
        let dir = tempfile::tempdir().unwrap();
        let places = places(dir.path());
        let repository = dir.path().join("hub/models--org--repo");
        put(&repository.join("refs/main"), "abc123\n");
        put(&repository.join("snapshots/abc123/m.gguf"), "x");
        assert!(resolve("hf:org/repo/m.gguf", &[], &places).is_ok());
        assert!(resolve("hf:org/repo@abc123/m.gguf", &[], &places).is_ok());
        assert_eq!(resolve("hf:org/repo/other.gguf", &[], &places).unwrap_err().kind, LmErrorKind::NotFound);
        put(&repository.join("refs/main"), "../../..");
        assert_eq!(resolve("hf:org/repo/m.gguf", &[], &places).unwrap_err().kind, LmErrorKind::Format);
    }

    #[test]
    fn ollamas_manifest_is_read_and_its_digest_checked() {
        let dir = tempfile::tempdir().unwrap();
        let places = places(dir.path());
        let hex = "0123456789abcdef".repeat(4);
        let manifest = dir.path().join("ollama/manifests/registry.ollama.ai/library/smollm2/135m");
        let layer =
            |digest: &str| format!("{{\"layers\":[{{\"mediaType\":\"application/vnd.ollama.image.model\",\"digest\":\"{digest}\"}}]}}");
        put(&manifest, &layer(&format!("sha256:{hex}")));
        assert_eq!(resolve("ollama:smollm2:135m", &[], &places).unwrap_err().kind, LmErrorKind::NotFound);
        put(&dir.path().join(format!("ollama/blobs/sha256-{hex}")), "x");
        assert!(resolve("ollama:smollm2:135m", &[], &places).is_ok());
        for bad in [format!("sha256:{hex}0"), format!("sha256:../{hex}"), format!("md5:{hex}"), hex.to_uppercase()] {
            put(&manifest, &layer(&bad));
            assert_eq!(resolve("ollama:smollm2:135m", &[], &places).unwrap_err().kind, LmErrorKind::Format, "{bad}");
        }
        assert_eq!(resolve("ollama:../x:1", &[], &places).unwrap_err().kind, LmErrorKind::Format);
    }
}
