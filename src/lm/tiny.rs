//! Tiny random models of every family, written here for the tests.

use candle_core::quantized::gguf_file::{self, Value};
use candle_core::quantized::{GgmlDType, QTensor};
use candle_core::{Device, Tensor};
use std::collections::BTreeMap;

pub(super) const WIDTH: usize = 64;
pub(super) const INNER: usize = 96;
/// Tokens in the context of a tiny model.
pub(super) const CONTEXT: usize = 64;
pub(super) const EPSILON: f32 = 1e-5;

/// What a tiny model is like.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "switches, each for itself")]
pub(super) struct Tiny {
    pub(super) architecture: &'static str,
    pub(super) pre: &'static str,
    pub(super) layers: usize,
    pub(super) heads: usize,
    pub(super) shared: usize,
    /// Numbers in a head; written to the file where it does not follow from the width.
    pub(super) size: usize,
    pub(super) biases: bool,
    pub(super) head_norms: bool,
    /// Numbers of a head that are turned; written to the file where it is not all of them.
    pub(super) turned: usize,
    pub(super) rope_base: f32,
    pub(super) joined: bool,
    pub(super) norms_behind: bool,
    /// Positions in a window; 0 for none.
    pub(super) window: usize,
    /// What positions are divided by.
    pub(super) stretch: f32,
    /// What is multiplied with turned numbers.
    pub(super) magnitude: f32,
    /// Whether there are rotary factors for short and long texts.
    pub(super) factors: bool,
    /// Whether the vocabulary is one of pieces.
    pub(super) pieces: bool,
    /// The number format of the matrices, but for two that are always `Q8_0`.
    pub(super) format: GgmlDType,
}

pub(super) const LLAMA: Tiny = Tiny {
    architecture: "llama",
    pre: "smollm",
    layers: 2,
    heads: 4,
    shared: 2,
    size: 16,
    biases: false,
    head_norms: false,
    turned: 16,
    rope_base: 10_000.0,
    joined: false,
    norms_behind: false,
    window: 0,
    stretch: 1.0,
    magnitude: 1.0,
    factors: false,
    pieces: false,
    format: GgmlDType::F32,
};

/// Models whose weights come out of the file as they are.
pub(super) const EXACT: [Tiny; 6] = [
    Tiny { format: GgmlDType::Q8_0, ..LLAMA },
    Tiny { architecture: "qwen2", pre: "qwen2", biases: true, format: GgmlDType::Q8_0, ..LLAMA },
    Tiny { architecture: "qwen3", pre: "qwen2", size: 32, turned: 32, head_norms: true, format: GgmlDType::Q8_0, ..LLAMA },
    Tiny { architecture: "smollm3", pre: "smaug-bpe", layers: 4, format: GgmlDType::Q8_0, ..LLAMA },
    Tiny {
        architecture: "gemma3",
        layers: 7,
        shared: 1,
        size: 32,
        turned: 32,
        rope_base: 1_000_000.0,
        head_norms: true,
        norms_behind: true,
        window: 6,
        stretch: 4.0,
        pieces: true,
        format: GgmlDType::Q8_0,
        ..LLAMA
    },
    Tiny {
        architecture: "phi3",
        turned: 12,
        joined: true,
        window: 15,
        magnitude: 1.25,
        factors: true,
        pieces: true,
        format: GgmlDType::Q8_0,
        ..LLAMA
    },
];

impl Tiny {
    /// The metadata of the file.
    pub(super) fn metadata(&self) -> Vec<(String, Value)> {
        let text = |s: &str| Value::String(s.to_string());
        let count = |n: usize| Value::U32(u32::try_from(n).unwrap());
        let own = |part: &str| format!("{}.{part}", self.architecture);
        let mut metadata = vec![
            ("general.architecture".to_string(), text(self.architecture)),
            ("general.name".to_string(), text("tiny")),
            (own("block_count"), count(self.layers)),
            (own("context_length"), count(if self.factors { 2 * CONTEXT } else { CONTEXT })),
            (own("embedding_length"), count(WIDTH)),
            (own("feed_forward_length"), count(INNER)),
            (own("attention.head_count"), count(self.heads)),
            (own("attention.head_count_kv"), count(self.shared)),
            (own("attention.layer_norm_rms_epsilon"), Value::F32(EPSILON)),
            (own("rope.freq_base"), Value::F32(self.rope_base)),
        ];
        metadata.extend(if self.pieces { super::pieces_tests::metadata() } else { self.merges() });
        if self.size * self.heads != WIDTH {
            metadata.extend([(own("attention.key_length"), count(self.size)), (own("attention.value_length"), count(self.size))]);
        }
        if self.turned != self.size {
            metadata.push((own("rope.dimension_count"), count(self.turned)));
        }
        if self.window > 0 {
            metadata.push((own("attention.sliding_window"), count(self.window)));
        }
        if self.stretch > 1.0 {
            metadata.extend([(own("rope.scaling.type"), text("linear")), (own("rope.scaling.factor"), Value::F32(self.stretch))]);
        }
        if self.factors {
            metadata.push((own("rope.scaling.original_context_length"), count(CONTEXT)));
            metadata.push((own("rope.scaling.attn_factor"), Value::F32(self.magnitude)));
        }
        metadata
    }

