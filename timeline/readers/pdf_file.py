"""`.pdf`: the text of all pages as paragraphs."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from timeline.model import Diagnostic
from timeline.readers.base import Draft, Guess, Metadata, MissingExtraError, Origin, UnreadableError, note
from timeline.readers.limits import DEFAULT_LIMITS, read_bounded
from timeline.readers.markup import joined
from timeline.readers.page_text import paragraphs

if TYPE_CHECKING:
    from pypdf import PdfReader as _Document

__all__ = ["PdfReader"]


class PdfReader:
    """Text by pypdf, in the order in which the file draws it, which is column by column in what print systems write."""

    name = "pdf"
    suffixes = (".pdf",)
    many = False

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Draft | Diagnostic]:
        limits = origin.limits or DEFAULT_LIMITS
        try:
            import pypdf
        except ImportError as error:
            raise MissingExtraError("pdf", "PDF files") from error
        import io

        logging.getLogger("pypdf").addHandler(logging.NullHandler())
        data = read_bounded(stream, limits.document)
        if not data.strip():
            raise UnreadableError("is empty")
        pages: list[str] = []
        damaged = 0
        try:
            document = pypdf.PdfReader(io.BytesIO(data))
            _open(document)
            if len(document.pages) > limits.pages:
                yield note(origin.name, f"has {len(document.pages)} pages; the first {limits.pages} are read")
            for page in document.pages[: limits.pages]:
                try:
                    pages.append(page.extract_text())
                except Exception as error:  # noqa: BLE001 - a broken page raises anything; the count is told below
                    damaged += 1
                    if isinstance(error, MemoryError):
                        break
        except UnreadableError:
            raise
        except Exception as error:
            raise UnreadableError("is no PDF, or a damaged one") from error
        blocks = paragraphs(pages)
        if damaged:
            yield note(origin.name, f"{damaged} of {damaged + len(pages)} pages are damaged and were left out")
        if not blocks:
            raise UnreadableError("holds no text; it may be a scan, which needs character recognition first")
        title, guess = _properties(document)
        yield Draft(text=joined(blocks), place=origin.name, metadata=Metadata(title=title), guess=guess)


def _open(document: _Document) -> None:
    from pypdf import PasswordType
    from pypdf.errors import DependencyError

    try:
        closed = document.is_encrypted and document.decrypt("") == PasswordType.NOT_DECRYPTED
    except (DependencyError, NotImplementedError) as error:
        raise UnreadableError("is encrypted; save it again without protection") from error
    if closed:
        raise UnreadableError("is encrypted; save it again without its password")


def _properties(document: _Document) -> tuple[str, Guess | None]:
    """The title, unless it is the name that a word processor gave, and the day on which the file was made."""
    try:
        found = document.metadata
        title = " ".join(str(found.title or "").split()) if found else ""
        made = found.creation_date if found else None
    except Exception:  # noqa: BLE001 - a broken property is none; the text was read
        return "", None
    if title.lower().startswith(("microsoft word", "untitled")) or title.lower().endswith((".doc", ".docx", ".indd")):
        title = ""
    guess = Guess(day=made.date().isoformat(), reason="the day on which the PDF was made") if made else None
    return title, guess
