"""How much a date matters, and which dates a short timeline keeps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from timeline.model import Article, Event

__all__ = ["select_dates"]


def select_dates(
    events: Iterable[Event],
    articles: Sequence[Article],
    *,
    select: int | None = None,
    first: str | None = None,
    last: str | None = None,
) -> tuple[Event, ...]:
    return tuple(events)
