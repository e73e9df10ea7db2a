"""A drawing as values: what stands where, in points (1/72 inch) from the upper left corner of the page.

Layouts make scenes and `canvas` draws them, so that a test can look for overlaps without drawing anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

__all__ = ["Align", "Bar", "Mark", "MarkShape", "Panel", "Scene", "Stroke", "Words"]

MarkShape = Literal["dot", "ring", "cross", "diamond", "triangle"]
Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One line of text. `x` is the left end, the middle or the right end as `align` says, `y` the line's upper edge.

    `width` is measured, `height` is the line's, `kind` says what the text is for ("title", "label", "tick" ...).
    """

    x: float
    y: float
    text: str
    size: float
    color: str
    width: float
    height: float
    bold: bool = False
    align: Align = "left"
    kind: str = "label"
    link: str = ""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        left = self.x - self.width * {"left": 0.0, "center": 0.5, "right": 1.0}[self.align]
        return left, self.y, left + self.width, self.y + self.height


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A line through points; `dashed` for what is not certain."""

    points: tuple[tuple[float, float], ...]
    color: str
    width: float = 0.6
    dashed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    color: str
    kind: str = "panel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The sign of an event of one day: its shape tells the status. `size` is the diameter."""

    x: float
    y: float
    shape: MarkShape
    color: str
    size: float = 6.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The sign of an event that is longer, or less exact, than a day. The shape is that of its status.

    `fade_start` and `fade_end` let it run out where the date is approximate or open. `upright` bars fade downwards.
    """

    x: float
    y: float
    width: float
    height: float
    shape: MarkShape
    color: str
    fade_start: bool = False
    fade_end: bool = False
    upright: bool = False


Item = Words | Stroke | Panel | Mark | Bar


@dataclass(slots=True)
class Scene:
    """One page. Items are drawn in their order."""

    width: float
    height: float
    background: str
    items: list[Item] = field(default_factory=list)

    def words(self) -> Iterator[Words]:
        """All lines of text."""
        return (item for item in self.items if isinstance(item, Words))

    def move(self, down: float) -> None:
        """Shift everything that is there by `down` points."""
        for at, item in enumerate(self.items):
            if isinstance(item, Stroke):
                self.items[at] = replace(item, points=tuple((x, y + down) for x, y in item.points))
            else:
                self.items[at] = replace(item, y=item.y + down)
