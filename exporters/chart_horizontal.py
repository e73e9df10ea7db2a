"""The horizontal chart: a ruler in the middle, flags above and below it in turn. Up to about 25 events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exporters.chart_parts import BROKEN_AXIS, Page, Task, days_of, is_point, put_ruler, ruler_height, span_bar
from exporters.frame import MARGIN, put_text
from exporters.lanes import Flag, pack_flags, pack_tracks
from exporters.scale import Scale, build_scale
from exporters.scene import Align, Bar, Item, Mark, Scene, Stroke
from exporters.typeset import LINE_HEIGHT, Block
from exporters.wording import one_line, when_in_words
from timeline.model import Event

__all__ = ["Label", "horizontal", "make_label", "put_flag", "spans_of"]

_SIZES = ((176.0, 9.4), (150.0, 8.6), (130.0, 8.0), (112.0, 7.5), (98.0, 7.0))  # width of labels, size of letters
_MOST_LINES = 5
_MOST_EVENTS = 100  # more have no room on the largest page
_MARK, _BAR = 7.5, 6.5  # heights of the tracks of signs
_FAN = 12.0
_INDENT = 4.5


@dataclass(frozen=True, slots=True)
class Label:
    """The text of one flag: its date, its title, and the size of its box with the indent from the stem."""

    date: Block
    title: Block
    size: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Side:
    """The events above or below the ruler, with what stands where; heights count away from the ruler."""

    indices: tuple[int, ...]
    anchors: tuple[float, ...]
    labels: tuple[Label, ...]
    flags: tuple[Flag, ...]
    tracks: tuple[float, ...]  # distance of each sign from the ruler
    foot: float  # where the stems begin to bend
    fan: float

    @property
    def height(self) -> float:
        tops = (flag.bottom + label.height for flag, label in zip(self.flags, self.labels, strict=True))
        return self.foot + self.fan + max(tops, default=0.0)


def spans_of(events: Sequence[Event]) -> list[tuple[int, int]]:
    """The days that must have their place on the axis; of long spans, the first day and whatever ends last."""
    spans = [days_of(event) for event in events]
    latest = max((last for _, last in spans), default=0)
    return [(first, last if last - first <= 370 or last == latest else first) for first, last in spans]


def make_label(event: Event, task: Task, width: float, size: float, *, max_lines: int = _MOST_LINES) -> Label:
    """The wrapped text of an event."""
    date = task.type.wrap(when_in_words(event.when, short=True), width, size * 0.88, bold=True, max_lines=2)
    title = task.type.wrap(one_line(event.title) or "Untitled event", width, size, max_lines=max_lines)
    height = (len(date.lines) * size * 0.88 + len(title.lines) * size) * LINE_HEIGHT + 2
    return Label(date, title, size, max(date.width, title.width) + _INDENT, height)


def horizontal(task: Task, page: Page, *, may_shorten: bool) -> tuple[Scene, int] | None:
    """The page and the number of titles that had to be shortened; None when the labels do not fit."""
    if len(task.events) > _MOST_EVENTS:
        return None
    scene = Scene(page.width, page.height, task.ink.background)
    left, right = MARGIN, page.width - MARGIN
    scale = build_scale(spans_of(task.events), left, right)
    note = BROKEN_AXIS if len(scale.pieces) > 1 else ""
    top = task.frame.header(scene)
    footer = task.frame.footer(note=note, width=right - left)
    room = page.height - top - task.frame.footer_height(footer) - ruler_height(scale, task.type)
    for width, size in _SIZES:
        sides = _sides(task, scale, left, right, room, width, size)
        if sides is None:
            continue
        shortened = sum(label.title.shortened for side in sides for label in side.labels)
        if shortened and not may_shorten:
            continue
        return _draw(task, page, scene, scale, sides, top, footer), shortened
    return None


def _sides(
    task: Task, scale: Scale, left: float, right: float, room: float, width: float, size: float
) -> tuple[_Side, _Side] | None:
    """Both sides of the ruler, or None when one has no room. One side may take more than half of the height."""
    order = sorted(range(len(task.events)), key=lambda at: (_anchor(task.events[at], scale), at))
    for share in (0.5, 0.58, 0.42):
        above = _side(task, scale, order[::2], left, right, room * share, width, size)
        if above is None:
            continue
        below = _side(task, scale, order[1::2], left, right, room * (1 - share), width, size)
        if below is not None:
            return above, below
    return None


def _anchor(event: Event, scale: Scale) -> float:
    if is_point(event):
        return scale.place(days_of(event)[0] + 0.5)
    bar = span_bar(event, scale, shape="dot", color="", height=_BAR)
    if event.when.first is None:
        return bar.x + bar.width - 1.5
    return bar.x + (bar.width / 2 if event.when.approximate else 1.5)


def _side(task: Task, scale: Scale, order: Sequence[int], left: float, right: float, room: float, width: float,
          size: float) -> _Side | None:  # fmt: skip
    events = [task.events[at] for at in order]
    anchors = [_anchor(event, scale) for event in events]
    tracks, foot = _stack(events, anchors, scale)
    labels = [make_label(event, task, width, size) for event in events]
    if not events:
        return _Side((), (), (), (), (), 0.0, 6.0)
    sizes = [(label.width, label.height) for label in labels]
    for fan in (_FAN, 24.0, 40.0):
        flags = pack_flags(anchors, sizes, left=left, right=right, height=room - foot - fan)
        if not flags:
            return None  # nor with less room
        shift = max(abs(flag.stem - anchor) for flag, anchor in zip(flags, anchors, strict=True))
        if shift <= fan * 5 or fan == 40.0:
            return _Side(tuple(order), tuple(anchors), tuple(labels), tuple(flags), tuple(tracks), foot, fan)
    return None


def _stack(events: Sequence[Event], anchors: Sequence[float], scale: Scale) -> tuple[list[float], float]:
    """Distance of each sign from the ruler: dots nearest to it, then bars, in as many tracks as they need."""
    dots = [at for at, event in enumerate(events) if is_point(event)]
    bars = [at for at, event in enumerate(events) if not is_point(event)]
    shapes = [span_bar(events[at], scale, shape="dot", color="", height=_BAR) for at in bars]
    dot_tracks = pack_tracks([(anchors[at] - 3.4, anchors[at] + 3.4) for at in dots])
    bar_tracks = pack_tracks([(bar.x, bar.x + bar.width) for bar in shapes], gap=2)
    distance = [0.0] * len(events)
    high = 0.0
    for at, track in zip(dots, dot_tracks, strict=True):
        distance[at] = 3.5 + track * _MARK
        high = max(high, distance[at] + 4)
    base = high
    for at, track in zip(bars, bar_tracks, strict=True):
        distance[at] = base + 2 + track * (_BAR + 2)
        high = max(high, distance[at] + _BAR)
    return distance, high


def _draw(task: Task, page: Page, scene: Scene, scale: Scale, sides: tuple[_Side, _Side], top: float,
          footer: tuple[str, ...]) -> Scene:  # fmt: skip
    above, below = sides
    ruler = ruler_height(scale, task.type)
    used = above.height + ruler + below.height
    spare = page.height - top - task.frame.footer_height(footer) - used
    if page.fixed:
        top += max(0.0, spare / 2)
    else:
        scene.height = page.height - max(0.0, spare)
    y = top + above.height
    items: list[Item] = []
    for side, edge, up in ((above, y, True), (below, y + ruler, False)):
        for at in range(len(side.indices)):
            put_flag(scene, task, side.labels[at], side.flags[at], side.anchors[at], edge=edge, up=up,
                     sign=side.tracks[at], foot=side.foot, fan=side.fan)  # fmt: skip
            items.append(_sign(task, scale, side.indices[at], side.anchors[at], side.tracks[at], edge, up))
    put_ruler(scene, scale, y, task)
    scene.items += sorted(items, key=lambda item: isinstance(item, Mark))
    task.frame.put_footer(scene, footer)
    return scene


def _sign(task: Task, scale: Scale, index: int, anchor: float, distance: float, edge: float, up: bool) -> Mark | Bar:
    event, color = task.events[index], task.coloring.colors[index]
    if is_point(event):
        return Mark(
            x=anchor, y=edge - distance if up else edge + distance, shape=task.shape(event), color=color, size=6.5
        )
    bar = span_bar(event, scale, shape=task.shape(event), color=color, height=_BAR)
    return replace(bar, y=edge - distance - _BAR if up else edge + distance)


def put_flag(scene: Scene, task: Task, label: Label, flag: Flag, anchor: float, *, edge: float, up: bool, sign: float,
             foot: float, fan: float) -> None:  # fmt: skip
    """Draw a stem and its text. `edge` is the ruler's, other heights count from there, upwards or downwards."""
    way = -1 if up else 1
    far = foot + fan + flag.bottom + label.height
    bend, base = edge + way * foot, edge + way * (foot + fan)
    points = ((anchor, edge + way * sign), (anchor, bend), (flag.stem, base), (flag.stem, edge + way * far))
    scene.items.append(Stroke(points=points, color=task.ink.line, width=0.7))
    y = edge - far if up else edge + far - label.height
    align: Align = "right" if flag.mirrored else "left"
    x = flag.stem - _INDENT if flag.mirrored else flag.stem + _INDENT
    y = put_text(scene, label.date.lines, x=x, y=y, size=label.size * 0.88, color=task.ink.text, type=task.type,
                 bold=True, align=align)  # fmt: skip
    put_text(scene, label.title.lines, x=x, y=y, size=label.size, color=task.ink.text, type=task.type, align=align)
