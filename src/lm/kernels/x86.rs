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
#![expect(
    clippy::indexing_slicing,
    clippy::needless_range_loop,
    reason = "arrays of constant size, indexed by loops over constants, which the compiler unrolls into registers"
)]

use super::level::{Kind, Level};
use super::packed::{Form, Panel};
use super::quantised::TileBlock;
use super::{BLOCK, LANES, Work};
use core::arch::x86_64::{
    __m256, __m256i, __m512, __m512i, _mm256_abs_epi8, _mm256_add_epi16, _mm256_add_epi32, _mm256_add_ps, _mm256_and_si256,
    _mm256_cvtepi32_ps, _mm256_dpbusd_avx_epi32, _mm256_madd_epi16, _mm256_maddubs_epi16, _mm256_mul_ps, _mm256_set1_epi8,
    _mm256_set1_epi16, _mm256_set1_epi32, _mm256_set1_ps, _mm256_setzero_ps, _mm256_setzero_si256, _mm256_sign_epi8, _mm256_srli_epi16,
    _mm256_xor_si256, _mm512_add_epi32, _mm512_add_ps, _mm512_and_si512, _mm512_cvtepi32_ps, _mm512_dpbusd_epi32, _mm512_mul_ps,
    _mm512_set1_epi8, _mm512_set1_epi32, _mm512_set1_ps, _mm512_setzero_ps, _mm512_setzero_si512, _mm512_srli_epi16,
};
use core::mem::transmute;

/// The forms of panels, as parameters of the functions below.
const NIBBLES: u8 = 0;
const BYTES: u8 = 1;
const KEYS: u8 = 2;
const VALUES: u8 = 3;

/// Adds the product of the first rows of a tile, as many as `out` has (at most eight), with one panel.
pub fn tile(level: Level, panel: Panel<'_>, tile: &[TileBlock], out: &mut [[f32; LANES]]) {
    // For some numbers of rows, one row too many is computed: a row that is not there is zeros.
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
    let mut sums = [[0.0; LANES]; R];
    sums.iter_mut().zip(&*out).for_each(|(sums, out)| *sums = *out);
    match panel.form {
        Form::Nibbles => some_rows_of::<R, NIBBLES>(level, panel, tile, &mut sums),
        Form::Bytes => some_rows_of::<R, BYTES>(level, panel, tile, &mut sums),
        Form::Keys => some_rows_of::<R, KEYS>(level, panel, tile, &mut sums),
        Form::Values => some_rows_of::<R, VALUES>(level, panel, tile, &mut sums),
    }
    out.iter_mut().zip(sums).for_each(|(out, sums)| *out = sums);
}

fn some_rows_of<const R: usize, const F: u8>(level: Level, panel: Panel<'_>, tile: &[TileBlock], sums: &mut [[f32; LANES]; R]) {
    // SAFETY: the level says that the processor has the instructions.
    unsafe {
        match level.kind() {
            Kind::Avx512 => avx512::<R, F>(panel, tile, sums),
            Kind::AvxVnni => avx_vnni::<R, F>(panel, tile, sums),
            Kind::Avx2 => avx2::<R, F>(panel, tile, sums),
            Kind::Portable => super::product::portable(panel, tile, sums),
        }
    }
}

/// Four values of a row as one number.
#[inline(always)]
#[expect(clippy::inline_always, reason = "part of the innermost loop")]
fn four(values: &[i8; BLOCK], group: usize) -> i32 {
    let four = &values.as_chunks::<4>().0[group];
    i32::from_le_bytes(four.map(i8::cast_unsigned))
}

