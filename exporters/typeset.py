"""Breaks text into lines of a given width. Widths come from a function, so that nothing here knows a font."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["LINE_HEIGHT", "Block", "Measure", "Typesetter", "wrap"]

Measure = Callable[[str], float]
"""Width in points of a text on one line."""

LINE_HEIGHT = 1.24
"""Height of a line as a multiple of the size of its letters."""

# A line may end after a space, a hyphen, a dash or a slash, and beside any letter of Chinese, Japanese or Korean.
_PIECES = re.compile(r"\s+|[^\s\-\u2010-\u2014/]*[\-\u2010-\u2014/]+|[^\s\-\u2010-\u2014/]+")
_IDEOGRAPHS = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_ELLIPSIS = "\u2026"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines, the width of the longest, and whether text had to be left out."""

    lines: tuple[str, ...]
    width: float
    shortened: bool = False


def wrap(text: str, width: float, measure: Measure, *, max_lines: int | None = None, balanced: bool = True) -> Block:
    """Lines no wider than `width` points; words that are wider are broken with a hyphen.

    `balanced` makes the lines about equally long. Beyond `max_lines` the text ends in an ellipsis after a whole word.
    """
    pieces = _pieces(text)
    lines = _greedy(pieces, width, measure)
    if max_lines is not None and len(lines) > max_lines:
        lines = [*lines[: max_lines - 1], _shorten(lines[max_lines - 1], width, measure)]
        return Block(tuple(lines), max(map(measure, lines)), shortened=True)
    if balanced and 1 < len(lines) <= 8:
        low, high = max(measure(line) for line in lines) / 2, width
        for _ in range(6):
            middle = (low + high) / 2
            narrower = _greedy(pieces, middle, measure, break_words=False)
            if narrower and len(narrower) <= len(lines):
                lines, high = narrower, middle
            else:
                low = middle
    return Block(tuple(lines), max(map(measure, lines), default=0.0))


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for piece in _PIECES.findall(text.strip()):
        if _IDEOGRAPHS.search(piece):
            pieces += re.findall(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
                                 r"[\u3001-\u3003\u3009\u300b\u300d\u300f\u3011\uff01\uff09\uff0c\uff1a\uff1f]*"
                                 r"|[^\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+",
                                 piece)  # fmt: skip
        else:
            pieces.append(piece)
    return pieces


def _greedy(pieces: list[str], width: float, measure: Measure, *, break_words: bool = True) -> list[str]:
    """Fill each line as far as it goes; an empty list when a word is too wide and must not be broken."""
    lines: list[str] = []
    line = ""
    for piece in pieces:
        if piece.isspace():
            line = f"{line} " if line else ""
            continue
        if measure((line + piece).rstrip()) <= width:
            line += piece
            continue
        if line.strip():
            lines.append(line.rstrip())
        line = piece
        while measure(line) > width:
            if not break_words:
                return []
            head, line = _break(line, width, measure)
            lines.append(head)
    if line.strip():
        lines.append(line.rstrip())
    return lines or [""]


def _break(word: str, width: float, measure: Measure) -> tuple[str, str]:
    """As much of a word as fits with a hyphen, and the rest. At least one letter is taken."""
    low, high = 1, max(1, len(word) - 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(word[:middle] + "-") <= width else (low, middle - 1)
    while low > 1 and (unicodedata.combining(word[low]) or word[low] in "\u200d\ufe0f" or word[low - 1] == "\u200d"):
        low -= 1  # keep a letter with its accents and a joined sign with its parts
    head = word[:low]
    return (f"{head}-" if head[-1].isalpha() and word[low].isalpha() else head), word[low:]


def _shorten(line: str, width: float, measure: Measure) -> str:
    words = line.split(" ")
    while len(words) > 1 and measure(" ".join(words) + _ELLIPSIS) > width:
        words.pop()
    text = " ".join(words)
    while len(text) > 1 and measure(text + _ELLIPSIS) > width:
        text = text[:-1]
    return text.rstrip(" -,;:") + _ELLIPSIS


class Typesetter:
    """Measures and breaks text of one font family. `advance(text, bold)` is a text's width at size 1."""

    def __init__(self, advance: Callable[[str, bool], float]) -> None:
        self._advance = advance

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Width in points."""
        return self._advance(text, bold) * size

    def wrap(self, text: str, width: float, size: float, *, bold: bool = False, max_lines: int | None = None,
             balanced: bool = True) -> Block:  # fmt: skip
        """The text in lines no wider than `width` points."""

        def measure(line: str) -> float:
            return self._advance(line, bold) * size

        return wrap(text, width, measure, max_lines=max_lines, balanced=balanced)
