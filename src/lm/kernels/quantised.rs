//! Rows of floats as signed bytes with a scale for each block.

use super::BLOCK;

/// One block of a quantised row.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Block {
    /// What the bytes are multiplied by.
    pub scale: f32,
    /// The sum of the bytes, scaled.
    pub sum: f32,
    /// The sum of the bytes.
    pub count: i32,
}

impl Block {
    /// The block of these bytes.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "see `quantise`")]
    pub fn of(values: &[i8], scale: f32) -> Self {
        // Wrapping, for the vector instructions' sake: a check for overflow, which there is none of, would keep the loop from them.
        let count = values.iter().fold(0_i32, |sum, value| sum.wrapping_add(i32::from(*value)));
        #[expect(clippy::cast_precision_loss, reason = "at most 32 * 128")]
        let sum = count as f32 * scale;
        Self { scale, sum, count }
    }
}

/// One row: a whole number of blocks; numbers beyond the row's own are zero.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Quantised {
    /// From -127 to 127.
    pub values: Vec<i8>,
    /// One for each 32 values.
    pub blocks: Vec<Block>,
}

/// Quantises a row. What is not a number becomes a fixed one: a damaged model gives useless scores, but always the same.
#[inline(always)]
#[expect(clippy::inline_always, reason = "compiled once for each set of vector instructions, inside its caller")]
pub fn quantise(row: &[f32]) -> Quantised {
    let count = row.len().div_ceil(BLOCK);
    let mut out = Quantised { values: vec![0; count * BLOCK], blocks: Vec::with_capacity(count) };
    for (numbers, values) in row.chunks(BLOCK).zip(out.values.as_chunks_mut::<BLOCK>().0) {
        let mut padded = [0.0; BLOCK];
        padded.iter_mut().zip(numbers).for_each(|(to, from)| *to = *from);
        out.blocks.push(block(&padded, values));
    }
    out
}

#[inline(always)]
#[expect(clippy::inline_always, reason = "see `quantise`")]
fn block(numbers: &[f32; BLOCK], values: &mut [i8; BLOCK]) -> Block {
    let mut largest = [0.0_f32; 8];
    for chunk in numbers.as_chunks::<8>().0 {
        for (largest, number) in largest.iter_mut().zip(chunk) {
            *largest = largest.max(number.abs());
        }
    }
    let largest = largest.into_iter().fold(0.0, f32::max);
    let inverse = if largest > 0.0 { 127.0 / largest } else { 0.0 };
    for (value, number) in values.iter_mut().zip(numbers) {
        *value = to_byte(number * inverse);
    }
    Block::of(values, largest / 127.0)
}

/// Rows of a tile.
pub const TILE: usize = 8;

/// One block of up to eight rows, side by side, as the products read them; rows that are not there are zeros.
#[derive(Debug, Clone, Copy, Default)]
pub struct TileBlock {
    /// The bytes of each row.
    pub values: [[i8; BLOCK]; TILE],
    /// [`Block::scale`] of each row.
    pub scales: [f32; TILE],
    /// [`Block::sum`] of each row.
    pub sums: [f32; TILE],
    /// [`Block::count`] of each row.
    pub counts: [i32; TILE],
}

impl TileBlock {
    /// Quantises a block of a row.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "see `quantise`")]
    pub fn set(&mut self, row: usize, numbers: &[f32; BLOCK]) {
        let (Some(values), Some(scale)) = (self.values.get_mut(row), self.scales.get_mut(row)) else { return };
        let block = block(numbers, values);
        *scale = block.scale;
        self.sums.iter_mut().skip(row).take(1).for_each(|to| *to = block.sum);
        self.counts.iter_mut().skip(row).take(1).for_each(|to| *to = block.count);
    }
}

/// Rows of equal length, in tiles.
#[derive(Debug, Clone)]
pub struct Tiles {
    rows: usize,
    blocks: usize,
    all: Vec<TileBlock>,
}

impl Tiles {
    /// Puts rows side by side. A row of another length than `blocks` counts as zeros.
    pub fn new(rows: &[Quantised], blocks: usize) -> Self {
        let mut all = vec![TileBlock::default(); rows.len().div_ceil(TILE) * blocks];
        for (tile, rows) in all.chunks_exact_mut(blocks.max(1)).zip(rows.chunks(TILE)) {
            for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.blocks.len() == blocks) {
                for (to, (values, block)) in tile.iter_mut().zip(row.values.as_chunks::<BLOCK>().0.iter().zip(&row.blocks)) {
                    to.values.iter_mut().skip(at).take(1).for_each(|to| *to = *values);
                    to.scales.iter_mut().skip(at).take(1).for_each(|to| *to = block.scale);
                    to.sums.iter_mut().skip(at).take(1).for_each(|to| *to = block.sum);
                    to.counts.iter_mut().skip(at).take(1).for_each(|to| *to = block.count);
                }
            }
        }
        Self { rows: rows.len(), blocks, all }
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The blocks of each tile.
    pub fn tiles(&self) -> impl Iterator<Item = &[TileBlock]> {
        self.all.chunks_exact(self.blocks.max(1))
    }
}

/// The nearest whole number from -127 to 127, the even one of two; -127 for what is not a number.
#[inline(always)]
#[allow(clippy::inline_always, reason = "see `quantise`")]
#[expect(clippy::manual_clamp, reason = "`clamp` would keep what is not a number")]
pub fn to_byte(number: f32) -> i8 {
    // Adding 1.5 * 2^23 rounds to a whole number, which is then in the low bits.
    const SHIFT: f32 = 12_582_912.0;
    let bits = (number.max(-127.0).min(127.0) + SHIFT).to_bits().cast_signed();
    #[expect(clippy::cast_possible_truncation, reason = "the low bits are the number")]
    let byte = bits.wrapping_sub(SHIFT.to_bits().cast_signed()) as i8;
    byte
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_comes_back_within_half_a_step() {
        let row: Vec<f32> = (0..70_u16).map(|i| f32::from(i * 37 % 101) - 50.3).collect();
        let quantised = quantise(&row);
        assert_eq!((quantised.values.len(), quantised.blocks.len()), (96, 3));
        for (at, number) in row.iter().enumerate() {
            let block = quantised.blocks[at / BLOCK];
            let back = f32::from(quantised.values[at]) * block.scale;
            assert!((back - number).abs() <= block.scale * 0.501, "{back} {number}");
        }
        assert!(quantised.values[70..].iter().all(|value| *value == 0));
        for (values, block) in quantised.values.chunks(BLOCK).zip(&quantised.blocks) {
            assert_eq!(block.count, values.iter().map(|value| i32::from(*value)).sum::<i32>());
        }
    }

    #[test]
    fn extremes_stay_within_the_bounds_that_the_kernels_rely_on() {
        let cases = [0.0, f32::MIN_POSITIVE / 4.0, f32::MAX, -f32::MAX, f32::INFINITY, f32::NEG_INFINITY, f32::NAN, -0.0];
        for one in cases {
            for other in cases {
                let mut row = [1.0; BLOCK];
                (row[3], row[31]) = (one, other);
                assert!(quantise(&row).values.iter().all(|value| *value >= -127), "{one} {other}");
            }
        }
        assert_eq!(quantise(&[0.0; BLOCK]).blocks, [Block::default()]);
    }
}
