"""Saved web pages: the article without menus and advertisements, its title, address and day."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from timeline.model import Diagnostic
from timeline.readers.base import Draft, Guess, Metadata, MissingExtraError, Origin, UnreadableError, note
from timeline.readers.encodings import decode_markup
from timeline.readers.limits import DEFAULT_LIMITS, Limits, read_bounded
from timeline.readers.markup import joined, one_line
from timeline.readers.page_metadata import PageDates, find_page_dates, find_saved_from

__all__ = ["HtmlReader", "read_page"]

_EXTRA = "web"
# The latest day a search in the page may come to where nobody knows when the file was saved. The libraries would
# take today's, and the same page would be read differently tomorrow.
_NO_BOUND = "2199-12-31"
_INLINE = frozenset({"hi", "ref", "lb", "del", "span", "code", "graphic"})
_PARAGRAPHS = frozenset({"p", "head", "list", "quote", "table"})
_LAST_PART = re.compile(r"\s+[|–—·»-]\s+([^|–—·»]+)$")
_NOT_LETTERS = re.compile(r"\W+|^www\.|^the\s")
_SHORTEST_NAME = 4
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)[^<>]*+>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# Closed by the next of their kind.
_UNNESTED = frozenset("p li dt dd option tr td th".split())


class HtmlReader:
    """Text and title by trafilatura, the day from the page's own fields, else searched by htmldate."""

    name = "html"
    suffixes = (".html", ".htm", ".xhtml")
    many = False

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Draft | Diagnostic]:
        limits = origin.limits or DEFAULT_LIMITS
        markup, detected = decode_markup(read_bounded(stream, limits.text))
        draft = read_page(markup, origin)
        if detected:
            yield note(origin.name, f"is not UTF-8; read as {detected}, which was detected from its bytes")
        yield draft


def read_page(markup: str, origin: Origin, *, url: str = "", latest: str | None = None) -> Draft:
    """The article of a page. `url` and `latest` are what is known from outside, such as the envelope of an archive.

    Raises `UnreadableError` for a page without an article and for one that is nested too deeply to be looked at.
    """
    if not markup.strip():
        raise UnreadableError("is empty")
    try:
        import htmldate
        import trafilatura
    except ImportError as error:
        raise MissingExtraError(_EXTRA, "web pages") from error
    for library in (trafilatura, htmldate):
        logging.getLogger(library.__name__).addHandler(logging.NullHandler())  # their warnings are not for readers
    _check_tree(markup, origin.limits or DEFAULT_LIMITS)
    bound = latest or origin.latest or _NO_BOUND
    tree = trafilatura.load_html(markup)
    if tree is None:
        raise UnreadableError("is no web page")
    dates = find_page_dates(tree)
    page = trafilatura.bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"original_date": True, "extensive_search": False, "max_date": bound},
    )
    blocks = [] if page is None else list(_blocks(page.body))  # type: ignore[union-attr]
    if page is None or not blocks:
        raise UnreadableError("no article was found in the page")
    url = page.url or find_saved_from(markup) or url  # type: ignore[union-attr]
    title = _without_site(one_line(page.title or ""), page.sitename or "", url)  # type: ignore[union-attr]
    if len(blocks) > 1 and blocks[0] == title:
        del blocks[0]
    return Draft(
        text=joined(blocks),
        place=origin.name,
        metadata=Metadata(
            title=title,
            published=dates.published,
            published_in=dates.published_in,
            url=url,
        ),
        guess=None if dates.published else _guess(tree, dates, bound),
    )


def _without_site(title: str, site: str, url: str) -> str:
    """The title less the name of the site that many pages put behind it: "Envoys meet | The Paper"."""
    cut = _LAST_PART.search(title)
    if cut is None or cut.start() == 0:
        return title
    name = _NOT_LETTERS.sub("", cut[1].lower())
    host = _NOT_LETTERS.sub("", (urlsplit(url).hostname or "").lower())
    known = name == _NOT_LETTERS.sub("", site.lower()) or (len(name) >= _SHORTEST_NAME and name in host)
    return title[: cut.start()] if name and known else title


def _guess(tree: Any, dates: PageDates, bound: str) -> Guess | None:
    import htmldate

    day = htmldate.find_date(tree, extensive_search=True, original_date=True, max_date=bound)
    if day:
        return Guess(day=day, reason="a search in the page (htmldate)")
    return Guess(day=dates.modified, reason=f"its last change, {dates.modified_in}") if dates.modified else None


def _blocks(element: Any) -> Iterator[str]:
    """The texts of paragraphs, headings, list items, quotations and table rows, in order."""
    if not isinstance(element.tag, str):
        return
    if element.tag == "row" and not _lays_out(element):
        cells = (one_line("".join(cell.itertext())) for cell in element)
        if row := " | ".join(cell for cell in cells if cell):
            yield row
        return
    pieces = [element.text or ""]
    for child in element:
        if child.tag in _INLINE:
            pieces.append(" " if child.tag == "lb" else "".join(child.itertext()))
        else:
            yield from _flush(pieces)
            yield from _blocks(child)
        pieces.append(child.tail or "")
    yield from _flush(pieces)


def _lays_out(row: Any) -> bool:
    """Whether a table only puts the parts of a page side by side: a cell of it holds paragraphs."""
    return any(sum(child.tag in _PARAGRAPHS for child in cell) > 1 for cell in row)


def _flush(pieces: list[str]) -> Iterator[str]:
    if text := one_line("".join(pieces)):
        yield text
    pieces.clear()


def _check_tree(markup: str, limits: Limits) -> None:
    """The libraries walk a tree by recursion in C, where too deep a page would end the process, and some walks of
    theirs take more than linear time."""
    depth = elements = 0
    for match in _TAG.finditer(markup):
        name = match[2].lower()
        elements += not match[1]
        if elements > limits.elements:
            raise UnreadableError(f"has more than {limits.elements:,} elements")
        if name in _VOID or name in _UNNESTED or match[0].endswith("/>"):
            continue
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > limits.depth:
            raise UnreadableError(f"is nested more than {limits.depth:,} elements deep")
