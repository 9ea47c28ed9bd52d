//! Attention over a tree of tokens.
//!
//! Grouped-query attention (Ainslie et al. 2023) of each node over the trunk, which all nodes see, and over its own path in the tree. Both
//! are blocks of 32 positions, so scores are products of queries with packed keys and results products of weights with packed values, as
//! all other products are: whole numbers within a block, one block after the other. Which block a token is in follows from its position
//! alone, and positions that a node does not see weigh nothing. So a node's result is the same to the bit in every batch, and no prefix is
//! ever copied.

#![expect(clippy::inline_always, reason = "compiled once for each set of vector instructions, inside the caller")]

use super::kernels::{BLOCK, LANES, Level, TILE, TileBlock, add_tile};
use super::keys::{Blocks, Heads};
use super::math::exp;
use std::collections::BTreeMap;

/// What the nodes of a batch see beyond the trunk.
#[derive(Debug, Default)]
pub(super) struct View {
    /// Blocks: the rows of up to 32 tokens one after the other.
    pub(super) lists: Vec<Vec<usize>>,
    /// For each node its blocks in order, and how many of the positions in them it sees.
    nodes: Vec<(Vec<usize>, usize)>,
}

impl View {
    /// The view of nodes with these paths. Paths that begin alike share blocks; a path that ends within another one's block uses it.
    pub(super) fn new(paths: impl Iterator<Item = Vec<usize>>) -> Self {
        let mut out = Self::default();
        // The blocks that begin at a place of the paths with the same row.
        let mut known: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for path in paths {
            let mut blocks = Vec::with_capacity(path.len().div_ceil(BLOCK));
            for (place, rows) in path.chunks(BLOCK).enumerate() {
                let same = known.entry((place, rows.first().copied().unwrap_or_default())).or_default();
                let fits = |list: &Vec<usize>| list.iter().zip(rows).all(|(a, b)| a == b);
                let found = same.iter().copied().find(|at| out.lists.get(*at).is_some_and(fits));
                let block = found.unwrap_or(out.lists.len());
                match out.lists.get_mut(block) {
                    Some(list) if list.len() < rows.len() => *list = rows.to_vec(),
                    Some(_) => {}
                    None => {
                        same.push(block);
                        out.lists.push(rows.to_vec());
                    }
                }
                blocks.push(block);
            }
            out.nodes.push((blocks, path.len()));
        }
        out
    }
}

/// What the nodes of a batch look at in one layer.
#[derive(Clone, Copy)]
pub(super) struct Visible<'a> {
    /// Stretches of whole blocks that every node sees.
    pub(super) trunk: &'a [&'a Blocks],
    /// What is beyond.
    pub(super) view: &'a View,
    /// The view's blocks, packed.
    pub(super) local: &'a Blocks,
    /// How many positions up to its own a node sees; `None` for all.
    pub(super) window: Option<usize>,
}

/// How many nodes are looked at together.
pub(super) fn together(heads: Heads) -> usize {
    (TILE / heads.group).max(1)
}

/// Attention of `count` nodes from number `first` on: one row each. `queries` holds the queries of all nodes.
#[inline(always)]
pub(super) fn attend(level: Level, heads: Heads, queries: &[f32], seen: Visible<'_>, (first, count): (usize, usize)) -> Vec<f32> {
    let (width, span) = (heads.queries(), heads.group * heads.size);
    let mut out = vec![0.0; count * width];
    for head in 0..heads.shared {
        for begin in (0..heads.group).step_by(TILE) {
            let group = TILE.min(heads.group - begin);
            let place = |node: usize, at: usize| node * width + head * span + (begin + at) * heads.size;
            let rows: Vec<Row> = (0..count * group)
                .map(|row| (row / group, row % group))
                .map(|(node, at)| Row { node: first + node, from: place(first + node, at), to: place(node, at) })
                .collect();
            Look { level, heads, head, seen, rows: &rows }.attend(queries, &mut out);
        }
    }
    out
}

/// A query: its node, and where it and its result stand.
struct Row {
    node: usize,
    from: usize,
    to: usize,
}

/// Up to eight queries that look through one head.
struct Look<'a> {
    level: Level,
    heads: Heads,
    head: usize,
    seen: Visible<'a>,
    rows: &'a [Row],
}

