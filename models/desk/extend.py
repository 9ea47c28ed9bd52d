"""Gives a student tokens that it was not trained with: for words that came into the templates later, and others of English.

    python3 extend.py BASE.gguf WORK STUDENT OUT.npz [TEMPLATES]

STUDENT is the archive of a training, whose vocabulary is in WORK, or a GGUF that was shipped. Training moved the rows of the embedding. One linear map, fitted on the rows that were trained (least squares with a little ridge),
takes the base's rows to the student's; the new rows are the base's, taken through it. WORK/vocabulary.json is written anew.
"""

import json
import pathlib
import sys

import gguf
import numpy as np

import blocks
import export
import prepare
import vocabulary
from base import Base

SIZE = 16384
RIDGE = 1e-3


def fitted(base_rows, rows):
    """The map, and the share of variance that it explains on a tenth of the rows that it was not fitted on."""
    def solve(x, y):
        return np.linalg.solve(x.T @ x + RIDGE * len(x) * np.eye(x.shape[1]) * x.var(), x.T @ y)

    tenth = np.random.default_rng(1).permutation(len(rows))[: len(rows) // 10]
    rest = np.setdiff1d(np.arange(len(rows)), tenth)
    missed = rows[tenth] - base_rows[tenth] @ solve(base_rows[rest], rows[rest])
    return solve(base_rows, rows), 1 - missed.var() / rows[tenth].var()


def main(base_path, work, archive, out, templates=prepare.TEMPLATES):
    work = pathlib.Path(work)
    base = Base(base_path)
    if str(archive).endswith(".gguf"):
        arrays, names = export.unpack(archive, base)
    else:
        arrays, names = dict(np.load(archive)), json.loads((work / "vocabulary.json").read_text())
    whole = base.tokenizer()
    used = {*names["kept"]}
    for encoding in whole.encode_batch(list(vocabulary.texts_of(pathlib.Path(templates)))):
        used.update(encoding.ids)
    kept, merges, needed = vocabulary.trim(base, used, SIZE)
    rows = gguf.quants.dequantize(arrays["embedding"], gguf.GGMLQuantizationType.Q8_0).astype(np.float64)
    trained = base.embedding(names["kept"])[0].astype(np.float64)
    turn, explained = fitted(trained, rows)
    print(f"{needed} tokens are needed, {len(kept)} kept; the map explains {explained:.3f} of the variance of rows it did not see")
    at = {token: number for number, token in enumerate(names["kept"])}
    new = base.embedding(kept)[0].astype(np.float64) @ turn
    for number, token in enumerate(kept):
        if token in at:
            new[number] = rows[at[token]]
    packed = blocks.write_q8_0(new.astype(np.float32))
    for number, token in enumerate(kept):
        if token in at:
            packed[number] = arrays["embedding"][at[token]]
    np.savez(out, **(arrays | {"embedding": packed}))
    made = {"kept": kept, "tokens": [base.tokens[token] for token in kept], "merges": merges}
    (work / "vocabulary.json").write_text(json.dumps(made))


if __name__ == "__main__":
    main(*sys.argv[1:])
