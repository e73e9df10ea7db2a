"""The command line: joins readers, pipeline and exporters.

Exit status: 0 done; 1 done, but some input could not be read (each named on standard error); 2 wrong usage, or a
place that cannot be written to. Data goes to standard output, everything else to standard error. Everything heavy is
imported inside the commands, so that `--help` answers at once.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

import click

from timeline import __version__, terminal
from timeline.parameters import (
    FACTS,
    FETCH,
    LANGUAGE,
    choice_options,
    input_options,
    keep_option,
    model_option,
    order_option,
    output_options,
)

if TYPE_CHECKING:
    from exporters.base import Options
    from timeline.choice import Choice
    from timeline.facts import Facts
    from timeline.keeping import Kept
    from timeline.model import Article, Dated, Diagnostic, Event, Timeline
    from timeline.normalize import DateOrder
    from timeline.pipeline import Undated
    from timeline.published import Inferred
    from timeline.readers import Found
    from timeline.readers.fetch import Fetch

__all__ = ["main"]

_STEM = "timeline"
_DELETED = ".deleted"  # beside a timeline: the uids of what was deleted from it by hand
_UNKNOWN = "every row that differs from what is found counts as edited, and what was deleted is not known"


class _Failure(click.ClickException):
    """What was asked for cannot be done."""

    exit_code = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="timeline %(version)s")
def main() -> None:
    """Read news articles, find the dated events in them and write one timeline.

    PATH is a file (text, web page, PDF, Word file, feed and more), a folder, a pattern, or - for standard input.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a code page without “” must not end the work
            stream.reconfigure(errors="replace")


@main.command()
@input_options
@output_options
@choice_options
@keep_option
@order_option
@model_option
@click.pass_context
def build(
    ctx: click.Context,
    /,
    *,
    paths: tuple[str, ...],
    published: str | None,
    folder: Path,
    wanted: tuple[str, ...],
    title: str,
    choice: Choice,
    edited: Path | None,
    date_order: DateOrder,
    model: str | None,
    **look: Any,
) -> None:
    """Make one timeline of all articles: a calendar, a spreadsheet and a chart.

    The files are named DIR/timeline.ics and so on. A table of the events, what was written and what could not be
    dated, with the reason, is printed at the end.
    """
    options = _options(**look)
    _check_writable(folder)
    table = None if edited is None else _Edited(edited)
    intake = _Intake(paths, published, show_progress=True)
    articles = intake.articles()
    some = list(islice(articles, 1))
    if not some:
        click.echo("No article could be read; nothing was written.", err=True)
        ctx.exit(1)
    from timeline.choice import choose
    from timeline.pipeline import build_timeline

    with _model_named_where_it_fails():
        timeline = build_timeline(
            chain(some, articles), model=model, title=title, date_order=date_order, facts=intake.facts
        )
    if table is not None:
        timeline = table.kept_in(timeline, folder)
    timeline = choose(timeline, choice)
    _write(replace(timeline, diagnostics=(*intake.diagnostics, *timeline.diagnostics)), folder, wanted, options)
    ctx.exit(intake.status or (table.status if table is not None else 0))


@main.command()
@input_options
@click.option(
    "--write",
    "table",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write FOLDER/articles.csv, to be corrected; it then counts for the articles of that folder.",
)
@click.pass_context
def articles(ctx: click.Context, /, *, paths: tuple[str, ...], published: str | None, table: Path | None) -> None:
    """List what is read: day and how it is known, length, language, id, title, evidence and warnings."""
    from timeline.published import infer
    from timeline.readers.listing import describe

    if table is not None and table.exists():
        raise _Failure(f"{table} exists already; move it away first, it may hold corrections")
    intake = _Intake(paths, published, show_progress=not sys.stdout.isatty())
    kept: list[Found] = []
    for found in intake.found():
        english = found.article.language == "en"
        inferred = infer(found.article.text, facts=intake.facts) if english else None
        found = _with_day(found, inferred)
        for line in (*describe(found), *_inferred(found.article, inferred)):
            click.echo(terminal.plain(line))
        if table is not None:
            kept.append(found)
    if table is not None:
        _write_table(table, kept)
    ctx.exit(intake.status)