impl Look<'_> {
    #[inline(always)]
    fn attend(&self, queries: &[f32], out: &mut [f32]) {
        let size = self.heads.size;
        let tile = self.tile(queries);
        let trunk: usize = self.seen.trunk.iter().map(|blocks| blocks.count()).sum();
        let blocks = trunk + self.rows.iter().map(|row| self.local(row.node).len()).max().unwrap_or(0);
        let mut scores = vec![0.0_f32; self.rows.len() * blocks * BLOCK];
        self.score(&tile, blocks, &mut scores);
        let mut weights = vec![TileBlock::default(); blocks];
        for (at, (row, scores)) in self.rows.iter().zip(scores.chunks_exact_mut(blocks * BLOCK)).enumerate() {
            let len = trunk * BLOCK + self.seen.view.nodes.get(row.node).map_or(0, |node| node.1);
            let first = self.seen.window.map_or(0, |window| len.saturating_sub(window));
            softmax(scores.get_mut(first..len).unwrap_or_default(), 1.0 / root(size));
            scores.iter_mut().take(first).for_each(|score| *score = 0.0);
            scores.iter_mut().skip(len).for_each(|score| *score = 0.0);
            self.weigh(row.node, at, scores, &mut weights);
        }
        for panel in 0..self.heads.value_panels() {
            let sums = self.sum(panel, trunk, &weights);
            for (row, sums) in self.rows.iter().zip(sums) {
                let to = row.to + panel * LANES;
                let places = out.get_mut(to..(to + LANES).min(row.to + size)).unwrap_or_default();
                places.iter_mut().zip(sums).for_each(|(to, sum)| *to = sum);
            }
        }
    }

    fn local(&self, node: usize) -> &[usize] {
        self.seen.view.nodes.get(node).map(|node| node.0.as_slice()).unwrap_or_default()
    }

    /// The queries, quantised and side by side.
    #[inline(always)]
    fn tile(&self, queries: &[f32]) -> Vec<TileBlock> {
        let mut tile = vec![TileBlock::default(); self.heads.key_blocks()];
        for (at, row) in self.rows.iter().enumerate() {
            let query = queries.get(row.from..row.from + self.heads.size).unwrap_or_default();
            for (block, numbers) in tile.iter_mut().zip(query.chunks(BLOCK)) {
                let mut padded = [0.0; BLOCK];
                padded.iter_mut().zip(numbers).for_each(|(to, from)| *to = *from);
                block.set(at, &padded);
            }
        }
        tile
    }

    /// The products of the queries with all keys: for each row, block by block.
    #[inline(always)]
    fn score(&self, tile: &[TileBlock], blocks: usize, scores: &mut [f32]) {
        let mut both = |packed: &Blocks, block: usize, place: usize, node: Option<usize>| {
            for half in 0..2 {
                let mut sums = [[0.0; LANES]; TILE];
                let sums = sums.get_mut(..self.rows.len()).unwrap_or_default();
                add_tile(self.level, packed.keys(self.heads, self.head, block, half), tile, sums);
                let rows = self.rows.iter().zip(sums).enumerate().filter(|(_, (row, _))| node.is_none_or(|node| node == row.node));
                for (at, (_, sums)) in rows {
                    let to = (at * blocks + place) * BLOCK + half * LANES;
                    scores.get_mut(to..to + LANES).unwrap_or_default().copy_from_slice(sums);
                }
            }
        };
        let mut place = 0;
        for packed in self.seen.trunk {
            (0..packed.count()).for_each(|block| both(packed, block, place + block, None));
            place += packed.count();
        }
        for (place, block, node) in self.local_blocks(place) {
            both(self.seen.local, block, place, node);
        }
    }

    /// The blocks beyond the trunk in order: place, block, and the node that it is for; `None` where all nodes have it.
    fn local_blocks(&self, trunk: usize) -> Vec<(usize, usize, Option<usize>)> {
        let mut nodes: Vec<usize> = self.rows.iter().map(|row| row.node).collect();
        nodes.dedup();
        let most = nodes.iter().map(|node| self.local(*node).len()).max().unwrap_or(0);
        let mut out = Vec::with_capacity(most);
        for place in 0..most {
            let of = |node: &usize| self.local(*node).get(place).copied();
            let first = nodes.first().and_then(of);
            match first {
                Some(block) if nodes.iter().all(|node| of(node) == first) => out.push((trunk + place, block, None)),
                _ => out.extend(nodes.iter().filter_map(|node| Some((trunk + place, of(node)?, Some(*node))))),
            }
        }
        out
    }

    /// Puts the weights of a row, each with the scale of its value, into the tile that the values are multiplied with.
    #[inline(always)]
    fn weigh(&self, node: usize, at: usize, weights: &[f32], tile: &mut [TileBlock]) {
        let trunk = self.seen.trunk.iter().flat_map(|packed| (0..packed.count()).map(move |block| (*packed, block)));
        let local = self.local(node).iter().map(|block| (self.seen.local, *block));
        for ((weights, tile), (packed, block)) in weights.as_chunks::<BLOCK>().0.iter().zip(tile).zip(trunk.chain(local)) {
            let mut scaled = *weights;
            scaled.iter_mut().zip(packed.value_scales(self.head, block)).for_each(|(weight, scale)| *weight *= scale);
            tile.set(at, &scaled);
        }
    }

    /// The weighted sums of sixteen numbers of all values.
    #[inline(always)]
    fn sum(&self, panel: usize, trunk: usize, weights: &[TileBlock]) -> [[f32; LANES]; TILE] {
        let mut out = [[0.0; LANES]; TILE];
        let mut first = 0;
        for packed in self.seen.trunk {
            let values = packed.values(self.heads, self.head, panel, 0, packed.count());
            let sums = out.get_mut(..self.rows.len()).unwrap_or_default();
            add_tile(self.level, values, weights.get(first..).unwrap_or_default(), sums);
            first += packed.count();
        }
        for (place, block, node) in self.local_blocks(trunk) {
            let values = self.seen.local.values(self.heads, self.head, panel, block, 1);
            let mut sums = out;
            add_tile(self.level, values, weights.get(place..).unwrap_or_default(), sums.get_mut(..self.rows.len()).unwrap_or_default());
            for ((row, out), sums) in self.rows.iter().zip(&mut out).zip(sums) {
                if node.is_none_or(|node| node == row.node) {
                    *out = sums;
                }
            }
        }
        out
    }
}

