"""`articles.csv`: what a folder says about the articles that lie beside it."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

from timeline.model import Diagnostic
from timeline.readers.base import Metadata, unreadable
from timeline.readers.encodings import BinaryInputError, decode

__all__ = ["ARTICLES_CSV", "ArticlesTable", "guard", "parse_articles_csv", "read_articles_csv"]

ARTICLES_CSV = "articles.csv"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlesTable:
    """The rows by file name, and what was wrong with the table."""

    rows: dict[str, Metadata] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()

    def within(self, file: str) -> dict[str, Metadata]:
        """The rows of single articles of a file, by their ids."""
        return {key[len(file) + 1 :]: row for key, row in self.rows.items() if key.startswith(f"{file}#")}


def read_articles_csv(folder: Path) -> ArticlesTable:
    """The table of a folder; an empty one where the folder has none."""
    path = folder / ARTICLES_CSV
    try:
        return parse_articles_csv(path.read_bytes(), str(path)) if path.is_file() else ArticlesTable()
    except OSError as error:
        return ArticlesTable(diagnostics=(unreadable(str(path), error.strerror or "cannot be read"),))


def parse_articles_csv(data: bytes, path: str) -> ArticlesTable:
    """The table in a file of the name `path`.

    Columns are `file`, `published`, `title` and `url` in any order; only `file` is needed. `file` is relative to
    the folder, and followed by `#` and an id where a file holds many articles and one of them is meant. Semicolons
    as separators are understood, as spreadsheets write them in many countries.
    """
    try:
        text, _ = decode(data)
    except BinaryInputError as error:
        return ArticlesTable(diagnostics=(unreadable(path, str(error)),))
    header = text.partition("\n")[0]
    separator = ";" if ";" in header and "," not in header else ","
    lines = csv.DictReader(text.splitlines(keepends=True), delimiter=separator, restval="")
    names = {(name or "").strip().lower(): name for name in lines.fieldnames or ()}
    if "file" not in names:
        return ArticlesTable(diagnostics=(unreadable(path, "has no column `file`"),))
    return _collect(path, lines, names)


def _collect(path: str, lines: csv.DictReader[str], names: dict[str, str]) -> ArticlesTable:
    rows: dict[str, Metadata] = {}
    diagnostics: list[Diagnostic] = []
    try:
        for line in lines:
            cells = {key: _unguard((line.get(name) or "").strip()) for key, name in names.items()}
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


def guard(cell: str) -> str:
    """The cell as a spreadsheet shows it and does not run it; `'` before what it would take for a formula."""
    return f"'{cell}" if cell.lstrip(" '").startswith(_FORMULA) else cell


def _unguard(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and guard(cell[1:]) == cell else cell
