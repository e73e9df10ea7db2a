"""Spreadsheets as CSV (RFC 4180) that open right in Excel, LibreOffice and Google Sheets.

UTF-8 with a byte order mark, which Excel needs; CRLF line ends; full ISO days in `start` and `end`, because a bare
"2025-03" is re-typed by spreadsheets; and an apostrophe before every cell that a spreadsheet would take for a formula.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import BinaryIO

from exporters.base import Options
from exporters.wording import clean
from timeline.edtf import Edtf
from timeline.model import Diagnostic, Event, Source, Timeline

__all__ = ["COLUMNS", "EXPORTER", "CsvFile", "event_to_row", "guard", "join", "unguard"]

COLUMNS = (
    "start", "end", "title", "status", "precision", "certainty", "confidence", "actors", "quote",
    "sources", "urls", "published", "expressions", "reasons",
    "edtf", "year", "month", "day", "trigger", "uid",
    "articles", "places", "rules", "source_quotes", "source_dates",
)  # fmt: skip
"""The header. From `sources` on, a cell holds one entry a source, in the same order, joined with " | "."""

# What a spreadsheet may take for a formula: also after spaces, and in the wide forms that East Asian locales accept.
_FORMULA = re.compile(r"'*\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]|'*\s*[\t\r\n]")


def guard(text: str) -> str:
    """`text`, with an apostrophe in front if a spreadsheet would take it for a formula; `unguard` undoes it."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """The text that `guard` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def join(values: Sequence[str]) -> str:
    """The values with " | " between them; a bar or backslash inside a value is escaped by a backslash.

    Nothing at all is written when every value is empty.
    """
    if not any(values):
        return ""
    return " | ".join(clean(value).replace("\\", "\\\\").replace("|", "\\|").strip() for value in values)


def event_to_row(event: Event) -> list[str]:
    """The cells of one event in the order of `COLUMNS`, not yet guarded."""
    when, sources = event.when, event.sources
    year, month, day = _parts(when)
    cells = {
        "start": when.first or "",
        "end": when.last or "",
        "title": clean(event.title),
        "status": event.status,
        "precision": when.precision,
        "certainty": event.certainty,
        "confidence": repr(event.confidence),
        "actors": join(event.actors),
        "quote": clean(event.quote),
        "sources": join([source.title for source in sources]),
        "urls": join([source.url for source in sources]),
        "published": join([source.published or "" for source in sources]),
        "expressions": join([source.text for source in sources]),
        "reasons": join([source.because for source in sources]),
        "edtf": when.text,
        "year": year,
        "month": month,
        "day": day,
        "trigger": clean(event.trigger),
        "uid": clean(event.uid),
        "articles": join([source.article for source in sources]),
        "places": join([_place(source) for source in sources]),
        "rules": join([source.rule for source in sources]),
        "source_quotes": join(["" if source.quote == event.quote else source.quote for source in sources]),
        "source_dates": join([source.edtf or "" for source in sources]),
    }
    return [cells[column] for column in COLUMNS]


def _parts(when: Edtf) -> tuple[str, str, str]:
    """Year, month and day as numbers, of the first day where the value is an interval, as far as they are known."""
    first = when.first or when.last or ""
    sign, (year, month, day) = ("-" if first.startswith("-") else ""), first.lstrip("-").split("-")
    known_month = when.precision not in ("year", "decade", "century")
    known_day = known_month and when.precision not in ("month", "quarter", "season")
    return f"{sign}{int(year)}", str(int(month)) if known_month else "", str(int(day)) if known_day else ""


def _place(source: Source) -> str:
    """Positions in the article: of the time expression, then of the word that names the happening; then the page."""
    place = f"{source.span.start}-{source.span.end}"
    trigger = f" {source.trigger.start}-{source.trigger.end}" if source.trigger else ""
    return f"{place}{trigger}" if source.page is None else f"{place}{trigger} p. {source.page}"


class CsvFile:
    """Exporter for `.csv`. `csv_reading.read_csv` reads it back, also after somebody edited it."""

    name = "csv"
    suffix = ".csv"

    def write(self, timeline: Timeline, stream: BinaryIO, *, options: Options) -> Sequence[Diagnostic]:
        """A header and one row an event. Numbers below zero are the only cells that begin with a sign unguarded."""
        text = io.StringIO(newline="")
        rows = csv.writer(text, lineterminator="\r\n")
        rows.writerow(COLUMNS)
        numbers = {COLUMNS.index(name) for name in ("confidence", "year", "month", "day")}
        for event in timeline.events:
            cells = event_to_row(event)
            rows.writerow([cell if at in numbers else guard(cell) for at, cell in enumerate(cells)])
        stream.write(text.getvalue().encode("utf-8-sig"))
        return ()


EXPORTER = CsvFile()
