"""Reads a timeline back from a spreadsheet, also after somebody edited it.

Columns may stand in any order and some may be missing; rows may be deleted or added with nothing but a date and a
title; dates may be re-typed by the spreadsheet; the file may be separated by semicolons or tabs, in UTF-8, UTF-16
(Excel's "Unicode text") or, where it is neither, Windows-1252.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Any, BinaryIO, get_args

from exporters.base import BY_HAND, ReadError
from exporters.csv_dates import CellError, day_order, row_date
from exporters.csv_file import COLUMNS, event_to_row, unguard
from exporters.wording import clean
from timeline.edtf import Edtf
from timeline.model import Certainty, Diagnostic, Event, Source, Span, Status, Timeline

__all__ = ["read_csv", "split"]

_ALIASES = {
    "date": "start", "start_date": "start", "when": "start", "from": "start", "end_date": "end", "until": "end",
    "event": "title", "headline": "title", "summary": "title", "source": "sources", "url": "urls", "actor": "actors",
    "id": "uid",
}  # fmt: skip
_PLACE = re.compile(r"(\d+)-(\d+)(?: (\d+)-(\d+))?(?: p\. (\d+))?")


def read_csv(
    stream: BinaryIO, *, name: str = "timeline.csv", title: str = "Timeline", original: Sequence[Event] = ()
) -> Timeline:
    """The timeline of a spreadsheet, in chronological order; `name` is for messages.

    `original` are the events that the spreadsheet was made from, where they are known: rows that nobody changed give
    these again, and a changed one says which of its cells were edited by hand.
    A row that cannot be understood becomes a diagnostic naming file, row (the header is row 1) and column. A date
    changed by hand is kept with that reason as one more source. Raises `ReadError` for a file that is no table or
    has no column for dates or titles.
    """
    text, diagnostics = _decode(stream.read(), name)
    rows = _rows(text, name)
    header = [_column(cell) for cell in rows[0][1]]
    for wanted, others in (("title", ()), ("start", ("end", "edtf", "year"))):
        if wanted not in header and not set(others) & set(header):
            raise ReadError(f"{name}, row 1: there is no column {wanted!r}")
    table = [(number, dict(zip_longest(header, cells[: len(header)], fillvalue=""))) for number, cells in rows[1:]]
    order = day_order(row.get(column, "") for _, row in table for column in ("start", "end", "edtf"))
    known = {clean(event.uid).strip(): event for event in original}
    events: list[Event] = []
    uids: Counter[str] = Counter()
    for number, cells in table:
        row = {column: unguard(cell) for column, cell in cells.items() if column}
        try:
            event = _event(row, order, uids)
        except CellError as error:
            message = f"{name}, row {number}, column {error.column!r}: {error}"
            diagnostics.append(Diagnostic(kind="unreadable", article=name, message=message))
        else:
            events.append(_compared(event, known.get(event.uid)))
    events.sort(key=lambda event: event.when.sort_key)
    return Timeline(title=title, events=tuple(events), diagnostics=tuple(diagnostics))


def _decode(octets: bytes, name: str) -> tuple[str, list[Diagnostic]]:
    if octets.startswith((b"\xff\xfe", b"\xfe\xff")):
        return octets.decode("utf-16", errors="replace"), []
    try:
        return octets.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        message = f"{name} is not UTF-8; it was read as Windows-1252, check letters with accents"
        return octets.decode("cp1252", errors="replace"), [Diagnostic(kind="note", article=name, message=message)]


def _rows(text: str, name: str) -> list[tuple[int, list[str]]]:
    """The rows that are not empty, with their numbers as a spreadsheet counts them."""
    hint = re.match(r"sep=(.)\r?\n", text)
    first = text[hint.end() if hint else 0 :].lstrip().split("\n", 1)[0]
    separator = hint[1] if hint else max(",;\t", key=first.count)
    field_limit = csv.field_size_limit(len(text) + 1)
    try:
        parsed = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False))
    except csv.Error as error:
        raise ReadError(f"{name} is no table: {error}") from error
    finally:
        csv.field_size_limit(field_limit)
    rows = [(number, cells) for number, cells in enumerate(parsed, start=1) if any(cell.strip() for cell in cells)]
    rows = rows[1:] if hint else rows
    if not rows:
        raise ReadError(f"{name} is empty")
    return rows


def _column(cell: str) -> str:
    name = re.sub(r"[\s_\-]+", "_", cell.strip().lower().lstrip("\ufeff"))
    return _ALIASES.get(name, name) if name not in COLUMNS else name


def _event(row: Mapping[str, str], order: str | None, uids: Counter[str]) -> Event:
    title = row.get("title", "").strip()
    if not title:
        raise CellError("title", "the row has no title")
    when, changed = row_date(row, order=order)
    sources = _sources(row)
    uid = row.get("uid", "").strip()
    added = not uid
    if added:
        uid = "hand-" + hashlib.sha256(" ".join(title.lower().split()).encode()).hexdigest()[:16]
    uids[uid] += 1
    if added or changed:
        reason = f"date edited by hand ({changed})" if changed else "row added by hand"
        sources = (*sources, _by_hand(reason, when))
    return Event(
        uid=f"{uid}-{uids[uid]}" if uids[uid] > 1 else uid,
        title=title,
        when=when,
        status=_choice(row, "status", get_args(Status), "happened"),
        certainty="stated" if changed else _choice(row, "certainty", get_args(Certainty), "stated"),
        confidence=1.0 if changed else _confidence(row.get("confidence", "")),
        actors=tuple(split(row.get("actors", ""))),
        trigger=row.get("trigger", ""),
        quote=row.get("quote", ""),
        sources=sources,
    )


_FIELDS = ("title", "when", "status", "certainty", "confidence", "actors", "quote", "trigger")


def _compared(event: Event, before: Event | None) -> Event:
    """The event as it was before if its row says the same, else with the names of what was changed."""
    if before is None:
        return event
    unchanged = _event(dict(zip(COLUMNS, event_to_row(before), strict=True)), None, Counter())
    changed = [name for name in _FIELDS if getattr(event, name) != getattr(unchanged, name)]
    if not changed:
        return before
    names = ", ".join("date" if name == "when" else name for name in changed)
    return replace(event, sources=(*before.sources, _by_hand(f"edited by hand: {names}", event.when)))


def _by_hand(reason: str, when: Edtf) -> Source:
    return Source(article="", title="Edited by hand", url="", published=None, span=Span(start=0, end=0), text="",
                  trigger=None, quote="", rule=BY_HAND, because=reason, edtf=when.text)  # fmt: skip


def _choice(row: Mapping[str, str], column: str, allowed: tuple[str, ...], default: str) -> Any:
    value = row.get(column, "").strip().lower() or default
    if value not in allowed:
        raise CellError(column, f"{value!r} is not one of {', '.join(allowed)}")
    return value


def _confidence(cell: str) -> float:
    text = cell.strip().replace(",", ".")
    try:
        number = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1) if text else 1.0
    except ValueError as error:
        raise CellError("confidence", f"{cell!r} is no number") from error
    if not 0 <= number <= 1:
        raise CellError("confidence", f"{cell!r} does not lie between 0 and 1")
    return number


def split(cell: str) -> list[str]:
    """The values that `csv_file.join` joined; of a list typed by hand, also with semicolons."""
    if not cell.strip():
        return []
    parts = re.split(r"(?<!\\)((?:\\\\)*)\s*\|\s*", cell)
    values = [a + b for a, b in zip_longest(parts[::2], parts[1::2], fillvalue="")]
    return [re.sub(r"\\(.)", r"\1", value, flags=re.DOTALL).strip() for value in values]


def _sources(row: Mapping[str, str]) -> tuple[Source, ...]:
    names = ("articles", "sources", "urls", "published", "places", "expressions", "rules", "reasons",
             "source_quotes", "source_dates")  # fmt: skip
    columns = zip_longest(*(split(row.get(name, "")) for name in names), fillvalue="")
    return tuple(_source(dict(zip(names, values, strict=True)), row.get("quote", "")) for values in columns)


def _source(cells: Mapping[str, str], quote: str) -> Source:
    place = _PLACE.fullmatch(cells["places"])
    start, end, trigger_start, trigger_end, page = place.groups() if place else ("0", "0", None, None, None)
    trigger = Span(start=int(trigger_start), end=int(trigger_end)) if trigger_start and trigger_end else None
    return Source(
        article=cells["articles"] or cells["urls"] or cells["sources"],
        title=cells["sources"],
        url=cells["urls"],
        published=cells["published"] or None,
        span=Span(start=int(start), end=int(end)),
        text=cells["expressions"],
        trigger=trigger,
        quote=cells["source_quotes"] or quote,
        rule=cells["rules"],
        because=cells["reasons"],
        edtf=cells["source_dates"] or None,
        page=int(page) if page else None,
    )
