"""A unit of the calendar pointed at: "last month", "the following day", "this year's third quarter", "the weekend"."""

from __future__ import annotations

from timeline.anchor.context import (
    GENERAL,
    NO_BASE,
    NO_PUBLICATION,
    STEPS,
    TEXTUAL_RELS,
    Anchored,
    Base,
    Context,
    undated,
)
from timeline.anchor.inyear import day_in_month, frame_in_year
from timeline.frames import UNIT_NAMES, Frame
from timeline.holidays import holiday_day
from timeline.model import AnchorKind, Reading, Timex

__all__ = ["anchor_quarter", "anchor_unit"]

_SIGNS = {1: "+", -1: "−"}


def anchor_unit(reading: Reading, timex: Timex, context: Context) -> Anchored:
    """The unit before, at or after the time that its word counts from; a part of it where the reading names one."""
    unit, rel = reading.unit or "D", reading.rel or "this"
    if unit == "2W" or unit[0] == "T":
        why = "a fortnight begins on no set day" if unit == "2W" else "shorter than a day"
        return undated(why, value=GENERAL[STEPS[rel]])
    base = _base(unit, rel, timex, context)
    if base is None:
        return undated(NO_BASE if context.published else NO_PUBLICATION, unit=unit)
    step = _step(reading, rel, timex, context, kind=base.kind)
    here = _weekend(base.frame, rel, kind=base.kind) if unit == "WE" else base.frame.widen(unit)
    frame = here.shift(step, unit)
    inside = _inside(reading, frame)
    if inside is None:
        return undated(f"no such day in {frame.words}")
    name = UNIT_NAMES[unit]
    why = base.plus(f"{_SIGNS[step]} 1 {name}") if step else f"the {name} of {base.words}{base.origin}"
    return Anchored(frame=inside, because=why + (f", {inside.words} of it" if inside != frame else ""), kind=base.kind)


def anchor_quarter(reading: Reading, timex: Timex, context: Context) -> Anchored:
    """ "The quarter", "the latest period": the one that the text reports on, else the last one that is complete."""
    period, published = context.state.period, context.published
    if period is not None and period.unit == "Q":
        frame, why = period, "the quarter that the text reports on"
    elif context.today is not None:
        frame, why = context.today.widen("Q").shift(-1, "Q"), "the last full quarter before publication"
    else:
        return undated("the text has named no quarter before", unit="Q")
    ended = context.scene.month_of_end(timex)
    if ended is not None and published is not None:
        month, word = ended
        ends = [Frame("M", published.year + n, month).widen("Q") for n in (-1, 0)]
        frame = min(ends, key=lambda f: abs(f.last_number - published.number))
        why = f"the quarter that ended in {word}"
    if reading.amount:  # "the comparable period last year"
        frame = frame.shift(-1, "Y")
    return Anchored(frame=frame, because=why, kind="narrative")


def _base(unit: str, rel: str, timex: Timex, context: Context) -> Base | None:
    """What "last", "this", "that", "the following" … count from: publication, or a date of the text."""
    state = context.state
    known = state.get(unit if unit != "WE" else "D")
    if known is None and unit in ("W", "WE"):
        known = state.get("D")
    definite = timex.text.lower().startswith("the ")
    textual = rel in TEXTUAL_RELS or (rel == "next" and definite and unit == "D") or (rel == "latest" and unit == "Q")
    if known is not None and (textual or context.narrative):
        return context.named(known, timex)
    return None if textual and unit == "D" else context.publication()


def _step(reading: Reading, rel: str, timex: Timex, context: Context, *, kind: AnchorKind) -> int:
    """How many units on from the base, -1 to 1."""
    # "year-end" of a report that looks back is the end of the year before.
    year_end = timex.text.lower().startswith("year") and reading.mod == "END"
    if rel == "latest" and reading.unit == "Q":
        return -1 if kind == "publication" else 0
    if year_end and not context.narrative and context.scene.leaning(timex) < 0:
        return -1
    return 0 if reading.unit == "WE" and kind != "narrative" else STEPS[rel]


def _inside(reading: Reading, frame: Frame) -> Frame | None:
    """The part that a reading names of a year, month or week ("Tuesday of next week"); else the whole."""
    if frame.unit == "Y":
        return frame_in_year(reading, frame.year)
    if frame.unit == "M" and reading.weekday is not None and reading.amount is not None:
        return holiday_day(f"nth:{frame.month}:{reading.weekday}:{reading.amount:.0f}", frame.year)
    if frame.unit == "M" and reading.day is not None:
        return day_in_month(frame, reading.day)
    if frame.unit == "W" and reading.weekday is not None:
        return Frame.of_day(frame.number + reading.weekday - 1)
    return frame


def _weekend(day: Frame, rel: str, *, kind: AnchorKind) -> Frame:
    """The weekend that "last", "this", "next" or "the" names, seen from a day."""
    saturday = day.number - (day.number - 6) % 7  # the latest Saturday on or before
    running = day.number - saturday <= 1
    if rel == "this" and running:
        return Frame.of_day(saturday, "WE")
    if kind == "narrative" or rel == "this":
        return Frame.of_day(day.number, "WE")
    if rel == "next":
        return Frame.of_day(saturday + 7, "WE")
    if rel == "last" and running:
        saturday -= 7
    return Frame.of_day(saturday, "WE")
