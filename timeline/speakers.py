"""Who speaks at a place of a text: by the label that opens a paragraph of a transcript ("Ana Sousa: …"), or by the verb
of saying beside a quotation ("“…,” said Ana Sousa", "Sousa told reporters: “…”"), also where the quotation goes on over
several sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from operator import attrgetter, itemgetter
from typing import Protocol, TypeVar

__all__ = ["Named", "between", "speaker_at", "turns_of"]

_NAME = r"[A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ][\w.’'-]*){0,3}"
_LABEL = re.compile(rf"\W{{0,3}}({_NAME})(?:\s*\([^()\n]{{1,40}}\))?(?:\)\)|[\])]|\s?:)")
_QUOTE = re.compile(r"[“”\"]")
_SAID = (
    r"(?:said|says|told|added|adds|wrote|writes|tweeted|posted|replied|declared|stated|explained|asked|remarked|commented"
    r"|noted|recalled|continued|concluded|insisted|argued|saying|adding|telling|writing|explaining)"
)
_AFTER = re.compile(rf"[^“\"\n.]{{0,60}}?\b{_SAID}\b[^“\"\n.]{{0,60}}")
_BEFORE = re.compile(rf"\b{_SAID}\b[^“”\"\n.]{{0,60}}$")
_PRONOUN = re.compile(r"(?i)\b(?:he|she)\b")
_LABELS = 3  # a text with as many labelled paragraphs is a transcript
_TURN = 6  # paragraphs that a turn of a transcript has at most
_LINE = 4000  # characters of a paragraph looked at on either side
_REACH = 200  # characters looked at before a quotation, for the sentence that leads to it


class Named(Protocol):
    """A name and where it stands."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def text(self) -> str:
        """As it is written."""


_N = TypeVar("_N", bound=Named)


def turns_of(text: str, names: Sequence[Named]) -> tuple[tuple[int, str], ...]:
    """Where somebody begins to speak in a transcript, by the labels of its paragraphs; empty for another text."""
    known = {name.text for name in names}
    found = [_LABEL.match(text, 0), *(_LABEL.match(text, m.end()) for m in re.finditer("\n", text))]
    labels = tuple((m.start(1), m[1]) for m in found if m and m[1] in known)
    return labels if len(labels) >= _LABELS else ()


def speaker_at(
    text: str,
    position: int,
    *,
    names: Sequence[Named],
    turns: Sequence[tuple[int, str]],
    meant: Callable[[int, str], str | None],
) -> str | None:
    """The name of whoever speaks at a position, as the text gives it there; None where the text does not tell.

    `names` are those of the text that may speak, in its order, `turns` what `turns_of` says of it; `meant` tells whom
    a pronoun at a place means. Looks `_LINE` characters around the position.
    """
    turn = bisect_right(turns, position, key=itemgetter(0)) - 1
    if turn >= 0 and text.count("\n", turns[turn][0], min(position, turns[turn][0] + _LINE)) <= 2 * _TURN:
        return turns[turn][1]
    start = max(text.rfind("\n", 0, position) + 1, position - _LINE)
    end = text.find("\n", position, position + _LINE)
    line = text[start : end if end >= 0 else position + _LINE]
    quote = _quote_around(line, position - start)
    return _beside(line, quote, start, names, meant) if quote else None


def between(names: Sequence[_N], low: int, high: int) -> Sequence[_N]:
    """The names that begin from one position on and before another, of names in text order."""
    first = bisect_left(names, low, key=attrgetter("start"))
    return names[first : bisect_left(names, high, lo=first, key=attrgetter("start"))]


def _quote_around(line: str, at: int) -> tuple[int, int] | None:
    """The quotation around a place of a paragraph, as a half-open range with its marks; None outside of one."""
    opened: int | None = None
    for match in _QUOTE.finditer(line):
        closes = opened is not None and match[0] in ("”", '"')
        if closes and opened is not None:
            if opened < at <= match.end():
                return opened, match.end()
            opened = None
        elif match[0] != "”":
            opened = match.start()
        if opened is None and match.start() > at:
            return None
    return (opened, len(line)) if opened is not None and opened < at + 1 else None


def _beside(
    line: str, quote: tuple[int, int], start: int, names: Sequence[Named], meant: Callable[[int, str], str | None]
) -> str | None:
    """The name beside the verb of saying behind a quotation, else before it."""
    low, high = quote
    after = _AFTER.match(line, high)
    if after:
        inside = between(names, start + high, start + after.end())
        pronoun = _PRONOUN.search(after[0])
        if inside or pronoun is None:
            return inside[0].text if inside else None
        return meant(start + high + pronoun.start(), pronoun[0].lower())
    before = _BEFORE.search(line, max(0, low - _REACH), low)
    if before:
        opens = max(line.rfind(". ", 0, before.start()) + 1, 0)
        inside = between(names, start + opens, start + before.start())
        pronoun = _PRONOUN.search(line, opens, before.start())
        if inside or pronoun is None:
            return inside[-1].text if inside else None
        return meant(start + pronoun.start(), pronoun[0].lower())
    return None
