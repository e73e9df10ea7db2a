"""Finds the time expression and the trigger in a quote, to mark them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.model import Event, Source

__all__ = ["highlight"]


def highlight(source: Source, event: Event, article: str | None = None) -> list[tuple[str, str]]:
    """The quote in pieces, each with its kind: "when", "trigger", or "" for the rest.

    The positions of a source count in its article. Where the article's text is at hand, the quote is looked up in it;
    where not, the expression is looked up in the quote, and of several places the one that suits the trigger counts.
    """
    quote = source.quote or event.quote
    marks = sorted(_marks(source, event, quote, article))
    pieces: list[tuple[str, str]] = []
    done = 0
    for start, end, kind in marks:
        if start < done:
            continue  # the trigger lies inside the time expression
        pieces += [(quote[done:start], ""), (quote[start:end], kind)]
        done = end
    pieces.append((quote[done:], ""))
    return [(text, kind) for text, kind in pieces if text]


def _marks(source: Source, event: Event, quote: str, article: str | None) -> Iterator[tuple[int, int, str]]:
    start = _expression(source, event, quote, article)
    if start is None:
        return
    yield start, start + len(source.text), "when"
    if source.trigger is not None:
        at = start + source.trigger.start - source.span.start
        end = at + source.trigger.end - source.trigger.start
        if _is_words(quote, at, end):
            yield at, end, "trigger"


def _expression(source: Source, event: Event, quote: str, article: str | None) -> int | None:
    """Where the time expression begins in the quote, None where it does not stand there."""
    if not source.text:
        return None
    if article:
        offset = article.find(quote)
        if offset >= 0 and quote[source.span.start - offset : source.span.end - offset] == source.text:
            return source.span.start - offset
    places = [match.start() for match in re.finditer(re.escape(source.text), quote)]
    places = [at for at in places if _is_words(quote, at, at + len(source.text))] or places
    if source.trigger is not None and event.trigger:
        shift = source.trigger.start - source.span.start
        suiting = [at for at in places if at + shift >= 0 and quote.startswith(event.trigger, at + shift)]
        places = suiting or places
    return places[0] if places else None


def _is_words(text: str, start: int, end: int) -> bool:
    """Whether a stretch of the text begins and ends with whole words."""
    if not 0 <= start < end <= len(text):
        return False
    return not (start and text[start - 1].isalnum() and text[start].isalnum()) and not (
        end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    )
