"""What an expression is dated against: publication, the narrative so far and the text around, and what came out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from timeline.anchor.narrative import Known, Narrative
from timeline.anchor.scene import Scene
from timeline.edtf import Edtf
from timeline.frames import UNIT_NAMES, Frame
from timeline.model import AnchorKind, Timex

__all__ = [
    "GENERAL",
    "NO_BASE",
    "NO_PUBLICATION",
    "STEPS",
    "TEXTUAL_RELS",
    "Anchored",
    "Base",
    "Context",
    "count",
    "flat",
    "undated",
]

STEPS = {"last": -1, "previous": -1, "next": 1, "following": 1, "this": 0, "that": 0, "latest": 0, "the": 0}
TEXTUAL_RELS = frozenset({"that", "following", "previous"})  # count from a date of the text even in news
# The TIMEX3 values of times at large, by direction.
GENERAL = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}
NO_PUBLICATION = "no publication date"
NO_BASE = "the text gives no earlier date to count from"

_FUTURE_WEIGHT = 1.4  # how much farther a date ahead must look than one behind, where no word looks ahead
_OPEN_VALUES = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "WE": "XXXX-WXX-WE"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchored:
    """What a reading came to, with the reason: a frame, or a TIMEX3 value and perhaps a calendar value without one."""

    because: str
    kind: AnchorKind
    frame: Frame | None = None
    value: str | None = None
    edtf: Edtf | None = None


class Base(NamedTuple):
    """A time to count from, how a reason names it, which kind of anchor it is, and where in the text it stands."""

    frame: Frame
    words: str
    kind: AnchorKind
    origin: str = ""

    def plus(self, step: str) -> str:
        """The reason of a date some units away: "8 March 2025 + 1 day, from ‘March 8, 2025’ in the same sentence"."""
        return f"{self.words} {step}{self.origin}"


def undated(because: str, *, value: str | None = None, unit: str | None = None) -> Anchored:
    """No calendar time. The TIMEX3 value is the given one, that of an open `unit`, or the reading's own."""
    if unit is not None:
        value = _OPEN_VALUES.get(unit, "XXXX")
    return Anchored(because=because, kind="none", value=value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The circumstances of one text. `published` is the publication day, `today` the same in news only.

    In a narrative `today` is None: there nothing counts from publication.
    """

    scene: Scene
    published: Frame | None
    today: Frame | None
    state: Narrative

    @property
    def narrative(self) -> bool:
        """Whether the dates of the text are what its expressions hang on."""
        return self.today is None

    def publication(self) -> Base | None:
        """Publication as a time to count from; None in a narrative."""
        return None if self.today is None else Base(self.today, f"{self.today.words} (publication)", "publication")

    def named(self, known: Known | None, timex: Timex) -> Base | None:
        """A date of the text as a time to count from."""
        return None if known is None else Base(known.frame, known.frame.words, "narrative", self._origin(known, timex))

    def say(self, known: Known, timex: Timex) -> str:
        """A date of the text in words, as a reason given at `timex`: which, and where it stands."""
        return f"{known.frame.words}{self._origin(known, timex)}"

    def _origin(self, known: Known, timex: Timex) -> str:
        where = "before" if self.scene.apart(known.timex, timex) else "in the same sentence"
        return f", from ‘{flat(known.timex.text)}’ {where}"

    def nearest(self, frames: Sequence[Frame], timex: Timex, *, slack: int) -> tuple[Frame, str]:
        """The frame nearest to publication, unless the words lean the other way by more than `slack` days; and why.

        `frames` is not empty, the publication date known (else `ValueError`).
        """
        if self.published is None:
            raise ValueError(f"{timex.text!r} at {timex.span.start} ({timex.rule}): no publication date to be near to")
        day = self.published.number
        lean = self.scene.leaning(timex)
        ahead = 1.0 if lean > 0 else _FUTURE_WEIGHT
        near = min(frames, key=lambda f: _distance(f, day) * (ahead if f.number > day else 1.0))
        side = (near.number > day) - (near.last_number < day)
        if lean and side and side != lean and _distance(near, day) > slack:
            other = [f for f in frames if (f.number > day if lean > 0 else f.last_number < day)]
            if other:
                how = "the next one, as the words look ahead" if lean > 0 else "the last one, as the words look back"
                return min(other, key=lambda f: _distance(f, day)), how
        return near, "the nearest to publication"


def _distance(frame: Frame, day: int) -> int:
    """Days between a frame and a day, 0 inside."""
    return max(frame.number - day, day - frame.last_number, 0)


def count(amount: float, unit: str) -> str:
    """A number of units in words: "3 years", "1 century", "2 centuries"."""
    name = UNIT_NAMES[unit]
    plural = {"century": "centuries", "millennium": "millennia"}.get(name, f"{name}s")
    return f"{amount:g} {name if amount == 1 else plural}"


def flat(text: str) -> str:
    """A text of one line."""
    return " ".join(text.split())
