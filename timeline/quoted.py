"""Events of a text whose language nobody here parses: each whole date, with the sentence that names it as its title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from timeline.boilerplate import is_dateline
from timeline.edtf import day_number
from timeline.model import Article, Dated, Event, Span
from timeline.uids import with_uids

__all__ = ["quote_events"]

# Not after a figure ("8. März") nor a single letter ("8 марта 2025 г.").
_SENTENCE = re.compile(r"(?<!\b\d)(?<!\b\d\d)(?<!\b[^\W\d])[.!?؟।][\"'”’»)\]]*\s+|[。！？]|\n")
_REACH = 500  # characters of a sentence on either side of the date
_LONGEST_TITLE = 90
_CONFIDENCE = 0.4  # as of a lead sentence: that the sentence tells of that day, and what, is not known


def quote_events(article: Article, dated: Sequence[Dated]) -> tuple[Event, ...]:
    """An event for each dated expression, in text order; none for a dateline, and one for a sentence and its day."""
    events: dict[tuple[Span, str], Event] = {}
    for one in dated:
        if one.edtf is not None and not is_dateline(article.text, one.timex.span):
            sentence = _sentence(article.text, one.timex.span)
            events.setdefault((sentence, one.edtf.text), _event(article, one, sentence))
    return tuple(with_uids(events.values()))


def _sentence(text: str, span: Span) -> Span:
    start, stop = max(0, span.start - _REACH), min(len(text), span.end + _REACH)
    start = max((match.end() for match in _SENTENCE.finditer(text, start, span.start)), default=start)
    end = _SENTENCE.search(text, span.end, stop)
    stop = stop if end is None else end.start() + 1
    quote = text[start:stop]
    return Span(start=start + len(quote) - len(quote.lstrip()), end=stop - len(quote) + len(quote.rstrip()))


def _event(article: Article, dated: Dated, sentence: Span) -> Event:
    assert dated.edtf is not None
    first = dated.edtf.first
    ahead = article.published is not None and first is not None and day_number(first) > day_number(article.published)
    source = article.source(
        span=dated.timex.span,
        text=dated.timex.text,
        trigger=None,
        sentence=sentence,
        rule=f"{dated.timex.rule}; sentence",
        because=dated.because,
        edtf=dated.edtf.text,
    )
    return Event(
        uid="",
        title=_title(source.quote),
        when=dated.edtf,
        status="scheduled" if ahead else "happened",
        certainty="guessed",
        confidence=_CONFIDENCE,
        quote=source.quote,
        sources=(source,),
    )


def _title(quote: str) -> str:
    words = " ".join(quote.split())
    if len(words) <= _LONGEST_TITLE:
        return words.rstrip(".。।")
    cut = words[:_LONGEST_TITLE]
    return (cut.rpartition(" ")[0] or cut).rstrip(",;: ") + " …"
