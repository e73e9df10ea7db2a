"""The table of readers. A new kind of input is one module and one row here."""

from __future__ import annotations

import re

from timeline.readers.base import Reader
from timeline.readers.html_page import HtmlReader
from timeline.readers.json_lines import JsonLinesReader
from timeline.readers.text_file import TextReader

__all__ = ["READERS", "SUFFIXES", "reader_for"]

# A brace and a quotation mark, also behind the byte order marks of UTF-8 and UTF-16 and between their zero bytes.
_JSON_OBJECT = re.compile(rb"[\xef\xbb\xbf\xff\xfe\0\s]*\{[\0\s]*\"")

READERS: tuple[Reader, ...] = (TextReader(), JsonLinesReader(), HtmlReader())
SUFFIXES: tuple[str, ...] = tuple(suffix for reader in READERS for suffix in reader.suffixes)


def reader_for(suffix: str, beginning: bytes) -> Reader | None:
    """The reader of a suffix (lower case), or without a suffix the one that fits the first bytes; None if none does."""
    if suffix:
        return next((reader for reader in READERS if suffix in reader.suffixes), None)
    return READERS[1] if _JSON_OBJECT.match(beginning) else READERS[0]
