//! The numeric loops between the matrix products: norms, rotary positions, attention, the gate, and the normaliser.
//!
//! Every sum has a fixed order (lanes, then a tree over the lanes), so a result depends on the numbers that go in and on nothing else.

#![expect(clippy::indexing_slicing, reason = "numeric kernels over lanes whose number is a constant")]

use super::math::{exp, exp64, ln64, sin_cos64};

const LANES: usize = 16;

/// The scalar product of two slices of equal length.
#[inline]
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; LANES];
    let (a_chunks, a_rest) = a.as_chunks::<LANES>();
    let (b_chunks, b_rest) = b.as_chunks::<LANES>();
    for (x, y) in a_chunks.iter().zip(b_chunks) {
        for lane in 0..LANES {
            lanes[lane] += x[lane] * y[lane];
        }
    }
    for (lane, (x, y)) in lanes.iter_mut().zip(a_rest.iter().zip(b_rest)) {
        *lane += x * y;
    }
    tree(lanes)
}

#[inline]
fn tree(mut lanes: [f32; LANES]) -> f32 {
    let mut width = LANES / 2;
    while width > 0 {
        for lane in 0..width {
            lanes[lane] += lanes[lane + width];
        }
        width /= 2;
    }
    lanes[0]
}

/// RMS normalisation (Zhang and Sennrich 2019) of each row of `x`.
pub(super) fn rms_norm(x: &[f32], weight: &[f32], epsilon: f32) -> Vec<f32> {
    let mut out = Vec::with_capacity(x.len());
    #[expect(clippy::cast_precision_loss, reason = "a row has fewer than 2^24 numbers")]
    let width = weight.len() as f32;
    for row in x.chunks_exact(weight.len().max(1)) {
        let scale = 1.0 / (dot(row, row) / width + epsilon).sqrt();
        out.extend(row.iter().zip(weight).map(|(value, weight)| value * scale * weight));
    }
    out
}

/// The angles of rotary position embedding (Su et al. 2021), per position and pair.
#[derive(Debug, Clone)]
pub(super) struct Rotary {
    frequencies: Vec<f64>,
}

impl Rotary {
    /// For `dims` rotated dimensions of a head; `factors`, if any, divide the frequencies (Llama 3.1).
    pub(super) fn new(dims: usize, base: f64, factors: Option<&[f32]>) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "a head has fewer than 2^24 dimensions")]
        let frequency = |pair: usize| exp64(-2.0 * pair as f64 / dims as f64 * ln64(base));
        let factor = |pair: usize| factors.and_then(|f| f.get(pair)).map_or(1.0, |f| f64::from(*f));
        Self { frequencies: (0..dims / 2).map(|pair| frequency(pair) / factor(pair)).collect() }
    }

    /// Sine and cosine of each pair at `position`.
    pub(super) fn at(&self, position: u32) -> Vec<(f32, f32)> {
        #[expect(clippy::cast_possible_truncation, reason = "rounded to the engine's precision on purpose")]
        let narrow = |(sin, cos): (f64, f64)| (sin as f32, cos as f32);
        self.frequencies.iter().map(|f| narrow(sin_cos64(f * f64::from(position)))).collect()
    }
}

/// Turns neighbouring pairs of each head in `row` by `angles` (the order of llama files in GGUF).
pub(super) fn rotate(row: &mut [f32], head: usize, angles: &[(f32, f32)]) {
    for head in row.chunks_exact_mut(head) {
        for (pair, (sin, cos)) in head.chunks_exact_mut(2).zip(angles) {
            let (a, b) = (pair[0], pair[1]);
            pair[0] = a * cos - b * sin;
            pair[1] = a * sin + b * cos;
        }
    }
}

/// `silu(gate) * up`, where a row holds the gate and then the values.
pub(super) fn gate(row: &[f32], out: &mut [f32]) {
    let (gate, up) = row.split_at(row.len() / 2);
    for ((out, gate), up) in out.iter_mut().zip(gate).zip(up) {
        *out = gate / (1.0 + exp(-gate)) * up;
    }
}

/// The logarithm of the sum of exponentials, in 64 bits.
pub(super) fn log_sum_exp(logits: &[f32]) -> f64 {
    let max = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut total = 0.0_f64;
    for block in logits.chunks(LANES * 8) {
        let mut lanes = [0.0_f32; LANES];
        for chunk in block.chunks(LANES) {
            for (lane, logit) in lanes.iter_mut().zip(chunk) {
                *lane += exp(logit - max);
            }
        }
        total += f64::from(tree(lanes));
    }
    f64::from(max) + ln64(total)
}

/// The keys and values that one node may look at, in the order of their positions.
#[derive(Clone, Copy)]
pub(super) struct Visible<'a> {
    /// Stretches all of whose rows are visible: keys, values.
    pub(super) trunk: &'a [Pair<'a>],
    /// Keys and values of the tree.
    pub(super) tree: Pair<'a>,
    /// The rows of the tree on the path to the node, the node itself last.
    pub(super) path: &'a [usize],
}

/// Keys and values of some rows.
type Pair<'a> = (&'a [f32], &'a [f32]);

