"""The table of readers. A new kind of input is one module and one row here, or an entry point of another package."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import BinaryIO, cast

from timeline.model import Diagnostic
from timeline.readers.base import Draft, Origin, Reader

__all__ = ["BUILT_IN", "GROUP", "BuiltIn", "reader_for", "readers", "suffixes"]

GROUP = "timeline.readers"
# A brace and a quotation mark, also behind the byte order marks of UTF-8 and UTF-16 and between their zero bytes.
_JSON_OBJECT = re.compile(rb"[\xef\xbb\xbf\xff\xfe\0\s]*\{[\0\s]*\"")


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltIn:
    """A reader of ours, whose module is loaded when a file of its kind is read."""

    name: str
    suffixes: tuple[str, ...]
    many: bool = False
    home: str

    def load(self) -> Reader:
        """The reader itself; `home` is its module and class."""
        module, _, name = self.home.partition(":")
        return cast(Reader, getattr(import_module(f"timeline.readers.{module}"), name)())

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Draft | Diagnostic]:
        return self.load().read(stream, origin)


_TEXT = BuiltIn(name="text", suffixes=(".txt", ".md", ".markdown", ".text"), home="text_file:TextReader")
_JSON_LINES = BuiltIn(name="jsonl", suffixes=(".jsonl", ".ndjson"), many=True, home="json_lines:JsonLinesReader")
BUILT_IN: tuple[BuiltIn, ...] = (
    _TEXT,
    _JSON_LINES,
    BuiltIn(name="html", suffixes=(".html", ".htm", ".xhtml"), home="html_page:HtmlReader"),
    BuiltIn(name="mhtml", suffixes=(".mhtml", ".mht"), home="mail:WebArchiveReader"),
    BuiltIn(name="pdf", suffixes=(".pdf",), home="pdf_file:PdfReader"),
    BuiltIn(name="docx", suffixes=(".docx",), home="word_file:WordReader"),
    BuiltIn(name="rtf", suffixes=(".rtf",), home="rtf_file:RichTextReader"),
    BuiltIn(name="odt", suffixes=(".odt",), home="open_document:OpenDocumentReader"),
    BuiltIn(name="epub", suffixes=(".epub",), many=True, home="book:BookReader"),
    BuiltIn(name="eml", suffixes=(".eml",), many=True, home="mail:MailReader"),
    BuiltIn(name="feed", suffixes=(".rss", ".atom", ".xml"), many=True, home="feed:FeedReader"),
    BuiltIn(name="csv", suffixes=(".csv", ".tsv"), many=True, home="article_table:ArticleTableReader"),
    BuiltIn(name="zip", suffixes=(".zip",), many=True, home="archive:ArchiveReader"),
)


@cache
def readers() -> tuple[Reader, ...]:
    """Ours, then those that installed packages offer under the entry-point group `timeline.readers`.

    An entry point names a class without arguments, or an object, that keeps the protocol `Reader`. Ours win where
    two know the same suffix.
    """
    from importlib.metadata import entry_points

    theirs = [point.load() for point in sorted(entry_points(group=GROUP), key=lambda point: point.name)]
    return (*BUILT_IN, *(one() if isinstance(one, type) else one for one in theirs))


@cache
def suffixes() -> tuple[str, ...]:
    """Every suffix that is read, in the order of the readers."""
    return tuple(dict.fromkeys(suffix for reader in readers() for suffix in reader.suffixes))


def reader_for(suffix: str, beginning: bytes) -> Reader | None:
    """The reader of a suffix (lower case), or without a suffix the one that fits the first bytes; None if none does."""
    if suffix:
        return next((reader for reader in readers() if suffix in reader.suffixes), None)
    return _JSON_LINES if _JSON_OBJECT.match(beginning) else _TEXT
