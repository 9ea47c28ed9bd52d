//! The weights of a llama-family model, packed for the products.
//!
//! Matrices that read the same input are joined (queries, keys and values; gate and values of the feed-forward part); each part begins
//! with a panel of its own. The output layer serves as the embedding as well where the model ties them. The file is read piece by
//! piece: at no time are a tensor's floats in memory as a whole.

use super::gguf::{Header, TensorInfo};
use super::kernels::{BLOCK, Format, LANES, Packed, PackedBuilder, decode};
use super::shape::Shape;
use super::team::Team;
use super::{LmError, LmErrorKind};
use candle_core::Device;
use candle_core::quantized::GgmlDType;
use candle_core::quantized::ggml_file::qtensor_from_ggml;
use std::borrow::Cow;
use std::ops::Range;

/// Numbers that are read in one piece, about.
const PIECE: usize = 1 << 20;

/// One layer.
#[derive(Debug)]
pub(super) struct Layer {
    pub(super) attention_norm: Vec<f32>,
    pub(super) queries_keys_values: Packed,
    pub(super) attention_out: Packed,
    pub(super) feed_norm: Vec<f32>,
    pub(super) gate_up: Packed,
    pub(super) down: Packed,
}

/// All weights.
#[derive(Debug)]
pub(super) struct Weights {
    pub(super) layers: Vec<Layer>,
    pub(super) norm: Vec<f32>,
    /// One row a token.
    pub(super) embedding: Packed,
    /// One row a token; `None` where the model uses the embedding.
    pub(super) output: Option<Packed>,
    pub(super) rope_factors: Option<Vec<f32>>,
}

impl Weights {
    /// The output layer.
    pub(super) fn output(&self) -> &Packed {
        self.output.as_ref().unwrap_or(&self.embedding)
    }
}

/// The bytes of a model file, in memory or not.
pub(super) trait Blob: Sync {
    /// The bytes of a range.
    fn read(&self, range: Range<usize>) -> Result<Cow<'_, [u8]>, LmError>;
}

impl Blob for &[u8] {
    fn read(&self, range: Range<usize>) -> Result<Cow<'_, [u8]>, LmError> {
        let bytes = self.get(range).ok_or_else(|| LmError::new(LmErrorKind::Format, "a tensor is cut off"))?;
        Ok(Cow::Borrowed(bytes))
    }
}

/// A model file and its header.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) header: &'a Header,
    pub(super) file: &'a dyn Blob,
}

