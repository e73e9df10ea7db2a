"""`.docx`: paragraphs, headings and tables of a Word file, in order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from timeline.model import Diagnostic
from timeline.readers.base import Draft, Guess, Metadata, MissingExtraError, Origin, UnreadableError
from timeline.readers.limits import DEFAULT_LIMITS, read_bounded
from timeline.readers.markup import joined, one_line
from timeline.readers.zipped import Package

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["WordReader"]

_ENCRYPTED = b"\xd0\xcf\x11\xe0"  # the older container, in which Word puts a file that has a password


class WordReader:
    """Text by python-docx, each paragraph and each row of a table a block; headers, footers and notes are left out."""

    name = "docx"
    suffixes = (".docx",)
    many = False

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Draft | Diagnostic]:
        limits = origin.limits or DEFAULT_LIMITS
        try:
            import docx
        except ImportError as error:
            raise MissingExtraError("docx", "Word files") from error
        data = read_bounded(stream, limits.document)
        if data.startswith(_ENCRYPTED):
            raise UnreadableError("is encrypted, or of an older Word; save it again as .docx without a password")
        Package(io.BytesIO(data), limits, what="Word file").check()
        try:
            document = docx.Document(io.BytesIO(data))
            blocks = list(_blocks(document))
            title, guess = _properties(document)
        except Exception as error:
            raise UnreadableError("is no Word file, or a damaged one") from error
        if not blocks:
            raise UnreadableError("holds no text")
        yield Draft(text=joined(blocks), place=origin.name, metadata=Metadata(title=title), guess=guess)


def _blocks(container: Any) -> Iterator[str]:
    from docx.table import Table

    for item in container.iter_inner_content():
        if isinstance(item, Table):
            for row in item.rows:
                cells = dict.fromkeys(one_line(cell.text) for cell in row.cells)  # merged cells are named repeatedly
                if text := " | ".join(cell for cell in cells if cell):
                    yield text
        elif text := one_line(item.text):
            yield text


def _properties(document: Document) -> tuple[str, Guess | None]:
    core = document.core_properties
    title = one_line(core.title or "")
    if not title:
        named = (one_line(p.text) for p in document.paragraphs if p.style is not None and p.style.name == "Title")
        title = next(named, "")
    changed = core.modified or core.created
    guess = Guess(day=changed.date().isoformat(), reason="last change of the document") if changed else None
    return title, guess
