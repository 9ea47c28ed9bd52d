"""Rows of tokens for training: recaps after house copy as a drafter reads them, headlines after headlines, and prose of other kinds."""

import numpy as np


class Data:
    """The archive of examples."""

    def __init__(self, path):
        self.a = dict(np.load(path))
        self.before = [self.slice("befores", at) for at in range(len(self.a["befores_starts"]) - 1)]
        held = self.a["held"][self.a["kinds"][:, 1]]
        bodies = self.a["kinds"][:, 2] == 0
        self.bodies, self.heads = np.flatnonzero(bodies & ~held), np.flatnonzero(~bodies & ~held)
        self.by_house = [self.bodies[self.a["kinds"][self.bodies, 0] == house] for house in sorted({*self.a["kinds"][self.bodies, 0]})]
        self.held_bodies = np.flatnonzero(bodies & held)
        self.end, self.gap = self.a["piece_end"], self.a["piece_gap"]
        houses = sorted({self.a["kinds"][at][0] for at in np.flatnonzero(bodies)})
        pieces = {tuple(piece) for house in houses for piece in self.pieces(self.before[house])}
        self.all_pieces = [np.array(piece, np.uint16) for piece in sorted(pieces)]

    def slice(self, name, at):
        starts = self.a[f"{name}_starts"]
        return self.a[name][starts[at] : starts[at + 1]]

    def marks(self, at):
        starts = self.a["tokens_starts"]
        return self.a["marks"][starts[at] : starts[at + 1]]

    def pieces(self, house):
        """The pieces of house copy: empty lines are split in another way between them than after the last."""
        found, first, at = [], 0, 0
        while at < len(house):
            long = next((len(end) for end in (self.gap, self.end) if (house[at : at + len(end)] == end).all()), 0)
            if long and at + long <= len(house):
                found.append(house[first:at])
                first = at = at + long
            else:
                at += 1
        return found


class Row:
    """A row in the making: tokens, the number of the choices at each, and how much each counts."""

    def __init__(self, length):
        self.length, self.tokens, self.marks, self.weights = length, [], [], []

    def room(self):
        return self.length - len(self.tokens)

    def add(self, tokens, marks=None, weight=1.0):
        self.tokens.extend(tokens)
        self.marks.extend(np.zeros(len(tokens), np.int32) if marks is None else marks)
        self.weights.extend([weight] * len(tokens))

    def finish(self):
        pad = max(self.room(), 0)
        cut = lambda values, fill: np.array((values + [fill] * pad)[: self.length])
        return cut(self.tokens, 0), cut(self.marks, 0), cut(self.weights, 0.0)


def prefix(data, kind, prose, random):
    """What stands before a recap: mostly its own house copy, else other pieces, other prose, or nothing."""
    draw = random.random()
    if draw < 0.55:
        return data.before[kind[0]]
    if draw < 0.75:
        count = random.integers(1, 4)
        chosen = [data.all_pieces[at] for at in random.permutation(len(data.all_pieces))[:count]]
        gaps = [data.gap] * (count - 1) + [data.end]
        return np.concatenate([part for piece, gap in zip(chosen, gaps) for part in (piece, gap)])
    if draw < 0.92 and len(prose):
        return np.concatenate([prose[random.integers(len(prose))], data.end])
    return data.end[:0]


def any_body(data, random):
    """A recap; the sports of which there are few come more often than by chance."""
    bodies = data.bodies if random.random() < 0.6 else data.by_house[random.integers(len(data.by_house))]
    return bodies[random.integers(len(bodies))]


def recap_row(data, length, first, prose, random):
    row = Row(length)
    row.add(prefix(data, data.a["kinds"][first], prose, random), weight=0.05)
    at = first
    while row.room() > 0:
        row.add(data.slice("tokens", at)[:-1], data.marks(at)[:-1])
        row.add(data.end, weight=0.05)
        at = any_body(data, random)
    return row.finish()


def head_row(data, length, random):
    row = Row(length)
    while row.room() > 0:
        at = data.heads[random.integers(len(data.heads))]
        row.add(data.before[data.a["kinds"][at][0]], weight=0.1)
        row.add(data.slice("tokens", at), data.marks(at))
    return row.finish()


def prose_row(data, length, prose, random):
    row = Row(length)
    while row.room() > 0:
        row.add(prose[random.integers(len(prose))], weight=0.6)
        row.add(data.end, weight=0.0)
    return row.finish()


def make(data, count, length, prose, seed):
    """`count` rows: (tokens, marks, weights), each [count, length]."""
    random = np.random.default_rng(seed)
    made = []
    for _ in range(count):
        first = any_body(data, random)
        draw = random.random()
        if draw < 0.09:
            made.append(head_row(data, length, random))
        elif draw < 0.2 and len(prose):
            made.append(prose_row(data, length, prose, random))
        else:
            made.append(recap_row(data, length, first, prose, random))
    tokens, marks, weights = (np.stack(column) for column in zip(*made))
    return tokens.astype(np.int16), marks.astype(np.int32), weights.astype(np.float16)
