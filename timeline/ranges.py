"""Two dates that name the ends of one stretch of time: "from 2015 to 2018", "between 3 and 5 May", "May 3–5"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from timeline.edtf import Edtf, day_number
from timeline.model import Dated

__all__ = ["Range", "ranges"]

_TO = re.compile(r"\s*(?:[-–—]|to|through|until|till)\s*(?:the\s+)?$")
_AND = re.compile(r"\s+and\s+(?:the\s+)?$")
_FROM = re.compile(r"\b[Ff]rom\s+(?:the\s+)?$")
_BETWEEN = re.compile(r"\b[Bb]etween\s+(?:the\s+)?$")
_DASH = re.compile(r"\s*[-–—]\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Numbers of the first and second expression among those of the text, and the days from one to the other."""

    first: int
    second: int
    when: Edtf


def ranges(text: str, dated: Sequence[Dated]) -> list[Range]:
    """The ranges among the expressions of a text, in text order.

    "to" joins two dates only after "from" or where both are of one precision; "and" only after "between".
    """
    found = []
    for number, (left, right) in enumerate(pairwise(dated)):
        if left.edtf is None or right.edtf is None or "/" in left.edtf.text or "/" in right.edtf.text:
            continue
        between = text[left.timex.span.end : right.timex.span.start]
        if len(between) > 12 or not _joined(text[: left.timex.span.start][-16:], between, left.edtf, right.edtf):
            continue
        first, last = left.edtf.first, right.edtf.last
        if first and last and day_number(first) < day_number(last):
            when = Edtf(f"{_date(left.edtf)}/{_date(right.edtf)}")
            found.append(Range(first=number, second=number + 1, when=when))
    return found


def _joined(before: str, between: str, left: Edtf, right: Edtf) -> bool:
    if _AND.match(between):
        return bool(_BETWEEN.search(before))
    if not _TO.match(between):
        return False
    return bool(_DASH.match(between)) or bool(_FROM.search(before)) or left.precision == right.precision


def _date(value: Edtf) -> str:
    return value.text.rstrip("~?%").split("T")[0]
