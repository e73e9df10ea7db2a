"""Pieces of HTML to text: paragraphs, headings, list items and table rows, each a block between blank lines.

For mails, feeds and books, whose markup is the article. A whole web page goes through `html_page`.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

__all__ = ["blocks_of", "joined"]

_BLOCK_NAMES = (
    "address article aside blockquote body caption dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header hr li main nav ol p pre section table tr ul title"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_CELLS = frozenset({"td", "th"})
_HIDDEN = frozenset({"head", "noscript", "object", "script", "style", "template", "textarea"})
_SPACE = re.compile(r"\s+")


def blocks_of(markup: str) -> list[str]:
    """The texts of the blocks of a piece of HTML, in order; bounded by its length, whatever its nesting."""
    parser = _Blocks()
    parser.feed(markup)
    parser.close()
    return parser.finish()


def joined(blocks: list[str]) -> str:
    """One text, its blocks parted by blank lines, so that no sentence runs from one into the next."""
    return "\n\n".join(blocks)


class _Blocks(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[str] = []
        self._pieces: list[str] = []
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN and tag not in self._hidden:
            self._hidden.append(tag)
        self._separate(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._hidden:
            del self._hidden[self._hidden.index(tag) :]
        elif tag == "body":
            self._hidden.clear()
        self._separate(tag)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._pieces.append(data)

    def finish(self) -> list[str]:
        self._end_block()
        return self._blocks

    def _separate(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._hidden = [name for name in self._hidden if name != "head" or tag != "body"]
            self._end_block()
        elif tag in _CELLS or tag == "br":
            self._pieces.append(" ")

    def _end_block(self) -> None:
        if text := _SPACE.sub(" ", "".join(self._pieces)).strip():
            self._blocks.append(text)
        self._pieces.clear()
