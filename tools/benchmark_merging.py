"""How the time and memory of merging grow with the number of events.

    python tools/benchmark_merging.py [EVENTS ...]

The events are made up: stories of a few actors, told on many days in words that follow Zipf's law, each happening by
several articles in words of their own. Figures of one run are comparable, those of different runs are not: quote the
ratios.
"""

from __future__ import annotations

import random
import sys
import time
import tracemalloc
from datetime import date, timedelta

from timeline.edtf import Edtf
from timeline.merge import merge_events
from timeline.model import Event, Source, Span

SIZES = (1_000, 10_000, 50_000)
TRIGGERS = ("attacks", "visits", "signs", "opens", "elected", "resigns", "kills", "meets", "rejects", "withdraws")
SYLLABLES = ("ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "zu")
WORDS = 4_000
EVENTS_A_DAY = 20  # of the stories, so that more events mean more days, as more articles do


def made_up(count: int, *, seed: int = 1) -> list[Event]:
    """That many events, five reports a happening on average, one in ten dated by its month only."""
    chance = random.Random(seed)
    words = ["".join(chance.choices(SYLLABLES, k=4)) for _ in range(WORDS)]
    rarity = [1 / (n + 3) for n in range(WORDS)]
    events: list[Event] = []
    while len(events) < count:
        day = date(2001, 1, 1) + timedelta(days=chance.randrange(max(1, count // EVENTS_A_DAY)))
        trigger = chance.choice(TRIGGERS)
        told = chance.choices(words, rarity, k=7)
        for _ in range(min(chance.randint(1, 9), count - len(events))):
            own = chance.sample(told, 5) + chance.choices(words, rarity, k=1)
            when = day.isoformat()[: 7 if chance.random() < 0.1 else 10]
            events.append(_event(len(events), f"{own[0].title()} {trigger} {' '.join(own[1:])}", when, trigger, own[0]))
    return events


def _event(number: int, title: str, when: str, trigger: str, actor: str) -> Event:
    article = f"{number // 6}"
    span = Span(start=number % 6 * 200, end=number % 6 * 200 + 9)
    source = Source(
        article=article, title="", url="", published=when if len(when) == 10 else None, span=span, text=when,
        trigger=Span(start=span.end + 1, end=span.end + 9), quote=f"{title} {number}", rule="made up", because="",
        edtf=when,
    )  # fmt: skip
    return Event(
        uid=str(number), title=title, when=Edtf(when), status="happened", certainty="stated", confidence=0.9,
        actors=(actor.title(),), trigger=trigger, quote=source.quote, sources=(source,),
    )  # fmt: skip


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    print(f"{'events':>8}{'merged':>8}{'CPU':>9}{'ms/event':>10}{'growth':>9}{'memory':>10}")
    before: tuple[int, float] | None = None
    for size in sizes:
        events = made_up(size)
        start = time.process_time()
        merged, _ = merge_events(events)
        taken = time.process_time() - start
        growth = "" if before is None else f"{taken / before[1] / (size / before[0]):8.2f}"
        peak = ""
        if size <= 10_000:  # the bookkeeping of memory takes several times as long as the work
            tracemalloc.start()
            merge_events(events)
            peak = f"{tracemalloc.get_traced_memory()[1] / 1e6:6.0f} MB"
            tracemalloc.stop()
        print(f"{size:8}{len(merged):8}{taken:8.2f}s{taken / size * 1e3:10.2f}{growth:>9}{peak:>10}", flush=True)
        before = (size, taken)
    print("growth: time over the line before, divided by events over the line before; 1.00 is linear")


if __name__ == "__main__":
    main()
