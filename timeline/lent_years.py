"""A day that an article names without its year, and without a day of publication, takes the year of the event that
other articles tell of that day: only where one year alone gives it such an event, and never silently."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from timeline.edtf import Edtf, EdtfError
from timeline.merge import LENT, merge_events
from timeline.model import Article, Dated, Event, Source

__all__ = ["lend_years"]

Tagged = tuple[Article, tuple[Dated, ...]]

_OPEN_DAY = re.compile(r"XXXX(-\d\d-\d\d)")
_CERTAINTY = 0.8  # of the confidence that a date of its own would give


def lend_years(
    tagged: Sequence[Tagged], merged: Sequence[Event], extract: Callable[[Iterable[Tagged]], Iterator[Event]]
) -> tuple[Event, ...]:
    """The events of days without a year, in the year of the event among `merged` that they tell of.

    `tagged` are articles with their time expressions; `extract` reads the events of articles tagged in this way.
    """
    days = _years_of_days(merged)
    found: dict[tuple[str, int, str], list[Event]] = {}
    for year in sorted({year for years in days.values() for year in years}):
        tentative = list(extract(_in_year(tagged, year, days)))
        for event, told in _matches(tentative, merged):
            source = event.sources[0]
            found.setdefault((source.article, source.span.start, event.trigger), []).append(_lent(event, told, year))
    return tuple(events[0] for events in found.values() if len(events) == 1)


def _years_of_days(merged: Iterable[Event]) -> dict[str, set[str]]:
    """For each day of the year ("-10-26") the years in which something is told of it."""
    days: dict[str, set[str]] = {}
    for event in merged:
        if event.when.precision == "day" and event.when.first and event.status == "happened":
            days.setdefault(event.when.first[-6:], set()).add(event.when.first[:-6])
    return days


def _in_year(tagged: Iterable[Tagged], year: str, days: dict[str, set[str]]) -> Iterator[Tagged]:
    """The articles with those of their open days that can be of a year, set in it."""
    for article, dated in tagged:
        set_ = []
        for one in dated:
            match = _OPEN_DAY.fullmatch(one.value) if one.edtf is None and article.published is None else None
            if match is None or year not in days.get(match[1], ()):
                continue
            try:
                when = Edtf(year + match[1])
            except EdtfError:  # 29 February in a common year
                continue
            set_.append(replace(one, edtf=when, value=when.text, anchor="narrative"))
        if set_:
            yield article, tuple(set_)


def _matches(tentative: Sequence[Event], merged: Sequence[Event]) -> Iterator[tuple[Event, Source]]:
    """The tentative events that merging joins to one that another report dates in full, with that source."""
    by_place = {_place(event.sources[0]): event for event in tentative}
    for joined in merge_events([*merged, *tentative])[0]:
        inside = [source for source in joined.sources if _place(source) in by_place]
        told = [source for source in joined.sources if _place(source) not in by_place]
        for source in inside:
            other = next((one for one in told if one.report != source.report), None)
            if other is not None:
                yield by_place[_place(source)], other


def _place(source: Source) -> tuple[str, int, int]:
    return (source.article, source.span.start, source.trigger.start if source.trigger else -1)


def _lent(event: Event, told: Source, year: str) -> Event:
    """The event with its reason."""
    source = event.sources[0]
    because = f"“{source.text}” names no year; {year} is that of the same happening in {told.article} (“{told.text}”)"
    return replace(
        event,
        certainty="guessed",
        confidence=round(event.confidence * _CERTAINTY, 2),
        sources=(replace(source, because=because, rule=f"{source.rule}, {LENT}"),),
    )
