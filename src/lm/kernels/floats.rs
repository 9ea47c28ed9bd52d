//! The numeric loops between the matrix products: norms, rotary positions, the gate, and the normaliser.
//!
//! Every sum has a fixed order (lanes, then a tree over the lanes), so a result depends on the numbers that go in and on nothing else.

#![expect(clippy::indexing_slicing, reason = "numeric kernels over lanes whose number is a constant")]
#![expect(clippy::inline_always, reason = "compiled once for each set of vector instructions, inside the caller")]

use super::{LANES, Work};
use crate::lm::math::{exp, exp64, ln64, sin_cos64};

/// The scalar product of two slices of equal length.
#[inline(always)]
fn dot(a: &[f32], b: &[f32]) -> f32 {
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

#[inline(always)]
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

/// RMS normalisation (Zhang and Sennrich 2019) of a row.
#[inline(always)]
pub fn rms_norm(row: &[f32], weight: &[f32], epsilon: f32) -> Vec<f32> {
    #[expect(clippy::cast_precision_loss, reason = "a row has fewer than 2^24 numbers")]
    let width = weight.len() as f32;
    let scale = 1.0 / (dot(row, row) / width + epsilon).sqrt();
    row.iter().zip(weight).map(|(value, weight)| value * scale * weight).collect()
}

/// RMS normalisation of each head of a row.
#[inline(always)]
pub fn norm_heads(row: &mut [f32], head: usize, weight: &[f32], epsilon: f32) {
    for head in row.chunks_exact_mut(head) {
        head.copy_from_slice(&rms_norm(head, weight, epsilon));
    }
}

/// How heads are turned by their positions (rotary position embedding, Su et al. 2021).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Turns {
    /// Numbers of a head that are turned: the first ones.
    pub dims: usize,
    /// The base of the frequencies.
    pub base: f64,
    /// What positions are divided by.
    pub stretch: f64,
    /// What turned queries and keys are multiplied with.
    pub magnitude: f64,
}

/// The angles of rotary position embedding, per position and pair.
#[derive(Debug, Clone)]
pub struct Rotary {
    frequencies: Vec<f64>,
    magnitude: f64,
}

impl Rotary {
    /// Angles of these turns; `factors`, if any, divide the frequencies (Llama 3.1, Phi 3).
    pub fn new(turns: Turns, factors: Option<&[f32]>) -> Self {
        let Turns { dims, base, stretch, magnitude } = turns;
        #[expect(clippy::cast_precision_loss, reason = "a head has fewer than 2^24 dimensions")]
        let frequency = |pair: usize| exp64(-2.0 * pair as f64 / dims as f64 * ln64(base));
        let factor = |pair: usize| factors.and_then(|f| f.get(pair)).map_or(1.0, |f| f64::from(*f));
        Self { frequencies: (0..dims / 2).map(|pair| frequency(pair) / factor(pair) / stretch).collect(), magnitude }
    }

    /// Sine and cosine of each pair at `position`.
    pub fn at(&self, position: u32) -> Vec<(f32, f32)> {
        #[expect(clippy::cast_possible_truncation, reason = "rounded to the engine's precision on purpose")]
        let narrow = |(sin, cos): (f64, f64)| ((sin * self.magnitude) as f32, (cos * self.magnitude) as f32);
        self.frequencies.iter().map(|f| narrow(sin_cos64(f * f64::from(position)))).collect()
    }
}

/// Turns neighbouring pairs of each head in `row` by `angles` (the order in which the engine packs them). Numbers beyond the angles stay.
#[inline(always)]
pub fn rotate(row: &mut [f32], head: usize, angles: &[(f32, f32)]) {
    for head in row.chunks_exact_mut(head) {
        for (pair, (sin, cos)) in head.chunks_exact_mut(2).zip(angles) {
            let (a, b) = (pair[0], pair[1]);
            pair[0] = a * cos - b * sin;
            pair[1] = a * sin + b * cos;
        }
    }
}

