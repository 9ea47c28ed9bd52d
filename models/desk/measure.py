"""How well a student ranks the paths of lattices that it never saw, against the base."""

import itertools

import numpy as np
import torch

from student import logits

BONUS = 2.0  # nats that a counted token earns, as in the search


@torch.no_grad()
def scores(model, contests, device, dtype, batch=16):
    """For each path of each contest the sum over its counted tokens, with the bonus."""
    found = []
    for before, paths in contests:
        sums = []
        for first in range(0, len(paths), batch):
            some = paths[first : first + batch]
            longest = max(len(words) for words, _ in some)
            tokens = np.zeros((batch, len(before) + longest), np.int64)
            counts = np.zeros((batch, longest), np.float32)
            for at, (words, counted) in enumerate(some):
                tokens[at, : len(before)] = before
                tokens[at, len(before) : len(before) + len(words)] = words
                counts[at, : len(counted)] = counted
            tokens, counts = torch.from_numpy(tokens).to(device), torch.from_numpy(counts).to(device)
            states, embedding = model(tokens[:, :-1], dtype)
            known = logits(states[:, len(before) - 1 :], embedding).log_softmax(-1)
            chosen = known.gather(-1, tokens[:, len(before) :, None])[..., 0]
            sums.extend(((chosen + BONUS) * counts).sum(-1).tolist()[: len(some)])
        found.append(np.array(sums))
    return found


def kendall(a, b):
    pairs = [np.sign(a[i] - a[j]) * np.sign(b[i] - b[j]) for i, j in itertools.combinations(range(len(a)), 2)]
    return float(np.mean(pairs)) if pairs else 1.0


@torch.no_grad()
def perplexity(model, tokens, device, dtype, skip=0, batch=32):
    total, count = 0.0, 0
    for first in range(0, len(tokens) - len(tokens) % batch, batch):
        some = torch.as_tensor(tokens[first : first + batch]).long().to(device)
        states, embedding = model(some[:, :-1], dtype)
        known = logits(states[:, skip:], embedding).log_softmax(-1).gather(-1, some[:, 1 + skip :, None])
        total, count = total - float(known.sum()), count + known.numel()
    return float(np.exp(total / max(count, 1)))


def held_contests(data, most):
    """(text before, [(tokens, counted)]) of lattices of events that are held out."""
    groups, starts = data.a["groups"], data.a["paths_starts"]
    found = {}
    for at, (number, before) in enumerate(groups):
        span = slice(starts[at], starts[at + 1])
        found.setdefault(number, (data.before[before].astype(np.int64), []))[1].append((data.a["paths"][span], data.a["counted"][span]))
    numbers = np.random.default_rng(5).permutation(sorted(found))[:most]
    return [found[number] for number in numbers]


def held_copy(data, length, most=64):
    """Rows of recaps of held-out events after their house copy, cut to one length."""
    found = []
    for at in data.held_bodies:
        row = np.concatenate([data.before[data.a["kinds"][at][0]], data.slice("tokens", at)])
        if len(row) >= length:
            found.append(row[:length])
    order = np.random.default_rng(6).permutation(len(found))[:most]
    return np.stack([found[at] for at in order]).astype(np.int64) if found else np.zeros((0, length), np.int64)


def report(data, models, prose, device, dtype, most=60):
    contests = held_contests(data, most)
    copy = held_copy(data, 640)
    known, lines = None, {}
    for size, model in models.items():
        found = scores(model, contests, device, dtype)
        known = found if known is None else known
        best = [int(np.argmax(one)) for one in found]
        lines[size] = {
            "layers": model.layers,
            "contests": len(contests),
            "best path agrees": float(np.mean([b == int(np.argmax(k)) for b, k in zip(best, known)])),
            "regret in nats": float(np.mean([k.max() - k[b] for b, k in zip(best, known)])),
            "regret of a random path": float(np.mean([k.max() - k.mean() for k in known])),
            "Kendall tau": float(np.mean([kendall(one, k) for one, k in zip(found, known)])),
            "perplexity of recaps": perplexity(model, copy, device, dtype, skip=400),
            "perplexity of prose": perplexity(model, prose[-512:], device, dtype, skip=16),
        }
    return lines
