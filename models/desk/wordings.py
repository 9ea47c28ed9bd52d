"""Each wording of the phrase files against the first of its list, in the same passage of the same recap, for blind readers.

    python3 wordings.py make OUT --stringer BIN --templates DIR --manifest EVENTS [--only 'race\\.third']
    python3 wordings.py bundle OUT --size 60          # OUT/bundle-NN.txt for the readers; what stands where is in OUT.key.json alone
    python3 wordings.py count OUT ANSWERS...          # a line a pair: its number, and A, B or = ("I would print either")
    python3 wordings.py apply OUT... --templates DIR  # equals into an inner list with the first, those turned down in both orders out

First forms write each event with the phrase files as they are, and again with one wording put first; the passage that differs is the
pair. A wording that is not seen so is tried once more with its kind held to the one position. EVENTS is a manifest of `stringer batch`.
"""

import argparse
import collections
import itertools
import json
import pathlib
import random
import re
import shutil
import subprocess
import tempfile
import tomllib

POSITIONS = ["clause", "participle", "front", "relative", "apposition", "adjunct", "with"]
POSITIONS += ["headline", "headline_tail", "standfirst", "standfirst_tail"]
# Files whose forms stand behind those of a sport: a wording is put first in the sports' files.
SHARED = ("race", "side", "runs")
OTHERS = ("conditions", "labels")
BRACKET = re.compile(r"\(([^()]*\|[^()]*)\)")


def listed(forms):
    """The forms of a list, without its groups."""
    forms = forms if isinstance(forms, list) else [forms]
    return list(itertools.chain.from_iterable(form if isinstance(form, list) else [form] for form in forms))


def say(form):
    return form if isinstance(form, str) else form["say"]


def plain(form):
    """The form with the first alternative of each bracket."""
    text = re.sub(r" +", " ", BRACKET.sub(lambda found: found[1].split("|")[0], say(form))).strip()
    return text if isinstance(form, str) else {**form, "say": text}


def toml(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(each)}" for key, each in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)


