"""Parts that the chart layouts share: the task they are given, pages, the ruler of the axis, and spans of days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exporters.base import Options
from exporters.frame import Frame, put_text
from exporters.palette import SHAPES, Coloring, Ink
from exporters.scale import Period, Piece, Scale, periods
from exporters.scene import Bar, MarkShape, Panel, Scene, Stroke
from exporters.typeset import LINE_HEIGHT, Typesetter
from timeline.edtf import day_number
from timeline.model import Event, Timeline

__all__ = ["BROKEN_AXIS", "Page", "Task", "days_of", "is_point", "page_size", "put_ruler", "ruler_height", "span_bar"]

BROKEN_AXIS = "The axis is broken where nothing happened for long; its pieces have scales of their own."

_PAGES = {"a4": (842.0, 595.0), "letter": (792.0, 612.0), "slide": (960.0, 540.0)}
_FINE, _COARSE = 6.6, 7.2
_ROW = 12.5


@dataclass(frozen=True, slots=True)
class Page:
    """Width and greatest height in points; `fixed` pages are that high whatever stands on them."""

    width: float
    height: float
    fixed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """All that a layout needs. `colors` are those of the events, in their order."""

    timeline: Timeline
    options: Options
    ink: Ink
    coloring: Coloring
    type: Typesetter
    frame: Frame

    @property
    def events(self) -> Sequence[Event]:
        return self.timeline.events

    def shape(self, event: Event) -> MarkShape:
        return SHAPES[event.status]


def page_size(options: Options, *, portrait: bool) -> Page:
    """The page that the options ask for. Of a named one, the layout's better orientation unless the name says it."""
    measured = options.page()
    if measured is not None:
        return Page(measured[0] * 72, measured[1] * 72, fixed=True)
    name, _, orientation = ("a4" if options.size == "auto" else options.size).partition("-")
    width, height = _PAGES[name]
    if name != "slide" and (orientation == "portrait" or (portrait and not orientation)):
        width, height = height, width
    return Page(width, height, fixed=options.size != "auto")


def is_point(event: Event) -> bool:
    """Whether the event has the sign of a day: it is one day, and not marked approximate."""
    return event.when.precision == "day" and not event.when.approximate


def days_of(event: Event) -> tuple[int, int]:
    """Numbers of the first and the last day; an open end counts as the known one."""
    first, last = event.when.first or event.when.last, event.when.last or event.when.first
    if first is None or last is None:
        raise ValueError(f"no calendar value: {event.when.text!r}")
    return day_number(first), day_number(last)


def span_bar(event: Event, scale: Scale, *, shape: MarkShape, color: str, height: float) -> Bar:
    """The bar of an event on a scale, at y 0; open ends reach to the end of the axis and fade there."""
    first, last = days_of(event)
    open_start, open_end = event.when.first is None, event.when.last is None
    start = scale.pieces[0].start if open_start else scale.place(first)
    end = scale.pieces[-1].end if open_end else scale.place(last + 1)
    if end - start < 5:
        middle = (start + end) / 2
        start, end = middle - 2.5, middle + 2.5
    around = event.when.approximate
    return Bar(x=start, y=0, width=end - start, height=height, shape=shape, color=color,
               fade_start=open_start or around, fade_end=open_end or around)  # fmt: skip


def ruler_height(scale: Scale, type: Typesetter) -> float:
    """Height of the ruler: one row of periods, or two."""
    return _ROW * (2 if any(_periods(piece, type)[1] for piece in scale.pieces) else 1)


def _periods(piece: Piece, type: Typesetter) -> tuple[list[Period], list[Period]]:
    return periods(piece, lambda text: type.width(text, _COARSE, bold=True))


def put_ruler(scene: Scene, scale: Scale, y: float, task: Task) -> float:
    """Draw the ruler with its upper edge at `y` and return its lower edge."""
    height = ruler_height(scale, task.type)
    for piece in scale.pieces:
        fine, coarse = _periods(piece, task.type)
        rows = [(fine, _FINE, task.ink.soft, False), (coarse, _COARSE, task.ink.text, True)] if coarse else [
            (fine, _COARSE, task.ink.text, True)]  # fmt: skip
        tall = height / len(rows)
        for number, (row, size, color, bold) in enumerate(rows):
            top = y + number * tall
            for at, period in enumerate(row):
                shade = task.ink.band if (at + number) % 2 else task.ink.band_other
                scene.items.append(
                    Panel(x=period.start, y=top, width=period.end - period.start, height=tall, color=shade)
                )
                if period.name:
                    put_text(scene, (period.name,), x=(period.start + period.end) / 2, align="center", size=size,
                             y=top + (tall - size * LINE_HEIGHT) / 2, color=color, type=task.type, bold=bold,
                             kind="tick")  # fmt: skip
    for before, after in zip(scale.pieces, scale.pieces[1:], strict=False):
        middle = (before.end + after.start) / 2
        for shift in (-2.5, 2.5):
            scene.items.append(
                Stroke(points=((middle + shift - 2.5, y + height - 2), (middle + shift + 2.5, y + 2)),
                       color=task.ink.soft, width=1.0)
            )  # fmt: skip
    return y + height
