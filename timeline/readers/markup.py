"""Pieces of HTML to text: paragraphs, headings, list items and table rows, each a block between blank lines.

For mails, feeds and books, whose markup is the article. A whole web page goes through `html_page`.
"""

from __future__ import annotations

import html
import re

__all__ = ["blocks_of", "joined", "one_line"]

_BLOCK_NAMES = (
    "address article aside blockquote body caption dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header hr li main nav ol p pre section table tr ul title"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SPACED = frozenset({"td", "th", "br"})
_HIDDEN = frozenset({"head", "noscript", "object", "script", "style", "template", "textarea"})
# Tags, other things in angles, text, and a stray sign, each in time linear in its length: the parser of the standard
# library goes over the rest of the text again for every tag that is not closed.
_TOKEN = re.compile(r"<(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9]*+)[^<>]*+>|<[!?/][^<>]*+>|(?P<text>[^<]++|<)")


def blocks_of(markup: str) -> list[str]:
    """The texts of the blocks of a piece of HTML, in order; in time linear in its length, whatever its nesting."""
    blocks: list[str] = []
    pieces: list[str] = []
    hidden: list[str] = []
    for token in _TOKEN.finditer(_without_comments(markup)):
        if token["text"]:
            if not hidden:
                pieces.append(html.unescape(token["text"]))
            continue
        tag = (token["tag"] or "").lower()
        if tag in _HIDDEN:
            _hide(hidden, tag, bool(token["end"]))
        elif tag == "body":  # opened, it ends a head that nobody closed
            hidden.clear()
        if tag in _BLOCKS:
            _end_block(blocks, pieces)
        elif tag in _SPACED:
            pieces.append(" ")
    _end_block(blocks, pieces)
    return blocks


def joined(blocks: list[str]) -> str:
    """One text, its blocks parted by blank lines, so that no sentence runs from one into the next."""
    return "\n\n".join(blocks)


def one_line(text: str) -> str:
    """The text with its runs of white space as single spaces, and none at its ends."""
    return " ".join(text.split())


def _hide(hidden: list[str], tag: str, end: bool) -> None:
    if tag in hidden:
        if end:
            del hidden[hidden.index(tag) :]
    elif not end:
        hidden.append(tag)


def _end_block(blocks: list[str], pieces: list[str]) -> None:
    if text := one_line("".join(pieces)):
        blocks.append(text)
    pieces.clear()


def _without_comments(markup: str) -> str:
    """The markup less its comments; one that is never closed hides the rest (HTML 13.2.5.45)."""
    kept: list[str] = []
    here = 0
    while (start := markup.find("<!--", here)) >= 0:
        kept.append(markup[here:start])
        end = markup.find("-->", start + 2)
        if end < 0:
            return "".join(kept)
        here = end + 3
    return "".join([*kept, markup[here:]])
