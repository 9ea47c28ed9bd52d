//! From the number formats of model files to blocks of weights.
//!
//! The formats are those of ggml's `ggml-common.h`: a block of 32 numbers with a scale in half precision (`Q4_0`, `Q8_0`), or a scale and
//! a minimum (`Q4_1`). Others are turned into floats first and quantised to bytes between the least and the greatest of each block.

use super::BLOCK;
use super::packed::WeightBlock;

/// A number format of a model file, as far as the packing cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Half-precision scale; nibbles, of which 8 is subtracted.
    Q4Zero,
    /// Half-precision scale and minimum; nibbles.
    Q4One,
    /// Half-precision scale; signed bytes.
    Q8Zero,
    /// 32-bit floats, little-endian.
    Floats,
}

impl Format {
    /// Whether nibbles hold it without a loss.
    pub fn fits_nibbles(self) -> bool {
        matches!(self, Self::Q4Zero | Self::Q4One)
    }

    /// Bytes of a block in the file.
    pub fn block_bytes(self) -> usize {
        match self {
            Self::Q4Zero => 18,
            Self::Q4One => 20,
            Self::Q8Zero => 34,
            Self::Floats => 128,
        }
    }
}

/// Reads a block; bytes that are missing count as zeros (a row of floats may end within a block).
pub fn decode(format: Format, bytes: &[u8]) -> WeightBlock {
    let half = |at: usize| f16_to_f32(u16::from_le_bytes([byte(bytes, at), byte(bytes, at + 1)]));
    let mut numbers = [0; BLOCK];
    match format {
        Format::Q4Zero => {
            split(bytes.get(2..).unwrap_or_default(), &mut numbers);
            WeightBlock { scale: half(0), shift: -8.0 * half(0), numbers }
        }
        Format::Q4One => {
            split(bytes.get(4..).unwrap_or_default(), &mut numbers);
            WeightBlock { scale: half(0), shift: half(2), numbers }
        }
        Format::Q8Zero => {
            let values = bytes.get(2..).unwrap_or_default();
            numbers.iter_mut().zip(values).for_each(|(number, value)| *number = value.cast_signed());
            WeightBlock { scale: half(0), shift: 0.0, numbers }
        }
        Format::Floats => {
            let mut floats = [0.0; BLOCK];
            let given = bytes.as_chunks::<4>().0;
            floats.iter_mut().zip(given).for_each(|(to, from)| *to = f32::from_le_bytes(*from));
            spread(&floats, given.len().min(BLOCK))
        }
    }
}

fn byte(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or_default()
}

fn split(bytes: &[u8], numbers: &mut [i8; BLOCK]) {
    let (low, high) = numbers.split_at_mut(BLOCK / 2);
    for (byte, (low, high)) in bytes.iter().zip(low.iter_mut().zip(high)) {
        (*low, *high) = ((byte & 15).cast_signed(), (byte >> 4).cast_signed());
    }
}

/// The first `len` floats in 256 steps between the least and the greatest of them.
fn spread(floats: &[f32; BLOCK], len: usize) -> WeightBlock {
    let given = floats.iter().take(len);
    let least = given.clone().copied().fold(f32::INFINITY, f32::min);
    let greatest = given.clone().copied().fold(f32::NEG_INFINITY, f32::max);
    let scale = (greatest - least) / 255.0;
    let mut numbers = [0; BLOCK];
    for (number, float) in numbers.iter_mut().zip(given) {
        let step = if scale > 0.0 { ((float - least) / scale).round().clamp(0.0, 255.0) } else { 0.0 };
        #[expect(clippy::cast_possible_truncation, reason = "from -128 to 127")]
        let whole = (step - 128.0) as i8;
        *number = whole;
    }
    WeightBlock { scale, shift: least + 128.0 * scale, numbers }
}

/// A number in half precision (IEEE 754 binary16).
pub fn f16_to_f32(bits: u16) -> f32 {
    let sign = u32::from(bits >> 15) << 31;
    let (exponent, fraction) = (u32::from(bits >> 10 & 0x1f), u32::from(bits & 0x3ff));
    match exponent {
        0 => {
            #[expect(clippy::cast_precision_loss, reason = "ten bits")]
            let small = fraction as f32 / 16_777_216.0;
            f32::from_bits(sign | small.to_bits())
        }
        0x1f => f32::from_bits(sign | 0x7f80_0000 | fraction << 13),
        _ => f32::from_bits(sign | (exponent + 112) << 23 | fraction << 13),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_precision_is_read_exactly() {
        let cases = [
            (0x0000, 0.0),
            (0x8000, -0.0),
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x7bff, 65_504.0),
            (0x0400, 6.103_515_6e-5),
            (0x0001, 5.960_464_5e-8),
            (0x03ff, 6.097_555e-5),
            (0x7c00, f32::INFINITY),
        ];
        for (bits, want) in cases {
            assert_eq!(f16_to_f32(bits).to_bits(), f32::to_bits(want), "{bits:04x}");
        }
        assert!(f16_to_f32(0x7e00).is_nan());
    }

    #[test]
    fn floats_come_back_within_a_step() {
        let floats: Vec<f32> = (0..32_u16).map(|i| f32::from(i * 29 % 97) * 0.11 - 4.0).collect();
        let bytes: Vec<u8> = floats.iter().flat_map(|float| float.to_le_bytes()).collect();
        let block = decode(Format::Floats, &bytes);
        for (float, number) in floats.iter().zip(block.numbers) {
            let back = f32::from(number) * block.scale + block.shift;
            assert!((back - float).abs() <= block.scale * 0.51, "{back} {float}");
        }
        let level = decode(Format::Floats, &2.5_f32.to_le_bytes().repeat(32));
        assert!(level.numbers.iter().all(|number| (f32::from(*number) * level.scale + level.shift - 2.5).abs() < 1e-6));
    }
}
