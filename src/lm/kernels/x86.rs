//! The products with the vector instructions of x86-64, and a way to compile plain loops for them.
//!
//! This is the one module with `unsafe`. It is used for two things only:
//!
//! 1. Calling a function that is compiled for more instructions than every processor has. Sound because a [`Level`] above the portable
//!    one exists only where the processor was asked and has them (`level.rs`), and each call stands under the level that it needs.
//! 2. Turning an array of bytes or floats into a vector of the same size, and back, by value. Sound because the sizes are equal (the
//!    compiler refuses others) and every pattern of bits is a value of either type. No pointer is made, and no length is assumed: all
//!    reads and writes are those of whole arrays behind references.
//!
//! Whole numbers cannot overflow: values are from -127 to 127 (`quantised.rs`), weights from 0 to 15 or from -128 to 127. A block of
//! nibbles in 16 bits is at most 32 * 15 * 127 / 2 = 30,480 a lane; a pair of bytes 2 * 128 * 127 = 32,512; a block in 32 bits is below
//! 2^24.

#![allow(unsafe_code, reason = "vector instructions; the invariants stand above, the tests compare every function with its plain twin")]
#![expect(clippy::indexing_slicing, reason = "arrays of constant size, indexed by loops over constants")]

use super::level::{Kind, Level};
use super::packed::Panel;
use super::quantised::TileBlock;
use super::{BLOCK, LANES};
use core::arch::x86_64::{
    __m256, __m256i, __m512, __m512i, _mm256_abs_epi8, _mm256_add_epi16, _mm256_add_epi32, _mm256_add_ps, _mm256_and_si256,
    _mm256_cvtepi32_ps, _mm256_dpbusd_avx_epi32, _mm256_madd_epi16, _mm256_maddubs_epi16, _mm256_mul_ps, _mm256_set1_epi8,
    _mm256_set1_epi16, _mm256_set1_epi32, _mm256_set1_ps, _mm256_setzero_ps, _mm256_setzero_si256, _mm256_sign_epi8,
    _mm256_srli_epi16, _mm256_xor_si256, _mm512_add_ps, _mm512_and_si512, _mm512_cvtepi32_ps, _mm512_dpbusd_epi32, _mm512_mul_ps,
    _mm512_set1_epi8, _mm512_set1_epi32, _mm512_set1_ps, _mm512_setzero_ps, _mm512_srli_epi16,
};
use core::mem::transmute;

/// The product of the first rows of a tile, as many as `out` has (at most eight), with one panel.
pub fn tile(level: Level, panel: Panel<'_>, tile: &[TileBlock], out: &mut [[f32; LANES]]) {
    // The rows are done in one go where their number is a power of two; else those above the last one are done for nothing.
    match out.len() {
        0 => {}
        1 => some_rows::<1>(level, panel, tile, out),
        2 => some_rows::<2>(level, panel, tile, out),
        3 | 4 => some_rows::<4>(level, panel, tile, out),
        5 | 6 => some_rows::<6>(level, panel, tile, out),
        _ => some_rows::<8>(level, panel, tile, out),
    }
}

fn some_rows<const R: usize>(level: Level, panel: Panel<'_>, tile: &[TileBlock], out: &mut [[f32; LANES]]) {
    // SAFETY: the level says that the processor has the instructions.
    let sums = unsafe {
        match (level.kind(), panel.nibbles) {
            (Kind::Avx512, true) => avx512::<R, true>(panel, tile),
            (Kind::Avx512, false) => avx512::<R, false>(panel, tile),
            (Kind::AvxVnni, true) => avx_vnni::<R, true>(panel, tile),
            (Kind::AvxVnni, false) => avx_vnni::<R, false>(panel, tile),
            (Kind::Avx2, true) => avx2::<R, true>(panel, tile),
            (Kind::Avx2, false) => avx2::<R, false>(panel, tile),
            (Kind::Portable, _) => return super::product::portable(panel, tile, out),
        }
    };
    out.iter_mut().zip(sums).for_each(|(out, sums)| *out = sums);
}

/// Four values of a row as one number.
#[inline(always)]
#[expect(clippy::inline_always, reason = "part of the innermost loop")]
fn four(values: &[i8; BLOCK], group: usize) -> i32 {
    let four = &values.as_chunks::<4>().0[group];
    i32::from_le_bytes(four.map(i8::cast_unsigned))
}

