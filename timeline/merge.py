"""Events of many articles that tell of the same happening become one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from timeline.model import Diagnostic, Event

__all__ = ["merge_events"]

_ALIKE = 0.6
_WORD = re.compile(r"\w+")


def merge_events(events: Iterable[Event]) -> tuple[tuple[Event, ...], tuple[Diagnostic, ...]]:
    """Merges events of the same date whose titles share most words; chronological, whatever the order of the input."""
    groups: dict[str, list[list[Event]]] = {}
    for event in sorted(events, key=lambda e: (e.when.sort_key, -e.confidence, e.title, e.uid)):
        same_date = groups.setdefault(event.when.text, [])
        for group in same_date:
            if group[0].status == event.status and _alike(group[0].title, event.title) >= _ALIKE:
                group.append(event)
                break
        else:
            same_date.append([event])
    merged = [_joined(group) for same_date in groups.values() for group in same_date]
    return tuple(sorted(merged, key=lambda e: (e.when.sort_key, e.title, e.uid))), ()


def _alike(left: str, right: str) -> float:
    a, b = set(_WORD.findall(left.lower())), set(_WORD.findall(right.lower()))
    return len(a & b) / len(a | b) if a | b else 1.0


def _joined(group: list[Event]) -> Event:
    sources = sorted((s for e in group for s in e.sources), key=lambda s: (s.published or "", s.article, s.span.start))
    actors = dict.fromkeys(a for e in group for a in e.actors)
    return replace(group[0], sources=tuple(sources), actors=tuple(actors))
