"""`.epub`: the documents of an e-book in reading order, each an article (EPUB 3.3, 5 and 6)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import unquote
from xml.etree import ElementTree

from timeline.model import Diagnostic
from timeline.readers.base import Draft, Metadata, Origin, UnreadableError, unreadable
from timeline.readers.encodings import decode_markup
from timeline.readers.limits import DEFAULT_LIMITS
from timeline.readers.markup import blocks_of, joined
from timeline.readers.xml_tree import local, parse_xml, text_of
from timeline.readers.zipped import Package

__all__ = ["BookReader"]

_CONTAINER = "META-INF/container.xml"


class BookReader:
    """Reads the spine of the book with the standard library; its date is that of every document in it."""

    name = "epub"
    suffixes = (".epub",)
    many = True

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Draft | Diagnostic]:
        limits = origin.limits or DEFAULT_LIMITS
        package = Package(stream, limits, what="e-book")
        container = parse_xml(package.read(_CONTAINER, limits.text))
        path = next((one.get("full-path", "") for one in container.iter() if local(one) == "rootfile"), "")
        root = parse_xml(package.read(path, limits.text))
        book = {local(one): text_of(one) for one in reversed(list(root.iter()))}
        read_any = False
        for number, name in enumerate(_spine(root, posixpath.dirname(path)), start=1):
            place = f"{origin.name}/{name}"
            try:
                blocks = blocks_of(decode_markup(package.read(name, limits.text))[0])
            except UnreadableError as error:
                yield unreadable(place, str(error))
                continue
            if blocks:
                read_any = True
                metadata = Metadata(
                    title=book.get("title", ""), published=book.get("date", ""), published_in="the date of the book"
                )
                yield Draft(text=joined(blocks), place=place, id=f"{origin.id}-{number}", metadata=metadata)
        if not read_any:
            raise UnreadableError("holds no text")


def _spine(root: ElementTree.Element, folder: str) -> list[str]:
    items = {one.get("id", ""): one.get("href", "") for one in root.iter() if local(one) == "item"}
    order = [one.get("idref", "") for one in root.iter() if local(one) == "itemref"]
    return [posixpath.normpath(posixpath.join(folder, unquote(items[one]))) for one in order if items.get(one)]