@main.command()
@input_options
@order_option
@click.option(
    "--format",
    "form",
    type=click.Choice(("jsonl", "timeml")),
    default="jsonl",
    show_default=True,
    help="JSON Lines, or TimeML with the expressions marked inline.",
)
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="With TimeML: a folder for one ID.tml an article, instead of standard output.",
)
@click.pass_context
def tag(
    ctx: click.Context,
    /,
    *,
    paths: tuple[str, ...],
    published: str | None,
    date_order: DateOrder,
    form: str,
    folder: Path | None,
) -> None:
    """Find the time expressions and their values; JSON Lines, one object an article."""
    from timeline.pipeline import tag_articles

    if folder is not None:
        if form != "timeml":
            raise click.UsageError("-o goes with --format timeml; JSON Lines go to standard output")
        _check_writable(folder)
    intake = _Intake(paths, published, show_progress=not sys.stdout.isatty())
    stdout = sys.stdout.buffer
    for article, dated in tag_articles(intake.articles(), date_order=date_order, facts=intake.facts):
        text = _timeml(article, dated) if form == "timeml" else _json_line(article, dated)
        if folder is None:
            stdout.write(text.encode("utf-8", "replace"))
        else:
            name = re.sub(r"[^\w.-]+", "_", article.id).lstrip(".") or "article"
            (folder / f"{name}.tml").write_text(text, encoding="utf-8", errors="replace", newline="")
    stdout.flush()
    ctx.exit(intake.status)


@main.command()
@input_options
@order_option
@model_option
@click.option(
    "--undated",
    type=click.Choice(("no", "publication")),
    default="no",
    show_default=True,
    help="Date a lead sentence without a time by its publication, as a guess.",
)
@click.pass_context
def extract(
    ctx: click.Context,
    /,
    *,
    paths: tuple[str, ...],
    published: str | None,
    date_order: DateOrder,
    model: str | None,
    undated: Undated,
) -> None:
    """Find the events, unmerged; JSON Lines, one object an event."""
    from exporters.json_lines import event_to_json
    from timeline.pipeline import extract_articles

    intake = _Intake(paths, published, show_progress=not sys.stdout.isatty())
    stdout = sys.stdout.buffer
    without = 0
    with _model_named_where_it_fails():
        found = extract_articles(
            intake.articles(), model=model, undated=undated, date_order=date_order, facts=intake.facts
        )
        for result in found:
            without += sum(diagnostic.kind == "undated" for diagnostic in result.diagnostics)
            for event in result.events:
                stdout.write(event_to_json(event) + b"\n")
    stdout.flush()
    if without:
        click.echo(f"Expressions that could not be dated: {without}; `timeline explain` tells why.", err=True)
    ctx.exit(intake.status)


@main.command()
@input_options
@order_option
@model_option
@click.pass_context
def explain(
    ctx: click.Context,
    /,
    *,
    paths: tuple[str, ...],
    published: str | None,
    date_order: DateOrder,
    model: str | None,
) -> None:
    """Show the time expressions of an article, what each became, and why."""
    from timeline.pipeline import extract_articles

    intake = _Intake(paths, published)
    with _model_named_where_it_fails():
        for result in extract_articles(intake.articles(), model=model, date_order=date_order, facts=intake.facts):
            for line in terminal.explanation(result.article, result.dated, result.events, result.diagnostics):
                click.echo(line)
    ctx.exit(intake.status)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@output_options
@choice_options
@click.pass_context
def export(
    ctx: click.Context,
    /,
    *,
    file: Path,
    folder: Path,
    wanted: tuple[str, ...],
    title: str,
    choice: Choice,
    **look: Any,
) -> None:
    """Write a timeline again from its .jsonl, or from its .csv after it was edited in a spreadsheet."""
    from timeline.choice import choose

    options = _options(**look)
    _check_writable(folder)
    timeline = choose(_read_timeline(file, title), choice)
    unreadable = [diagnostic for diagnostic in timeline.diagnostics if diagnostic.kind == "unreadable"]
    for diagnostic in unreadable:
        _say(diagnostic)
    _write(timeline, folder, wanted, options)
    ctx.exit(1 if unreadable else 0)


@main.command()
def formats() -> None:
    """List what can be written."""
    from exporters.registry import formats as known_formats

    known = known_formats()
    width = max(len(one.name) for one in known)
    for one in known:
        click.echo(f"{one.name:<{width}}  {one.summary}")


