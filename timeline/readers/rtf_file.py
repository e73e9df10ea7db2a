"""`.rtf`: the paragraphs of a Rich Text file, as word processors and press offices save it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from timeline.edtf import is_day
from timeline.model import Diagnostic
from timeline.readers.base import Draft, Guess, Metadata, MissingExtraError, Origin, UnreadableError, note
from timeline.readers.limits import DEFAULT_LIMITS, megabytes, read_bounded
from timeline.readers.markup import joined, one_line

__all__ = ["RichTextReader"]

_OPENS = re.compile(rb"[\xef\xbb\xbf\s]*\{\\rtf")
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_HEAD = 2000  # bytes in which the code page stands
# Pictures and embedded objects: long runs of hexadecimal digits, which no text has, or a stated number of bytes.
_HEX = re.compile(rb"[0-9a-fA-F\r\n]{256,}+")
_BINARY = re.compile(rb"\\bin(\d{1,9}) ?")
# The library goes over the rest of a line again for every link, and over the table of fonts for every font.
_FIELD = re.compile(r"(?i)\\fldinst")
_LINE = re.compile(r"\\line(?![a-z])")  # a line that is broken within a paragraph
_FONT = re.compile(r"\\f(?=\d)")
_FONTS = re.compile(r"\{[^{}]*\\fonttbl")
_LARGEST_FONTS = 100_000  # characters; that of a document in all scripts has some ten thousand
_TITLE = re.compile(r"\{\\title\s([^{}]{1,1000})\}")
_CHANGED = re.compile(r"\{\\(?:revtim|creatim)\\yr(\d{1,4})\\mo(\d{1,2})\\dy(\d{1,2})\b")
_CELLS = re.compile(r"\s*\|\s*")


class RichTextReader:
    """Text by striprtf, each paragraph and each row of a table a block; headers, footers and notes are left out."""

    name = "rtf"
    suffixes = (".rtf",)
    many = False

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Draft | Diagnostic]:
        limits = origin.limits or DEFAULT_LIMITS
        try:
            from striprtf.striprtf import rtf_to_text
        except ImportError as error:
            raise MissingExtraError("rtf", "Rich Text files") from error
        data = read_bounded(stream, limits.document)
        if not data.strip():
            raise UnreadableError("is empty")
        if not _OPENS.match(data):
            raise UnreadableError("is no Rich Text file")
        data = _HEX.sub(b"", _without_binaries(data))
        if len(data) > limits.text:
            raise UnreadableError(f"holds more than {megabytes(limits.text)} of text")
        source = _bounded(_decoded(data))
        as_text: Callable[..., str] = rtf_to_text
        try:
            blocks = _blocks(as_text(source, errors="replace"))
            title = _blocks(as_text(f"{{\\rtf1 {found[1]}}}")) if (found := _TITLE.search(source)) else []
        except Exception as error:
            raise UnreadableError("is no Rich Text file, or a damaged one") from error
        if not blocks:
            raise UnreadableError("holds no text")
        if not data.rstrip(b"\0\r\n\t ").endswith(b"}"):
            yield note(origin.name, "ends in the middle; what is there is read")
        yield Draft(
            text=joined(blocks), place=origin.name, metadata=Metadata(title=" ".join(title)), guess=_changed(source)
        )


def _without_binaries(data: bytes) -> bytes:
    kept: list[bytes] = []
    here = 0
    while (match := _BINARY.search(data, here)) is not None:
        kept.append(data[here : match.start()])
        here = match.end() + int(match[1])
    return b"".join([*kept, data[here:]])


def _decoded(data: bytes) -> str:
    """The source as characters: it should be ASCII, and is in its code page where it is not."""
    page = _CODE_PAGE.search(data, 0, _HEAD)
    try:
        return data.decode(f"cp{int(page[1])}" if page else "cp1252", "replace")
    except LookupError:
        return data.decode("latin-1")


def _bounded(source: str) -> str:
    """The same source, with ends of lines, which mean nothing in it, where the library would look too far."""
    source = _LINE.sub(r"\\tab", source)
    source = _FONT.sub(r"\n\\f", _FIELD.sub(r"\\fldinst\n", source))
    fonts = _FONTS.search(source)
    if fonts and source.find("}}", fonts.end(), fonts.end() + _LARGEST_FONTS) < 0 and len(source) > _LARGEST_FONTS:
        raise UnreadableError("has a table of fonts without end")
    return source


def _blocks(text: str) -> list[str]:
    # Characters beyond the first plane come as halves of a pair.
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    lines = (one_line(_CELLS.sub(" | ", line)).strip("| ") for line in whole.split("\n"))
    return [line for line in lines if line]


def _changed(source: str) -> Guess | None:
    for found in sorted(_CHANGED.finditer(source), key=lambda match: "creatim" in match[0]):
        year, month, day = (int(number) for number in found.groups())
        if is_day(year, month, day):
            reason = "last change of the document" if "revtim" in found[0] else "the day on which it was made"
            return Guess(day=f"{year:04}-{month:02}-{day:02}", reason=reason)
    return None
