"""Excel workbooks with real dates, a frozen header, filters and links. Needs XlsxWriter (the extra `xlsx`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any, BinaryIO

from xlsxwriter import Workbook  # type: ignore[import-not-found,import-untyped,unused-ignore]

from exporters.base import Options
from exporters.csv_file import COLUMNS, event_to_row
from exporters.wording import one_line, web_address
from timeline.model import Diagnostic, Event, Timeline

__all__ = ["EXPORTER", "XlsxFile"]

_LONGEST = 32_767  # characters of a cell (ISO/IEC 29500-1, 18.3.1.96)
_FIRST_DAY = date(1900, 3, 1)  # Excel counts a 29 February 1900 that never was; earlier days are written as text
_WIDTHS = {"start": 12, "end": 12, "title": 60, "quote": 60, "sources": 32, "urls": 32, "actors": 24, "reasons": 40}
_NUMBERS = ("confidence", "year", "month", "day")


class XlsxFile:
    """Exporter for `.xlsx`. The columns are those of the CSV."""

    name = "xlsx"
    suffix = ".xlsx"

    def write(self, timeline: Timeline, stream: BinaryIO, *, options: Options) -> Sequence[Diagnostic]:
        """One sheet; a text is never taken for a formula. Reported is what is longer than a cell may be."""
        buffer, diagnostics = BytesIO(), list[Diagnostic]()
        book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                                 "strings_to_numbers": False})  # fmt: skip
        book.set_properties({"title": one_line(timeline.title), "created": datetime(2000, 1, 1, tzinfo=UTC)})
        sheet = book.add_worksheet("Timeline")
        formats = {
            "header": book.add_format({"bold": True, "bottom": 1, "bg_color": "#E9EDF2"}),
            "text": book.add_format({"valign": "top", "text_wrap": True}),
            "date": book.add_format({"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"}),
        }
        for column, name in enumerate(COLUMNS):
            sheet.write_string(0, column, name, formats["header"])
            sheet.set_column(column, column, _WIDTHS.get(name, 13))
        for row, event in enumerate(timeline.events, start=1):
            diagnostics += _write_row(sheet, row, event, formats)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(timeline.events)), len(COLUMNS) - 1)
        book.close()
        stream.write(buffer.getvalue())
        return diagnostics


def _write_row(sheet: Any, row: int, event: Event, formats: dict[str, Any]) -> list[Diagnostic]:
    diagnostics = []
    for column, (name, cell) in enumerate(zip(COLUMNS, event_to_row(event), strict=True)):
        if len(cell) > _LONGEST:
            message = f"xlsx: {one_line(event.title)[:80]!r}: {name} was cut at {_LONGEST:,} characters"
            diagnostics.append(Diagnostic(kind="note", article="", message=message))
            cell = cell[: _LONGEST - 1] + "\u2026"
        day = _day(cell) if name in ("start", "end") else None
        address = web_address(event.sources[0].url) if name == "urls" and len(event.sources) == 1 else ""
        if day is not None:
            # Days are written as numbers, for the library would take them through a time of day.
            sheet.write_number(row, column, (day - date(1899, 12, 30)) / timedelta(days=1), formats["date"])
        elif name in _NUMBERS and cell:
            sheet.write_number(row, column, float(cell), formats["text"])
        elif address and len(address) < 2000:
            sheet.write_url(row, column, address, formats["text"], cell)
        elif cell:
            sheet.write_string(row, column, cell, formats["text"])
    return diagnostics


def _day(cell: str) -> date | None:
    if len(cell) != 10:
        return None
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        return None
    return day if day >= _FIRST_DAY else None


EXPORTER = XlsxFile()
