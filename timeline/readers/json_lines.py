"""JSON Lines: one article a line, with the keys `id`, `text` and optionally `title`, `url`, `published`."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from timeline.model import Diagnostic
from timeline.readers.base import Draft, Metadata, Origin, UnreadableError, unreadable
from timeline.readers.limits import DEFAULT_LIMITS, megabytes, read_bounded

__all__ = ["JsonLinesReader"]

_HALF_PAIR = re.compile(r"[\ud800-\udfff]")
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class JsonLinesReader:
    """Reads line by line, so that a file may be larger than memory. Texts are kept to the character."""

    name = "jsonl"
    suffixes = (".jsonl", ".ndjson")
    many = True

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Draft | Diagnostic]:
        limit = (origin.limits or DEFAULT_LIMITS).text
        empty = True
        for number, line in enumerate(_lines(stream, limit), start=1):
            place = f"{origin.name} line {number}"
            if len(line) > limit:
                raise UnreadableError(f"line {number} is longer than {megabytes(limit)}; it and the rest are not read")
            if line.strip():
                empty = False
                yield _draft(line, place, f"{origin.id}-{number}")
        if empty:
            yield unreadable(origin.name, "is empty")


def _lines(stream: BinaryIO, limit: int) -> Iterable[bytes]:
    first = stream.readline(limit + 1)
    name = _UTF16.get(first[:2])
    if name is not None:  # what a Windows shell writes when output is redirected
        rest = read_bounded(stream, limit)
        yield from (first + rest)[2:].decode(name, errors="replace").encode().split(b"\n")
        return
    yield first.removeprefix(codecs.BOM_UTF8)
    while line := stream.readline(limit + 1):
        yield line


def _draft(line: bytes, place: str, fallback_id: str) -> Draft | Diagnostic:
    try:
        values = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return unreadable(place, "is not UTF-8, which JSON must be")
    except (json.JSONDecodeError, RecursionError) as error:
        return unreadable(place, f"is no JSON: {error}")
    if not isinstance(values, dict):
        return unreadable(place, "is no JSON object")
    text = values.get("text")
    if not isinstance(text, str):
        return unreadable(place, "has no `text`")
    if not text.strip():
        return unreadable(place, "has an empty `text`")
    for key in ("title", "url", "published"):
        if not isinstance(values.get(key), str | None):
            return unreadable(place, f"has a `{key}` that is no text")
    identity = values.get("id")
    metadata = Metadata(
        title=_clean(values.get("title") or ""),
        published=values.get("published") or "",
        published_in="`published`",
        url=_clean(values.get("url") or ""),
        place=place,
    )
    known = isinstance(identity, str | int) and str(identity).strip()
    return Draft(text=_clean(text), place=place, id=_clean(str(identity)) if known else fallback_id, metadata=metadata)


def _clean(text: str) -> str:
    """Half a surrogate pair, which JSON can spell and no file can hold, becomes U+FFFD; positions stay."""
    return _HALF_PAIR.sub("\ufffd", text)
