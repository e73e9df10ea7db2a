"""A distance from another time: "three days ago", "a year later", "a week from Tuesday", "yesterday"."""

from __future__ import annotations

from timeline.anchor.context import GENERAL, NO_BASE, NO_PUBLICATION, Anchored, Base, Context, count, undated
from timeline.anchor.dates import anchor_date
from timeline.anchor.narrative import Known
from timeline.frames import Frame
from timeline.model import Reading, Timex

__all__ = ["anchor_shift", "move"]

_MONTHS = {"Y": 12, "E": 120, "C": 1200}
# The precision of what was counted: two decades ago is a year, a fortnight ago a week. Others are their own.
_PRECISION = {"2W": "W", "E": "Y", "C": "Y", "L": "Y"}


def anchor_shift(reading: Reading, timex: Timex, context: Context) -> Anchored:
    """The date at the distance that a reading of kind `shift` gives from publication, the text or another date."""
    unit = reading.unit or "D"
    if _is_lone_day(reading, timex) and context.scene.generic_day(timex):
        value = GENERAL[reading.direction * bool(reading.amount)]
        return undated("the present, or the future, in general", value=value)
    base: Base | None
    if reading.base == "date" and reading.inner is not None:
        inner = _anchor_inner(reading.inner, timex, context)
        if inner.frame is None:
            return inner
        base = Base(inner.frame, inner.frame.words, inner.kind, f", {inner.because}")
    elif reading.base == "narrative":
        base = context.named(_antecedent(unit, context), timex)
        if base is None and unit in ("Y", "Q", "M", "E"):
            base = context.publication()
    else:
        base = context.publication()
    if base is None:
        return undated(NO_PUBLICATION if reading.base == "publication" else NO_BASE, unit=unit)
    if reading.amount is None:
        return undated("the words give no number", value=GENERAL[-1 if reading.direction < 0 else 1])
    return move(reading, base, context)


def _is_lone_day(reading: Reading, timex: Timex) -> bool:
    """Whether an expression is "today", "tomorrow" or "yesterday" and nothing else."""
    return reading.unit == "D" and reading.base == "publication" and timex.text.isalpha()


def _anchor_inner(reading: Reading, timex: Timex, context: Context) -> Anchored:
    """The date that "a week from Tuesday" counts from."""
    if reading.kind == "shift":
        return anchor_shift(reading, timex, context)
    return anchor_date(reading, timex, context)


def _antecedent(unit: str, context: Context) -> Known | None:
    """The date of the text that a distance counts from: the latest one, which for days must be a day."""
    latest = context.state.latest
    if latest is not None and unit in ("D", "W", "2W") and latest.frame.unit != "D":
        return context.state.get("D") or (context.state.get("W") if unit == "W" else None)
    return latest


def move(reading: Reading, base: Base, context: Context) -> Anchored:
    """The date at a number of units from a base. `reading.amount` is known."""
    unit, amount = reading.unit or "D", reading.amount or 0.0
    if unit[0] == "T":
        return undated("shorter than a day", value=f"P{reading.unit and 'T'}{amount:g}{unit[-1]}")
    reported = _reported_period(reading, base.frame, context) if unit == "Y" and amount == 1 else None
    if reported is not None:
        side = "before" if reading.direction < 0 else "after"
        why = f"one year {side} {reported.words}, on which the text reports"
        return Anchored(frame=reported.shift(reading.direction, "Y"), because=why, kind="narrative")
    frame = _moved(reading, base.frame, unit, amount)
    if not amount:
        return Anchored(frame=frame, because=f"the day of {base.words}{base.origin}", kind=base.kind)
    sign = "+" if reading.direction > 0 else "−"
    return Anchored(frame=frame, because=base.plus(f"{sign} {count(amount, unit)}"), kind=base.kind)


def _reported_period(reading: Reading, start: Frame, context: Context) -> Frame | None:
    """The quarter or year of which "a year earlier" gives the comparison, in news that report figures."""
    if context.narrative:
        return None
    return Frame("Q", start.year, reading.quarter * 3 - 2) if reading.quarter else context.state.period


def _moved(reading: Reading, start: Frame, unit: str, amount: float) -> Frame:
    """A frame moved by a reading's units, as precise as the words are."""
    whole = int(amount)
    moved = start.shift(reading.direction * whole, unit)
    if amount != whole:  # "two and a half years": the rest in months, where the unit has some
        months = _MONTHS.get(unit)
        moved = moved.shift(reading.direction * int((amount - whole) * months), "M") if months else moved
        frame = moved.widen("M") if unit == "Y" else moved
    else:
        exact = reading.inner is not None or reading.day is not None  # "a year ago today" is a day
        # "a week later" than a day of the text is a day, if about that one; "a week ago" is a week
        exact = exact or (unit in ("W", "2W") and start.unit == "D" and reading.base == "narrative")
        frame = moved if exact else moved.widen(_PRECISION.get(unit, unit))
    if reading.weekday is not None and frame.unit == "W":  # "a week ago Tuesday"
        return Frame.of_day(frame.number + reading.weekday - 1)
    return frame
