"""Colours and signs of the charts. The colours are those of Okabe and Ito (2008), which colour-blind people tell apart;
the shape of a sign always repeats the status, so that nothing is said by colour alone."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from exporters.base import ColorBy, Style
from exporters.scene import MarkShape
from exporters.wording import STATUS_WORDS, one_line, source_name
from timeline.model import Event, Timeline

__all__ = ["INKS", "SHAPES", "Coloring", "Ink", "color_events"]

SHAPES: dict[str, MarkShape] = {
    "happened": "dot",
    "scheduled": "ring",
    "ongoing": "triangle",
    "denied": "cross",
    "hypothetical": "diamond",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink:
    """The colours of one style: page, text, secondary text, lines, bands of the axis, and those of the events."""

    background: str
    text: str
    soft: str
    line: str
    band: str
    band_other: str
    status: dict[str, str]
    groups: tuple[str, ...]
    rest: str


INKS: dict[Style, Ink] = {
    "light": Ink(
        background="#ffffff", text="#1f2328", soft="#59636e", line="#b6bec8", band="#e9edf2", band_other="#f5f7f9",
        status={"happened": "#0072b2", "scheduled": "#e69f00", "ongoing": "#009e73", "denied": "#d55e00",
                "hypothetical": "#cc79a7"},
        groups=("#0072b2", "#d55e00", "#009e73", "#e69f00", "#cc79a7", "#56b4e9"), rest="#7a838d",
    ),
    "dark": Ink(
        background="#14181d", text="#eef1f4", soft="#a8b1bb", line="#4a535e", band="#242b33", band_other="#1c2228",
        status={"happened": "#56b4e9", "scheduled": "#e69f00", "ongoing": "#20b98c", "denied": "#f0742b",
                "hypothetical": "#d990b8"},
        groups=("#56b4e9", "#f0742b", "#20b98c", "#e69f00", "#d990b8", "#f0e442"), rest="#9aa4af",
    ),
    "print": Ink(
        background="#ffffff", text="#000000", soft="#3c3c3c", line="#9a9a9a", band="#e4e4e4", band_other="#f4f4f4",
        status={"happened": "#000000", "scheduled": "#000000", "ongoing": "#000000", "denied": "#000000",
                "hypothetical": "#000000"},
        groups=("#000000", "#767676", "#b4b4b4"), rest="#dcdcdc",
    ),
}  # fmt: skip

_NOBODY = "no actor named"


@dataclass(frozen=True, slots=True)
class Coloring:
    """The colour of every event, in the order of the events, and the groups for the legend (name, colour)."""

    colors: tuple[str, ...]
    groups: tuple[tuple[str, str], ...]


def color_events(timeline: Timeline, by: ColorBy, ink: Ink) -> Coloring:
    """Colour by status, or by the first source or actor: those with most events have a colour, others share one."""
    if by == "status":
        present = {event.status for event in timeline.events}
        return Coloring(
            tuple(ink.status[event.status] for event in timeline.events),
            tuple((STATUS_WORDS[status], ink.status[status]) for status in STATUS_WORDS if status in present),
        )
    names = [_group(event, by) for event in timeline.events]
    counts = Counter(name for name in names if name)
    ranked = sorted(counts, key=lambda name: (-counts[name], name))[: len(ink.groups)]
    colors = dict(zip(ranked, ink.groups, strict=False))
    groups = list(colors.items())
    if any(name and name not in colors for name in names):
        groups.append(("others", ink.rest))
    elif "" in names:
        groups.append((_NOBODY if by == "actor" else "no source", ink.rest))
    return Coloring(tuple(colors.get(name, ink.rest) for name in names), tuple(groups))


def _group(event: Event, by: ColorBy) -> str:
    if by == "actor":
        return next((one_line(actor) for actor in event.actors if one_line(actor)), "")
    return source_name(event.sources[0]) if event.sources else ""
