//! The forward pass of llama-family models.
//!
//! Root-mean-square norms, rotary positions, grouped-query attention, a gated feed-forward part (Touvron et al. 2023). Matrix
//! products are the tensor library's; everything between them is in `kernels`. A batch always has at least two rows in a product: the
//! library takes another path, with another order of summation, for one row.

use super::attention::{Visible, attend};
use super::gguf::Header;
use super::kernels::{Rotary, dot, for_rows, gate, log_sum_exp, rms_norm, rotate};
use super::session::{Batch, Cache, Scores, TreeSession};
use super::weights::{Layer, Matrix, Shape, Source, Weights};
use super::{LanguageModel, LmError, LmErrorKind, Session, Vocabulary};
use candle_core::{Device, Storage, Tensor};
use sha2::{Digest, Sha256};
use std::path::Path;
use std::sync::Arc;

/// A file larger than this is refused.
const MAX_FILE: u64 = 16 << 30;

/// A GGUF of the llama family, ready to run.
#[derive(Debug)]
pub struct LlamaModel {
    name: String,
    digest: String,
    vocabulary: Vocabulary,
    pub(super) shape: Shape,
    weights: Weights,
    rotary: Rotary,
    threads: usize,
}

impl LlamaModel {
    /// Reads a model file.
    ///
    /// # Errors
    /// `Io` when it cannot be read; `Format` and `Limit` when it is damaged; `Unsupported` for another architecture or tokenizer.
    pub fn open(path: &Path) -> Result<Self, LmError> {
        let shown = path.display();
        let io = |source: std::io::Error| LmError::with(LmErrorKind::Io, format!("cannot read the model file {shown}"), source);
        let size = std::fs::metadata(path).map_err(io)?.len();
        if size > MAX_FILE {
            return Err(LmError::new(LmErrorKind::Limit, format!("the model file {shown} has {size} bytes, more than {MAX_FILE}")));
        }
        let file = std::fs::read(path).map_err(io)?;
        Self::from_bytes(&file).map_err(|e| LmError { message: format!("model file {shown}: {}", e.message), ..e })
    }

    /// Reads a model from the bytes of its file.
    ///
    /// # Errors
    /// As [`LlamaModel::open`].
    pub fn from_bytes(file: &[u8]) -> Result<Self, LmError> {
        let header = Header::parse(file)?;
        let shape = Shape::read(&header)?;
        // One thread unless the environment asks for more: where this was measured (two virtual processors of one shared machine), a
        // second one made a recap slower (36 s against 47 s). The products are shared out among our own threads, part by part; the
        // library would split each small product once more, and a pool of one keeps it from that. Neither changes the bits. An
        // error of the pool means that there is one already.
        let asked = std::env::var_os("RAYON_NUM_THREADS").is_some();
        let threads = if asked { candle_core::utils::get_num_threads() } else { 1 };
        drop(rayon::ThreadPoolBuilder::new().num_threads(1).build_global());
        let source = Source { header: &header, file };
        let (digest, rest) = std::thread::scope(|scope| {
            let digest = scope.spawn(|| hex(&Sha256::digest(file)));
            let rest = Vocabulary::from_gguf(&header).and_then(|vocabulary| Ok((vocabulary, source.load(&shape, threads)?)));
            (digest.join(), rest)
        });
        let digest = digest.map_err(|_| LmError::new(LmErrorKind::Compute, "the digest's thread died"))?;
        let (vocabulary, weights) = rest?;
        if vocabulary.len() != shape.vocabulary {
            let message = format!("the tokenizer has {} tokens, the embedding {} rows", vocabulary.len(), shape.vocabulary);
            return Err(LmError::new(LmErrorKind::Format, message));
        }
        let rotary = Rotary::new(shape.heads.size, shape.rope_base, weights.rope_factors.as_deref());
        let name = header.text("general.name").unwrap_or("unnamed").to_string();
        Ok(Self { name, digest, vocabulary, shape, weights, rotary, threads })
    }

