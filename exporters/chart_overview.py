"""The overview: how many events when, and the most important ones by name. Hundreds to tens of thousands of events."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from exporters.chart_horizontal import Label, make_label, put_flag, spans_of
from exporters.chart_parts import BROKEN_AXIS, Page, Task, days_of, put_ruler, ruler_height
from exporters.frame import MARGIN, put_text
from exporters.lanes import Flag, pack_flags
from exporters.scale import Scale, build_scale, calendar_steps
from exporters.scene import Mark, Panel, Scene, Stroke
from timeline.model import Event

__all__ = ["importance", "overview"]

_SIZE, _WIDTH = 7.6, 124.0
_MOST_NAMED = 18
_LEAST_DISTANCE = 8.0  # between the signs of named events
_HISTOGRAM = 128.0
_FAN = 26.0
_UNITS = (("day", 1), ("day", 7), ("month", 1), ("month", 3), ("year", 1), ("year", 5), ("year", 10), ("year", 50),
          ("year", 100), ("year", 1000))  # fmt: skip
_UNIT_NAMES = {("day", 1): "day", ("day", 7): "week", ("month", 1): "month", ("month", 3): "quarter",
               ("year", 1): "year"}  # fmt: skip
_LEAST_BIN = 3.2


def importance(event: Event) -> tuple[int, bool]:
    """What makes an event worth a name: the number of its sources, and a day that is known."""
    return len({source.report for source in event.sources}), event.when.precision == "day"


def overview(task: Task, page: Page) -> tuple[Scene, int]:
    """The page and the number of titles on it that had to be shortened."""
    scene = Scene(page.width, page.height, task.ink.background)
    left, right = MARGIN + 22, page.width - MARGIN
    scale = build_scale(spans_of(task.events), left, right)
    top = task.frame.header(scene, bars=False)
    unit = _unit(scale, task.events)
    bins = _bins(task, scale, unit)
    notes = ["Labelled are the events with most sources.", _not_counted(task, bins, unit)]
    note = " ".join(filter(None, (*notes, BROKEN_AXIS if len(scale.pieces) > 1 else "")))
    footer = task.frame.footer(note=note, width=page.width - 2 * MARGIN)
    rest = ruler_height(scale, task.type) + task.frame.footer_height(footer) + 12
    columns = max(40.0, min(_HISTOGRAM, (page.height - top - rest) * 0.5))
    fixed = columns + rest
    named, labels, flags = _names(task, scale, left, right, page.height - top - fixed - _FAN)
    tall = max((flag.bottom + label.height for flag, label in zip(flags, labels, strict=True)), default=0.0)
    edge = top + tall + (_FAN if flags else 0.0)
    spare = page.height - edge - fixed
    if page.fixed and spare > 0:
        edge += spare / 2
    else:
        scene.height = page.height - spare
    base = edge + 12 + columns
    _histogram(scene, task, scale, unit, bins, edge + 12, base)
    for index, label, flag in zip(named, labels, flags, strict=True):
        x = _anchor(task.events[index], scale)
        color = task.coloring.colors[index]
        scene.items.append(Stroke(points=((x, edge), (x, base)), color=task.ink.line, width=0.5, dashed=True))
        put_flag(scene, task, label, flag, x, edge=edge, up=True, sign=0, foot=3, fan=_FAN - 3)
        scene.items.append(Mark(x=x, y=edge, shape=task.shape(task.events[index]), color=color, size=6.5))
    _put_unit(scene, task, unit, left, edge + 12)
    put_ruler(scene, scale, base, task)
    task.frame.put_footer(scene, footer)
    return scene, sum(label.title.shortened for label in labels)


def _names(
    task: Task, scale: Scale, left: float, right: float, room: float
) -> tuple[list[int], list[Label], list[Flag]]:
    """The events to name, as many as fit, in order of time."""
    ranked = _rank([importance(event) for event in task.events], [_anchor(event, scale) for event in task.events])
    for count in range(len(ranked), 0, -1):
        named = sorted(ranked[:count])
        anchors = [_anchor(task.events[at], scale) for at in named]
        labels = [make_label(task.events[at], task, _WIDTH, _SIZE) for at in named]
        flags = pack_flags(
            anchors, [(label.width, label.height) for label in labels], left=left, right=right, height=room
        )
        if flags and max(abs(f.stem - a) for f, a in zip(flags, anchors, strict=True)) < 150:
            return named, labels, flags
    return [], [], []


def _rank(values: Sequence[tuple[int, bool]], places: Sequence[float]) -> list[int]:
    """The most important events, the first first; among equals those that stand farthest from the ones chosen."""
    ranked: list[int] = []
    nearest = [float("inf")] * len(places)
    for value in sorted(set(values), reverse=True):
        equals = [at for at in range(len(values)) if values[at] == value]
        while equals and len(ranked) < _MOST_NAMED:
            chosen = max(equals, key=lambda at: nearest[at])
            if nearest[chosen] < _LEAST_DISTANCE:
                break
            ranked.append(chosen)
            equals.remove(chosen)
            nearest = [min(old, abs(place - places[chosen])) for old, place in zip(nearest, places, strict=True)]
    return ranked


def _anchor(event: Event, scale: Scale) -> float:
    return scale.place(days_of(event)[0] + 0.5)


def _unit(scale: Scale, events: Sequence[Event]) -> tuple[str, int]:
    """The unit of the bins: the smallest that is wide enough on the piece with most events."""
    firsts = [days_of(event)[0] for event in events]
    busiest = max(scale.pieces, key=lambda piece: sum(piece.first <= day < piece.last for day in firsts))
    finest = busiest.points_per_day
    for unit, step in _UNITS:
        if finest * {"day": 1.0, "month": 30.4, "year": 365.25}[unit] * step >= _LEAST_BIN:
            return unit, step
    return _UNITS[-1]


@dataclass(frozen=True, slots=True)
class _Bins:
    """The days at which bins begin, and the number of events of each colour in each."""

    starts: list[int]
    counts: dict[int, Counter[str]]


def _bins(task: Task, scale: Scale, unit: tuple[str, int]) -> _Bins:
    """Count the events of which it is known into which bin they fall."""
    starts = calendar_steps(floor(scale.pieces[0].first), ceil(scale.pieces[-1].last), *unit)
    counts: dict[int, Counter[str]] = {}
    for at, event in enumerate(task.events):
        first, last = (bisect_right(starts, day) - 1 for day in days_of(event))
        if first == last and None not in (event.when.first, event.when.last):
            counts.setdefault(first, Counter())[task.coloring.colors[at]] += 1
    return _Bins(starts, counts)


def _not_counted(task: Task, bins: _Bins, unit: tuple[str, int]) -> str:
    left_out = len(task.events) - sum(sum(bin.values()) for bin in bins.counts.values())
    if not left_out:
        return ""
    verb = "events are" if left_out > 1 else "event is"
    return f"{left_out:,} {verb} longer or less exact than a {_unit_name(unit)} and not in the columns."


def _unit_name(unit: tuple[str, int]) -> str:
    return _UNIT_NAMES.get(unit, f"span of {unit[1]} years")


def _histogram(
    scene: Scene, task: Task, scale: Scale, unit: tuple[str, int], bins: _Bins, top: float, base: float
) -> None:
    starts, counts = bins.starts, bins.counts
    most = max((sum(bin.values()) for bin in counts.values()), default=1)
    step = _nice(most)
    high = ceil(most / step) * step
    _grid(scene, task, step, high, top, base, scale)
    order = [color for _, color in task.coloring.groups]
    for index, bin in sorted(counts.items()):
        left, right = scale.place(starts[index]), scale.place(starts[index + 1])
        middle, width = (left + right) / 2, max(right - left, 1.6)
        y = base
        for color in sorted(bin, key=order.index):
            tall = bin[color] / high * (base - top)
            y -= tall
            scene.items.append(Panel(x=middle - width * 0.44, y=y, width=width * 0.88, height=tall, color=color,
                                     kind="bin"))  # fmt: skip


def _nice(most: int) -> int:
    """The distance of grid lines: 1, 2 or 5 times a power of ten, at most five lines."""
    step = 1
    while most / step > 5:
        step = step * 5 // 2 if str(step).startswith("2") else step * 2
    return step


def _grid(scene: Scene, task: Task, step: int, high: int, top: float, base: float, scale: Scale) -> None:
    left, right = scale.pieces[0].start, scale.pieces[-1].end
    for value in range(step, high + 1, step):
        y = base - value / high * (base - top)
        scene.items.append(Stroke(points=((left, y), (right, y)), color=task.ink.band, width=0.6))
        put_text(scene, (f"{value:,}",), x=left - 4, y=y - 4, size=6.6, color=task.ink.soft, type=task.type,
                 align="right", kind="tick")  # fmt: skip


def _put_unit(scene: Scene, task: Task, unit: tuple[str, int], left: float, top: float) -> None:
    """Say what the columns count, above them."""
    name = f"events per {_unit_name(unit).removeprefix('span of ')}"
    width = task.type.width(name, 6.6)
    scene.items.append(Panel(x=left + 1, y=top - 10, width=width + 4, height=10, color=task.ink.background))
    put_text(scene, (name,), x=left + 3, y=top - 9, size=6.6, color=task.ink.soft, type=task.type, kind="tick")
