"""The base as a teacher: loaded from its archives, and sampled for prose that keeps the students general."""

import numpy as np
import torch
import torch.nn.functional as F

import blocks
from student import HEADS, NORMS, PARTS, SHARED, SIZE, Llama, norm, rotate, turns

def load(paths, device, run):
    """The base with the trimmed vocabulary."""
    arrays = {}
    for path in paths:
        arrays |= dict(np.load(path))
    layers = sorted({int(name.split(".")[0]) for name in arrays if "." in name})
    weights = {part: torch.stack([torch.from_numpy(blocks.read_q4_1(arrays[f"{at}.{part}"])) for at in layers]) for part in PARTS}
    weights |= {part: torch.stack([torch.from_numpy(arrays[f"{at}.{part}"]) for at in layers]) for part in NORMS}
    return Llama(weights, torch.from_numpy(arrays["embedding"]), torch.from_numpy(arrays["norm"]), run).to(device)


@torch.no_grad()
def sample(model, prompts, length, dtype, seed, top=60):
    """Continues prompts of one length to `length` tokens, by chance among the `top` most probable tokens."""
    count, given = prompts.shape
    layers, embedding = model.cast(dtype)
    device = prompts.device
    generator = torch.Generator(device).manual_seed(seed)
    keys = torch.zeros(len(layers), count, SHARED, length, SIZE, dtype=dtype, device=device)
    values = torch.zeros_like(keys)
    cos, sin = turns(length, device)
    tokens = torch.zeros(count, length, dtype=torch.long, device=device)
    tokens[:, :given] = prompts
    for at in range(length - 1):
        x = F.embedding(tokens[:, at], embedding).float()
        for number, (q, k, v, o, gate, up, down, first, second) in enumerate(layers):
            h = norm(x, first).to(dtype)
            turned = lambda y, heads: rotate(y.view(count, heads, 1, SIZE), cos[at : at + 1], sin[at : at + 1])
            keys[number, :, :, at] = turned(F.linear(h, k), SHARED)[:, :, 0]
            values[number, :, :, at] = F.linear(h, v).view(count, SHARED, SIZE)
            # The queries that share a key stand in a row.
            queries = turned(F.linear(h, q), HEADS).view(count, SHARED, HEADS // SHARED, SIZE)
            seen = F.scaled_dot_product_attention(queries, keys[number, :, :, : at + 1], values[number, :, :, : at + 1])
            x = x + F.linear(seen.reshape(count, HEADS * SIZE), o).float()
            h = norm(x, second).to(dtype)
            x = x + F.linear(F.silu(F.linear(h, gate)) * F.linear(h, up), down).float()
        if at + 1 >= given:
            scores = F.linear(norm(x, model.norm).to(dtype), embedding).float()
            scores[:, :3] = -torch.inf  # control tokens
            best, ids = scores.topk(top, -1)
            drawn = torch.multinomial(best.softmax(-1), 1, generator=generator)
            tokens[:, at + 1] = ids.gather(1, drawn)[:, 0]
    return tokens
