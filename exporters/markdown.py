"""Markdown (CommonMark) for notes, wikis and pull requests: a heading a year, an item an event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import BinaryIO

from exporters.base import Options
from exporters.wording import STATUS_WORDS, cited_name, one_line, subtitle, web_address, when_in_words, year_in_words
from timeline.model import Diagnostic, Event, Timeline

__all__ = ["EXPORTER", "Markdown"]

# Signs with a meaning inside a line; all of them may be escaped (CommonMark 0.31, 2.4).
_MEANINGFUL = re.compile(r"([\\`*_{}\[\]<>#|!~&$])")


class Markdown:
    """Exporter for `.md`."""

    name = "markdown"
    suffix = ".md"

    def write(self, timeline: Timeline, stream: BinaryIO, *, options: Options) -> Sequence[Diagnostic]:
        """The whole timeline with quotes and sources."""
        stream.write("\n".join(_lines(timeline)).encode("utf-8", "replace"))
        return ()


def _lines(timeline: Timeline) -> Iterator[str]:
    yield f"# {_text(timeline.title) or 'Timeline'}"
    yield ""
    yield _text(subtitle(timeline))
    yield ""
    for year, events in groupby(timeline.events, key=lambda event: year_in_words(event.when)):
        yield f"## {year}"
        yield ""
        for event in events:
            yield from _item(event)
        yield ""


def _item(event: Event) -> Iterator[str]:
    status = "" if event.status == "happened" else f" *({STATUS_WORDS[event.status].lower()})*"
    yield f"- **{_text(when_in_words(event.when))}**: {_text(event.title) or 'Untitled event'}{status}"
    if event.quote.strip():
        yield f"  > {_text(event.quote)}"
        yield ""
    for source in event.sources:
        name, address = _text(cited_name(source)), web_address(source.url)
        linked = f"[{name}](<{address}>)" if address else name
        published = f", {_text(source.published)}" if source.published else ""
        yield f"  - {linked}{published}"


def _text(text: str) -> str:
    """One line without any sign that Markdown would read, nor one that would begin a list or a heading."""
    line = _MEANINGFUL.sub(r"\\\1", one_line(text))
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", re.sub(r"^([+\-=:])", r"\\\1", line))


EXPORTER = Markdown()
