"""Calendar values: the subset of the Extended Date/Time Format that this project uses.

Source: ISO 8601-2:2019, known as EDTF (Library of Congress specification, levels 0 to 2). The subset: days
(``2025-03-08``), days with a time (``2025-03-08T17:30``, ``…Z``, ``…+01:00``), months, years (also ``-0043``:
year 0 is 1 BC), decades (``199X``), centuries (``19XX``), seasons (``2024-21`` to ``2024-24``), intervals
(``2024-11-11/2024-11-17``), open ends (``2021/..``, ``../2018``) and the qualifiers ``~``, ``?`` and ``%`` at the
end of a date. All days are of the proleptic Gregorian calendar and inclusive at both ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Edtf", "EdtfError", "day_number", "day_of_number", "days_in_month", "is_day"]

_DATE = re.compile(
    r"(?P<year>-?\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:T(?P<time>\d\d:\d\d(?::\d\d)?)(?P<zone>Z|[+-]\d\d:\d\d)?)?)?)?$"
    r"|(?P<decade>-?\d{3})X$|(?P<century>-?\d\d)XX$",
    re.ASCII,
)
_SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}
_THREE_MONTHS = {1: "quarter", 4: "quarter", 7: "quarter", 10: "quarter"} | dict.fromkeys((3, 6, 9, 12), "season")
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class EdtfError(ValueError):
    """A text that is no value of the EDTF subset; the message names it."""


def days_in_month(year: int, month: int) -> int:
    """Number of days of a month; `year` is astronomical (0 is 1 BC), `month` 1 to 12."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _DAYS[month - 1]


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the numbers name a day of the calendar."""
    return 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)


def day_number(day: str) -> int:
    """Days since 0001-01-01 (which is 1, as `datetime.date.toordinal`) of an ISO day of any year."""
    sign = -1 if day.startswith("-") else 1
    year, month, of_month = (int(part) for part in day.lstrip("-").split("-"))
    year *= sign
    # Count from 1 March, so that the leap day is the last of its year (Richards 2013, section 15.11.3).
    shifted = year - (month <= 2)
    era, year_of_era = divmod(shifted, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + of_month - 1
    return era * 146097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 305


def day_of_number(number: int) -> str:
    """The ISO day of a day number; the inverse of `day_number`."""
    era, day_of_era = divmod(number + 305, 146097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * shifted_month + 2) // 5 + 1
    month = (shifted_month + 2) % 12 + 1
    return _iso(year_of_era + era * 400 + (month <= 2), month, day)


def _iso(year: int, month: int, day: int) -> str:
    return f"{_year(year)}-{month:02}-{day:02}"


def _year(year: int) -> str:
    return f"-{-year:04}" if year < 0 else f"{year:04}"


@dataclass(frozen=True, slots=True)
class Edtf:
    """One calendar value. `Edtf("2025-02")` is a month, and stays one.

    Raises `EdtfError` when `text` is outside the subset or names no day ("2025-02-30").
    """

    text: str

    def __post_init__(self) -> None:
        _bounds(self.text)

    def __str__(self) -> str:
        return self.text

    @property
    def first(self) -> str | None:
        """First day, ISO 8601, or None at an open start."""
        return _bounds(self.text)[0]

    @property
    def last(self) -> str | None:
        """Last day, inclusive, ISO 8601, or None at an open end."""
        return _bounds(self.text)[1]

    @property
    def precision(self) -> str:
        """One of day, week, month, quarter, season, year, decade, century, range.

        A day with a time of day is a day. An interval is a week (Monday to Sunday), quarter, season or year where
        it is exactly one, else a range.
        """
        return _bounds(self.text)[2]

    @property
    def approximate(self) -> bool:
        """Whether the value is marked ``~``, ``?`` or ``%``."""
        return any(mark in self.text for mark in "~?%")

    @property
    def time(self) -> str | None:
        """Time of day with its zone where known ("17:30", "17:30Z", "17:30-05:00"), or None."""
        return self.text.split("T", 1)[1].rstrip("~?%") if "T" in self.text and "/" not in self.text else None

    @property
    def sort_key(self) -> tuple[int, int, str]:
        """Orders values by first day, then by last day; an open start sorts by its end."""
        first, last = self.first or self.last, self.last or self.first
        return (day_number(first) if first else 0, day_number(last) if last else 0, self.text)

    def contains(self, other: Edtf) -> bool:
        """Whether every day of `other` is a day of this value (open ends reach everywhere)."""
        low = self.first is None or (other.first is not None and day_number(self.first) <= day_number(other.first))
        high = self.last is None or (other.last is not None and day_number(other.last) <= day_number(self.last))
        return low and high


@lru_cache(maxsize=65536)
def _bounds(text: str) -> tuple[str | None, str | None, str]:
    if "/" not in text:
        return _single(text)
    left, _, right = text.partition("/")
    if left == right == "..":
        raise EdtfError(f"no calendar value: {text!r} is open at both ends")
    first = None if left == ".." else _single(left)[0]
    last = None if right == ".." else _single(right)[1]
    if first and last and day_number(first) > day_number(last):
        raise EdtfError(f"no calendar value: {text!r} ends before it starts")
    return first, last, _interval_precision(first, last)


def _interval_precision(first: str | None, last: str | None) -> str:
    if first is None or last is None:
        return "range"
    low, high = day_number(first), day_number(last)
    if low == high:
        return "day"
    if high - low == 6 and low % 7 == 1:  # day 1, 0001-01-01, is a Monday
        return "week"
    year, month, day = first.rsplit("-", 2)
    starts_month, ends_month = day == "01", day_of_number(high + 1).endswith("-01")
    months = (int(last.rsplit("-", 2)[0]) - int(year)) * 12 + int(last.rsplit("-", 2)[1]) - int(month) + 1
    if not (starts_month and ends_month):
        return "range"
    if months == 1:
        return "month"
    if months == 3:
        return _THREE_MONTHS.get(int(month), "range")
    return "year" if months == 12 and month == "01" else "range"


def _single(text: str) -> tuple[str, str, str]:
    match = _DATE.match(text.rstrip("~?%"))
    if match is None:
        raise EdtfError(f"no calendar value: {text!r}")
    if match["decade"] or match["century"]:
        digits, unit = (match["decade"], 10) if match["decade"] else (match["century"], 100)
        low = int(digits) * unit
        return _iso(low, 1, 1), _iso(low + unit - 1, 12, 31), "decade" if unit == 10 else "century"
    year = int(match["year"])
    if match["month"] is None:
        return _iso(year, 1, 1), _iso(year, 12, 31), "year"
    month = int(match["month"])
    if month in _SEASON_MONTHS and match["day"] is None:
        start = _SEASON_MONTHS[month]
        end_year, end_month = (year + 1, 2) if start == 12 else (year, start + 2)
        return _iso(year, start, 1), _iso(end_year, end_month, days_in_month(end_year, end_month)), "season"
    day = int(match["day"] or 1)
    if not is_day(year, month, day):
        raise EdtfError(f"no such date: {text!r}")
    if match["day"] is None:
        return _iso(year, month, 1), _iso(year, month, days_in_month(year, month)), "month"
    return _iso(year, month, day), _iso(year, month, day), "day"
