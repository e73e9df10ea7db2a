"""Mention to reading: what the words of a time expression say by themselves.

A rule names by `make` the builder that reads its parts. Dates written with month names are read from the lexicon
values that found them; dates in figures go to dateparser, with the stated order of day and month.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from timeline.mentions import Mention
from timeline.model import Reading
from timeline.normalize import clocks, dates, figures, lengths, references
from timeline.normalize.parts import DateOrder, Parts

__all__ = ["DateOrder", "normalize"]

_BUILDERS: Mapping[str, Callable[[Parts], Reading | None]] = {
    "adjective": references.read_adjective,
    "clock": clocks.read_clock,
    "date": dates.read_date,
    "decade": dates.read_decade,
    "duration": lengths.read_duration,
    "fiscal_year": dates.read_fiscal_year,
    "holiday": dates.read_holiday,
    "near_day": clocks.read_near_day,
    "nth_weekday": dates.read_nth_weekday,
    "numeric": figures.read_numeric,
    "period": dates.read_period,
    "reference": references.read_reference,
    "set": lengths.read_set,
    "shift": lengths.read_shift,
    "textual": references.read_textual,
    "unit": dates.read_unit,
    "vague_units": lengths.read_vague_units,
    "week_of": dates.read_week_of,
    "weekdays_ago": dates.read_weekdays_ago,
    "weekend": dates.read_weekend,
    "year": dates.read_year,
    "year_earlier": lengths.read_year_earlier,
    "year_period": dates.read_year_period,
}


def normalize(mention: Mention, *, date_order: DateOrder = "MDY") -> Reading | None:
    """The reading of a mention, or None where the words turn out to be no time ("31 February", "the 45th").

    `date_order` says which number comes first in 03/08/2025, the month (MDY) or the day (DMY).
    """
    return _BUILDERS[mention.rule.make](Parts(mention, date_order))
