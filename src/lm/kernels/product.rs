//! Products of quantised rows with a packed matrix.

use super::level::{Kind, Level};
use super::packed::{Form, Packed, Panel};
use super::quantised::{Quantised, TILE, TileBlock, Tiles};
use super::{BLOCK, LANES};
use crate::lm::team::Team;

/// What a product gives: for each panel of outputs, for each row, sixteen numbers.
#[derive(Debug, Default)]
pub struct Panels {
    rows: usize,
    numbers: Vec<f32>,
}

impl Panels {
    /// Calls `work` with each of `count` panels from `first` on for a row, one after the other.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "compiled once for each set of vector instructions, inside its caller")]
    pub fn row(&self, first: usize, count: usize, row: usize, mut work: impl FnMut(usize, &[f32; LANES])) {
        let numbers = self.numbers.as_chunks::<LANES>().0;
        for panel in 0..count {
            if let Some(numbers) = numbers.get((first + panel) * self.rows + row) {
                work(panel, numbers);
            }
        }
    }

    /// Appends the first `len` numbers of a row from panel `first` on.
    pub fn append(&self, first: usize, len: usize, row: usize, out: &mut Vec<f32>) {
        let end = out.len() + len;
        self.row(first, len.div_ceil(LANES), row, |_, numbers| out.extend_from_slice(numbers));
        out.truncate(end);
    }
}

/// Panels that one task computes.
const TASK: usize = 4;

/// The product of every row with every output of `matrix`. A row with another number of blocks than the matrix gives zeros.
pub fn product(level: Level, matrix: &Packed, rows: &[Quantised], team: &Team) -> Panels {
    let panel = rows.len() * LANES;
    let tiles = Tiles::new(rows, matrix.blocks());
    let mut numbers = vec![0.0; matrix.panels() * panel];
    team.chunks(&mut numbers, (panel * TASK).max(1), |task, out| product_panels(level, matrix, task * TASK, &tiles, out));
    Panels { rows: rows.len(), numbers }
}

/// The panels from `first` on, as many as `out` has room for.
pub fn product_panels(level: Level, matrix: &Packed, first: usize, tiles: &Tiles, out: &mut [f32]) {
    for (at, out) in out.chunks_exact_mut((tiles.rows() * LANES).max(1)).enumerate() {
        let panel = matrix.panel(first + at);
        for (tile, out) in tiles.tiles().zip(out.as_chunks_mut::<LANES>().0.chunks_mut(TILE)) {
            add_tile(level, panel, tile, out);
        }
    }
}

/// Adds the product of the first rows of a tile, as many as `out` has (at most eight), with a panel to `out`: block by block, as far as
/// both have blocks.
#[inline]
pub fn add_tile(level: Level, panel: Panel<'_>, tile: &[TileBlock], out: &mut [[f32; LANES]]) {
    match level.kind() {
        Kind::Portable => portable(panel, tile, out),
        #[cfg(target_arch = "x86_64")]
        _ => super::x86::tile(level, panel, tile, out),
    }
}

/// What a product is: see the head of the module.
pub fn portable(panel: Panel<'_>, tile: &[TileBlock], out: &mut [[f32; LANES]]) {
    for (row, sums) in out.iter_mut().enumerate() {
        for (at, (bytes, block)) in panel.bytes.chunks_exact(panel.form.block_bytes()).zip(tile).enumerate() {
            let (Some(values), Some(scaled), Some(sum)) = (block.values.get(row), block.scales.get(row), block.sums.get(row)) else {
                continue;
            };
            let whole = if panel.form == Form::Nibbles { of_nibbles(bytes, values) } else { of_bytes(bytes, values) };
            let size = panel.form.block_scales();
            let scales = panel.scales.get(at * size..(at + 1) * size).unwrap_or_default().as_chunks::<LANES>().0;
            for (lane, (sum_of, whole)) in sums.iter_mut().zip(whole).enumerate() {
                #[expect(clippy::cast_precision_loss, reason = "below 2^24")]
                let product = whole as f32;
                let of = |part: usize| scales.get(part).and_then(|part| part.get(lane));
                *sum_of += of(0).map_or(product, |scale| product * scale) * scaled;
                if let Some(shift) = of(1) {
                    *sum_of += shift * sum;
                }
            }
        }
    }
}

fn of_nibbles(bytes: &[u8], values: &[i8; BLOCK]) -> [i32; LANES] {
    let (low, high) = values.split_at(BLOCK / 2);
    let mut whole = [0; LANES];
    for (group, (low, high)) in bytes.chunks_exact(4 * LANES).zip(low.as_chunks::<4>().0.iter().zip(high.as_chunks::<4>().0)) {
        for (whole, four) in whole.iter_mut().zip(group.as_chunks::<4>().0) {
            for (byte, (low, high)) in four.iter().zip(low.iter().zip(high)) {
                *whole += i32::from(byte & 15) * i32::from(*low) + i32::from(byte >> 4) * i32::from(*high);
            }
        }
    }
    whole
}

fn of_bytes(bytes: &[u8], values: &[i8; BLOCK]) -> [i32; LANES] {
    let mut whole = [0; LANES];
    for (group, values) in bytes.chunks_exact(4 * LANES).zip(values.as_chunks::<4>().0) {
        for (whole, four) in whole.iter_mut().zip(group.as_chunks::<4>().0) {
            for (byte, value) in four.iter().zip(values) {
                *whole += i32::from((byte ^ 0x80).cast_signed()) * i32::from(*value);
            }
        }
    }
    whole
}
