//! The weights of a model, packed for the products.
//!
//! Matrices that read the same input are joined (queries, keys and values; gate and values of the feed-forward part); each part begins
//! with a panel of its own, whether the file has them joined or apart. Rows of queries and keys are packed in the order in which the engine
//! turns them ([`Pairs::place`]). The output layer serves as the embedding as well where the model ties them. The file is read piece by
//! piece: at no time are a tensor's floats in memory as a whole.

use super::family::Pairs;
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
    pub(super) fitting: Fitting,
    pub(super) attention_out: Packed,
    pub(super) feed_norm: Vec<f32>,
    pub(super) gate_up: Packed,
    pub(super) down: Packed,
    /// The norms of what the attention and the feed-forward part give, before it is added.
    pub(super) behind: Option<[Vec<f32>; 2]>,
    /// How many positions the layer sees, its own included; `None` for all.
    pub(super) window: Option<usize>,
}

/// What becomes of the queries, keys and values of a layer before the attention, family by family.
#[derive(Debug)]
pub(super) struct Fitting {
    /// Added to queries, keys and values.
    pub(super) biases: Option<[Vec<f32>; 3]>,
    /// The norms of each head of queries and of keys.
    pub(super) norms: Option<[Vec<f32>; 2]>,
    /// Whether queries and keys are turned by their positions.
    pub(super) rotated: bool,
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
        let rows = |name: &str| self.joined(&[Part::whole(name.to_owned(), shape.vocabulary)], shape.width);
        let has = |name: &str| self.header.tensors.contains_key(name);
        Ok(Weights {
            layers,
            norm: self.vector("output_norm.weight", shape.width)?,
            embedding: rows("token_embd.weight")?,
            output: has("output.weight").then(|| rows("output.weight")).transpose()?,
            rope_factors: self.rope_factors(shape)?,
        })
    }

    /// The factors of the rotary frequencies. Of those for short and for long texts the former: see the context of [`Shape`].
    fn rope_factors(&self, shape: &Shape) -> Result<Option<Vec<f32>>, LmError> {
        let names = ["rope_freqs.weight", "rope_factors_short.weight", "rope_factors_long.weight"];
        let Some(name) = names.into_iter().find(|name| self.header.tensors.contains_key(*name)) else { return Ok(None) };
        if name == "rope_factors_long.weight" {
            return Err(LmError::new(LmErrorKind::Format, "the model has rotary factors for long texts, but none for short ones"));
        }
        let factors = self.vector(name, shape.turns.dims / 2)?;
        if factors.iter().any(|factor| !factor.is_normal()) {
            return Err(LmError::new(LmErrorKind::Format, format!("tensor {name:?} holds a zero or an infinity")));
        }
        Ok(Some(factors))
    }

    fn layer(&self, shape: &Shape, at: usize) -> Result<Layer, LmError> {
        let name = |part: &str| format!("blk.{at}.{part}.weight");
        let width = shape.width;
        let behind = || -> Result<[Vec<f32>; 2], LmError> {
            Ok([self.vector(&name("post_attention_norm"), width)?, self.vector(&name("post_ffw_norm"), width)?])
        };
        let [queries_keys_values, gate_up] = parts(shape, &name);
        Ok(Layer {
            attention_norm: self.vector(&name("attn_norm"), width)?,
            queries_keys_values: self.joined(&queries_keys_values, width)?,
            fitting: self.fitting(shape, at)?,
            attention_out: self.joined(&[Part::whole(name("attn_output"), width)], shape.queries())?,
            feed_norm: self.vector(&name("ffn_norm"), width)?,
            gate_up: self.joined(&gate_up, width)?,
            down: self.joined(&[Part::whole(name("ffn_down"), width)], shape.inner)?,
            behind: shape.family.norms_behind.then(behind).transpose()?,
            window: shape.window(at),
        })
    }

    fn fitting(&self, shape: &Shape, at: usize) -> Result<Fitting, LmError> {
        let (family, size, order) = (shape.family, shape.heads.size, Order::of(shape));
        let turned =
            |part: &str, len: usize| -> Result<Vec<f32>, LmError> { Ok(order.reordered(&self.vector(&format!("blk.{at}.{part}"), len)?)) };
        let biases = || -> Result<[Vec<f32>; 3], LmError> {
            let values = self.vector(&format!("blk.{at}.attn_v.bias"), shape.keys())?;
            Ok([turned("attn_q.bias", shape.queries())?, turned("attn_k.bias", shape.keys())?, values])
        };
        let norms = || -> Result<[Vec<f32>; 2], LmError> { Ok([turned("attn_q_norm.weight", size)?, turned("attn_k_norm.weight", size)?]) };
        Ok(Fitting {
            biases: family.biases.then(biases).transpose()?,
            norms: family.head_norms.then(norms).transpose()?,
            rotated: family.rotates(at),
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
    fn joined(&self, parts: &[Part], inputs: usize) -> Result<Packed, LmError> {
        // The shapes are checked before memory is asked for: the sizes in the metadata may be anything.
        let mut nibbles = true;
        for part in parts {
            nibbles &= format(self.shaped(&part.name, &[part.rows, inputs])?.dtype).is_some_and(Format::fits_nibbles);
        }
        let total = parts.iter().map(|part| part.outputs.next_multiple_of(LANES)).sum();
        let mut packed = PackedBuilder::new(total, inputs, nibbles);
        let mut first = 0;
        for part in parts {
            self.pack(part, inputs, &mut packed, first)?;
            first += part.outputs.next_multiple_of(LANES);
        }
        Ok(packed.finish())
    }

    /// Packs a matrix as the outputs from `first` on.
    fn pack(&self, part: &Part, inputs: usize, packed: &mut PackedBuilder, first: usize) -> Result<(), LmError> {
        let outputs = part.outputs;
        let info = self.shaped(&part.name, &[part.rows, inputs])?;
        let row_bytes = info.bytes.len() / part.rows;
        let step = (PIECE / inputs).max(1);
        for begin in (0..outputs).step_by(step) {
            let end = (begin + step).min(outputs);
            let at = info.bytes.start + part.from * row_bytes;
            let bytes = self.file.read(at + begin * row_bytes..at + end * row_bytes)?;
            let (format, bytes) = if let Some(format) = format(info.dtype) {
                (format, bytes)
            } else {
                let floats = floats(info.dtype, &bytes, &[end - begin, inputs])?;
                (Format::Floats, Cow::Owned(floats.into_iter().flat_map(f32::to_le_bytes).collect()))
            };
            for (row, bytes) in bytes.chunks_exact(bytes.len() / (end - begin)).enumerate() {
                let output = first + part.place(begin + row);
                for (block, bytes) in bytes.chunks(format.block_bytes()).take(inputs.div_ceil(BLOCK)).enumerate() {
                    packed.set(output, block, &decode(format, bytes));
                }
            }
        }
        Ok(())
    }
}

/// The matrices of queries, keys and values, and those of gates and values, of the layer whose tensors are called by `name`.
fn parts(shape: &Shape, name: &impl Fn(&str) -> String) -> [Vec<Part>; 2] {
    let (queries, keys, inner, order) = (shape.queries(), shape.keys(), shape.inner, Order::of(shape));
    if shape.family.joined {
        let of_three = |from, outputs, order| Part { name: name("attn_qkv"), from, outputs, rows: queries + 2 * keys, order };
        let half = |from| Part { name: name("ffn_up"), from, outputs: inner, rows: 2 * inner, order: None };
        let attention = vec![of_three(0, queries, Some(order)), of_three(queries, keys, Some(order)), of_three(queries + keys, keys, None)];
        return [attention, vec![half(0), half(inner)]];
    }
    let whole = |part: &str, outputs| Part::whole(name(part), outputs);
    let turned = |part: &str, outputs| Part { order: Some(order), ..whole(part, outputs) };
    [vec![turned("attn_q", queries), turned("attn_k", keys), whole("attn_v", keys)], vec![whole("ffn_gate", inner), whole("ffn_up", inner)]]
}

/// A matrix of the file, or some rows of one, that becomes a part of a packed one.
struct Part {
    name: String,
    /// The first of the rows.
    from: usize,
    outputs: usize,
    /// Rows of the matrix in the file.
    rows: usize,
    /// For queries and keys, the order of their numbers.
    order: Option<Order>,
}

impl Part {
    fn whole(name: String, outputs: usize) -> Self {
        Self { name, from: 0, outputs, rows: outputs, order: None }
    }

    /// Where a row stands among the outputs.
    fn place(&self, row: usize) -> usize {
        self.order.map_or(row, |order| order.place(row))
    }
}

/// The order of numbers of queries and keys.
#[derive(Clone, Copy)]
struct Order {
    pairs: Pairs,
    /// Numbers in a head, and how many of them are turned.
    size: usize,
    turned: usize,
}

impl Order {
    fn of(shape: &Shape) -> Self {
        Self { pairs: shape.family.pairs, size: shape.heads.size, turned: shape.turns.dims }
    }

    fn place(self, row: usize) -> usize {
        self.pairs.place(row, self.size, self.turned)
    }

    /// Numbers of heads, put in the order of the outputs.
    fn reordered(self, numbers: &[f32]) -> Vec<f32> {
        let mut out: Vec<(usize, f32)> = numbers.iter().enumerate().map(|(row, number)| (self.place(row), *number)).collect();
        out.sort_by_key(|(place, _)| *place);
        out.into_iter().map(|(_, number)| number).collect()
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
