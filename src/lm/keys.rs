//! Keys and values of evaluated tokens.
//!
//! Both are kept as signed bytes with scales that belong to the token alone, one for each 32 numbers of a key and one for each head of a
//! value; so it does not matter to a result where a token is stored. *Rows* are tokens one by one, as they were evaluated. *Blocks* are 32
//! positions of a text, packed as the factors of a product: a key's numbers are inputs and its position is an output, a value's position
//! is an input and its numbers are outputs. A block holds a position's numbers as they are in its row.

use super::kernels::{BLOCK, Form, LANES, Panel, Quantised, quantise, to_byte};

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

    /// Blocks of a head's key.
    pub(super) fn key_blocks(&self) -> usize {
        self.size.div_ceil(BLOCK)
    }

    /// Panels of a head's value.
    pub(super) fn value_panels(&self) -> usize {
        self.size.div_ceil(LANES)
    }
}

/// Keys and values of a layer, one token after the other.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Rows {
    pub(super) keys: Vec<i8>,
    pub(super) key_scales: Vec<f32>,
    pub(super) values: Vec<i8>,
    pub(super) value_scales: Vec<f32>,
}

impl Rows {
    /// Numbers of one token in each of the four lists.
    pub(super) fn sizes(heads: Heads) -> [usize; 4] {
        let (keys, values) = (heads.key_blocks(), heads.value_panels());
        [keys * BLOCK, keys, values * LANES, 1].map(|size| size * heads.shared)
    }

    /// Appends a token.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "compiled once for each set of vector instructions, inside its caller")]
    pub(super) fn push(&mut self, heads: Heads, key: &[f32], value: &[f32]) {
        for (key, value) in key.chunks_exact(heads.size).zip(value.chunks_exact(heads.size)) {
            let Quantised { values, blocks } = quantise(key);
            self.keys.extend(values);
            self.key_scales.extend(blocks.iter().map(|block| block.scale));
            let (scale, bytes) = one_scale(value);
            self.values.extend(bytes);
            self.values.resize(self.values.len().next_multiple_of(LANES), 0);
            self.value_scales.push(scale);
        }
    }

    /// Keeps the first `count` tokens.
    pub(super) fn truncate(&mut self, heads: Heads, count: usize) {
        let [keys, key_scales, values, value_scales] = Self::sizes(heads);
        self.keys.truncate(count * keys);
        self.key_scales.truncate(count * key_scales);
        self.values.truncate(count * values);
        self.value_scales.truncate(count * value_scales);
    }

    /// The tokens of these places.
    pub(super) fn pick(&self, heads: Heads, places: &[usize]) -> Self {
        fn of<T: Copy>(list: &[T], size: usize, places: &[usize]) -> Vec<T> {
            places.iter().filter_map(|at| list.get(at * size..(at + 1) * size)).flatten().copied().collect()
        }
        let [keys, key_scales, values, value_scales] = Self::sizes(heads);
        Self {
            keys: of(&self.keys, keys, places),
            key_scales: of(&self.key_scales, key_scales, places),
            values: of(&self.values, values, places),
            value_scales: of(&self.value_scales, value_scales, places),
        }
    }
}

/// A head's value as signed bytes with one scale for all of its numbers.
#[inline(always)]
#[expect(clippy::inline_always, reason = "see `push`")]
fn one_scale(value: &[f32]) -> (f32, impl Iterator<Item = i8>) {
    let largest = value.iter().fold(0.0_f32, |most, number| most.max(number.abs()));
    let inverse = if largest > 0.0 { 127.0 / largest } else { 0.0 };
    (largest / 127.0, value.iter().map(move |number| to_byte(number * inverse)))
}

/// Packed blocks of 32 positions, head by head.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Blocks {
    pub(super) count: usize,
    /// Head, block, half of a block, block of a key.
    pub(super) keys: Vec<u8>,
    pub(super) key_scales: Vec<f32>,
    /// Head, panel of a value, block.
    pub(super) values: Vec<u8>,
    /// Head, block, position.
    pub(super) value_scales: Vec<f32>,
}

const BYTES: usize = BLOCK * LANES;

impl Blocks {
    /// Numbers in each of the four lists of `count` blocks.
    pub(super) fn sizes(heads: Heads, count: usize) -> [usize; 4] {
        let halves = 2 * heads.key_blocks();
        [halves * BYTES, halves * LANES, heads.value_panels() * BYTES, BLOCK].map(|size| size * heads.shared * count)
    }

