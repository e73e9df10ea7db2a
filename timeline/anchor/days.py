"""Parts smaller than a month: "Friday", "the 26th", "5:30 p.m.", "the next morning"."""

from __future__ import annotations

from timeline.anchor.context import STEPS, TEXTUAL_RELS, Anchored, Context, undated
from timeline.anchor.inyear import day_in_month
from timeline.frames import Frame
from timeline.model import Reading, Timex

__all__ = ["anchor_day_of_month", "anchor_time_of_day", "anchor_weekday"]

_MONTH_REACH = 300  # characters that a month named in news stays the one of "the 26th"
_NO_DAY = "no day is known that it belongs to"


def anchor_weekday(reading: Reading, timex: Timex, context: Context) -> Anchored:
    """A weekday: seen from the day that a narrative is at, or from publication."""
    weekday, known = reading.weekday or 1, context.state.get("D")
    if known is not None and (context.narrative or reading.rel in TEXTUAL_RELS):
        frame = _weekday_from(known.frame, weekday, reading.rel, back=not context.narrative)
        because = f"the {timex.text} by {context.say(known, timex)}"
        return Anchored(frame=frame, because=because, kind="narrative")
    if context.today is None:
        return undated(_NO_DAY, value=f"XXXX-WXX-{weekday}")
    number, how = _weekday_near(reading, weekday, timex, context, today=context.today.number)
    return Anchored(frame=Frame.of_day(number), because=f"{how}, {context.today.words}", kind="publication")


def _weekday_from(day: Frame, weekday: int, rel: str | None, *, back: bool) -> Frame:
    """The weekday on or after a day of the text; before it for "previous", and for "that" where `back` is set."""
    step = {"following": 1, "previous": -1}.get(rel or "", 0)
    offset = (weekday - day.number) % 7
    if step < 0 or (step == 0 and back and offset):
        offset -= 7
    elif step > 0 and offset == 0:
        offset = 7
    return Frame.of_day(day.number + offset)


def _weekday_near(reading: Reading, weekday: int, timex: Timex, context: Context, *, today: int) -> tuple[int, str]:
    """Day number of a weekday near publication, and why that one. News looks back unless a word looks ahead."""
    back = (today - weekday) % 7
    past, ahead = today - back, today - back + 7
    if reading.rel in ("last", "previous"):
        weeks = int(reading.amount or 1) - 1  # "two Sundays ago"
        return today - (back or 7) - 7 * weeks, "the last one before publication"
    if reading.rel == "next":
        return ahead, "the next one after publication"
    if reading.rel == "this":
        return Frame.of_day(today, "W").number + weekday - 1, "the one in the week of publication"
    if back == 0:
        return today, "the day of publication itself"
    if not context.scene.owns(timex) and context.scene.leaning(timex) > 0:
        return ahead, "the next one, as the words look ahead"
    return past, "the last one on or before publication"


def anchor_day_of_month(reading: Reading, timex: Timex, context: Context) -> Anchored:
    """ "The 26th": of the month that the text is at, else the one nearest to publication."""
    day, known = reading.day or 1, context.state.get("M")
    if known is not None and (context.narrative or known.timex.span.end > timex.span.start - _MONTH_REACH):
        frame = day_in_month(known.frame, day)
        if frame is None:
            return undated(f"there is no such day in {known.frame.words}")
        return Anchored(frame=frame, because=f"in the month of {context.say(known, timex)}", kind="narrative")
    if context.published is None:
        return undated("the text has named no month before", unit="D")
    months = [context.published.widen("M").shift(n, "M") for n in (-1, 0, 1)]
    days = [frame for month in months if (frame := day_in_month(month, day)) is not None]
    if not days:
        return undated("there is no such day around publication")
    frame, how = context.nearest(days, timex, slack=0)
    return Anchored(frame=frame, because=f"{how}, {context.published.words}", kind="publication")


def anchor_time_of_day(reading: Reading, timex: Timex, context: Context) -> Anchored:
    """A clock time or part of the day: of the day the text is at, else of publication."""
    rel, known = reading.rel, context.state.get("D")
    if known is not None and rel not in ("this", "last"):
        textual = rel in TEXTUAL_RELS or rel == "next"
        if textual or context.narrative or context.scene.in_paragraph(known.timex, timex):
            frame = known.frame.shift(STEPS.get(rel or "this", 0), "D")
            return Anchored(frame=frame, because=f"on {context.say(known, timex)}", kind="narrative")
    if context.today is None:
        return undated(_NO_DAY, unit="D")
    step = -1 if rel == "last" else 0
    return Anchored(
        frame=context.today.shift(step, "D"),
        because=f"the day of publication{' before' if step else ''}, {context.today.words}",
        kind="publication",
    )
