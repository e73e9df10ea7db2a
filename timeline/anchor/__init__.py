"""Readings to dates: the choice of the time that an expression is counted from.

The policy is that of `docs/anchoring.md`. A text is news (its expressions hang on the publication date) or narrative
(they hang on the dates of the text). One module a kind of expression; `context` holds what they all see, `narrative`
what the text has established, `scene` the words around.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.anchor.context import Anchored, Context, flat, undated
from timeline.anchor.dates import anchor_date
from timeline.anchor.durations import anchor_duration
from timeline.anchor.narrative import Narrative, is_narrative
from timeline.anchor.scene import Scene
from timeline.anchor.shifts import anchor_shift
from timeline.edtf import Edtf, EdtfError
from timeline.frames import Frame
from timeline.model import Dated, Reading, Timex
from timeline.rulebook import load

__all__ = ["anchor"]


def anchor(
    text: str, found: Sequence[tuple[Timex, Reading]], *, published: str | None, language: str = "en"
) -> list[Dated]:
    """Dates for the readings of one text, in text order.

    `found` is in text order. `published` is an ISO day or None. An expression that cannot be dated keeps `edtf` None
    and says why; a reference that is none here ("at that time" in news) is left out. Raises `RulebookError` for a
    language without rules.
    """
    day = Frame.parse(published) if published else None
    news = day is not None and not is_narrative((reading for _, reading in found), year=day.year)
    scene = Scene(text=text, cues=load(language).cues)
    context = Context(scene=scene, published=day, today=day if news else None, state=Narrative())
    return [_dated(reading, timex, context) for timex, reading in found if _counts(reading, timex, context)]


def _counts(reading: Reading, timex: Timex, context: Context) -> bool:
    """Whether a reference is one of time here: "at that time" is so in a narrative, "soon" where words look ahead."""
    if reading.kind != "reference":
        return True
    if reading.rel == "that":
        return context.narrative
    if reading.value != "FUTURE_REF" or " " in timex.text:
        return True
    return not context.narrative and context.scene.leaning(timex) >= 0


def _resolve(reading: Reading, timex: Timex, context: Context) -> Anchored:
    if reading.kind == "duration":
        return anchor_duration(reading, timex, context)
    if reading.kind == "shift":
        return anchor_shift(reading, timex, context)
    if reading.kind == "date":
        return anchor_date(reading, timex, context)
    return undated("names no calendar time", value=reading.value)


def _dated(reading: Reading, timex: Timex, context: Context) -> Dated:
    """The date of one expression, which the state then knows."""
    anchored = _resolve(reading, timex, context)
    frame = anchored.frame
    if frame is not None:
        try:
            value, edtf = _values(frame, reading)
        except EdtfError:  # "20,000 years ago": years of more than four digits are outside the subset
            frame, anchored = None, undated("further away than dates are written")
    if frame is None:
        value, because = anchored.value or reading.value or "XXXX", anchored.because
        return Dated(
            timex=timex, value=value, mod=reading.mod, edtf=anchored.edtf, anchor=anchored.kind, because=because
        )
    context.state.remember(
        frame,
        timex,
        reading,
        kind=anchored.kind,
        scene=context.scene,
        published=context.published,
        narrative=context.narrative,
    )
    because = f"‘{flat(timex.text)}’: {anchored.because}"
    return Dated(timex=timex, value=value, mod=reading.mod, edtf=edtf, anchor=anchored.kind, because=because)


def _values(frame: Frame, reading: Reading) -> tuple[str, Edtf]:
    """TIMEX3 and calendar value of a frame, with the time of day and the approximation of its reading."""
    value, edtf = frame.timex, frame.edtf
    if frame.unit == "D" and reading.part_of_day:
        value += f"T{reading.part_of_day}"
    elif frame.unit == "D" and reading.clock:
        value += f"T{reading.clock[:5]}"
        if reading.clock < "24":  # TIMEX3 has 24:00 for the end of a day, EDTF has not
            edtf = Edtf(f"{frame.iso}T{reading.clock}{reading.zone or ''}")
    by_weeks = reading.kind == "shift" and reading.unit in ("W", "2W") and reading.inner is None and frame.unit == "D"
    if (reading.mod == "APPROX" or by_weeks) and "/" not in edtf.text:
        edtf = Edtf(edtf.text + "~")
    return value, edtf
