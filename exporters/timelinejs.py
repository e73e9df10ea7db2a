"""JSON that TimelineJS 3 (Knight Lab) loads."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import Any, BinaryIO

from exporters.base import Options
from exporters.csv_other import date_parts
from exporters.wording import STATUS_WORDS, cited_name, one_line, web_address, when_in_words
from timeline.model import Diagnostic, Event, Timeline

__all__ = ["EXPORTER", "TimelineJs"]


class TimelineJs:
    """Exporter for TimelineJS. Its headline and text fields are HTML, so every text is escaped."""

    name = "timelinejs"
    suffix = ".timelinejs.json"

    def write(self, timeline: Timeline, stream: BinaryIO, *, options: Options) -> Sequence[Diagnostic]:
        """A title slide and one slide an event."""
        slides = {
            "title": {"text": {"headline": _html(timeline.title) or "Timeline"}},
            "events": [_slide(event, number) for number, event in enumerate(timeline.events, start=1)],
        }
        text = json.dumps(slides, ensure_ascii=False, indent=1)
        stream.write(text.replace("<", "\\u003c").encode("utf-8", "replace") + b"\n")
        return ()


def _slide(event: Event, number: int) -> dict[str, Any]:
    start, end = date_parts(event.when)
    slide: dict[str, Any] = {
        "start_date": _date(start),
        "display_date": _html(when_in_words(event.when)),
        "text": {"headline": _html(event.title) or "Untitled event", "text": _text(event)},
        "group": STATUS_WORDS[event.status],
        "unique_id": f"event-{number}",
    }
    if end[0]:
        slide["end_date"] = _date(end)
    return slide


def _date(parts: tuple[str, str, str]) -> dict[str, int]:
    return {name: int(part) for name, part in zip(("year", "month", "day"), parts, strict=True) if part}


def _html(text: str) -> str:
    return escape(one_line(text), quote=True)


def _text(event: Event) -> str:
    quote = f"<blockquote>{_html(event.quote)}</blockquote>" if event.quote.strip() else ""
    sources = []
    for source in event.sources:
        name, address = _html(cited_name(source)), escape(web_address(source.url), quote=True)
        linked = f'<a href="{address}" rel="noopener noreferrer">{name}</a>' if address else name
        sources.append(f"<li>{linked}{f', {_html(source.published)}' if source.published else ''}</li>")
    return quote + (f"<ul>{''.join(sources)}</ul>" if sources else "")


EXPORTER = TimelineJs()