class _Intake:
    """The articles of a command, and what could not be read, said as soon as it is known."""

    def __init__(self, paths: tuple[str, ...], published: str | None, *, show_progress: bool = False) -> None:
        self._paths, self._published, self._show_progress = paths, published, show_progress
        self.count = 0
        self.diagnostics: list[Diagnostic] = []
        self.facts: Facts | None = click.get_current_context().meta.get(FACTS)

    @property
    def status(self) -> int:
        return 1 if any(diagnostic.kind == "unreadable" for diagnostic in self.diagnostics) else 0

    def articles(self) -> Iterator[Article]:
        return (found.article for found in self.found())

    def found(self) -> Iterator[Found]:
        if self._show_progress and sys.stderr.isatty():
            from timeline.readers import count

            return terminal.with_progress(self._read(), total=count(self._paths))
        return self._read()

    def _read(self) -> Iterator[Found]:
        from timeline.model import Diagnostic
        from timeline.readers import find

        fetch: Fetch | None = None
        meta = click.get_current_context().meta
        if meta.get(FETCH):
            from timeline.readers.fetch import fetch as load

            fetch = load
        found = find(
            self._paths, published=self._published, stdin=sys.stdin.buffer, fetch=fetch, language=meta.get(LANGUAGE)
        )
        for result in found:
            if isinstance(result, Diagnostic):
                self.diagnostics.append(result)
                _say(result)
            else:
                self.count += 1
                yield result


class _Edited:
    """A timeline's .csv that was edited by hand, with the .jsonl it was made from where that lies beside it."""

    def __init__(self, file: Path) -> None:
        from exporters.json_lines import read_jsonl

        self._file = file
        beside = file.with_suffix(".jsonl")
        deleted = file.with_suffix(_DELETED)
        table = self._read()
        self._original = _read_with(read_jsonl, beside, "").events if beside.is_file() else None
        rows = {event.uid for event in table.events if not event.uid.startswith("hand-")}
        if self._original is not None and not rows <= {event.uid for event in self._original}:
            self._original = None  # that of another timeline
        self._deleted = frozenset(deleted.read_text(encoding="utf-8").split()) if deleted.is_file() else frozenset()
        self._unreadable = [diagnostic for diagnostic in table.diagnostics if diagnostic.kind == "unreadable"]
        self.status = 1 if self._unreadable else 0
        for diagnostic in self._unreadable:
            _say(diagnostic)
        if self._original is None:
            click.echo(terminal.plain(f"timeline: {beside}: not there, or not of {file.name}; {_UNKNOWN}"), err=True)

    def kept_in(self, timeline: Timeline, folder: Path) -> Timeline:
        """The timeline with what was edited; the uids of what was deleted are written beside it for the next time."""
        from timeline.keeping import keep

        kept = self._kept(timeline)
        if kept.deleted:
            name = folder / f"{_STEM}{_DELETED}"
            with _refused_as(f"cannot write {name}"):
                name.write_text("".join(f"{uid}\n" for uid in sorted(kept.deleted)), encoding="utf-8")
        timeline = keep(timeline, kept)
        return replace(timeline, diagnostics=(*timeline.diagnostics, *self._unreadable))

    def _kept(self, timeline: Timeline) -> Kept:
        from exporters.base import BY_HAND
        from timeline.keeping import Kept

        original = timeline.events if self._original is None else self._original
        before = {event.uid: event for event in original}
        rows = self._read(original).events
        uids = {row.uid for row in rows}
        edited = {row.uid for row in rows if any(source.rule == BY_HAND for source in row.sources)}
        if self._original is None:  # what more articles have changed is not the work of a person
            edited = {row.uid for row in rows if row.uid in edited and not _says_the_same(row, before.get(row.uid))}
        deleted = self._deleted
        if self._original is not None and not self._unreadable and uids & before.keys():
            deleted |= before.keys() - uids
        return Kept(rows=rows, edited=frozenset(edited), deleted=deleted - uids)

    def _read(self, original: Sequence[Event] = ()) -> Timeline:
        from exporters.csv_reading import read_csv

        return _read_with(partial(read_csv, original=original), self._file, "")


def _says_the_same(row: Event, found: Event | None) -> bool:
    return found is not None and (row.title, row.when, row.status) == (found.title, found.when, found.status)


@contextmanager
def _model_named_where_it_fails() -> Iterator[None]:
    from timeline.nlp import ModelError

    try:
        yield
    except ModelError as error:
        raise _Failure(str(error)) from error


@contextmanager
def _refused_as(words: str) -> Iterator[None]:
    """What the system refuses, told as "cannot write FILE: Permission denied"."""
    try:
        yield
    except OSError as error:
        raise _Failure(f"{words}: {error.strerror or error}") from error


