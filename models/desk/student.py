"""A llama of any depth in plain tensors, and the rounding of its weights to four bits as the shipped file has it."""

import torch
import torch.nn.functional as F

HEADS, SHARED, SIZE, WIDTH, EPSILON, BASE = 9, 3, 64, 576, 1e-5, 100000.0
PARTS = ["attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down"]
NORMS = ["attn_norm", "ffn_norm"]


def norm(x, weight):
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + EPSILON) * weight


def rotate(x, cos, sin):
    """Pairs of neighbours are turned, as GGUF files of this family have them."""
    even, odd = x[..., 0::2].float(), x[..., 1::2].float()
    return torch.stack((even * cos - odd * sin, even * sin + odd * cos), -1).flatten(-2).to(x.dtype)


def block(x, q, k, v, o, gate, up, down, first, second, cos, sin):
    """One layer; sums are kept in float32, products are in the type of the weights."""
    rows, length, _ = x.shape
    h = norm(x, first).to(q.dtype)
    split = lambda y, heads: y.view(rows, length, heads, SIZE).transpose(1, 2)
    queries = rotate(split(F.linear(h, q), HEADS), cos, sin)
    keys = rotate(split(F.linear(h, k), SHARED), cos, sin).repeat_interleave(HEADS // SHARED, 1)
    values = split(F.linear(h, v), SHARED).repeat_interleave(HEADS // SHARED, 1)
    seen = F.scaled_dot_product_attention(queries, keys, values, is_causal=True)
    x = x + F.linear(seen.transpose(1, 2).reshape(rows, length, HEADS * SIZE), o).float()
    h = norm(x, second).to(q.dtype)
    return x + F.linear(F.silu(F.linear(h, gate)) * F.linear(h, up), down).float()


def round_q4(weight):
    """What is left of weights in Q4_0: blocks of 32 share a scale, which maps the largest of them to -8."""
    blocks = weight.float().unflatten(-1, (-1, 32))
    largest = blocks.gather(-1, blocks.abs().argmax(-1, keepdim=True))
    scale = (largest / -8).half().float()
    safe = torch.where(scale == 0, 1.0, scale)
    return ((blocks / safe).round().clamp(-8, 7) * scale).flatten(-2)


def through(weight, rounded):
    """The rounded weights going forward, the weights themselves going back (a straight-through estimator)."""
    return weight + (rounded - weight).detach()


class Llama(torch.nn.Module):
    """Weights by part, all layers in one tensor; the embedding is the output layer as well."""

    def __init__(self, weights, embedding, last_norm, run=block, rounding=round_q4):
        super().__init__()
        self.stack = torch.nn.ParameterDict({part: torch.nn.Parameter(weights[part].float().clone()) for part in PARTS + NORMS})
        self.embedding = torch.nn.Parameter(embedding.float().clone())
        self.norm = torch.nn.Parameter(last_norm.float().clone())
        self.run, self.rounding, self.rounded = run, rounding, False

    @property
    def layers(self):
        return self.stack["attn_q"].shape[0]

    def shortened(self, layers):
        """A model of some of the layers."""
        weights = {part: self.stack[part].detach()[layers] for part in PARTS + NORMS}
        return Llama(weights, self.embedding.detach(), self.norm.detach(), self.run, self.rounding)

    def cast(self, dtype):
        """The layers' tensors in the type of the products, rounded where that is on, and the embedding."""
        parts = []
        for part in PARTS:
            weight = self.stack[part]
            weight = through(weight, self.rounding(weight)) if self.rounded else weight
            parts.append(weight.to(dtype).unbind(0))
        parts += [self.stack[part].unbind(0) for part in NORMS]
        return list(zip(*parts)), self.embedding.to(dtype)

    def forward(self, tokens, dtype=torch.bfloat16):
        """What stands before the output layer, and the output layer."""
        layers, embedding = self.cast(dtype)
        cos, sin = turns(tokens.shape[1], tokens.device)
        x = F.embedding(tokens, embedding).float()
        for layer in layers:
            x = self.run(x, *layer, cos, sin)
        return norm(x, self.norm).to(dtype), embedding


def turns(length, device, start=0):
    steps = BASE ** (-torch.arange(0, SIZE, 2, device=device, dtype=torch.float64) / SIZE)
    angle = torch.outer(torch.arange(start, start + length, device=device, dtype=torch.float64), steps)
    return angle.cos().float(), angle.sin().float()


def logits(states, embedding):
    return F.linear(states, embedding).float()
