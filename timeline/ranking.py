"""How much a date matters, and which dates a short timeline keeps.

A day matters when articles of other days come back to it: reports of the day itself say what is new, only looking
back shows what lasted. So a date is weighed by the number of articles that name it, from any day, from two days, a
week and a month later, in figures ("25 June") rather than as "Thursday", and from before. Each number counts by its
logarithm, so that one crowded day does not drown a long story. Weights: see docs/accuracy.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from timeline.edtf import Edtf, day_number
from timeline.model import Article, Event

__all__ = ["select_dates", "weigh_dates"]

_WEIGHTS = {"named": 0.5, "later": 1.0, "week later": 0.5, "month later": 0.5, "in figures": 0.5, "ahead": 0.25}
_EVENTS_A_DATE = 3


def weigh_dates(events: Iterable[Event]) -> dict[str, float]:
    """The weight of each date of the events (an ISO day, else the EDTF text); 0 is the least."""
    named: dict[str, dict[str, set[str]]] = {}
    for event in events:
        start = event.when.first or event.when.last
        sets = named.setdefault(_date_of(event.when), {name: set() for name in _WEIGHTS})
        for source in event.sources:
            gap = day_number(source.published) - day_number(start) if source.published and start else 0
            sets["named"].add(source.report)
            if gap >= 2:
                sets["later"].add(source.report)
            if gap >= 7:
                sets["week later"].add(source.report)
            if gap >= 30:
                sets["month later"].add(source.report)
            if gap < 0:
                sets["ahead"].add(source.report)
            if any(letter.isdigit() for letter in source.text):
                sets["in figures"].add(source.report)
    return {
        date: round(sum(weight * math.log1p(len(sets[name])) for name, weight in _WEIGHTS.items()), 9)
        for date, sets in named.items()
    }


def select_dates(
    events: Iterable[Event],
    articles: Sequence[Article] = (),
    *,
    select: int | None = None,
    first: str | None = None,
    last: str | None = None,
) -> tuple[Event, ...]:
    """The events between two ISO days (inclusive, either open) on the `select` dates that matter most, in their order.

    Days come before months and years, which fill up what is left. Of a date the three events with most sources stay.
    Without `select` every event in the range stays. Raises `ValueError` when `select` is less than 1.
    """
    kept = [event for event in events if _within(event.when, first, last)]
    if select is None:
        return tuple(kept)
    if select < 1:
        raise ValueError(f"cannot keep {select} dates")
    weights = weigh_dates(kept)
    by_date: dict[str, list[Event]] = {}
    for event in kept:
        by_date.setdefault(_date_of(event.when), []).append(event)

    def rank(date: str) -> tuple[bool, float, int, tuple[int, int, str]]:
        when = by_date[date][0].when
        return (when.precision != "day", -weights[date], -len(by_date[date]), when.sort_key)

    chosen = set(sorted(by_date, key=rank)[:select])
    best = {id(e) for date in chosen for e in sorted(by_date[date], key=_event_rank)[:_EVENTS_A_DATE]}
    return tuple(event for event in kept if id(event) in best)


def _date_of(when: Edtf) -> str:
    """The day without its time of day."""
    return when.first if when.precision == "day" and when.first else when.text


def _event_rank(event: Event) -> tuple[int, float, bool, str]:
    published = {source.report for source in event.sources}
    return (-len(published), -event.confidence, event.certainty == "guessed", event.title)


def _within(when: Edtf, first: str | None, last: str | None) -> bool:
    begin, end = when.first or when.last, when.last or when.first
    early = first is not None and end is not None and day_number(end) < day_number(first)
    late = last is not None and begin is not None and day_number(begin) > day_number(last)
    return not early and not late
