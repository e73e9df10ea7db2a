"""Two dates that name the ends of one stretch of time: "from 2015 to 2018", "between 3 and 5 May", "May 3–5"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from timeline.edtf import Edtf, day_number
from timeline.model import Dated, Span

__all__ = ["join_ranges"]

_LONGEST_JOINT = 12  # characters between the two dates of a range
_TO = re.compile(r"\s*(?:[-–—]|to|through|until|till)\s*(?:the\s+)?$")
_AND = re.compile(r"\s+and\s+(?:the\s+)?$")
_FROM = re.compile(r"\b[Ff]rom\s+(?:the\s+)?$")
_BETWEEN = re.compile(r"\b[Bb]etween\s+(?:the\s+)?$")
_DASH = re.compile(r"\s*[-–—]\s*$")


def join_ranges(text: str, dated: Sequence[Dated]) -> tuple[Dated, ...]:
    """The expressions of a text, with the two ends of each range joined into the first, dated from one to the other.

    "to" joins two dates only after "from" or where both are of one precision; "and" only after "between".
    """
    joined: list[Dated] = []
    ends_at = -1  # number of the expression that ended the last range
    for number, (left, right) in enumerate(zip_longest(dated, dated[1:])):
        if number == ends_at:
            continue
        when = _stretch(text, left, right) if right is not None else None
        if when is None:
            joined.append(left)
            continue
        ends_at = number + 1
        because = f"{left.because}, to ‘{right.timex.text}’, {right.because}"
        span = Span(start=left.timex.span.start, end=right.timex.span.end)
        timex = replace(left.timex, span=span, text=text[span.start : span.end])
        guessed = left.guessed or right.guessed
        joined.append(replace(left, timex=timex, edtf=when, because=because, guessed=guessed))
    return tuple(joined)


def _stretch(text: str, left: Dated, right: Dated) -> Edtf | None:
    """The days from one date to the other, where the words between make them a range."""
    if left.edtf is None or right.edtf is None or "/" in left.edtf.text or "/" in right.edtf.text:
        return None
    start, end = left.timex.span.end, right.timex.span.start
    if end - start > _LONGEST_JOINT:
        return None
    before = text[max(0, left.timex.span.start - 16) : left.timex.span.start]
    first, last = left.edtf.first, right.edtf.last
    if not _joined(before, text[start:end], left.edtf, right.edtf) or first is None or last is None:
        return None
    return Edtf(f"{_date(left.edtf)}/{_date(right.edtf)}") if day_number(first) < day_number(last) else None


def _joined(before: str, between: str, left: Edtf, right: Edtf) -> bool:
    if _AND.match(between):
        return bool(_BETWEEN.search(before))
    if not _TO.match(between):
        return False
    return bool(_DASH.match(between)) or bool(_FROM.search(before)) or left.precision == right.precision


def _date(value: Edtf) -> str:
    return value.text.rstrip("~?%").split("T")[0]
