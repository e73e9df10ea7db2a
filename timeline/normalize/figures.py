"""Dates in figures: "2025-03-08T17:30Z", and, by way of dateparser, "03/08/2025" and "8.3.2025"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from timeline.edtf import is_day
from timeline.model import Reading, TimexType
from timeline.normalize.parts import DateOrder, Parts

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["read_iso", "read_numeric"]

_OTHER_ORDER: dict[DateOrder, DateOrder] = {"MDY": "DMY", "DMY": "MDY"}


def read_iso(parts: Parts) -> Reading | None:
    """An ISO 8601 day, with a time and zone or without; None for a day that no calendar has."""
    text = str(parts.value("iso"))
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:10])
    if not is_day(year, month, day):
        return None
    clock, zone = _clock_and_zone(text[11:])
    type_: TimexType = "TIME" if clock else "DATE"
    return Reading(kind="date", type=type_, year=year, month=month, day=day, clock=clock, zone=zone)


def _clock_and_zone(text: str) -> tuple[str | None, str | None]:
    at = next((at for at, char in enumerate(text) if char in "Z+-"), len(text))
    return text[:at] or None, text[at:] or None


def read_numeric(parts: Parts) -> Reading | None:
    """A date of three numbers in the stated order; in the other one where only that names a day (25/12/2024)."""
    text = str(parts.value("numeric"))
    found = _parse(text, parts.date_order) or _parse(text, _OTHER_ORDER[parts.date_order])
    return Reading(kind="date", year=found.year, month=found.month, day=found.day) if found else None


@lru_cache(maxsize=2)
def _parser(order: DateOrder) -> Any:
    # Imported on first use: it costs a tenth of a second, and most texts have no date in figures.
    from dateparser.date import DateDataParser

    settings = {
        "PARSERS": ["absolute-time"],
        "STRICT_PARSING": True,
        "DATE_ORDER": order,
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    return DateDataParser(languages=["en"], settings=settings)


@lru_cache(maxsize=65536)
def _parse(text: str, order: DateOrder) -> datetime | None:
    found: datetime | None = _parser(order).get_date_data(text).date_obj
    return found
