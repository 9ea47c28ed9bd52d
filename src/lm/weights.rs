//! The weights of a llama-family model, turned into 32-bit floats once and laid out for the products.
//!
//! Matrices that read the same input are joined (queries, keys and values; gate and values of the feed-forward part), and stored
//! input-major: products of 8 to 24 rows, the batches of a search, are up to 2.5 times as fast that way as output-major. The output
//! layer stays output-major, which is faster for its shape and serves as the embedding as well.

use super::attention::Heads;
use super::gguf::{Header, TensorInfo};
use super::{LmError, LmErrorKind};
use candle_core::quantized::ggml_file::qtensor_from_ggml;
use candle_core::{Device, Tensor};
use std::borrow::Cow;

/// More parameters than this are refused: as 32-bit floats they would need more than 16 GiB.
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

/// Parts of a matrix by its outputs. The parts are the same for any number of threads, and so are the bits of the products.
const PARTS: usize = 2;

/// A matrix, input-major, in parts that stand side by side; several threads can work on one product.
#[derive(Debug)]
pub(super) struct Matrix {
    /// The parts, with their numbers of outputs.
    pub(super) parts: Vec<(Tensor, usize)>,
    pub(super) inputs: usize,
}

/// One layer.
#[derive(Debug)]
pub(super) struct Layer {
    pub(super) attention_norm: Vec<f32>,
    pub(super) queries_keys_values: Matrix,
    pub(super) attention_out: Matrix,
    pub(super) feed_norm: Vec<f32>,
    pub(super) gate_up: Matrix,
    pub(super) down: Matrix,
}

/// All weights.
#[derive(Debug)]
pub(super) struct Weights {
    pub(super) layers: Vec<Layer>,
    pub(super) norm: Vec<f32>,
    /// One row a token.
    pub(super) embedding: Tensor,
    /// One row a token; the embedding itself where the model ties them.
    pub(super) output: Tensor,
    /// The same, as the matrix of a product.
    pub(super) scores: Matrix,
    pub(super) rope_factors: Option<Vec<f32>>,
}

/// The bytes of a model file and its header.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) header: &'a Header,
    pub(super) file: &'a [u8],
}

impl Source<'_> {
    /// Reads all weights, on `threads` threads.
    pub(super) fn load(&self, shape: &Shape, threads: usize) -> Result<Weights, LmError> {
        let threads = threads.clamp(1, shape.layers);
        let mut layers: Vec<(usize, Layer)> = std::thread::scope(|scope| {
            let part = |first: usize| (first..shape.layers).step_by(threads).map(|at| Ok((at, self.layer(shape, at)?))).collect();
            let workers: Vec<_> = (0..threads).map(|first| scope.spawn(move || part(first))).collect();
            workers
                .into_iter()
                .map(|worker| worker.join().map_err(|_| LmError::new(LmErrorKind::Compute, "a loading thread died"))?)
                .collect::<Result<Vec<Vec<_>>, LmError>>()
        })?
        .into_iter()
        .flatten()
        .collect();
        layers.sort_by_key(|(at, _)| *at);
        let embedding = self.rows("token_embd.weight", shape.vocabulary, shape.width)?;
        let output = if self.header.tensors.contains_key("output.weight") {
            self.rows("output.weight", shape.vocabulary, shape.width)?
        } else {
            embedding.clone()
        };
        let has_factors = self.header.tensors.contains_key("rope_freqs.weight");
        let rope_factors = has_factors.then(|| self.vector("rope_freqs.weight", shape.heads.size / 2)).transpose()?;
        if rope_factors.as_ref().is_some_and(|factors| factors.iter().any(|f| !f.is_normal())) {
            return Err(LmError::new(LmErrorKind::Format, "tensor \"rope_freqs.weight\" holds a zero or an infinity"));
        }
        let scores = output_parts(&output, shape)?;
        Ok(Weights {
            scores,
            layers: layers.into_iter().map(|(_, layer)| layer).collect(),
            norm: self.vector("output_norm.weight", shape.width)?,
            embedding,
            output,
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

    fn floats(&self, name: &str, dims: &[usize]) -> Result<Tensor, LmError> {
        let info = self.shaped(name, dims)?;
        let bytes =
            self.file.get(info.bytes.clone()).ok_or_else(|| LmError::new(LmErrorKind::Format, format!("tensor {name:?} is cut off")))?;
        let bytes = aligned(bytes)?;
        Ok(qtensor_from_ggml(info.dtype, &bytes, info.dims.clone(), &Device::Cpu)?.dequantize(&Device::Cpu)?)
    }

    fn rows(&self, name: &str, rows: usize, width: usize) -> Result<Tensor, LmError> {
        self.floats(name, &[rows, width])
    }

    fn vector(&self, name: &str, len: usize) -> Result<Vec<f32>, LmError> {
        Ok(self.floats(name, &[len])?.to_vec1()?)
    }

    /// Matrices of the same input, side by side and input-major.
    fn joined(&self, parts: &[(String, usize)], input: usize) -> Result<Matrix, LmError> {
        // The shapes are checked before memory is asked for: the sizes in the metadata may be anything.
        for (name, outputs) in parts {
            self.shaped(name, &[*outputs, input])?;
        }
        let total = parts.iter().map(|(_, outputs)| outputs).sum();
        let mut out = vec![0.0_f32; input * total];
        let mut first = 0;
        for (name, outputs) in parts {
            let rows = self.rows(name, *outputs, input)?.flatten_all()?.to_vec1::<f32>()?;
            transpose_into(&rows, input, &mut out, total, first);
            first += outputs;
        }
        let whole = Tensor::from_vec(out, (input, total), &Device::Cpu)?;
        let part = |(first, outputs): (usize, usize)| Ok((whole.narrow(1, first, outputs)?.contiguous()?, outputs));
        Ok(Matrix { parts: stretches(total).map(part).collect::<Result<_, LmError>>()?, inputs: input })
    }
}

/// The outputs of each part: the first one and how many.
fn stretches(total: usize) -> impl Iterator<Item = (usize, usize)> {
    let size = total.div_ceil(PARTS);
    (0..PARTS).map(move |part| ((part * size).min(total), size.min(total.saturating_sub(part * size)))).filter(|(_, outputs)| *outputs > 0)
}

/// The output layer in parts; it stays output-major, so the parts are views.
fn output_parts(output: &Tensor, shape: &Shape) -> Result<Matrix, LmError> {
    let part = |(first, outputs): (usize, usize)| Ok((output.narrow(0, first, outputs)?.t()?, outputs));
    Ok(Matrix { parts: stretches(shape.vocabulary).map(part).collect::<Result<_, LmError>>()?, inputs: shape.width })
}

/// Writes the rows of a matrix as columns `first..` of `out`, whose rows are `stride` wide; in blocks, for the cache's sake.
fn transpose_into(rows: &[f32], width: usize, out: &mut [f32], stride: usize, first: usize) {
    const BLOCK: usize = 16;
    for (block, rows) in rows.chunks(BLOCK * width).enumerate() {
        let column = first + block * BLOCK;
        for (input, out) in out.chunks_exact_mut(stride).enumerate() {
            let values = rows.iter().skip(input).step_by(width);
            out.iter_mut().skip(column).zip(values).for_each(|(out, value)| *out = *value);
        }
    }
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
