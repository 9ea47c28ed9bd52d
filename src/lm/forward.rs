//! The forward pass.
//!
//! Root-mean-square norms, rotary positions, grouped-query attention, a gated feed-forward part (Touvron et al. 2023); what a family has
//! beyond that stands between the product and the attention, as data of the layer ([`Fitting`]). The rows of a
//! batch go through a layer together, so that a weight is read once for all of them; no step lets a row see another one but through
//! the keys and values of its own path.

#![expect(clippy::inline_always, reason = "compiled once for each set of vector instructions, inside the caller")]

use super::attention::{Visible, attend, root, together};
use super::engine::LlamaModel;
use super::kernels::{
    Curve, ExpSums, LANES, Level, Packed, Quantised, Tiles, Work, gate, log_of, norm_heads, product, product_panels, quantise, rms_norm,
    rotate, vectorised,
};
use super::keys::{Heads, Rows};
use super::session::{Batch, Cache, Scores};
use super::weights::{Fitting, Layer};
use super::{LmError, LmErrorKind};
use std::sync::Arc;

/// Rows whose scores are computed together.
const SCORED: usize = 32;
/// Panels of the output layer that one task computes: the sum of exponentials is cut here, whatever the number of threads.
const STRETCH: usize = 32;
/// Rows that are worth a thread of their own.
const ROWS: usize = 8;

impl LlamaModel {
    /// Runs the batch through all layers; its keys and values are appended to `cache`. Gives the final rows of the entries that want
    /// scores, in order.
    pub(super) fn forward(&self, batch: &Batch, cache: &mut Cache) -> Result<Vec<Scores>, LmError> {
        self.team.pass(batch.tokens.len(), || self.pass(batch, cache))
    }

    fn pass(&self, batch: &Batch, cache: &mut Cache) -> Result<Vec<Scores>, LmError> {
        let mut x = self.embed(&batch.tokens)?;
        let [far, near] = &self.rotary;
        let angles = [far, near].map(|rotary| batch.positions.iter().map(|p| rotary.at(*p)).collect::<Vec<_>>());
        for (at, layer) in self.weights.layers.iter().enumerate() {
            let [far, near] = &angles;
            let angles = if layer.window.is_some() { near } else { far };
            let [attention, feed] = layer.behind.as_ref().map_or([None; 2], |norms| norms.each_ref().map(|norm| Some(norm.as_slice())));
            let attended = self.attention(at, layer, &x, batch, angles, cache)?;
            self.add(&mut x, &layer.attention_out, &attended, attention);
            let fed = self.feed_forward(layer, &x);
            self.add(&mut x, &layer.down, &fed, feed);
        }
        Ok(self.score(&x, &batch.wanted))
    }

    /// The rows that the layers begin with.
    fn embed(&self, tokens: &[u32]) -> Result<Vec<f32>, LmError> {
        let mut x = Vec::with_capacity(tokens.len() * self.shape.width);
        for token in tokens {
            x.extend(self.weights.embedding.row(*token as usize)?);
        }
        if self.shape.family.large_embedding {
            let root = root(self.shape.width);
            for number in &mut x {
                *number *= root;
            }
        }
        Ok(x)
    }

    /// The rows of `x`, normalised and quantised.
    fn normed(&self, x: &[f32], weight: &[f32]) -> Vec<Quantised> {
        let width = self.shape.width;
        self.team.map(x.len() / width, ROWS, |row| {
            let row = x.get(row * width..(row + 1) * width).unwrap_or_default();
            vectorised(self.level, Normed { row, weight, epsilon: self.shape.epsilon })
        })
    }

    /// Adds the products of rows and a matrix to the rows of `x`, normalised if there is a norm.
    fn add(&self, x: &mut [f32], matrix: &Packed, rows: &[Quantised], norm: Option<&[f32]>) {
        let panels = product(self.level, matrix, rows, &self.team);
        for (row, x) in x.chunks_exact_mut(self.shape.width).enumerate() {
            if let Some(weight) = norm {
                let mut given = Vec::with_capacity(x.len());
                panels.append(0, x.len(), row, &mut given);
                vectorised(self.level, AddNormed { x, given: &given, weight, epsilon: self.shape.epsilon });
                continue;
            }
            let mut places = x.chunks_mut(LANES);
            panels.row(0, matrix.panels(), row, |_, numbers| {
                places.next().into_iter().flatten().zip(numbers).for_each(|(x, number)| *x += number);
            });
        }
    }

