"""The named parts of a mention, each as a number or value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from timeline.edtf import is_day
from timeline.mentions import Mention
from timeline.normalize.number_words import number_of, year_of
from timeline.tokens import Token

__all__ = ["QUARTERS", "DateOrder", "Parts", "date_fields", "time_fields"]

DateOrder = Literal["MDY", "DMY"]
QUARTERS = range(1, 5)

_MODS = ("START", "MID", "END", "APPROX", "MORE_THAN", "LESS_THAN")
_BOUNDS = ("than", "least", "most", "up")
_LEAP_YEAR = 2000  # in which every day of a date without a year exists


@dataclass(frozen=True, slots=True)
class Parts:
    """What a rule's names matched. `date_order` decides 03/08/2025."""

    mention: Mention
    date_order: DateOrder

    @property
    def groups(self) -> Mapping[str, Sequence[Token]]:
        """The tokens of each named part."""
        return self.mention.groups

    @property
    def params(self) -> Mapping[str, Any]:
        """The constants of the rule."""
        return self.mention.rule.params

    def has(self, name: str) -> bool:
        """Whether a part was named."""
        return bool(self.groups.get(name))

    def value(self, name: str) -> Any:
        """Value in the lexicon of the last token of a part that has one."""
        return next((t.value for t in reversed(self.groups.get(name, ())) if t.value is not None), None)

    def number(self, name: str) -> float | None:
        """A part as a number, None where it was not named."""
        tokens = self.groups.get(name)
        return number_of(tokens) if tokens else None

    def integer(self, name: str) -> int | None:
        """A part as a whole number, None where it was not named."""
        number = self.number(name)
        return None if number is None else int(number)

    def words(self, name: str) -> list[str]:
        """The words of a part; a token of the lexicon gives its class."""
        return [token.cls.strip("'") for token in self.groups.get(name, ())]

    @property
    def mod(self) -> str | None:
        """The TIMEX3 modifier (TimeML 1.2.1, section 2.3): START, MID, END, APPROX, EQUAL_OR_MORE, …"""
        words, value = self.words("mod"), self.value("mod")
        if not words:
            return None
        if any(word in words for word in _BOUNDS):
            return _bound(words)
        if value is None:
            return "END" if "latter" in words else None
        if value == 1:  # "the first half of the 1990s"
            return "START"
        return value if value in _MODS else "END"

    @property
    def year(self) -> int | None:
        """The astronomical year; None where there is none, or its words name none."""
        tokens, short = self.groups.get("year"), self.integer("short")
        if not tokens:
            return None
        year = year_of(tokens)
        if short is not None:  # the second of "1915-16"
            return (year or 0) // 100 * 100 + short
        return 1 - year if year is not None and self.value("era") == -1 else year


def _bound(words: Sequence[str]) -> str:
    phrase = " ".join(words)
    if "least" in words or phrase.startswith(("no less", "no fewer")):
        return "EQUAL_OR_MORE"
    if "most" in words or "up" in words or phrase.startswith(("no more", "not more")):
        return "EQUAL_OR_LESS"
    return "MORE_THAN" if "more" in words else "LESS_THAN"


def date_fields(parts: Parts) -> dict[str, Any] | None:
    """The fields of a `Reading` that every kind of date may have; None for a day that no calendar has."""
    month, day, year = parts.integer("month"), parts.integer("day"), parts.year
    if year is None and parts.has("year"):
        return None
    if day is not None and not _may_be(year, month, day):
        return None
    fields: dict[str, Any] = {
        "year": year,
        "month": month,
        "day": day,
        "weekday": parts.value("wd"),
        "unit": parts.value("unit"),
        "rel": parts.value("rel"),
        "mod": parts.mod,
        "fiscal": parts.has("fiscal"),
        "zone": parts.value("zone"),
    }
    if parts.has("year2"):
        fields["year"], fields["short_year"] = int(parts.value("year2")[1:]), True
    return fields | time_fields(parts)


def time_fields(parts: Parts) -> dict[str, Any]:
    """The fields for a part of the day: its TIMEX3 code ("MO"), or the clock time of noon and midnight."""
    pod = parts.value("pod")
    if pod is None:
        return {}
    return {"type": "TIME", "part_of_day" if len(pod) == 2 else "clock": pod}


def _may_be(year: int | None, month: int | None, day: int) -> bool:
    if month is None:
        return 1 <= day <= 31
    return is_day(_LEAP_YEAR if year is None else year, month, day)