    /// The metadata of a byte-level vocabulary.
    fn merges(&self) -> Vec<(String, Value)> {
        let text = |s: &str| Value::String(s.to_string());
        let (tokens, merges) = super::mock::tiny_vocabulary();
        vec![
            ("tokenizer.ggml.model".to_string(), text("gpt2")),
            ("tokenizer.ggml.pre".to_string(), text(self.pre)),
            ("tokenizer.ggml.merges".to_string(), Value::Array(merges.iter().map(|m| text(m)).collect())),
            ("tokenizer.ggml.tokens".to_string(), Value::Array(tokens.iter().map(|t| text(t)).collect())),
        ]
    }

    /// How many tokens the vocabulary has.
    fn tokens(&self) -> usize {
        if self.pieces { super::pieces_tests::tiny_pieces().len() } else { super::mock::tiny_vocabulary().0.len() }
    }

    /// Names, rows and columns of the matrices.
    fn matrices(&self) -> Vec<(String, usize, usize)> {
        let (queries, keys) = (self.heads * self.size, self.shared * self.size);
        let mut out = vec![("token_embd.weight".to_string(), self.tokens(), WIDTH)];
        for layer in 0..self.layers {
            let [attention, feed] = if self.joined {
                [vec![("attn_qkv", queries + 2 * keys, WIDTH)], vec![("ffn_up", 2 * INNER, WIDTH)]]
            } else {
                let attention = vec![("attn_q", queries, WIDTH), ("attn_k", keys, WIDTH), ("attn_v", keys, WIDTH)];
                [attention, vec![("ffn_gate", INNER, WIDTH), ("ffn_up", INNER, WIDTH)]]
            };
            let parts = [attention, vec![("attn_output", WIDTH, queries)], feed, vec![("ffn_down", WIDTH, INNER)]].concat().into_iter();
            out.extend(parts.map(|(part, rows, columns)| (format!("blk.{layer}.{part}.weight"), rows, columns)));
        }
        out
    }

    /// Names and lengths of the vectors.
    fn vectors(&self) -> Vec<(String, usize)> {
        let (queries, keys) = (self.heads * self.size, self.shared * self.size);
        let mut out = vec![("output_norm.weight".to_string(), WIDTH)];
        if self.factors {
            out.extend(["rope_factors_short.weight", "rope_factors_long.weight"].map(|name| (name.to_string(), self.turned / 2)));
        }
        for layer in 0..self.layers {
            let mut parts = vec![("attn_norm.weight", WIDTH), ("ffn_norm.weight", WIDTH)];
            if self.biases {
                parts.extend([("attn_q.bias", queries), ("attn_k.bias", keys), ("attn_v.bias", keys)]);
            }
            if self.head_norms {
                parts.extend([("attn_q_norm.weight", self.size), ("attn_k_norm.weight", self.size)]);
            }
            if self.norms_behind {
                parts.extend([("post_attention_norm.weight", WIDTH), ("post_ffw_norm.weight", WIDTH)]);
            }
            out.extend(parts.into_iter().map(|(part, len)| (format!("blk.{layer}.{part}"), len)));
        }
        out
    }

    /// The tensors: matrices from -0.2 to 0.2, norms and factors from 0.5 to 1.5, biases from -0.5 to 0.5.
    pub(super) fn tensors(&self) -> BTreeMap<String, QTensor> {
        let mut state = 9_u64;
        let mut random = |count: usize, middle: f32, range: f32| {
            let mut number = || {
                state = super::math::mix(state);
                (f32::from(u16::try_from(state >> 48).unwrap()) / 65_536.0 - 0.5) * range + middle
            };
            (0..count).map(|_| number()).collect::<Vec<f32>>()
        };
        let mut out = BTreeMap::new();
        for (name, rows, columns) in self.matrices() {
            let tensor = Tensor::from_vec(random(rows * columns, 0.0, 0.4), (rows, columns), &Device::Cpu).unwrap();
            let gate = name.contains("ffn_gate") || name.contains("ffn_up");
            let format = if gate { GgmlDType::Q8_0 } else { self.format };
            out.insert(name, QTensor::quantize(&tensor, format).unwrap());
        }
        for (name, len) in self.vectors() {
            let middle = if name.contains("norm") || name.contains("factors") { 1.0 } else { 0.0 };
            let tensor = Tensor::from_vec(random(len, middle, 1.0), len, &Device::Cpu).unwrap();
            out.insert(name, QTensor::quantize(&tensor, GgmlDType::F32).unwrap());
        }
        out
    }

    /// The numbers of all tensors, as they come out of the file.
    pub(super) fn weights(&self) -> BTreeMap<String, Vec<f64>> {
        let floats = |tensor: &QTensor| tensor.dequantize(&Device::Cpu).unwrap().flatten_all().unwrap().to_vec1::<f32>().unwrap();
        self.tensors().iter().map(|(name, tensor)| (name.clone(), floats(tensor).into_iter().map(f64::from).collect())).collect()
    }

    /// The file.
    pub(super) fn file(&self) -> Vec<u8> {
        write(&self.metadata(), &self.tensors())
    }
}

/// A model file of these parts.
pub(super) fn write(metadata: &[(String, Value)], tensors: &BTreeMap<String, QTensor>) -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    let metadata: Vec<(&str, &Value)> = metadata.iter().map(|(key, value)| (key.as_str(), value)).collect();
    let tensors: Vec<(&str, &QTensor)> = tensors.iter().map(|(name, tensor)| (name.as_str(), tensor)).collect();
    gguf_file::write(&mut file, &metadata, &tensors).unwrap();
    file.into_inner()
}
