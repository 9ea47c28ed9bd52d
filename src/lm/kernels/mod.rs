//! The arithmetic of the engine: products of packed weights with quantised rows, and the loops between them.
//!
//! ```text
//! model file -> packed (weights) \
//!                                  product -> panels of sums
//! rows of floats -> quantised    /
//! ```
//!
//! Weights and rows are cut into blocks of 32 numbers. Within a block a product is a sum of whole numbers, which is exact in any order;
//! the blocks of an output are then scaled and added one after the other, with a multiplication and an addition for each and never a
//! fused one. So every implementation of a product gives the same bytes, on every processor, for any number of threads, and a row's
//! result does not depend on the other rows. `product` holds the plain implementation, which says what is computed; `x86` repeats it
//! with vector instructions and is the only place of the program with `unsafe`.

mod floats;
mod level;
mod packed;
mod product;
mod quantised;
mod source;
#[cfg(target_arch = "x86_64")]
mod x86;
#[cfg(test)]
mod tests;

pub(super) use floats::{Curve, ExpSums, Rotary, Turns, gate, log_of, norm_heads, rms_norm, rotate};
pub(super) use level::Level;
pub(super) use packed::{Form, Packed, PackedBuilder, Panel};
pub(super) use product::{add_tile, product, product_panels};
pub(super) use quantised::{Block, Quantised, TILE, TileBlock, Tiles, quantise, to_byte};
pub(super) use source::{Format, decode};
#[cfg(target_arch = "x86_64")]
pub(super) use x86::vectorised;

/// Runs plain code; there is one set of instructions.
#[cfg(not(target_arch = "x86_64"))]
pub(super) fn vectorised<W: Work>(_: Level, work: W) -> W::Out {
    work.run()
}

/// Plain code that [`vectorised`] compiles once for each set of instructions. `run` must be `#[inline(always)]`, and so must be what it
/// calls in its loops: what is not inlined is compiled for every processor. Multiplications and additions are never fused by the
/// compiler, so the result is the same to the bit.
pub(super) trait Work {
    /// What comes out.
    type Out;
    /// Does it.
    fn run(self) -> Self::Out;
}

/// Numbers in a block.
pub(super) const BLOCK: usize = 32;
/// Outputs in a panel.
pub(super) const LANES: usize = 16;
