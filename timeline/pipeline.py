"""Joins the stages: articles in, time expressions, events or one timeline out. Only this knows their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Literal

from timeline.choice import Choice, choose
from timeline.eventwords import load_words
from timeline.model import Article, Dated, Diagnostic, Event, Span, Timeline
from timeline.syntax import Sentence

if TYPE_CHECKING:
    from spacy.language import Language

    from timeline.context import ArticleContext
    from timeline.facts import Facts
    from timeline.normalize import DateOrder

__all__ = ["ArticleEvents", "build_timeline", "extract_articles", "tag_articles"]

Undated = Literal["no", "publication"]

EVERYTHING = Choice()
ENGLISH = "en"  # what sentences are parsed in
_BATCH = 32  # articles parsed together; bounds the memory of a run


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleEvents:
    """What one article gave: its time expressions, its events in text order, and what could not be dated."""

    article: Article
    dated: tuple[Dated, ...]
    events: tuple[Event, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def tag_articles(
    articles: Iterable[Article], *, date_order: DateOrder = "MDY", facts: Facts | None = None
) -> Iterator[tuple[Article, tuple[Dated, ...]]]:
    """The time expressions of each article with their dates, in input order; lazy, needs no trained model.

    `date_order` decides 03/08/2025: March (MDY) or August (DMY). An article without a day of publication is dated as
    far as its text tells when it was written, for which `facts` are known besides; where it names the very day, the
    article has it. Of an article in another language the whole dates are found.
    """
    from timeline.tagging import tag

    for article in articles:
        if article.language != ENGLISH:
            yield article, tag(article.text, language=article.language)
        elif article.published is None:
            yield _tag_undated(article, date_order, facts)
        else:
            yield article, tag(article.text, published=article.published, date_order=date_order)


def _tag_undated(article: Article, date_order: DateOrder, facts: Facts | None) -> tuple[Article, tuple[Dated, ...]]:
    from timeline.guessed import tag_undated

    dated, inferred = tag_undated(article.text, date_order=date_order, facts=facts)
    if inferred is not None and inferred.day:
        article = replace(article, published=inferred.day, published_how="inferred")
    return article, dated


def extract_articles(
    articles: Iterable[Article],
    *,
    model: str | None = None,
    undated: Undated = "no",
    date_order: DateOrder = "MDY",
    facts: Facts | None = None,
) -> Iterator[ArticleEvents]:
    """The events of each article, in input order; lazy, a batch of articles at a time.

    `model` is the folder of another spaCy pipeline than the one that comes with the package. With
    `undated="publication"` the lead sentence of an article gives an event dated by its publication (a guess) where it
    has no time expression of its own. Of an article in another language than English each whole date gives an event,
    with its sentence as the title.
    """
    from timeline.nlp import load

    tagged = tag_articles(articles, date_order=date_order, facts=facts)
    yield from extract_tagged(tagged, load(model), undated=undated)


def extract_tagged(
    tagged: Iterable[tuple[Article, tuple[Dated, ...]]], nlp: Language, *, undated: Undated = "no"
) -> Iterator[ArticleEvents]:
    """As `extract_articles`, from time expressions that are already there and with a loaded spaCy pipeline."""
    stream = iter(tagged)
    while batch := list(islice(stream, _BATCH)):
        english = _extract_batch([one for one in batch if one[0].language == ENGLISH], nlp, undated)
        for article, dated in batch:
            yield next(english) if article.language == ENGLISH else _quoted(article, dated)


def _quoted(article: Article, dated: tuple[Dated, ...]) -> ArticleEvents:
    from timeline.quoted import quote_events

    return ArticleEvents(article=article, dated=dated, events=quote_events(article, dated))


def _extract_batch(
    batch: Sequence[tuple[Article, tuple[Dated, ...]]], nlp: Language, undated: Undated
) -> Iterator[ArticleEvents]:
    from timeline.context import make_context
    from timeline.events import find_events, lead_event
    from timeline.ranges import join_ranges
    from timeline.sentences import sentences
    from timeline.uids import with_uids

    contexts: list[ArticleContext] = []
    jobs: list[tuple[int, Span, list[Dated]]] = []
    for n, (article, dated) in enumerate(batch):
        words = load_words(article.language)
        context = make_context(article, join_ranges(article.text, dated), sentences(article.text), words=words)
        contexts.append(context)
        wanted = context.wanted()
        if undated == "publication" and context.sentences:
            lead = context.lead()
            if lead is not None and all(span != lead for span, _ in wanted):
                jobs.append((n, lead, []))
        jobs += [(n, span, inside) for span, inside in wanted]
    parsed = _parse(nlp, [(contexts[n], span) for n, span, _ in jobs])
    by_article: dict[int, list[tuple[Sentence, list[Dated]]]] = {}
    for (n, _, inside), sentence in zip(jobs, parsed, strict=True):
        by_article.setdefault(n, []).append((sentence, inside))
    for n, context in enumerate(contexts):
        rows = by_article.get(n, [])
        events, diagnostics = find_events(context, [row for row in rows if row[1] and row[0].words])
        leads = [lead_event(context, sentence) for sentence, inside in rows if not inside]
        told = [event for event in leads if event is not None]
        named = tuple(with_uids([*events, *told]))  # a lead takes no identity from what is dated in the text
        yield ArticleEvents(
            article=context.article,
            dated=batch[n][1],
            events=(*named[len(events) :], *named[: len(events)]),
            diagnostics=diagnostics,
        )


def _parse(nlp: Language, wanted: list[tuple[ArticleContext, Span]]) -> list[Sentence]:
    """Parses stretches of text, all in one stream."""
    from timeline.clauses import read_sentence
    from timeline.nlp import parse
    from timeline.simplify import shorten

    short = [shorten(c.article.text, span, c.date_spans()) for c, span in wanted]
    return [read_sentence(doc, s) for doc, s in zip(parse((s.text for s in short), nlp=nlp), short, strict=True)]


def build_timeline(
    articles: Iterable[Article],
    *,
    model: str | None = None,
    choice: Choice = EVERYTHING,
    title: str = "",
    date_order: DateOrder = "MDY",
    facts: Facts | None = None,
) -> Timeline:
    """One timeline of many articles: merged, and cut to what is chosen.

    The lead sentence of an article without a time expression counts at its publication date, marked as guessed.
    """
    from timeline.merge import merge_events
    from timeline.nlp import load

    read: list[Article] = []
    events: list[Event] = []
    diagnostics: list[Diagnostic] = []
    dayless: list[tuple[Article, tuple[Dated, ...]]] = []
    for one in extract_articles(articles, model=model, undated="publication", date_order=date_order, facts=facts):
        read.append(one.article)
        events += one.events
        diagnostics += one.diagnostics
        if one.article.published is None and one.article.language == ENGLISH:
            dayless.append((one.article, one.dated))
    merged, conflicts = merge_events(events)
    if dayless:
        from timeline.lent_years import lend_years

        lent = lend_years(dayless, merged, lambda tagged: _events_of(extract_tagged(tagged, load(model))))
        places = {(event.sources[0].article, event.sources[0].span) for event in lent}
        diagnostics = [one for one in diagnostics if one.kind != "undated" or (one.article, one.span) not in places]
        merged, conflicts = merge_events([*events, *lent]) if lent else (merged, conflicts)
    timeline = Timeline(
        title=title or "Timeline",
        events=tuple(merged),
        articles=tuple(read),
        diagnostics=(*diagnostics, *conflicts),
    )
    return choose(timeline, choice)


def _events_of(extracted: Iterable[ArticleEvents]) -> Iterator[Event]:
    for one in extracted:
        yield from one.events
