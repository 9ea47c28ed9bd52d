"""Everything that training needs, in three archives: two halves of the base and the examples; and the vocabulary beside them.

    python3 prepare.py BASE.gguf WORK PATHS.jsonl...
"""

import json
import pathlib
import sys

import numpy as np

import examples
import vocabulary
from base import Base, tokenizer

SIZE = 12288
HERE = pathlib.Path(__file__).resolve().parent
PROMPT = 4  # tokens of an opening that the base goes on from
TEMPLATES = pathlib.Path(__file__).resolve().parents[2] / "templates"


def main(base_path, work, paths):
    work = pathlib.Path(work)
    work.mkdir(parents=True, exist_ok=True)
    base = Base(base_path)
    whole = base.tokenizer()
    used = examples.used_tokens(paths, whole)
    openings = (HERE / "openings.txt").read_text(encoding="utf-8").splitlines()
    texts = list(vocabulary.texts_of(TEMPLATES)) + openings
    for encoding in whole.encode_batch(texts):
        used.update(encoding.ids)
    kept, merges, needed = vocabulary.trim(base, used, SIZE)
    tokens = [base.tokens[at] for at in kept]
    small = tokenizer(tokens, merges)
    for one, other in zip(whole.encode_batch(texts), small.encode_batch(texts)):
        assert [kept[at] for at in other.ids] == one.ids, "the small vocabulary splits a text in another way"
    (work / "vocabulary.json").write_text(json.dumps({"kept": kept, "tokens": tokens, "merges": merges}))
    print(f"{needed} tokens are needed, {len(kept)} kept, {len(merges)} merges")
    made = examples.build(paths, whole, kept)
    new = {old: at for at, old in enumerate(kept)}
    starts = [[new[token] for token in encoding.ids[:PROMPT]] for encoding in whole.encode_batch(openings)]
    made["openings"] = np.array([start for start in starts if len(start) == PROMPT], np.uint16)
    np.savez_compressed(work / "examples.npz", **made)
    print({name: made[name].shape for name in ("tokens", "kinds", "choices", "befores_starts", "groups")})
    embedding, norm = base.embedding(kept)
    layers = [base.layer(at) for at in range(base.field("llama.block_count"))]
    middle = len(layers) // 2
    for half, (first, last) in enumerate([(0, middle), (middle, len(layers))]):
        arrays = {f"{at}.{part}": tensor for at in range(first, last) for part, tensor in layers[at].items()}
        if half == 0:
            arrays |= {"embedding": embedding, "norm": norm}
        np.savez_compressed(work / f"base{half}.npz", **arrays)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
