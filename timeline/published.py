"""The day of publication out of the text itself, where nothing else tells it: an interval and the reason for it.

A report was written after the latest thing that it tells as past, and before the earliest that it announces. Where it
names one time in two ways ("yesterday, March 8, 2025") the day follows. That is all that is taken for evidence: how
long after the latest named date a report usually appears was measured, and is no ground for a bound (the middle half
of news reports lies between ten months and ten years after it).

Who is called by an office that somebody holds for a time narrows it further (`timeline.facts`). What comes of it is in
`timeline.guessed`; `timeline articles` shows the interval.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from timeline.edtf import Edtf, EdtfError
from timeline.facts import Facts, load_facts
from timeline.model import Dated
from timeline.tagging import tag

__all__ = ["Inferred", "infer", "infer_from"]

_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s|\n")
# Words that may put a date of their sentence into the future of the report, or into a story or plan.
_AHEAD = re.compile(
    r"(?i)\b(?:will|would|won't|'ll|until|till|by|scheduled|due|plan(?:s|ned|ning)?|expect(?:s|ed)?|set\sto|upcoming"
    r"|next|shall|through|before|deadline|aims?|aiming|targets?|goals?|no\slater|going\sto|to\sbe|is\sto|are\sto|hop(?:es?|ed|ing)"
    r"|could|may|might|should|can|if|starting|beginning|as\sof|from|effective|proposed|projected|projections?|forecasts?|estimated|fiscal|predict\w*"
    r"|candidates?|nomin\w+|campaigns?|contenders?|expir(?:es?|ing)|must|towards?|setting|goes|begins|ends|starts|opens|repeated|broadcast|onwards?|latest|season|novel|film|fiction)\b"
)
_ANNOUNCED = re.compile(
    r"(?i)\b(?:will\s\w+|(?:is|are|been)\s(?:scheduled|due|expected|set|planned|slated)\s\w+|scheduled\sfor)\b"
)
_HEDGED = re.compile(r"(?i)\b(?:would|had|was|were|said\sin|before|since|after|from|as\sof)\b")
_PAST = re.compile(
    r"(?i)\b(?:\w{2,}ed|was|were|had|did|been|became|began|came|died|fell|found|gave|got|grew|held|hit|kept|killed|led"
    r"|left|lost|made|met|told|said|saw|sent|shot|spoke|stood|struck|took|went|won|wrote|ran|built|broke|drew|rose|set"
    r"|born|chosen|taken|given|known)\b"
)
_TOLD = re.compile(rf"{_PAST.pattern}|\b(?:than|heard)\b")
_CLOCK = re.compile(r"(?i)h\b|\s?(?:UTC|GMT|[ap]\.?m\b|local\stime|hours)|:\d\d")
_YEAR = re.compile(r"\d{4}$")
_ATTRIBUTE = re.compile(r"\s[A-Za-z]")  # "the 2020 election" names an election, and no time of anything told
_BEFORE_YEAR = re.compile(r"(?i)\b(?:in|since|during|of|late|early|mid)[\s-]$")
# How far the two names of one time may stand from each other, and what may stand between them.
_BESIDE = re.compile(r"[^\S\n]*[,(–—-]?[^\S\n]*(?:(?:on|in|of|the) )?$")
_SHIFTS = {"today": 0, "yesterday": 1, "tomorrow": -1}
_LONGEST = 600  # characters that a sentence has at most on either side
_FAR = "9999-12-31"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inferred:
    """ISO days between which a text was published, both ends included; None at an open end.

    `day` is set where the text names the very day ("yesterday, March 8, 2025"); two bounds that meet do not.
    """

    first: str | None
    last: str | None
    reason: str
    day: str | None = None

    @property
    def days(self) -> int | None:
        """How many days the interval has, None for an open one."""
        if self.first is None or self.last is None:
            return None
        return (date.fromisoformat(self.last) - date.fromisoformat(self.first)).days + 1


def infer(text: str, *, facts: Facts | None = None) -> Inferred | None:
    """When a text was published, as far as it tells, without its dateline and metadata; None where it tells nothing.

    Times before the year 1 and after 9999 are passed over. Contradictory evidence gives None, never a choice.
    """
    return infer_from(text, tag(text), facts=facts)


def infer_from(text: str, dated: Sequence[Dated], *, facts: Facts | None = None) -> Inferred | None:
    """As `infer`, from the expressions of the text as they are dated without a day of publication.

    `facts` are those that come along, unless others are given. Where they contradict the dates, these count alone.
    """
    told = [*_named_twice(text, dated), *_told_and_announced(text, dated)]
    offices = (facts or load_facts()).bounds(text)
    both = _narrowed((*told, *offices))
    # Bounds that meet on the day of a change of office were drawn by two sentences of which one is wrong.
    return _narrowed(told) if both is None or (both.days == 1 and both.day is None) else both


def _narrowed(bounds: Iterable[tuple[str, str, str]]) -> Inferred | None:
    """The days that all bounds leave; None where there are none, or no bounds."""
    first, last, named = "", _FAR, ""
    reasons: dict[str, str] = {}
    for low, high, words in bounds:
        named = low if low == high else named
        if low and low > first:
            first, reasons["first"] = low, words
        if high and high < last:
            last, reasons["last"] = high, words
    if not reasons or first > last:
        return None
    reason = "; ".join(dict.fromkeys(reasons[key] for key in ("first", "last") if key in reasons))
    day = named if named == first == last else None
    return Inferred(first=first or None, last=None if last == _FAR else last, reason=reason, day=day or None)


def _told_and_announced(text: str, dated: Sequence[Dated]) -> Iterator[tuple[str, str, str]]:
    """A bound for each explicit date: the first day where it is told as past, the last where it is announced."""
    for one in dated:
        edtf = one.edtf
        if (
            edtf is None
            or edtf.text[0] == "-"
            or one.anchor != "absolute"
            or one.timex.type != "DATE"
            or not _is_certain(text, one)
        ):
            continue
        sentence, before = _sentence(text, one)
        if _is_announced(before) and edtf.last:
            yield "", edtf.last, f"“{one.timex.text}” is announced"
        elif not _AHEAD.search(sentence) and _PAST.search(sentence) and edtf.first:
            yield edtf.first, "", f"“{one.timex.text}” is told as past"


def _is_announced(before: str) -> bool:
    """Whether the words before a date announce it, with nothing told or compared between: "worse than 2004"."""
    announced = _ANNOUNCED.search(before)
    return announced is not None and not _HEDGED.search(before) and not _TOLD.search(before, announced.end())


def _is_certain(text: str, one: Dated) -> bool:
    """Whether the words stand for a calendar time, and not for a clock, a number or the name of an event."""
    start, end = one.timex.span.start, one.timex.span.end
    if one.timex.text.isdigit() and len(one.timex.text) < len("2025"):
        return False
    if not _YEAR.match(one.timex.text):
        return "~" not in str(one.edtf) and "?" not in str(one.edtf)
    if _CLOCK.match(text, end) or text[start - 1 : start] in ("(", "-", "–"):
        return False
    return not _ATTRIBUTE.match(text, end) or bool(_BEFORE_YEAR.search(text[max(0, start - 8) : start]))


def _named_twice(text: str, dated: Sequence[Dated]) -> Iterator[tuple[str, str, str]]:
    """Days from "yesterday, March 8, 2025" and "March 8, 2025, yesterday"; months from "last month, in March 2025"."""
    for one, other in pairwise(dated):
        between = text[one.timex.span.end : other.timex.span.start]
        if not _BESIDE.match(between):
            continue
        for relative, explicit in ((one, other), (other, one)):
            if explicit.anchor != "absolute" or explicit.edtf is None or relative.anchor == "absolute":
                continue
            if explicit.edtf.text[0] == "-":
                continue
            bounds = _counted_back(relative.timex.text.lower(), explicit.edtf)
            if bounds:
                yield *bounds, f"“{relative.timex.text}” is “{explicit.timex.text}”"


def _counted_back(words: str, edtf: Edtf) -> tuple[str, str] | None:
    precision = edtf.precision
    if words in _SHIFTS and precision == "day" and edtf.first:
        day = (date.fromisoformat(edtf.first) + timedelta(days=_SHIFTS[words])).isoformat()
        return day, day
    step = {"last": 1, "this": 0, "next": -1}.get(words.partition(" ")[0])
    unit = words.rpartition(" ")[2]
    if step is None or unit != precision or unit not in ("month", "year"):
        return None
    year, month = int(edtf.text[:4]), int(edtf.text[5:7] or 1)
    months = year * 12 + month - 1 + step * (12 if unit == "year" else 1)
    moved = f"{months // 12:04}" + (f"-{months % 12 + 1:02}" if unit == "month" else "")
    try:
        found = Edtf(moved)
    except EdtfError:
        return None
    return (found.first, found.last) if found.first and found.last else None


def _sentence(text: str, one: Dated) -> tuple[str, str]:
    """The sentence of a time expression, roughly, and the part of it before the expression."""
    earliest = max(0, one.timex.span.start - _LONGEST)
    ends = _SENTENCE_END.finditer(text, earliest, one.timex.span.start)
    start = max((match.end() for match in ends), default=earliest)
    latest = min(len(text), one.timex.span.end + _LONGEST)
    stop = _SENTENCE_END.search(text, one.timex.span.end, latest)
    end = stop.start() if stop else latest
    return text[start:end], text[start : one.timex.span.start]
