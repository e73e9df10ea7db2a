"""Draws scenes with matplotlib: its Figure and the Agg, SVG and PDF canvases, never pyplot."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from typing import Any, BinaryIO

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, Patch, Rectangle
from matplotlib.text import Text

from exporters.fonts import families_for, quiet
from exporters.scene import Bar, Mark, Panel, Scene, Stroke, Words

__all__ = ["save_pdf", "save_png", "save_svg", "text_extents"]

_ASCENT = 0.95  # from the upper edge of a line to its baseline, as a multiple of the size
# A title cannot look like this: there, "<" is written as "&lt;".
_SVG_FONT = re.compile(rb"(<text style=\"[^\"<>]*font-family: [^;\"<>]+)")
_MARKERS = {"dot": "o", "ring": "o", "cross": "X", "diamond": "D", "triangle": ">"}
_SETTINGS: Any = {
    "text.hinting": "none",
    "text.parse_math": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "timeline",
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "hatch.linewidth": 0.7,
    "path.simplify": False,
}


@contextmanager
def _settings() -> Iterator[None]:
    """matplotlib as it comes, whatever the user's own settings are, and quiet about missing glyphs."""
    with mpl.rc_context(), warnings.catch_warnings(), quiet():
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        yield


def save_png(scene: Scene, stream: BinaryIO, *, dpi: int) -> None:
    """One page as PNG. The file names neither a program nor a date."""
    with _settings():
        figure = _draw(scene)
        FigureCanvasAgg(figure).print_figure(
            stream, format="png", dpi=dpi, facecolor=scene.background, metadata={"Software": None}
        )


