"""Lengths of time that touch a date: "the past four years", "after three years"."""

from __future__ import annotations

from dataclasses import replace

from timeline.anchor.context import Anchored, Context, count, undated
from timeline.anchor.shifts import move
from timeline.edtf import Edtf, EdtfError
from timeline.frames import Frame
from timeline.model import Reading, Timex

__all__ = ["anchor_duration"]

_SIDES = {"last": -1, "latest": -1, "next": 1}  # on which side of publication a length lies
_YEAR_TO_DATE = (6, 9, 12)  # months whose figures a company reports together
# The precision of the ends of a length. Others are their own.
_PRECISION = {"E": "Y", "C": "Y", "L": "Y", "2W": "D", "W": "D"}


def anchor_duration(reading: Reading, timex: Timex, context: Context) -> Anchored:
    """A length keeps its TIMEX3 value (P3Y); one that reaches to a date has a calendar value too."""
    if _is_year_to_date(reading, timex) and context.published is not None:
        context.state.period = context.published.widen("Y")
    return (
        _after(reading, timex, context)
        or _beside_publication(reading, context)
        or undated("a length of time, not a date", value=reading.value)
    )


def _is_year_to_date(reading: Reading, timex: Timex) -> bool:
    """Whether a report speaks of the year so far: "the first nine months"."""
    return reading.unit == "M" and reading.amount in _YEAR_TO_DATE and timex.text.lower().startswith("the")


def _beside_publication(reading: Reading, context: Context) -> Anchored | None:
    """ "The past four years" up to publication, "the next six months" from it."""
    unit, amount, step = reading.unit or "D", reading.amount, _SIDES.get(reading.rel or "")
    if amount is None or amount != int(amount) or unit[0] == "T" or context.today is None or step is None:
        return None
    here = context.today.widen(_PRECISION.get(unit, unit))
    there = here.shift(step * int(amount), unit)
    edtf = _interval(there, here) if step < 0 else _interval(here, there)
    side = "up to" if step < 0 else "from"
    because = f"{count(amount, unit)} {side} publication, {context.today.words}"
    return Anchored(because=because, kind="publication", value=reading.value, edtf=edtf)


def _after(reading: Reading, timex: Timex, context: Context) -> Anchored | None:
    """ "Signed in 2015 …, and left after three years": a length after "after" counts on from a date of the sentence."""
    latest = context.state.latest
    base = context.named(latest, timex)
    if reading.amount is None or reading.rel is not None or (reading.unit or "T")[0] == "T":
        return None
    if latest is None or base is None or not context.scene.counts_on(timex) or context.scene.apart(latest.timex, timex):
        return None
    moved = move(replace(reading, direction=1), base, context)
    if moved.frame is None:
        return None
    try:
        edtf = moved.frame.edtf
    except EdtfError:  # "after 20,000 years"
        return None
    return Anchored(because=moved.because, kind="narrative", value=reading.value, edtf=edtf)


def _interval(first: Frame, last: Frame) -> Edtf | None:
    """The interval from one frame to another; None where one of its years has not four digits."""
    try:
        return Edtf(f"{first.edtf.text.split('/')[0]}/{last.edtf.text.split('/')[-1]}")
    except EdtfError:
        return None
