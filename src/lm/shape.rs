//! The sizes of a model, read from the metadata of its file.

use super::family::Family;
use super::gguf::Header;
use super::keys::Heads;
use super::{LmError, LmErrorKind};

/// More parameters than this are refused.
const MAX_PARAMETERS: usize = 1 << 32;

/// The sizes of a model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shape {
    pub(super) family: &'static Family,
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
        let family = Family::of(header)?;
        let keys = Keys { header, family };
        keys.check()?;
        let width = keys.count("embedding_length", 1 << 16)?;
        let (epsilon, rope_base) = keys.scales()?;
        let embedding = header.tensor("token_embd.weight")?;
        Ok(Self {
            family,
            layers: keys.count("block_count", 512)?,
            width,
            inner: keys.count("feed_forward_length", 1 << 20)?,
            heads: keys.heads(width)?,
            vocabulary: embedding.dims.first().copied().unwrap_or(0),
            context: keys.count("context_length", 1 << 24)?,
            epsilon,
            rope_base,
        })
    }
}

/// The metadata of a file by the keys of its family.
struct Keys<'a> {
    header: &'a Header,
    family: &'static Family,
}

impl Keys<'_> {
    fn has(&self, part: &str) -> bool {
        self.header.metadata.contains_key(&self.family.key(part))
    }

    fn count(&self, part: &str, max: u64) -> Result<usize, LmError> {
        self.header.count(&self.family.key(part), max)
    }

    fn count_or(&self, part: &str, max: u64, default: usize) -> Result<usize, LmError> {
        if self.has(part) { self.count(part, max) } else { Ok(default) }
    }

    /// The heads of a model of this width.
    fn heads(&self, width: usize) -> Result<Heads, LmError> {
        const MOST: u64 = 1 << 10;
        let heads = self.count("attention.head_count", MOST)?;
        let shared = self.count_or("attention.head_count_kv", MOST, heads)?;
        let size = self.count_or("attention.key_length", MOST, width / heads)?;
        let value = self.count_or("attention.value_length", MOST, size)?;
        let rotated = self.count_or("rope.dimension_count", MOST, size)?;
        if heads % shared != 0 || size % 2 != 0 || size == 0 || value != size || rotated != size {
            let message = format!(
                "{heads} heads of {size} numbers ({value} in values), {shared} shared, {rotated} rotated: this engine cannot divide them"
            );
            return Err(LmError::new(LmErrorKind::Unsupported, message));
        }
        Ok(Heads { size, shared, group: heads / shared })
    }

    /// The epsilon of the norms and the base of the rotary positions.
    fn scales(&self) -> Result<(f32, f64), LmError> {
        let base = if self.has("rope.freq_base") { self.header.float(&self.family.key("rope.freq_base"))? } else { 10_000.0 };
        let epsilon = self.header.float(&self.family.key("attention.layer_norm_rms_epsilon"))?;
        if base <= 1.0 || !(0.0..1.0).contains(&epsilon) {
            return Err(LmError::new(LmErrorKind::Format, format!("rope base {base} or norm epsilon {epsilon} is out of range")));
        }
        #[expect(clippy::cast_possible_truncation, reason = "the engine's precision")]
        let epsilon = epsilon as f32;
        Ok((epsilon, base))
    }

    /// Refuses what the forward pass does not compute, before anything large is read.
    fn check(&self) -> Result<(), LmError> {
        let unsupported = |message: String| Err(LmError::new(LmErrorKind::Unsupported, message));
        if self.has("expert_count") {
            return unsupported("the model mixes experts, which this engine does not compute".to_owned());
        }
        if let Ok(scaling) = self.header.text(&self.family.key("rope.scaling.type"))
            && scaling != "none"
        {
            return unsupported(format!("rope scaling {scaling:?} is not computed by this engine"));
        }
        self.family.knows_all(self.header)?;
        let parameters = self.header.tensors.values().try_fold(0_usize, |sum, tensor| sum.checked_add(tensor.elements));
        match parameters {
            Some(n) if n <= MAX_PARAMETERS => Ok(()),
            _ => {
                let message = "the model has more than 4 billion parameters: serve it from a model server instead";
                Err(LmError::new(LmErrorKind::Limit, message))
            }
        }
    }
}
