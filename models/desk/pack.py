"""A student's tensors in the shipped formats: layers in Q4_0, the embedding, which is the output layer too, in Q8_0."""

import numpy as np

import blocks
from student import NORMS, PARTS


def save(model, path):
    floats = lambda tensor: tensor.detach().float().cpu().numpy()
    arrays = {"embedding": blocks.write_q8_0(floats(model.embedding)), "norm": floats(model.norm)}
    for part in PARTS:
        for at, weight in enumerate(floats(model.stack[part])):
            arrays[f"{at}.{part}"] = blocks.write_q4_0(weight)
    for part in NORMS:
        for at, weight in enumerate(floats(model.stack[part])):
            arrays[f"{at}.{part}"] = weight
    np.savez(path, **arrays)
