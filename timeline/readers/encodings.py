"""Bytes to text. What is not UTF-8 is detected and said, never guessed silently."""

from __future__ import annotations

import codecs
import re

from timeline.readers.base import UnreadableError

__all__ = ["BinaryInputError", "decode", "decode_markup"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Signatures of formats that people mistake for text; detection may take their bytes for an old code page.
_SIGNATURES = (b"%PDF-", b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")

_DECLARED = re.compile(rb"(?i)(?:charset|encoding)\s*=\s*[\"']?([a-z0-9_:-]{2,40})")
_MEANT = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}


class BinaryInputError(UnreadableError):
    """Bytes that are no text in any known encoding."""


def decode(data: bytes) -> tuple[str, str | None]:
    """The text, and the name of its encoding where that had to be detected (None for UTF-8 or a byte order mark).

    The byte order mark is no part of the text. Raises `BinaryInputError`.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(name), None
            except UnicodeDecodeError as error:
                raise BinaryInputError(f"starts as {name.upper()}, but is not ({error.reason})") from error
    if data.startswith(_SIGNATURES) or b"\0" in data:
        raise BinaryInputError("is a binary file, not a text")
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        return _detect(data)


def decode_markup(data: bytes) -> tuple[str, str | None]:
    """As `decode`, with the encoding that a page names in its first 1024 bytes before any detection (HTML 13.2.3.2).

    A page that names Latin-1 means Windows-1252 (WHATWG Encoding, 4.2); one that names an encoding it is not in is
    detected.
    """
    declared = _DECLARED.search(data[:1024])
    if declared and not any(data.startswith(mark) for mark, _ in _MARKS):
        name = declared[1].decode("ascii").lower()
        try:
            return data.decode(_MEANT.get(name, name)), None
        except (UnicodeDecodeError, LookupError):
            pass  # what is declared is wrong; the bytes decide
    return decode(data)


def _detect(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes, is_binary

    best = None if is_binary(data) else from_bytes(data).best()
    if best is None:
        raise BinaryInputError("is a binary file, not a text in a known encoding")
    same_text = best.could_be_from_charset
    return str(best), "cp1252" if "cp1252" in same_text else best.encoding
