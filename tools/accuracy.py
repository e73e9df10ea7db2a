"""Accuracy on the development data, as the tables of docs/accuracy.md.

    python tools/accuracy.py ../shared [--errors] [--events] [--timelines]

The folder holds the gold data and the scorers (`eval/`), which are run as they are; nothing of it is part of this
project. Time expressions are measured the TempEval-3 way (UzZaman et al. 2013): F1 of strict and relaxed spans and of
values. `--errors` adds the classes of errors; `--events` the events of the seed articles; `--timelines` the days that
timelines of many articles choose (minutes).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

from timeline.tagging import tag

SETS = ("timebank", "aquaint", "wikiwars")
MEASURES = ("strict", "relaxed", "type", "value")
# Measured with the same scorer on the full sets (strict, relaxed, value).
PEERS = {
    "HeidelTime": ((85.3, 91.9, 79.6), (81.3, 92.5, 73.1), (85.5, 91.9, 82.7)),
    "SUTime": ((82.1, 91.2, 69.1), (76.6, 89.0, 67.4), (78.5, 91.8, 49.7)),
    "Microsoft Recognizers": ((65.0, 85.5, 62.1), (78.3, 86.5, 67.2), (73.6, 88.1, 51.1)),
    "chrono": ((57.2, 71.0, 49.5), (72.8, 82.8, 62.3), (57.8, 70.6, 32.5)),
    "duckling": ((57.2, 75.8, 43.5), (66.8, 77.0, 43.3), (63.3, 80.7, 43.1)),
    "dateparser.search": ((33.8, 55.7, 30.9), (57.8, 77.6, 45.1), (57.4, 77.6, 41.0)),
}


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("data", type=Path, help="the folder that holds data/, gold/, seeds/ and eval/")
    cli.add_argument("--errors", action="store_true")
    cli.add_argument("--events", action="store_true")
    cli.add_argument("--timelines", action="store_true")
    args = cli.parse_args()
    if not (args.data / "eval").is_dir():
        sys.exit(f"{args.data}: there is no eval/ folder here, so nothing can be measured")
    time_expressions(args.data, errors=args.errors)
    if args.events:
        events(args.data)
    if args.timelines:
        timelines(args.data)


def time_expressions(data: Path, *, errors: bool) -> None:
    """Print the table of time expressions, and where the points are lost."""
    sys.path.insert(0, str(data / "eval"))
    reader, scorer = import_module("read_tml"), import_module("timex_eval")
    rows, classes = [], []
    for name in SETS:
        documents = reader.read_dir(data / "data" / "timex" / name)
        start = time.perf_counter()
        system = {one.name: tagged(one.text, one.dct) for one in documents}
        seconds = time.perf_counter() - start
        result, wrong = scorer.score(documents, system)
        rows.append((name, result, sum(len(one.text) for one in documents) / 1e6 / seconds))
        classes.append((name, Counter((code, kind) for code, _, _, kind, *_ in wrong)))
    print("| | " + " | ".join(name for name, _, _ in rows) + " |")
    print("|---|" + "---|" * len(rows))
    for measure in MEASURES:
        print(f"| {measure} F1 | " + " | ".join(f"{result[measure]['f1']:.1f}" for _, result, _ in rows) + " |")
    print("| right values among those found | " + " | ".join(f"{r['value_accuracy']:.1f}" for _, r, _ in rows) + " |")
    print("| MB of text a second | " + " | ".join(f"{speed:.2f}" for _, _, speed in rows) + " |")
    print("\n| strict, relaxed, value F1 | " + " | ".join(SETS) + " |\n|---|---|---|---|")
    ours = [tuple(result[m]["f1"] for m in ("strict", "relaxed", "value")) for _, result, _ in rows]
    for name, figures in {"timeline": ours, **PEERS}.items():
        print(f"| {name} | " + " | ".join(", ".join(f"{x:.1f}" for x in three) for three in figures) + " |")
    if errors:
        for name, counts in classes:
            print(f"\n{name}: " + "; ".join(f"{code.lower()} {kind} {n}" for (code, kind), n in counts.most_common(14)))


def tagged(text: str, published: str) -> list[dict[str, Any]]:
    """The expressions of a text in the form that the scorer reads."""
    return [
        {
            "start": one.timex.span.start,
            "end": one.timex.span.end,
            "text": one.timex.text,
            "type": one.timex.type,
            "value": one.value,
        }
        for one in tag(text, published=published or None)
    ]


def events(data: Path) -> None:
    """Print what the scorer says of the expressions and events of the seed articles."""
    scorer, gold = data / "eval" / "score_events.py", data / "gold" / "seeds"
    command = [sys.executable, "-m", "timeline"]
    with tempfile.TemporaryDirectory() as folder:
        docs, tags, found = (Path(folder) / name for name in ("docs.jsonl", "tags.jsonl", "events.jsonl"))
        docs.write_bytes(run([sys.executable, str(scorer), str(gold), "--make-docs", str(data / "seeds")]))
        tags.write_bytes(run([*command, "tag", str(docs)]))
        found.write_bytes(run([*command, "extract", str(docs)]))
        print(
            "\n" + run([sys.executable, str(scorer), str(gold), "--tags", str(tags), "--events", str(found)]).decode()
        )
    by_confidence = Counter(round(json.loads(line)["confidence"], 1) for line in found_lines(data, command))
    print("events by confidence: " + ", ".join(f"{c}: {n}" for c, n in sorted(by_confidence.items())))


def found_lines(data: Path, command: list[str]) -> list[str]:
    """The events of the seed articles, one JSON object a line."""
    return run([*command, "extract", str(data / "seeds")]).decode().splitlines()


def timelines(data: Path) -> None:
    """Print the date selection F1 of the timelines of many articles."""
    build = f"{sys.executable} -m timeline build {{articles}} -o {{out}} --formats jsonl"
    build += " --from {first} --to {last} --select {n}"
    scorer = data / "eval" / "score_timeline.py"
    print("\n" + run([sys.executable, str(scorer), str(data / "data" / "timelines" / "t17"), "--run", build]).decode())


def run(command: list[str]) -> bytes:
    """Standard output of a command; its standard error goes to ours. Raises `CalledProcessError`."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


if __name__ == "__main__":
    main()
