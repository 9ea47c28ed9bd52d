//! The sizes of a llama-family model, read from the metadata of its file.

use super::gguf::Header;
use super::keys::Heads;
use super::{LmError, LmErrorKind};

/// More parameters than this are refused.
const MAX_PARAMETERS: usize = 1 << 32;

/// The sizes of a model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shape {
    pub(super) layers: usize,
    pub(super) width: usize,
    pub(super) inner: usize,
    pub(super) heads: Heads,
    pub(super) vocabulary: usize,
    pub(super) context: usize,
    pub(super) epsilon: f32,
    pub(super) rope_base: f64,
}

impl Shape {
    /// Width of the queries of one token.
    pub(super) fn queries(&self) -> usize {
        self.heads.queries()
    }

    /// Width of the keys (or values) of one token.
    pub(super) fn keys(&self) -> usize {
        self.heads.size * self.heads.shared
    }

    /// Reads the sizes from the metadata of a file whose architecture is supported.
    pub(super) fn read(header: &Header) -> Result<Self, LmError> {
        supported(header)?;
        let width = header.count("llama.embedding_length", 1 << 16)?;
        let heads = header.count("llama.attention.head_count", 1 << 10)?;
        let shared = match header.metadata.get("llama.attention.head_count_kv") {
            None => heads,
            Some(_) => header.count("llama.attention.head_count_kv", 1 << 10)?,
        };
        let size = match header.metadata.get("llama.attention.key_length") {
            None => width / heads,
            Some(_) => header.count("llama.attention.key_length", 1 << 10)?,
        };
        let rotated = match header.metadata.get("llama.rope.dimension_count") {
            None => size,
            Some(_) => header.count("llama.rope.dimension_count", 1 << 10)?,
        };
        if heads % shared != 0 || size % 2 != 0 || size == 0 || rotated != size {
            let message = format!("{heads} heads of {size} numbers, {shared} shared, {rotated} rotated: this engine cannot divide them");
            return Err(LmError::new(LmErrorKind::Unsupported, message));
        }
        let rope_base = match header.metadata.get("llama.rope.freq_base") {
            None => 10_000.0,
            Some(_) => header.float("llama.rope.freq_base")?,
        };
        let epsilon = header.float("llama.attention.layer_norm_rms_epsilon")?;
        if rope_base <= 1.0 || !(0.0..1.0).contains(&epsilon) {
            return Err(LmError::new(LmErrorKind::Format, format!("rope base {rope_base} or norm epsilon {epsilon} is out of range")));
        }
        let embedding = header.tensor("token_embd.weight")?;
        Ok(Self {
            layers: header.count("llama.block_count", 512)?,
            width,
            inner: header.count("llama.feed_forward_length", 1 << 20)?,
            heads: Heads { size, shared, group: heads / shared },
            vocabulary: embedding.dims.first().copied().unwrap_or(0),
            context: header.count("llama.context_length", 1 << 24)?,
            #[expect(clippy::cast_possible_truncation, reason = "the engine's precision")]
            epsilon: epsilon as f32,
            rope_base,
        })
    }
}

/// Refuses what the forward pass does not compute, before anything large is read.
fn supported(header: &Header) -> Result<(), LmError> {
    let architecture = header.text("general.architecture")?;
    if architecture != "llama" {
        let message =
            format!("the model's architecture is {architecture:?}; this engine runs \"llama\" (SmolLM, SmolLM2, Llama 3 and kin)");
        return Err(LmError::new(LmErrorKind::Unsupported, message));
    }
    if header.metadata.contains_key("llama.expert_count") {
        return Err(LmError::new(LmErrorKind::Unsupported, "the model mixes experts, which this engine does not compute"));
    }
    if let Ok(scaling) = header.text("llama.rope.scaling.type")
        && scaling != "none"
    {
        return Err(LmError::new(LmErrorKind::Unsupported, format!("rope scaling {scaling:?} is not computed by this engine")));
    }
    if let Some(name) = header.tensors.keys().find(|name| name.split('.').next_back() == Some("bias")) {
        return Err(LmError::new(LmErrorKind::Unsupported, format!("tensor {name:?}: biases are not computed by this engine")));
    }
    let parameters = header.tensors.values().try_fold(0_usize, |sum, tensor| sum.checked_add(tensor.elements));
    match parameters {
        Some(n) if n <= MAX_PARAMETERS => Ok(()),
        _ => Err(LmError::new(LmErrorKind::Limit, "the model has more than 4 billion parameters: serve it from a model server instead")),
    }
}
