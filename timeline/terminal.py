"""What a person sees in the terminal: the table of events, the explanation of an article, the progress bar."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

import click

from timeline.edtf import Edtf
from timeline.model import Article, Dated, Diagnostic, Event, Span, Timeline

__all__ = ["explanation", "plain", "print_table", "readable_date", "summary", "with_progress"]

_T = TypeVar("_T")
_HANDFUL = 8
_ROWS = 60
_UNDATED_ROWS = 20
_PIPE_WIDTH = 120
_CONTEXT = 40
# Escape sequences in an article must not reach the terminal: C0 but tab and line feed, DEL, C1.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_HOW_KNOWN = {
    "given": "as given",
    "metadata": "from its metadata",
    "dateline": "from its first lines",
    "inferred": "from its name, address, page or text",
    "unknown": "",
}
_STATUS_COLORS = {"denied": "red", "scheduled": "cyan", "hypothetical": "yellow", "ongoing": "green"}


def plain(text: str) -> str:
    """The text without the control characters by which a terminal is told what to do."""
    return _CONTROLS.sub("\ufffd", text)


def readable_date(when: Edtf) -> str:
    """The value as a person reads it: an ISO date, "A – B" for an interval, "since A", "until B", "about A"."""
    first, slash, last = when.text.partition("/")
    if slash and last == "..":
        return f"since {_readable(first)}"
    if slash and first == "..":
        return f"until {_readable(last)}"
    return f"{_readable(first)} – {_readable(last)}" if slash else _readable(first)


def _readable(date: str) -> str:
    bare = date.rstrip("~?%").replace("T", " ")
    return f"about {bare}" if bare != date.replace("T", " ") else bare


def print_table(timeline: Timeline) -> None:
    """Print date, precision, title and number of sources of every event, to standard output.

    A long timeline shows its beginning and its end; the files hold the rest.
    """
    if not timeline.events:
        click.echo("No dated event was found.")
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=Text(plain(timeline.title)), title_justify="left", box=None, pad_edge=False, header_style="bold"
    )
    table.add_column("Date", no_wrap=True)
    table.add_column("Precision", no_wrap=True, style="dim")
    table.add_column("What", ratio=1)
    table.add_column("Sources", justify="right", no_wrap=True)
    for event in _beginning_and_end(timeline.events):
        if event is None:
            left_out = len(timeline.events) - _ROWS
            table.add_row("…", "", Text(f"{left_out:,} more are in the files", style="dim"), "")
            continue
        title = Text(plain(event.title))
        if _is_worth_saying(event):
            title.append(f" ({event.status})", style=_STATUS_COLORS[event.status])
        table.add_row(readable_date(event.when), event.when.precision, title, str(_articles(event)))
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else _PIPE_WIDTH, highlight=False, emoji=False)
    console.print(table)


def _is_worth_saying(event: Event) -> bool:
    """Whether the status says more than the title, which may begin "Denied:" or end in "scheduled"."""
    return event.status != "happened" and event.status not in event.title.lower()


def _beginning_and_end(events: Sequence[Event]) -> Iterable[Event | None]:
    if len(events) <= _ROWS:
        return events
    return [*events[: _ROWS // 2], None, *events[-_ROWS // 2 :]]


def _articles(event: Event) -> int:
    return len({source.report for source in event.sources})


def summary(timeline: Timeline, paths: Sequence[Path], notes: Sequence[Diagnostic]) -> Iterator[str]:
    """Lines that name the files written, what could not be dated and why, and what the formats could not say."""
    yield ""
    yield f"{_counted(len(timeline.events), 'event')} from {_counted(_number_of_articles(timeline), 'article')}"
    for path in paths:
        yield f"  written: {path}"
    undated = [diagnostic for diagnostic in timeline.diagnostics if diagnostic.kind == "undated"]
    if undated:
        yield f"Not dated ({len(undated):,}):"
        yield from (f"  {_undated(diagnostic)}" for diagnostic in undated[:_UNDATED_ROWS])
    if len(undated) > _UNDATED_ROWS:
        yield f"  … and {len(undated) - _UNDATED_ROWS:,} more; `timeline explain` shows them article by article"
    for diagnostic in (*timeline.diagnostics, *notes):
        of_all = diagnostic.kind == "note" and (not diagnostic.article or diagnostic in notes)
        if diagnostic.kind == "conflict" or of_all:
            yield plain(f"{diagnostic.kind.capitalize()}: {diagnostic.message}")


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _number_of_articles(timeline: Timeline) -> int:
    named = {source.article for event in timeline.events for source in event.sources}
    return len({article.id for article in timeline.articles} | named)


def _undated(diagnostic: Diagnostic) -> str:
    words = f"“{_one_line(diagnostic.text)}” in {diagnostic.article}: " if diagnostic.text else ""
    return plain(words + diagnostic.message)


def explanation(
    article: Article, dated: Sequence[Dated], events: Sequence[Event], diagnostics: Sequence[Diagnostic]
) -> Iterator[str]:
    """Lines that show each time expression in its words, what it became and why, and the events of the article."""
    yield click.style(plain(f"{article.id}  {article.title}".strip()), bold=True)
    how = _HOW_KNOWN[article.published_how]
    yield f"published {article.published} ({how})" if article.published else "publication date unknown"
    for one in dated:
        yield ""
        yield "  " + _in_context(article.text, one.timex.span)
        value = click.style(_value(one), bold=True)
        yield f"    {value}  {one.timex.type.lower()}, {one.anchor}, rule {one.timex.rule}"
        if one.because:
            yield f"    {plain(one.because)}"
    yield from _titled("Events", (_event_line(event) for event in events))
    undated = [diagnostic for diagnostic in diagnostics if diagnostic.kind == "undated"]
    yield from _titled("Not dated", (_undated(diagnostic) for diagnostic in undated))
    yield from _titled("Notes", (plain(one.message) for one in diagnostics if one.kind != "undated"))
    yield ""


def _titled(title: str, lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if number == 0:
            yield ""
            yield click.style(title, bold=True)
        yield f"  {line}"


def _value(dated: Dated) -> str:
    if dated.edtf is None:
        return f"{dated.value} (no calendar date)"
    return f"{dated.edtf} ({dated.edtf.precision})"


def _event_line(event: Event) -> str:
    status = click.style(f" ({event.status})", fg=_STATUS_COLORS[event.status]) if _is_worth_saying(event) else ""
    return f"{readable_date(event.when)}  {plain(event.title)}{status}"


def _in_context(text: str, span: Span) -> str:
    before = _one_line(text[max(0, span.start - _CONTEXT) : span.start], keep_ends=True)
    after = _one_line(text[span.end : span.end + _CONTEXT], keep_ends=True)
    mention = click.style(plain(_one_line(text[span.start : span.end])), bold=True, fg="blue")
    mention = mention if sys.stdout.isatty() else f"[{mention}]"
    left = "…" if span.start > _CONTEXT else ""
    right = "…" if span.end + _CONTEXT < len(text) else ""
    return f"{left}{plain(before).lstrip()}{mention}{plain(after).rstrip()}{right}"


def _one_line(text: str, *, keep_ends: bool = False) -> str:
    line = re.sub(r"\s+", " ", text)
    return line if keep_ends else line.strip()


def with_progress(items: Iterator[_T], *, total: int | None) -> Iterator[_T]:
    """The same items, with a bar on standard error from the ninth on. `total` is None where nobody knows it."""
    if total is not None and total <= _HANDFUL:
        yield from items
        return
    yield from islice(items, _HANDFUL)
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("reading articles"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=total, completed=_HANDFUL)
        for item in items:
            yield item
            bar.advance(task)
