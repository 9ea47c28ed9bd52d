//! Attention over a tree of tokens.
//!
//! Grouped-query attention (Ainslie et al. 2023) of each node over the trunk, which all nodes see, and over its own path in the tree.
//! Each score and each sum has its own fixed order, which does not depend on how rows are blocked for speed or where they are stored:
//! a node's result is the same to the bit in every batch. Heads are the outer loop, so that the keys and values of one head stay in
//! the cache while all nodes read them.

#![expect(clippy::indexing_slicing, reason = "numeric kernels over lanes whose number is a constant")]
#![expect(clippy::inline_always, reason = "lanes stay in vector registers only when the loop around them is seen")]

use super::math::exp;

const LANES: usize = 8;
/// Numbers of a value that are summed up in registers: a cache line.
const STRIP: usize = 2 * LANES;

/// Keys and values of some rows.
pub(super) type Pair<'a> = (&'a [f32], &'a [f32]);

/// What nodes look at.
#[derive(Clone, Copy)]
pub(super) struct Visible<'a> {
    /// Stretches of rows that every node sees.
    pub(super) trunk: &'a [Pair<'a>],
    /// The rows of the tree.
    pub(super) tree: Pair<'a>,
    /// For each node the rows of the tree on its path, itself last.
    pub(super) paths: &'a [Vec<usize>],
}

/// Sizes of the attention of one layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Heads {
    /// Numbers in a head.
    pub(super) size: usize,
    /// Heads of keys and values.
    pub(super) shared: usize,
    /// Query heads for each of them.
    pub(super) group: usize,
}

impl Heads {
    /// Numbers in the queries of a node.
    pub(super) fn queries(&self) -> usize {
        self.size * self.shared * self.group
    }
}

/// Attention of the nodes from number `first` on: one row of `out` each. `queries` holds the rows of all nodes, each beginning
/// with the queries and `stride` apart.
#[inline(always)]
pub(super) fn attend(heads: Heads, queries: &[f32], stride: usize, seen: Visible<'_>, first: usize, out: &mut [f32]) {
    let width = heads.queries();
    let span = heads.group * heads.size;
    for head in 0..heads.shared {
        for (at, out) in out.chunks_exact_mut(width).enumerate() {
            let node = first + at;
            let query = &queries[node * stride + head * span..node * stride + (head + 1) * span];
            let look = Look { heads, head, seen, path: &seen.paths[node] };
            let out = &mut out[head * span..(head + 1) * span];
            for (query, out) in query.chunks(4 * heads.size).zip(out.chunks_mut(4 * heads.size)) {
                match query.len() / heads.size {
                    1 => look.attend::<1>(query, out),
                    2 => look.attend::<2>(query, out),
                    3 => look.attend::<3>(query, out),
                    _ => look.attend::<4>(query, out),
                }
            }
        }
    }
}

/// One node's view through one head.
struct Look<'a> {
    heads: Heads,
    head: usize,
    seen: Visible<'a>,
    path: &'a [usize],
}

impl<'a> Look<'a> {
    /// Attention of `G` queries that share their keys.
    #[inline(always)]
    fn attend<const G: usize>(&self, queries: &[f32], out: &mut [f32]) {
        let size = self.heads.size;
        let mut weights: Vec<[f32; G]> = Vec::new();
        for stretch in self.seen.trunk {
            score(queries, self.stretch(stretch.0), &mut weights);
        }
        score(queries, self.tree(self.seen.tree.0), &mut weights);
        #[expect(clippy::cast_precision_loss, reason = "a head has fewer than 2^24 dimensions")]
        softmax(&mut weights, 1.0 / (size as f32).sqrt());
        for strip in (0..size).step_by(STRIP) {
            let mut sums = [[[0.0_f32; LANES]; 2]; G];
            let mut rest = weights.as_slice();
            for stretch in self.seen.trunk {
                rest = sum_strip(&mut sums, rest, self.stretch(stretch.1), strip);
            }
            sum_strip(&mut sums, rest, self.tree(self.seen.tree.1), strip);
            for (sums, out) in sums.iter().zip(out.chunks_exact_mut(size)) {
                let end = (strip + STRIP).min(size);
                out[strip..end].copy_from_slice(&sums.as_flattened()[..end - strip]);
            }
        }
    }

