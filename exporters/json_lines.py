"""JSON Lines: one event a line, in UTF-8, with every field. Reading it back gives equal events."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO, get_args

from exporters.base import Options, ReadError
from timeline.edtf import Edtf, EdtfError
from timeline.model import Certainty, Diagnostic, Event, Source, Span, Status, Timeline

__all__ = ["EXPORTER", "JsonLines", "event_from_dict", "event_to_dict", "event_to_json", "read_jsonl"]

# Line ends to `str.splitlines` and to JavaScript before 2019, but not to JSON.
_LINE_ENDS = {0x85: "\\u0085", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def event_to_dict(event: Event) -> dict[str, Any]:
    """The event object of the command line's contract.

    A source has the keys `quote` and `edtf` besides only where they differ from the event's, which happens when
    the reports of several articles were merged, `page` only where the article has pages, and `copy_of`
    only where its text repeats that of another.
    """
    return {
        "uid": event.uid,
        "title": event.title,
        "edtf": event.when.text,
        "start": event.when.first,
        "end": event.when.last,
        "precision": event.when.precision,
        "status": event.status,
        "certainty": event.certainty,
        "confidence": event.confidence,
        "actors": list(event.actors),
        "trigger": event.trigger,
        "quote": event.quote,
        "sources": [_source_to_dict(source, event) for source in event.sources],
    }


def _source_to_dict(source: Source, event: Event) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "article": source.article,
        "title": source.title,
        "url": source.url,
        "published": source.published,
        "start": source.span.start,
        "end": source.span.end,
        "text": source.text,
        "trigger_start": source.trigger.start if source.trigger else None,
        "trigger_end": source.trigger.end if source.trigger else None,
        "rule": source.rule,
        "because": source.because,
    }
    if source.page is not None:
        fields["page"] = source.page
    if source.copy_of:
        fields["copy_of"] = source.copy_of
    if source.quote != event.quote:
        fields["quote"] = source.quote
    if source.edtf is not None:
        fields["edtf"] = source.edtf
    return fields


def event_from_dict(fields: Mapping[str, Any]) -> Event:
    """The event that `event_to_dict` described; `start`, `end` and `precision` follow from `edtf`.

    Raises `ReadError` naming the key that is missing or wrong.
    """
    try:
        return Event(
            uid=_text(fields, "uid"),
            title=_text(fields, "title"),
            when=Edtf(_text(fields, "edtf")),
            status=_one_of(fields, "status", get_args(Status)),
            certainty=_one_of(fields, "certainty", get_args(Certainty)),
            confidence=float(fields["confidence"]),
            actors=tuple(str(actor) for actor in fields.get("actors", ())),
            trigger=_text(fields, "trigger", ""),
            quote=_text(fields, "quote", ""),
            sources=tuple(_source_from_dict(source, fields) for source in fields.get("sources", ())),
        )
    except KeyError as error:
        raise ReadError(f"{error.args[0]!r} is missing") from error
    except (EdtfError, TypeError, ValueError) as error:
        raise ReadError(str(error)) from error


def _source_from_dict(fields: Mapping[str, Any], event: Mapping[str, Any]) -> Source:
    trigger = fields.get("trigger_start"), fields.get("trigger_end")
    return Source(
        article=_text(fields, "article"),
        title=_text(fields, "title", ""),
        url=_text(fields, "url", ""),
        published=fields.get("published"),
        span=Span(start=int(fields["start"]), end=int(fields["end"])),
        text=_text(fields, "text", ""),
        trigger=None if None in trigger else Span(start=int(trigger[0] or 0), end=int(trigger[1] or 0)),
        quote=_text(fields, "quote", event.get("quote", "")),
        rule=_text(fields, "rule", ""),
        because=_text(fields, "because", ""),
        edtf=fields.get("edtf"),
        page=None if fields.get("page") is None else int(fields["page"]),
        copy_of=str(fields.get("copy_of") or ""),
    )


def _text(fields: Mapping[str, Any], key: str, default: str | None = None) -> str:
    value = fields[key] if default is None else fields.get(key, default)
    if not isinstance(value, str):
        raise ReadError(f"{key!r} is no text: {value!r}")
    return value


def _one_of(fields: Mapping[str, Any], key: str, allowed: tuple[str, ...]) -> Any:
    value = _text(fields, key)
    if value not in allowed:
        raise ReadError(f"{key!r} is {value!r}, not one of {', '.join(allowed)}")
    return value


def event_to_json(event: Event) -> bytes:
    """The event as one line of UTF-8, without the line's end."""
    line = json.dumps(event_to_dict(event), ensure_ascii=False, separators=(",", ":")).translate(_LINE_ENDS)
    try:
        return line.encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which JSON can write but UTF-8 cannot
        return json.dumps(event_to_dict(event), separators=(",", ":")).encode()


class JsonLines:
    """Exporter for `.jsonl`."""

    name = "jsonl"
    suffix = ".jsonl"

    def write(self, timeline: Timeline, stream: BinaryIO, *, options: Options) -> Sequence[Diagnostic]:
        """One event a line; the articles and diagnostics of the timeline are not written."""
        for event in timeline.events:
            stream.write(event_to_json(event) + b"\n")
        return ()


EXPORTER = JsonLines()


def read_jsonl(stream: BinaryIO, *, name: str = "timeline.jsonl", title: str = "Timeline") -> Timeline:
    """The timeline that was written as JSON Lines, in chronological order; `name` is for messages.

    A line that is no event becomes a diagnostic naming file, line and key. Raises `ReadError` when nothing of the
    file is an event.
    """
    events: list[Event] = []
    diagnostics: list[Diagnostic] = []
    for number, line in enumerate(stream.read().removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
            if not isinstance(fields, dict):
                raise ReadError("no JSON object")
            events.append(event_from_dict(fields))
        except (ReadError, ValueError) as error:
            message = f"{name}, line {number}: {error}"
            diagnostics.append(Diagnostic(kind="unreadable", article=name, message=message))
    if diagnostics and not events:
        raise ReadError(f"{diagnostics[0].message}; no line of the file is an event")
    events.sort(key=lambda event: event.when.sort_key)
    return Timeline(title=title, events=tuple(events), diagnostics=tuple(diagnostics))
