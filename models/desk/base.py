"""The base model: its file, its tokenizer, and its weights as a small archive that a training machine can unpack without this file."""

import functools

import gguf
import numpy as np
from tokenizers import Tokenizer, models, pre_tokenizers

PARTS = ["attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down"]
NORMS = ["attn_norm", "ffn_norm"]


class Base:
    """A GGUF of the llama family, read as it is."""

    def __init__(self, path):
        self.reader = gguf.GGUFReader(path)
        self.tensors = {tensor.name: tensor for tensor in self.reader.tensors}

    def field(self, key):
        return self.reader.fields[key].contents()

    @functools.cached_property
    def tokens(self):
        return self.field("tokenizer.ggml.tokens")

    @functools.cached_property
    def merges(self):
        return [tuple(merge.split(" ")) for merge in self.field("tokenizer.ggml.merges")]

    def tokenizer(self):
        return tokenizer(self.tokens, self.merges)

    def layer(self, number):
        """The tensors of a layer: matrices as the bytes of their Q4_1 blocks, one row a line; norms as floats."""
        names = {part: f"blk.{number}.{part}.weight" for part in PARTS + NORMS}
        for part in PARTS:
            assert self.tensors[names[part]].tensor_type == gguf.GGMLQuantizationType.Q4_1, "the base is expected in Q4_1"
        return {part: np.array(self.tensors[name].data) for part, name in names.items()}

    def embedding(self, kept):
        """The rows of the kept tokens as floats, and the last norm."""
        tensor = self.tensors["token_embd.weight"]
        rows = gguf.quants.dequantize(tensor.data[kept], tensor.tensor_type)
        return rows.astype(np.float16), np.array(self.tensors["output_norm.weight"].data)


def tokenizer(tokens, merges):
    """Byte-level BPE with single digits, as the base has it."""
    made = Tokenizer(models.BPE(vocab={token: at for at, token in enumerate(tokens)}, merges=merges))
    digits, bytes_ = pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.pre_tokenizer = pre_tokenizers.Sequence([digits, bytes_])
    return made