def _say(diagnostic: Diagnostic) -> None:
    click.echo(terminal.plain(f"timeline: {diagnostic.message}"), err=True)


def _timex(dated: Dated) -> dict[str, Any]:
    return {
        "start": dated.timex.span.start,
        "end": dated.timex.span.end,
        "text": dated.timex.text,
        "type": dated.timex.type,
        "value": dated.value,
        "mod": dated.mod,
        "edtf": None if dated.edtf is None else dated.edtf.text,
        "anchor": dated.anchor,
        "rule": dated.timex.rule,
        "because": dated.because,
    }


def _json_line(article: Article, dated: tuple[Dated, ...]) -> str:
    line = {"id": article.id, "published": article.published, "timexes": [_timex(one) for one in dated]}
    return json.dumps(line, ensure_ascii=False) + "\n"


def _timeml(article: Article, dated: tuple[Dated, ...]) -> str:
    from exporters.timeml import timeml

    return timeml(article, dated)


def _options(**look: Any) -> Options:
    from exporters.base import ExportError, Options

    given: dict[str, Any] = {name: value for name, value in look.items() if value is not None}
    try:
        return Options(**given)
    except ExportError as error:
        raise click.UsageError(str(error)) from error


def _check_writable(folder: Path) -> None:
    """Better known before the work than after it."""
    with _refused_as(f"cannot write into {folder}"):
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass


def _with_day(found: Found, inferred: Inferred | None) -> Found:
    """With the day that the text itself tells, for an article that has no other."""
    from timeline.readers import Evidence

    article = found.article
    if article.published is not None or inferred is None or inferred.day is None:
        return found
    evidence = Evidence(day=inferred.day, how="inferred", words=f"the text: {inferred.reason}")
    article = replace(article, published=inferred.day, published_how="inferred")
    return replace(found, article=article, evidence=(evidence,))


def _inferred(article: Article, inferred: Inferred | None) -> Iterator[str]:
    """What a text tells of its own day: all there is for one without, and a doubt where it contradicts the day."""
    if inferred is None:
        return
    if article.published is None:
        bounds = (
            f"not before {inferred.first}" * bool(inferred.first),
            f"not after {inferred.last}" * bool(inferred.last),
        )
        yield f"    {', '.join(bound for bound in bounds if bound)}: {inferred.reason}"
    elif not (inferred.first or "") <= article.published <= (inferred.last or article.published):
        yield f"    ? does not fit what the text says: {inferred.reason}"


def _write_table(table: Path, kept: list[Found]) -> None:
    from timeline.readers.articles_csv import ARTICLES_CSV
    from timeline.readers.listing import write_articles_csv

    with _refused_as(f"cannot write {table}"), table.open("w", encoding="utf-8-sig", newline="") as stream:
        elsewhere = write_articles_csv(kept, stream, table.parent)
    for name in elsewhere:
        click.echo(terminal.plain(f"timeline: {name}: is not below {table.parent}, and has no row"), err=True)
    if table.name != ARTICLES_CSV:
        click.echo(f"timeline: {table}: is read only under the name {ARTICLES_CSV}", err=True)


def _read_timeline(file: Path, title: str) -> Timeline:
    from exporters.csv_reading import read_csv
    from exporters.json_lines import read_jsonl

    read = {".jsonl": read_jsonl, ".csv": read_csv}.get(file.suffix.lower())
    if read is None:
        raise click.UsageError(f"{file}: a timeline is read from .jsonl or .csv")
    return _read_with(read, file, title)


def _read_with(read: Callable[..., Timeline], file: Path, title: str) -> Timeline:
    from exporters.base import ReadError

    try:
        with _refused_as(f"cannot read {file}"), file.open("rb") as stream:
            return read(stream, name=str(file), title=title)
    except ReadError as error:
        raise _Failure(str(error)) from error


def _write(timeline: Timeline, folder: Path, wanted: tuple[str, ...], options: Options) -> None:
    from exporters.base import ExportError
    from exporters.registry import export as write_files

    notes: list[Diagnostic] = []
    try:
        paths = write_files(timeline, folder, wanted, options=options, stem=_STEM, report=notes.append)
    except ExportError as error:
        raise _Failure(str(error)) from error
    terminal.print_table(timeline)
    sys.stdout.flush()
    for line in terminal.summary(timeline, paths, notes):
        click.echo(line, err=True)
