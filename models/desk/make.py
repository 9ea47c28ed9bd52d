"""From the base to the shipped model and a report, in one command.

    python3 make.py BASE.gguf STRINGER WORK SOURCE... [--count 100] [--layers 12] [--seconds 465]

SOURCES are results or folders of fixtures, as `stringer grammar paths` takes them.
"""

import argparse
import pathlib
import subprocess
import sys

import export
import extend
import prepare

HERE = pathlib.Path(__file__).resolve().parent
SETTINGS = [["--style", style, "--length", length] for style in ("ap", "uk") for length in ("standard", "brief", "full")]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("base")
    parser.add_argument("stringer")
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("sources", nargs="+")
    parser.add_argument("--count", type=int, default=100, help="recaps of each event, in each of the settings")
    parser.add_argument("--layers", type=int, default=12)
    parser.add_argument("--seconds", type=float, default=465)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, settings in enumerate(SETTINGS):
        paths.append(args.work / f"paths-{number}.jsonl")
        command = [args.stringer, "grammar", "paths", *args.sources, "--count", str(args.count), "--seed", str(number), "--model", args.base]
        with open(paths[-1], "w", encoding="utf-8") as out:
            subprocess.run(command + settings, check=True, stdout=out)
    prepare.main(args.base, args.work, paths)
    train = [sys.executable, str(HERE / "train.py"), str(args.work), str(args.work), "--seconds", str(args.seconds)]
    subprocess.run(train, check=True)
    trained, extended = args.work / f"student-{args.layers}.npz", args.work / "extended.npz"
    extend.main(args.base, args.work, trained, extended)
    export.main(args.work, extended, args.work / "desk.gguf")


if __name__ == "__main__":
    main()