    /// Packs tokens: for each block the places of up to 32 of them in `rows`. Positions without a token are zeros.
    pub(super) fn pack(heads: Heads, rows: &Rows, lists: &[impl AsRef<[usize]>]) -> Self {
        let count = lists.len();
        let [keys, key_scales, values, value_scales] = Self::sizes(heads, count);
        let mut out = Self {
            count,
            keys: vec![0x80; keys],
            key_scales: vec![0.0; key_scales],
            values: vec![0x80; values],
            value_scales: vec![0.0; value_scales],
        };
        for (block, list) in lists.iter().enumerate() {
            for head in 0..heads.shared {
                out.pack_keys(heads, rows, (head, block), list.as_ref());
                out.pack_values(heads, rows, (head, block), list.as_ref());
            }
        }
        out
    }

    fn pack_keys(&mut self, heads: Heads, rows: &Rows, (head, block): (usize, usize), list: &[usize]) {
        let parts = heads.key_blocks();
        let first = (head * self.count + block) * 2;
        for (position, place) in list.iter().take(BLOCK).enumerate() {
            let (half, lane) = (first + position / LANES, position % LANES);
            let from = (place * heads.shared + head) * parts;
            let keys = rows.keys.get(from * BLOCK..(from + parts) * BLOCK).unwrap_or_default();
            let to = self.keys.get_mut(half * parts * BYTES..(half + 1) * parts * BYTES).unwrap_or_default();
            let fours = to.as_chunks_mut::<4>().0.iter_mut().skip(lane).step_by(LANES);
            for (four, key) in fours.zip(keys.as_chunks::<4>().0) {
                *four = key.map(|byte| byte.cast_unsigned() ^ 0x80);
            }
            let scales = rows.key_scales.get(from..from + parts).unwrap_or_default();
            let to = self.key_scales.get_mut(half * parts * LANES..(half + 1) * parts * LANES).unwrap_or_default();
            to.iter_mut().skip(lane).step_by(LANES).zip(scales).for_each(|(to, scale)| *to = *scale);
        }
    }

    fn pack_values(&mut self, heads: Heads, rows: &Rows, (head, block): (usize, usize), list: &[usize]) {
        let panels = heads.value_panels();
        for (position, place) in list.iter().take(BLOCK).enumerate() {
            let from = place * heads.shared + head;
            let values = rows.values.get(from * panels * LANES..(from + 1) * panels * LANES).unwrap_or_default();
            for (panel, values) in values.as_chunks::<LANES>().0.iter().enumerate() {
                let at = (head * panels + panel) * self.count + block;
                let to = self.values.get_mut(at * BYTES..(at + 1) * BYTES).unwrap_or_default();
                // Four positions stand side by side for each number.
                let group = to.get_mut(position / 4 * 4 * LANES..).unwrap_or_default();
                let places = group.iter_mut().skip(position % 4).step_by(4);
                places.zip(values).for_each(|(to, byte)| *to = byte.cast_unsigned() ^ 0x80);
            }
            let scale = rows.value_scales.get(from).copied().unwrap_or_default();
            let to = (head * self.count + block) * BLOCK + position;
            self.value_scales.iter_mut().skip(to).take(1).for_each(|to| *to = scale);
        }
    }

    /// How many blocks there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// The keys of half a block.
    #[inline]
    pub(super) fn keys(&self, heads: Heads, head: usize, block: usize, half: usize) -> Panel<'_> {
        let parts = heads.key_blocks();
        let at = ((head * self.count + block) * 2 + half) * parts;
        Panel {
            form: Form::Keys,
            bytes: self.keys.get(at * BYTES..(at + parts) * BYTES).unwrap_or_default(),
            scales: self.key_scales.get(at * LANES..(at + parts) * LANES).unwrap_or_default(),
        }
    }

    /// Sixteen numbers of the values of `count` blocks from `block` on.
    #[inline]
    pub(super) fn values(&self, heads: Heads, head: usize, panel: usize, block: usize, count: usize) -> Panel<'_> {
        let at = (head * heads.value_panels() + panel) * self.count + block;
        Panel { form: Form::Values, bytes: self.values.get(at * BYTES..(at + count) * BYTES).unwrap_or_default(), scales: &[] }
    }

    /// The scales of a block's values.
    #[inline]
    pub(super) fn value_scales(&self, head: usize, block: usize) -> &[f32] {
        let at = (head * self.count + block) * BLOCK;
        self.value_scales.get(at..at + BLOCK).unwrap_or_default()
    }
}
