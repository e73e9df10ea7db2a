"""The words of the command line: arguments and options, and how their values are checked."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from timeline.edtf import Edtf
    from timeline.model import Status

__all__ = [
    "FACTS",
    "FETCH",
    "choice_options",
    "input_options",
    "keep_option",
    "model_option",
    "order_option",
    "output_options",
]

FETCH = "timeline.fetch"  # where the context of a command keeps whether the network may be used
FACTS = "timeline.facts"  # and the table of facts that the user adds
LANGUAGE = "timeline.language"  # and the language of the texts, None where each is looked at
_Command = Callable[..., Any]
_STATUSES = ("happened", "scheduled", "ongoing", "denied", "hypothetical")


def _published(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    from timeline.readers import PublishedError, parse_published

    try:
        return None if value is None else parse_published(value)
    except PublishedError as error:
        raise click.BadParameter(str(error)) from error


def _fetch(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    ctx.meta[FETCH] = value


def _facts(ctx: click.Context, param: click.Parameter, value: Path | None) -> None:
    from timeline.facts import FactsError, load_facts

    try:
        ctx.meta[FACTS] = None if value is None else load_facts(value)
    except (FactsError, OSError, UnicodeError) as error:
        raise click.BadParameter(str(error)) from error


def _language(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    from timeline.normalize.locales import canonical, is_known

    code = None if value is None else canonical(value)
    if code is not None and code != "en" and not is_known(code):
        raise click.BadParameter(f"the months of {value!r} are not known; write a code such as en, de, fr, es, ru, ar")
    ctx.meta[LANGUAGE] = code


def _first_day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    return None if value is None else _bound(value).first


def _last_day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    return None if value is None else _bound(value).last


def _bound(value: str) -> Edtf:
    """A day, month, year or interval; an open end is no bound at all."""
    from timeline.edtf import Edtf, EdtfError

    try:
        return Edtf(value)
    except EdtfError as error:
        raise click.BadParameter(f"{error}; write 2024-11-18, 2024-11 or 2024") from error


def _formats(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:
    from exporters.registry import formats

    known = [one.name for one in formats()]
    wanted = tuple(dict.fromkeys(name.strip().lower() for name in value.split(",") if name.strip()))
    unknown = [name for name in wanted if name not in known]
    if unknown or not wanted:
        raise click.BadParameter(f"unknown format {', '.join(unknown) or repr(value)}; choose from {', '.join(known)}")
    return wanted


def _joined(*decorators: Callable[[_Command], _Command]) -> Callable[[_Command], _Command]:
    def apply(command: _Command) -> _Command:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return apply


input_options = _joined(
    click.argument("paths", nargs=-1, required=True, metavar="PATH..."),
    click.option(
        "--published", callback=_published, metavar="DATE", help="Publication date of articles that bring none."
    ),
    click.option(
        "--fetch",
        is_flag=True,
        expose_value=False,
        callback=_fetch,
        help="Load paths that are addresses of the web; nothing else ever uses the network.",
    ),
    click.option(
        "--language",
        metavar="CODE",
        expose_value=False,
        callback=_language,
        help="Language of all texts (ISO 639-1); of another than English whole dates are read.  [default: detected]",
    ),
    click.option(
        "--facts",
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        expose_value=False,
        callback=_facts,
        help="More terms of office, by which a text without a date tells when it was written.",
    ),
)
keep_option = click.option(
    "--keep",
    "edited",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A timeline's .csv that was edited by hand: what was changed there wins over what is found.",
)
model_option = click.option(
    "--model",
    metavar="NAME",
    envvar="TIMELINE_MODEL",
    show_envvar=True,
    help="An installed spaCy pipeline or its folder, instead of the one that comes along.",
)
output_options = _joined(
    click.option(
        "-o",
        "--output",
        "folder",
        required=True,
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="Folder for the files; made if it is missing.",
    ),
    click.option(
        "--formats",
        "wanted",
        callback=_formats,
        default="ics,csv,png",
        show_default=True,
        metavar="LIST",
        help="What to write, separated by commas; `timeline formats` lists them.",
    ),
    click.option("--title", default="Timeline", show_default=True, help="Title of the timeline."),
    click.option(
        "--imprecise",
        metavar="span|first-day|skip",
        help="What the calendar does with months, years and ranges.  [default: span]",
    ),
    click.option(
        "--layout", metavar="auto|horizontal|vertical|overview", help="How the chart is laid out.  [default: auto]"
    ),
    click.option("--color-by", metavar="status|source|actor", help="What the chart's colours mean.  [default: status]"),
    click.option("--style", metavar="light|dark|print", help="How the chart looks.  [default: light]"),
    click.option(
        "--dpi", type=click.IntRange(50, 600), metavar="N", help="Dots per inch of a picture.  [default: 200]"
    ),
    click.option("--calendar-name", metavar="NAME", help="Name of the calendar.  [default: the title]"),
    click.option("--size", metavar="PAGE", help="Chart size: a4, letter, slide, 12x7, 300x200mm.  [default: auto]"),
)
_choice_words = _joined(
    click.option("--select", type=click.IntRange(min=1), metavar="N", help="Keep the N most important dates."),
    click.option("--from", "first", callback=_first_day, metavar="DATE", help="Leave out what ended before."),
    click.option("--to", "last", callback=_last_day, metavar="DATE", help="Leave out what began after."),
    click.option(
        "--min-sources", type=click.IntRange(min=1), default=1, metavar="N", help="Keep what N articles report."
    ),
    click.option(
        "--status", "statuses", multiple=True, type=click.Choice(_STATUSES), help="Keep this status; may be repeated."
    ),
    click.option(
        "--actor", "actors", multiple=True, metavar="NAME", help="Keep what this name takes part in; may be repeated."
    ),
)
order_option = click.option(
    "--date-order",
    type=click.Choice(("MDY", "DMY")),
    default="MDY",
    show_default=True,
    help="Whether 03/08/2025 is in March or in August.",
)


def choice_options(command: _Command) -> _Command:
    """The options that choose events, given to the command as one `choice`."""

    @wraps(command)
    def with_choice(
        *args: Any,
        select: int | None,
        first: str | None,
        last: str | None,
        min_sources: int,
        statuses: tuple[Status, ...],
        actors: tuple[str, ...],
        **others: Any,
    ) -> Any:
        from timeline.choice import Choice
        from timeline.edtf import day_number

        if first and last and day_number(first) > day_number(last):
            raise click.UsageError(f"--from {first} lies after --to {last}")
        choice = Choice(
            select=select, first=first, last=last, min_sources=min_sources, statuses=statuses, actors=actors
        )
        return command(*args, choice=choice, **others)

    return _choice_words(with_choice)