#[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
fn avx512<const R: usize, const F: u8>(panel: Panel<'_>, tile: &[TileBlock], out: &mut [[f32; LANES]; R]) {
    let mut sums = [_mm512_setzero_ps(); R];
    for row in 0..R {
        sums[row] = wide_floats(out[row]);
    }
    let low_half = _mm512_set1_epi8(15);
    let all_scales = panel.scales.as_chunks::<LANES>().0;
    for (at, (groups, block)) in panel.bytes.as_chunks::<64>().0.chunks_exact(if F == NIBBLES { 4 } else { 8 }).zip(tile).enumerate() {
        // Two sums a row, so that an instruction does not wait for the one before it.
        let (mut whole, mut other) = ([_mm512_setzero_si512(); R], [_mm512_setzero_si512(); R]);
        if F == NIBBLES {
            for group in 0..4 {
                let both = wide(groups[group]);
                let low = _mm512_and_si512(both, low_half);
                let high = _mm512_and_si512(_mm512_srli_epi16::<4>(both), low_half);
                for row in 0..R {
                    whole[row] = _mm512_dpbusd_epi32(whole[row], low, _mm512_set1_epi32(four(&block.values[row], group)));
                    other[row] = _mm512_dpbusd_epi32(other[row], high, _mm512_set1_epi32(four(&block.values[row], group + 4)));
                }
            }
        } else {
            for row in 0..R {
                // Bytes are stored with 128 added, which is taken off again here, for the whole block.
                whole[row] = _mm512_set1_epi32(-128 * block.counts[row]);
            }
            for group in 0..4 {
                let (one, two) = (wide(groups[2 * group]), wide(groups[2 * group + 1]));
                for row in 0..R {
                    whole[row] = _mm512_dpbusd_epi32(whole[row], one, _mm512_set1_epi32(four(&block.values[row], 2 * group)));
                    other[row] = _mm512_dpbusd_epi32(other[row], two, _mm512_set1_epi32(four(&block.values[row], 2 * group + 1)));
                }
            }
        }
        for row in 0..R {
            let mut scaled = _mm512_cvtepi32_ps(_mm512_add_epi32(whole[row], other[row]));
            if F == KEYS {
                scaled = _mm512_mul_ps(scaled, wide_floats(all_scales[at]));
            } else if F != VALUES {
                scaled = _mm512_mul_ps(scaled, wide_floats(all_scales[2 * at]));
            }
            sums[row] = _mm512_add_ps(sums[row], _mm512_mul_ps(scaled, _mm512_set1_ps(block.scales[row])));
            if F == NIBBLES || F == BYTES {
                let shift = wide_floats(all_scales[2 * at + 1]);
                sums[row] = _mm512_add_ps(sums[row], _mm512_mul_ps(shift, _mm512_set1_ps(block.sums[row])));
            }
        }
    }
    for row in 0..R {
        // SAFETY: sizes are equal, and every pattern of bits is a float.
        out[row] = unsafe { transmute::<__m512, [f32; LANES]>(sums[row]) };
    }
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
fn avx2<const R: usize, const F: u8>(panel: Panel<'_>, tile: &[TileBlock], out: &mut [[f32; LANES]; R]) {
    let (low_half, top_bit, ones) = (_mm256_set1_epi8(15), _mm256_set1_epi8(-128), _mm256_set1_epi16(1));
    halves::<R, F>(panel, tile, out, |groups, block, half| {
        let mut whole = [_mm256_setzero_si256(); R];
        if F == NIBBLES {
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
            for row in 0..R {
                whole[row] = _mm256_madd_epi16(whole[row], ones);
            }
            return whole;
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
    });
}

#[target_feature(enable = "avx2,avxvnni")]
fn avx_vnni<const R: usize, const F: u8>(panel: Panel<'_>, tile: &[TileBlock], out: &mut [[f32; LANES]; R]) {
    let low_half = _mm256_set1_epi8(15);
    halves::<R, F>(panel, tile, out, |groups, block, half| {
        let mut whole = [_mm256_setzero_si256(); R];
        if F != NIBBLES {
            for row in 0..R {
                // Bytes are stored with 128 added, which is taken off again here, for the whole block.
                whole[row] = _mm256_set1_epi32(-128 * block.counts[row]);
            }
        }
        if F == NIBBLES {
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
    });
}

/// Both halves of a panel, one after the other; `whole` gives the sums of a block.
#[inline]
#[target_feature(enable = "avx2")]
fn halves<const R: usize, const F: u8>(
    panel: Panel<'_>,
    tile: &[TileBlock],
    out: &mut [[f32; LANES]; R],
    whole: impl Fn(&[[[u8; 32]; 2]], &TileBlock, usize) -> [__m256i; R],
) {
    let all_scales = panel.scales.as_chunks::<8>().0.as_chunks::<2>().0;
    for half in 0..2 {
        let mut sums = [_mm256_setzero_ps(); R];
        for row in 0..R {
            sums[row] = narrow_floats(out[row].as_chunks::<8>().0[half]);
        }
        let groups = panel.bytes.as_chunks::<32>().0.as_chunks::<2>().0.chunks_exact(if F == NIBBLES { 4 } else { 8 });
        for (at, (groups, block)) in groups.zip(tile).enumerate() {
            let whole = whole(groups, block, half);
            for row in 0..R {
                let mut scaled = _mm256_cvtepi32_ps(whole[row]);
                if F != VALUES {
                    scaled = _mm256_mul_ps(scaled, narrow_floats(all_scales[if F == KEYS { at } else { 2 * at }][half]));
                }
                sums[row] = _mm256_add_ps(sums[row], _mm256_mul_ps(scaled, _mm256_set1_ps(block.scales[row])));
                if F == NIBBLES || F == BYTES {
                    let shift = narrow_floats(all_scales[2 * at + 1][half]);
                    sums[row] = _mm256_add_ps(sums[row], _mm256_mul_ps(shift, _mm256_set1_ps(block.sums[row])));
                }
            }
        }
        for (out, sums) in out.iter_mut().zip(sums) {
            // SAFETY: sizes are equal, and every pattern of bits is a float.
            out.as_chunks_mut::<8>().0[half] = unsafe { transmute::<__m256, [f32; 8]>(sums) };
        }
    }
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

/// Runs plain code that is compiled for the level's instructions: see [`Work`].
pub fn vectorised<W: Work>(level: Level, work: W) -> W::Out {
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    fn with_avx512<W: Work>(work: W) -> W::Out {
        work.run()
    }
    #[target_feature(enable = "avx2")]
    fn with_avx2<W: Work>(work: W) -> W::Out {
        work.run()
    }
    // SAFETY: the level says that the processor has the instructions.
    unsafe {
        match level.kind() {
            Kind::Portable => work.run(),
            Kind::Avx2 | Kind::AvxVnni => with_avx2(work),
            Kind::Avx512 => with_avx512(work),
        }
    }
}
