"""What a person changed in a timeline wins over what is found anew.

A row and an event are the same if their uid is, or, where the event has grown into another, if they share a source.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from timeline.choice import note_of_events
from timeline.model import Event, Timeline

__all__ = ["Kept", "keep"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A table that went through somebody's hands: its rows, the uids of edited or added ones, those of deleted ones."""

    rows: tuple[Event, ...]
    edited: frozenset[str]
    deleted: frozenset[str]


def keep(timeline: Timeline, kept: Kept) -> Timeline:
    """The timeline with edited rows as they were edited, added rows added and deleted ones left out.

    An edited row takes the sources that its event has now; one whose event is not found any more stays as it is. An
    event that an older article has given a new uid takes that of its row again.
    What is deleted stays deleted however it grew, unless it has grown together with a row that was left in.
    """
    rows = {row.uid: row for row in kept.rows}
    events = [_named(event, rows, kept) for event in timeline.events]
    found = {event.uid: event for event in events if event is not None}
    left_out = len(events) - len(found)
    edited = {uid: row for uid, row in rows.items() if uid in kept.edited}
    owners = {s.place: event.uid for event in found.values() for s in event.sources}
    for uid, row in sorted(rows.items(), key=lambda item: (item[0] not in edited, item[1].when.sort_key, item[0])):
        if uid in found:
            continue
        grown = (owners[place] for place in _places(row) if place in owners)
        new = next((other for other in grown if other in found and other not in rows), None)
        if new is not None:
            found[uid] = replace(found.pop(new), uid=uid)
        elif uid in edited:
            found[uid] = row
    merged = (_as_edited(edited[uid], event) if uid in edited else event for uid, event in found.items())
    ordered = sorted(merged, key=lambda e: (e.when.sort_key, e.title, e.uid))
    notes = [
        *note_of_events(len(edited), "kept as edited by hand"),
        *note_of_events(left_out, "left out as deleted by hand"),
    ]
    return replace(timeline, events=tuple(ordered), diagnostics=(*timeline.diagnostics, *notes))


def _named(event: Event, rows: dict[str, Event], kept: Kept) -> Event | None:
    """The event; under the uid of a row it has swallowed if its own was deleted, None if there is no such row."""
    if event.uid not in kept.deleted:
        return event
    places = set(_places(event))
    heir = next((uid for uid, row in rows.items() if places.intersection(_places(row))), None)
    return None if heir is None else replace(event, uid=heir)


def _as_edited(row: Event, found: Event) -> Event:
    """The row with the sources of both; what stands for the hand of a person has no place in an article."""
    known = set(_places(found))
    more = (s for s in row.sources if s.place not in known)
    return replace(row, sources=tuple(dict.fromkeys((*found.sources, *more))))


def _places(event: Event) -> Iterable[tuple[str, int, int]]:
    return (s.place for s in event.sources if s.article)
