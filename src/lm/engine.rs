//! Models of the llama family and its kin.

use super::file::ModelFile;
use super::gguf::Header;
use super::kernels::{Level, Rotary};
use super::locate::Place;
use super::session::TreeSession;
use super::shape::Shape;
use super::team::Team;
use super::weights::{Blob, Source, Weights};
use super::{LanguageModel, LmError, LmErrorKind, NodeId, Session, Vocabulary};
use sha2::{Digest, Sha256};
use std::path::Path;

/// A GGUF of one of the families that the engine runs, ready to run.
#[derive(Debug)]
pub struct LlamaModel {
    name: String,
    digest: String,
    vocabulary: Vocabulary,
    pub(super) shape: Shape,
    pub(super) weights: Weights,
    /// The angles of layers that see everything, and of those with a window.
    pub(super) rotary: [Rotary; 2],
    pub(super) level: Level,
    pub(super) team: Team,
}

impl LlamaModel {
    /// Reads a model file. It runs on as many threads as `RAYON_NUM_THREADS` says, else on one for each processor.
    ///
    /// # Errors
    /// `Io` when it cannot be read; `Format` and `Limit` when it is damaged; `Unsupported` for another architecture or tokenizer.
    pub fn open(path: &Path) -> Result<Self, LmError> {
        let named = |e: LmError| LmError { message: format!("model file {}: {}", path.display(), e.message), ..e };
        let file = ModelFile::open(path)?;
        let header = file.header().map_err(named)?;
        Self::load(&header, &file, || file.digest(), Team::usual_size()).map_err(named)
    }

    /// Reads a model from where it was found.
    ///
    /// # Errors
    /// As [`LlamaModel::open`].
    pub fn at(place: &Place) -> Result<Self, LmError> {
        match place {
            Place::File(path) => Self::open(path),
            Place::BuiltIn(bytes) => Self::from_bytes(bytes),
        }
    }

    /// Reads a model from the bytes of its file.
    ///
    /// # Errors
    /// As [`LlamaModel::open`].
    pub fn from_bytes(file: &[u8]) -> Result<Self, LmError> {
        Self::load(&Header::parse(file)?, &file, || Ok(hex(&Sha256::digest(file))), Team::usual_size())
    }

    /// The same model on another number of threads, and with the instructions of `level`.
    #[cfg(test)]
    pub(super) fn on(self, threads: usize, level: Level) -> Result<Self, LmError> {
        Ok(Self { team: Team::new(threads)?, level, ..self })
    }

    fn load(
        header: &Header,
        file: &dyn Blob,
        digest: impl FnOnce() -> Result<String, LmError> + Send,
        threads: usize,
    ) -> Result<Self, LmError> {
        let shape = Shape::read(header)?;
        let team = Team::new(threads)?;
        let source = Source { header, file };
        let (digest, vocabulary, weights) = std::thread::scope(|scope| {
            let digest = scope.spawn(digest);
            let vocabulary = scope.spawn(|| Vocabulary::from_gguf(header));
            let weights = source.load(&shape, &team);
            (digest.join(), vocabulary.join(), weights)
        });
        let died = |_| LmError::new(LmErrorKind::Compute, "a loading thread died");
        let (digest, vocabulary, weights) = (digest.map_err(died)??, vocabulary.map_err(died)??, weights?);
        if vocabulary.len() != shape.vocabulary {
            let message = format!("the tokenizer has {} tokens, the embedding {} rows", vocabulary.len(), shape.vocabulary);
            return Err(LmError::new(LmErrorKind::Format, message));
        }
        let rotary = [shape.turns, shape.near].map(|turns| Rotary::new(turns, weights.rope_factors.as_deref()));
        let name = header.text("general.name").unwrap_or("unnamed").to_string();
        Ok(Self { name, digest, vocabulary, shape, weights, rotary, level: Level::detect(), team })
    }
}

impl LanguageModel for LlamaModel {
    fn name(&self) -> &str {
        &self.name
    }

    fn digest(&self) -> &str {
        &self.digest
    }

    fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    fn session(&self) -> Box<dyn Session<'_> + '_> {
        Box::new(TreeSession::new(self))
    }

    fn restore(&self, state: &[u8]) -> Option<(Box<dyn Session<'_> + '_>, NodeId)> {
        let (session, node) = TreeSession::restore(self, state)?;
        Some((Box::new(session), node))
    }
}

/// Lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|b| [b >> 4, b & 15]).filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect()
}