impl<'a> Visible<'a> {
    fn rows(&self, width: usize, pick: fn(Pair<'a>) -> &'a [f32]) -> impl Iterator<Item = &'a [f32]> {
        let tree = pick(self.tree);
        let near = self.path.iter().map(move |&at| &tree[at * width..(at + 1) * width]);
        self.trunk.iter().flat_map(move |stretch| pick(*stretch).chunks_exact(width)).chain(near)
    }
}

/// Sizes of the attention of one layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Heads {
    /// Numbers in a head.
    pub(super) size: usize,
    /// Heads of keys and values.
    pub(super) shared: usize,
    /// Query heads for each of them (grouped-query attention, Ainslie et al. 2023).
    pub(super) group: usize,
}

/// Attention of one node: `query` and `out` hold one row of all query heads.
pub(super) fn attend(heads: Heads, query: &[f32], seen: Visible<'_>, out: &mut [f32]) {
    let Heads { size, shared, group } = heads;
    let width = size * shared;
    #[expect(clippy::cast_precision_loss, reason = "a head has fewer than 2^24 dimensions")]
    let scale = 1.0 / (size as f32).sqrt();
    let mut weights: Vec<Vec<f32>> = vec![Vec::new(); group];
    for head in 0..shared {
        let queries = &query[head * group * size..(head + 1) * group * size];
        weights.iter_mut().for_each(Vec::clear);
        for key in seen.rows(width, |stretch| stretch.0) {
            let key = &key[head * size..(head + 1) * size];
            for (weights, query) in weights.iter_mut().zip(queries.chunks_exact(size)) {
                weights.push(dot(query, key) * scale);
            }
        }
        for weights in &mut weights {
            softmax(weights);
        }
        let outs = &mut out[head * group * size..(head + 1) * group * size];
        outs.fill(0.0);
        for (at, value) in seen.rows(width, |stretch| stretch.1).enumerate() {
            let value = &value[head * size..(head + 1) * size];
            for (weights, out) in weights.iter().zip(outs.chunks_exact_mut(size)) {
                let weight = weights[at];
                out.iter_mut().zip(value).for_each(|(out, value)| *out += weight * value);
            }
        }
    }
}

fn softmax(scores: &mut [f32]) {
    let max = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut lanes = [0.0_f32; LANES];
    for chunk in scores.chunks_mut(LANES) {
        for (lane, score) in lanes.iter_mut().zip(chunk) {
            *score = exp(*score - max);
            *lane += *score;
        }
    }
    let total = tree(lanes);
    for score in scores {
        *score /= total;
    }
}

/// Calls `work(row number, row of out)` for every row, on up to `threads` threads. The rows do not see each other, so the number of
/// threads changes nothing but the time.
pub(super) fn for_rows(threads: usize, out: &mut [f32], width: usize, work: impl Fn(usize, &mut [f32]) + Sync) {
    let rows = out.len() / width.max(1);
    let share = rows.div_ceil(threads.max(1)).max(1);
    if share >= rows {
        out.chunks_exact_mut(width.max(1)).enumerate().for_each(|(row, out)| work(row, out));
        return;
    }
    let work = &work;
    std::thread::scope(|scope| {
        for (part, out) in out.chunks_mut(share * width).enumerate() {
            scope.spawn(move || out.chunks_exact_mut(width).enumerate().for_each(|(row, out)| work(part * share + row, out)));
        }
    });
}

#[cfg(test)]
mod tests {
    #![expect(clippy::cast_precision_loss, clippy::float_cmp, reason = "small numbers, and equality to the bit is what is tested")]
    use super::*;

    #[test]
    fn a_row_of_attention_does_not_depend_on_where_its_keys_lie() {
        let heads = Heads { size: 4, shared: 2, group: 2 };
        let number = |i: usize| ((i * 37 % 101) as f32 - 50.0) / 40.0;
        let keys: Vec<f32> = (0..48).map(number).collect();
        let values: Vec<f32> = (48..96).map(number).collect();
        let query: Vec<f32> = (7..23).map(number).collect();
        let (mut all_tree, mut all_trunk) = (vec![0.0; 16], vec![0.0; 16]);
        attend(heads, &query, Visible { trunk: &[], tree: (&keys, &values), path: &[0, 1, 2, 3, 4, 5] }, &mut all_tree);
        let stretch = [(&keys[..16], &values[..16]), (&keys[16..40], &values[16..40])];
        attend(heads, &query, Visible { trunk: &stretch, tree: (&keys[40..], &values[40..]), path: &[0] }, &mut all_trunk);
        assert_eq!(all_tree, all_trunk);
    }

    #[test]
    fn rows_are_the_same_on_one_thread_and_on_three() {
        let run = |threads| {
            let mut out = vec![0.0; 70];
            for_rows(threads, &mut out, 7, |row, out| out.iter_mut().enumerate().for_each(|(i, o)| *o = (row * 100 + i) as f32));
            out
        };
        assert_eq!(run(1), run(3));
        assert_eq!(run(3)[69], 906.0);
    }

    #[test]
    fn log_sum_exp_of_equal_logits_is_the_logarithm_of_their_number() {
        assert!((log_sum_exp(&[2.0; 1000]) - (2.0 + 1000.0_f64.ln())).abs() < 1e-6);
    }
}
