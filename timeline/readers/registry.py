"""The table of readers. A new kind of input is one module and one row here."""

from __future__ import annotations

from timeline.readers.base import Reader
from timeline.readers.html_page import HtmlReader
from timeline.readers.json_lines import JsonLinesReader
from timeline.readers.text_file import TextReader

__all__ = ["READERS", "SUFFIXES", "reader_for"]

READERS: tuple[Reader, ...] = (TextReader(), JsonLinesReader(), HtmlReader())
SUFFIXES: tuple[str, ...] = tuple(suffix for reader in READERS for suffix in reader.suffixes)


def reader_for(suffix: str, beginning: bytes) -> Reader | None:
    """The reader of a suffix (lower case), or without a suffix the one that fits the first bytes; None if none does."""
    if suffix:
        return next((reader for reader in READERS if suffix in reader.suffixes), None)
    # With the byte order marks of UTF-8 and UTF-16 before it, a JSON object still starts with a brace.
    return READERS[1] if beginning.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"{") else READERS[0]
