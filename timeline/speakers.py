"""Who speaks at a place of a text: by the label that opens a paragraph of a transcript ("Ana Sousa: …"), or by the verb
of saying beside a quotation ("“…,” said Ana Sousa", "Sousa told reporters: “…”"), also where the quotation goes on over
several sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Protocol

__all__ = ["Named", "speaker_at"]

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
_REACH = 200  # characters looked at before a quotation, for the sentence that leads to it


class Named(Protocol):
    """A name and where it stands."""

    @property
    def start(self) -> int:
        """Its first character."""

    @property
    def text(self) -> str:
        """As it is written."""


def speaker_at(text: str, position: int, names: Sequence[Named], meant: Callable[[int, str], str | None]) -> str | None:
    """The name of whoever speaks at a position, as the text gives it there; None where the text does not tell.

    `names` are those of the text that may speak, in its order; `meant` tells whom a pronoun at a place means.
    """
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    line = text[start : end if end >= 0 else len(text)]
    known = {name.text for name in names}
    labels = [(m.start(1), m[1]) for m in _labels(text) if m[1] in known]
    if len(labels) >= _LABELS:
        turns = [(at, name) for at, name in labels if at <= position]
        if turns and text.count("\n", turns[-1][0], position) <= 2 * _TURN:
            return turns[-1][1]
    quote = _quote_around(line, position - start)
    return _beside(line, quote, start, names, meant) if quote else None


def _labels(text: str) -> list[re.Match[str]]:
    found = [_LABEL.match(text, 0), *(_LABEL.match(text, m.end()) for m in re.finditer("\n", text))]
    return [match for match in found if match]


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
        inside = [n for n in names if start + high <= n.start < start + after.end()]
        pronoun = _PRONOUN.search(after[0])
        if inside or pronoun is None:
            return inside[0].text if inside else None
        return meant(start + high + pronoun.start(), pronoun[0].lower())
    before = _BEFORE.search(line, max(0, low - _REACH), low)
    if before:
        opens = max(line.rfind(". ", 0, before.start()) + 1, 0)
        inside = [n for n in names if start + opens <= n.start < start + before.start()]
        pronoun = _PRONOUN.search(line, opens, before.start())
        if inside or pronoun is None:
            return inside[-1].text if inside else None
        return meant(start + pronoun.start(), pronoun[0].lower())
    return None
