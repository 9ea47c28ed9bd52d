"""Recaps of the same events by two drafters, as blind pairs for a reader who sees only the texts, and what the reader's answers come to.

    python3 pairs.py make OUT --a desk=FOLDER --b whole=FOLDER --seed 1
    python3 pairs.py count OUT.key.json ANSWERS

A folder holds what `stringer batch --format json` wrote, or plain texts (.txt) of the same names. Every pair is shown twice, with the
texts in both orders, at places far from each other. What stands where is in OUT.key.json alone, beside the folder; recaps that both
wrote alike are counted there and not shown. ANSWERS has a line for each pair: its number, and A, B or = (no difference).
"""

import argparse
import json
import math
import pathlib
import random


def text_of(path):
    """Headline, standfirst and body as plain text."""
    if path.suffix == ".txt":
        return path.read_text(encoding="utf-8").strip()
    record = json.loads(path.read_text(encoding="utf-8"))
    said = lambda sentences: " ".join(sentence["text"] for sentence in sentences)
    parts = [record["headline"]["text"]] + ([record["standfirst"]["text"]] if record["standfirst"] else [])
    return "\n\n".join(parts + [said(paragraph["sentences"]) for paragraph in record["body"]])


def texts_of(folder):
    return {path.stem: text_of(path) for path in sorted(folder.iterdir()) if path.suffix in (".json", ".txt")}


def make(args):
    (one, first), (other, second) = (side.split("=", 1) for side in (args.a, args.b))
    texts = {one: texts_of(pathlib.Path(first)), other: texts_of(pathlib.Path(second))}
    both = sorted(set(texts[one]) & set(texts[other]))
    alike = [name for name in both if texts[one][name] == texts[other][name]]
    draw = random.Random(args.seed)
    shown = [(name, draw.sample([one, other], 2)) for name in both if name not in alike]
    draw.shuffle(shown)
    shown = shown[: args.most]
    turned = [(name, order[::-1]) for name, order in shown]
    draw.shuffle(turned)
    args.out.mkdir(parents=True, exist_ok=True)
    key = []
    for number, (name, order) in enumerate(shown + turned, 1):
        pair = "".join(f"TEXT {letter}\n\n{texts[side][name]}\n\n\n" for letter, side in zip("AB", order))
        (args.out / f"pair-{number:03}.txt").write_text(pair, encoding="utf-8")
        key.append({"pair": number, "name": name, "A": order[0], "B": order[1]})
    made = {"sides": [one, other], "seed": args.seed, "pairs": key, "alike": alike}
    args.out.with_name(args.out.name + ".key.json").write_text(json.dumps(made, indent=1), encoding="utf-8")
    print(f"{len(shown)} pairs, each shown twice; {len(alike)} alike")


def wilson(won, of, z=1.96):
    """The interval of a share."""
    if of == 0:
        return 0.0, 1.0
    share, extra = won / of, z * z / of
    middle, half = share + extra / 2, z * math.sqrt(share * (1 - share) / of + extra / (4 * of))
    return (middle - half) / (1 + extra), (middle + half) / (1 + extra)


def count(args):
    key = json.loads(args.key.read_text(encoding="utf-8"))
    sides = {pair["pair"]: pair for pair in key["pairs"]}
    points, answers = {}, 0
    for line in args.answers.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        number, answer = line.split()[:2]
        pair = sides[int(number)]
        # A pair counts once: each of its two showings gives half, a tie a quarter to both.
        won = {pair["A"]: 0.25, pair["B"]: 0.25} if answer == "=" else {pair[answer]: 0.5}
        answers += 1
        for side, part in won.items():
            points.setdefault(pair["name"], {}).setdefault(side, 0.0)
            points[pair["name"]][side] += part
    one, other = key["sides"]
    won = sum(pair.get(one, 0.0) for pair in points.values())
    low, high = wilson(won, len(points))
    print(f"{answers} answers about {len(points)} pairs; {len(key['alike'])} alike were not shown")
    print(f"{one} against {other}: {100 * won / max(len(points), 1):.1f}% ({100 * low:.1f} to {100 * high:.1f})")
    steady = sum(1 for pair in points.values() if max(pair.values()) > 0.75)
    print(f"the same answer in both orders: {steady} of {len(points)}")


def main():
    parser = argparse.ArgumentParser()
    parts = parser.add_subparsers(required=True)
    making = parts.add_parser("make")
    making.add_argument("out", type=pathlib.Path)
    making.add_argument("--a", required=True)
    making.add_argument("--b", required=True)
    making.add_argument("--seed", type=int, required=True)
    making.add_argument("--most", type=int, default=10**6, help="show no more pairs than this")
    making.set_defaults(run=make)
    counting = parts.add_parser("count")
    counting.add_argument("key", type=pathlib.Path)
    counting.add_argument("answers", type=pathlib.Path)
    counting.set_defaults(run=count)
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()
