//! A plain forward pass for the tests: one token after the other, in 64 bits, from the weights of the file in the file's order.
//!
//! It shares no code with the engine. Where it is told to, it rounds to bytes what the engine rounds: the inputs of the products (blocks
//! of 32 numbers), keys, and values (a head at a time).

use super::tiny::{EPSILON, INNER, ROPE_BASE, Tiny, WIDTH};
use std::collections::BTreeMap;

/// What a family does, written down anew.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rules {
    pub(super) halves: bool,
    pub(super) biases: bool,
    pub(super) head_norms: bool,
    /// Every so many layers one is not turned; 0 for none.
    pub(super) unrotated: usize,
}

impl Rules {
    pub(super) fn of(architecture: &str) -> Self {
        let llama = Self { halves: false, biases: false, head_norms: false, unrotated: 0 };
        match architecture {
            "qwen2" => Self { halves: true, biases: true, ..llama },
            "qwen3" => Self { halves: true, head_norms: true, ..llama },
            "smollm3" => Self { unrotated: 4, ..llama },
            _ => llama,
        }
    }
}

pub(super) struct Reference {
    pub(super) plan: Tiny,
    pub(super) rules: Rules,
    pub(super) weights: BTreeMap<String, Vec<f64>>,
    pub(super) rounds: bool,
}

/// Keys and values of a layer, a token at a time.
type Seen = Vec<(Vec<f64>, Vec<f64>)>;

impl Reference {
    /// The logarithms of the probabilities of all tokens after `tokens`.
    pub(super) fn log_probs(&self, tokens: &[u32]) -> Vec<f64> {
        let mut seen: Vec<Seen> = vec![Vec::new(); self.plan.layers];
        let mut x = Vec::new();
        for (position, token) in tokens.iter().enumerate() {
            let at = usize::try_from(*token).unwrap() * WIDTH;
            x = self.weights["token_embd.weight"][at..at + WIDTH].to_vec();
            for (layer, seen) in seen.iter_mut().enumerate() {
                let name = |part: &str| format!("blk.{layer}.{part}.weight");
                let attended = self.attention(layer, position, &self.norm(&x, &name("attn_norm")), seen);
                add(&mut x, &self.product(&name("attn_output"), &attended));
                let normed = self.norm(&x, &name("ffn_norm"));
                let (gates, ups) = (self.product(&name("ffn_gate"), &normed), self.product(&name("ffn_up"), &normed));
                let fed: Vec<f64> = gates.iter().zip(&ups).map(|(gate, up)| gate / (1.0 + (-gate).exp()) * up).collect();
                assert_eq!(fed.len(), INNER);
                add(&mut x, &self.product(&name("ffn_down"), &fed));
            }
        }
        let logits = self.product("token_embd.weight", &self.norm(&x, "output_norm.weight"));
        let total = logits.iter().map(|logit| logit.exp()).sum::<f64>().ln();
        logits.into_iter().map(|logit| logit - total).collect()
    }

    fn attention(&self, layer: usize, position: usize, normed: &[f64], seen: &mut Seen) -> Vec<f64> {
        let [query, key, value] = ["attn_q", "attn_k", "attn_v"].map(|part| {
            let mut out = self.product(&format!("blk.{layer}.{part}.weight"), normed);
            if self.rules.biases {
                add(&mut out, &self.weights[&format!("blk.{layer}.{part}.bias")]);
            }
            out
        });
        let size = self.plan.size;
        let [query, key] = [("attn_q_norm", query), ("attn_k_norm", key)].map(|(norm, row)| {
            let fitted = row.chunks(size).flat_map(|head| self.fitted(layer, position, norm, head));
            fitted.collect::<Vec<f64>>().chunks(size).flat_map(|head| self.rounded(head)).collect::<Vec<f64>>()
        });
        seen.push((key, value.chunks(size).flat_map(|head| self.stepped(head).1).collect()));
        let group = self.plan.heads / self.plan.shared;
        (0..self.plan.heads).flat_map(|head| self.look(&query[head * size..(head + 1) * size], head / group * size, seen)).collect()
    }

    /// A head of queries or keys, normalised and turned.
    fn fitted(&self, layer: usize, position: usize, norm: &str, head: &[f64]) -> Vec<f64> {
        let mut head = if self.rules.head_norms { self.norm(head, &format!("blk.{layer}.{norm}.weight")) } else { head.to_vec() };
        if (layer + 1).is_multiple_of(self.rules.unrotated) {
            return head;
        }
        let half = head.len() / 2;
        for pair in 0..half {
            let (a, b) = if self.rules.halves { (pair, pair + half) } else { (2 * pair, 2 * pair + 1) };
            let angle = number(position) * f64::from(ROPE_BASE).powf(-number(pair) / number(half));
            (head[a], head[b]) = (head[a] * angle.cos() - head[b] * angle.sin(), head[a] * angle.sin() + head[b] * angle.cos());
        }
        head
    }

    /// The mean of the values from `from` on, weighted by how well the keys fit the query.
    fn look(&self, query: &[f64], from: usize, seen: &Seen) -> Vec<f64> {
        let head = |row: &[f64]| row[from..from + query.len()].to_vec();
        let scores = seen.iter().map(|(key, _)| (dot(query, &head(key)) / number(query.len()).sqrt()).exp());
        let scores: Vec<f64> = scores.collect();
        let total: f64 = scores.iter().sum();
        // The weights are rounded with the steps of the values in them.
        let stepped: Vec<(f64, Vec<f64>)> = seen.iter().map(|(_, value)| self.stepped(&head(value))).collect();
        let weights: Vec<f64> = scores.iter().zip(&stepped).map(|(score, (step, _))| score / total * step).collect();
        let weights = self.rounded(&weights);
        let mut out = vec![0.0; query.len()];
        for (weight, (step, value)) in weights.iter().zip(&stepped) {
            out.iter_mut().zip(value).for_each(|(out, value)| *out += weight / step * value);
        }
        out
    }

    fn norm(&self, row: &[f64], weight: &str) -> Vec<f64> {
        let scale = (dot(row, row) / number(row.len()) + f64::from(EPSILON)).sqrt();
        row.iter().zip(&self.weights[weight]).map(|(number, weight)| number / scale * weight).collect()
    }

    fn product(&self, matrix: &str, row: &[f64]) -> Vec<f64> {
        let row = self.rounded(row);
        self.weights[matrix].chunks(row.len()).map(|weights| dot(weights, &row)).collect()
    }

    /// The numbers in 127 steps of the largest one of each block.
    fn rounded(&self, row: &[f64]) -> Vec<f64> {
        row.chunks(32).flat_map(|block| self.stepped(block).1).collect()
    }

    /// The numbers in steps of a 127th of the largest, and the step.
    fn stepped(&self, block: &[f64]) -> (f64, Vec<f64>) {
        let step = block.iter().fold(0.0_f64, |most, number| most.max(number.abs())) / 127.0;
        if !self.rounds || step == 0.0 {
            return (1.0, block.to_vec());
        }
        (step, block.iter().map(|number| (number / step).round() * step).collect())
    }
}

fn add(to: &mut [f64], numbers: &[f64]) {
    assert_eq!(to.len(), numbers.len());
    to.iter_mut().zip(numbers).for_each(|(to, number)| *to += number);
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap())
}