impl Source<'_> {
    /// Reads all weights.
    pub(super) fn load(&self, shape: &Shape, team: &Team) -> Result<Weights, LmError> {
        let layers = team.enter(|| team.map(shape.layers, 1, |at| self.layer(shape, at)));
        let layers = layers.into_iter().collect::<Result<_, LmError>>()?;
        let rows = |name: &str| self.joined(&[(name.to_owned(), shape.vocabulary)], shape.width);
        let has = |name: &str| self.header.tensors.contains_key(name);
        let rope_factors = has("rope_freqs.weight").then(|| self.vector("rope_freqs.weight", shape.heads.size / 2)).transpose()?;
        if rope_factors.as_ref().is_some_and(|factors| factors.iter().any(|f| !f.is_normal())) {
            return Err(LmError::new(LmErrorKind::Format, "tensor \"rope_freqs.weight\" holds a zero or an infinity"));
        }
        Ok(Weights {
            layers,
            norm: self.vector("output_norm.weight", shape.width)?,
            embedding: rows("token_embd.weight")?,
            output: has("output.weight").then(|| rows("output.weight")).transpose()?,
            rope_factors,
        })
    }

    fn layer(&self, shape: &Shape, at: usize) -> Result<Layer, LmError> {
        let name = |part: &str| format!("blk.{at}.{part}.weight");
        let (width, keys) = (shape.width, shape.keys());
        Ok(Layer {
            attention_norm: self.vector(&name("attn_norm"), width)?,
            queries_keys_values: self
                .joined(&[(name("attn_q"), shape.queries()), (name("attn_k"), keys), (name("attn_v"), keys)], width)?,
            attention_out: self.joined(&[(name("attn_output"), width)], shape.queries())?,
            feed_norm: self.vector(&name("ffn_norm"), width)?,
            gate_up: self.joined(&[(name("ffn_gate"), shape.inner), (name("ffn_up"), shape.inner)], width)?,
            down: self.joined(&[(name("ffn_down"), width)], shape.inner)?,
        })
    }

    /// The description of a tensor, which must have these dimensions.
    fn shaped(&self, name: &str, dims: &[usize]) -> Result<&TensorInfo, LmError> {
        let info = self.header.tensor(name)?;
        if info.dims != dims {
            return Err(LmError::new(LmErrorKind::Format, format!("tensor {name:?} has the shape {:?}, expected {dims:?}", info.dims)));
        }
        Ok(info)
    }

    fn vector(&self, name: &str, len: usize) -> Result<Vec<f32>, LmError> {
        let info = self.shaped(name, &[len])?;
        floats(info.dtype, &self.file.read(info.bytes.clone())?, &[len])
    }

    /// Matrices of the same input, one after the other.
    fn joined(&self, parts: &[(String, usize)], inputs: usize) -> Result<Packed, LmError> {
        // The shapes are checked before memory is asked for: the sizes in the metadata may be anything.
        let mut nibbles = true;
        for (name, outputs) in parts {
            nibbles &= format(self.shaped(name, &[*outputs, inputs])?.dtype).is_some_and(Format::fits_nibbles);
        }
        let total = parts.iter().map(|(_, outputs)| outputs.next_multiple_of(LANES)).sum();
        let mut packed = PackedBuilder::new(total, inputs, nibbles);
        let mut first = 0;
        for (name, outputs) in parts {
            self.pack(name, (*outputs, inputs), &mut packed, first)?;
            first += outputs.next_multiple_of(LANES);
        }
        Ok(packed.finish())
    }

    /// Packs a matrix as the outputs from `first` on.
    fn pack(&self, name: &str, (outputs, inputs): (usize, usize), packed: &mut PackedBuilder, first: usize) -> Result<(), LmError> {
        let info = self.shaped(name, &[outputs, inputs])?;
        let row_bytes = info.bytes.len() / outputs;
        let step = (PIECE / inputs).max(1);
        for begin in (0..outputs).step_by(step) {
            let end = (begin + step).min(outputs);
            let at = info.bytes.start;
            let bytes = self.file.read(at + begin * row_bytes..at + end * row_bytes)?;
            let (format, bytes) = if let Some(format) = format(info.dtype) {
                (format, bytes)
            } else {
                let floats = floats(info.dtype, &bytes, &[end - begin, inputs])?;
                (Format::Floats, Cow::Owned(floats.into_iter().flat_map(f32::to_le_bytes).collect()))
            };
            for (row, bytes) in bytes.chunks_exact(bytes.len() / (end - begin)).enumerate() {
                for (block, bytes) in bytes.chunks(format.block_bytes()).take(inputs.div_ceil(BLOCK)).enumerate() {
                    packed.set(first + begin + row, block, &decode(format, bytes));
                }
            }
        }
        Ok(())
    }
}

/// The formats that are packed as they are.
fn format(dtype: GgmlDType) -> Option<Format> {
    match dtype {
        GgmlDType::Q4_0 => Some(Format::Q4Zero),
        GgmlDType::Q4_1 => Some(Format::Q4One),
        GgmlDType::Q8_0 => Some(Format::Q8Zero),
        GgmlDType::F32 => Some(Format::Floats),
        _ => None,
    }
}

fn floats(dtype: GgmlDType, bytes: &[u8], dims: &[usize]) -> Result<Vec<f32>, LmError> {
    let bytes = aligned(bytes)?;
    Ok(qtensor_from_ggml(dtype, &bytes, dims.to_vec(), &Device::Cpu)?.dequantize(&Device::Cpu)?.flatten_all()?.to_vec1()?)
}

/// The tensor library reads blocks in place and needs them aligned, which a file's bytes in memory almost always are.
fn aligned(bytes: &[u8]) -> Result<Cow<'_, [u8]>, LmError> {
    const ALIGNMENT: usize = 8;
    if bytes.as_ptr().align_offset(ALIGNMENT) == 0 {
        return Ok(Cow::Borrowed(bytes));
    }
    let copy = bytes.to_vec();
    if copy.as_ptr().align_offset(ALIGNMENT) == 0 {
        return Ok(Cow::Owned(copy));
    }
    Err(LmError::new(LmErrorKind::Compute, "the allocator gave memory that is not aligned for tensors"))
}
