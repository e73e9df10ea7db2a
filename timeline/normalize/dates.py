"""Readings of dates: days, months, years, quarters, seasons, decades, observances, and units pointed at."""

from __future__ import annotations

from typing import Any

from timeline.model import Reading
from timeline.normalize.figures import read_iso
from timeline.normalize.parts import QUARTERS, Parts, date_fields

__all__ = [
    "read_date",
    "read_decade",
    "read_fiscal_year",
    "read_holiday",
    "read_nth_weekday",
    "read_period",
    "read_unit",
    "read_week_of",
    "read_weekdays_ago",
    "read_weekend",
    "read_year",
    "read_year_period",
]

_LAST_CENTURY = 30
_CENTURY = 2000  # of "FY24"


def read_date(parts: Parts) -> Reading | None:
    """A date of any parts; None where there is no such day, quarter or century ("31 February")."""
    if parts.has("iso"):
        return read_iso(parts)
    fields = date_fields(parts)
    if fields is None:
        return None
    fields |= _quarter_or_half(parts, fields) | {"season": parts.value("season")}
    if parts.has("century"):
        era = -1 if parts.value("era") == -1 else 1
        fields["century"] = era * (parts.integer("century") or 1)
    if fields.get("quarter", 1) not in QUARTERS or not 1 <= abs(fields.get("century", 1)) <= _LAST_CENTURY:
        return None
    return Reading(kind="date", **fields)


def _quarter_or_half(parts: Parts, fields: dict[str, Any]) -> dict[str, Any]:
    if parts.has("qshort"):
        return {"quarter": parts.value("qshort")}
    if parts.has("q"):
        return {"quarter": parts.integer("q")}
    if parts.has("hshort"):
        return {"half": parts.value("hshort")}
    if parts.has("half"):
        half = 1 if parts.value("half") == 1 else 2
        # "the second half of the year": the year that the text is at
        return {"half": half} | ({"rel": "the"} if fields["unit"] and not fields["rel"] else {})
    return {}


def read_year(parts: Parts) -> Reading | None:
    """A year alone: "2018", "early 1990", "fiscal 1989"."""
    return Reading(kind="date", year=parts.year, mod=parts.mod, fiscal=parts.has("fiscal"))


def read_fiscal_year(parts: Parts) -> Reading | None:
    """ "FY2023", "FY24"."""
    digits = _digits(parts, "fy")
    return Reading(kind="date", year=int(digits) + (_CENTURY if len(digits) == 2 else 0), fiscal=True)


def read_year_period(parts: Parts) -> Reading | None:
    """ "The 1988 second quarter", "the 1988 period"; None for a fifth quarter."""
    quarter = parts.integer("q")
    if quarter is not None and quarter not in QUARTERS:
        return None
    return Reading(kind="date", year=parts.year, quarter=quarter, unit="Q", rel="year")


def read_decade(parts: Parts) -> Reading | None:
    """ "The 1990s", "the '90s", "the nineties", "the 470s BC"; None for "190s"."""
    if parts.has("tens"):
        return Reading(kind="date", decade=int(parts.value("tens")) * 10, short_year=True, mod=parts.mod)
    digits, era = _digits(parts, "decade"), parts.has("era")
    if len(digits) == 3 and not era:
        return None
    first = -int(digits) if parts.value("era") == -1 else int(digits)
    return Reading(kind="date", decade=first, short_year=len(digits) == 2 and not era, mod=parts.mod)


def _digits(parts: Parts, name: str) -> str:
    return "".join(char for char in str(parts.value(name)) if char.isdigit())


def read_nth_weekday(parts: Parts) -> Reading | None:
    """ "The first Monday in September": the month, and which of its weekdays (-1 for the last)."""
    fields = date_fields(parts)
    if fields is None:
        return None
    nth = -1 if parts.groups["nth"][0].cls in ("LAST", "'final'") else parts.integer("nth")
    weekday, month = fields["weekday"], fields["month"]
    if month is None:
        return Reading(kind="date", amount=float(nth or 1), weekday=weekday, unit="M", rel=fields["rel"])
    return Reading(kind="date", **fields | {"weekday": None, "month": None, "holiday": f"nth:{month}:{weekday}:{nth}"})


def read_weekdays_ago(parts: Parts) -> Reading | None:
    """ "Two Sundays ago"."""
    number = parts.integer("num")
    return Reading(kind="date", weekday=parts.value("wds"), rel="last", amount=float(number or 1))


def read_holiday(parts: Parts) -> Reading | None:
    """ "Thanksgiving Day", "Christmas 2019"."""
    fields = date_fields(parts)
    return None if fields is None else Reading(kind="date", holiday=parts.value("holiday"), **fields)


def read_unit(parts: Parts) -> Reading | None:
    """ "The end of the year", "year-end"."""
    return Reading(kind="date", unit=parts.value("unit"), rel="the", mod=parts.mod)


def read_weekend(parts: Parts) -> Reading | None:
    """ "The weekend"."""
    return Reading(kind="date", unit="WE", rel="the", mod=parts.mod)


def read_period(parts: Parts) -> Reading | None:
    """ "The quarter", "the latest period"; `amount` is 1 for "the comparable period last year"."""
    rel = "latest" if parts.has("rel") else "the"
    return Reading(kind="date", unit="Q", rel=rel, amount=1.0 if parts.has("rel2") else None)


def read_week_of(parts: Parts) -> Reading | None:
    """ "The week of September 9"."""
    fields = date_fields(parts)
    return None if fields is None else Reading(kind="date", **fields | {"unit": "W", "rel": "of"})
