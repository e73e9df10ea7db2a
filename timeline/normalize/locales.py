"""Whole dates in other languages than English: "8. März 2025", "8 de marzo de 2025", "март 2025", "2025年3月8日".

The names of the months, and with them the patterns, are those of dateparser's locales; what a pattern found is parsed
by dateparser, never a text. Forms that it lacks stand in `rules/other/months.toml`. A date without its year, a weekday
or "yesterday" is left alone: that takes a rulebook.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from timeline.edtf import is_day
from timeline.model import Reading, Span, Timex

__all__ = ["OTHER_LANGUAGE", "canonical", "find_dates", "is_known"]

OTHER_LANGUAGE = "other-language"  # the rule id of all that is found here

_ALIASES = {"no": "nb", "iw": "he", "in": "id"}
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_YEARS = range(1000, 2200)  # four digits that are a year of the Gregorian calendar, and of no other in use
_JOINTS = ("de", "del", "do", "di", "d'", "ngày", "năm")  # between the parts of a date, with those of the locale
_ORDINAL = r"(?:\.?[ºª°]|\.|er|ère|-?го|ης|η)?"
_ISO = r"(?<![\d.,/-])(?P<figures>\d{4}-\d\d-\d\d)(?![./-]?\d)"
_FIGURES = r"(?<![\d.,/-])(?P<figures>\d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)\d{4})(?![./-]?\d)"
_RANGE_REACH = 40  # characters before a date that may begin the stretch of time that it ends
_AFTER_DAY = re.compile(r"\d(?:[.ºª°]|er)?\s{1,2}(?:d\w{1,2}\s)?$")
_FULL_NAME = 4  # letters from which the name of a month is told from a word without a day before it
_BASE = datetime(2000, 1, 1)  # noqa: DTZ001 - fills what a date leaves open, in place of the clock; not looked at


class _Locale(NamedTuple):
    """The shapes of a date in one language, the parsers of days and of months, and forms that dateparser lacks."""

    shapes: tuple[re.Pattern[str], ...]
    forms: dict[str, str]  # to the name by which dateparser knows the month
    range_before: re.Pattern[str]
    days: Any
    months: Any


def canonical(code: str) -> str:
    """The code under which a language is known: lower case, and the newer one of two."""
    code = code.strip().lower()
    return _ALIASES.get(code, code)


def is_known(code: str) -> bool:
    """Whether whole dates of a language other than English are read."""
    # Imported on first use, as below: an English text does not pay for it.
    from dateparser.data.languages_info import language_order

    return code != "en" and code in language_order


def find_dates(text: str, code: str) -> Iterator[tuple[Timex, Reading]]:
    """The whole dates and the months with their year of a text, left to right, not overlapping.

    `code` is one that `is_known`; else `ValueError`.
    """
    if not is_known(code):
        raise ValueError(f"no locale is known for language {code!r}")
    found = (match for shape in _locale(code).shapes for match in shape.finditer(text))
    end = 0
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        if match.start() < end:
            continue
        end = match.end()
        reading = _read(match, text, code)
        if reading is not None:
            span = Span(start=match.start(), end=end)
            yield Timex(span=span, text=match[0], type="DATE", rule=OTHER_LANGUAGE), reading


def _read(match: re.Match[str], text: str, code: str) -> Reading | None:
    parts, written = match.groupdict(), match[0]
    if _locale(code).range_before.search(text, max(0, match.start() - _RANGE_REACH), match.start()):
        return None
    if known := _locale(code).forms.get((parts.get("month") or "").lower()):
        written = written.replace(match["month"], known)
    if parts.get("figures"):
        day = _parse(match[0], code, "days")
    elif parts.get("day"):
        in_order = match.start("day") < match.start("year")
        day = _parse(" ".join(match.group("day", "month", "year")) if in_order else written, code, "days")
        if day is not None and (day.year, day.day) != (int(match["year"]), int(match["day"])):
            return None
    elif _AFTER_DAY.search(text, max(0, match.start() - 8), match.start()):
        return None  # "45. März 2025" is no month either
    else:
        month = _parse(written, code, "months")
        if month is None or month.year != int(match["year"]) or month.year not in _YEARS:
            return None
        return Reading(kind="date", year=month.year, month=month.month)
    if day is None or day.year not in _YEARS or not is_day(day.year, day.month, day.day):
        return None
    return Reading(kind="date", year=day.year, month=day.month, day=day.day)


@lru_cache(maxsize=65536)
def _parse(words: str, code: str, what: str) -> datetime | None:
    found: datetime | None = getattr(_locale(code), what).get_date_data(words).date_obj
    return found


@cache
def _locale(code: str) -> _Locale:
    from dateparser.date import DateDataParser
    from dateparser.languages.loader import default_loader

    info = default_loader.get_locale(code).info
    names = {name.strip().lower() for month in _MONTHS for name in info.get(month, ())} - {""}
    more = zip(_MONTHS, _forms().get(code, ()), strict=False)
    forms = {form: max(info[month], key=len) for month, form in more if form not in names}
    words = {word for key in ("skip", "pertain") for word in info.get(key, ()) if word.isalpha() and len(word) > 1}
    settings = {"PARSERS": ["absolute-time"], "RETURN_AS_TIMEZONE_AWARE": False, "RELATIVE_BASE": _BASE}
    days, months = {"STRICT_PARSING": True}, {"REQUIRE_PARTS": ["month", "year"], "PREFER_DAY_OF_MONTH": "first"}
    return _Locale(
        shapes=tuple(
            re.compile(shape, re.IGNORECASE)
            for shape in _shapes(names | forms.keys(), words, info.get("date_order", ""))
        ),
        forms=forms,
        range_before=_range_before(names | forms.keys()),
        days=DateDataParser(languages=[code], settings={**settings, **days}),
        months=DateDataParser(languages=[code], settings={**settings, **months}),
    )


@cache
def _forms() -> dict[str, list[str]]:
    forms: dict[str, list[str]] = _months()["forms"]
    return forms


@cache
def _months() -> dict[str, Any]:
    return tomllib.loads((files("timeline") / "rules" / "other" / "months.toml").read_text(encoding="utf-8"))


def _range_before(names: set[str]) -> re.Pattern[str]:
    """What stands before the second end of a stretch: the day or the month of the first, and "to" or "and"."""
    words, articles = (_any(set(_months()["ranges"][key].split())) for key in ("words", "articles"))
    joint = rf"(?:\s(?:{words})(?:\s(?:{articles}))?\s|\s?[-–—]\s?)"
    return re.compile(rf"(?:(?<!\d)\d{{1,2}}\.?|\b(?:{_any(names)})\.?){joint}$", re.IGNORECASE)


def _shapes(names: set[str], words: set[str], order: str) -> Iterator[str]:
    """Patterns of a day with month and year, in this order and the other, of figures, and of a month with its year."""
    month = f"(?P<month>{_any(names)})"
    alone = f"(?P<month>{_any({name for name in names if _stands_alone(name, names)})})"
    joint = rf"(?:(?:{_any({*words, *_JOINTS})})\s?)?"
    year, day = r"(?P<year>\d{4})(?!\d)", r"(?P<day>\d{1,2})"
    yield rf"(?<![\d.,/]){day}{_ORDINAL}\s{{0,2}}{joint}{month}\.?\s{{1,2}}{joint}{year}"
    yield rf"(?<!\d)(?P<year>\d{{4}})\s?[年년.]?\s?{month}\.?\s?{day}(?!\d)(?:\s?[日일])?"
    yield _ISO
    if order.endswith("Y"):  # where the year comes first, nobody knows the order of the other two
        yield _FIGURES
    yield rf"(?<!\w){alone}\.?\s{{1,2}}{joint}{year}"
    yield rf"(?<!\d)(?P<year>\d{{4}})(?:\s?[年년]\s?|\.\s){alone}(?!\s?\d)"


def _stands_alone(name: str, names: set[str]) -> bool:
    """Whether a name may do without a day: "März" and "mai", not "mar" where there is "marzo"."""
    return len(name) >= _FULL_NAME or not any(other != name and other.startswith(name) for other in names)


def _any(words: set[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
