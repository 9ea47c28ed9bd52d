//! The families of models that the engine runs, as data.
//!
//! All are decoders with root-mean-square norms, rotary positions, grouped-query attention and a gated feed-forward part; they differ in a
//! few switches. A family is named by `general.architecture`, and its metadata keys begin with that name. What a family does not have
//! is refused: a tensor that the forward pass leaves out would be a model that nobody trained.

use super::gguf::Header;
use super::kernels::Curve;
use super::{LmError, LmErrorKind};

/// How the numbers of a head are paired for the rotary positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pairs {
    /// Each with its neighbour: the converters of these families put the rows of queries and keys in this order.
    Neighbours,
    /// One of the first half with one of the second (GPT-NeoX), as the models were trained.
    Halves,
}

impl Pairs {
    /// Where the engine keeps row `row` of queries or keys with heads of `size`, of whose numbers the first `turned` are turned: it turns
    /// neighbours, whatever the file has. A score is a sum over a head's numbers, so their order is free as long as queries and keys have
    /// the same.
    pub(super) fn place(self, row: usize, size: usize, turned: usize) -> usize {
        let (head, at) = (row / size * size, row % size);
        match self {
            Self::Halves if at < turned / 2 => head + 2 * at,
            Self::Halves if at < turned => head + 2 * (at - turned / 2) + 1,
            _ => row,
        }
    }
}

/// The layers that look back no further than a window; how long it is stands in the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Windows {
    /// Every so many layers one looks back to the beginning; `None` where none does.
    pub(super) whole: Option<usize>,
    /// The base of the rotary positions in the layers with a window; `None` where it is that of the file.
    pub(super) base: Option<u32>,
}

/// The switches of a family.
#[derive(Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "switches, each for itself")]
pub(super) struct Family {
    /// `general.architecture`.
    pub(super) name: &'static str,
    /// Models of it, for people.
    kin: &'static str,
    pub(super) pairs: Pairs,
    /// Whether queries, keys and values have biases.
    pub(super) biases: bool,
    /// Whether each head of queries and keys is normalised.
    pub(super) head_norms: bool,
    /// Every so many layers one does without rotary positions. No metadata key says so.
    pub(super) unrotated: Option<usize>,
    /// Whether queries, keys and values are one matrix of the file, and gates and values of the feed-forward part another.
    pub(super) joined: bool,
    /// Whether what attention and feed-forward part give is normalised before it is added.
    pub(super) norms_behind: bool,
    /// Whether the embedding is multiplied with the root of its width.
    pub(super) large_embedding: bool,
    /// The curve of the gates.
    pub(super) curve: Curve,
    /// The layers that look back no further than a window, if the file gives its length.
    pub(super) windows: Option<Windows>,
}

const LLAMA: Family = Family {
    name: "llama",
    kin: "SmolLM, SmolLM2, Llama 3 and kin",
    pairs: Pairs::Neighbours,
    biases: false,
    head_norms: false,
    unrotated: None,
    joined: false,
    norms_behind: false,
    large_embedding: false,
    curve: Curve::Silu,
    windows: None,
};

/// Tensors that a layer of every family has.
const IN_LAYER: [&str; 5] = ["attn_norm", "attn_output", "ffn_norm", "ffn_up", "ffn_down"];

/// The families that run.
const FAMILIES: [Family; 6] = [
    LLAMA,
    Family { name: "qwen2", kin: "Qwen2, Qwen2.5", pairs: Pairs::Halves, biases: true, ..LLAMA },
    Family { name: "qwen3", kin: "Qwen3", pairs: Pairs::Halves, head_norms: true, ..LLAMA },
    Family { name: "smollm3", kin: "SmolLM3", unrotated: Some(4), ..LLAMA },
    Family {
        name: "gemma3",
        kin: "Gemma 3",
        pairs: Pairs::Halves,
        head_norms: true,
        norms_behind: true,
        large_embedding: true,
        curve: Curve::Gelu,
        windows: Some(Windows { whole: Some(6), base: Some(10_000) }),
        ..LLAMA
    },
    Family {
        name: "phi3",
        kin: "Phi-3, Phi-3.5",
        pairs: Pairs::Halves,
        joined: true,
        windows: Some(Windows { whole: None, base: None }),
        ..LLAMA
    },
];

