"""A date that brings no year: "October 26", "in July", "the third quarter", "last summer", "Thanksgiving"."""

from __future__ import annotations

from timeline.anchor.context import STEPS, TEXTUAL_RELS, Anchored, Context, undated
from timeline.anchor.inyear import frame_in_year
from timeline.anchor.narrative import Known
from timeline.frames import Frame
from timeline.model import Reading, Timex

__all__ = ["anchor_yearless"]

_ASIDE = 400  # characters for which a written day of an earlier year keeps its hold, within a paragraph
_SLACK = 45  # days from publication within which the nearest date stands, whatever way the words lean


def anchor_yearless(reading: Reading, timex: Timex, context: Context) -> Anchored:
    """The date in the year that a narrative is at, or the one that fits publication."""
    known = context.state.year_of(reading, timex, scene=context.scene) if context.today is None else None
    if context.today is not None:
        textual = reading.rel in TEXTUAL_RELS and context.state.get("Y") is not None  # "that September"
        known = context.state.get("Y") if textual else _aside(reading, timex, context, today=context.today)
        if known is None:
            return _near_publication(reading, timex, context, today=context.today)
    if known is None:
        return undated("the text has named no year before", value=_without_year(reading))
    return _in_narrative(reading, known, timex, context)


def _without_year(reading: Reading) -> str:
    """The TIMEX3 value of a date whose year is open ("XXXX-10-26")."""
    if reading.month is None:
        return "XXXX"
    return f"XXXX-{reading.month:02}" + (f"-{reading.day:02}" if reading.day is not None else "")


def _aside(reading: Reading, timex: Timex, context: Context, *, today: Frame) -> Known | None:
    """The year of a look back that news is in the middle of: "… on November 15, 2017. He resigned on November 21"."""
    written, latest = context.state.named, context.state.latest
    if reading.day is None or reading.rel is not None or written is None or latest is None:
        return None
    start, end = written.timex.span.end, timex.span.start
    if end - start > _ASIDE or "\n" in context.scene.text[start:end]:
        return None
    looks_back = written.timex is latest.timex and latest.frame.unit == "D" and written.frame.year < today.year
    return written if looks_back else None


def _in_narrative(reading: Reading, known: Known, timex: Timex, context: Context) -> Anchored:
    year = known.frame.year + STEPS.get(reading.rel or "this", 0)
    frame = frame_in_year(reading, year)
    if frame is None:
        return undated(f"there is no such day in {year}")
    return Anchored(frame=frame, because=f"in the year of {context.say(known, timex)}", kind="narrative")


def _near_publication(reading: Reading, timex: Timex, context: Context, *, today: Frame) -> Anchored:
    frames = _around(reading, today.year)
    if reading.rel in ("last", "previous"):
        fits, how = [f for f in reversed(frames) if f.last_number < today.number], "the last one before publication"
    elif reading.rel in ("next", "following"):
        fits, how = [f for f in frames if f.number > today.number], "the next one after publication"
    elif reading.rel == "this":
        running = [f for f in frames if f.number <= today.number <= f.last_number]  # a winter began the year before
        fits = running or [f for f in frames if f.year == today.year]
        how = "the one of publication" if running else "the one in the year of publication"
    elif frames:
        near, how = context.nearest(frames, timex, slack=_SLACK)
        fits = [near]
    if not frames or not fits:
        return undated(f"there is no such day around {today.year}")
    return Anchored(frame=fits[0], because=f"{how}, {today.words}", kind="publication")


def _around(reading: Reading, year: int) -> list[Frame]:
    """The dates of a year and its neighbours, in order; of a day with its weekday, those that fall on it, if any."""
    frames = [f for f in (frame_in_year(reading, y) for y in (year - 1, year, year + 1)) if f is not None]
    if reading.weekday is not None and reading.day is not None:
        return [f for f in frames if (f.number - 1) % 7 + 1 == reading.weekday] or frames
    return frames
