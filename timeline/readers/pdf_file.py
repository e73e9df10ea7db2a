"""`.pdf`: the text of all pages as paragraphs, and where each page begins in it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from timeline.model import Diagnostic
from timeline.readers.base import Draft, Guess, Metadata, MissingExtraError, Origin, UnreadableError, note
from timeline.readers.limits import DEFAULT_LIMITS, Limits, read_bounded
from timeline.readers.page_text import running_text

if TYPE_CHECKING:
    from pypdf import PageObject
    from pypdf import PdfReader as _Document

__all__ = ["PdfReader"]


_LARGEST_PAGE = 10_000_000  # bytes of what draws one page: half a minute and half a gigabyte in pypdf


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
        pages = _Pages(limits)
        try:
            document = pypdf.PdfReader(io.BytesIO(data))
            _open(document)
            if len(document.pages) > limits.pages:
                yield note(origin.name, f"has {len(document.pages)} pages; the first {limits.pages} are read")
            for page in document.pages[: limits.pages]:
                pages.add(page)
        except UnreadableError:
            raise
        except Exception as error:
            raise UnreadableError("is no PDF, or a damaged one") from error
        text, starts = running_text(pages.texts)
        if pages.left_out:
            yield note(origin.name, f"pages are damaged or too large, and left out: {pages.left_out} of {pages.seen}")
        if not text:
            raise UnreadableError("holds no text; it may be a scan, which needs character recognition first")
        title, guess = _properties(document)
        yield Draft(text=text, place=origin.name, metadata=Metadata(title=title), guess=guess, pages=starts)


class _Pages:
    """The texts of pages; a page of a kilobyte can draw for hours, so what is drawn is counted."""

    def __init__(self, limits: Limits) -> None:
        self.texts: list[str] = []
        self.seen = self.left_out = 0
        self._bytes, self._operations = limits.drawing, limits.operations

    def add(self, page: PageObject) -> None:
        self.seen += 1
        try:
            content = page.get_contents()
            size = 0 if content is None else len(content.get_data())
            if size > min(self._bytes, _LARGEST_PAGE):
                raise _SpentError
            self._bytes -= size
            self.texts.append(page.extract_text(visitor_operand_before=self._count))
        except Exception:  # noqa: BLE001 - a broken page raises anything; how many there are is told
            self.left_out += 1
            self.texts.append("")

    def _count(self, *_: object) -> None:
        self._operations -= 1
        if self._operations < 0:
            raise _SpentError


class _SpentError(Exception):
    """A document draws more than is looked at."""


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