def save_svg(scene: Scene, stream: BinaryIO, *, title: str) -> None:
    """One page as SVG, its text as text."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    drawn = BytesIO()
    with _settings():
        metadata = {"Date": None, "Creator": None, "Title": title}
        FigureCanvasSVG(_draw(scene)).print_figure(drawn, format="svg", facecolor=scene.background, metadata=metadata)
    # Where the font is missing, Verdana is as wide and the others are narrower: no text will touch another.
    stream.write(_SVG_FONT.sub(rb"\1, Verdana, Arial, sans-serif", drawn.getvalue()))


def save_pdf(scenes: Sequence[Scene], stream: BinaryIO, *, title: str) -> None:
    """Pages as PDF."""
    from matplotlib.backends.backend_pdf import PdfPages  # takes longer to import than a page to draw

    metadata = {"CreationDate": None, "Creator": None, "Producer": None, "Title": title}
    with _settings(), PdfPages(stream, metadata=metadata) as pages:
        for scene in scenes:
            pages.savefig(_draw(scene), facecolor=scene.background)


def text_extents(scene: Scene) -> list[tuple[float, float]]:
    """Width and height in points that matplotlib gives to each line of text, in the order of `scene.words()`."""
    with _settings():
        figure = _draw(scene)
        renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
        texts = figure.axes[0].texts
        boxes = [text.get_window_extent(renderer) for text in texts]
    return [(box.width, box.height) for box in boxes]


def _draw(scene: Scene) -> Figure:
    figure = Figure(figsize=(scene.width / 72, scene.height / 72), dpi=72)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, scene.width)
    axes.set_ylim(scene.height, 0)  # downwards, as in the scene
    for order, item in enumerate(scene.items):
        _DRAWERS[type(item)](axes, item, 1 + order / (len(scene.items) + 1), scene)
    return figure


def _words(axes: Any, item: Words, order: float, scene: Scene) -> None:
    font = _font(families_for(item.text), item.size, item.bold)
    axes.add_artist(
        Text(item.x, item.y + item.size * _ASCENT, item.text, color=item.color, horizontalalignment=item.align,
             verticalalignment="baseline", fontproperties=font, parse_math=False, zorder=order, url=item.link or None)
    )  # fmt: skip


@cache
def _font(names: tuple[str, ...], size: float, bold: bool) -> FontProperties:
    return FontProperties(family=names, size=size, weight="bold" if bold else "normal")


def _stroke(axes: Any, item: Stroke, order: float, scene: Scene) -> None:
    xs, ys = zip(*item.points, strict=True)
    axes.add_line(
        Line2D(xs, ys, color=item.color, linewidth=item.width, linestyle=(0, (1.2, 2.2)) if item.dashed else "-",
               solid_capstyle="round", solid_joinstyle="round", zorder=order)
    )  # fmt: skip


def _panel(axes: Any, item: Panel, order: float, scene: Scene) -> None:
    axes.add_patch(
        Rectangle((item.x, item.y), item.width, item.height, facecolor=item.color, edgecolor="none", zorder=order)
    )


def _mark(axes: Any, item: Mark, order: float, scene: Scene) -> None:
    hollow = item.shape in ("ring", "diamond")
    size = item.size * {"cross": 1.15, "diamond": 0.82, "triangle": 1.05}.get(item.shape, 1.0)
    axes.add_line(
        Line2D([item.x], [item.y], linestyle="none", marker=_MARKERS[item.shape],
               markersize=size - (1.1 if hollow else 0), markerfacecolor=scene.background if hollow else item.color,
               markeredgecolor=item.color if hollow else scene.background,
               markeredgewidth=1.5 if hollow else 0.7, zorder=order)
    )  # fmt: skip


def _bar(axes: Any, item: Bar, order: float, scene: Scene) -> None:
    for patch in _shapes(item, scene.background):
        patch.set_zorder(order)
        axes.add_patch(patch)
    if item.shape == "cross":
        cross = Mark(x=item.x + item.width / 2, y=item.y + item.height / 2, shape="cross", color=item.color, size=7)
        _mark(axes, cross, order, scene)
    elif item.shape == "triangle":
        x = item.x + item.width / (2 if item.upright else 1)
        y = item.y + item.height / (1 if item.upright else 2)
        axes.add_line(
            Line2D([x], [y], linestyle="none", marker="v" if item.upright else ">", markersize=6.5, color=item.color,
                   markeredgecolor=scene.background, markeredgewidth=0.6, zorder=order)
        )  # fmt: skip


def _shapes(item: Bar, background: str) -> Iterator[Patch]:
    """The patches of a bar: rounded, or cut into slices where it fades; scheduled hatched, hypothetical hollow."""
    rgb = to_rgb(item.color)
    style: dict[str, Any] = {"facecolor": item.color, "edgecolor": "none", "linewidth": 0}
    if item.shape == "ring":
        style = {"facecolor": background, "edgecolor": item.color, "linewidth": 0.9, "hatch": "//////"}
    elif item.shape == "diamond":
        style = {"facecolor": background, "edgecolor": item.color, "linewidth": 0.9}
    elif item.shape == "cross":
        style = {"facecolor": (*rgb, 0.35), "edgecolor": "none", "linewidth": 0}
    if not (item.fade_start or item.fade_end):
        round_by = min(item.height, item.width) * 0.35
        yield FancyBboxPatch(
            (item.x + round_by, item.y + round_by), item.width - 2 * round_by, item.height - 2 * round_by,
            boxstyle=f"round,pad={round_by},rounding_size={round_by}", mutation_aspect=1, **style,
        )  # fmt: skip
        return
    # Opaque shades, each over the longer and lighter one before it: slices side by side would show their seams.
    length = item.height if item.upright else item.width
    fade = length * (0.42 if item.fade_start and item.fade_end else 0.7)
    strength = 0.35 if item.shape == "cross" else 0.55 if item.shape in ("ring", "diamond") else 1.0
    steps = max(8, min(64, round(fade / 2)))
    for step in range(steps):
        share = (step + 0.7) / steps * strength
        color = tuple(share * ink + (1 - share) * paper for ink, paper in zip(rgb, to_rgb(background), strict=True))
        start = fade * step / steps if item.fade_start else 0.0
        end = length - fade * step / steps if item.fade_end else length
        if item.upright:
            yield Rectangle((item.x, item.y + start), item.width, end - start, facecolor=color, **_BARE)
        else:
            yield Rectangle((item.x + start, item.y), end - start, item.height, facecolor=color, **_BARE)


_BARE: dict[str, Any] = {"edgecolor": "none", "linewidth": 0}
_DRAWERS: dict[type, Any] = {Words: _words, Stroke: _stroke, Panel: _panel, Mark: _mark, Bar: _bar}
