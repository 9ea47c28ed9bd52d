//! Elementary functions whose results do not depend on a system library, and a hash.
//!
//! `exp`, `ln`, `sin` and `cos` of the standard library call the platform's C library and may differ in the last bit from one
//! version to the next. These are made of additions, multiplications, divisions and square roots only, which IEEE 754 rounds exactly.

#![allow(clippy::inline_always, reason = "compiled once for each set of vector instructions, inside the caller")]

const LN_2: f64 = std::f64::consts::LN_2;
const PI: f64 = std::f64::consts::PI;

/// One step of splitmix64 (Steele, Lea and Flood 2014): a number that looks random for each state.
pub(super) fn mix(state: u64) -> u64 {
    let z = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// e to the power of `x`, within two units in the last place; 0 below -87, the value at 88 above 88.
#[inline(always)]
pub(super) fn exp(x: f32) -> f32 {
    // Cody and Waite: x = n ln 2 + rest with |rest| <= ln 2 / 2, and ln 2 in two parts so that the rest is nearly exact.
    const HIGH: f32 = 0.693_359_4;
    const LOW: f32 = -2.121_944_4e-4;
    // Adding and subtracting 1.5 * 2^23 rounds to an integer without a library call.
    const SHIFT: f32 = 12_582_912.0;
    let bounded = x.clamp(-87.0, 88.0);
    let n = (bounded * std::f32::consts::LOG2_E + SHIFT) - SHIFT;
    let rest = (bounded - n * HIGH) - n * LOW;
    let series = 1.987_569_1e-4_f32;
    let series = series * rest + 1.398_199_9e-3;
    let series = series * rest + 8.333_452e-3;
    let series = series * rest + 4.166_579_6e-2;
    let series = series * rest + 1.666_666_5e-1;
    let series = series * rest + 0.5;
    let mantissa = series * rest * rest + rest + 1.0;
    // A check for overflow, which there is none of, would keep loops from being turned into vector instructions.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "n is between -126 and 127")]
    let scale = f32::from_bits(((n as i32).wrapping_add(127) as u32) << 23);
    if x < -87.0 { 0.0 } else { mantissa * scale }
}

/// e to the power of `x`, for the tables that are computed once.
pub(super) fn exp64(x: f64) -> f64 {
    let n = (x / LN_2).round().clamp(-1000.0, 1000.0);
    let r = x - n * LN_2;
    let (mut sum, mut term) = (1.0, 1.0);
    for k in 1..24 {
        term *= r / f64::from(k);
        sum += term;
    }
    #[expect(clippy::cast_possible_truncation, reason = "n is between -1000 and 1000")]
    let n = n as i32;
    scale64(sum, n)
}

/// The natural logarithm of a positive, normal number; -infinity for 0.
pub(super) fn ln64(x: f64) -> f64 {
    if x <= 0.0 {
        return f64::NEG_INFINITY;
    }
    let bits = x.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i32 - 1023;
    let mantissa = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) | (1023_u64 << 52));
    let (mantissa, exponent) = if mantissa > std::f64::consts::SQRT_2 { (mantissa / 2.0, exponent + 1) } else { (mantissa, exponent) };
    // ln m = 2 artanh((m - 1) / (m + 1))
    let t = (mantissa - 1.0) / (mantissa + 1.0);
    let (square, mut power, mut sum) = (t * t, t, 0.0);
    for k in 0..20 {
        sum += power / f64::from(2 * k + 1);
        power *= square;
    }
    2.0 * sum + f64::from(exponent) * LN_2
}

/// Sine and cosine of `x` radians, for |x| below a million.
pub(super) fn sin_cos64(x: f64) -> (f64, f64) {
    // A turn in two parts: the first has few enough digits that its products with small integers are exact.
    const TURN_HIGH: f64 = f64::from_bits(0x4019_21fb_5000_0000);
    const TURN_LOW: f64 = (2.0 * PI - TURN_HIGH) + 2.449_293_598_294_706_4e-16;
    let turns = (x / (2.0 * PI)).round();
    let r = (x - turns * TURN_HIGH) - turns * TURN_LOW;
    let (mut sin, mut cos, mut term) = (0.0, 0.0, 1.0);
    for k in 0..30_u32 {
        match k % 4 {
            0 => cos += term,
            1 => sin += term,
            2 => cos -= term,
            _ => sin -= term,
        }
        term *= r / f64::from(k + 1);
    }
    (sin, cos)
}

fn scale64(x: f64, exponent: i32) -> f64 {
    let mut out = x;
    let step = if exponent < 0 { 0.5 } else { 2.0 };
    for _ in 0..exponent.unsigned_abs() {
        out *= step;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_agrees_with_the_standard_library() {
        let mut x = -86.9_f32;
        while x < 88.0 {
            let want = x.exp();
            assert!((exp(x) - want).abs() <= want * 3e-7, "{x}: {} {want}", exp(x));
            x += 0.013;
        }
        assert_eq!(exp(0.0).to_bits(), 1.0_f32.to_bits());
        assert_eq!(exp(f32::NEG_INFINITY).to_bits(), 0.0_f32.to_bits());
    }

    #[test]
    fn logarithm_and_exponential_agree_with_the_standard_library() {
        for i in 1..2000 {
            let x = f64::from(i) * 0.37;
            assert!((ln64(x) - x.ln()).abs() < 1e-13 * x.ln().abs().max(1.0), "{x}");
            let y = f64::from(i) * 0.02 - 20.0;
            assert!((exp64(y) - y.exp()).abs() < 1e-13 * y.exp(), "{y}");
        }
    }

    #[test]
    fn sine_and_cosine_agree_with_the_standard_library() {
        for i in 0..20_000 {
            let x = f64::from(i) * 0.731;
            let (sin, cos) = sin_cos64(x);
            assert!((sin - x.sin()).abs() < 1e-10 && (cos - x.cos()).abs() < 1e-10, "{x}: {sin} {cos}");
        }
    }
}
