"""One page of HTML that needs nothing else: no network, no folder beside it. It can be read without JavaScript."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from typing import BinaryIO

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from exporters.base import Options
from exporters.quotes import highlight
from exporters.wording import (
    STATUS_WORDS,
    cited_name,
    clean,
    one_line,
    source_name,
    subtitle,
    web_address,
    when_in_words,
    year_in_words,
)
from timeline.model import Diagnostic, Event, Source, Timeline

__all__ = ["EXPORTER", "HtmlPage"]

_MOST_CHOICES = 400  # names in a list to choose from; a longer one helps nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class _Report:
    """What one source says. `quote` is cut into pieces, each with what is marked in it ("when", "trigger" or "")."""

    name: str
    url: str
    published: str
    because: str
    quote: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    """One event as the template needs it."""

    id: str
    title: str
    date: str
    long_date: str
    datetime: str
    start: str
    end: str
    imprecise: bool
    status: str
    status_name: str
    certainty: str
    confidence: str
    actors: tuple[tuple[str, str], ...]
    actor_numbers: str
    source_numbers: str
    reports: tuple[_Report, ...]
    citation: str


@dataclass(frozen=True, slots=True)
class _Year:
    """A heading and what stands under it."""

    name: str
    events: tuple[_Item, ...]


class HtmlPage:
    """Exporter for `.html`."""

    name = "html"
    suffix = ".html"

    def write(self, timeline: Timeline, stream: BinaryIO, *, options: Options) -> Sequence[Diagnostic]:
        """Write the page. Its policy (CSP level 3) allows the one script and the one style by their hashes alone."""
        script, style = _asset("page.js"), _asset("page.css")
        environment = Environment(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
        template = environment.from_string(_asset("page.html.jinja"))
        index = _Index(timeline)
        text = template.render(
            title=one_line(timeline.title) or "Timeline",
            subtitle=subtitle(timeline),
            count=f"{len(timeline.events):,} events",
            years=list(_years(timeline, index)),
            statuses=[(value, name) for value, name in STATUS_WORDS.items() if value in index.statuses],
            actors=index.actors[:_MOST_CHOICES],
            sources=index.sources[:_MOST_CHOICES],
            script=Markup(script),
            script_hash=_hash(script),
            style=Markup(style),
            style_hash=_hash(style),
        )
        stream.write(text.encode("utf-8", "replace"))
        return ()


EXPORTER = HtmlPage()


def _asset(name: str) -> str:
    return files("exporters").joinpath("templates", name).read_text("utf-8")


def _hash(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()


class _Index:
    """The names of actors and sources, in alphabetical order, and their numbers."""

    def __init__(self, timeline: Timeline) -> None:
        actors = {one_line(actor) for event in timeline.events for actor in event.actors}
        sources = {source_name(source) for event in timeline.events for source in event.sources}
        self.actors = sorted(actors - {""}, key=lambda name: (name.casefold(), name))
        self.sources = sorted(sources - {""}, key=lambda name: (name.casefold(), name))
        self.statuses = {event.status for event in timeline.events}
        self.articles = {article.id: article.text for article in timeline.articles}
        self.actor_number = {name: str(number) for number, name in enumerate(self.actors)}
        self.source_number = {name: str(number) for number, name in enumerate(self.sources)}
        self._ids: set[str] = set()

    def fresh_id(self, uid: str) -> str:
        """An id for the page that stays the same as long as the uid does."""
        digest = hashlib.sha256(uid.encode("utf-8", "replace")).hexdigest()
        length = next(length for length in range(8, 72) if f"e{digest[:length]}" not in self._ids or length > 64)
        found = f"e{digest[:length]}" + ("" if length <= 64 else str(len(self._ids)))
        self._ids.add(found)
        return found


def _years(timeline: Timeline, index: _Index) -> Iterator[_Year]:
    for year, events in groupby(timeline.events, key=lambda event: year_in_words(event.when)):
        yield _Year(year, tuple(_item(event, index) for event in events))


def _item(event: Event, index: _Index) -> _Item:
    when = event.when
    actors = dict.fromkeys(filter(None, map(one_line, event.actors)))
    names = dict.fromkeys(filter(None, map(source_name, event.sources)))
    plain = when.precision == "day" and not when.text.startswith("-") and "/" not in when.text
    return _Item(
        id=index.fresh_id(event.uid),
        title=one_line(event.title) or "Untitled event",
        date=when_in_words(when, short=True),
        long_date=when_in_words(when),
        datetime=(when.first or "") if plain else "",
        start=when.first or "",
        end=when.last or "",
        imprecise=when.precision != "day" or when.approximate,
        status=event.status,
        status_name=STATUS_WORDS[event.status],
        certainty=event.certainty,
        confidence=f"{event.confidence:.0%}",
        actors=tuple((index.actor_number[name], name) for name in actors),
        actor_numbers=" ".join(index.actor_number[name] for name in actors),
        source_numbers=" ".join(index.source_number[name] for name in names),
        reports=tuple(_report(source, event, index) for source in event.sources),
        citation=_citation(event),
    )


def _report(source: Source, event: Event, index: _Index) -> _Report:
    return _Report(
        name=cited_name(source),
        url=web_address(source.url),
        published=one_line(source.published or ""),
        because=one_line(source.because),
        quote=tuple((clean(text), kind) for text, kind in highlight(source, event, index.articles.get(source.article))),
    )


def _citation(event: Event) -> str:
    """One line to paste into a report: what, when, and who says so."""
    title = one_line(event.title) or "Untitled event"
    where = "; ".join(
        ", ".join(filter(None, (cited_name(source), one_line(source.published or ""), web_address(source.url))))
        for source in event.sources
    )
    return f"\u201c{title}\u201d ({when_in_words(event.when)}). {where}".rstrip(" .") + "."
