"""Web pages: named, so that nobody wonders where they went; not read yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from timeline.model import Diagnostic
from timeline.readers.base import Draft, Origin, unreadable

__all__ = ["HtmlReader"]


class HtmlReader:
    """Says what to do instead of taking menus and advertisements for news."""

    name = "html"
    suffixes = (".html", ".htm", ".xhtml")

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Draft | Diagnostic]:
        yield unreadable(origin.name, "web pages cannot be read yet; save the article's text as .txt")
