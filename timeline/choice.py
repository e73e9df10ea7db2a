"""What of a timeline is wanted: a range of days, kinds of events, the dates that matter most."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from timeline.model import Article, Diagnostic, Event, Status, Timeline
from timeline.ranking import select_dates

__all__ = ["Choice", "choose", "note_of_events"]

_Events = tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The wishes of a user; none of them set keeps everything.

    `first` and `last` are ISO days, inclusive. `statuses` and `actors` keep an event that has one of them; an actor is
    found by any part of the name, whatever the case. `select` keeps the dates that matter most of those that are left.
    """

    select: int | None = None
    first: str | None = None
    last: str | None = None
    min_sources: int = 1
    statuses: tuple[Status, ...] = ()
    actors: tuple[str, ...] = ()


def choose(timeline: Timeline, choice: Choice) -> Timeline:
    """The chosen part of a timeline, with a note of how many events each wish left out."""
    events, notes = timeline.events, []
    for option, keep in _wishes(choice, timeline.articles):
        kept = keep(events)
        notes += note_of_events(len(events) - len(kept), f"left out by {option}")
        events = kept
    return replace(timeline, events=events, diagnostics=(*timeline.diagnostics, *notes))


def _wishes(choice: Choice, articles: Sequence[Article]) -> Iterator[tuple[str, Callable[[_Events], _Events]]]:
    if choice.first is not None:
        yield f"--from {choice.first}", lambda events: select_dates(events, first=choice.first)
    if choice.last is not None:
        yield f"--to {choice.last}", lambda events: select_dates(events, last=choice.last)
    if choice.min_sources > 1:
        yield f"--min-sources {choice.min_sources}", _those(lambda e: _articles(e) >= choice.min_sources)
    if choice.statuses:
        yield f"--status {','.join(choice.statuses)}", _those(lambda e: e.status in choice.statuses)
    if choice.actors:
        names = tuple(name.casefold() for name in choice.actors)
        yield f"--actor {', '.join(choice.actors)}", _those(lambda e: _acts(e, names))
    if choice.select is not None:
        yield f"--select {choice.select}", lambda events: select_dates(events, articles, select=choice.select)


def _those(fits: Callable[[Event], bool]) -> Callable[[_Events], _Events]:
    return lambda events: tuple(event for event in events if fits(event))


def _articles(event: Event) -> int:
    return len({source.report for source in event.sources})


def _acts(event: Event, names: tuple[str, ...]) -> bool:
    return any(name in actor.casefold() for actor in event.actors for name in names)


def note_of_events(count: int, what: str) -> list[Diagnostic]:
    """A note of how many events something happened to ("3 events were left out by hand"); none for no event."""
    if not count:
        return []
    events = "1 event was" if count == 1 else f"{count} events were"
    return [Diagnostic(kind="note", article="", message=f"{events} {what}")]
