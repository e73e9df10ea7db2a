"""XML from strangers to trees, with bounds: no entities of its own, no depth without end."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from timeline.readers.base import UnreadableError
from timeline.readers.encodings import decode_markup
from timeline.readers.markup import one_line

__all__ = ["local", "parse_xml", "text_of"]

_ENTITY = re.compile(r"<!ENTITY")
_DEPTH = 200


class _Bounded(ElementTree.TreeBuilder):
    depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> ElementTree.Element:
        self.depth += 1
        if self.depth > _DEPTH:
            raise UnreadableError(f"is nested more than {_DEPTH} elements deep")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ElementTree.Element:
        self.depth -= 1
        return super().end(tag)


def parse_xml(data: bytes) -> ElementTree.Element:
    """The root element. Raises `UnreadableError` for what is no XML, declares entities or is nested too deeply."""
    text, _ = decode_markup(data)
    if _ENTITY.search(text):
        raise UnreadableError("declares entities, as no feed or document needs to; it is not read")
    parser = ElementTree.XMLParser(target=_Bounded())
    try:
        parser.feed(text)
        root: ElementTree.Element = parser.close()
    except (ElementTree.ParseError, ValueError) as error:
        raise UnreadableError(f"is no XML: {error}") from error
    return root


def local(element: ElementTree.Element) -> str:
    """The name of an element without its namespace, in lower case."""
    return str(element.tag).rpartition("}")[2].lower()


def text_of(element: ElementTree.Element | None) -> str:
    """All text within an element, its runs of white space as single spaces; "" for None."""
    return "" if element is None else one_line("".join(element.itertext()))