    fn attention(
        &self,
        at: usize,
        layer: &Layer,
        x: &[f32],
        batch: &Batch,
        angles: &[Vec<(f32, f32)>],
        cache: &mut Cache,
    ) -> Result<Vec<Quantised>, LmError> {
        let (shape, heads) = (&self.shape, self.shape.heads);
        let (wide, keys) = (shape.queries(), shape.keys());
        let rows = self.normed(x, &layer.attention_norm);
        let panels = product(self.level, &layer.queries_keys_values, &rows, &self.team);
        let store = cache.rows_mut(at)?;
        let mut queries = Vec::with_capacity(rows.len() * wide);
        let (first_key, first_value) = (wide.div_ceil(LANES), wide.div_ceil(LANES) + keys.div_ceil(LANES));
        for (row, angles) in angles.iter().enumerate() {
            let (mut key, mut value, query) = (Vec::with_capacity(keys), Vec::with_capacity(keys), queries.len());
            panels.append(0, wide, row, &mut queries);
            panels.append(first_key, keys, row, &mut key);
            panels.append(first_value, keys, row, &mut value);
            let query = queries.get_mut(query..).unwrap_or_default();
            let (fitting, epsilon) = (&layer.fitting, shape.epsilon);
            vectorised(self.level, FitAndStore { heads, fitting, epsilon, query, key: &mut key, value: &mut value, angles, store });
        }
        let (trunk, local) = (cache.trunk_layer(at), cache.pack(at, &batch.view.lists));
        let seen = Visible { trunk: &trunk, view: &batch.view, local: &local, window: layer.window };
        let step = together(heads);
        let parts = self.team.map(rows.len().div_ceil(step), 1, |part| {
            let count = step.min(rows.len() - part * step);
            vectorised(self.level, Attended { level: self.level, heads, queries: &queries, seen, nodes: (part * step, count) })
        });
        Ok(parts.into_iter().flatten().collect())
    }

    fn feed_forward(&self, layer: &Layer, x: &[f32]) -> Vec<Quantised> {
        let rows = self.normed(x, &layer.feed_norm);
        let panels = product(self.level, &layer.gate_up, &rows, &self.team);
        let half = self.shape.inner.div_ceil(LANES);
        self.team.map(rows.len(), ROWS, |row| {
            let (mut gates, mut ups) = (Vec::with_capacity(half * LANES), Vec::with_capacity(half * LANES));
            panels.append(0, half * LANES, row, &mut gates);
            panels.append(half, half * LANES, row, &mut ups);
            let (curve, inner) = (self.shape.family.curve, self.shape.inner);
            vectorised(self.level, Gated { curve, gates: &mut gates, ups: &ups, inner })
        })
    }

    fn score(&self, x: &[f32], wanted: &[usize]) -> Vec<Scores> {
        let width = self.shape.width;
        let rows: Vec<f32> = wanted.iter().filter_map(|&row| x.get(row * width..(row + 1) * width)).flatten().copied().collect();
        let rows = self.normed(&rows, &self.weights.norm);
        let mut out = Vec::with_capacity(rows.len());
        for rows in rows.chunks(SCORED) {
            for (row, normaliser) in rows.iter().zip(self.normalisers(rows)) {
                out.push(Scores { state: Arc::new(row.clone()), normaliser });
            }
        }
        out
    }

    /// The logarithms of the sums of exponentials over the whole vocabulary.
    fn normalisers(&self, rows: &[Quantised]) -> Vec<f32> {
        let (output, vocabulary) = (self.weights.output(), self.shape.vocabulary);
        let tiles = Tiles::new(rows, output.blocks());
        let parts = self.team.map(output.panels().div_ceil(STRETCH), 1, |part| {
            let first = part * STRETCH;
            let mut numbers = vec![0.0; STRETCH.min(output.panels() - first) * rows.len() * LANES];
            product_panels(self.level, output, first, &tiles, &mut numbers);
            vectorised(self.level, ExpSums { numbers: numbers.as_chunks::<LANES>().0, rows: rows.len(), len: vocabulary - first * LANES })
        });
        let of_row = |row: usize| log_of(parts.iter().filter_map(move |part| part.get(row).copied()));
        #[expect(clippy::cast_possible_truncation, reason = "the scores are 32-bit")]
        (0..rows.len()).map(|row| of_row(row) as f32).collect()
    }

