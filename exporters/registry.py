"""Finds exporters by name and writes files. Importing this module imports no format's library."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module, metadata
from pathlib import Path

from exporters.base import Exporter, ExportError, Options, SplittingExporter
from timeline.model import Diagnostic, Timeline

__all__ = ["ENTRY_POINT_GROUP", "Format", "export", "formats", "load"]

ENTRY_POINT_GROUP = "timeline.exporters"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """What is known of a format without loading it. `suffix` is empty for a third party's."""

    name: str
    suffix: str
    summary: str
    target: str


def _built_in(name: str, suffix: str, summary: str, target: str) -> Format:
    return Format(name=name, suffix=suffix, summary=summary, target=f"exporters.{target}")


_BUILT_IN = (
    _built_in("ics", ".ics", "calendar file for Google Calendar, Apple Calendar and Outlook", "ics_file:EXPORTER"),
    _built_in("csv", ".csv", "spreadsheet for Excel, LibreOffice and Google Sheets", "csv_file:EXPORTER"),
    _built_in("png", ".png", "chart as a picture", "chart:PNG"),
    _built_in("svg", ".svg", "chart as a drawing for the web", "chart:SVG"),
    _built_in("pdf", ".pdf", "chart as a document, several pages when needed", "chart:PDF"),
    _built_in("html", ".html", "page for the browser: search, filters, quotes and sources", "html_page:EXPORTER"),
    _built_in("jsonl", ".jsonl", "JSON Lines, one event a line, nothing left out", "json_lines:EXPORTER"),
    _built_in("markdown", ".md", "text for notes, wikis and repositories", "markdown:EXPORTER"),
    _built_in("xlsx", ".xlsx", "Excel workbook with real dates, filters and links (extra: xlsx)", "xlsx_file:EXPORTER"),
    _built_in("parquet", ".parquet", "columns for data frames (extra: parquet)", "parquet_file:EXPORTER"),
    _built_in("csv-google", ".google.csv", "import columns of Google Calendar", "csv_other:GOOGLE"),
    _built_in("csv-timelinejs", ".timelinejs.csv", "spreadsheet of TimelineJS", "csv_other:TIMELINEJS"),
    _built_in("timelinejs", ".timelinejs.json", "JSON that TimelineJS 3 loads", "timelinejs:EXPORTER"),
    _built_in("jsonld", ".jsonld", "JSON-LD with the events of schema.org", "json_ld:EXPORTER"),
)


def formats() -> tuple[Format, ...]:
    """All formats: the built-in ones in a fixed order, then those of installed third parties by name."""
    known = {built_in.name for built_in in _BUILT_IN}
    others = {
        point.name: Format(
            name=point.name,
            suffix="",
            summary=f"from {point.dist.name}" if point.dist else "installed separately",
            target=point.value,
        )
        for point in metadata.entry_points(group=ENTRY_POINT_GROUP)
        if point.name not in known
    }
    return (*_BUILT_IN, *(others[name] for name in sorted(others)))


def load(name: str) -> Exporter:
    """The exporter called `name`. Raises `ExportError` for an unknown name or one whose library is not installed."""
    found = next((one for one in _BUILT_IN if one.name == name), None) or next(
        (one for one in formats() if one.name == name), None
    )
    if found is None:
        raise ExportError(f"unknown format {name!r}; choose from {', '.join(one.name for one in formats())}")
    module, _, attribute = found.target.partition(":")
    try:
        exporter = getattr(import_module(module), attribute)
    except ImportError as error:
        raise ExportError(f"format {name!r} needs a package that is not installed: {error}") from error
    except AttributeError as error:
        raise ExportError(f"format {name!r}: {found.target!r} does not exist") from error
    if not isinstance(exporter, Exporter):
        raise ExportError(f"format {name!r}: {found.target!r} is no exporter")
    return exporter


def export(
    timeline: Timeline,
    directory: str | os.PathLike[str],
    formats: Sequence[str],
    *,
    options: Options | None = None,
    stem: str = "timeline",
    report: Callable[[Diagnostic], None] | None = None,
) -> list[Path]:
    """Write `timeline` as `directory/stem.suffix` for every format, and return the paths in that order.

    Every name is checked before anything is written. A file is written under a temporary name and moved into place,
    so that nobody ever sees half of one. `report` receives what a format could not say. Raises `ExportError`.
    """
    options = options or Options()
    exporters = [load(name) for name in dict.fromkeys(formats)]
    folder = Path(directory)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"cannot write into {folder}: {error.strerror or error}") from error
    paths: list[Path] = []
    for exporter in exporters:
        parts = exporter.split(timeline, options=options) if isinstance(exporter, SplittingExporter) else (timeline,)
        for number, part in enumerate(parts, start=1):
            name = f"{stem}-{number}{exporter.suffix}" if len(parts) > 1 else f"{stem}{exporter.suffix}"
            for diagnostic in _write(exporter, part, folder / name, options):
                if report is not None:
                    report(diagnostic)
            paths.append(folder / name)
    return paths


def _write(exporter: Exporter, timeline: Timeline, path: Path, options: Options) -> Sequence[Diagnostic]:
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with unfinished.open("xb") as stream:
            diagnostics = exporter.write(timeline, stream, options=options)
        unfinished.replace(path)
    except OSError as error:
        raise ExportError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return diagnostics
