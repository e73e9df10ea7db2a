"""Pairs of events to be judged by reading: those that merging joined, and those that it compared and kept apart.

    python tools/sample_merges.py ARTICLES.jsonl [...] [--pairs 50] [--articles 250] [--seed 1]

Of each file of articles so many are read; one pair of each merged event is drawn, and as many near-misses: pairs with
compatible dates that share a fifth of their weighted words, or an eighth and the kind of happening. Both kinds are
printed mixed, without saying which is which, as JSON Lines; `kind` stands last. The last line tells how many there were
to draw from, by which recall is estimated: of p right among the joined and q the same among the others,
p·joined / (p·joined + q·others).
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

from timeline.eventwords import load_words
from timeline.likeness import compatible, describe, weights_of
from timeline.merge import merge_events
from timeline.model import Article, Event
from timeline.pipeline import extract_articles

NEAR, NEAR_OF_KIND = 0.2, 0.125


def events_of(path: Path, count: int) -> list[Event]:
    """The events of the first articles of a file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[:count]]
    articles = [
        Article(id=str(r["id"]), text=r["text"], title=r.get("title") or "", published=r.get("published")) for r in rows
    ]
    return [event for one in extract_articles(articles, undated="publication") for event in one.events]


def joined_pairs(events: Iterable[Event], draw: random.Random) -> Iterator[tuple[Event, Event]]:
    """One pair of each merged event, as the events were before."""
    single = {e.sources[0].place: e for e in events}
    merged, _ = merge_events(single.values())
    for event in merged:
        members = [single[s.place] for s in event.sources]
        if len(members) > 1:
            one, other = draw.sample(members, 2)
            yield one, other


def near_misses(events: Iterable[Event]) -> list[tuple[Event, Event]]:
    """Pairs of merged events that are near each other by date and words, and stayed two."""
    merged, _ = merge_events(events)
    features = [describe(event, load_words()) for event in merged]
    weights = weights_of(features)
    by_start: dict[str, list[int]] = {}
    for n, event in enumerate(merged):
        for key in {(event.when.first or "")[:7], (event.when.last or "")[:7]}:
            by_start.setdefault(key, []).append(n)
    found = set()
    for members in by_start.values():
        for i, j in combinations(members, 2):
            a, b = features[i], features[j]
            if not compatible(merged[i].when, merged[j].when):
                continue
            both = sum(weights.get(s, 1.0) for s in a.stems & b.stems)
            either = sum(weights.get(s, 1.0) for s in a.stems | b.stems) or 1.0
            if both / either >= (NEAR_OF_KIND if a.kind == b.kind else NEAR):
                found.add((i, j))
    return [(merged[i], merged[j]) for i, j in sorted(found)]


def row(pair: tuple[Event, Event], kind: str) -> dict[str, object]:
    """What a judge reads of a pair."""
    told = [
        {
            "title": e.title,
            "date": e.when.text,
            "status": e.status,
            "article": e.sources[0].article,
            "published": e.sources[0].published,
            "quote": e.sources[0].quote[:400],
        }
        for e in pair
    ]
    return {"one": told[0], "other": told[1], "kind": kind}


def main() -> None:
    """Prints the pairs."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("files", nargs="+", type=Path)
    cli.add_argument("--pairs", type=int, default=50, help="of each kind and file")
    cli.add_argument("--articles", type=int, default=250, help="of each file")
    cli.add_argument("--seed", type=int, default=1)
    options = cli.parse_args()
    draw = random.Random(options.seed)
    counts = {"joined": 0, "apart": 0}
    rows = []
    for path in options.files:
        events = events_of(path, options.articles)
        joined, apart = list(joined_pairs(events, draw)), near_misses(events)
        counts["joined"] += len(joined)
        counts["apart"] += len(apart)
        for kind, pairs in (("joined", joined), ("apart", apart)):
            rows += [row(pair, kind) for pair in draw.sample(pairs, min(options.pairs, len(pairs)))]
    draw.shuffle(rows)
    for each in rows:
        print(json.dumps(each, ensure_ascii=False))
    print(json.dumps(counts))


if __name__ == "__main__":
    main()
