"""Random recaps, as `stringer grammar paths` writes them, become arrays in the tokens of the desk model."""

import hashlib
import json

import numpy as np

WIDEST = 12  # choices at one token that are kept; of more, some are drawn
HELD_OUT = 8  # one event in so many is only measured on
ROLES = ("headline", "standfirst")


def held_out(event):
    return int(hashlib.sha256(event.encode()).hexdigest(), 16) % HELD_OUT == 0


def lines(paths):
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)


def used_tokens(paths, tokenizer):
    """All tokens of the vocabulary of the base that recaps, and what stands before them, are made of."""
    used, before = set(), set()
    for recap in lines(paths):
        for at, part in enumerate(recap["parts"]):
            used.update(part["tokens"])
            for choice in part["choices"]:
                used.update(choice)
            if at == 0 or part["role"] in ROLES:
                before.add(part["before"])
    for text in sorted(before):
        used.update(tokenizer.encode(text).ids)
    return used


class Table:
    """Things that come again and again, by number."""

    def __init__(self):
        self.numbers, self.items = {}, []

    def add(self, item):
        if item not in self.numbers:
            self.numbers[item] = len(self.items)
            self.items.append(item)
        return self.numbers[item]


class Ragged:
    """Lists of different lengths, one after the other."""

    def __init__(self):
        self.values, self.starts = [], [0]

    def add(self, values):
        self.values.extend(values)
        self.starts.append(len(self.values))
        return len(self.starts) - 2

    def save(self, name, dtype):
        return {name: np.array(self.values, dtype), f"{name}_starts": np.array(self.starts, np.int64)}


def build(paths, tokenizer, kept, seed=1):
    """`tokenizer` and `kept` are those of the base: texts are split as by it, then renumbered."""
    random = np.random.default_rng(seed)
    new = {old: at for at, old in enumerate(kept)}
    split = lambda text: [new[token] for token in tokenizer.encode(text).ids]
    befores, sets, events = Table(), Table(), Table()
    sets.add(())
    gap = split("\n\n")
    tokens, marks = Ragged(), []
    kinds = []  # (what stands before, event, 0: a whole body, 1: one line)
    asked = {}  # (before, event) -> paths of one lattice in one context, for measuring

    def numbered(choice):
        choice = sorted(new[token] for token in choice)
        if len(choice) > WIDEST:
            choice = sorted(random.choice(choice, WIDEST, replace=False).tolist())
        return sets.add(tuple(choice))

    for recap in lines(paths):
        event = events.add(recap["event"])
        body = [], []
        first = True
        for part in recap["parts"]:
            words, choices = [new[token] for token in part["tokens"]], [numbered(choice) for choice in part["choices"]]
            head = part["role"] in ROLES
            if head or first:
                before = befores.add(part["before"])
                counted = [int(token in choice) for token, choice in zip(part["tokens"], part["choices"])]
                asked.setdefault((before, event), {})[tuple(words)] = counted
            if head:
                tokens.add(words + split("\n"))
                marks.extend(choices + [0])
                kinds.append((before, event, 1))
            else:
                house, first = before if first else house, False
                body[0].extend(words + gap)
                body[1].extend(choices + [0] * len(gap))
        if body[0]:
            tokens.add(body[0])
            marks.extend(body[1])
            kinds.append((house, event, 0))
    width = max(len(choice) for choice in sets.items)
    table = np.full((len(sets.items), width), -1, np.int16)
    for at, choice in enumerate(sets.items):
        table[at, : len(choice)] = choice
    made = tokens.save("tokens", np.uint16)
    made |= {"marks": np.array(marks, np.int32), "kinds": np.array(kinds, np.int32), "choices": table}
    read = Ragged()
    for text in befores.items:
        read.add(split(text))
    made |= read.save("befores", np.uint16)
    # Between two pieces the empty lines are other tokens than at the end of a text.
    made["piece_end"], made["piece_gap"] = np.array(split("\n\n\n"), np.uint16), np.array(split(".\n\n\nA")[1:-1], np.uint16)
    made["held"] = np.array([held_out(event) for event in events.items])
    return made | contests(asked, events, random)


def contests(asked, events, random, most=48):
    """Of each lattice of an event that is held out: some of its paths after the same text."""
    paths, counted, groups, number = Ragged(), [], [], 0
    for (before, event), found in asked.items():
        if not held_out(events.items[event]) or len(found) < 8:
            continue
        ways = list(found.items())
        for at in random.permutation(len(ways))[:most]:
            paths.add(ways[at][0])
            counted.extend(ways[at][1])
            groups.append((number, before))
        number += 1
    return paths.save("paths", np.uint16) | {"counted": np.array(counted, np.uint8), "groups": np.array(groups, np.int32).reshape(-1, 2)}
