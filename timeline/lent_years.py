"""A day that an article names without its year, and without a day of publication, takes the year of the event that
other articles tell of that day: only where one year alone gives it such an event, and never silently."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from timeline.edtf import Edtf
from timeline.merge import LENT, merge_events
from timeline.model import Article, Dated, Event, Source
from timeline.uids import uid_of

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
    versions = [v for event in extract(_in_some_year(tagged, days)) for v in _versions(event, days)]
    if not versions:
        return ()
    found: dict[tuple[str, int, int], list[Event]] = {}
    for event, told in _matches(versions, merged):
        found.setdefault(event.sources[0].place, []).append(_lent(event, told))
    return tuple(events[0] for events in found.values() if len(events) == 1)


def _years_of_days(merged: Iterable[Event]) -> dict[str, set[str]]:
    """For each day of the year ("-10-26") the years in which something is told of it."""
    days: dict[str, set[str]] = {}
    for event in merged:
        if event.when.precision == "day" and event.when.first and event.status == "happened":
            days.setdefault(event.when.first[-6:], set()).add(event.when.first[:-6])
    return days


def _in_some_year(tagged: Iterable[Tagged], days: dict[str, set[str]]) -> Iterator[Tagged]:
    """The articles with those of their open days of which something is told elsewhere, in the first year of these."""
    for article, dated in tagged:
        open_days = [(one, _OPEN_DAY.fullmatch(one.value)) for one in dated if one.edtf is None]
        known = [(one, match[1]) for one, match in open_days if match and match[1] in days]
        if known and article.published is None:
            yield article, tuple(_in_year(one, f"{min(days[day])}{day}") for one, day in known)


def _in_year(one: Dated, day: str) -> Dated:
    return replace(one, edtf=Edtf(day), value=day, anchor="narrative")


def _versions(event: Event, days: dict[str, set[str]]) -> Iterator[Event]:
    """An event in each of the years in which something is told of its day."""
    day = event.when.text[-6:]
    for year in sorted(days.get(day, ())):
        source = replace(event.sources[0], edtf=f"{year}{day}")
        yield replace(event, when=Edtf(f"{year}{day}"), sources=(source,))


def _matches(versions: Sequence[Event], merged: Sequence[Event]) -> Iterator[tuple[Event, Source]]:
    """The versions that merging joins to an event that another report dates in full, with that source."""
    by_place = {(event.sources[0].place, event.when.text): event for event in versions}
    for joined in merge_events([*merged, *versions])[0]:
        inside = [s for s in joined.sources if (s.place, s.edtf) in by_place]
        told = [s for s in joined.sources if (s.place, s.edtf) not in by_place]
        for source in inside:
            other = next((one for one in told if one.report != source.report), None)
            if other is not None:
                yield by_place[source.place, source.edtf or ""], other


def _lent(event: Event, told: Source) -> Event:
    """The event with its reason, and an identity that no other event of its article has."""
    source, year = event.sources[0], event.when.text[:-6]
    because = f"“{source.text}” names no year; {year} is that of the same happening in {told.article} (“{told.text}”)"
    return replace(
        event,
        uid=uid_of(f"{event.uid} {source.span.start}"),
        certainty="guessed",
        confidence=round(event.confidence * _CERTAINTY, 2),
        sources=(replace(source, because=because, rule=f"{source.rule}, {LENT}"),),
    )
