"""Charts as PNG, SVG and PDF: chooses the layout and draws it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO, Literal

from exporters.base import Options
from exporters.canvas import save_pdf, save_png, save_svg
from exporters.chart_horizontal import horizontal
from exporters.chart_overview import overview
from exporters.chart_parts import Task, page_size
from exporters.chart_vertical import vertical
from exporters.fonts import advance, discover, missing
from exporters.frame import MARGIN, Frame, put_text
from exporters.palette import INKS, color_events
from exporters.scene import Scene
from exporters.typeset import Typesetter
from exporters.wording import one_line
from timeline.model import Diagnostic, Timeline

__all__ = ["MOST_HORIZONTAL", "MOST_VERTICAL", "PDF", "PNG", "SVG", "Chart", "compose"]

MOST_HORIZONTAL = 25
MOST_VERTICAL = 100
_MOST_LISTED = 3000  # events that a PDF lists after its overview
_TALLEST = 5000.0  # points; a picture of more is no picture


class Chart:
    """Exporter for one of the three kinds of picture."""

    def __init__(self, kind: Literal["png", "svg", "pdf"]) -> None:
        self.name: str = kind
        self.suffix = f".{kind}"

    def write(self, timeline: Timeline, stream: BinaryIO, *, options: Options) -> Sequence[Diagnostic]:
        """Draw the timeline. Reported are shortened titles, characters that no font has, and a layout not followed."""
        scenes, notes = compose(timeline, options, pages=self.name == "pdf")
        title = one_line(timeline.title)
        if self.name == "png":
            save_png(scenes[0], stream, dpi=options.dpi)
        elif self.name == "svg":
            save_svg(scenes[0], stream, title=title)
        else:
            save_pdf(scenes, stream, title=title)
        return [Diagnostic(kind="note", article="", message=f"chart: {note}") for note in notes]


PNG, SVG, PDF = Chart("png"), Chart("svg"), Chart("pdf")


def compose(timeline: Timeline, options: Options, *, pages: bool) -> tuple[list[Scene], list[str]]:
    """The pages of the chart, one unless `pages`, and what there is to report."""
    ink = INKS[options.style]
    coloring = color_events(timeline, options.color_by, ink)
    type = Typesetter(advance)
    frame = Frame(timeline, coloring, by=options.color_by, ink=ink, type=type)
    task = Task(timeline=timeline, options=options, ink=ink, coloring=coloring, type=type, frame=frame)
    scenes, notes = _lay_out(task, pages=pages)
    text = "".join(words.text for scene in scenes for words in scene.words())
    if missing(text) and discover():
        scenes, notes = _lay_out(task, pages=pages)  # with the widths of the new fonts
    lacking = missing(text)
    if lacking:
        some = " ".join(sorted(lacking)[:12])
        notes.append(
            f"no installed font has {len(lacking)} of the characters ({some}); install the Noto fonts for them"
        )
    return scenes, notes


def _lay_out(task: Task, *, pages: bool) -> tuple[list[Scene], list[str]]:
    wish, count, notes = task.options.layout, len(task.events), list[str]()
    if not count:
        return [_empty(task)], notes
    if wish == "horizontal" or (wish == "auto" and count <= MOST_HORIZONTAL):
        drawn = horizontal(task, page_size(task.options, portrait=False), may_shorten=wish == "horizontal")
        if drawn is not None:
            return [drawn[0]], _shortened(drawn[1])
        if wish == "horizontal":
            notes.append(f"{count} events do not fit the horizontal layout; another was taken")
    if wish == "vertical" or (wish != "overview" and count <= MOST_VERTICAL):
        scenes, shortened = vertical(task, page_size(task.options, portrait=True), endless=not pages)
        if pages or scenes[0].height <= _TALLEST:
            return scenes, notes + _shortened(shortened)
        notes.append(
            f"{count} events do not fit one picture of the vertical layout; it shows an overview (PDF has pages)"
        )
    scene, shortened = overview(task, page_size(task.options, portrait=False))
    scenes = [scene]
    if pages and wish == "auto" and count <= _MOST_LISTED:
        listed, shortened = vertical(task, page_size(task.options, portrait=True), endless=False)
        scenes += listed
    return scenes, notes + _shortened(shortened)


def _shortened(count: int) -> list[str]:
    return (
        [f"{count} title{'s' if count > 1 else ''} shortened to fit; the other formats have all of it"] if count else []
    )


def _empty(task: Task) -> Scene:
    page = page_size(task.options, portrait=False)
    scene = Scene(page.width, page.height if page.fixed else 160.0, task.ink.background)
    y = task.frame.header(scene)
    put_text(
        scene, ("No event with a date was found.",), x=MARGIN, y=y + 10, size=10, color=task.ink.text, type=task.type
    )
    return scene
