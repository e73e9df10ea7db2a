"""The parts of a text that are not the article: comment forms, credits, biographies, lists of other stories."""

from __future__ import annotations

import re

from timeline.eventwords import EventWords
from timeline.model import Span

__all__ = ["boilerplate", "is_dateline"]

_LINE = re.compile(r"[^\n]+")
_DATELINE = re.compile(
    r"\s*(?:[A-Z][\w.’'-]*(?:[ -][A-Z][\w.’'-]*){0,3}(?:, [A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)?)?,?\s+)?\(?$",
)
_AFTER_DATELINE = re.compile(r"\s*\)?,?\s*(?:\d{4},?\s*)?(?:\((?:[A-Z][\w./ -]{1,30})\)|[-–—]{1,2}\s|\.?\s*$)")
_LETTERS = re.compile(r"[^\W\d_]")
_BIOGRAPHY = 900  # longest paragraph that is left out for one cue in it
_TAIL_FROM = 0.4  # a heading that ends the article stands in the later part of the text


def boilerplate(text: str, words: EventWords) -> list[Span]:
    """Spans in text order that hold no events: whole lines, and all after a heading such as "Related articles"."""
    spans = []
    for match in _LINE.finditer(text):
        line = match.group()
        if match.start() >= _TAIL_FROM * len(text) and words.tails.match(line):
            spans.append(Span(start=match.start(), end=len(text)))
            break
        late = match.start() >= _TAIL_FROM * len(text)
        if (late and len(line) <= _BIOGRAPHY and words.biography.search(line)) or (
            len(line) <= 200 and words.lines.match(line)
        ):
            spans.append(Span(start=match.start(), end=match.end()))
    return spans


def is_dateline(text: str, span: Span) -> bool:
    """Whether a date only heads a line or a report ("LAGOS, March 3 (Agency) — …", "Monday, January 7, 2019")."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    before, after = text[start : span.start], text[span.end : end if end >= 0 else len(text)]
    if not _LETTERS.search(before) and not _LETTERS.search(after):
        return True
    return bool(_DATELINE.match(before) and _AFTER_DATELINE.match(after))