#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
fn avx512<const R: usize, const NIBBLES: bool>(panel: Panel<'_>, tile: &[TileBlock]) -> [[f32; LANES]; R] {
    let mut sums = [_mm512_setzero_ps(); R];
    let low_half = _mm512_set1_epi8(15);
    let groups = panel.bytes.as_chunks::<64>().0.chunks_exact(if NIBBLES { 4 } else { 8 });
    for ((groups, scales), block) in groups.zip(panel.scales.as_chunks::<LANES>().0.as_chunks::<2>().0).zip(tile) {
        // Bytes are stored with 128 added, which is taken off again here, for the whole block.
        let mut whole: [__m512i; R] =
            std::array::from_fn(|row| _mm512_set1_epi32(if NIBBLES { 0 } else { -128 * block.counts[row] }));
        if NIBBLES {
            for group in 0..4 {
                let both = wide(groups[group]);
                let low = _mm512_and_si512(both, low_half);
                let high = _mm512_and_si512(_mm512_srli_epi16::<4>(both), low_half);
                for row in 0..R {
                    whole[row] = _mm512_dpbusd_epi32(whole[row], low, _mm512_set1_epi32(four(&block.values[row], group)));
                    whole[row] = _mm512_dpbusd_epi32(whole[row], high, _mm512_set1_epi32(four(&block.values[row], group + 4)));
                }
            }
        } else {
            for group in 0..8 {
                let weights = wide(groups[group]);
                for row in 0..R {
                    whole[row] = _mm512_dpbusd_epi32(whole[row], weights, _mm512_set1_epi32(four(&block.values[row], group)));
                }
            }
        }
        let [scale, shift] = scales.map(|floats| wide_floats(floats));
        for row in 0..R {
            let scaled = _mm512_mul_ps(_mm512_mul_ps(_mm512_cvtepi32_ps(whole[row]), scale), _mm512_set1_ps(block.scales[row]));
            sums[row] = _mm512_add_ps(_mm512_add_ps(sums[row], scaled), _mm512_mul_ps(shift, _mm512_set1_ps(block.sums[row])));
        }
    }
    // SAFETY: sizes are equal, and every pattern of bits is a float.
    sums.map(|sums| unsafe { transmute::<__m512, [f32; LANES]>(sums) })
}

#[inline]
#[target_feature(enable = "avx512f")]
fn wide(bytes: [u8; 64]) -> __m512i {
    // SAFETY: sizes are equal, and every pattern of bits is a vector.
    unsafe { transmute::<[u8; 64], __m512i>(bytes) }
}

#[inline]
#[target_feature(enable = "avx512f")]
fn wide_floats(floats: [f32; LANES]) -> __m512 {
    // SAFETY: as in `wide`.
    unsafe { transmute::<[f32; LANES], __m512>(floats) }
}

#[target_feature(enable = "avx2")]
fn avx2<const R: usize, const NIBBLES: bool>(panel: Panel<'_>, tile: &[TileBlock]) -> [[f32; LANES]; R] {
    let (low_half, top_bit, ones) = (_mm256_set1_epi8(15), _mm256_set1_epi8(-128), _mm256_set1_epi16(1));
    halves(panel, tile, NIBBLES, |groups, block, half| {
        let mut whole = [_mm256_setzero_si256(); R];
        if NIBBLES {
            for group in 0..4 {
                let both = narrow(groups[group][half]);
                let low = _mm256_and_si256(both, low_half);
                let high = _mm256_and_si256(_mm256_srli_epi16::<4>(both), low_half);
                for row in 0..R {
                    let one = _mm256_maddubs_epi16(low, _mm256_set1_epi32(four(&block.values[row], group)));
                    let other = _mm256_maddubs_epi16(high, _mm256_set1_epi32(four(&block.values[row], group + 4)));
                    whole[row] = _mm256_add_epi16(whole[row], _mm256_add_epi16(one, other));
                }
            }
            return whole.map(|whole| _mm256_madd_epi16(whole, ones));
        }
        for group in 0..8 {
            // The first factor of the instruction has no sign: the sign of a weight is moved to the value.
            let weights = _mm256_xor_si256(narrow(groups[group][half]), top_bit);
            let size = _mm256_abs_epi8(weights);
            for row in 0..R {
                let values = _mm256_sign_epi8(_mm256_set1_epi32(four(&block.values[row], group)), weights);
                whole[row] = _mm256_add_epi32(whole[row], _mm256_madd_epi16(_mm256_maddubs_epi16(size, values), ones));
            }
        }
        whole
    })
}

