"""`.csv` and `.tsv` with an article a row: `text`, and if there are `id`, `title`, `url`, `published`."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import BinaryIO

from timeline.model import Diagnostic
from timeline.readers.base import Draft, Metadata, Origin, UnreadableError, note, unreadable
from timeline.readers.encodings import decode
from timeline.readers.limits import DEFAULT_LIMITS, read_bounded

__all__ = ["ArticleTableReader"]

# What exports of archives and databases call the columns, the first that is there.
_NAMES = {
    "text": ("text", "body", "content", "article", "fulltext", "full_text"),
    "title": ("title", "headline"),
    "published": ("published", "date", "published_at", "publication_date", "pubdate"),
    "url": ("url", "link"),
    "id": ("id",),
}


class ArticleTableReader:
    """Tables with a header line; commas, semicolons or tabs, as the header has most of."""

    name = "csv"
    suffixes = (".csv", ".tsv")
    many = True

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Draft | Diagnostic]:
        limits = origin.limits or DEFAULT_LIMITS
        text, detected = decode(read_bounded(stream, limits.document))
        if not text.strip():
            raise UnreadableError("is empty")
        header = text.partition("\n")[0]
        csv.field_size_limit(max(csv.field_size_limit(), limits.text))
        rows = csv.DictReader(text.splitlines(keepends=True), delimiter=max(",;\t", key=header.count), restval="")
        columns = _columns(rows)
        if "text" not in columns:
            if origin.named:
                raise UnreadableError("has no column `text`")
            yield note(origin.name, "left out, as it has no column `text`")
            return
        if detected:
            yield note(origin.name, f"is not UTF-8; read as {detected}, which was detected from its bytes")
        try:
            for number, row in enumerate(rows, start=1):
                yield _draft({key: row.get(name) or "" for key, name in columns.items()}, origin, number)
        except csv.Error as error:
            raise UnreadableError(f"line {rows.line_num}: {error}") from error


def _columns(rows: csv.DictReader[str]) -> dict[str, str]:
    known = {(name or "").strip().lower(): name for name in rows.fieldnames or ()}
    wanted = ((key, next((known[name] for name in names if name in known), None)) for key, names in _NAMES.items())
    return {key: name for key, name in wanted if name is not None}


def _draft(cells: dict[str, str], origin: Origin, number: int) -> Draft | Diagnostic:
    place = f"{origin.name} row {number}"
    text = cells["text"].replace("\r\n", "\n")
    if not text.strip():
        return unreadable(place, "has an empty `text`")
    metadata = Metadata(
        title=cells.get("title", "").strip(),
        published=cells.get("published", "").strip(),
        url=cells.get("url", "").strip(),
        published_in="its column of the table",
        place=place,
    )
    return Draft(text=text, place=place, id=cells.get("id", "").strip() or f"{origin.id}-{number}", metadata=metadata)
