"""`.odt`: headings, paragraphs, list items and tables of an OpenDocument text, in order (ISO/IEC 26300)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO
from xml.etree import ElementTree

from timeline.model import Diagnostic
from timeline.readers.base import Draft, Guess, Metadata, Origin, UnreadableError
from timeline.readers.limits import DEFAULT_LIMITS
from timeline.readers.markup import joined
from timeline.readers.published import PublishedError, parse_published
from timeline.readers.xml_tree import local, parse_xml, text_of
from timeline.readers.zipped import Package

__all__ = ["OpenDocumentReader"]

_SPACES = {"s": " ", "tab": " ", "line-break": " "}
_LEFT_OUT = frozenset({"note", "annotation", "tracked-changes"})


class OpenDocumentReader:
    """Reads the two files that matter, `content.xml` and `meta.xml`, with the standard library."""

    name = "odt"
    suffixes = (".odt",)
    many = False

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Draft | Diagnostic]:
        limits = origin.limits or DEFAULT_LIMITS
        package = Package(stream, limits, what="OpenDocument file")
        blocks = [text for text in _blocks(parse_xml(package.read("content.xml", limits.text))) if text]
        if not blocks:
            raise UnreadableError("holds no text")
        title, guess = "", None
        if "meta.xml" in package.names:
            meta = parse_xml(package.read("meta.xml", limits.text))
            fields = {local(element): text_of(element) for element in meta.iter()}
            title, guess = fields.get("title", ""), _guess(fields.get("date") or fields.get("creation-date") or "")
        yield Draft(text=joined(blocks), place=origin.name, metadata=Metadata(title=title), guess=guess)


def _blocks(element: ElementTree.Element) -> Iterator[str]:
    name = local(element)
    if name in _LEFT_OUT:
        return
    if name in ("p", "h"):
        yield " ".join("".join(_inline(element)).split())
    elif name == "table-row":
        yield " | ".join(text for text in (text_of(cell) for cell in element) if text)
    else:
        for child in element:
            yield from _blocks(child)


def _inline(element: ElementTree.Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local(child)
        if name in _SPACES:
            yield _SPACES[name]
        elif name not in _LEFT_OUT:
            yield from _inline(child)
        yield child.tail or ""


def _guess(written: str) -> Guess | None:
    try:
        return Guess(day=parse_published(written.partition("T")[0]), reason="last change of the document")
    except PublishedError:
        return None