impl Family {
    /// The family of a model file.
    ///
    /// # Errors
    /// `Unsupported` for one that does not run, with the names of those that do.
    pub(super) fn of(header: &Header) -> Result<&'static Self, LmError> {
        let name = header.text("general.architecture")?;
        if let Some(family) = FAMILIES.iter().find(|family| family.name == name) {
            return Ok(family);
        }
        let known: Vec<String> = FAMILIES.iter().map(|family| format!("\"{}\" ({})", family.name, family.kin)).collect();
        let message = format!("the model's architecture is {name:?}; this engine runs {}", known.join(", "));
        Err(LmError::new(LmErrorKind::Unsupported, message))
    }

    /// A metadata key of the family.
    pub(super) fn key(&self, part: &str) -> String {
        format!("{}.{part}", self.name)
    }

    /// Whether a layer turns queries and keys by their positions.
    pub(super) fn rotates(&self, layer: usize) -> bool {
        self.unrotated.is_none_or(|step| !(layer + 1).is_multiple_of(step))
    }

    /// Refuses tensors that the forward pass has no place for.
    ///
    /// # Errors
    /// `Unsupported` with the name of the first one.
    pub(super) fn knows_all(&self, header: &Header) -> Result<(), LmError> {
        match header.tensors.keys().find(|name| !self.knows(name)) {
            None => Ok(()),
            Some(name) => {
                let message = format!("tensor {name:?} has no place in a model of the family \"{}\" as this engine computes it", self.name);
                Err(LmError::new(LmErrorKind::Unsupported, message))
            }
        }
    }

    fn knows(&self, tensor: &str) -> bool {
        let (part, kind) = tensor.rsplit_once('.').unwrap_or((tensor, ""));
        let in_layer = part.strip_prefix("blk.").and_then(|rest| rest.split_once('.'));
        match (in_layer.map(|(_, part)| part), kind) {
            (None, "weight") => match part {
                "rope_factors_long" | "rope_factors_short" => self.joined,
                _ => matches!(part, "token_embd" | "output_norm" | "output" | "rope_freqs"),
            },
            (Some("attn_q" | "attn_k" | "attn_v"), "bias") => self.biases,
            (Some("attn_q_norm" | "attn_k_norm"), "weight") => self.head_norms,
            (Some("post_attention_norm" | "post_ffw_norm"), "weight") => self.norms_behind,
            (Some("attn_q" | "attn_k" | "attn_v" | "ffn_gate"), "weight") => !self.joined,
            (Some("attn_qkv"), "weight") => self.joined,
            (Some(part), "weight") => IN_LAYER.contains(&part),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_become_neighbours_head_by_head() {
        let places = |turned| (0..12).map(|row| Pairs::Halves.place(row, 6, turned)).collect::<Vec<usize>>();
        assert_eq!(places(6), [0, 2, 4, 1, 3, 5, 6, 8, 10, 7, 9, 11]);
        assert_eq!(places(4), [0, 2, 1, 3, 4, 5, 6, 8, 7, 9, 10, 11]);
        assert!((0..12).all(|row| Pairs::Neighbours.place(row, 6, 6) == row));
    }

    #[test]
    fn every_fourth_layer_of_smollm3_alone_is_not_turned() {
        let turned = |name: &str| {
            let family = FAMILIES.iter().find(|family| family.name == name).unwrap();
            (0..9).map(|layer| family.rotates(layer)).collect::<Vec<_>>()
        };
        assert_eq!(turned("smollm3"), [true, true, true, false, true, true, true, false, true]);
        assert!(turned("qwen3").into_iter().all(|turned| turned));
    }

    #[test]
    fn a_family_knows_its_own_tensors_alone() {
        let knows = |name: &str, tensor: &str| FAMILIES.iter().any(|family| family.name == name && family.knows(tensor));
        assert!(knows("qwen2", "blk.0.attn_q.bias") && !knows("llama", "blk.0.attn_q.bias") && !knows("qwen2", "blk.0.ffn_up.bias"));
        assert!(knows("qwen3", "blk.11.attn_k_norm.weight") && !knows("qwen2", "blk.11.attn_k_norm.weight"));
        assert!(knows("llama", "rope_freqs.weight") && !knows("llama", "output.bias") && !knows("llama", "blk.0.attn_qkv.weight"));
        assert!(knows("phi3", "blk.0.attn_qkv.weight") && !knows("phi3", "blk.0.attn_q.weight") && !knows("phi3", "blk.0.ffn_gate.weight"));
        assert!(knows("phi3", "rope_factors_short.weight") && !knows("llama", "rope_factors_short.weight"));
        assert!(knows("gemma3", "blk.0.post_ffw_norm.weight") && !knows("qwen3", "blk.0.post_ffw_norm.weight"));
    }
}