    /// Runs the batch through all layers; its keys and values are appended to `cache`. Gives the final rows of the entries that want
    /// scores, in order.
    pub(super) fn forward(&self, batch: &Batch, cache: &mut Cache) -> Result<Vec<Scores>, LmError> {
        let shape = &self.shape;
        let mut x = self.embed(&batch.tokens)?;
        let angles: Vec<Vec<(f32, f32)>> = batch.positions.iter().map(|p| self.rotary.at(*p)).collect();
        for (at, layer) in self.weights.layers.iter().enumerate() {
            let attended = self.attention(at, layer, &x, batch, &angles, cache)?;
            add(&mut x, &self.project(&layer.attention_out, attended)?);
            let joined = self.project(&layer.gate_up, rms_norm(&x, &layer.feed_norm, shape.epsilon))?;
            let mut gated = vec![0.0; batch.tokens.len() * shape.inner];
            let threads = self.threads_for(gated.len() * 8);
            for_rows(threads, &mut gated, shape.inner, |first, out| {
                let rows = joined.chunks_exact(2 * shape.inner).skip(first);
                out.chunks_exact_mut(shape.inner).zip(rows).for_each(|(out, row)| gate(row, out));
            });
            add(&mut x, &self.project(&layer.down, gated)?);
        }
        self.score(&x, &batch.wanted)
    }

    fn attention(
        &self,
        at: usize,
        layer: &Layer,
        x: &[f32],
        batch: &Batch,
        angles: &[Vec<(f32, f32)>],
        cache: &mut Cache,
    ) -> Result<Vec<f32>, LmError> {
        let (shape, heads) = (&self.shape, self.shape.heads);
        let (wide, keys) = (shape.queries(), shape.keys());
        let mut joined = self.project(&layer.queries_keys_values, rms_norm(x, &layer.attention_norm, shape.epsilon))?;
        let tree = cache.tree_layer(at)?;
        for (row, angles) in joined.chunks_exact_mut(wide + 2 * keys).zip(angles) {
            let (turned, values) = row.split_at_mut(wide + keys);
            rotate(turned, heads.size, angles);
            tree.0.extend_from_slice(turned.get(wide..).unwrap_or_default());
            tree.1.extend_from_slice(values);
        }
        let trunk = cache.trunk_layer(at);
        let tree = cache.tree_rows(at);
        let mut out = vec![0.0; batch.tokens.len() * wide];
        let seen = batch.paths.iter().map(Vec::len).sum::<usize>() + cache.trunk_len() * batch.paths.len();
        let visible = Visible { trunk: &trunk, tree, paths: &batch.paths };
        for_rows(self.threads_for(seen * wide), &mut out, wide, |first, out| attend(heads, &joined, wide + 2 * keys, visible, first, out));
        Ok(out)
    }

    /// Threads cost some 30 microseconds to start: small work stays on one.
    fn threads_for(&self, operations: usize) -> usize {
        if operations < 200_000 { 1 } else { self.threads }
    }

    /// `rows` times a matrix. A row of zeros is added to a single row, whose product would be summed in another order.
    fn project(&self, matrix: &Matrix, mut rows: Vec<f32>) -> Result<Vec<f32>, LmError> {
        let given = rows.len() / matrix.inputs;
        rows.resize(matrix.inputs * given.max(2), 0.0);
        let rows = Tensor::from_vec(rows, (given.max(2), matrix.inputs), &Device::Cpu)?;
        let total: usize = matrix.parts.iter().map(|(_, outputs)| outputs).sum();
        let mut out = vec![0.0; given * total];
        let mut first = 0;
        for (product, (_, outputs)) in products(matrix, &rows, self.threads)?.iter().zip(&matrix.parts) {
            with_rows(product, |values| {
                let places = out.chunks_exact_mut(total).filter_map(|row| row.get_mut(first..first + outputs));
                places.zip(values.chunks_exact(*outputs)).for_each(|(place, values)| place.copy_from_slice(values));
                Ok(())
            })?;
            first += outputs;
        }
        Ok(out)
    }

