"""Observances: the day that "Thanksgiving", "Good Friday" or "the first Monday of September" is in a year."""

from __future__ import annotations

from functools import lru_cache

from dateutil.easter import easter

from timeline.edtf import days_in_month, is_day
from timeline.frames import Frame

__all__ = ["holiday_day"]

# Easter has a rule between these years only (Gregorian computus); outside them the nearest year stands in.
_EASTER_YEARS = (1583, 4099)


@lru_cache(maxsize=4096)
def holiday_day(code: str, year: int) -> Frame:
    """The day of an observance in a year.

    `code` is as in the lexicon: MM-DD, easter+DAYS, nth:MONTH:WEEKDAY:N[+DAYS] (N is -1 for the last), or election.
    """
    if code.startswith("easter"):
        first, last = _EASTER_YEARS
        return Frame.of_day(easter(min(max(year, first), last)).toordinal() + int(code[6:]))
    if code == "election":  # United States: the Tuesday after the first Monday of November
        return Frame.of_day(holiday_day("nth:11:1:1", year).number + 1)
    if code.startswith("nth:"):
        _, month, weekday, rest = code.split(":")
        nth, _, plus = rest.partition("+")
        return Frame.of_day(_nth_weekday(year, int(month), int(weekday), int(nth)) + int(plus or 0))
    month_number, day = (int(part) for part in code.split("-"))
    return Frame("D", year, month_number, day if is_day(year, month_number, day) else 28)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> int:
    """Day number of the n-th weekday (1 is Monday) of a month; of the last one where `nth` is negative."""
    first = Frame("D", year, month).number
    if nth < 0:
        last = first + days_in_month(year, month) - 1
        return last - (last - weekday) % 7
    return first + (weekday - first) % 7 + 7 * (nth - 1)
