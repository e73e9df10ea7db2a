"""Plain text and Markdown: one article a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from timeline.model import Diagnostic
from timeline.readers.base import Draft, Origin, note, unreadable
from timeline.readers.encodings import decode
from timeline.readers.front_matter import FrontMatterError, split_front_matter
from timeline.readers.limits import DEFAULT_LIMITS, read_bounded

__all__ = ["TextReader"]


class TextReader:
    """The file as it stands, less a front matter block; line ends of Windows become those of Unix."""

    name = "text"
    suffixes = (".txt", ".md", ".markdown", ".text")
    many = False

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Draft | Diagnostic]:
        limits = origin.limits or DEFAULT_LIMITS
        text, detected = decode(read_bounded(stream, limits.text))
        try:
            metadata, body = split_front_matter(text.replace("\r\n", "\n"))
        except FrontMatterError as error:
            yield unreadable(f"{origin.name} line {error.line}", str(error))
            return
        if not body.strip():
            yield unreadable(origin.name, "is empty" if not text.strip() else "has a front matter and no text")
            return
        if detected:
            yield note(origin.name, f"is not UTF-8; read as {detected}, which was detected from its bytes")
        yield Draft(text=body, place=origin.name, metadata=metadata)
