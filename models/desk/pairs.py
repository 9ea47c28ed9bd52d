"""Recaps of the same events by two models, as blind pairs for a reader who sees only the texts.

    python3 pairs.py STRINGER OUT --models smollm2-135m-instruct desk --seed 1 SOURCE[@EVENT]...

Every pair is shown twice, with the texts in both orders, at places far from each other. What stands where is in OUT.key.json alone, beside the folder;
recaps that both models wrote alike are counted there and not shown.
"""

import argparse
import json
import pathlib
import random
import subprocess


def recap(stringer, source, event, model):
    """Headline, standfirst and body as plain text, and the record."""
    command = [stringer, "recap", source, "--model", model, "--format", "json", "--offline", "--fresh", "--quiet"]
    command += ["--now", "2026-01-01T00:00:00Z"] + (["--event", event] if event else [])
    record = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    record = record[0] if isinstance(record, list) else record
    said = lambda sentences: " ".join(sentence["text"] for sentence in sentences)
    parts = [record["headline"]["text"]] + ([record["standfirst"]["text"]] if record["standfirst"] else [])
    return "\n\n".join(parts + [said(paragraph["sentences"]) for paragraph in record["body"]])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("stringer")
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--models", nargs=2, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("sources", nargs="+")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    draw = random.Random(args.seed)
    pairs, same, failed, texts = [], [], [], {}
    for source in args.sources:
        path, _, event = source.partition("@")
        try:
            texts[source] = {model: recap(args.stringer, path, event, model) for model in args.models}
        except subprocess.CalledProcessError as error:
            failed.append({"source": source, "error": error.stderr.strip().splitlines()[:1]})
            continue
        one, other = texts[source].values()
        (same if one == other else pairs).append(source)
    first = [(source, draw.sample(args.models, 2)) for source in pairs]
    draw.shuffle(first)
    second = [(source, order[::-1]) for source, order in first]
    draw.shuffle(second)
    key = []
    for number, (source, order) in enumerate(first + second, 1):
        shown = "".join(f"TEXT {name}\n\n{texts[source][model]}\n\n\n" for name, model in zip("AB", order))
        (args.out / f"pair-{number:03}.txt").write_text(shown, encoding="utf-8")
        key.append({"pair": number, "source": source, "A": order[0], "B": order[1]})
    made = {"models": args.models, "seed": args.seed, "pairs": key, "alike": same, "failed": failed}
    key_file = args.out.with_name(args.out.name + ".key.json")
    key_file.write_text(json.dumps(made | {"texts": texts}, indent=1), encoding="utf-8")
    print(f"{len(pairs)} pairs, {len(same)} alike, {len(failed)} failed")


if __name__ == "__main__":
    main()
