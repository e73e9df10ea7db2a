"""What a text has established so far about time, and whether its expressions hang on that or on its publication."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from timeline.anchor.inyear import frame_in_year
from timeline.anchor.scene import Scene
from timeline.frames import Frame
from timeline.model import AnchorKind, Reading, Timex

__all__ = ["Known", "Narrative", "is_narrative"]

_KEPT = 3  # how many of the last dates with a month are kept to run on from
_BACKWARD = 3.0  # how much rarer a narrative goes back some months than on
_OLDER = 2.5  # months of distance that a date mentioned one earlier costs, as the one to run on from
_UNIT_SIZES = tuple((unit, Frame(unit, 1).size) for unit in "DWMQSHYEC")
_YEAR_SIZE = Frame("Y", 1).size
_FAR_YEARS = 2  # years from publication from which a written year speaks of history
_FAR_DATES = 5  # how many such years make a text a narrative …
_FAR_PER_DEICTIC = 6  # … where they are that many times the expressions that count from publication


class Known(NamedTuple):
    """A frame that the text has named, and the expression that named it."""

    frame: Frame
    timex: Timex


@dataclass(slots=True)
class Narrative:
    """The dates that the text is at: the last one of each unit, and what is needed to tell the year of a month."""

    frames: dict[str, Known] = field(default_factory=dict)  # by unit; a date forgets the smaller ones before it
    latest: Known | None = None
    fine: list[Known] = field(default_factory=list)  # the last dates smaller than a year, the newest first
    repeated: dict[int, int] = field(default_factory=dict)  # years named alone since then, and how often
    bare: Known | None = None  # a year alone, named since, that sets the scene
    named: Known | None = None  # the last year that the text wrote out
    period: Frame | None = None  # the quarter or year whose figures are reported, from which "a year earlier" counts

    def get(self, unit: str) -> Known | None:
        """The last date of a unit; None where none was named, or a larger one was named since."""
        return self.frames.get(unit)

    def note(self, frame: Frame, timex: Timex) -> None:
        """Makes a frame the latest one, with the month, year and decade around it."""
        self.latest = Known(frame, timex)
        for unit, size in _UNIT_SIZES:
            if unit == frame.unit or (unit in ("M", "Y", "E") and size > frame.size):
                self.frames[unit] = Known(frame.widen(unit), timex)
            elif size < frame.size:
                self.frames.pop(unit, None)

    def remember(
        self,
        frame: Frame,
        timex: Timex,
        reading: Reading,
        *,
        kind: AnchorKind,
        scene: Scene,
        published: Frame | None,
        narrative: bool,
    ) -> None:
        """Takes a date in, unless it is only a comparison or, in a narrative, publication's or a look back.

        `kind` is what the date was anchored to, `narrative` whether the dates of the text govern it.
        """
        if _is_reported(frame, reading) and (published is None or frame.last_number < published.number):
            self.period = frame  # figures are reported of what is over
        looks_back = reading.direction < 0 or reading.rel in ("previous", "last")
        if (narrative and (kind == "publication" or looks_back)) or (reading.kind == "shift" and frame.unit == "Q"):
            return
        if reading.year is not None:
            self.named = Known(frame.widen("Y"), timex)
        if frame.unit == "Y":
            self._note_year(frame, timex, written=reading.year is not None, scene=scene)
        elif frame.size < _YEAR_SIZE:
            self.fine, self.bare = [Known(frame, timex), *self.fine[: _KEPT - 1]], None
            self.repeated.clear()
        self.note(frame, timex)

    def _note_year(self, frame: Frame, timex: Timex, *, written: bool, scene: Scene) -> None:
        """A year alone sets the scene where it opens a sentence, is counted ("two years later"), or is repeated."""
        self.repeated[frame.year] = self.repeated.get(frame.year, 0) + 1
        moved = bool(self.fine) and frame.year > self.fine[0].frame.year and self.repeated[frame.year] > 1
        if not written or moved or scene.sets_scene(timex):
            self.bare = Known(frame, timex)

    def year_of(self, reading: Reading, timex: Timex, *, scene: Scene) -> Known | None:
        """The year of a date that brings none; None where the text has named no year.

        That of the same sentence, else the one that set the scene last, else the one that lets the dates run on.
        """
        if self.named is not None and not scene.apart(self.named.timex, timex):
            return self.named
        if self.bare is not None or not self.fine:
            return self.bare or self.get("Y")
        newest = Known(self.fine[0].frame.widen("Y"), self.fine[0].timex)
        return newest if reading.rel is not None else self._running_year(reading) or newest

    def _running_year(self, reading: Reading) -> Known | None:
        """The year that puts the date nearest after one of the last dates: narratives mostly go on."""
        costs: list[tuple[float, Known]] = []
        for age, (fine, source) in enumerate(self.fine):
            for step in (0, 1, -1):
                frame = frame_in_year(reading, fine.year + step)
                if frame is not None:
                    months = step * 12 + frame.month - fine.month
                    cost = months if months >= 0 else -_BACKWARD * months
                    costs.append((cost + _OLDER * age, Known(fine.widen("Y").shift(step, "Y"), source)))
        return min(costs, key=lambda choice: choice[0])[1] if costs else None


def _is_reported(frame: Frame, reading: Reading) -> bool:
    """Whether a date is a period whose figures a business report gives: "the third quarter", "fiscal 2024"."""
    quarter = frame.unit == "Q" and reading.quarter is not None and reading.kind == "date" and reading.year is None
    return quarter or (frame.unit == "Y" and reading.fiscal)


def is_narrative(readings: Iterable[Reading], *, year: int) -> bool:
    """Whether the dates of a text, not its publication in `year`, are what its expressions hang on.

    So where it writes out many years far from publication, and hardly counts from publication ("yesterday", "last
    week", "Friday").
    """
    far = deictic = 0
    for reading in readings:
        if reading.kind == "date" and reading.year is not None and not reading.short_year:
            far += abs(reading.year - year) >= _FAR_YEARS
        else:
            deictic += _is_deictic(reading)
    return far >= _FAR_DATES and deictic * _FAR_PER_DEICTIC < far


def _is_deictic(reading: Reading) -> bool:
    """Whether a reading counts from publication, if its text is news."""
    if reading.kind == "shift":
        return reading.base == "publication"
    if reading.kind != "date":
        return False
    return (reading.rel in ("last", "next", "this") and reading.unit is not None) or (
        reading.weekday is not None and reading.month is None
    )
