"""Lines of printed pages to paragraphs: no page numbers, no running heads, no words cut at the end of a line."""

from __future__ import annotations

import re
from collections import Counter

from timeline.readers.markup import one_line

__all__ = ["paragraphs"]

_PAGE_NUMBER = re.compile(r"(?i)[-–—\s]*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s]*$")
_DIGITS = re.compile(r"\d+")
_CUT = re.compile(r"(\w*[^\W\d_])[-\u00ad\u2010]$")
_START = re.compile(r"[^\W\d_]+")
_BULLET = re.compile(r"[•●▪◦‣–*-]\s|\(?\d{1,2}[.)]\s")
_ENDS = re.compile(r"[.!?:…][\"'”’)\]]*$")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00a0": " ", "\0": " "}
)
_MARGIN_LINES = 2  # lines at the top and at the bottom of a page among which running heads are looked for
_FEWEST_PAGES = 3
_LONGEST_WORD = 60
_SHORT = 0.75  # of the width of the text: a line that ends before stands at the end of a paragraph


def paragraphs(pages: list[str]) -> list[str]:
    """The paragraphs of the pages. A word that is cut at the end of a line is joined, with its hyphen where the text
    has it so elsewhere."""
    lines = _without_margins([page.translate(_LIGATURES).split("\n") for page in pages])
    widths = sorted(len(line) for line in lines if line)
    if not widths:
        return []
    width = widths[int(0.9 * (len(widths) - 1))]
    words = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", " ".join(lines).lower()))
    blocks: list[list[str]] = []
    before = ""
    for line in lines:
        if line and before and not _starts_paragraph(before, line, width):
            blocks[-1][-1:] = _join(blocks[-1][-1], line, words)
        elif line:
            blocks.append([line])
        before = line
    return [" ".join(block).replace("\u00ad", "") for block in blocks]


def _without_margins(pages: list[list[str]]) -> list[str]:
    stripped = [[one_line(line) for line in page] for page in pages]
    filled = [[n for n, line in enumerate(page) if line] for page in stripped]
    margins = [{*rows[:_MARGIN_LINES], *rows[-_MARGIN_LINES:]} for rows in filled]
    heads = Counter(
        head
        for page, rows in zip(stripped, margins, strict=True)
        for head in {_DIGITS.sub("0", page[row]) for row in rows}
    )
    running = {head for head, n in heads.items() if n >= max(_FEWEST_PAGES, len(pages) // 2)}
    kept: list[str] = []
    for page, rows in zip(stripped, margins, strict=True):
        for row, line in enumerate(page):
            if not (row in rows and (_DIGITS.sub("0", line) in running or _PAGE_NUMBER.match(line))):
                kept.append(line)
    return kept


def _starts_paragraph(before: str, line: str, width: int) -> bool:
    if _BULLET.match(line):
        return True
    if len(before) >= _SHORT * width:
        return False
    return bool(_ENDS.search(before)) or not line[0].islower()


def _join(before: str, line: str, words: Counter[str]) -> list[str]:
    """The two lines, as one where a word is cut between them."""
    cut = _CUT.search(before[-_LONGEST_WORD:])
    rest = _START.match(line[:_LONGEST_WORD])
    if cut is None or rest is None:
        return [before, line]
    hyphenated = f"{cut[1]}-{rest[0]}".lower()
    if words[hyphenated] or line[0].isupper():
        return [f"{before[:-1]}-{line}"]
    return [f"{before[:-1]}{line}"]
