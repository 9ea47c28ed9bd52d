"""A student's archive becomes a GGUF.

    python3 export.py WORK STUDENT.npz OUT.gguf
"""

import json
import pathlib
import sys

import gguf
import numpy as np

from base import NORMS, PARTS
from vocabulary import CONTROL

NOTICE = (
    "Derived from SmolLM2-135M-Instruct (Hugging Face, Apache-2.0), dequantised from its Q4_1 file: "
    "fewer layers, fewer tokens, distilled on lattices of sports recaps."
)


def unpack(path, base):
    """A shipped GGUF back as an archive and a vocabulary."""
    reader = gguf.GGUFReader(path)
    short = lambda name: name.removeprefix("blk.").removesuffix(".weight")
    arrays = {short(tensor.name): np.array(tensor.data) for tensor in reader.tensors}
    arrays["embedding"], arrays["norm"] = arrays.pop("token_embd"), arrays.pop("output_norm")
    tokens = reader.fields["tokenizer.ggml.tokens"].contents()
    ids = {token: at for at, token in enumerate(base.tokens)}
    merges = [merge.split(" ") for merge in reader.fields["tokenizer.ggml.merges"].contents()]
    return arrays, {"kept": [ids[token] for token in tokens], "tokens": tokens, "merges": merges}


def main(work, archive, out):
    names = json.loads((pathlib.Path(work) / "vocabulary.json").read_text())
    arrays = dict(np.load(archive))
    layers = 1 + max(int(name.split(".")[0]) for name in arrays if "." in name)
    writer = gguf.GGUFWriter(out, "llama")
    writer.add_name("stringer desk")
    writer.add_description(NOTICE)
    writer.add_license("apache-2.0")
    writer.add_languages(["en"])
    writer.add_block_count(layers)
    writer.add_context_length(8192)
    writer.add_embedding_length(576)
    writer.add_feed_forward_length(1536)
    writer.add_head_count(9)
    writer.add_head_count_kv(3)
    writer.add_rope_freq_base(100000.0)
    writer.add_rope_dimension_count(64)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(len(names["tokens"]))
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q4_0)
    writer.add_quantization_version(gguf.GGML_QUANT_VERSION)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("smollm")
    writer.add_token_list(names["tokens"])
    writer.add_token_types([3 if token in CONTROL else 1 for token in names["tokens"]])
    writer.add_token_merges([" ".join(pair) for pair in names["merges"]])
    writer.add_bos_token_id(names["tokens"].index("<|im_start|>"))
    writer.add_eos_token_id(names["tokens"].index("<|im_end|>"))
    writer.add_unk_token_id(names["tokens"].index("<|endoftext|>"))
    writer.add_add_bos_token(False)
    writer.add_add_space_prefix(False)
    q8, q4 = gguf.GGMLQuantizationType.Q8_0, gguf.GGMLQuantizationType.Q4_0
    writer.add_tensor("token_embd.weight", arrays["embedding"], raw_dtype=q8)
    writer.add_tensor("output_norm.weight", arrays["norm"])
    for at in range(layers):
        for part in NORMS:
            writer.add_tensor(f"blk.{at}.{part}.weight", arrays[f"{at}.{part}"])
        for part in PARTS:
            writer.add_tensor(f"blk.{at}.{part}.weight", arrays[f"{at}.{part}"], raw_dtype=q4)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