/// The curve of a gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Curve {
    /// x / (1 + e^-x).
    Silu,
    /// The Gaussian error linear unit by its approximation with a hyperbolic tangent (Hendrycks and Gimpel 2016), which is the same as
    /// x / (1 + e^-y) with y = sqrt(8 / pi) (x + 0.044715 x^3).
    Gelu,
}

/// `curve(gate) * up`.
#[inline(always)]
pub fn gate(curve: Curve, gate: &[f32; LANES], up: &[f32; LANES]) -> [f32; LANES] {
    let slope = match curve {
        Curve::Silu => *gate,
        Curve::Gelu => gate.map(|x| GELU * (x + 0.044_715 * x * x * x)),
    };
    let mut out = [0.0; LANES];
    for lane in 0..LANES {
        out[lane] = gate[lane] / (1.0 + exp(-slope[lane])) * up[lane];
    }
    out
}

/// The root of 8 / pi.
const GELU: f32 = 1.595_769;

/// A part of a sum of exponentials: the greatest exponent, and the sum when it is taken off from all.
pub type ExpSum = (f32, f64);

/// The sums of the exponentials of rows' numbers, of which there are `len` in each. The numbers stand in chunks: for each chunk of
/// numbers, for each row.
#[derive(Debug, Clone, Copy)]
pub struct ExpSums<'a> {
    /// The chunks.
    pub numbers: &'a [[f32; LANES]],
    /// How many rows there are.
    pub rows: usize,
    /// Numbers of a row.
    pub len: usize,
}

impl Work for ExpSums<'_> {
    type Out = Vec<ExpSum>;

    #[inline(always)]
    fn run(self) -> Vec<ExpSum> {
        (0..self.rows).map(|row| self.of_row(row)).collect()
    }
}

impl ExpSums<'_> {
    #[inline(always)]
    fn of_row(&self, row: usize) -> ExpSum {
        let count = self.numbers.len() / self.rows.max(1);
        let mut most = [f32::NEG_INFINITY; LANES];
        for at in 0..count {
            let (chunk, here) = (&self.numbers[at * self.rows + row], self.len.saturating_sub(at * LANES));
            for lane in 0..LANES {
                most[lane] = if lane < here { most[lane].max(chunk[lane]) } else { most[lane] };
            }
        }
        let most = most.into_iter().fold(f32::NEG_INFINITY, f32::max);
        let mut sums = [0.0_f32; LANES];
        for at in 0..count {
            let (chunk, here) = (&self.numbers[at * self.rows + row], self.len.saturating_sub(at * LANES));
            for lane in 0..LANES {
                let power = exp(chunk[lane] - most);
                sums[lane] += if lane < here { power } else { 0.0 };
            }
        }
        (most, f64::from(tree(sums)))
    }
}

/// The logarithm of a sum of exponentials that is given in parts, in their order.
pub fn log_of(parts: impl Iterator<Item = ExpSum> + Clone) -> f64 {
    let most = parts.clone().map(|(most, _)| most).fold(f32::NEG_INFINITY, f32::max);
    let total: f64 = parts.map(|(own, sum)| sum * exp64(f64::from(own) - f64::from(most))).sum();
    f64::from(most) + ln64(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_of_a_sum_of_equal_exponentials_is_that_of_their_number() {
        let numbers = [[2.0; LANES]; 63];
        let sums = |numbers: &[[f32; LANES]], rows: usize, len: usize| ExpSums { numbers, rows, len }.run();
        let parts = [sums(&numbers[..40], 1, 640), sums(&numbers[40..], 1, 360)].concat();
        assert!((log_of(parts.into_iter()) - (2.0 + 1000.0_f64.ln())).abs() < 1e-6);
        let two = sums(&[[-90.0; LANES], [3.0; LANES]], 2, 1);
        assert!((log_of(two.into_iter()) - 3.0).abs() < 1e-9);
    }
}
