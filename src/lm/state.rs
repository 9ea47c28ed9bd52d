//! What a session has retained, as bytes.
//!
//! Little-endian: the number of tokens; the blocks of each stretch of the trunk; for each stretch, for each layer, its four lists; for each
//! layer the rows of the tail; the scores of the last token. The lengths of all lists follow from the shape of the model and these counts,
//! so bytes of any other length are refused. The bytes are not checked otherwise: whoever keeps them must know that they are his own.

use super::kernels::{BLOCK, Block, Quantised};
use super::keys::{Blocks, Heads, Rows};
use super::session::{Cache, Scores, Stretch};
use std::sync::Arc;

/// More stretches than any session has.
const MAX_STRETCHES: u32 = 4096;

/// The bytes of a trunk and the scores of its last token; `None` where the last token was not scored.
pub(super) fn save(cache: &Cache, tip: Option<&Scores>) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    put(&mut out, &[u32::try_from(cache.tail).ok()?, u32::try_from(cache.trunk.len()).ok()?], u32::to_le_bytes);
    for stretch in &cache.trunk {
        put(&mut out, &[u32::try_from(stretch.blocks).ok()?], u32::to_le_bytes);
    }
    for blocks in cache.trunk.iter().flat_map(|stretch| &stretch.layers) {
        out.extend(&blocks.keys);
        put(&mut out, &blocks.key_scales, f32::to_le_bytes);
        out.extend(&blocks.values);
        put(&mut out, &blocks.value_scales, f32::to_le_bytes);
    }
    for rows in &cache.rows {
        put(&mut out, &rows.keys, i8::to_le_bytes);
        put(&mut out, &rows.key_scales, f32::to_le_bytes);
        put(&mut out, &rows.values, i8::to_le_bytes);
        put(&mut out, &rows.value_scales, f32::to_le_bytes);
    }
    let tip = tip?;
    put(&mut out, &tip.state.values, i8::to_le_bytes);
    out.extend(tip.state.blocks.iter().flat_map(|block| block.scale.to_le_bytes()));
    put(&mut out, &[tip.normaliser], f32::to_le_bytes);
    Some(out)
}

/// The trunk and the scores that [`save`] made bytes of, for a model of these sizes; `None` for other bytes.
pub(super) fn restore(bytes: &[u8], layers: usize, heads: Heads, width: usize, context: usize) -> Option<(Cache, Scores)> {
    let mut reader = Reader { rest: bytes };
    let tail = usize::try_from(reader.u32()?).ok().filter(|tail| *tail < BLOCK)?;
    let stretches = Some(reader.u32()?).filter(|count| *count <= MAX_STRETCHES)?;
    let counts: Vec<usize> = (0..stretches).map(|_| usize::try_from(reader.u32()?).ok()).collect::<Option<_>>()?;
    let positions = counts.iter().try_fold(tail, |sum, count| sum.checked_add(count.checked_mul(BLOCK)?))?;
    if positions == 0 || positions > context {
        return None;
    }
    let mut trunk = Vec::new();
    for blocks in counts {
        let layers = (0..layers).map(|_| reader.blocks(heads, blocks)).collect::<Option<_>>()?;
        trunk.push(Arc::new(Stretch { layers, blocks }));
    }
    let rows = (0..layers).map(|_| reader.rows(heads, tail)).collect::<Option<_>>()?;
    let tip = reader.scores(width)?;
    reader.rest.is_empty().then_some((Cache { heads, trunk, tail, rows }, tip))
}

fn put<T: Copy, const N: usize>(out: &mut Vec<u8>, numbers: &[T], bytes: fn(T) -> [u8; N]) {
    out.extend(numbers.iter().flat_map(|number| bytes(*number)));
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(len)?;
        self.rest = rest;
        Some(taken)
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    fn floats(&mut self, count: usize) -> Option<Vec<f32>> {
        let bytes = self.take(count.checked_mul(4)?)?;
        Some(bytes.as_chunks::<4>().0.iter().map(|four| f32::from_le_bytes(*four)).collect())
    }

    fn bytes(&mut self, count: usize) -> Option<Vec<i8>> {
        Some(self.take(count)?.iter().map(|byte| byte.cast_signed()).collect())
    }

    fn blocks(&mut self, heads: Heads, count: usize) -> Option<Blocks> {
        let [keys, key_scales, values, value_scales] = Blocks::sizes(heads, count);
        Some(Blocks {
            count,
            keys: self.take(keys)?.to_vec(),
            key_scales: self.floats(key_scales)?,
            values: self.take(values)?.to_vec(),
            value_scales: self.floats(value_scales)?,
        })
    }

    fn rows(&mut self, heads: Heads, count: usize) -> Option<Rows> {
        let [keys, key_scales, values, value_scales] = Rows::sizes(heads).map(|size| size * count);
        Some(Rows {
            keys: self.bytes(keys)?,
            key_scales: self.floats(key_scales)?,
            values: self.bytes(values)?,
            value_scales: self.floats(value_scales)?,
        })
    }

    fn scores(&mut self, width: usize) -> Option<Scores> {
        let blocks = width.div_ceil(BLOCK);
        let values = self.bytes(blocks * BLOCK)?;
        let scales = self.floats(blocks)?;
        let blocks = values.chunks(BLOCK).zip(scales).map(|(values, scale)| Block::of(values, scale)).collect();
        let normaliser = self.floats(1)?.first().copied()?;
        Some(Scores { state: Arc::new(Quantised { values, blocks }), normaliser })
    }
}
