"""Spreadsheets for other programs: Google Calendar's import columns, and the sheet that TimelineJS reads."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from exporters.base import Options
from exporters.csv_file import guard
from exporters.wording import cited_name, clean, imprecision, one_line, web_address, when_in_words
from timeline.edtf import Edtf
from timeline.model import Diagnostic, Event, Timeline

__all__ = ["GOOGLE", "TIMELINEJS", "GoogleCsv", "TimelineJsCsv"]

_GOOGLE_COLUMNS = ("Subject", "Start Date", "Start Time", "End Date", "End Time", "All Day Event", "Description")
_TIMELINEJS_COLUMNS = (
    "Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date", "Headline", "Text",
    "Media", "Media Credit", "Media Caption", "Media Thumbnail", "Type", "Group", "Background", "Link",
)  # fmt: skip


def _write(stream: BinaryIO, columns: Sequence[str], rows: Iterable[Sequence[str]], *, encoding: str) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    stream.write(text.getvalue().encode(encoding))


def _skipped(event: Event, format_name: str, why: str) -> Diagnostic:
    article = event.sources[0].article if event.sources else ""
    message = f"{format_name}: {one_line(event.title)!r} ({event.when.text}) {why}"
    return Diagnostic(kind="note", article=article, message=message)


def _plain_text(event: Event) -> str:
    """Quote, reasons and sources, for a field that takes text only."""
    lines = [f"\u201c{one_line(event.quote)}\u201d"] if event.quote.strip() else []
    for source in event.sources:
        published = f", {one_line(source.published)}" if source.published else ""
        lines.append(f"{cited_name(source)}{published} {web_address(source.url)}".rstrip())
    return "\n".join(lines)


class GoogleCsv:
    """Exporter for Google Calendar's import: its English header, dates as MM/DD/YYYY, ends inclusive."""

    name = "csv-google"
    suffix = ".google.csv"

    def write(self, timeline: Timeline, stream: BinaryIO, *, options: Options) -> Sequence[Diagnostic]:
        """One row an event; events outside the years 1 to 9999 are reported and left out."""
        rows, diagnostics = list[list[str]](), list[Diagnostic]()
        for event in timeline.events:
            first, last = event.when.first or event.when.last or "", event.when.last or event.when.first or ""
            if options.imprecise == "skip" and event.when.precision != "day":
                diagnostics.append(_skipped(event, self.name, "is no day and was skipped"))
                continue
            if any(len(day) != 10 or day.startswith("0000") for day in (first, last)):
                diagnostics.append(_skipped(event, self.name, "lies outside the years 1 to 9999"))
                continue
            if options.imprecise == "first-day" or None in (event.when.first, event.when.last):
                last = first
            mark = imprecision(event)
            subject = guard(f"{one_line(event.title) or 'Untitled event'}{f' ({mark})' if mark else ''}")
            rows.append([subject, _american(first), "", _american(last), "", "True", guard(_plain_text(event))])
        _write(stream, _GOOGLE_COLUMNS, rows, encoding="utf-8")
        return diagnostics


def _american(day: str) -> str:
    year, month, of_month = day.split("-")
    return f"{month}/{of_month}/{year}"


class TimelineJsCsv:
    """Exporter for the spreadsheet that TimelineJS (Knight Lab) is fed with; the header is that of its template."""

    name = "csv-timelinejs"
    suffix = ".timelinejs.csv"

    def write(self, timeline: Timeline, stream: BinaryIO, *, options: Options) -> Sequence[Diagnostic]:
        """A title row and one row an event. Dates are given as precisely as they are known, and again in words."""
        title = ["", *[""] * 8, guard(one_line(timeline.title) or "Timeline"), *[""] * 5, "title", "", "", ""]
        rows = [title]
        for event in timeline.events:
            start, end = date_parts(event.when)
            link = next(filter(None, (web_address(source.url) for source in event.sources)), "")
            rows.append([
                *start, "", *end, "", when_in_words(event.when), guard(one_line(event.title)),
                guard(clean(_plain_text(event))), "", "", "", "", "", event.status, "", link,
            ])  # fmt: skip
        _write(stream, _TIMELINEJS_COLUMNS, rows, encoding="utf-8")
        return ()


def date_parts(when: Edtf) -> tuple[tuple[str, str, str], tuple[str, str, str]]:
    """Year, month and day of the start and, for spans, of the end, each "" where it is not known."""
    nothing = ("", "", "")
    start = when.text.split("/")[0] if "/" in when.text else when.text
    if when.precision in ("day", "month", "year") and "/" not in start and start != ".." and "X" not in start:
        return _parts(start.split("T")[0].rstrip("~?%")), nothing
    first, last = when.first or when.last or "", when.last or when.first or ""
    return _parts(first), nothing if first == last else _parts(last)


def _parts(text: str) -> tuple[str, str, str]:
    sign, parts = ("-" if text.startswith("-") else ""), text.lstrip("-").split("-")
    year, month, day = (*(str(int(part)) for part in parts), "", "")[:3]
    return f"{sign}{year}", month, day


GOOGLE, TIMELINEJS = GoogleCsv(), TimelineJsCsv()
