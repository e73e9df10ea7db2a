"""The table of readers. A new kind of input is one module and one row here, or an entry point of another package."""

from __future__ import annotations

import re
from functools import cache

from timeline.readers.base import Reader
from timeline.readers.html_page import HtmlReader
from timeline.readers.json_lines import JsonLinesReader
from timeline.readers.text_file import TextReader

__all__ = ["GROUP", "reader_for", "readers", "suffixes"]

GROUP = "timeline.readers"
# A brace and a quotation mark, also behind the byte order marks of UTF-8 and UTF-16 and between their zero bytes.
_JSON_OBJECT = re.compile(rb"[\xef\xbb\xbf\xff\xfe\0\s]*\{[\0\s]*\"")

_TEXT, _JSON_LINES = TextReader(), JsonLinesReader()
_OURS: tuple[Reader, ...] = (_TEXT, _JSON_LINES, HtmlReader())


@cache
def readers() -> tuple[Reader, ...]:
    """Ours, then those that installed packages offer under the entry-point group `timeline.readers`.

    An entry point names a class without arguments, or an object, that keeps the protocol `Reader`. Ours win where
    two know the same suffix.
    """
    from importlib.metadata import entry_points

    theirs = [point.load() for point in sorted(entry_points(group=GROUP), key=lambda point: point.name)]
    return (*_OURS, *(one() if isinstance(one, type) else one for one in theirs))


@cache
def suffixes() -> tuple[str, ...]:
    """Every suffix that is read, in the order of the readers."""
    return tuple(dict.fromkeys(suffix for reader in readers() for suffix in reader.suffixes))


def reader_for(suffix: str, beginning: bytes) -> Reader | None:
    """The reader of a suffix (lower case), or without a suffix the one that fits the first bytes; None if none does."""
    if suffix:
        return next((reader for reader in readers() if suffix in reader.suffixes), None)
    return _JSON_LINES if _JSON_OBJECT.match(beginning) else _TEXT
