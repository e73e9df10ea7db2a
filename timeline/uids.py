"""The identity of events: by article, happening and place among its kind there, never by the date."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from timeline.model import Event

__all__ = ["uid_of", "with_uids"]


def uid_of(key: str) -> str:
    """The identity that a key stands for."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:24]


def with_uids(events: Iterable[Event]) -> Iterator[Event]:
    """The events of one article, each with its identity, so that a corrected date moves an entry of a calendar."""
    seen: dict[str, int] = {}
    for event in events:
        words = sorted(set(event.title.lower().split()))
        happening = " ".join([event.sources[0].article, event.trigger.lower(), *words])
        seen[happening] = seen.get(happening, 0) + 1
        yield replace(event, uid=uid_of(f"{happening} {seen[happening]}"))
