"""What stands around a chart: title, subtitle, legend and footer. Lengths in points."""

from __future__ import annotations

from dataclasses import dataclass

from exporters.base import ColorBy
from exporters.palette import SHAPES, Coloring, Ink
from exporters.scene import Align, Bar, Mark, Scene, Words
from exporters.typeset import LINE_HEIGHT, Typesetter
from exporters.wording import STATUS_WORDS, one_line, source_name, subtitle
from timeline.model import Timeline

__all__ = ["MARGIN", "Frame", "put_text"]

MARGIN = 36.0

_TITLE, _SUBTITLE, _LEGEND, _FOOTER = 17.0, 9.0, 7.6, 6.6
_MOST_FOOTER_LINES = 3


def put_text(scene: Scene, lines: tuple[str, ...], *, x: float, y: float, size: float, color: str, type: Typesetter,
             bold: bool = False, align: Align = "left", kind: str = "label", link: str = "") -> float:  # fmt: skip
    """Place lines one below the other and return the lower edge of the last."""
    height = size * LINE_HEIGHT
    for line in lines:
        width = type.width(line, size, bold=bold)
        scene.items.append(
            Words(x=x, y=y, text=line, size=size, color=color, width=width, height=height, bold=bold,
                  align=align, kind=kind, link=link)
        )  # fmt: skip
        y += height
    return y


@dataclass(frozen=True, slots=True)
class _Key:
    """One entry of a legend."""

    text: str
    item: Mark | Bar


class Frame:
    """Title and subtitle above, legend between, sources below."""

    def __init__(self, timeline: Timeline, coloring: Coloring, *, by: ColorBy, ink: Ink, type: Typesetter) -> None:
        self._timeline, self._coloring, self._by, self._ink, self._type = timeline, coloring, by, ink, type

    def header(self, scene: Scene, *, page: str = "", bars: bool = True) -> float:
        """Put title, subtitle and legend at the top and return the lower edge, with some room below.

        `bars` says whether the chart has signs for spans, which the legend then explains.
        """
        width = scene.width - 2 * MARGIN
        title = one_line(self._timeline.title) or "Timeline"
        block = self._type.wrap(title, width, _TITLE, bold=True, max_lines=2)
        y = put_text(scene, block.lines, x=MARGIN, y=MARGIN * 0.8, size=_TITLE, color=self._ink.text, type=self._type,
                     bold=True, kind="title")  # fmt: skip
        text = " \u00b7 ".join(filter(None, (subtitle(self._timeline), page)))
        lines = self._type.wrap(text, width, _SUBTITLE, max_lines=2, balanced=False).lines
        y = put_text(scene, lines, x=MARGIN, y=y + 2, size=_SUBTITLE, color=self._ink.soft, type=self._type,
                     kind="subtitle")  # fmt: skip
        return self._legend(scene, y + 7, self._keys(bars)) + 13

    def _legend(self, scene: Scene, y: float, keys: list[_Key]) -> float:
        x, height = MARGIN, _LEGEND * LINE_HEIGHT
        if not keys:
            return y
        for key in keys:
            width = self._type.width(key.text, _LEGEND)
            sign = 15.0 if isinstance(key.item, Bar) else 6.5
            if x > MARGIN and x + sign + 4 + width > scene.width - MARGIN:
                x, y = MARGIN, y + height + 3
            text = key.text
            if x + sign + 4 + width > scene.width - MARGIN:
                text = self._type.wrap(text, scene.width - MARGIN - x - sign - 4, _LEGEND, max_lines=1).lines[0]
            scene.items.append(_placed(key.item, x, y + height / 2, sign))
            put_text(
                scene, (text,), x=x + sign + 4, y=y, size=_LEGEND, color=self._ink.soft, type=self._type, kind="legend"
            )
            x += sign + 4 + width + 14
        return y + height

    def _keys(self, bars: bool) -> list[_Key]:
        """Entries of the legend; none when all events are alike."""
        events, ink = self._timeline.events, self._ink
        present = [status for status in STATUS_WORDS if any(event.status == status for event in events)]
        keys: list[_Key] = []
        if self._by != "status":
            keys += [_Key(name, _sign("dot", color)) for name, color in self._coloring.groups]
            keys += [
                _Key(STATUS_WORDS[status], _sign(SHAPES[status], ink.soft))
                for status in present
                if status != "happened"
            ]
        elif len(present) > 1 or present not in ([], ["happened"]):
            keys += [_Key(STATUS_WORDS[status], _sign(SHAPES[status], ink.status[status])) for status in present]
        if bars and any(event.when.precision != "day" for event in events):
            keys.append(_Key("longer than a day, or known only to the month or year", _bar(ink.soft)))
        if bars and any(event.when.approximate or None in (event.when.first, event.when.last) for event in events):
            keys.append(_Key("approximate or open", _bar(ink.soft, fade=True)))
        return keys

    def footer(self, *, note: str, width: float) -> tuple[str, ...]:
        """The lines below the chart: the sources' names, those with most events first, and `note`."""
        counts: dict[str, int] = {}
        for event in self._timeline.events:
            for source in event.sources:
                counts[source_name(source)] = counts.get(source_name(source), 0) + 1
        names = sorted(filter(None, counts), key=lambda name: (-counts[name], name))
        lines = list(self._type.wrap(note, width, _FOOTER, balanced=False).lines) if note else []
        shown = len(names)
        while names:
            more = f"; and {len(names) - shown:,} more" if shown < len(names) else ""
            text = ("Source: " if len(names) == 1 else "Sources: ") + "; ".join(names[:shown]) + more
            block = self._type.wrap(text, width, _FOOTER)
            if len(block.lines) <= _MOST_FOOTER_LINES or shown <= 1:
                return (
                    *lines,
                    *self._type.wrap(text, width, _FOOTER, max_lines=_MOST_FOOTER_LINES).lines,
                )
            shown = min(shown - 1, max(1, shown * _MOST_FOOTER_LINES // len(block.lines) + 1))
        return tuple(lines)

    def footer_height(self, lines: tuple[str, ...]) -> float:
        """Height of the footer with its margins."""
        return len(lines) * _FOOTER * LINE_HEIGHT + MARGIN * (1.1 if lines else 0.8)

    def put_footer(self, scene: Scene, lines: tuple[str, ...]) -> None:
        """Put the lines at the bottom of the page."""
        y = scene.height - self.footer_height(lines) + MARGIN * 0.4
        put_text(scene, lines, x=MARGIN, y=y, size=_FOOTER, color=self._ink.soft, type=self._type, kind="footer")


def _sign(shape: str, color: str) -> Mark:
    return Mark(x=0, y=0, shape=shape, color=color)  # type: ignore[arg-type]


def _bar(color: str, *, fade: bool = False) -> Bar:
    return Bar(x=0, y=0, width=15, height=5, shape="dot", color=color, fade_start=fade, fade_end=fade)


def _placed(item: Mark | Bar, x: float, y: float, width: float) -> Mark | Bar:
    if isinstance(item, Bar):
        return Bar(x=x, y=y - item.height / 2, width=width, height=item.height, shape=item.shape, color=item.color,
                   fade_start=item.fade_start, fade_end=item.fade_end)  # fmt: skip
    return Mark(x=x + width / 2, y=y, shape=item.shape, color=item.color)