    fn embed(&self, tokens: &[u32]) -> Result<Vec<f32>, LmError> {
        let mut x = Vec::with_capacity(tokens.len() * self.shape.width);
        with_rows(&self.weights.embedding, |rows| {
            tokens.iter().try_for_each(|&token| {
                x.extend_from_slice(row_of(rows, token, self.shape.width)?);
                Ok(())
            })
        })?;
        Ok(x)
    }

    fn score(&self, x: &[f32], wanted: &[usize]) -> Result<Vec<Scores>, LmError> {
        let width = self.shape.width;
        let rows: Vec<f32> = wanted.iter().filter_map(|&row| x.get(row * width..(row + 1) * width)).flatten().copied().collect();
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let rows = rms_norm(&rows, &self.weights.norm, self.shape.epsilon);
        let mut normalisers = vec![0.0; rows.len() / width];
        let mut out = Vec::with_capacity(normalisers.len());
        let logits = self.project(&self.weights.scores, rows.clone())?;
        for_rows(self.threads, &mut normalisers, 1, |first, out| {
            let rows = logits.chunks_exact(self.shape.vocabulary).skip(first);
            #[expect(clippy::cast_possible_truncation, reason = "the scores are 32-bit")]
            out.iter_mut().zip(rows).for_each(|(out, row)| *out = log_sum_exp(row) as f32);
        });
        for (row, normaliser) in rows.chunks_exact(width).zip(normalisers) {
            out.push(Scores { state: Arc::from(row), normaliser });
        }
        Ok(out)
    }

    /// Log-probabilities of `tokens` from the final row of a node.
    pub(super) fn log_probs(&self, scores: &Scores, tokens: &[u32]) -> Result<Vec<f32>, LmError> {
        let mut out = Vec::with_capacity(tokens.len());
        with_rows(&self.weights.output, |rows| {
            tokens.iter().try_for_each(|&token| {
                out.push(dot(&scores.state, row_of(rows, token, self.shape.width)?) - scores.normaliser);
                Ok(())
            })
        })?;
        Ok(out)
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
}

/// The product of rows and every part of a matrix, each part on a thread of its own where there are several.
fn products(matrix: &Matrix, rows: &Tensor, threads: usize) -> Result<Vec<Tensor>, LmError> {
    if threads < 2 {
        return matrix.parts.iter().map(|(part, _)| Ok(rows.matmul(part)?)).collect();
    }
    std::thread::scope(|scope| {
        let work: Vec<_> = matrix.parts.iter().map(|(part, _)| scope.spawn(move || rows.matmul(part))).collect();
        let joined = work.into_iter().map(|part| part.join().map_err(|_| LmError::new(LmErrorKind::Compute, "a product's thread died")));
        joined.map(|part| Ok(part??)).collect()
    })
}

/// Lends the numbers of a contiguous tensor without copying them.
fn with_rows(tensor: &Tensor, mut read: impl FnMut(&[f32]) -> Result<(), LmError>) -> Result<(), LmError> {
    let (storage, layout) = tensor.storage_and_layout();
    let contiguous = layout.contiguous_offsets();
    match (&*storage, contiguous) {
        (Storage::Cpu(storage), Some((start, end))) => read(storage.as_slice::<f32>()?.get(start..end).unwrap_or_default()),
        _ => Err(LmError::new(LmErrorKind::Compute, "a tensor is not where it was put")),
    }
}

fn row_of(rows: &[f32], token: u32, width: usize) -> Result<&[f32], LmError> {
    let first = (token as usize).saturating_mul(width);
    let row = rows.get(first..first.saturating_add(width));
    row.ok_or_else(|| LmError::new(LmErrorKind::Session, format!("token {token} is not in the model's vocabulary")))
}

fn add(x: &mut [f32], y: &[f32]) {
    x.iter_mut().zip(y).for_each(|(x, y)| *x += y);
}

/// Lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|b| [b >> 4, b & 15]).filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect()
}