/// The root of a number of dimensions.
#[expect(clippy::cast_precision_loss, reason = "fewer than 2^24 dimensions")]
pub(super) fn root(size: usize) -> f32 {
    (size as f32).sqrt()
}

/// Scales the scores and turns them into weights that add up to one.
#[inline(always)]
fn softmax(scores: &mut [f32], scale: f32) {
    let mut most = [f32::NEG_INFINITY; LANES];
    let (whole, rest) = scores.as_chunks_mut::<LANES>();
    for chunk in &mut *whole {
        for (most, score) in most.iter_mut().zip(chunk) {
            *score *= scale;
            *most = most.max(*score);
        }
    }
    for (most, score) in most.iter_mut().zip(&mut *rest) {
        *score *= scale;
        *most = most.max(*score);
    }
    let most = most.into_iter().fold(f32::NEG_INFINITY, f32::max);
    let mut sums = [0.0_f32; LANES];
    for chunk in &mut *whole {
        for (sum, score) in sums.iter_mut().zip(chunk) {
            *score = exp(*score - most);
            *sum += *score;
        }
    }
    for (sum, score) in sums.iter_mut().zip(rest) {
        *score = exp(*score - most);
        *sum += *score;
    }
    let mut width = LANES / 2;
    while width > 0 {
        let (low, high) = sums.split_at_mut(width);
        low.iter_mut().zip(high).for_each(|(low, high)| *low += *high);
        width /= 2;
    }
    let inverse = 1.0 / sums.first().copied().unwrap_or(1.0);
    for score in scores {
        *score *= inverse;
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::cast_precision_loss, reason = "small numbers")]
    use super::super::keys::Rows;
    use super::*;

    fn number(i: usize) -> f32 {
        ((i * 37 % 101) as f32 - 50.0) / 40.0
    }

    const HEADS: Heads = Heads { size: 20, shared: 2, group: 3 };

    /// Keys and values of `count` tokens.
    fn rows(count: usize) -> Rows {
        let mut rows = Rows::default();
        for token in 0..count {
            let key: Vec<f32> = (0..40).map(|i| number(token * 40 + i)).collect();
            let value: Vec<f32> = (0..40).map(|i| number(token * 40 + i + 300)).collect();
            rows.push(HEADS, &key, &value);
        }
        rows
    }

    fn run(level: Level, queries: &[f32], trunk: &[&Blocks], rows: &Rows, paths: &[Vec<usize>]) -> Vec<f32> {
        let view = View::new(paths.iter().cloned());
        let local = Blocks::pack(HEADS, rows, &view.lists);
        let seen = Visible { trunk, view: &view, local: &local, window: None };
        let nodes: Vec<usize> = (0..paths.len()).collect();
        nodes.chunks(2).flat_map(|nodes| attend(level, HEADS, queries, seen, (nodes[0], nodes.len()))).collect()
    }

    #[test]
    fn a_row_of_attention_does_not_depend_on_where_its_keys_lie_or_on_its_neighbours() {
        let rows = rows(110);
        let queries: Vec<f32> = (7..7 + 120 * 4).map(number).collect();
        // Three paths of a tree, and one that ends within another's block.
        let branch: Vec<usize> = (0..70).chain([90, 91]).collect();
        let paths: Vec<Vec<usize>> = vec![(0..80).collect(), branch, (0..3).collect(), (0..71).collect()];
        let want = run(Level::PORTABLE, &queries, &[], &rows, &paths);
        for level in Level::available() {
            assert_eq!(run(level, &queries, &[], &rows, &paths), want);
            for (at, path) in paths.iter().enumerate() {
                let alone = run(level, &queries[at * 120..(at + 1) * 120], &[], &rows, std::slice::from_ref(path));
                assert_eq!(alone, want[at * 120..(at + 1) * 120], "{at}");
            }
            // The first 64 tokens in a trunk of two stretches.
            let stretch = |from: usize| Blocks::pack(HEADS, &rows, &[(from..from + 32).collect::<Vec<_>>()]);
            let (one, two) = (stretch(0), stretch(32));
            let beyond: Vec<Vec<usize>> = [0, 1, 3].map(|at: usize| paths[at][64..].to_vec()).to_vec();
            let three: Vec<f32> = [0, 1, 3].iter().flat_map(|at| queries[at * 120..(at + 1) * 120].to_vec()).collect();
            let there = run(level, &three, &[&one, &two], &rows, &beyond);
            assert_eq!((&there[..240], &there[240..]), (&want[..240], &want[360..]));
        }
    }

    #[test]
    fn attention_is_the_weighted_mean_of_the_values() {
        let rows = rows(40);
        let queries: Vec<f32> = (3..123).map(number).collect();
        let path = [0, 2, 5, 33];
        let out = run(Level::detect(), &queries, &[], &rows, &[path.to_vec()]);
        for query_head in 0..6 {
            let head = query_head / 3;
            let score = |token: usize| {
                let products = (0..20).map(|i| queries[query_head * 20 + i] * number(token * 40 + head * 20 + i));
                (products.sum::<f32>() / 20.0_f32.sqrt()).exp()
            };
            let total: f32 = path.iter().map(|token| score(*token)).sum();
            for i in 0..20 {
                let want: f32 = path.iter().map(|token| score(*token) / total * number(token * 40 + head * 20 + i + 300)).sum();
                assert!((out[query_head * 20 + i] - want).abs() < 0.02, "{} {want}", out[query_head * 20 + i]);
            }
        }
    }

    #[test]
    fn paths_share_the_blocks_that_they_begin_with() {
        let view = View::new([vec![5, 6, 7], vec![5, 6], vec![5, 6, 7, 8], vec![5, 9]].into_iter());
        assert_eq!(view.lists, [vec![5, 6, 7, 8], vec![5, 9]]);
        assert_eq!(view.nodes, [(vec![0], 3), (vec![0], 2), (vec![0], 4), (vec![1], 2)]);
    }
}
