"""Calendar files (iCalendar, RFC 5545), built with the ics library and corrected where it falls short of the standard.

Choices that the standard leaves open are explained in `docs/exporters.md`.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import BinaryIO
from urllib.parse import quote

from ics import Calendar
from ics import Event as Entry
from ics.grammar.parse import ContentLine

from exporters.base import BY_HAND, ExportError, Options
from exporters.wording import STATUS_WORDS, cited_name, clean, imprecision, one_line, web_address, when_in_words
from timeline.edtf import Edtf
from timeline.model import Article, Diagnostic, Event, Source, Timeline

__all__ = ["EXPORTER", "MAX_EVENTS", "IcsFile", "fold"]

MAX_EVENTS = 1000
"""Events a file: importers of calendar services lose events of larger files."""

_MAX_OCTETS = 75  # RFC 5545, 3.1, without the line break
# Characters of a description: Google Calendar takes 8192.
_MAX_QUOTE, _MAX_REASONS, _MAX_SOURCES = 3500, 1500, 2500
_DOMAIN = "events.timeline.invalid"  # RFC 2606: a domain that will never be anybody's
_PRODUCT = "-//timeline//Events from news articles//EN"
_PREFIXES = {"denied": "Denied: ", "hypothetical": "Possible: "}
_CLOCK = re.compile(r"(\d\d):(\d\d)(?::(\d\d))?(Z|[+-]\d\d:\d\d)?")
_LAST_DAY = date.max


class IcsFile:
    """Exporter for `.ics`."""

    name = "ics"
    suffix = ".ics"

    def split(self, timeline: Timeline, *, options: Options) -> Sequence[Timeline]:
        """Timelines of `MAX_EVENTS` events at most, in order of time."""
        if len(timeline.events) <= MAX_EVENTS:
            return [timeline]
        # Every part carries the stamp of the whole, so that an event keeps it when it moves to another part.
        dated = Article(id="", text="", published=_stamp(timeline).date().isoformat())
        whole, events = replace(timeline, articles=(*timeline.articles, dated)), _in_order(timeline)
        return [replace(whole, events=events[at : at + MAX_EVENTS]) for at in range(0, len(events), MAX_EVENTS)]

    def write(self, timeline: Timeline, stream: BinaryIO, *, options: Options) -> Sequence[Diagnostic]:
        """Write one VCALENDAR with one VEVENT an event; events outside the years 1 to 9999 are reported and left out.

        DTSTAMP (3.8.7.2) comes from SOURCE_DATE_EPOCH, else from the latest publication date, else from the first
        day of the last event. Raises `ExportError` when SOURCE_DATE_EPOCH is no number of seconds.
        """
        calendar, diagnostics = Calendar(creator=_PRODUCT), list[Diagnostic]()
        name = escape(one_line(options.calendar_name or timeline.title) or "Timeline")
        # NAME is RFC 7986, 5.1; X-WR-CALNAME is what Apple and Google read.
        calendar.extra.extend([_line("CALSCALE", "GREGORIAN"), _line("NAME", name), _line("X-WR-CALNAME", name)])
        stamp, entries, uids = _stamp(timeline), list[Entry](), Counter[str]()
        for event in _in_order(timeline):
            entry, problem = _entry(event, options, stamp)
            if problem:
                message = f"calendar: {one_line(event.title)!r} ({event.when.text}) {problem}"
                diagnostics.append(Diagnostic(kind="note", article=_article(event), message=message))
            if entry is not None:
                uids[entry.uid] += 1
                local, _, domain = entry.uid.partition("@")
                entry.uid = f"{local}-{uids[entry.uid]}@{domain}" if uids[entry.uid] > 1 else entry.uid
                entries.append(entry)
        calendar.events = entries  # a list keeps its order, the library's own set does not
        stream.write(fold(calendar.serialize()))
        return diagnostics


EXPORTER = IcsFile()


def _in_order(timeline: Timeline) -> tuple[Event, ...]:
    return tuple(sorted(timeline.events, key=lambda event: event.when.sort_key))


def _article(event: Event) -> str:
    return event.sources[0].article if event.sources else ""


def _stamp(timeline: Timeline) -> datetime:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError) as error:
            raise ExportError(f"SOURCE_DATE_EPOCH is no number of seconds: {epoch!r}") from error
    days = [timeline.updated or ""] + [event.when.first or event.when.last or "" for event in timeline.events[-1:]]
    for day in days:
        if re.fullmatch(r"(19[7-9]|[2-9]\d)\d+-\d\d-\d\d", day):
            return datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC)
    return datetime.fromtimestamp(0, UTC)


def _entry(event: Event, options: Options, stamp: datetime) -> tuple[Entry | None, str]:
    """The calendar entry, or None, and what is to be reported about it."""
    if options.imprecise == "skip" and event.when.precision != "day":
        return None, "is no day and was skipped"
    first, last, problem = _days(event.when, options)
    if first is None or last is None:
        return None, problem
    by_hand = any(source.rule == BY_HAND for source in event.sources)
    entry = Entry(
        name=_summary(event),
        uid=f"{quote(event.uid, safe='', errors='replace') or 'event'}@{_DOMAIN}",
        description=_description(event),
        created=stamp,  # the library writes it as DTSTAMP
        last_modified=stamp,
        transparent=True,  # else the day counts as busy
        status="TENTATIVE" if event.status in _PREFIXES or event.certainty == "guessed" else "CONFIRMED",
    )
    entry.extra.append(_line("SEQUENCE", str(options.sequence + by_hand)))
    start = _time(event.when, first)
    if start is not None:
        entry.extra.append(_line("DTSTART", start))
    else:
        entry.begin, entry.end = first, last
        entry.make_all_day()  # makes the inclusive end exclusive (3.6.1) when there are several days
        if first == last:
            entry.extra.append(_line("DTEND", (last + timedelta(days=1)).isoformat().replace("-", ""), VALUE="DATE"))
    address = next(filter(None, (web_address(source.url) for source in event.sources)), "")
    if address:
        entry.extra.append(_line("URL", address))  # a URI (3.8.4.6), not to be escaped as text
    categories = [STATUS_WORDS[event.status], *sorted({one_line(actor) for actor in event.actors} - {""})]
    entry.extra.append(_line("CATEGORIES", ",".join(escape(category) for category in categories)))
    return entry, problem


def _days(when: Edtf, options: Options) -> tuple[date | None, date | None, str]:
    """First and last day of the entry, or None, and what is to be reported."""
    first, last, problem = when.first, when.last, ""
    if first is None or last is None:
        first = last = first or last
        problem = "has an open end and stands on its known day"
    elif options.imprecise == "first-day":
        last = first
    if first is None or last is None or first[:4] == "0000" or not (len(first) == len(last) == 10):
        return None, None, "lies outside the years 1 to 9999 and is not in the calendar"
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    if begin == _LAST_DAY:
        return None, None, "is the last day of all, has no day after it to end on, and is not in the calendar"
    if end == _LAST_DAY:
        return begin, end - timedelta(days=1), "ends a day early, as calendars have no day after 9999-12-31"
    return begin, end, problem


def _time(when: Edtf, day: date) -> str | None:
    """DTSTART of a time of day: in UTC where the zone is known, else floating (3.3.5). None for an all-day event."""
    match = _CLOCK.fullmatch(when.time or "")
    if match is None:
        return None
    try:
        moment = datetime.fromisoformat(f"{day.isoformat()}T{match[0]}")
        utc = moment.astimezone(UTC) if moment.tzinfo else moment
    except (ValueError, OverflowError):  # "24:00", or a zone that leaves the calendar
        return None
    text = utc.strftime("%m%dT%H%M%S")
    text = f"{utc.year:04}{text}"
    return f"{text}Z" if moment.tzinfo else text


def _summary(event: Event) -> str:
    mark, prefix, title = imprecision(event), _PREFIXES.get(event.status, ""), one_line(event.title) or "Untitled event"
    if title.lower().startswith(prefix.lower()):
        prefix = ""  # the title says it already
    return f"{prefix}{title}{f' ({mark})' if mark else ''}"


def _description(event: Event) -> str:
    """Quote, date, reasons and sources; of each no more than leaves room for the others, and saying how many more."""
    quote_ = clean(event.quote).strip()
    quote_ = quote_ if len(quote_) <= _MAX_QUOTE else quote_[:_MAX_QUOTE] + "\u2026"
    reasons = dict.fromkeys(f"Why: {one_line(source.because)}" for source in event.sources if source.because)
    lines = [f"\u201c{quote_}\u201d", ""] if quote_ else []
    lines.append(f"Date: {when_in_words(event.when)} ({event.certainty}); {STATUS_WORDS[event.status].lower()}.")
    lines += _fitting(list(reasons), _MAX_REASONS, "and {} more reasons")
    lines += ["", "Sources:" if len(event.sources) > 1 else "Source:"] if event.sources else []
    lines += _fitting([_source_line(source) for source in event.sources], _MAX_SOURCES, "- and {} more")
    return "\n".join(lines)


def _source_line(source: Source) -> str:
    published = f", {one_line(source.published)}" if source.published else ""
    address = f" {one_line(source.url)}" if source.url else ""
    return f"- {cited_name(source)}{published}{address}"[:_MAX_REASONS]


def _fitting(lines: Sequence[str], most: int, more: str) -> list[str]:
    """As many lines as have `most` characters together, at least one, and how many are left out."""
    total, kept = 0, list[str]()
    for number, line in enumerate(lines):
        total += len(line) + 1
        if kept and total > most:
            return [*kept, more.format(len(lines) - number)]
        kept.append(line[:most])
    return kept


def escape(text: str) -> str:
    """TEXT (3.3.11): backslash, semicolon, comma and line feed escaped."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _line(name: str, value: str, **parameters: str) -> ContentLine:
    return ContentLine(name, {key: [text] for key, text in parameters.items()}, value)


def fold(text: str) -> bytes:
    """Content lines of at most 75 octets, never cut inside a character, each ended by CRLF (3.1)."""
    return b"".join(piece for line in text.split("\r\n") for piece in _pieces(line))


def _pieces(line: str) -> Iterator[bytes]:
    octets = line.encode()
    start, room = 0, _MAX_OCTETS
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # a continuation byte of UTF-8
            end -= 1
        yield (b" " if start else b"") + octets[start:end] + b"\r\n"
        start, room = end, _MAX_OCTETS - 1
    yield (b" " if start else b"") + octets[start:] + b"\r\n"
