"""The vertical chart: events one below the other in columns, each with its date, its sign on a line, and its title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exporters.chart_parts import Page, Task, is_point
from exporters.frame import MARGIN, put_text
from exporters.lanes import fill_columns
from exporters.scene import Bar, Mark, Scene, Stroke
from exporters.typeset import LINE_HEIGHT, Block
from exporters.wording import one_line, source_name, when_in_words, year_in_words
from timeline.model import Event

__all__ = ["vertical"]

_GUTTER = 22.0
_MOST_LINES = 12
_AXIS = 18.0  # room for the line between date and title


@dataclass(frozen=True, slots=True)
class _Row:
    """One event, wrapped. `heading` is its year where that is not the year of the row before."""

    index: int
    year: str
    heading: bool
    date: Block
    title: Block
    sources: str
    height: float


@dataclass(frozen=True, slots=True)
class _Face:
    """Size of the titles, and widths of a column's parts."""

    size: float
    columns: int
    date: float
    text: float
    sources: bool

    @property
    def heading(self) -> float:
        return self.size * 2.6


def vertical(task: Task, page: Page, *, endless: bool) -> tuple[list[Scene], int]:
    """The pages and the number of titles that had to be shortened. An `endless` page grows instead of a second one."""
    width = page.width - 2 * MARGIN
    footer = task.frame.footer(note="", width=width)
    top = task.frame.header(Scene(page.width, page.height, ""), page="page 10 of 10")
    room = page.height - top - task.frame.footer_height(footer)
    for face in _faces(width, len(task.events)):
        rows = _rows(task, face)
        columns = _columns(rows, face, room - face.heading)
        if len(columns) <= face.columns:
            break
    else:
        if endless:
            total = sum(row.height for row in rows)
            columns = _columns(rows, face, max(total / face.columns * 1.2 + 200, room))
    pages = [columns[at : at + face.columns] for at in range(0, len(columns), face.columns)] or [[]]
    scenes = [_page(task, page, face, rows, part, (number, len(pages)), footer) for number, part in enumerate(pages, 1)]
    return scenes, sum(row.title.shortened for row in rows)


def _faces(width: float, count: int) -> list[_Face]:
    """The ways to set the text, best first."""
    one = [_Face(size, 1, size * 9.0, width - size * 9.0 - _AXIS, True) for size in (9.6, 8.8)] if count <= 32 else []
    half = (width - _GUTTER) / 2
    two = [_Face(size, 2, size * 7.4, half - size * 7.4 - _AXIS, False) for size in (8.4, 7.8, 7.2, 6.8)]
    return one + two if count <= 160 else two[1:2]


def _rows(task: Task, face: _Face) -> list[_Row]:
    rows: list[_Row] = []
    for index, event in enumerate(task.events):
        year = year_in_words(event.when)
        heading = not rows or rows[-1].year != year
        words = _without_year(when_in_words(event.when, short=True), year)
        date = task.type.wrap(words, face.date, face.size * 0.92, bold=True, max_lines=4)
        title = task.type.wrap(one_line(event.title) or "Untitled event", face.text, face.size, max_lines=_MOST_LINES,
                               balanced=False)  # fmt: skip
        sources = _sources(task, event, face) if face.sources else ""
        tall = max(
            len(date.lines) * face.size * 0.92, len(title.lines) * face.size + (face.size * 0.8 if sources else 0)
        )
        height = tall * LINE_HEIGHT + face.size * 0.7 + (face.heading if heading else 0.0)
        rows.append(_Row(index, year, heading, date, title, sources, height))
    return rows


def _columns(rows: Sequence[_Row], face: _Face, height: float) -> list[list[int]]:
    """The rows in columns. Every column begins with a heading, for which its first row needs no room of its own."""
    at_top = [row.height - (face.heading if row.heading else 0.0) for row in rows]
    return fill_columns([row.height for row in rows], columns=face.columns, height=height, at_top=at_top)


