"""Lines of printed pages to paragraphs: no page numbers, no running heads, no words cut at the end of a line.

Where each page begins in the text is kept, also where that is in the middle of a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from timeline.readers.markup import joined, one_line

__all__ = ["running_text"]

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


@dataclass(slots=True)
class _Block:
    """The lines of a paragraph, and the pages that begin in it: in which line, how far in it, and which page."""

    lines: list[str]
    begins: list[tuple[int, int, int]] = field(default_factory=list)

    def text(self) -> str:
        return _soft(" ".join(self.lines))

    def add(self, line: str, words: Counter[str], page: int | None) -> None:
        before = self.lines[-1]
        self.lines[-1:] = _join(before, line, words)
        if page is not None:
            cut = len(self.lines[-1]) - len(line)  # 0 where the line was not joined to a cut word
            self.begins.append((len(self.lines) - 1, cut, page))

    def starts(self) -> list[tuple[int, int]]:
        """Where pages begin in the text of the block: the position, and the number of the page."""
        return [
            (len(_soft("".join(f"{line} " for line in self.lines[:row]) + self.lines[row][:cut])), page)
            for row, cut, page in self.begins
        ]


def running_text(pages: list[str]) -> tuple[str, tuple[int, ...]]:
    """The paragraphs of the pages, parted by blank lines, and the position at which each page begins.

    A word that is cut at the end of a line is joined, with its hyphen where the text has it so elsewhere. A page
    without text begins where the next one does.
    """
    blocks = _paragraphs([page.translate(_LIGATURES).split("\n") for page in pages])
    starts: dict[int, int] = {}
    position = 0
    for block in blocks:
        starts.update((page, position + at) for at, page in block.starts())
        position += len(block.text()) + 2
    text = joined([block.text() for block in blocks])
    found: list[int] = []
    for number in range(len(pages) - 1, -1, -1):
        found.append(starts.get(number, found[-1] if found else len(text)))
    return text, tuple(reversed(found)) if text else ()


def _paragraphs(pages: list[list[str]]) -> list[_Block]:
    kept = _without_margins(pages)
    widths = sorted(len(line) for page in kept for line in page if line)
    if not widths:
        return []
    width = widths[int(0.9 * (len(widths) - 1))]
    whole = " ".join(line for page in kept for line in page)
    words = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", whole.lower()))
    blocks: list[_Block] = []
    before = ""
    for number, page in enumerate(kept):
        new: int | None = number
        for line in page:
            if line and before and not _starts_paragraph(before, line, width):
                blocks[-1].add(line, words, new)
            elif line:
                blocks.append(_Block([line], [] if new is None else [(0, 0, new)]))
            before = line
            new = None if line else new
    return blocks


def _soft(text: str) -> str:
    return text.replace("\u00ad", "")


def _without_margins(pages: list[list[str]]) -> list[list[str]]:
    stripped = [[one_line(line) for line in page] for page in pages]
    filled = [[n for n, line in enumerate(page) if line] for page in stripped]
    margins = [{*rows[:_MARGIN_LINES], *rows[-_MARGIN_LINES:]} for rows in filled]
    heads = Counter(
        head
        for page, rows in zip(stripped, margins, strict=True)
        for head in {_DIGITS.sub("0", page[row]) for row in rows}
    )
    running = {head for head, n in heads.items() if n >= max(_FEWEST_PAGES, len(pages) // 2)}
    return [
        [
            line
            for row, line in enumerate(page)
            if not (row in rows and (_DIGITS.sub("0", line) in running or _PAGE_NUMBER.match(line)))
        ]
        for page, rows in zip(stripped, margins, strict=True)
    ]


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
