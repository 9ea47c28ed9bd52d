//! Weights in blocks, packed for the products.
//!
//! A weight is `scale * q + shift`, where `q` is a whole number and `scale` and `shift` belong to its block of 32 inputs of one output:
//! from 0 to 15 in the *nibble* format, which takes the 4-bit formats of model files without a loss; from -128 to 127 in the *byte*
//! format, which takes the 8-bit one without a loss and any other with an error of at most a 510th of the block's range. Keys and values
//! of the attention are bytes as well: keys have a scale and no shift, values neither (their scales are applied to the other factor).
//!
//! Sixteen outputs make a panel. A panel's block holds groups of four inputs: for each output in turn its four numbers of the group. In
//! the byte format a number is stored with 128 added. In the nibble format group `g` (0 to 3) is in the low and group `g + 4` in the high
//! halves of the bytes. Outputs beyond the last one and inputs beyond the last block's end are zeros.

use super::quantised::Quantised;
use super::{BLOCK, LANES};
use crate::lm::{LmError, LmErrorKind};

/// A block of weights of one output.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeightBlock {
    /// What the numbers are multiplied by.
    pub scale: f32,
    /// What is added.
    pub shift: f32,
    /// The numbers: 0 to 15 for the nibble format, else from -128 to 127.
    pub numbers: [i8; BLOCK],
}

/// A packed matrix: `outputs` rows of `inputs` weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Packed {
    outputs: usize,
    inputs: usize,
    form: Form,
    bytes: Vec<u8>,
    /// For each block of a panel sixteen scales and sixteen shifts.
    scales: Vec<f32>,
}

/// The packed weights of sixteen outputs.
#[derive(Debug, Clone, Copy)]
pub struct Panel<'a> {
    /// The format.
    pub form: Form,
    /// The numbers, block by block.
    pub bytes: &'a [u8],
    /// What the form has of scales and shifts, block by block.
    pub scales: &'a [f32],
}

/// How a panel is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Nibbles with scales and shifts.
    Nibbles,
    /// Bytes with scales and shifts.
    Bytes,
    /// Bytes with scales.
    Keys,
    /// Bytes.
    Values,
}

impl Form {
    /// Bytes of a panel's block.
    pub const fn block_bytes(self) -> usize {
        if matches!(self, Self::Nibbles) { LANES * BLOCK / 2 } else { LANES * BLOCK }
    }

    /// Scales and shifts of a panel's block.
    pub const fn block_scales(self) -> usize {
        match self {
            Self::Nibbles | Self::Bytes => 2 * LANES,
            Self::Keys => LANES,
            Self::Values => 0,
        }
    }
}

impl Packed {
    /// Blocks of an output.
    pub fn blocks(&self) -> usize {
        self.inputs.div_ceil(BLOCK)
    }

    /// How many panels there are.
    pub fn panels(&self) -> usize {
        self.outputs.div_ceil(LANES)
    }