def _without_year(words: str, year: str) -> str:
    """The date below a heading that names its year: "8 Mar", but "since 2021"."""
    day, comma, time = words.partition(",")
    shorter = day.removesuffix(f" {year}")
    return words if shorter in ("since", "until", "about", "since about", "until about") else shorter + comma + time


def _sources(task: Task, event: Event, face: _Face) -> str:
    """As many names as fit on one line."""
    names = list(dict.fromkeys(source_name(source) for source in event.sources))
    for shown in range(len(names), 0, -1):
        more = f" and {len(names) - shown} more" if shown < len(names) else ""
        text = "; ".join(names[:shown]) + more
        if task.type.width(text, face.size * 0.8) <= face.text:
            return text
    text = names[0] if names else ""
    return task.type.wrap(text, face.text, face.size * 0.8, max_lines=1).lines[0]


def _page(task: Task, page: Page, face: _Face, rows: Sequence[_Row], columns: Sequence[Sequence[int]],
          number: tuple[int, int], footer: tuple[str, ...]) -> Scene:  # fmt: skip
    scene = Scene(page.width, page.height, task.ink.background)
    top = task.frame.header(scene, page=f"page {number[0]} of {number[1]}" if number[1] > 1 else "")
    bottom = top
    for at, column in enumerate(columns):
        x = MARGIN + at * (face.date + _AXIS + face.text + _GUTTER)
        bottom = max(bottom, _column(scene, task, face, [rows[index] for index in column], x, top))
    wanted = bottom + task.frame.footer_height(footer)
    if wanted > page.height or (not page.fixed and number[1] == 1):
        scene.height = wanted
    task.frame.put_footer(scene, footer)
    return scene


def _column(scene: Scene, task: Task, face: _Face, rows: Sequence[_Row], x: float, y: float) -> float:
    """Draw a column from `y` downwards and return its lower edge."""
    axis, start = x + face.date + _AXIS / 2, y + face.heading * 0.85
    signs: list[Mark | Bar] = []
    line_at = len(scene.items)
    for number, row in enumerate(rows):
        if number == 0 or row.heading:
            put_text(scene, (row.year,), x=x + face.date, y=y + face.heading * 0.22, size=face.size * 1.25,
                     color=task.ink.text, type=task.type, bold=True, align="right", kind="heading")  # fmt: skip
            y += face.heading
        height = row.height - (face.heading if row.heading else 0.0)
        signs.append(_sign(task, face, row, axis, y, height))
        put_text(scene, row.date.lines, x=x + face.date, y=y + face.size * 0.09, size=face.size * 0.92,
                 color=task.ink.soft, type=task.type, bold=True, align="right")  # fmt: skip
        below = put_text(scene, row.title.lines, x=axis + _AXIS / 2, y=y, size=face.size, color=task.ink.text,
                         type=task.type)  # fmt: skip
        if row.sources:
            put_text(scene, (row.sources,), x=axis + _AXIS / 2, y=below, size=face.size * 0.8, color=task.ink.soft,
                     type=task.type, kind="source")  # fmt: skip
        y += height
    end = y - face.size * 0.5
    scene.items.insert(line_at, Stroke(points=((axis, start), (axis, end)), color=task.ink.line, width=1.0))
    scene.items += signs
    return y


def _sign(task: Task, face: _Face, row: _Row, axis: float, y: float, height: float) -> Mark | Bar:
    event, color = task.events[row.index], task.coloring.colors[row.index]
    if is_point(event):
        return Mark(
            x=axis, y=y + face.size * LINE_HEIGHT / 2, shape=task.shape(event), color=color, size=face.size * 0.84
        )
    fade_start = event.when.approximate or event.when.first is None
    fade_end = event.when.approximate or event.when.last is None
    bar = Bar(x=axis - 3, y=y + 1, width=6, height=height - face.size * 0.55, shape=task.shape(event), color=color,
              fade_start=fade_start, fade_end=fade_end, upright=True)  # fmt: skip
    return replace(bar, height=max(bar.height, face.size * 1.1))
