//! The sizes of a model, read from the metadata of its file.

use super::family::Family;
use super::gguf::{Header, Value};
use super::kernels::Turns;
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
    /// How queries and keys are turned by their positions.
    pub(super) turns: Turns,
    /// The same in layers with a window.
    pub(super) near: Turns,
    /// Positions that a layer with a window sees, its own included.
    window: Option<usize>,
    /// Every so many layers one sees all positions.
    whole: Option<usize>,
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

    /// How many positions a layer sees, its own included; `None` for all.
    pub(super) fn window(&self, layer: usize) -> Option<usize> {
        self.window.filter(|_| self.whole.is_none_or(|step| !(layer + 1).is_multiple_of(step)))
    }

    /// Reads the sizes from the metadata of a file whose architecture is supported.
    pub(super) fn read(header: &Header) -> Result<Self, LmError> {
        let family = Family::of(header)?;
        let keys = Keys { header, family };
        keys.check()?;
        let width = keys.count("embedding_length", 1 << 16)?;
        let heads = keys.heads(width)?;
        let turns = keys.turns(heads.size)?;
        let embedding = header.tensor("token_embd.weight")?;
        Ok(Self {
            family,
            layers: keys.count("block_count", 512)?,
            width,
            inner: keys.count("feed_forward_length", 1 << 20)?,
            heads,
            vocabulary: embedding.dims.first().copied().unwrap_or(0),
            context: keys.context()?,
            epsilon: keys.epsilon()?,
            turns,
            near: keys.near(turns)?,
            window: keys.window()?,
            whole: keys.whole()?,
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
        if heads % shared != 0 || size % 2 != 0 || size == 0 || value != size {
            let message = format!("{heads} heads of {size} numbers ({value} in values), {shared} shared: this engine cannot divide them");
            return Err(LmError::new(LmErrorKind::Unsupported, message));
        }
        Ok(Heads { size, shared, group: heads / shared })
    }

    fn float_or(&self, part: &str, default: f64) -> Result<f64, LmError> {
        if self.has(part) { self.header.float(&self.family.key(part)) } else { Ok(default) }
    }

    /// The epsilon of the norms.
    fn epsilon(&self) -> Result<f32, LmError> {
        let epsilon = self.header.float(&self.family.key("attention.layer_norm_rms_epsilon"))?;
        if !(0.0..1.0).contains(&epsilon) {
            return Err(LmError::new(LmErrorKind::Format, format!("the epsilon {epsilon} of the norms is out of range")));
        }
        #[expect(clippy::cast_possible_truncation, reason = "the engine's precision")]
        let epsilon = epsilon as f32;
        Ok(epsilon)
    }

    /// How heads of `size` numbers are turned.
    fn turns(&self, size: usize) -> Result<Turns, LmError> {
        let dims = self.count_or("rope.dimension_count", 1 << 10, size)?;
        let (base, magnitude) = (self.float_or("rope.freq_base", 10_000.0)?, self.float_or("rope.scaling.attn_factor", 1.0)?);
        let linear = self.header.text(&self.family.key("rope.scaling.type")).is_ok_and(|scaling| scaling == "linear");
        let stretch = if linear { self.header.float(&self.family.key("rope.scaling.factor"))? } else { 1.0 };
        if dims > size || dims % 2 != 0 {
            let message = format!("{dims} numbers of {size} in a head are rotated: this engine cannot divide them");
            return Err(LmError::new(LmErrorKind::Unsupported, message));
        }
        if base <= 1.0 || !(0.01..=1e6).contains(&stretch) || !(0.01..=1e3).contains(&magnitude) {
            let message = format!("rope base {base}, rope scaling {stretch} or attention factor {magnitude} is out of range");
            return Err(LmError::new(LmErrorKind::Format, message));
        }
        Ok(Turns { dims, base, stretch, magnitude })
    }

    /// How heads are turned in layers with a window; `turns` is for the others.
    fn near(&self, turns: Turns) -> Result<Turns, LmError> {
        let Some(own) = self.family.windows.as_ref().and_then(|windows| windows.base) else { return Ok(turns) };
        let base = self.float_or("rope.freq_base_swa", f64::from(own))?;
        if base <= 1.0 {
            return Err(LmError::new(LmErrorKind::Format, format!("rope base {base} of the layers with a window is out of range")));
        }
        Ok(Turns { base, stretch: 1.0, ..turns })
    }

    /// The length of the window, where there is one.
    fn window(&self) -> Result<Option<usize>, LmError> {
        const KEY: &str = "attention.sliding_window";
        // Some files say 0 for none.
        let none = self.header.metadata.get(&self.family.key(KEY)).is_none_or(|value| *value == Value::Unsigned(0));
        if none || self.family.windows.is_none() { Ok(None) } else { self.count(KEY, 1 << 24).map(Some) }
    }

    /// Every so many layers one has no window.
    fn whole(&self) -> Result<Option<usize>, LmError> {
        let Some(own) = self.family.windows.as_ref().and_then(|windows| windows.whole) else { return Ok(None) };
        self.count_or("attention.sliding_window_pattern", 512, own).map(Some)
    }

    /// Tokens in the context. A model with rotary factors of its own for long texts is used for short ones alone: the factors hold for
    /// a text from its beginning, so they cannot change where one becomes long.
    fn context(&self) -> Result<usize, LmError> {
        const MOST: u64 = 1 << 24;
        let context = self.count("context_length", MOST)?;
        if !self.header.tensors.contains_key("rope_factors_short.weight") {
            return Ok(context);
        }
        Ok(context.min(self.count_or("rope.scaling.original_context_length", MOST, context)?))
    }

    /// Refuses what the forward pass does not compute, before anything large is read.
    fn check(&self) -> Result<(), LmError> {
        let unsupported = |message: String| Err(LmError::new(LmErrorKind::Unsupported, message));
        if self.has("expert_count") {
            return unsupported("the model mixes experts, which this engine does not compute".to_owned());
        }
        if let Ok(scaling) = self.header.text(&self.family.key("rope.scaling.type"))
            && !matches!(scaling, "none" | "linear")
            && !(scaling == "longrope" && self.family.joined)
        {
            return unsupported(format!("rope scaling {scaling:?} is not computed by this engine"));
        }
        for part in ["attn_logit_softcapping", "final_logit_softcapping"] {
            if self.float_or(part, 0.0)? != 0.0 {
                return unsupported(format!("the model bounds its scores ({part:?}), which this engine does not compute"));
            }
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
