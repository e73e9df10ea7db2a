"""The date that the parts of a reading name within a year that is known."""

from __future__ import annotations

from timeline.edtf import is_day
from timeline.frames import Frame
from timeline.holidays import holiday_day
from timeline.model import Reading

__all__ = ["day_in_month", "frame_in_year"]


def frame_in_year(reading: Reading, year: int) -> Frame | None:
    """The quarter, half, season, observance, month or day of a year, or the year; None for a day that it lacks."""
    if reading.quarter is not None:
        return Frame("Q", year, reading.quarter * 3 - 2)
    if reading.half is not None:
        return Frame("H", year, 1 if reading.half == 1 else 7)
    if reading.season is not None:
        return Frame.season(year, reading.season)
    if reading.holiday is not None:
        return holiday_day(reading.holiday, year)
    if reading.month is None:
        return Frame("Y", year)
    if reading.day is None:
        return Frame("M", year, reading.month)
    return day_in_month(Frame("M", year, reading.month), reading.day)


def day_in_month(month: Frame, day: int) -> Frame | None:
    """A day of a month, None where the month is shorter."""
    return Frame("D", month.year, month.month, day) if is_day(month.year, month.month, day) else None
