//! The numeric loops between the matrix products: norms, rotary positions, the gate, and the normaliser.
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

/// Calls `work(first row, rows of out)` for stretches of rows, one on each of up to `threads` threads. The rows do not see each other,
/// so the number of threads changes nothing but the time.
pub(super) fn for_rows(threads: usize, out: &mut [f32], width: usize, work: impl Fn(usize, &mut [f32]) + Sync) {
    let rows = out.len() / width.max(1);
    let share = rows.div_ceil(threads.max(1)).max(1);
    if share >= rows {
        return work(0, out);
    }
    let work = &work;
    std::thread::scope(|scope| {
        for (part, out) in out.chunks_mut(share * width).enumerate() {
            scope.spawn(move || work(part * share, out));
        }
    });
}

#[cfg(test)]
mod tests {
    #![expect(clippy::cast_precision_loss, clippy::float_cmp, reason = "small numbers, and equality to the bit is what is tested")]
    use super::*;

    #[test]
    fn rows_are_the_same_on_one_thread_and_on_three() {
        let run = |threads| {
            let mut out = vec![0.0; 70];
            for_rows(threads, &mut out, 7, |first, out| {
                out.iter_mut().enumerate().for_each(|(i, o)| *o = ((first + i / 7) * 100 + i % 7) as f32);
            });
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
