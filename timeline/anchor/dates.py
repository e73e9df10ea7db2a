"""Which way a date is anchored: by its own year, as a unit pointed at, or by the parts that it names."""

from __future__ import annotations

from timeline.anchor.context import Anchored, Context
from timeline.anchor.days import anchor_day_of_month, anchor_time_of_day, anchor_weekday
from timeline.anchor.explicit import anchor_explicit
from timeline.anchor.units import anchor_quarter, anchor_unit
from timeline.anchor.yearless import anchor_yearless
from timeline.model import Reading, Timex

__all__ = ["anchor_date"]


def anchor_date(reading: Reading, timex: Timex, context: Context) -> Anchored:
    """The date that a reading of kind `date` names in its context."""
    if reading.rel == "of":
        return _anchor_week_of(reading, timex, context)
    if reading.unit == "Q" and reading.rel in ("the", "latest"):
        return anchor_quarter(reading, timex, context)
    explicit = anchor_explicit(reading, context)
    if explicit is not None:
        return explicit
    if reading.unit is not None and reading.rel is not None:
        return anchor_unit(reading, timex, context)
    return _anchor_parts(reading, timex, context)


def _anchor_week_of(reading: Reading, timex: Timex, context: Context) -> Anchored:
    """ "The week of September 9", "the week of September 9, 2019"."""
    inner = anchor_explicit(reading, context) or _anchor_parts(reading, timex, context)
    if inner.frame is None:
        return inner
    return Anchored(frame=inner.frame.widen("W"), because=f"the week of {inner.frame.words}", kind=inner.kind)


def _anchor_parts(reading: Reading, timex: Timex, context: Context) -> Anchored:
    """A date by its largest part: one of the year, a weekday, a day of the month, a time of day."""
    if reading.weekday is not None and reading.month is None and reading.holiday is None:
        return anchor_weekday(reading, timex, context)
    if reading.month is None and reading.day is not None:
        return anchor_day_of_month(reading, timex, context)
    if reading.month is None and reading.season is None and reading.quarter is None and reading.holiday is None:
        return anchor_time_of_day(reading, timex, context)
    return anchor_yearless(reading, timex, context)
