"""`articles.csv`: what a folder says about the articles that lie beside it."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

from timeline.model import Diagnostic
from timeline.readers.base import Metadata, unreadable
from timeline.readers.encodings import BinaryInputError, decode

__all__ = ["ARTICLES_CSV", "ArticlesTable", "read_articles_csv"]

ARTICLES_CSV = "articles.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlesTable:
    """The rows by file name, and what was wrong with the table."""

    rows: dict[str, Metadata] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()


def read_articles_csv(folder: Path) -> ArticlesTable:
    """The table of a folder; an empty one where the folder has none.

    Columns are `file`, `published`, `title` and `url` in any order; only `file` is needed. `file` is relative to
    the folder. Semicolons as separators are understood, as spreadsheets write them in many countries.
    """
    path = folder / ARTICLES_CSV
    try:
        if not path.is_file():
            return ArticlesTable()
        text, _ = decode(path.read_bytes())
    except (OSError, BinaryInputError) as error:
        return ArticlesTable(diagnostics=(unreadable(str(path), getattr(error, "strerror", None) or str(error)),))
    header = text.partition("\n")[0]
    separator = ";" if ";" in header and "," not in header else ","
    lines = csv.DictReader(text.splitlines(keepends=True), delimiter=separator, restval="")
    names = {(name or "").strip().lower(): name for name in lines.fieldnames or ()}
    if "file" not in names:
        return ArticlesTable(diagnostics=(unreadable(str(path), "has no column `file`"),))
    return _collect(path, lines, names)


def _collect(path: Path, lines: csv.DictReader[str], names: dict[str, str]) -> ArticlesTable:
    rows: dict[str, Metadata] = {}
    diagnostics: list[Diagnostic] = []
    try:
        for line in lines:
            cells = {key: (line.get(name) or "").strip() for key, name in names.items()}
            place = f"{path} line {lines.line_num}"
            name = cells["file"].replace("\\", "/").removeprefix("./")
            if name in rows:
                diagnostics.append(unreadable(place, f"names {name} a second time; the first row is used"))
            elif name:
                rows[name] = Metadata(
                    title=cells.get("title", ""),
                    published=cells.get("published", ""),
                    url=cells.get("url", ""),
                    place=place,
                )
    except csv.Error as error:
        diagnostics.append(unreadable(f"{path} line {lines.line_num}", str(error)))
    return ArticlesTable(rows=rows, diagnostics=tuple(diagnostics))