    /// Log-probabilities of `tokens` from the final row of a node.
    pub(super) fn log_probs(&self, scores: &Scores, tokens: &[u32]) -> Result<Vec<f32>, LmError> {
        let known = |token: u32| {
            let fault = || LmError::new(LmErrorKind::Session, format!("token {token} is not in the model's vocabulary"));
            if (token as usize) < self.shape.vocabulary { Ok(token as usize) } else { Err(fault()) }
        };
        tokens.iter().map(|&token| Ok(self.weights.output().dot(known(token)?, &scores.state)? - scores.normaliser)).collect()
    }
}

// What follows is compiled once for each set of vector instructions.

/// A row, normalised.
struct Normed<'a> {
    row: &'a [f32],
    weight: &'a [f32],
    epsilon: f32,
}

impl Work for Normed<'_> {
    type Out = Quantised;

    #[inline(always)]
    fn run(self) -> Quantised {
        quantise(&rms_norm(self.row, self.weight, self.epsilon))
    }
}

/// Adds what was given to a row, normalised.
struct AddNormed<'a> {
    x: &'a mut [f32],
    given: &'a [f32],
    weight: &'a [f32],
    epsilon: f32,
}

impl Work for AddNormed<'_> {
    type Out = ();

    #[inline(always)]
    fn run(self) {
        let normed = rms_norm(self.given, self.weight, self.epsilon);
        self.x.iter_mut().zip(normed).for_each(|(x, number)| *x += number);
    }
}

/// Fits the queries, the key and the value of a row for the attention, and stores key and value.
struct FitAndStore<'a> {
    heads: Heads,
    fitting: &'a Fitting,
    epsilon: f32,
    query: &'a mut [f32],
    key: &'a mut [f32],
    value: &'a mut [f32],
    angles: &'a [(f32, f32)],
    store: &'a mut Rows,
}

impl Work for FitAndStore<'_> {
    type Out = ();

    #[inline(always)]
    fn run(self) {
        let size = self.heads.size;
        if let Some([query, key, value]) = &self.fitting.biases {
            for (row, biases) in [(&mut *self.query, query), (&mut *self.key, key), (&mut *self.value, value)] {
                row.iter_mut().zip(biases).for_each(|(number, bias)| *number += bias);
            }
        }
        if let Some([query, key]) = &self.fitting.norms {
            norm_heads(self.query, size, query, self.epsilon);
            norm_heads(self.key, size, key, self.epsilon);
        }
        if self.fitting.rotated {
            rotate(self.query, size, self.angles);
            rotate(self.key, size, self.angles);
        }
        self.store.push(self.heads, self.key, self.value);
    }
}

/// The attention of some nodes.
struct Attended<'a> {
    level: Level,
    heads: Heads,
    queries: &'a [f32],
    seen: Visible<'a>,
    nodes: (usize, usize),
}

impl Work for Attended<'_> {
    type Out = Vec<Quantised>;

    #[inline(always)]
    fn run(self) -> Vec<Quantised> {
        let rows = attend(self.level, self.heads, self.queries, self.seen, self.nodes);
        rows.chunks_exact(self.heads.queries().max(1)).map(quantise).collect()
    }
}

/// The gated part of a row, `inner` wide.
struct Gated<'a> {
    curve: Curve,
    gates: &'a mut Vec<f32>,
    ups: &'a [f32],
    inner: usize,
}

impl Work for Gated<'_> {
    type Out = Quantised;

    #[inline(always)]
    fn run(self) -> Quantised {
        for (one, up) in self.gates.as_chunks_mut::<LANES>().0.iter_mut().zip(self.ups.as_chunks::<LANES>().0) {
            *one = gate(self.curve, one, up);
        }
        self.gates.truncate(self.inner);
        quantise(self.gates)
    }
}
