//! A plain forward pass for the tests: one token after the other, in 64 bits, from the weights of the file in the file's order.
//!
//! It shares no code with the engine. Where it is told to, it rounds to bytes what the engine rounds: the inputs of the products (blocks
//! of 32 numbers), keys, and values (a head at a time).

use super::tiny::{EPSILON, INNER, Tiny, WIDTH};
use std::collections::BTreeMap;

/// What a family does, written down anew.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "switches, each for itself")]
pub(super) struct Rules {
    pub(super) halves: bool,
    pub(super) biases: bool,
    pub(super) head_norms: bool,
    /// Every so many layers one is not turned; 0 for none.
    pub(super) unrotated: usize,
    /// Queries, keys and values in one matrix, gates before values in another.
    pub(super) joined: bool,
    pub(super) norms_behind: bool,
    pub(super) large_embedding: bool,
    pub(super) gelu: bool,
    /// Positions that a layer sees; 0 for all.
    pub(super) window: usize,
    /// Every so many layers one sees all; 0 for none.
    pub(super) whole: usize,
    /// The rotary base in layers with a window; 0 for that of the others.
    pub(super) near_base: f64,
    /// What positions are divided by where there is no base of its own.
    pub(super) stretch: f64,
    /// What is multiplied with turned numbers.
    pub(super) magnitude: f64,
    /// Whether the frequencies have factors.
    pub(super) factors: bool,
}

const LLAMA: Rules = Rules {
    halves: false,
    biases: false,
    head_norms: false,
    unrotated: 0,
    joined: false,
    norms_behind: false,
    large_embedding: false,
    gelu: false,
    window: 0,
    whole: 0,
    near_base: 0.0,
    stretch: 1.0,
    magnitude: 1.0,
    factors: false,
};

impl Rules {
    pub(super) fn of(plan: &Tiny) -> Self {
        let (window, stretch, magnitude) = (plan.window, f64::from(plan.stretch), f64::from(plan.magnitude));
        let llama = Self { window, stretch, magnitude, factors: plan.factors, ..LLAMA };
        match plan.architecture {
            "qwen2" => Self { halves: true, biases: true, ..llama },
            "qwen3" => Self { halves: true, head_norms: true, ..llama },
            "smollm3" => Self { unrotated: 4, ..llama },
            "phi3" => Self { halves: true, joined: true, ..llama },
            "gemma3" => Self {
                halves: true,
                head_norms: true,
                norms_behind: true,
                large_embedding: true,
                gelu: true,
                whole: 6,
                near_base: 10_000.0,
                ..llama
            },
            _ => llama,
        }
    }

