"""Dates that stand for themselves: "March 8, 2025", "the 1990s", "the 4th century BC", "Q3 2024"."""

from __future__ import annotations

from timeline.anchor.context import Anchored, Context, undated
from timeline.anchor.inyear import frame_in_year
from timeline.frames import Frame
from timeline.model import Reading

__all__ = ["anchor_explicit"]

_YEAR_OF_NO_CONTEXT = 2000  # what "'99" and "the '90s" are near to where nothing is known
_CENTURIES = range(10, 22)  # in which a year of two digits is sought
_DECADE_CENTURIES = range(15, 22)  # in which a decade of two digits is sought


def anchor_explicit(reading: Reading, context: Context) -> Anchored | None:
    """The date of a reading that names its own year, decade or century; None where it names none."""
    if reading.century is not None:
        number = reading.century
        return _absolute(Frame("C", (number - 1) * 100 if number > 0 else number * 100 + 100))
    if reading.decade is not None:
        return _absolute(_decade(reading, reading.decade, context))
    if reading.year is None:
        return None
    if reading.rel == "year":
        return _absolute(_period_of_year(reading, reading.year, context))
    year = _full_year(reading, reading.year, context)
    frame = frame_in_year(reading, year)
    return undated(f"there is no such day in {year}") if frame is None else _absolute(frame)


def _absolute(frame: Frame) -> Anchored:
    return Anchored(frame=frame, because=f"stands for itself: {frame.words}", kind="absolute")


def _decade(reading: Reading, first: int, context: Context) -> Frame:
    """A decade; "the '90s" is the last one so called, seen from the year that the text is at."""
    if reading.short_year:
        around = _year_around(context)
        first = min((first + c * 100 for c in _DECADE_CENTURIES), key=lambda y: (y > around, abs(around - y)))
    return Frame("E", first)


def _period_of_year(reading: Reading, year: int, context: Context) -> Frame:
    """ "The 1988 second quarter"; "the 1988 period" is the quarter that the text is at, in that year."""
    quarter = reading.quarter
    if quarter is None:
        known = context.state.get("Q")
        quarter = (known.frame.month + 2) // 3 if known else None
    return Frame("Q", year, quarter * 3 - 2) if quarter else Frame("Y", year)


def _full_year(reading: Reading, year: int, context: Context) -> int:
    """The year; one of two digits ("'99") is the nearest so written."""
    if not reading.short_year:
        return year
    around = _year_around(context)
    return min((year + c * 100 for c in _CENTURIES), key=lambda y: abs(around - y))


def _year_around(context: Context) -> int:
    known = context.state.get("Y") if context.narrative else None
    if known is not None:
        return known.frame.year
    return context.published.year if context.published else _YEAR_OF_NO_CONTEXT
