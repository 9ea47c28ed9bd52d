"""Which tokens the desk model keeps.

Kept are: every single byte; every token of the texts that recaps are made of (templates, lattices, stand-ins); then the tokens that
were merged first, which are the most frequent ones of English; and for each kept token the two that it is merged from. With the
merges between kept tokens, in their old order, every text whose old tokens are all kept is split as before: the merges that made
those tokens are all there, and the others only leave more to choose from.
"""

import re

CONTROL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]


def texts_of(folder):
    """Words of the templates as they can stand in copy: after a space or not, with a capital or not."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".toml", ".md", ".j2", ".html", ".txt") and path.is_file():
            text = path.read_text(encoding="utf-8")
            yield text
            for word in sorted(set(re.findall(r"[\w'’.-]+", text))):
                for form in {word, word.capitalize(), word[:1].upper() + word[1:]}:
                    yield from (form, " " + form)


def trim(base, used, size):
    """The ids of kept tokens in their old order, and the merges between them. `used` are ids that must be kept; the others fill up to
    `size`, where that leaves room."""
    tokens, merges = base.tokens, base.merges
    ids = {token: at for at, token in enumerate(tokens)}
    parents = {}
    for left, right in merges:
        parents.setdefault(ids[left + right], []).append((ids[left], ids[right]))
    kept = set()

    def keep(token):
        open_ = [token]
        while open_:
            token = open_.pop()
            if token not in kept:
                kept.add(token)
                open_.extend(part for pair in parents.get(token, []) for part in pair)

    for token in CONTROL:
        keep(ids[token])
    for at, token in enumerate(tokens):
        if len(token) == 1 and at not in parents:
            keep(at)
    for token in sorted(used):
        keep(token)
    needed = len(kept)
    for left, right in merges:
        if len(kept) + 3 > size:
            break
        keep(ids[left + right])
    # The last few places, one token at a time.
    for left, right in merges:
        if len(kept) < size and ids[left] in kept and ids[right] in kept:
            keep(ids[left + right])
    order = sorted(kept)
    names = {tokens[at] for at in order}
    inside = [pair for pair in merges if {*pair, "".join(pair)} <= names]
    return order, inside, needed