    #[inline(always)]
    fn stretch(&self, rows: &'a [f32]) -> impl Iterator<Item = &'a [f32]> {
        let (size, head) = (self.heads.size, self.head);
        rows.chunks_exact(size * self.heads.shared).map(move |row| &row[head * size..(head + 1) * size])
    }

    #[inline(always)]
    fn tree(&self, rows: &'a [f32]) -> impl Iterator<Item = &'a [f32]> {
        let (size, head, width) = (self.heads.size, self.head, self.heads.size * self.heads.shared);
        self.path.iter().map(move |at| &rows[at * width + head * size..at * width + (head + 1) * size])
    }
}

/// Appends the scalar products of each key with each of the queries, two keys at a time.
#[inline(always)]
fn score<'a, const G: usize>(queries: &[f32], mut keys: impl Iterator<Item = &'a [f32]>, out: &mut Vec<[f32; G]>) {
    while let Some(key) = keys.next() {
        let next = keys.next();
        let [one, two] = products::<G>(queries, [key, next.unwrap_or(key)]);
        out.push(one);
        if next.is_some() {
            out.push(two);
        }
    }
}

#[inline(always)]
fn products<const G: usize>(queries: &[f32], keys: [&[f32]; 2]) -> [[f32; G]; 2] {
    let size = keys[0].len();
    let (mut first, mut second) = ([[0.0_f32; LANES]; G], [[0.0_f32; LANES]; G]);
    let (one, two) = (keys[0].as_chunks::<LANES>().0, keys[1].as_chunks::<LANES>().0);
    for (at, (one, two)) in one.iter().zip(two).enumerate() {
        for group in 0..G {
            if let Some(query) = queries[group * size..].as_chunks::<LANES>().0.get(at) {
                first[group] = multiply_add(first[group], query, one);
                second[group] = multiply_add(second[group], query, two);
            }
        }
    }
    let whole = size / LANES * LANES;
    for at in whole..size {
        for group in 0..G {
            first[group][at - whole] += queries[group * size + at] * keys[0][at];
            second[group][at - whole] += queries[group * size + at] * keys[1][at];
        }
    }
    [first.map(tree), second.map(tree)]
}

/// Lane by lane; by value, which the compiler keeps in vector registers.
#[inline(always)]
fn multiply_add(sums: [f32; LANES], a: &[f32; LANES], b: &[f32; LANES]) -> [f32; LANES] {
    let mut out = sums;
    for lane in 0..LANES {
        out[lane] += a[lane] * b[lane];
    }
    out
}

#[inline(always)]
fn tree(l: [f32; LANES]) -> f32 {
    ((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7]))
}

/// Scales the scores and turns each query's into weights that add up to one.
#[inline(always)]
fn softmax<const G: usize>(scores: &mut [[f32; G]], scale: f32) {
    for group in 0..G {
        let max = scores.iter().map(|row| row[group] * scale).fold(f32::NEG_INFINITY, f32::max);
        let mut lanes = [0.0_f32; LANES];
        for chunk in scores.chunks_mut(LANES) {
            for (lane, row) in lanes.iter_mut().zip(chunk) {
                row[group] = exp(row[group] * scale - max);
                *lane += row[group];
            }
        }
        let total = tree(lanes);
        for row in scores.iter_mut() {
            row[group] /= total;
        }
    }
}

/// Adds weighted rows, in their order, to the sums of one strip of dimensions; gives the weights that are left.
#[inline(always)]
fn sum_strip<'w, 'a, const G: usize>(
    sums: &mut [[[f32; LANES]; 2]; G],
    weights: &'w [[f32; G]],
    rows: impl Iterator<Item = &'a [f32]>,
    strip: usize,
) -> &'w [[f32; G]] {
    let mut used = 0;
    let mut local = *sums;
    for (row, weights) in rows.zip(weights) {
        used += 1;
        if let Some([low, high]) = row[strip..].as_chunks::<LANES>().0.first_chunk::<2>() {
            for group in 0..G {
                let weight = [weights[group]; LANES];
                local[group][0] = multiply_add(local[group][0], &weight, low);
                local[group][1] = multiply_add(local[group][1], &weight, high);
            }
        } else {
            for group in 0..G {
                for (sum, value) in local[group].as_flattened_mut().iter_mut().zip(&row[strip..]) {
                    *sum += weights[group] * value;
                }
            }
        }
    }
    *sums = local;
    &weights[used..]
}

#[cfg(test)]
mod tests {
    #![expect(clippy::cast_precision_loss, reason = "small numbers")]
    use super::*;

    fn number(i: usize) -> f32 {
        ((i * 37 % 101) as f32 - 50.0) / 40.0
    }

    #[test]
    fn a_row_of_attention_does_not_depend_on_where_its_keys_lie() {
        let heads = Heads { size: 20, shared: 2, group: 3 };
        let keys: Vec<f32> = (0..40 * 7).map(number).collect();
        let values: Vec<f32> = (300..300 + 40 * 7).map(number).collect();
        let query: Vec<f32> = (7..127).map(number).collect();
        let (mut all_tree, mut all_trunk) = (vec![0.0; 120], vec![0.0; 120]);
        let paths = [vec![0, 1, 2, 3, 4, 5, 6]];
        attend(heads, &query, 120, Visible { trunk: &[], tree: (&keys, &values), paths: &paths }, 0, &mut all_tree);
        let trunk = [(&keys[..40], &values[..40]), (&keys[40..240], &values[40..240])];
        attend(heads, &query, 120, Visible { trunk: &trunk, tree: (&keys[240..], &values[240..]), paths: &[vec![0]] }, 0, &mut all_trunk);
        assert_eq!(all_tree, all_trunk);
    }

    #[test]
    fn attention_is_the_weighted_mean_of_the_values() {
        let heads = Heads { size: 4, shared: 1, group: 1 };
        let (keys, values): (Vec<f32>, Vec<f32>) = ((0..12).map(number).collect(), (20..32).map(number).collect());
        let query: Vec<f32> = (3..7).map(number).collect();
        let mut out = vec![0.0; 4];
        attend(heads, &query, 4, Visible { trunk: &[], tree: (&keys, &values), paths: &[vec![0, 2]] }, 0, &mut out);
        let score = |row: usize| (0..4).map(|i| query[i] * keys[row * 4 + i]).sum::<f32>() / 2.0;
        let (a, b) = (score(0).exp(), score(2).exp());
        for i in 0..4 {
            let want = (a * values[i] + b * values[8 + i]) / (a + b);
            assert!((out[i] - want).abs() < 1e-5, "{} {want}", out[i]);
        }
    }
}
