"""How much of an input is read at most, so that no file can fill the memory or the day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from timeline.readers.base import UnreadableError

__all__ = ["DEFAULT_LIMITS", "Limits", "megabytes", "read_bounded"]

_MEGA = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one input file; sizes are bytes.

    `text`: a text, a web page, a feed, or a line of JSON Lines. `document`: a PDF, mail or word processor file, which
    hold pictures, and a table. `archive`: all that comes out of one archive together. `members`: entries of an archive.
    `ratio`: how many times larger than its compressed form a member may be once it is larger than a megabyte (deflate
    reaches 1030; text seldom 20). `pages`: of a PDF. `drawing` and `operations`: what draws all of them, unpacked, in
    bytes and in operators (a page of text has some 5,000 and 500). `elements` and `depth`: of a web page, all of them
    and those within each other (a long encyclopedia article has 50,000 and 30).
    """

    text: int = 32 * _MEGA
    document: int = 256 * _MEGA
    archive: int = 1024 * _MEGA
    ratio: int = 200
    members: int = 100_000
    pages: int = 5_000
    drawing: int = 50 * _MEGA
    operations: int = 3_000_000
    elements: int = 150_000
    depth: int = 1_000


DEFAULT_LIMITS = Limits()


def read_bounded(stream: BinaryIO, limit: int) -> bytes:
    """All bytes of a stream. Raises `UnreadableError` where there are more than `limit`, having read no further."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise UnreadableError(f"is larger than {megabytes(limit)}, which is the most that is read")
    return data


def megabytes(size: int) -> str:
    """A size for a person: "32 MB", "0.5 MB", "900 bytes"."""
    return f"{size / _MEGA:.3g} MB" if size >= _MEGA / 10 else f"{size:,} bytes"