def write(path, tables):
    lines = []
    for kind, table in tables.items():
        lines += [f"[{kind}]", *(f"{key} = {toml(value)}" for key, value in table.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def copied(tables):
    return {kind: dict(table) for kind, table in tables.items()}


class Trial:
    """Recaps of some events with changed phrase files."""

    def __init__(self, args):
        self.stringer = args.stringer
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.templates = self.folder / "templates"
        shutil.copytree(args.templates, self.templates)
        files = (self.templates / "grammar").glob("*.toml")
        self.files = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(files) if path.stem not in OTHERS}
        self.events = {line["out"]: line for line in map(json.loads, open(args.manifest, encoding="utf-8"))}

    def write(self, name, tables):
        write(self.templates / "grammar" / f"{name}.toml", tables)

    def recaps(self, names):
        """The recaps of events by name: their parts, with the kinds of fact in each."""
        manifest, out = self.folder / "manifest.jsonl", self.folder / "out"
        manifest.write_text("".join(json.dumps(self.events[name]) + "\n" for name in names), encoding="utf-8")
        shutil.rmtree(out, ignore_errors=True)
        command = [self.stringer, "batch", "--manifest", manifest, "--output", out, "--templates", self.templates, "--drafter", "phrases"]
        subprocess.run([*command, "--format", "json", "--allow-unreviewed", "--fresh", "--quiet"], capture_output=True, check=False)
        made = {name: out / f"{name}.json" for name in names}
        return {name: parts(json.loads(path.read_text(encoding="utf-8"))) for name, path in made.items() if path.exists()}

    def first(self, held, where, kind, position, form):
        """Puts a form first in some files."""
        for name in where:
            tables = copied(held[name])
            old = listed(tables.setdefault(kind, {}).get(position, []))
            tables[kind][position] = [form, *(other for other in old if other != form)]
            self.write(name, tables)


def parts(record):
    found = {"headline": (record["headline"]["text"], record["headline"]["facts"])}
    if record["standfirst"]:
        found["standfirst"] = (record["standfirst"]["text"], record["standfirst"]["facts"])
    for number, paragraph in enumerate(record["body"]):
        sentences = paragraph["sentences"]
        facts = [fact for sentence in sentences for fact in sentence["facts"]]
        found[f"body{number}"] = (" ".join(sentence["text"] for sentence in sentences), facts)
    return found


def differ(before, after):
    """The shortest passage that differs between two sets of recaps, of the recaps in which least does."""
    best = None
    for name in before.keys() & after.keys():
        changed = [part for part in after[name] if part in before[name] and before[name][part][0] != after[name][part][0]]
        if not changed:
            continue
        part = next((part for part in changed if part.startswith("body")), changed[0])
        pair = (len(changed), len(after[name][part][0]), before[name][part][0], after[name][part][0])
        best = min(best or pair, pair)
    return best and best[2:]


def make(args):
    trial = Trial(args)
    told = collections.defaultdict(list)
    base = trial.recaps(trial.events)
    for name, recap in base.items():
        for kind in {fact.split(":")[0] for _, facts in recap.values() for fact in facts}:
            told[kind].append(name)
    draw, items, unseen = random.Random(args.seed), [], 0
    sports = [name for name in trial.files if name not in SHARED]
    for file, tables in trial.files.items():
        for kind, position in itertools.product(tables, POSITIONS):
            forms = listed(tables[kind].get(position, []))
            names = told[kind]
            if args.only and not re.fullmatch(args.only, f"{file}.{kind}") or not forms or not names:
                continue
            names = draw.sample(names, min(len(names), args.events))
            where = [*sports, file] if file in SHARED else [file]
            held = {name: copied(tables) for name, tables in trial.files.items()}
            for form in forms[1:]:
                trial.first(trial.files, where, kind, position, plain(form))
                pair = differ(base, trial.recaps(names))
                for name in where:
                    trial.write(name, trial.files[name])
                if not pair and not position.startswith(("headline", "standfirst")):
                    pair = alone(trial, held, where, kind, position, form, names)
                if pair:
                    items.append({"at": [file, kind, position], "say": say(form), "first": pair[0], "other": pair[1]})
                unseen += not pair
    pathlib.Path(f"{args.out}.items.json").write_text(json.dumps(items, indent=1, ensure_ascii=False), encoding="utf-8")
    print(f"{len(items)} wordings are shown, {unseen} were in no recap")


def alone(trial, held, where, kind, position, form, names):
    """The passage that differs when the kind can stand at the one position alone."""
    for name, tables in held.items():
        for other in POSITIONS:
            if other != position and not other.startswith(("headline", "standfirst")):
                tables.get(kind, {}).pop(other, None)
        trial.write(name, tables)
    before = trial.recaps(names)
    trial.first(held, where, kind, position, plain(form))
    pair = differ(before, trial.recaps(names))
    for name, tables in trial.files.items():
        trial.write(name, tables)
    return pair


def bundle(args):
    items = json.loads(pathlib.Path(f"{args.out}.items.json").read_text(encoding="utf-8"))
    same = collections.defaultdict(list)
    for number, item in enumerate(items):
        same[item["first"], item["other"]].append(number)
    draw = random.Random(args.seed)
    shown = [(pair, draw.random() < 0.5) for pair in draw.sample(list(same), len(same))]
    turned = [(pair, not swap) for pair, swap in shown]
    draw.shuffle(turned)
    folder, key = pathlib.Path(args.out), []
    folder.mkdir(parents=True)
    for number, (pair, swap) in enumerate(shown + turned):
        first, second = reversed(pair) if swap else pair
        with open(folder / f"bundle-{number // args.size + 1:02}.txt", "a", encoding="utf-8") as out:
            out.write(f"PAIR {number + 1}\nA: {first}\nB: {second}\n\n")
        key.append({"pair": number + 1, "other": "A" if swap else "B", "items": same[pair]})
    pathlib.Path(f"{args.out}.key.json").write_text(json.dumps(key), encoding="utf-8")
    print(f"{len(same)} pairs, each shown twice")


def count(args):
    path = pathlib.Path(f"{args.out}.items.json")
    items, key = json.loads(path.read_text(encoding="utf-8")), json.loads(pathlib.Path(f"{args.out}.key.json").read_text(encoding="utf-8"))
    pairs = {str(pair["pair"]): pair for pair in key}
    for item in items:
        item["scores"] = []
    for line in itertools.chain.from_iterable(open(answers, encoding="utf-8") for answers in args.answers):
        found = re.match(r"\s*(\d+)\s+([AB=])", line)
        if found and found[1] in pairs:
            pair = pairs[found[1]]
            score = 0 if found[2] == "=" else 1 if found[2] == pair["other"] else -1
            for number in pair["items"]:
                items[number]["scores"].append(score)
    path.write_text(json.dumps(items, indent=1, ensure_ascii=False), encoding="utf-8")
    for item in items:
        if item["scores"] and sum(item["scores"]) == -len(item["scores"]):
            print(".".join(item["at"]), item["say"])
    totals = collections.Counter(tuple(sorted(item["scores"])) for item in items)
    print(*(f"{scores}: {number}" for scores, number in sorted(totals.items())), sep="\n")


def conditions(form):
    when = form.get("when", []) if isinstance(form, dict) else []
    return frozenset([when] if isinstance(when, str) else when)


def grouped(forms, scores):
    """First the editor's first wording and its equals, then those nobody has judged or one order turned down."""
    first, later = [], []
    for number, form in enumerate(forms):
        # The first that can stand where no earlier one does is a first wording too.
        leads = not any(conditions(other) <= conditions(form) for other in forms[:number])
        given = scores.get(say(form), [])
        mean = sum(given) / len(given) if given else None
        if leads or mean is not None and mean > -0.3:
            first.append(form)
        elif mean is None or mean > -0.8:
            later.append(form)
    return [first if len(first) > 1 else first[0], *later]


def apply(args):
    scores = collections.defaultdict(lambda: collections.defaultdict(list))
    for out in args.outs:
        for item in json.loads(pathlib.Path(f"{out}.items.json").read_text(encoding="utf-8")):
            scores[tuple(item["at"])][item["say"]] += item["scores"]
    for (file, kind, position), given in scores.items():
        path = pathlib.Path(args.templates) / "grammar" / f"{file}.toml"
        text = path.read_text(encoding="utf-8")
        forms = listed(tomllib.loads(text)[kind][position])
        lines = [f"{position} = ["]
        for group in grouped(forms, given):
            inner = isinstance(group, list)
            lines += ["  [", *(f"    {toml(form)}," for form in group), "  ],"] if inner else [f"  {toml(group)},"]
        start = re.search(rf"(?m)^\[{re.escape(kind)}\]$", text).start()
        old = re.compile(rf"(?ms)^{position} = \[(?:[^\n]*\]$|\n.*?^\]$)").search(text, start)
        path.write_text(text[: old.start()] + "\n".join([*lines, "]"]) + text[old.end() :], encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("make")
    one.add_argument("out")
    for name in ("--stringer", "--templates", "--manifest"):
        one.add_argument(name, required=True)
    one.add_argument("--only")
    one.add_argument("--events", type=int, default=7)
    one.add_argument("--seed", type=int, default=1)
    one.set_defaults(run=make)
    two = commands.add_parser("bundle")
    two.add_argument("out")
    two.add_argument("--size", type=int, default=60)
    two.add_argument("--seed", type=int, default=1)
    two.set_defaults(run=bundle)
    three = commands.add_parser("count")
    three.add_argument("out")
    three.add_argument("answers", nargs="+")
    three.set_defaults(run=count)
    four = commands.add_parser("apply")
    four.add_argument("outs", nargs="+")
    four.add_argument("--templates", required=True)
    four.set_defaults(run=apply)
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    main()