    /// A panel; an empty one where there is none.
    pub fn panel(&self, at: usize) -> Panel<'_> {
        let blocks = self.blocks();
        let (bytes, scales) = (blocks * self.form.block_bytes(), blocks * self.form.block_scales());
        Panel {
            form: self.form,
            bytes: self.bytes.get(at * bytes..(at + 1) * bytes).unwrap_or_default(),
            scales: self.scales.get(at * scales..(at + 1) * scales).unwrap_or_default(),
        }
    }

    /// The weights of one output.
    ///
    /// # Errors
    /// `Session` when there is no such output.
    pub fn row(&self, output: usize) -> Result<Vec<f32>, LmError> {
        let mut out = Vec::with_capacity(self.inputs.next_multiple_of(BLOCK));
        self.each_block(output, |_, block| {
            out.extend(block.numbers.iter().map(|number| f32::from(*number) * block.scale + block.shift));
        })?;
        out.truncate(self.inputs);
        Ok(out)
    }

    /// The product of a row with one output: the same bytes as in the product with all of them.
    ///
    /// # Errors
    /// `Session` when there is no such output.
    pub fn dot(&self, output: usize, row: &Quantised) -> Result<f32, LmError> {
        let mut sum = 0.0_f32;
        self.each_block(output, |at, block| {
            let (Some(values), Some(scaled)) = (row.values.as_chunks::<BLOCK>().0.get(at), row.blocks.get(at)) else { return };
            let whole: i32 = values.iter().zip(&block.numbers).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
            #[expect(clippy::cast_precision_loss, reason = "below 2^24")]
            let product = whole as f32 * block.scale * scaled.scale;
            sum += product;
            sum += block.shift * scaled.sum;
        })?;
        Ok(sum)
    }

    fn each_block(&self, output: usize, mut work: impl FnMut(usize, WeightBlock)) -> Result<(), LmError> {
        if output >= self.outputs {
            return Err(LmError::new(LmErrorKind::Session, format!("there is no output {output} among {}", self.outputs)));
        }
        let (panel, lane) = (self.panel(output / LANES), output % LANES);
        let size = self.form.block_bytes();
        for (at, (bytes, scales)) in panel.bytes.chunks_exact(size).zip(panel.scales.as_chunks::<{ 2 * LANES }>().0).enumerate() {
            let mut numbers = [0; BLOCK];
            let fours = bytes.as_chunks::<4>().0.iter().skip(lane).step_by(LANES);
            if self.form == Form::Nibbles {
                let (low, high) = numbers.split_at_mut(BLOCK / 2);
                let places = low.as_chunks_mut::<4>().0.iter_mut().zip(high.as_chunks_mut::<4>().0);
                for (four, (low, high)) in fours.zip(places) {
                    for (byte, (low, high)) in four.iter().zip(low.iter_mut().zip(high)) {
                        (*low, *high) = ((byte & 15).cast_signed(), (byte >> 4).cast_signed());
                    }
                }
            } else {
                for (four, places) in fours.zip(numbers.as_chunks_mut::<4>().0) {
                    places.iter_mut().zip(four).for_each(|(to, byte)| *to = (byte ^ 0x80).cast_signed());
                }
            }
            let scale = scales.get(lane).copied().unwrap_or_default();
            let shift = scales.get(LANES + lane).copied().unwrap_or_default();
            work(at, WeightBlock { scale, shift, numbers });
        }
        Ok(())
    }
}

/// A packed matrix in the making.
#[derive(Debug)]
pub struct PackedBuilder {
    packed: Packed,
}

impl PackedBuilder {
    /// A matrix of zeros.
    pub fn new(outputs: usize, inputs: usize, nibbles: bool) -> Self {
        let blocks = outputs.div_ceil(LANES) * inputs.div_ceil(BLOCK);
        let empty = if nibbles { 0 } else { 0x80 };
        let form = if nibbles { Form::Nibbles } else { Form::Bytes };
        let (bytes, scales) = (vec![empty; blocks * form.block_bytes()], vec![0.0; blocks * form.block_scales()]);
        Self { packed: Packed { outputs, inputs, form, bytes, scales } }
    }

    /// Sets one block of one output; one that does not exist is passed over.
    pub fn set(&mut self, output: usize, block: usize, weights: &WeightBlock) {
        let blocks = self.packed.blocks();
        let (lane, size) = (output % LANES, self.packed.form.block_bytes());
        let at = output / LANES * blocks + block;
        if output >= self.packed.outputs || block >= blocks {
            return;
        }
        let bytes = self.packed.bytes.get_mut(at * size..(at + 1) * size).unwrap_or_default();
        let fours = bytes.as_chunks_mut::<4>().0.iter_mut().skip(lane).step_by(LANES);
        if self.packed.form == Form::Nibbles {
            let (low, high) = weights.numbers.split_at(BLOCK / 2);
            for (four, (low, high)) in fours.zip(low.as_chunks::<4>().0.iter().zip(high.as_chunks::<4>().0)) {
                for (byte, (low, high)) in four.iter_mut().zip(low.iter().zip(high)) {
                    *byte = (low.cast_unsigned() & 15) | (high.cast_unsigned() << 4);
                }
            }
        } else {
            for (four, numbers) in fours.zip(weights.numbers.as_chunks::<4>().0) {
                four.iter_mut().zip(numbers).for_each(|(byte, number)| *byte = number.cast_unsigned() ^ 0x80);
            }
        }
        let scales = self.packed.scales.get_mut(at * 2 * LANES..(at + 1) * 2 * LANES).unwrap_or_default();
        scales.iter_mut().skip(lane).step_by(LANES).zip([weights.scale, weights.shift]).for_each(|(to, from)| *to = from);
    }

    /// The matrix.
    pub fn finish(self) -> Packed {
        self.packed
    }
}