#[target_feature(enable = "avx2,avxvnni")]
fn avx_vnni<const R: usize, const NIBBLES: bool>(panel: Panel<'_>, tile: &[TileBlock]) -> [[f32; LANES]; R] {
    let low_half = _mm256_set1_epi8(15);
    halves(panel, tile, NIBBLES, |groups, block, half| {
        let mut whole: [__m256i; R] =
            std::array::from_fn(|row| _mm256_set1_epi32(if NIBBLES { 0 } else { -128 * block.counts[row] }));
        if NIBBLES {
            for group in 0..4 {
                let both = narrow(groups[group][half]);
                let low = _mm256_and_si256(both, low_half);
                let high = _mm256_and_si256(_mm256_srli_epi16::<4>(both), low_half);
                for row in 0..R {
                    whole[row] = _mm256_dpbusd_avx_epi32(whole[row], low, _mm256_set1_epi32(four(&block.values[row], group)));
                    whole[row] = _mm256_dpbusd_avx_epi32(whole[row], high, _mm256_set1_epi32(four(&block.values[row], group + 4)));
                }
            }
        } else {
            for group in 0..8 {
                let weights = narrow(groups[group][half]);
                for row in 0..R {
                    whole[row] = _mm256_dpbusd_avx_epi32(whole[row], weights, _mm256_set1_epi32(four(&block.values[row], group)));
                }
            }
        }
        whole
    })
}

/// Both halves of a panel, one after the other; `whole` gives the sums of a block.
#[inline]
#[target_feature(enable = "avx2")]
fn halves<const R: usize>(
    panel: Panel<'_>,
    tile: &[TileBlock],
    nibbles: bool,
    whole: impl Fn(&[[[u8; 32]; 2]], &TileBlock, usize) -> [__m256i; R],
) -> [[f32; LANES]; R] {
    let mut out = [[0.0; LANES]; R];
    for half in 0..2 {
        let mut sums = [_mm256_setzero_ps(); R];
        let groups = panel.bytes.as_chunks::<32>().0.as_chunks::<2>().0.chunks_exact(if nibbles { 4 } else { 8 });
        let scales = panel.scales.as_chunks::<8>().0.as_chunks::<2>().0.as_chunks::<2>().0;
        for ((groups, scales), block) in groups.zip(scales).zip(tile) {
            let whole = whole(groups, block, half);
            let [scale, shift] = scales.map(|halves| narrow_floats(halves[half]));
            for row in 0..R {
                let scaled = _mm256_mul_ps(_mm256_mul_ps(_mm256_cvtepi32_ps(whole[row]), scale), _mm256_set1_ps(block.scales[row]));
                sums[row] = _mm256_add_ps(_mm256_add_ps(sums[row], scaled), _mm256_mul_ps(shift, _mm256_set1_ps(block.sums[row])));
            }
        }
        for (out, sums) in out.iter_mut().zip(sums) {
            // SAFETY: sizes are equal, and every pattern of bits is a float.
            out.as_chunks_mut::<8>().0[half] = unsafe { transmute::<__m256, [f32; 8]>(sums) };
        }
    }
    out
}

#[inline]
#[target_feature(enable = "avx2")]
fn narrow(bytes: [u8; 32]) -> __m256i {
    // SAFETY: sizes are equal, and every pattern of bits is a vector.
    unsafe { transmute::<[u8; 32], __m256i>(bytes) }
}

#[inline]
#[target_feature(enable = "avx2")]
fn narrow_floats(floats: [f32; 8]) -> __m256 {
    // SAFETY: as in `narrow`.
    unsafe { transmute::<[f32; 8], __m256>(floats) }
}

/// Runs plain code that is compiled for the level's instructions; what it calls must be inlined to gain by it. Multiplications and
/// additions are never fused by the compiler, so the result is the same to the bit.
pub fn vectorised<T>(level: Level, work: impl FnOnce() -> T) -> T {
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    fn with_avx512<T>(work: impl FnOnce() -> T) -> T {
        work()
    }
    #[target_feature(enable = "avx2")]
    fn with_avx2<T>(work: impl FnOnce() -> T) -> T {
        work()
    }
    // SAFETY: the level says that the processor has the instructions.
    unsafe {
        match level.kind() {
            Kind::Portable => work(),
            Kind::Avx2 | Kind::AvxVnni => with_avx2(work),
            Kind::Avx512 => with_avx512(work),
        }
    }
}
