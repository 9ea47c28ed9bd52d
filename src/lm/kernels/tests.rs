//! Every implementation of a product against the plain one, and the plain one against arithmetic in 64 bits.

#![expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "small numbers")]

use super::level::Level;
use super::packed::{Packed, PackedBuilder, WeightBlock};
use super::product::product;
use super::quantised::{Quantised, quantise};
use super::{BLOCK, LANES};
use crate::lm::math::mix;
use crate::lm::team::Team;

fn random(state: &mut u64) -> i64 {
    *state = mix(*state);
    (*state >> 40).cast_signed()
}

/// A matrix of random blocks; with `extreme`, of the least and the greatest numbers only.
fn matrix(outputs: usize, inputs: usize, nibbles: bool, extreme: bool, state: &mut u64) -> Packed {
    let mut builder = PackedBuilder::new(outputs, inputs, nibbles);
    for output in 0..outputs {
        for block in 0..inputs.div_ceil(BLOCK) {
            let mut number = || match (nibbles, extreme) {
                (true, false) => random(state) % 16,
                (true, true) => random(state) % 2 * 15,
                (false, false) => random(state) % 256 - 128,
                (false, true) => random(state) % 2 * 255 - 128,
            };
            let numbers = std::array::from_fn(|_| number() as i8);
            let mut float = || (random(state) % 1000 - 500) as f32 / 3000.0;
            builder.set(output, block, &WeightBlock { scale: float(), shift: float(), numbers });
        }
    }
    builder.finish()
}

fn rows(count: usize, inputs: usize, extreme: bool, state: &mut u64) -> Vec<Quantised> {
    let mut number = || if extreme { (random(state) % 2 * 2 - 1) as f32 } else { (random(state) % 2000 - 1000) as f32 / 70.0 };
    (0..count).map(|_| quantise(&(0..inputs).map(|_| number()).collect::<Vec<f32>>())).collect()
}

fn bits(level: Level, matrix: &Packed, rows: &[Quantised], threads: usize) -> Vec<u32> {
    let team = Team::new(threads).unwrap();
    let out = team.enter(|| product(level, matrix, rows, &team));
    let mut numbers = Vec::new();
    for panel in 0..matrix.panels() {
        (0..rows.len()).for_each(|row| out.append(panel, LANES, row, &mut numbers));
    }
    numbers.into_iter().map(f32::to_bits).collect()
}

#[test]
fn every_level_gives_the_bytes_of_the_plain_one_for_odd_shapes_and_extremes() {
    let mut state = 5;
    println!("levels: {:?}", Level::available());
    for (outputs, inputs) in [(1, 32), (16, 32), (17, 64), (40, 96), (33, 70), (64, 576), (130, 1536)] {
        for nibbles in [true, false] {
            for extreme in [true, false] {
                let matrix = matrix(outputs, inputs, nibbles, extreme, &mut state);
                let all = rows(19, inputs, extreme, &mut state);
                for count in [1, 2, 3, 5, 7, 8, 9, 16, 19] {
                    let want = bits(Level::PORTABLE, &matrix, &all[..count], 1);
                    for level in Level::available() {
                        assert!(bits(level, &matrix, &all[..count], 1) == want, "{level:?} {outputs} {inputs} {nibbles} {count}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_rows_product_depends_neither_on_the_threads_nor_on_the_other_rows() {
    let mut state = 77;
    let matrix = matrix(200, 96, true, false, &mut state);
    let all = rows(11, 96, false, &mut state);
    let level = Level::detect();
    let want = bits(level, &matrix, &all, 1);
    assert_eq!(bits(level, &matrix, &all, 2), want);
    assert_eq!(bits(level, &matrix, &all, 3), want);
    for (at, row) in all.iter().enumerate() {
        let alone = bits(level, &matrix, std::slice::from_ref(row), 1);
        let there = want.as_chunks::<LANES>().0.iter().skip(at).step_by(all.len()).flatten().copied();
        assert!(there.eq(alone), "row {at}");
        for output in [0, 15, 16, 199] {
            assert_eq!(matrix.dot(output, row).unwrap().to_bits(), bits(level, &matrix, std::slice::from_ref(row), 1)[output]);
        }
    }
}

#[test]
fn a_product_is_that_of_the_numbers_which_were_packed() {
    for nibbles in [true, false] {
        let mut state = 9;
        let matrix = matrix(21, 70, nibbles, false, &mut state);
        let floats: Vec<f32> = (0..70).map(|_| (random(&mut state) % 2000 - 1000) as f32 / 70.0).collect();
        let row = quantise(&floats);
        for output in 0..21 {
            let weights = matrix.row(output).unwrap();
            let exact: f64 = weights.iter().zip(&floats).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum();
            let size: f64 = weights.iter().zip(&floats).map(|(a, b)| (f64::from(*a) * f64::from(*b)).abs()).sum();
            let got = f64::from(matrix.dot(output, &row).unwrap());
            assert!((got - exact).abs() < size * 0.01, "{got} {exact} {size}");
        }
        assert!(matrix.row(21).is_err() && matrix.dot(21, &row).is_err());
    }
}

#[test]
fn a_row_of_another_length_gives_zeros_and_reads_nothing() {
    let mut state = 3;
    let matrix = matrix(16, 64, true, false, &mut state);
    let short = rows(2, 32, false, &mut state);
    for level in Level::available() {
        assert!(bits(level, &matrix, &short, 1).iter().all(|bits| *bits == 0));
    }
}
