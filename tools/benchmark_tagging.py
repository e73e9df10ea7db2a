"""How fast time expressions are found, and that the time grows with the text's length, also on hostile input; the same
growth of reading events, on what is hostile to that.

    python tools/benchmark_tagging.py [ARTICLES.jsonl]

Figures of one run are comparable, those of different runs are not: quote the ratios.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from pathlib import Path

from timeline.model import Article
from timeline.pipeline import extract_articles
from timeline.tagging import tag

HOSTILE = {
    "digits": "7",
    "may may may": "may ",
    "May May May": "May ",
    "1/1/1/1": "1/",
    "opening brackets": "(",
    "1,1,1,1": "1,",
    "2015-2015-": "2015-",
    "a few a few": "a few ",
    "one hundred and": "one hundred and ",
    "the following day": "the following day ",
    "the end of the year of": "the end of the year of ",
    "March 3 March 3": "March 3 ",
    "a.b.a.b.": "a.b.",
    "empty lines": "\n ",
}
HOSTILE_TO_EVENTS = {
    "quotation marks": '"',
    "opening quotations": "“",
    "opening brackets": "(",
    "board of board of": "board of ",
    "yesterday, March 8, 2025,": "yesterday, March 8, 2025, ",
    "a transcript": "Ana Sousa: I left on March 8, 2025.\nRui Tavares: I won on March 9, 2025.\n",
    "she said: “I won”": "She said: “I won on May 3.” ",
}
LENGTH = 100_000
EVENTS_LENGTH = 30_000


def seconds(text: str, *, runs: int = 3) -> float:
    """Median time of a tagging run."""
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        tag(text, published="2024-11-18")
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def event_seconds(text: str) -> float:
    """Time of reading the events of one article."""
    start = time.perf_counter()
    list(extract_articles([Article(id="a", text=text, published="2025-05-01")]))
    return time.perf_counter() - start


def main() -> None:
    """Prints the figures."""
    seconds("Warm up on March 3, 2020.")
    if len(sys.argv) > 1:
        lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
        articles = [json.loads(line) for line in lines]
        size = sum(len(one["text"].encode()) for one in articles) / 1e6
        taken = []
        for _ in range(5):
            start = time.perf_counter()
            for one in articles:
                tag(one["text"], published=one.get("published"))
            taken.append(time.perf_counter() - start)
        print(
            f"{len(articles)} articles, {size:.2f} MB: {size / statistics.median(taken):.2f} MB a second (median of 5)"
        )
    print(f"\n{'hostile input':26}{'100 kB':>9}{'200 kB':>9}{'ratio':>8}")
    for name, piece in HOSTILE.items():
        one = (piece * (LENGTH // len(piece) + 1))[:LENGTH]
        short, long = seconds("On March 3, 2020 " + one), seconds("On March 3, 2020 " + one + one)
        print(f"{name:26}{short:8.3f}s{long:8.3f}s{long / max(short, 1e-4):8.1f}")
    event_seconds("Ana left on May 3.")
    print(f"\n{'hostile to events':26}{'30 kB':>9}{'60 kB':>9}{'ratio':>8}")
    for name, piece in HOSTILE_TO_EVENTS.items():
        one = (piece * (EVENTS_LENGTH // len(piece) + 1))[:EVENTS_LENGTH]
        short, long = event_seconds(one + " Ana left on May 3."), event_seconds(one + one + " Ana left on May 3.")
        print(f"{name:26}{short:8.3f}s{long:8.3f}s{long / max(short, 1e-4):8.1f}")


if __name__ == "__main__":
    main()
