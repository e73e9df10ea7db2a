"""What is known of an article before its sentences are parsed, and which of them are worth parsing."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from timeline.boilerplate import boilerplate, is_dateline
from timeline.eventwords import EventWords, load_words
from timeline.model import Article, Dated, Span

__all__ = ["ArticleContext", "eventful", "make_context"]

# "The first final since 1987": the year is that of another final.
_COMPARED = re.compile(
    r"\b(?:first|only|last|best|worst|least|most|fewest|\w{2,}est|record)\b[^.;:]{0,70}\bsince\s+(?:the\s+\w+\s+of\s+)?$"
)
_COMPARED_REACH = 100  # characters before an expression that are looked through
_LEAD_WORDS = 6


@dataclass(frozen=True, slots=True)
class ArticleContext:
    """What the event stage knows of an article before its sentences are parsed."""

    article: Article
    dated: tuple[Dated, ...]
    sentences: tuple[Span, ...]
    skipped: tuple[Span, ...]

    def date_spans(self) -> list[Span]:
        """Where the time expressions stand."""
        return [d.timex.span for d in self.dated]

    def wanted(self) -> list[tuple[Span, list[Dated]]]:
        """The sentences to parse, each with its expressions that may date something."""
        found = []
        starts = [d.timex.span.start for d in self.dated]
        for span in self.sentences:
            inside = list(self.dated[bisect_left(starts, span.start) : bisect_left(starts, span.end)])
            inside = [d for d in inside if d.edtf is not None and eventful(self, d, span)]
            if inside:
                found.append((span, inside))
        return found

    def lead(self) -> Span | None:
        """The first sentence of the article's own text that is long enough to tell its news."""
        for span in self.sentences[:4]:
            text = self.article.text[span.start : span.end]
            skipped = any(s.start <= span.start < s.end for s in self.skipped)
            if len(text.split()) >= _LEAD_WORDS and not skipped and text.strip() != self.article.title.strip():
                return span
        return None


def eventful(context: ArticleContext, dated: Dated, sentence: Span) -> bool:
    """Whether an expression may date an event: a calendar time, in the article's own text, and not its dateline."""
    span, text = dated.timex.span, context.article.text
    if dated.value in ("PRESENT_REF", "PAST_REF", "FUTURE_REF") or dated.timex.type == "SET":
        return False
    if _COMPARED.search(text, max(sentence.start, span.start - _COMPARED_REACH), span.start):
        return False
    if any(s.start <= span.start < s.end for s in context.skipped):
        return False
    if load_words(context.article.language).sentences.search(text[sentence.start : sentence.end]):
        return False
    return not is_dateline(text, span)


def make_context(
    article: Article, dated: tuple[Dated, ...], sentences: Iterable[tuple[int, int]], *, words: EventWords
) -> ArticleContext:
    """Puts together what is known of an article before parsing; `sentences` are half-open ranges in text order."""
    spans = tuple(Span(start=a, end=b) for a, b in sentences)
    return ArticleContext(article, dated, spans, tuple(boilerplate(article.text, words)))