    /// How many positions a layer sees; 0 for all.
    fn window(&self, layer: usize) -> usize {
        if (layer + 1).is_multiple_of(self.whole) { 0 } else { self.window }
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
            if self.rules.large_embedding {
                for entry in &mut x {
                    *entry *= number(WIDTH).sqrt();
                }
            }
            for (layer, seen) in seen.iter_mut().enumerate() {
                let name = |part: &str| format!("blk.{layer}.{part}.weight");
                let attended = self.attention(layer, position, &self.norm(&x, &name("attn_norm")), seen);
                add(&mut x, &self.behind(&name("post_attention_norm"), self.product(&name("attn_output"), &attended)));
                let fed = self.gated(&name, &self.norm(&x, &name("ffn_norm")));
                add(&mut x, &self.behind(&name("post_ffw_norm"), self.product(&name("ffn_down"), &fed)));
            }
        }
        let logits = self.product("token_embd.weight", &self.norm(&x, "output_norm.weight"));
        let total = logits.iter().map(|logit| logit.exp()).sum::<f64>().ln();
        logits.into_iter().map(|logit| logit - total).collect()
    }

    fn behind(&self, norm: &str, given: Vec<f64>) -> Vec<f64> {
        if self.rules.norms_behind { self.norm(&given, norm) } else { given }
    }

    fn gated(&self, name: &dyn Fn(&str) -> String, normed: &[f64]) -> Vec<f64> {
        let ups = self.product(&name("ffn_up"), normed);
        let (gates, ups) =
            if self.rules.joined { (ups[..INNER].to_vec(), ups[INNER..].to_vec()) } else { (self.product(&name("ffn_gate"), normed), ups) };
        assert_eq!((gates.len(), ups.len()), (INNER, INNER));
        let gelu = |x: f64| 0.5 * x * (1.0 + ((2.0 / std::f64::consts::PI).sqrt() * (x + 0.044_715 * x.powi(3))).tanh());
        let curve = |x: f64| if self.rules.gelu { gelu(x) } else { x / (1.0 + (-x).exp()) };
        gates.iter().zip(&ups).map(|(gate, up)| curve(*gate) * up).collect()
    }

    fn queries_keys_values(&self, layer: usize, normed: &[f64]) -> [Vec<f64>; 3] {
        if self.rules.joined {
            let (queries, keys) = (self.plan.heads * self.plan.size, self.plan.shared * self.plan.size);
            let all = self.product(&format!("blk.{layer}.attn_qkv.weight"), normed);
            return [&all[..queries], &all[queries..queries + keys], &all[queries + keys..]].map(<[f64]>::to_vec);
        }
        ["attn_q", "attn_k", "attn_v"].map(|part| {
            let mut out = self.product(&format!("blk.{layer}.{part}.weight"), normed);
            if self.rules.biases {
                add(&mut out, &self.weights[&format!("blk.{layer}.{part}.bias")]);
            }
            out
        })
    }

    fn attention(&self, layer: usize, position: usize, normed: &[f64], seen: &mut Seen) -> Vec<f64> {
        let [query, key, value] = self.queries_keys_values(layer, normed);
        let size = self.plan.size;
        let [query, key] = [("attn_q_norm", query), ("attn_k_norm", key)].map(|(norm, row)| {
            let fitted = row.chunks(size).flat_map(|head| self.fitted(layer, position, norm, head));
            fitted.collect::<Vec<f64>>().chunks(size).flat_map(|head| self.rounded(head)).collect::<Vec<f64>>()
        });
        seen.push((key, value.chunks(size).flat_map(|head| self.stepped(head).1).collect()));
        let group = self.plan.heads / self.plan.shared;
        let window = self.rules.window(layer);
        let first = if window == 0 { 0 } else { seen.len().saturating_sub(window) };
        let look = |head: usize| self.look(&query[head * size..(head + 1) * size], head / group * size, (seen, first));
        (0..self.plan.heads).flat_map(look).collect()
    }

    /// A head of queries or keys, normalised and turned.
    fn fitted(&self, layer: usize, position: usize, norm: &str, head: &[f64]) -> Vec<f64> {
        let mut head = if self.rules.head_norms { self.norm(head, &format!("blk.{layer}.{norm}.weight")) } else { head.to_vec() };
        if (layer + 1).is_multiple_of(self.rules.unrotated) {
            return head;
        }
        let near = self.rules.window(layer) > 0 && self.rules.near_base > 0.0;
        let (base, stretch) = if near { (self.rules.near_base, 1.0) } else { (f64::from(self.plan.rope_base), self.rules.stretch) };
        let half = self.plan.turned / 2;
        for pair in 0..half {
            let (a, b) = if self.rules.halves { (pair, pair + half) } else { (2 * pair, 2 * pair + 1) };
            let factor = if self.rules.factors { self.weights["rope_factors_short.weight"][pair] } else { 1.0 };
            let angle = number(position) / stretch / factor * base.powf(-number(pair) / number(half));
            let (sin, cos) = (angle.sin() * self.rules.magnitude, angle.cos() * self.rules.magnitude);
            (head[a], head[b]) = (head[a] * cos - head[b] * sin, head[a] * sin + head[b] * cos);
        }
        head
    }

    /// The mean of the values from `from` on, weighted by how well the keys fit the query; tokens before the first do not count.
    fn look(&self, query: &[f64], from: usize, (seen, first): (&Seen, usize)) -> Vec<f64> {
        let head = |row: &[f64]| row[from..from + query.len()].to_vec();
        let score = |key: &[f64]| (dot(query, &head(key)) / number(query.len()).sqrt()).exp();
        let scores: Vec<f64> = seen.iter().enumerate().map(|(at, (key, _))| if at < first { 0.0 } else { score(key) }).collect();
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
