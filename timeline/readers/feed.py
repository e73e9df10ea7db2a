"""RSS and Atom files: every entry an article, as far as the feed gives its text (RSS 0.9x–2.0, RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import BinaryIO
from xml.etree import ElementTree

from timeline.model import Diagnostic
from timeline.readers.base import Draft, Guess, Metadata, Origin, UnreadableError, note, unreadable
from timeline.readers.limits import DEFAULT_LIMITS, read_bounded
from timeline.readers.markup import blocks_of, joined
from timeline.readers.published import PublishedError, parse_published
from timeline.readers.xml_tree import local, parse_xml, text_of

__all__ = ["FeedReader"]

_ROOTS = frozenset({"rss", "feed", "rdf"})
_ENTRIES = frozenset({"item", "entry"})
_TEXTS = ("encoded", "content", "description", "summary")
_PUBLISHED = ("pubdate", "published", "issued", "date")


class FeedReader:
    """Reads with the standard library: a feed has a dozen elements that matter here."""

    name = "feed"
    suffixes = (".rss", ".atom", ".xml")
    many = True

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Draft | Diagnostic]:
        root = parse_xml(read_bounded(stream, (origin.limits or DEFAULT_LIMITS).text))
        if local(root) not in _ROOTS:
            if origin.named:
                raise UnreadableError("is no RSS or Atom feed")
            yield note(origin.name, "left out, as it is no RSS or Atom feed")
            return
        entries = [element for element in root.iter() if local(element) in _ENTRIES]
        if not entries:
            yield unreadable(origin.name, "is a feed without entries")
        for number, entry in enumerate(entries, start=1):
            yield _draft(entry, f"{origin.name} entry {number}", f"{origin.id}-{number}")


def _draft(entry: ElementTree.Element, place: str, identity: str) -> Draft | Diagnostic:
    fields: dict[str, ElementTree.Element] = {}
    for child in entry:
        fields.setdefault(local(child), child)
    texts = (_blocks(fields[name]) for name in _TEXTS if name in fields)
    blocks = next((blocks for blocks in texts if blocks), [])
    if not blocks:
        return unreadable(place, "has no text; a feed of headlines names its articles, but does not hold them")
    published, field = _published(fields)
    changed, _ = _published({"date": fields["updated"]}) if "updated" in fields else ("", "")
    return Draft(
        text=joined(blocks),
        place=place,
        id=identity,
        metadata=Metadata(
            title=" ".join(blocks_of(text_of(fields.get("title")))),
            published=published,
            published_in=field,
            url=_link(entry),
        ),
        guess=Guess(day=changed, reason="last change, <updated> of the feed") if changed and not published else None,
    )


def _blocks(element: ElementTree.Element) -> list[str]:
    if len(element):  # XHTML as elements
        for inner in element.iter():
            inner.tag = local(inner)
        return blocks_of(ElementTree.tostring(element, encoding="unicode"))
    return blocks_of(element.text or "")


def _published(fields: dict[str, ElementTree.Element]) -> tuple[str, str]:
    for name in _PUBLISHED:
        written = text_of(fields.get(name))
        try:
            return parse_published(written), f"<{name}> of the feed"
        except PublishedError:
            pass
        try:
            return parsedate_to_datetime(written).date().isoformat(), f"<{name}> of the feed"
        except ValueError:
            continue
    return "", ""


def _link(entry: ElementTree.Element) -> str:
    """The address: RSS as text, Atom as `href` of the link that is no other relation (RFC 4287, 4.2.7.2)."""
    for link in entry:
        if local(link) == "link" and link.get("rel", "alternate") == "alternate":
            return (link.get("href") or link.text or "").strip()
    return ""
