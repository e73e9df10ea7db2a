"""Publication dates: as written in metadata, in the first lines of a text, in a file name or a web address."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline import edtf

__all__ = [
    "Dateline",
    "PublishedError",
    "find_dateline",
    "find_in_name",
    "first_lines",
    "in_greenwich",
    "is_day",
    "parse_published",
    "read_dateline",
]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may\.?|june?\.?|july?\.?"
    r"|aug(?:ust|\.)?|sept(?:ember|\.)?|sep\.?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_ISO = r"\d{4}-\d\d-\d\d|\d{4}/\d\d/\d\d"
_ENGLISH = rf"{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH},?\s\d{{4}}"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s)?"
_DAY = rf"(?i:{_WEEKDAY}(?P<day>{_ISO}|{_ENGLISH}))(?!\d)"
_TIME = (
    r"(?i:(?:,|T|\sat)?\s?\d{1,2}[:.]\d\d(?::\d\d)?(?:\.\d+)?\s?(?:[ap]\.?m\.?)?(?:\s?(?:[a-z]{1,4}|[+-]\d\d:?\d\d))?)?"
)

_WRITTEN = re.compile(rf"{_DAY}{_TIME}$")
_GREENWICH = re.compile(r"\d:\d\d(?::\d\d)?(?:\.\d+)?\s?(?:Z|GMT|UTC|[+-]00:?00)\s*$")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?$")

# How a text says in its first lines when it appeared, in the order of trust.
_DATELINES = (
    re.compile(rf"(?i:(?:first\s)?(?:published|posted|publication date|pubdate|date))(?i:\son|\sat)?\s?:?\s{_DAY}"),
    re.compile(rf"{_DAY}{_TIME}$"),
    # TEHRAN, March 12, 2025 (Agency) —
    re.compile(
        r"[A-Z][\w.’'-]*(?:(?:,\s|/|\s)[A-Z][\w.’'-]*){0,5}(?:\s\([^()]*\))?,\s"
        rf"{_DAY}\s?(?:\([^()]*\)\s?)?(?:[—–:]|--?\s)"
    ),
    # By Ada Writer | 12 March 2025
    re.compile(rf"(?i:by)\s[^.!?]{{2,60}}?\s?[|,•·—–-]\s?{_DAY}{_TIME}(?:\s?[|•·].*)?$"),
    re.compile(rf"{_DAY}{_TIME}\s?[|•·]\s.{{0,80}}$"),
)
# A story is changed at the earliest on the day of its publication, mostly on it: better than nothing.
_UPDATED = re.compile(rf"(?i:(?:last\s)?(?:updated|modified|revised))(?i:\son|\sat)?\s?:?\s{_DAY}")
_FIRST_LINES, _LONGEST_LINE = 6, 300
_NAME = re.compile(r"(?<!\d)(\d{4})[-_/.]?(\d\d)[-_/.]?(\d\d)(?!\d)")
# The least and greatest year that a number in a name may be before it is taken for a year at all.
_NAME_YEARS = range(1600, 2200)


class PublishedError(ValueError):
    """A publication date that is no day of the calendar; the message names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """An ISO day in the first lines of a text; `updated` where they say only when it was changed."""

    day: str
    words: str
    updated: bool = False


def parse_published(written: str) -> str:
    """The ISO day of a publication date as written in metadata, in its own time zone.

    Takes ISO days and timestamps (``2024-11-18``, ``2024-11-18T09:30:00Z``, ``20241118``) and English dates with
    the month in letters (``18 November 2024``). Raises `PublishedError` for anything else: ``02/03/2024`` is a day
    in March to one reader and in February to another.
    """
    text = " ".join(written.split())
    match = _WRITTEN.match(text)
    compact = _COMPACT.match(text)
    day = _iso(match["day"]) if match else _checked(*compact.groups()) if compact else None
    if day is None:
        raise PublishedError(f"no publication date: {written!r}; write it as YYYY-MM-DD")
    return day


def is_day(written: str) -> bool:
    """Whether `parse_published` takes it."""
    try:
        parse_published(written)
    except PublishedError:
        return False
    return True


def in_greenwich(written: str) -> bool:
    """Whether a timestamp gives the time of Greenwich, as machines do, and so perhaps not the day of the place."""
    return bool(_GREENWICH.search(written))


def find_dateline(text: str) -> str | None:
    """The ISO day that the first lines of a text give as its own date, or None.

    Known shapes: ``Published: …``, a line that is a date, ``CITY, March 12, 2025 (Agency) —``, ``By … | date``,
    ``Updated: …``. A date without a year is none, and so is one in the run of a sentence.
    """
    found = read_dateline(text)
    return found.day if found else None


def read_dateline(text: str) -> Dateline | None:
    """As `find_dateline`, with the words that gave the day, and whether they tell of a change only."""
    lines = [" ".join(line.split()) for line in first_lines(text)]
    for pattern in (*_DATELINES, _UPDATED):
        for line in lines:
            match = pattern.match(line)
            if match and (day := _iso(match["day"])):
                return Dateline(day=day, words=match[0].strip(" —–:-|•·"), updated=pattern is _UPDATED)
    return None


def find_in_name(name: str) -> str | None:
    """The ISO day in a file name or web address (``2024-11-18-title``, ``/2024/11/18/``), or None."""
    for match in _NAME.finditer(name):
        if int(match[1]) in _NAME_YEARS and (day := _checked(*match.groups())):
            return day
    return None


def first_lines(text: str) -> list[str]:
    """The first lines of a text that hold anything, without signs of Markdown at their ends, of bounded length."""
    lines: list[str] = []
    for line in text[: _FIRST_LINES * 2 * _LONGEST_LINE].split("\n"):
        if line.strip():
            lines.append(line[:_LONGEST_LINE].replace("*", "").strip("_#> \t\r"))
        if len(lines) == _FIRST_LINES:
            break
    return lines


def _iso(date: str) -> str | None:
    numbers = re.findall(r"\d+", date)
    if len(numbers) == 3:
        return _checked(*numbers)
    name = re.search(_MONTH, date, re.IGNORECASE)
    if name is None:
        return None
    month = _MONTHS.index(name[0][:3].lower()) + 1
    return _checked(numbers[1], str(month), numbers[0])


def _checked(year: str, month: str, day: str) -> str | None:
    if not edtf.is_day(int(year), int(month), int(day)):
        return None
    return f"{year}-{int(month):02}-{int(day):02}"
